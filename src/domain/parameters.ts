import type { Bilingual } from './words.ts'

export type Unit = 'mg/L' | 'ug/L' | 'cm' | 'mV' | '℃' | '%' | 'per L' | 'uS/cm' | 'NTU' | 'none'

type ParameterEntry = {
  readonly name: Bilingual
  /** The unit in which values are stored everywhere in the product. Values are converted where they enter. */
  readonly unit: Unit
  /** Physically plausible values, both ends included: outside it is a slip of pen or unit, refused at the door. */
  readonly plausible: readonly [number, number]
  /** Headers people write, beside the Chinese and English name; compared without unit, spaces and case. */
  readonly headers: readonly string[]
}

/**
 * Every quantity measured in water that the product knows. Persisted: the ids stand in readings, exports and phones.
 *
 * Adding one: a new entry here is enough for readings, the API and `judge`; more in CONTRIBUTING, "a parameter".
 */
export const parameters = {
  waterTemperature: {
    name: { zh: '水温', en: 'water temperature' },
    unit: '℃',
    plausible: [-5, 60],
    headers: ['温度', 'temperature', 'temp'],
  },
  ph: { name: { zh: 'pH', en: 'pH' }, unit: 'none', plausible: [0, 14], headers: ['pH值', '酸碱度', 'pH（无量纲）'] },
  dissolvedOxygen: {
    name: { zh: '溶解氧', en: 'dissolved oxygen' },
    unit: 'mg/L',
    plausible: [0, 30],
    headers: ['DO', '溶氧'],
  },
  dissolvedOxygenSaturation: {
    name: { zh: '溶解氧饱和度', en: 'dissolved oxygen saturation' },
    unit: '%',
    plausible: [0, 300],
    headers: ['DO饱和度', '饱和度'],
  },
  permanganateIndex: {
    name: { zh: '高锰酸盐指数', en: 'permanganate index' },
    unit: 'mg/L',
    plausible: [0, 1000],
    headers: ['CODMn', 'IMn', '高锰酸钾指数'],
  },
  chemicalOxygenDemand: {
    name: { zh: '化学需氧量', en: 'chemical oxygen demand' },
    unit: 'mg/L',
    plausible: [0, 50_000],
    headers: ['COD', 'CODCr'],
  },
  biochemicalOxygenDemand: {
    name: { zh: '五日生化需氧量', en: 'five-day biochemical oxygen demand' },
    unit: 'mg/L',
    plausible: [0, 20_000],
    headers: ['BOD5', 'BOD', '生化需氧量'],
  },
  ammoniaNitrogen: {
    name: { zh: '氨氮', en: 'ammonia nitrogen' },
    unit: 'mg/L',
    plausible: [0, 2000],
    headers: ['NH3-N', 'NH4-N', '氨氮(以N计)'],
  },
  totalPhosphorus: { name: { zh: '总磷', en: 'total phosphorus' }, unit: 'mg/L', plausible: [0, 500], headers: ['TP'] },
  totalNitrogen: { name: { zh: '总氮', en: 'total nitrogen' }, unit: 'mg/L', plausible: [0, 2000], headers: ['TN'] },
  copper: { name: { zh: '铜', en: 'copper' }, unit: 'mg/L', plausible: [0, 1000], headers: ['Cu'] },
  zinc: { name: { zh: '锌', en: 'zinc' }, unit: 'mg/L', plausible: [0, 1000], headers: ['Zn'] },
  fluoride: { name: { zh: '氟化物', en: 'fluoride' }, unit: 'mg/L', plausible: [0, 1000], headers: ['F', 'F-'] },
  selenium: { name: { zh: '硒', en: 'selenium' }, unit: 'mg/L', plausible: [0, 100], headers: ['Se'] },
  arsenic: { name: { zh: '砷', en: 'arsenic' }, unit: 'mg/L', plausible: [0, 100], headers: ['As'] },
  mercury: { name: { zh: '汞', en: 'mercury' }, unit: 'mg/L', plausible: [0, 10], headers: ['Hg'] },
  cadmium: { name: { zh: '镉', en: 'cadmium' }, unit: 'mg/L', plausible: [0, 100], headers: ['Cd'] },
  hexavalentChromium: {
    name: { zh: '六价铬', en: 'hexavalent chromium' },
    unit: 'mg/L',
    plausible: [0, 100],
    headers: ['铬(六价)', 'Cr6+', 'Cr(VI)', '铬（六价）'],
  },
  lead: { name: { zh: '铅', en: 'lead' }, unit: 'mg/L', plausible: [0, 100], headers: ['Pb'] },
  cyanide: { name: { zh: '氰化物', en: 'cyanide' }, unit: 'mg/L', plausible: [0, 100], headers: ['CN-'] },
  volatilePhenol: {
    name: { zh: '挥发酚', en: 'volatile phenol' },
    unit: 'mg/L',
    plausible: [0, 1000],
    headers: ['挥发性酚'],
  },
  petroleum: { name: { zh: '石油类', en: 'petroleum' }, unit: 'mg/L', plausible: [0, 10_000], headers: ['油类'] },
  anionicSurfactant: {
    name: { zh: '阴离子表面活性剂', en: 'anionic surfactant' },
    unit: 'mg/L',
    plausible: [0, 1000],
    headers: ['LAS'],
  },
  sulfide: { name: { zh: '硫化物', en: 'sulfide' }, unit: 'mg/L', plausible: [0, 1000], headers: ['S2-', 'sulphide'] },
  faecalColiform: {
    name: { zh: '粪大肠菌群', en: 'faecal coliform' },
    unit: 'per L',
    plausible: [0, 1e12],
    headers: ['粪大肠菌群数', 'fecal coliform'],
  },
  secchiDepth: {
    name: { zh: '透明度', en: 'transparency (Secchi depth)' },
    unit: 'cm',
    plausible: [0, 3000],
    headers: ['SD', 'transparency', 'secchi depth'],
  },
  waterDepth: {
    name: { zh: '水深', en: 'water depth' },
    unit: 'cm',
    plausible: [0, 10_000],
    headers: ['深度', 'depth'],
  },
  oxidationReductionPotential: {
    name: { zh: '氧化还原电位', en: 'oxidation-reduction potential' },
    unit: 'mV',
    plausible: [-1000, 1200],
    headers: ['ORP', 'Eh'],
  },
  conductivity: { name: { zh: '电导率', en: 'conductivity' }, unit: 'uS/cm', plausible: [0, 200_000], headers: ['EC'] },
  turbidity: { name: { zh: '浊度', en: 'turbidity' }, unit: 'NTU', plausible: [0, 10_000], headers: [] },
  suspendedSolids: {
    name: { zh: '悬浮物', en: 'suspended solids' },
    unit: 'mg/L',
    plausible: [0, 100_000],
    headers: ['SS'],
  },
} as const satisfies Record<string, ParameterEntry>

export type Parameter = keyof typeof parameters

export const parameterIds = Object.keys(parameters) as readonly Parameter[] // keys of a const object are exactly its union

export function isParameter(id: string): id is Parameter {
  return Object.hasOwn(parameters, id)
}

/**
 * How the value relates to the truth. Persisted.
 * `below`: below the detection limit, `value` is that limit. `above`: more than the instrument shows, `value` is its end.
 * `to-bottom`: Secchi disc seen to the bottom (见底): transparency is at least the water depth; `value` is that depth, or 0
 * where it is not known.
 * `not-detected`: reported as 未检出 without the detection limit: `value` is 0 and says nothing; never average or draw it.
 */
export const qualifierIds = ['measured', 'below', 'above', 'to-bottom', 'not-detected'] as const
export type Qualifier = (typeof qualifierIds)[number]

export function isQualifier(text: unknown): text is Qualifier {
  return (qualifierIds as readonly unknown[]).includes(text) // widened to ask for membership
}

/** One measured value in the parameter's unit. Not measured is an absent measurement, never zero. */
export type Measurement = { readonly value: number; readonly qualifier: Qualifier }

/** The measurements of one sample at one point. */
export type Sample = { readonly [P in Parameter]?: Measurement }
