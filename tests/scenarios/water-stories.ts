import { namedWaters } from '../../example/facts.ts'
import type { BodyOf } from '../../src/platform/http/endpoint.ts'
import type { classifyWater } from '../../src/planning/contract.ts'
import type { PlanContent } from '../../src/planning/plans/contract.ts'
import type { WaterValues } from '../../src/waters/shapes.ts'
import type { Enrolling } from '../support/town-hall.ts'

// Names, places, causes and measures are those of the published account; areas other than that of 水井大田水塘, quantities, money, days and
// persons are made up for the story. Of 宝峰河 the account tells nothing but the name.

const bureau = (county: string) => ({ name: `${county}生态环境局`, kind: 'bureau' }) as const
const department = (name: string) => ({ name, kind: 'department' }) as const
const [city, dianjiang, yongchuan, jiangjin] = ['500000000000', '500231000000', '500118000000', '500116000000']

/** Everybody of the story. */
export const cast = {
  wang: { name: '王敏', role: 'municipal-officer', at: city, organisation: bureau('重庆市') },
  shen: { name: '沈正', role: 'auditor', at: city, organisation: { name: '重庆市生态环境督查组', kind: 'audit' } },
  gu: { name: '顾清源', role: 'expert', at: city, organisation: { name: '农村黑臭水体治理专家组', kind: 'expert-group' } },
  ce: { name: '李测', role: 'monitoring-agency', at: city, organisation: { name: '重庆水质监测中心', kind: 'laboratory' } },
  li: { name: '李静', role: 'county-officer', at: dianjiang, organisation: bureau('垫江县') },
  sun: { name: '孙强', role: 'county-officer', at: dianjiang, organisation: bureau('垫江县') },
  cai: { name: '蔡政', role: 'department', at: dianjiang, organisation: department('垫江县财政局') },
  shui: { name: '水源', role: 'department', at: dianjiang, organisation: department('垫江县水利局') },
  chen: { name: '陈大川', role: 'town-chief', at: '500231102000', organisation: { name: '沙坪镇人民政府', kind: 'government' } },
  luo: { name: '罗勤', role: 'operator', at: '500231102000', organisation: { name: '沙坪镇水环境运行维护站', kind: 'operator' } },
  zhao: { name: '赵敏', role: 'county-officer', at: yongchuan, organisation: bureau('永川区') },
  zheng: { name: '郑军', role: 'county-officer', at: yongchuan, organisation: bureau('永川区') },
  fang: { name: '方财', role: 'department', at: yongchuan, organisation: department('永川区财政局') },
  zhu: { name: '朱长河', role: 'town-chief', at: '500118118000', organisation: { name: '朱沱镇人民政府', kind: 'government' } },
  jiang: { name: '江岸', role: 'county-officer', at: jiangjin, organisation: bureau('江津区') },
  jin: { name: '金平', role: 'county-officer', at: jiangjin, organisation: bureau('江津区') },
  fu: { name: '傅财', role: 'department', at: jiangjin, organisation: department('江津区财政局') },
  tang: { name: '唐渡', role: 'town-chief', at: '500116110000', organisation: { name: '李市镇人民政府', kind: 'government' } },
} as const satisfies Record<string, Enrolling> // prettier-ignore
export type Name = keyof typeof cast

/** Who acts for a water: who writes, who decides beside the writer, who keeps the money, and who answers in the town, where the place is known. */
export type Office = { readonly writer: Name; readonly colleague: Name; readonly finance: Name; readonly town: Name }

const offices = {
  dianjiang: { writer: 'li', colleague: 'sun', finance: 'cai', town: 'chen' },
  zhutuo: { writer: 'zhao', colleague: 'zheng', finance: 'fang', town: 'zhu' },
  // The account names no town of 宝峰河: the district's own people stand in.
  yongchuan: { writer: 'zhao', colleague: 'zheng', finance: 'fang', town: 'zheng' },
  lishi: { writer: 'jiang', colleague: 'jin', finance: 'fu', town: 'tang' },
} as const satisfies Record<string, Office>

export type WaterStory = {
  readonly office: Office
  readonly values: WaterValues
  readonly statements: BodyOf<typeof classifyWater>['statements']
  readonly plan: PlanContent
  /** Where it is sampled. */
  readonly points: readonly string[]
  /** Why the city sends the first version back. */
  readonly returnedFor: string
}

type Named = '宝峰河' | '大肚子河' | '转龙小河' | '水井大田水塘'

