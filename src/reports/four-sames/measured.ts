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

const nothing: Bilingual = { zh: '没有可比的记录', en: 'nothing recorded' }

/**
 * A figure as its number and what that was divided by: never 0 % where there is nothing to divide by.
 *
 * @example measuredParts({ kind: 'share' }, { waters: 8, part: 2, of: 8 }).detail.en // '2 of 8'
 */
export function measuredParts(
  { kind, unit }: { readonly kind: FigureKind; readonly unit?: Bilingual },
  measured: Measured,
): { readonly value: Bilingual; readonly detail: Bilingual } {
  const value = valueOf(kind, measured)
  if (value === undefined) return { value: nothing, detail: { zh: '', en: '' } }
  const { waters, part, of } = measured
  const none = { zh: '无', en: 'none' }
  const among = { zh: `${grouped(waters, 0)} 个水体`, en: `${grouped(waters, 0)} waters` }
  if (kind === 'share' || kind === 'ratio') {
    const [shown, some, all] = [percentWords(value), grouped(part, 0), grouped(of, 0)]
    const detail = { zh: `${some}/${all}`, en: `${some} of ${all}` }
    return {
      value: part === 0 ? none : { zh: shown, en: shown },
      detail: kind === 'share' ? detail : { zh: `${detail.zh}，${among.zh}`, en: `${detail.en}, ${among.en}` },
    }
  }
  if (value === 0 && kind === 'mean') return { value: none, detail: among }
  const shown = grouped(value, value >= 1000 ? 0 : value >= 100 ? 1 : 2)
  return { value: { zh: `${shown} ${unit?.zh ?? ''}`, en: `${shown} ${unit?.en ?? ''}` }, detail: among }
}

/**
 * The same in one line.
 *
 * @example measuredWords({ kind: 'share' }, { waters: 8, part: 2, of: 8 }).en // '25% (2 of 8)'
 */
export function measuredWords(entry: Parameters<typeof measuredParts>[0], measured: Measured): Bilingual {
  const { value, detail } = measuredParts(entry, measured)
  if (detail.zh === '') return value
  return { zh: `${value.zh}（${detail.zh}）`, en: `${value.en} (${detail.en})` }
}

/** One decimal; what is not all is never rounded up to 100 %, nor what is something down to 0 %. */
function percentWords(percent: number): string {
  const rounded = Math.round(percent * 10) / 10
  if (percent < 100 && rounded >= 100) return '99.9%'
  if (percent > 0 && rounded <= 0) return '0.1%'
  return `${rounded}%`
}
