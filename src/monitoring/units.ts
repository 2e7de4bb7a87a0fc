import { parameters } from '../domain/parameters.ts'
import type { Parameter, Unit } from '../domain/parameters.ts'
import { foldText } from './decimal-text.ts'

/** How units are written, folded: lower case, without spaces. `places`: decimal places to move to reach the product's unit. */
type UnitSpelling = { readonly unit: Unit; readonly places: number }

const spellings: ReadonlyMap<string, UnitSpelling> = new Map(
  Object.entries({
    'mg/l': { unit: 'mg/L', places: 0 },
    'mg·l-1': { unit: 'mg/L', places: 0 },
    'mg.l-1': { unit: 'mg/L', places: 0 },
    'mg·l^-1': { unit: 'mg/L', places: 0 },
    '毫克/升': { unit: 'mg/L', places: 0 },
    'g/m3': { unit: 'mg/L', places: 0 },
    'g/m^3': { unit: 'mg/L', places: 0 },
    ppm: { unit: 'mg/L', places: 0 },
    'g/l': { unit: 'mg/L', places: 3 },
    'ug/l': { unit: 'mg/L', places: -3 },
    'ug·l-1': { unit: 'mg/L', places: -3 },
    'mg/m3': { unit: 'mg/L', places: -3 },
    'mg/m^3': { unit: 'mg/L', places: -3 },
    '微克/升': { unit: 'mg/L', places: -3 },
    ppb: { unit: 'mg/L', places: -3 },
    'ng/l': { unit: 'mg/L', places: -6 },
    cm: { unit: 'cm', places: 0 },
    厘米: { unit: 'cm', places: 0 },
    m: { unit: 'cm', places: 2 },
    米: { unit: 'cm', places: 2 },
    dm: { unit: 'cm', places: 1 },
    mm: { unit: 'cm', places: -1 },
    毫米: { unit: 'cm', places: -1 },
    mv: { unit: 'mV', places: 0 },
    毫伏: { unit: 'mV', places: 0 },
    v: { unit: 'mV', places: 3 },
    '°c': { unit: '℃', places: 0 },
    c: { unit: '℃', places: 0 },
    度: { unit: '℃', places: 0 },
    摄氏度: { unit: '℃', places: 0 },
    '%': { unit: '%', places: 0 },
    '个/l': { unit: 'per L', places: 0 },
    '个/升': { unit: 'per L', places: 0 },
    'mpn/l': { unit: 'per L', places: 0 },
    'cfu/l': { unit: 'per L', places: 0 },
    '/l': { unit: 'per L', places: 0 },
    perl: { unit: 'per L', places: 0 },
    'mpn/100ml': { unit: 'per L', places: 1 },
    'cfu/100ml': { unit: 'per L', places: 1 },
    '个/100ml': { unit: 'per L', places: 1 },
    'us/cm': { unit: 'uS/cm', places: 0 },
    'ms/cm': { unit: 'uS/cm', places: 3 },
    'ms/m': { unit: 'uS/cm', places: 1 },
    ntu: { unit: 'NTU', places: 0 },
    无量纲: { unit: 'none', places: 0 },
    dimensionless: { unit: 'none', places: 0 },
  } as const satisfies Record<string, UnitSpelling>),
)

export type UnitReading = { readonly places: number } | 'unknown' | 'does-not-fit'

/**
 * Says how to bring a value written in `text` into the parameter's own unit.
 *
 * @example readUnit('μg/L', 'mercury') // { places: -3 }
 * @example readUnit('mg/L', 'secchiDepth') // 'does-not-fit'
 */
export function readUnit(text: string, parameter: Parameter): UnitReading {
  const found = spellings.get(foldText(text).toLowerCase().replaceAll(' ', ''))
  if (found === undefined) return 'unknown'
  const unit = storedUnit(parameter)
  // The spellings lead to mg/L; a parameter kept in ug/L is three places further.
  if (unit === 'ug/L' && found.unit === 'mg/L') return { places: found.places + 3 }
  return found.unit === unit ? { places: found.places } : 'does-not-fit'
}

/** Any unit, also one in which no parameter is kept today. */
function storedUnit(parameter: Parameter): Unit {
  return parameters[parameter].unit
}

/** @example isUnit('mg/L') // true */
export function isUnit(text: string): boolean {
  return spellings.has(foldText(text).toLowerCase().replaceAll(' ', ''))
}
