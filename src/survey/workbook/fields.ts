import type { Bilingual } from '../../domain/words.ts'

/** What a numeric column measures, and with it the unit it is stored in: m2, m, cm, mg/L. */
export type Dimension = 'area' | 'length' | 'depth' | 'concentration'

type FieldEntry = {
  /** `zh` is the official header, as our own workbooks write it. */
  readonly name: Bilingual
  /** Other headers seen in real lists; compared without spaces, brackets, slashes and units. */
  readonly headers: readonly string[]
  readonly dimension?: Dimension
}

/**
 * Every column of a list or survey workbook that is understood, in the order of the official annex 3 (guide of 2023/24),
 * the survey columns behind. Sources of the other names: notices of Wuhan 2025Q4 and Tianshui 2025, and usual wording.
 */
export const surveyFields = {
  sequence: { name: { zh: '序号', en: 'number' }, headers: ['顺序号', '行号', 'no', 'no.'] },
  province: { name: { zh: '省级行政区划', en: 'province' }, headers: ['省', '省份', '省级', '省自治区直辖市'] },
  city: {
    name: { zh: '地市级行政区划', en: 'city' },
    headers: ['市', '地市', '市州', '地级市', '市级行政区划', '设区市', '地市级'],
  },
  county: {
    name: { zh: '县级行政区划', en: 'county' },
    headers: [
      '县区',
      '区县',
      '县市区',
      '区县市',
      '县级',
      '县',
      '区',
      '所属区县',
      '所在区县',
      '所属县区',
      '县级行政区',
      '区县名称',
      '县区名称',
    ],
  },
  town: {
    name: { zh: '乡镇/街道', en: 'town' },
    headers: [
      '乡镇或街道',
      '乡镇街道',
      '镇街',
      '街镇',
      '乡镇',
      '镇乡',
      '街道',
      '镇',
      '乡镇街道名称',
      '乡镇名称',
      '所属乡镇',
      '所在乡镇',
      '镇街名称',
      '乡级行政区划',
    ],
  },
  village: {
    name: { zh: '行政村名称', en: 'village' },
    headers: [
      '行政村',
      '村',
      '村社区',
      '行政村社区',
      '村居',
      '村名',
      '所属行政村',
      '所在行政村',
      '村社区名称',
      '行政村社区名称',
      '行政村村名',
      '村庄',
    ],
  },
  naturalVillages: {
    name: { zh: '涉及的自然村', en: 'natural villages concerned' },
    headers: ['涉及自然村', '自然村', '自然村名称', '涉及自然村名称', '涉及村组', '村民小组', '自然村组'],
  },
  name: {
    name: { zh: '水体名称', en: 'name of the water' },
    headers: ['黑臭水体名称', '农村黑臭水体名称', '水体', '名称', '河塘名称', '水域名称'],
  },
  externalNumber: {
    name: { zh: '水体编号', en: 'number of the water' },
    headers: ['黑臭水体编号', '农村黑臭水体编号', '清单编号', '监管编号', '水体编码'],
  },
  type: {
    name: { zh: '水体类型', en: 'type of the water' },
    headers: ['类型', '水体类别', '水域类型', '黑臭水体类型'],
  },
  areaM2: {
    name: { zh: '水域面积(m2)', en: 'water area (m2)' },
    headers: ['水域面积', '面积', '水体面积', '水面面积', '黑臭水体面积', '黑臭面积'],
    dimension: 'area',
  },
  lengthM: {
    name: { zh: '长(m)', en: 'length (m)' },
    headers: ['长', '长度', '水体长度', '黑臭长度'],
    dimension: 'length',
  },
  widthM: {
    name: { zh: '宽(m)', en: 'width (m)' },
    headers: ['宽', '宽度', '平均宽度', '水体宽度', '均宽', '水面宽', '水面宽度'],
    dimension: 'length',
  },
  startName: {
    name: { zh: '起点名称', en: 'name of the start' },
    headers: ['起点', '起始点', '起始点名称', '起点位置', '起始点位置', '起点地名', '起始断面名称'],
  },
  startLongitude: {
    name: { zh: '起点经度', en: 'longitude of the start' },
    headers: ['起始点经度', '起点东经', '经度', '东经', '起点坐标经度', '起点经纬度经度', '起始断面经度'],
  },
  startLatitude: {
    name: { zh: '起点纬度', en: 'latitude of the start' },
    headers: ['起始点纬度', '起点北纬', '纬度', '北纬', '起点坐标纬度', '起点经纬度纬度', '起始断面纬度'],
  },
  endName: {
    name: { zh: '终点名称', en: 'name of the end' },
    headers: ['终点', '终止点', '终止点名称', '终点位置', '终点地名', '终止点位置', '终止断面名称'],
  },
  endLongitude: {
    name: { zh: '终点经度', en: 'longitude of the end' },
    headers: ['终止点经度', '终点东经', '终点坐标经度', '终点经纬度经度', '终止断面经度'],
  },
  endLatitude: {
    name: { zh: '终点纬度', en: 'latitude of the end' },
    headers: ['终止点纬度', '终点北纬', '终点坐标纬度', '终点经纬度纬度', '终止断面纬度'],
  },
  listLevel: {
    name: { zh: '监管清单级别', en: 'list' },
    headers: ['监管级别', '清单级别', '监管清单', '级别', '水体级别', '清单类型', '监管层级', '所属清单'],
  },
  causes: {
    name: { zh: '主要污染问题', en: 'main causes of pollution' },
    headers: [
      '主要污染问题编码',
      '黑臭成因',
      '成因',
      '污染成因',
      '主要污染成因',
      '黑臭原因',
      '主要污染源',
      '污染来源',
      '主要污染来源',
      '污染问题',
      '主要成因',
    ],
  },
  completion: {
    name: { zh: '治理完成时间', en: 'time of completion' },
    headers: [
      '完成治理时间',
      '完成时间',
      '治理完成时限',
      '计划完成时间',
      '完成时限',
      '完成治理时限',
      '治理时限',
      '完成年度',
      '治理完成年份',
    ],
  },
  perennial: {
    name: { zh: '治理后是否常年有水', en: 'water all year round after treatment' },
    headers: ['治理后水体是否常年有水', '是否常年有水', '常年有水', '治理后水体常年有水'],
  },
  basis: {
    name: { zh: '认定依据(感官/问卷/监测)', en: 'basis (senses, questionnaire, monitoring)' },
    headers: ['认定依据', '识别依据', '判定依据', '认定方式', '识别方式', '黑臭认定依据'],
  },
  senses: {
    name: { zh: '感官描述', en: 'what was seen and smelt' },
    headers: ['感官', '感官特征', '现场感官描述', '感官判断'],
  },
  validForms: {
    name: { zh: '有效问卷数', en: 'valid forms' },
    headers: ['有效问卷', '有效问卷份数', '有效份数', '问卷数', '有效问卷数份'],
  },
  blackForms: {
    name: { zh: '认为黑臭份数', en: 'forms saying black or odorous' },
    headers: ['认为黑臭的份数', '认为黑臭问卷数', '黑臭份数', '认为黑臭的问卷数', '认为黑臭'],
  },
  secchiDepthCm: {
    name: { zh: '透明度(cm)', en: 'transparency (cm)' },
    headers: ['透明度', 'sd', 'secchidepth', 'transparency'],
    dimension: 'depth',
  },
  waterDepthCm: { name: { zh: '水深(cm)', en: 'water depth (cm)' }, headers: ['水深', '平均水深'], dimension: 'depth' },
  dissolvedOxygenMgL: {
    name: { zh: '溶解氧(mg/L)', en: 'dissolved oxygen (mg/L)' },
    headers: ['溶解氧', 'do', '溶氧', 'dissolvedoxygen'],
    dimension: 'concentration',
  },
  ammoniaNitrogenMgL: {
    name: { zh: '氨氮(mg/L)', en: 'ammonia nitrogen (mg/L)' },
    headers: ['氨氮', 'nh3-n', 'nh4-n', 'ammonianitrogen'],
    dimension: 'concentration',
  },
  ph: { name: { zh: 'pH', en: 'pH' }, headers: ['ph值', '酸碱度'] },
  sampledOn: {
    name: { zh: '采样日期', en: 'date of sampling' },
    headers: ['采样时间', '监测日期', '监测时间', '取样日期', '排查日期', '调查日期', '排查时间', '调查时间'],
  },
  coordinateSystem: {
    name: { zh: '坐标系', en: 'coordinate system' },
    headers: ['坐标系统', '坐标体系', '坐标系类型', '坐标基准', '大地坐标系'],
  },
  remarks: { name: { zh: '备注', en: 'remarks' }, headers: ['说明', '其他说明', '备注说明'] },
  waterId: { name: { zh: '系统标识', en: 'identity in the system' }, headers: ['系统编号', 'waterid', 'id'] },
  version: { name: { zh: '系统版本', en: 'version in the system' }, headers: ['数据版本', '行版本', 'version'] },
} as const satisfies Record<string, FieldEntry>

export type SurveyField = keyof typeof surveyFields

export const surveyFieldIds = Object.keys(surveyFields) as readonly SurveyField[] // keys of a const object are exactly its union

export function dimensionOf(field: SurveyField): Dimension | undefined {
  const entry: FieldEntry = surveyFields[field]
  return entry.dimension
}
