import type { Parameter } from '../domain/parameters.ts'
import type { Bilingual, Citation, Confidence } from '../domain/words.ts'
import type { LimitsFor, TargetClass } from './standard.ts'

const title = '《地表水环境质量标准》（GB 3838-2002）'

type FiveLimits = readonly [number, number, number, number, number]

type TableOneRow = {
  /** Number of the row in table 1. */
  readonly item: number
  readonly passes: 'at-most' | 'at-least'
  /** Classes I to V, in the parameter's unit. */
  readonly limits: FiveLimits | Readonly<Record<LimitsFor, FiveLimits | null>>
}

/**
 * GB 3838-2002 table 1, checked item by item against a secondary copy. Two rows have another shape and stand below: water
 * temperature (1) and pH (2). mg/L, faecal coliform per L.
 */
export const tableOne = {
  dissolvedOxygen: { item: 3, passes: 'at-least', limits: [7.5, 6, 5, 3, 2] },
  permanganateIndex: { item: 4, passes: 'at-most', limits: [2, 4, 6, 10, 15] },
  chemicalOxygenDemand: { item: 5, passes: 'at-most', limits: [15, 15, 20, 30, 40] },
  biochemicalOxygenDemand: { item: 6, passes: 'at-most', limits: [3, 3, 4, 6, 10] },
  ammoniaNitrogen: { item: 7, passes: 'at-most', limits: [0.15, 0.5, 1, 1.5, 2] },
  totalPhosphorus: {
    item: 8,
    passes: 'at-most',
    limits: { river: [0.02, 0.1, 0.2, 0.3, 0.4], lake: [0.01, 0.025, 0.05, 0.1, 0.2] },
  },
  totalNitrogen: { item: 9, passes: 'at-most', limits: { river: null, lake: [0.2, 0.5, 1, 1.5, 2] } },
  copper: { item: 10, passes: 'at-most', limits: [0.01, 1, 1, 1, 1] },
  zinc: { item: 11, passes: 'at-most', limits: [0.05, 1, 1, 2, 2] },
  fluoride: { item: 12, passes: 'at-most', limits: [1, 1, 1, 1.5, 1.5] },
  selenium: { item: 13, passes: 'at-most', limits: [0.01, 0.01, 0.01, 0.02, 0.02] },
  arsenic: { item: 14, passes: 'at-most', limits: [0.05, 0.05, 0.05, 0.1, 0.1] },
  mercury: { item: 15, passes: 'at-most', limits: [0.00005, 0.00005, 0.0001, 0.001, 0.001] },
  cadmium: { item: 16, passes: 'at-most', limits: [0.001, 0.005, 0.005, 0.005, 0.01] },
  hexavalentChromium: { item: 17, passes: 'at-most', limits: [0.01, 0.05, 0.05, 0.05, 0.1] },
  lead: { item: 18, passes: 'at-most', limits: [0.01, 0.01, 0.05, 0.05, 0.1] },
  cyanide: { item: 19, passes: 'at-most', limits: [0.005, 0.05, 0.2, 0.2, 0.2] },
  volatilePhenol: { item: 20, passes: 'at-most', limits: [0.002, 0.002, 0.005, 0.01, 0.1] },
  petroleum: { item: 21, passes: 'at-most', limits: [0.05, 0.05, 0.05, 0.5, 1] },
  anionicSurfactant: { item: 22, passes: 'at-most', limits: [0.2, 0.2, 0.2, 0.3, 0.3] },
  sulfide: { item: 23, passes: 'at-most', limits: [0.05, 0.1, 0.2, 0.5, 1] },
  faecalColiform: { item: 24, passes: 'at-most', limits: [200, 2000, 10_000, 20_000, 40_000] },
} as const satisfies { readonly [P in Parameter]?: TableOneRow }

export type TableOneParameter = keyof typeof tableOne

/** Inside for every class, ends included; outside: worse than V. Table 1, item 2. */
export const phBounds = [6, 9] as const

/** Item 3, class I: the alternative to 7.5 mg/L. Percent of saturation. */
export const classOneSaturationPercent = 90

/**
 * The 21 indicators of table 1 that decide. Huanban [2011] No. 22 takes out water temperature, total nitrogen and faecal coliform:
 * they are reported only.
 */
export const decidingParameters = [
  'ph',
  'dissolvedOxygen',
  'permanganateIndex',
  'chemicalOxygenDemand',
  'biochemicalOxygenDemand',
  'ammoniaNitrogen',
  'totalPhosphorus',
  'copper',
  'zinc',
  'fluoride',
  'selenium',
  'arsenic',
  'mercury',
  'cadmium',
  'hexavalentChromium',
  'lead',
  'cyanide',
  'volatilePhenol',
  'petroleum',
  'anionicSurfactant',
  'sulfide',
] as const satisfies readonly ('ph' | TableOneParameter)[]
export type DecidingParameter = (typeof decidingParameters)[number]

export const reportedParameters = [
  'waterTemperature',
  'totalNitrogen',
  'faecalColiform',
] as const satisfies readonly Parameter[]

/** @returns the five limits, I to V; undefined where the table has none for this kind of water (total nitrogen of rivers) */
export function limitsOf(parameter: TableOneParameter, water: LimitsFor): readonly number[] | undefined {
  const { limits } = tableOne[parameter]
  return isList(limits) ? limits : (limits[water] ?? undefined)
}

/** `Array.isArray` does not narrow readonly tuples. */
function isList(limits: TableOneRow['limits']): limits is FiveLimits {
  return Array.isArray(limits)
}

const items: { readonly [P in Parameter]?: number } = {
  waterTemperature: 1,
  ph: 2,
  ...Object.fromEntries(Object.entries(tableOne).map(([parameter, { item }]) => [parameter, item])),
}

export const tableOneCitation: Citation = { title, clause: '表1', confidence: 'secondary' }

/** Where the limit of one indicator stands. */
export function itemCitation(parameter: Parameter): Citation {
  const confidence: Confidence = parameter === 'waterTemperature' ? 'to-be-confirmed' : 'secondary'
  return { title, clause: `表1 第${items[parameter] ?? '?'}项`, confidence }
}

/** @example itemClause('ammoniaNitrogen') // 'GB 3838-2002 表1 第7项' */
export function itemClause(parameter: Parameter): string {
  return `GB 3838-2002 ${itemCitation(parameter).clause}`
}

export const worstDecidesCitation: Citation = {
  title: '《地表水环境质量评价办法（试行）》（环办〔2011〕22号）',
  clause: '单因子评价法',
  confidence: 'published',
}
export const worstDecidesClause = '环办〔2011〕22号 单因子评价法'

export const standardTitle: Bilingual = {
  zh: '地表水环境质量标准 GB 3838-2002（按环办〔2011〕22号评价）',
  en: 'Environmental quality standards for surface water GB 3838-2002, evaluated by Huanban [2011] No. 22',
}

/** Index of the class in a row of limits. */
export const targetIndexes = { I: 0, II: 1, III: 2, IV: 3, V: 4 } as const satisfies Record<TargetClass, number>