function valuesOf(name: Named, longitude: number, latitude: number): WaterValues {
  const named = namedWaters.find(each => each.name === name)
  if (named === undefined) throw new RangeError(`the account names no ${name}`)
  const { type, regionCode, placeText, areaM2, causesText, widthM } = named
  const extent = widthM === undefined ? {} : { widthM, lengthM: areaM2 / widthM }
  const position = { longitude, latitude }
  return { name, type, regionCode, placeText, areaM2, areaMethod: 'stated', causesText, ...extent, position, coordinateSource: 'illustrative' } // prettier-ignore
}

const measure = (measureId: string, quantity: number, costYuan: number, from: string, to: string, note?: string) =>
  ({ measureId, quantity, costYuan, from, to, ...(note === undefined ? {} : { note }) }) // prettier-ignore
const persons = (town: string, village: string, site: string, place: string) => ({
  town: { name: town, office: `${place}人民政府`, officePhone: '023-00000001' },
  village: { name: village, office: '村民委员会', officePhone: '023-00000002' },
  site: { name: site, office: `${place}水环境运行维护站`, officePhone: '023-00000003' },
})
const duties = '村级河长每周巡查一次，现场人员每日保洁，镇级河长每月检查；发现返黑返臭当日上报，汛前检修截污设施。'
const riverPoints = ['上游断面', '中游断面', '下游断面']

export const baofeng: WaterStory = {
  office: offices.yongchuan,
  values: valuesOf('宝峰河', 105.93, 29.36),
  statements: { nuisance: 'prominent', continuity: 'continuous', functions: ['drainage'], peopleAffected: 320 },
  plan: {
    presentState: '沿河散居农户污水直排，枯水期水色发黑、有明显异味，底泥厚约 35 厘米。',
    causes: [{ causeId: 'domestic-sewage', percent: 70 }, { causeId: 'sediment', percent: 30 }],
    target: { goal: 'not-black-odorous', by: '2021-12-31' },
    route: '先控源截污，再清淤疏浚，后恢复水生植物。',
    measures: [
      measure('sewer-pipe', 1600, 880_000, '2021-03-20', '2021-05-20'),
      measure('dredging', 2400, 288_000, '2021-05-15', '2021-06-15'),
      measure('aquatic-plants', 900, 108_000, '2021-06-01', '2021-06-28'),
    ],
    funding: [{ source: 'municipal-grant', yuan: 700_000 }, { source: 'county', yuan: 576_000 }],
    persons: persons('江平', '丁峰', '何清', '永川区有关镇'),
    upkeep: { duties, yearlyYuan: 36_000 },
  },
  points: riverPoints,
  returnedFor: '管网长度与污染源户数对不上，请核对后附户线图。',
} // prettier-ignore

export const daduzi: WaterStory = {
  office: offices.lishi,
  values: valuesOf('大肚子河', 106.15, 28.95),
  statements: { nuisance: 'prominent', continuity: 'continuous', functions: ['drainage', 'landscape'], peopleAffected: 5200 },
  plan: {
    presentState: '场镇扩张快于污水管网建设，生活污水经箱涵直排入河，河水发黑，两岸居民反映强烈。',
    causes: [{ causeId: 'domestic-sewage', percent: 80 }, { causeId: 'poor-flow', percent: 20 }],
    target: { goal: 'class-V', by: '2021-12-31' },
    route: '补偿搬迁沿河住户，建设污水管网，箱涵截污，截污核实后生态补水，恢复岸线植被并建滨河公园。',
    measures: [
      measure('demolition', 180, 540_000, '2021-03-20', '2021-04-15', '补偿搬迁，不扩大范围'),
      measure('sewer-pipe', 1800, 990_000, '2021-03-20', '2021-05-25'),
      measure('outlet-closure', 6, 150_000, '2021-04-20', '2021-05-26', '箱涵截污'),
      measure('make-up-water', 20_000, 12_000, '2021-06-05', '2021-06-28', '截污核实后补水'),
      measure('riparian-buffer', 2600, 208_000, '2021-06-01', '2021-06-29', '滨河公园绿化'),
    ],
    funding: [{ source: 'central-pilot', yuan: 1_000_000 }, { source: 'county', yuan: 700_000 }, { source: 'social-capital', yuan: 200_000 }],
    persons: persons('唐渡', '李岸', '杜小溪', '李市镇'),
    upkeep: { duties, yearlyYuan: 60_000 },
  },
  points: riverPoints,
  returnedFor: '生态补水未写明在截污核实之后实施，请补充先后顺序和水源。',
} // prettier-ignore

