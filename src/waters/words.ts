import type { Bilingual } from '../domain/words.ts'
import type { CoordinateSystem } from '../places/coordinates.ts'

/** How an area came about. Persisted. */
export const areaMethods = {
  stated: { zh: '上报面积', en: 'as stated' },
  measured: { zh: '实测面积', en: 'measured' },
  drawn: { zh: '图上量算', en: 'drawn on the map' },
  'length-times-width': { zh: '长乘宽', en: 'length times width' },
  illustrative: { zh: '示意（非实测）', en: 'illustrative, not measured' },
} as const satisfies Record<string, Bilingual>
export type AreaMethod = keyof typeof areaMethods
export const areaMethodIds = Object.keys(areaMethods) as readonly AreaMethod[] // keys of a const object are exactly its union

/** The system in which coordinates were given; stored are CGCS2000 coordinates. Persisted. */
export const coordinateSources = {
  cgcs2000: { zh: '国家大地坐标系 CGCS2000', en: 'CGCS2000' },
  wgs84: { zh: 'WGS84（手机、GPS）', en: 'WGS84 (phone, GPS)' },
  'gcj-02': { zh: '火星坐标 GCJ-02（高德、微信）', en: 'GCJ-02 (AMap, WeChat)' },
  'bd-09': { zh: '百度坐标 BD-09', en: 'BD-09 (Baidu)' },
  'not-stated': { zh: '未注明坐标系', en: 'not stated' },
  illustrative: { zh: '示意位置（非实测）', en: 'illustrative, not surveyed' },
} as const satisfies Record<CoordinateSystem | 'not-stated' | 'illustrative', Bilingual>
export type CoordinateSource = keyof typeof coordinateSources
export const coordinateSourceIds = Object.keys(coordinateSources) as readonly CoordinateSource[] // as above

/** The ground on which a water was recorded as black and odorous. Persisted. */
export const bases = {
  senses: { zh: '感官', en: 'senses' },
  questionnaire: { zh: '公众评议', en: 'questionnaire' },
  monitoring: { zh: '水质监测', en: 'monitoring' },
  'not-stated': { zh: '未注明', en: 'not stated' },
} as const satisfies Record<string, Bilingual>
export type Basis = keyof typeof bases
export const basisIds = Object.keys(bases) as readonly Basis[] // as above

/** How a water came onto its list. Persisted. */
export const listWays = {
  declared: { zh: '官方清单载明', en: 'declared by an official list' },
  derived: { zh: '按面积分级', en: 'derived from its area' },
  'by-hand': { zh: '人工调整', en: 'by hand' },
} as const satisfies Record<string, Bilingual>
export type ListWay = keyof typeof listWays
export const listWayIds = Object.keys(listWays) as readonly ListWay[] // as above

export const warningColours = {
  red: { zh: '红', en: 'red' },
  yellow: { zh: '黄', en: 'yellow' },
  green: { zh: '绿', en: 'green' },
} as const satisfies Record<string, Bilingual>
export type WarningColour = keyof typeof warningColours
export const warningColourIds = Object.keys(warningColours) as readonly WarningColour[] // as above

/** Where a candidate came from. Persisted. */
export const candidateSources = {
  'field-team': { zh: '排查队伍', en: 'field team' },
  villager: { zh: '村民反映', en: 'villager' },
  patrol: { zh: '巡河发现', en: 'patrol' },
  'public-report': { zh: '公众举报', en: 'public report' },
  satellite: { zh: '卫星遥感筛查', en: 'satellite screening' },
  'official-list': { zh: '官方清单', en: 'official list' },
  workbook: { zh: '排查表导入', en: 'survey workbook' },
  desk: { zh: '人工登记', en: 'entered at the desk' },
  split: { zh: '拆分产生', en: 'made by a split' },
  example: { zh: '示例数据', en: 'example data' },
} as const satisfies Record<string, Bilingual>
export type CandidateSource = keyof typeof candidateSources
export const candidateSourceIds = Object.keys(candidateSources) as readonly CandidateSource[] // as above

