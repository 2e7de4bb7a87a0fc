import type { Bilingual } from '../../domain/words.ts'
import type { FigureKind } from './figures.ts'

/** What a figure adds up to over the waters of one list. */
export type Measured = { readonly waters: number; readonly part: number; readonly of: number }

/**
 * The number that a figure shows: percent of shares and ratios, else in the figure's unit; `undefined` where it asks no water.
 *
 * @example valueOf('share', { waters: 8, part: 2, of: 8 }) // 25
 */
export function valueOf(kind: FigureKind, { waters, part, of }: Measured): number | undefined {
  if (waters === 0 || (kind !== 'median' && of <= 0)) return undefined
  if (kind === 'median') return part
  return kind === 'mean' ? part / of : (part / of) * 100
}

const grouped = (value: number, digits: number) => value.toLocaleString('en-US', { maximumFractionDigits: digits })

/**
 * A figure in words, with what it was divided by: never 0 % where there is nothing to divide by.
 *
 * @example measuredWords({ kind: 'share' }, { waters: 8, part: 2, of: 8 }).en // '25% (2 of 8)'
 */
export function measuredWords(
  { kind, unit }: { readonly kind: FigureKind; readonly unit?: Bilingual },
  measured: Measured,
): Bilingual {
  const value = valueOf(kind, measured)
  if (value === undefined) return { zh: '没有可比的记录', en: 'nothing recorded' }
  const { waters, part, of } = measured
  if (kind === 'share' || kind === 'ratio') {
    const [shown, some, all] = [percentWords(value), grouped(part, 0), grouped(of, 0)]
    const among = kind === 'ratio' ? { zh: `，${waters} 个水体`, en: `, ${waters} waters` } : { zh: '', en: '' }
    return { zh: `${shown}（${some}/${all}${among.zh}）`, en: `${shown} (${some} of ${all}${among.en})` }
  }
  const digits = value >= 1000 ? 0 : value >= 100 ? 1 : 2
  return {
    zh: `${grouped(value, digits)} ${unit?.zh ?? ''}（${waters} 个水体）`,
    en: `${grouped(value, digits)} ${unit?.en ?? ''} (${waters} waters)`,
  }
}

/** One decimal; what is not all is never rounded up to 100 %, nor what is something down to 0 %. */
function percentWords(percent: number): string {
  const rounded = Math.round(percent * 10) / 10
  if (percent < 100 && rounded >= 100) return '99.9%'
  if (percent > 0 && rounded <= 0) return '0.1%'
  return `${rounded}%`
}