export const zhuanlong: WaterStory = {
  office: offices.zhutuo,
  values: valuesOf('转龙小河', 105.86, 29.02),
  statements: { nuisance: 'prominent', continuity: 'seasonal', functions: ['irrigation'], peopleAffected: 260 },
  plan: {
    presentState: '河道内有垃圾和漂浮物，底泥淤积，夏季发黑发臭。',
    causes: [
      { causeId: 'domestic-rubbish', percent: 30 },
      { causeId: 'floating-debris', percent: 20 },
      { causeId: 'sediment', percent: 50 },
    ],
    target: { goal: 'not-black-odorous', by: '2021-12-31' },
    route: '清除垃圾和漂浮物，清淤疏浚，按高低和颜色搭配水生植物，设置生态浮岛，最后投加微生物菌剂。',
    measures: [
      measure('rubbish-removal', 1, 12_000, '2021-03-20', '2021-04-10'),
      measure('debris-removal', 3400, 8000, '2021-03-20', '2021-04-10'),
      measure('dredging', 1020, 122_400, '2021-04-15', '2021-05-25'),
      measure('aquatic-plants', 800, 96_000, '2021-05-26', '2021-06-20'),
      measure('floating-island', 120, 42_000, '2021-06-01', '2021-06-20'),
      measure('microbial-agent', 60, 5600, '2021-06-10', '2021-06-28', '清淤、截污之后配合使用'),
    ],
    funding: [{ source: 'municipal-grant', yuan: 200_000 }, { source: 'county', yuan: 80_000 }, { source: 'villagers', yuan: 6000 }],
    persons: persons('朱长河', '唐转龙', '何小溪', '朱沱镇'),
    upkeep: { duties, yearlyYuan: 18_000 },
  },
  points: riverPoints,
  returnedFor: '菌剂用量和使用时间没有写明，请补充。',
} // prettier-ignore

export const datian: WaterStory = {
  office: offices.dianjiang,
  values: valuesOf('水井大田水塘', 107.42, 30.21),
  statements: { nuisance: 'prominent', continuity: 'continuous', functions: ['landscape'], peopleAffected: 420 },
  plan: {
    presentState: '水塘面积 2,260 平方米，曾出现死鱼，水色发黑；三处散排口直入水塘，底泥厚约 40 厘米。',
    causes: [{ causeId: 'domestic-sewage', percent: 60 }, { causeId: 'sediment', percent: 40 }],
    target: { goal: 'class-III', by: '2021-12-31' },
    route: '截污、清淤，截污核实后由附近的武安河和达标尾水补水。',
    measures: [
      measure('outlet-closure', 3, 60_000, '2021-03-20', '2021-04-20'),
      measure('dredging', 900, 108_000, '2021-04-21', '2021-05-20'),
      measure('make-up-water', 9000, 7200, '2021-06-01', '2021-06-25', '武安河和达标尾水'),
    ],
    funding: [{ source: 'municipal-grant', yuan: 100_000 }, { source: 'county', yuan: 75_200 }],
    persons: persons('陈大川', '吴前', '罗勤', '沙坪镇'),
    upkeep: { duties, yearlyYuan: 12_000 },
  },
  points: ['塘心'],
  returnedFor: '补水水源和水量需水利部门确认，请补充后再报。',
} // prettier-ignore

/** A water of nobody's account: it is dosed, and sent back. */
export const dosed: WaterStory = {
  office: offices.dianjiang,
  values: {
    name: '团结村药剂塘',
    type: 'pond',
    regionCode: '500231102000',
    areaM2: 2100,
    areaMethod: 'stated',
    position: { longitude: 107.45, latitude: 30.24 },
    coordinateSource: 'illustrative',
  },
  statements: { nuisance: 'prominent', continuity: 'continuous', functions: ['none'], peopleAffected: 40 },
  plan: {
    presentState: '水色发黑，岸边有散排口两处。',
    causes: [{ causeId: 'domestic-sewage', percent: 100 }],
    target: { goal: 'not-black-odorous', by: '2021-12-31' },
    measures: [measure('outlet-closure', 2, 30_000, '2021-03-20', '2021-05-20')],
    funding: [{ source: 'county', yuan: 30_000 }],
    persons: persons('陈大川', '吴前', '罗勤', '沙坪镇'),
    upkeep: { duties, yearlyYuan: 6000 },
  },
  points: ['塘心'],
  returnedFor: '封堵后污水去向没有写明，请补充。',
}

export const stories = { baofeng, daduzi, zhuanlong, datian, dosed } as const
export type StoryId = keyof typeof stories
export const storyIds = Object.keys(stories) as readonly StoryId[] // keys of a const object are exactly its union

/** The four of the account. */
export const namedIds = ['baofeng', 'daduzi', 'zhuanlong', 'datian'] as const satisfies readonly StoryId[]
