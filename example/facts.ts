import type { SupervisionList } from '../src/domain/waters.ts'
import type { RegionCode } from '../src/domain/regions.ts'

/**
 * What the published account of the Chongqing programme of 2020-2022 says, exactly. Everything the example adds to it is invented
 * and marked so. The account prints the eliminated area as km2, four times the city's whole area: it can only be m2.
 */
export const programmeFacts = {
  villagesSurveyed: 9177,
  /** Villages and communities of the shipped edition 2023, among which those surveyed are chosen. */
  villagesInEdition: 11_270,
  waters: 160,
  areaM2: 500_000,
  national: 80,
  municipal: 80,
  pilot: { counties: 14, waters: 54, areaM2: 310_000 },
  /** City-wide by the end of 2022: a fact of its own, which only happens to equal the area of the pilot. */
  eliminated: { by: '2022-12-31', areaM2: 310_000 },
  /** All waters of the national list done. */
  nationalDoneBy: '2025-12-31',
} as const

/** Appended to every invented name, so that the mark travels into exports and on paper. */
export const inventedMark = '（示例）'

/**
 * Which 14 counties bundled their waters was not found: these are chosen for the example, among the counties with many villages.
 * What is true is their number.
 */
export const pilotCounties = [
  '500231', '500118', '500153', '500111', '500151', '500152', '500117',
  '500116', '500120', '500155', '500154', '500233', '500102', '500110',
] as const // prettier-ignore

/** Waters that share list, pilot and time of elimination; counts and areas together give exactly the programme's totals. */
export type Group = {
  readonly list: Exclude<SupervisionList, 'county'>
  readonly pilot: boolean
  /** Accepted by the end of 2022. */
  readonly eliminated: boolean
  readonly count: number
  readonly areaM2: number
  /** Sizes of single waters: published ones run from about 200 to 25,000 m2. */
  readonly from: number
  readonly to: number
}

const national = { list: 'national', from: 2000 } as const
const municipal = { list: 'municipal', from: 200, to: 1999 } as const

/** The split into groups is invented; only the sums are facts. The four named waters are in `namedGroup`. */
export const groups: readonly Group[] = [
  { ...national, pilot: true, eliminated: true, count: 24, areaM2: 196_400, to: 24_000 },
  { ...national, pilot: true, eliminated: false, count: 22, areaM2: 103_500, to: 12_000 },
  { ...national, pilot: false, eliminated: true, count: 18, areaM2: 57_940, to: 9_000 },
  { ...national, pilot: false, eliminated: false, count: 12, areaM2: 43_000, to: 9_000 },
  { ...municipal, pilot: true, eliminated: true, count: 3, areaM2: 3600 },
  { ...municipal, pilot: true, eliminated: false, count: 5, areaM2: 6500 },
  { ...municipal, pilot: false, eliminated: true, count: 30, areaM2: 28_000 },
  { ...municipal, pilot: false, eliminated: false, count: 42, areaM2: 37_000 },
]

/** A water that the programme tells of by name, with what is known of it. */
export type NamedWater = {
  readonly name: string
  readonly type: 'river' | 'pond'
  /** The lowest division that the source names and the edition has. */
  readonly regionCode: RegionCode
  /** Where it lies, as the source says. */
  readonly placeText: string
  readonly areaM2: number
  /** Whether the area stands in the source; otherwise it is chosen for the example. */
  readonly areaKnown: boolean
  readonly widthM?: number
  readonly causes: readonly string[]
  readonly causesText: string
  readonly measures: string
  readonly fishDied?: boolean
  /** The class of GB 3838-2002 that the water reaches today, where the source says so. */
  readonly surfaceClass?: 'III'
}

const illustrative = '面积、位置、日期和监测值为示意'

/** All four count as eliminated by the end of 2022 and stand outside the pilot; that, like what is called 示意, is invented. */
export const namedWaters: readonly NamedWater[] = [
  {
    name: '宝峰河',
    type: 'river',
    regionCode: '500118000000',
    placeText: `永川区（来源未载乡镇；${illustrative}）`,
    areaM2: 9600,
    areaKnown: false,
    widthM: 12,
    causes: [],
    causesText: '来源未载明',
    measures: '来源未载明具体措施',
  },
  {
    name: '大肚子河',
    type: 'river',
    regionCode: '500116110000',
    placeText: `江津区李市镇（${illustrative}）`,
    areaM2: 8800,
    areaKnown: false,
    widthM: 10,
    causes: ['domestic-sewage'],
    causesText: '场镇扩张快于污水管网建设，生活污水进入河道',
    measures: '补偿搬迁、建设污水管网、箱涵截污、生态补水、建设滨河公园',
  },
  {
    name: '转龙小河',
    type: 'river',
    regionCode: '500118118000',
    placeText: `永川区朱沱镇（${illustrative}）`,
    areaM2: 3400,
    areaKnown: false,
    widthM: 5,
    causes: ['domestic-rubbish', 'floating-debris', 'sediment'],
    causesText: '河道内有垃圾和漂浮物，底泥淤积',
    measures: '清除垃圾和漂浮物、清淤疏浚、按高低和颜色搭配水生植物、设置生态浮岛、投加微生物菌剂',
  },
  {
    name: '水井大田水塘',
    type: 'pond',
    regionCode: '500231102000',
    placeText: '垫江县沙坪镇建安社区（社区名按来源，区划表中没有；位置、日期和监测值为示意）',
    areaM2: 2260,
    areaKnown: true,
    causes: ['domestic-sewage', 'sediment'],
    causesText: '曾出现死鱼；成因由截污、清淤两项措施推断',
    measures: '截污、清淤，由附近的武安河补水，并以达标尾水补水',
    fishDied: true,
    surfaceClass: 'III',
  },
]

/** The place that a source names and the edition lacks: an alias per source, never a substitute code. */
export const namedPlaceAlias = {
  name: '建安社区',
  within: '500231102000',
  source: '重庆市农村黑臭水体治理典型案例：垫江县沙坪镇建安社区水井大田水塘',
} as const
