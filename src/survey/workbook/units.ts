import type { Dimension } from './fields.ts'

/** Units people write, and how many stored units (m2, m, cm, mg/L) each is. 1 亩 = 10,000/15 m2 (国发〔1984〕28号: 15 亩 = 1 公顷). */
const factors = {
  area: {
    m2: 1,
    平方米: 1,
    平米: 1,
    平方: 1,
    亩: 10_000 / 15,
    公顷: 10_000,
    ha: 10_000,
    hm2: 10_000,
    万m2: 10_000,
    万平方米: 10_000,
    万平米: 10_000,
    万平方: 10_000,
    km2: 1_000_000,
    平方公里: 1_000_000,
    平方千米: 1_000_000,
  },
  length: { m: 1, 米: 1, km: 1000, 公里: 1000, 千米: 1000, cm: 0.01, 厘米: 0.01, 里: 500, 华里: 500 },
  depth: { cm: 1, 厘米: 1, 公分: 1, m: 100, 米: 100, mm: 0.1, 毫米: 0.1, dm: 10 },
  concentration: {
    'mg/l': 1,
    毫克每升: 1,
    '毫克/升': 1,
    ppm: 1,
    'ug/l': 0.001,
    'μg/l': 0.001,
    '微克/升': 0.001,
    'g/l': 1000,
  },
} as const satisfies Record<Dimension, Readonly<Record<string, number>>>

export const storedUnits = { area: 'm2', length: 'm', depth: 'cm', concentration: 'mg/L' } as const satisfies Record<
  Dimension,
  string
>

/** One spelling: half width, lower case, no spaces, `m^2` and `㎡` as `m2`, `µ` as `μ`. */
export function plainUnit(unit: string): string {
  return unit
    .normalize('NFKC')
    .replaceAll(/[\s^·.]/g, '')
    .replaceAll('µ', 'μ')
    .toLowerCase()
}

/** Stored units in one of `unit`; `undefined` where the unit is unknown or measures something else. */
export function unitFactor(dimension: Dimension, unit: string): number | undefined {
  const table: Readonly<Record<string, number>> = factors[dimension]
  return table[plainUnit(unit)]
}

export function knownUnits(dimension: Dimension): readonly string[] {
  return Object.keys(factors[dimension])
}

/** Rounded to 12 digits, so that 0.45 公顷 is 4500 and not 4500.000000000001. */
export function toStored(value: number, factor: number): number {
  return factor === 1 ? value : Number((value * factor).toPrecision(12))
}
