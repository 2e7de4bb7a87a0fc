import type { Bilingual } from '../domain/words.ts'
import type {
  concernIds,
  continuityIds,
  measureGroupIds,
  measureUnitIds,
  pointingIds,
  waterFunctionIds,
} from '../policy/planning-schemas.ts'

export type WaterFunction = (typeof waterFunctionIds)[number]
export type Continuity = (typeof continuityIds)[number]
export type MeasureGroup = (typeof measureGroupIds)[number]
export type MeasureUnit = (typeof measureUnitIds)[number]
export type Concern = (typeof concernIds)[number]
export type Pointing = (typeof pointingIds)[number] | 'cannot-tell'

/** 分类施策: by which of the two routes a water is treated. Persisted. */
export const waterClasses = {
  complex: { zh: '复杂水体', en: 'complex water' },
  simple: { zh: '简单水体', en: 'simple water' },
} as const satisfies Record<string, Bilingual>
export type WaterClass = keyof typeof waterClasses
export const waterClassIds = Object.keys(waterClasses) as readonly WaterClass[] // keys of a const object are exactly its union

/** What the rule answers: a class, or that it cannot tell. Persisted. */
export const classOutcomes = {
  ...waterClasses,
  undecided: { zh: '尚不能分类', en: 'cannot be classed yet' },
} as const satisfies Record<string, Bilingual>
export type ClassOutcome = keyof typeof classOutcomes
export const classOutcomeIds = Object.keys(classOutcomes) as readonly ClassOutcome[] // as above

/** Persisted. */
export const nuisances = {
  prominent: { zh: '问题突出', en: 'prominent' },
  'not-prominent': { zh: '问题不突出', en: 'not prominent' },
} as const satisfies Record<string, Bilingual>
export type Nuisance = keyof typeof nuisances
export const nuisanceIds = Object.keys(nuisances) as readonly Nuisance[] // as above

export const continuities = {
  continuous: { zh: '持续黑臭', en: 'all the time' },
  seasonal: { zh: '季节性（如夏季、枯水期）', en: 'in a season (summer, low water)' },
  intermittent: { zh: '间歇性', en: 'now and then' },
} as const satisfies Record<Continuity, Bilingual>

export const waterFunctions = {
  none: { zh: '无功能', en: 'no function' },
  landscape: { zh: '景观、休闲', en: 'landscape, leisure' },
  drainage: { zh: '排涝、行洪', en: 'drainage, floods' },
  irrigation: { zh: '灌溉', en: 'irrigation' },
  aquaculture: { zh: '养殖', en: 'aquaculture' },
  'drinking-source': { zh: '饮用水水源', en: 'source of drinking water' },
} as const satisfies Record<WaterFunction, Bilingual>

export const pointings = {
  complex: { zh: '偏复杂', en: 'points to complex' },
  borderline: { zh: '两可', en: 'borderline' },
  simple: { zh: '偏简单', en: 'points to simple' },
  'cannot-tell': { zh: '无法判断', en: 'cannot tell' },
} as const satisfies Record<Pointing, Bilingual>
export const allPointingIds = Object.keys(pointings) as readonly Pointing[] // as above

/** The official route 技术路线, in its order. */
export const measureGroups = {
  interception: { zh: '控源截污', en: 'source control and interception' },
  internal: { zh: '内源治理（清淤疏浚、垃圾清理）', en: 'internal sources (sediment, rubbish)' },
  connection: { zh: '水系连通', en: 'connecting waters' },
  restoration: { zh: '生态修复', en: 'ecological restoration' },
  purification: { zh: '水体净化', en: 'water purification' },
  management: { zh: '管理措施', en: 'management' },
} as const satisfies Record<MeasureGroup, Bilingual>

/** As people write them; the ids of the catalogue would be a typewriter's. */
export const measureUnits = {
  座: { zh: '座', en: 'units' },
  户: { zh: '户', en: 'households' },
  个: { zh: '个', en: 'pieces' },
  处: { zh: '处', en: 'places' },
  家: { zh: '家', en: 'enterprises' },
  块: { zh: '块', en: 'boards' },
  套: { zh: '套', en: 'sets' },
  项: { zh: '项', en: 'items' },
  m: { zh: '米', en: 'm' },
  m2: { zh: '㎡', en: 'm²' },
  m3: { zh: 'm³', en: 'm³' },
  kg: { zh: '千克', en: 'kg' },
} as const satisfies Record<MeasureUnit, Bilingual>

export const measureKinds = {
  management: { zh: '管理措施', en: 'management' },
  ecological: { zh: '生态措施', en: 'ecological measures' },
  engineering: { zh: '适度工程', en: 'modest works' },
} as const satisfies Record<string, Bilingual>
export type MeasureKind = keyof typeof measureKinds

export const concerns = {
  hardening: { zh: '过度硬化', en: 'over-hardening' },
  demolition: { zh: '大拆大建', en: 'large demolition' },
  covering: { zh: '一盖了之', en: 'covering up' },
  dosing: { zh: '撒药治污', en: 'dosing' },
  flushing: { zh: '调水冲污', en: 'flushing with transferred water' },
  'filling-in': { zh: '一填了之', en: 'filling in' },
} as const satisfies Record<Concern, Bilingual>

/** A number as both languages write it: 2260.5 → `2,260.5`. */
export function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

/** Names one after the other. */
export function joined(names: readonly Bilingual[]): Bilingual {
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') }
}
