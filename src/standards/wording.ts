import { parameters } from '../domain/parameters.ts'
import type { Measurement, Parameter, Unit } from '../domain/parameters.ts'
import type { Bilingual, Confidence } from '../domain/words.ts'

const unitTexts = {
  'mg/L': ' mg/L',
  'ug/L': ' μg/L',
  cm: ' cm',
  mV: ' mV',
  '℃': ' ℃',
  '%': ' %',
  'per L': ' /L',
  'uS/cm': ' μS/cm',
  NTU: ' NTU',
  none: '',
} as const satisfies Record<Unit, string>

/** @example unitText('mg/L') // ' mg/L', with the space that goes before it */
export function unitText(unit: Unit): string {
  return unitTexts[unit]
}

/** @example measurementWords('ammoniaNitrogen', { value: 0.025, qualifier: 'below' }).en // '< 0.025 mg/L (below detection)' */
export function measurementWords(parameter: Parameter, measurement: Measurement): Bilingual {
  const amount = `${measurement.value}${unitText(parameters[parameter].unit)}`
  switch (measurement.qualifier) {
    case 'measured':
      return { zh: amount, en: amount }
    case 'below':
      return { zh: `< ${amount}（低于检出限）`, en: `< ${amount} (below detection)` }
    case 'above':
      return { zh: `> ${amount}（超出量程）`, en: `> ${amount} (beyond the instrument)` }
    case 'to-bottom':
      return { zh: '见底', en: 'seen to the bottom' }
    case 'not-detected':
      return { zh: '未检出（未注明检出限）', en: 'not detected (detection limit not stated)' }
  }
}

/** The mark shown beside a limit that decides something but was not yet seen in a published text. */
export const confidenceMarks = {
  published: { zh: '', en: '' },
  secondary: { zh: '', en: '' },
  'to-be-confirmed': { zh: '〔限值待核实〕', en: ' [limit to be confirmed]' },
} as const satisfies Record<Confidence, Bilingual>

/** @example parameterNames(['ammoniaNitrogen', 'ph']).zh // '氨氮、pH' */
export function parameterNames(list: readonly Parameter[]): Bilingual {
  return {
    zh: list.map(parameter => parameters[parameter].name.zh).join('、'),
    en: list.map(parameter => parameters[parameter].name.en).join('; '),
  }
}
