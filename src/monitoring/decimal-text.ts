/** Powers of ten that a double holds exactly. */
const exactPowers = Array.from({ length: 23 }, (_, power) => 10 ** power)

const zero = 48
const nine = 57
const point = 46

/**
 * Reads plain digits with at most one point, quickly: a million rows have twenty million of them. The result is the double nearest
 * to the decimal (digits below 2^53 divided by an exact power of ten are rounded once).
 *
 * @returns undefined where the text is anything else, or has too many digits for the short way
 * @example plainDecimal('0.025') // 0.025
 */
export function plainDecimal(text: string): number | undefined {
  const { length } = text
  if (length === 0 || length > 16) return undefined
  let digits = 0
  let decimals = -1
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index)
    if (code >= zero && code <= nine) {
      digits = digits * 10 + (code - zero)
      if (decimals >= 0) decimals++
    } else if (code === point && decimals === -1 && index > 0) decimals = 0
    else return undefined
  }
  if (decimals === 0 || digits > Number.MAX_SAFE_INTEGER) return undefined
  return decimals === -1 ? digits : digits / exactPowers[decimals]!
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** Full-width and half-width, minus signs and spaces made one; superscripts kept apart, since folding makes 10³ into 103. */
export function foldText(text: string): string {
  return text
    .replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹]+/g, power => `^${Array.from(power, digit => superscripts.indexOf(digit)).join('')}`)
    .replaceAll('⁻^', '^-')
    .normalize('NFKC')
    .replaceAll(/[−–﹣]/g, '-')
    .replaceAll('μ', 'u')
    .replaceAll('µ', 'u')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const decimalPattern = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/
const groupedPattern = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const scientificPattern = /^([+-]?\d+(?:\.\d+)?)(?:e([+-]?\d{1,2})|[x×*]10\^?([+-]?\d{1,2}))$/i

/** Reads a folded number: sign, thousands separators, 1.2e3, 1.2×10^3. @returns undefined where it is none */
export function foldedDecimal(folded: string): number | undefined {
  const text = folded.replaceAll(' ', '')
  if (decimalPattern.test(text)) return Number(text)
  if (groupedPattern.test(text)) return Number(text.replaceAll(',', ''))
  const scientific = scientificPattern.exec(text)
  if (scientific === null) return undefined
  return Number(`${scientific[1]}e${scientific[2] ?? scientific[3]}`)
}

/** Moves the decimal point, without the noise of a multiplication. @example shifted(150, -3) // 0.15 */
export function shifted(value: number, places: number): number {
  return places === 0 ? value : Number(`${value}e${places}`)
}