/** Kinds of pollution source around a water. Persisted. */
export const sourceKinds = {
  outlet: { zh: '排污口', en: 'outlet' },
  households: { zh: '农户生活污水', en: 'households' },
  'livestock-farm': { zh: '畜禽养殖场', en: 'livestock farm' },
  aquaculture: { zh: '水产养殖', en: 'aquaculture' },
  farmland: { zh: '农田径流', en: 'farmland' },
  industry: { zh: '工业企业', en: 'industry' },
  'sewage-facility': { zh: '污水处理设施', en: 'sewage facility' },
  rubbish: { zh: '垃圾堆放', en: 'rubbish' },
} as const satisfies Record<string, Bilingual>
export type SourceKind = keyof typeof sourceKinds
export const sourceKindIds = Object.keys(sourceKinds) as readonly SourceKind[] // as above

/** What an attachment is. Persisted. */
export const attachmentKinds = {
  photo: { zh: '照片', en: 'photo' },
  scan: { zh: '纸质材料扫描件', en: 'scan of a paper' },
  report: { zh: '报告', en: 'report' },
  plan: { zh: '方案', en: 'plan' },
  other: { zh: '其他', en: 'other' },
} as const satisfies Record<string, Bilingual>
export type AttachmentKind = keyof typeof attachmentKinds
export const attachmentKindIds = Object.keys(attachmentKinds) as readonly AttachmentKind[] // as above

/** Every field of a water that can be entered or corrected by hand, as people read it in forms, histories and reports. */
export const waterFields = {
  name: { zh: '水体名称', en: 'name' },
  type: { zh: '水体类型', en: 'type' },
  regionCode: { zh: '行政区划', en: 'division' },
  placeText: { zh: '所在地（原文）', en: 'place as written' },
  naturalVillages: { zh: '涉及的自然村', en: 'natural villages' },
  areaM2: { zh: '水域面积（平方米）', en: 'area (m²)' },
  areaMethod: { zh: '面积来源', en: 'source of the area' },
  areaOn: { zh: '面积日期', en: 'date of the area' },
  lengthM: { zh: '长（米）', en: 'length (m)' },
  widthM: { zh: '宽（米）', en: 'width (m)' },
  depthCm: { zh: '水深（厘米）', en: 'depth (cm)' },
  startName: { zh: '起点名称', en: 'name of the start' },
  start: { zh: '起点坐标', en: 'start' },
  endName: { zh: '终点名称', en: 'name of the end' },
  end: { zh: '终点坐标', en: 'end' },
  position: { zh: '位置', en: 'position' },
  coordinateSource: { zh: '坐标来源', en: 'source of coordinates' },
  geometry: { zh: '图形', en: 'geometry' },
  causes: { zh: '主要污染问题', en: 'main causes' },
  causesText: { zh: '主要污染问题（原文）', en: 'causes as written' },
  completion: { zh: '治理完成时间', en: 'completion of treatment' },
  yearRound: { zh: '治理后是否常年有水', en: 'holds water all year' },
  basis: { zh: '认定依据', en: 'basis' },
  complaint: { zh: '群众反映强烈', en: 'strong complaints' },
} as const satisfies Record<string, Bilingual>
export type WaterField = keyof typeof waterFields

/** Which field a stored column belongs to, for histories; two columns of a position are one field. */
export const fieldOfColumn = {
  name: 'name',
  type: 'type',
  region_code: 'regionCode',
  place_text: 'placeText',
  natural_villages: 'naturalVillages',
  area_m2: 'areaM2',
  area_method: 'areaMethod',
  area_on: 'areaOn',
  length_m: 'lengthM',
  width_m: 'widthM',
  depth_cm: 'depthCm',
  start_name: 'startName',
  start_longitude: 'start',
  start_latitude: 'start',
  end_name: 'endName',
  end_longitude: 'end',
  end_latitude: 'end',
  longitude: 'position',
  latitude: 'position',
  coordinate_source: 'coordinateSource',
  geometry: 'geometry',
  causes: 'causes',
  causes_text: 'causesText',
  completion_text: 'completion',
  completion_on: 'completion',
  completion_precision: 'completion',
  year_round: 'yearRound',
  basis: 'basis',
  complaint: 'complaint',
} as const satisfies Record<string, WaterField>

/** How people call a water in a sentence. */
export const nameWater = ({ code, name }: { readonly code: string; readonly name: string }): Bilingual => ({
  zh: `水体 ${code} ${name}`,
  en: `water ${code} ${name}`,
})
