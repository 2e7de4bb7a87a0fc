import type { Bilingual } from '../../../domain/words.ts'
import type { Reading } from '../../../monitoring/contract.ts'
import { waterWords as words } from './water-words.ts'

type Shown = NonNullable<Reading['sample'][keyof Reading['sample']]>

/**
 * A measurement as people write it, without its unit.
 *
 * @example measurementText({ value: 0.025, qualifier: 'below' }) // { zh: '<0.025', en: '<0.025' }
 */
export function measurementText({ value, qualifier }: Shown): Bilingual {
  const number = shownNumber(value)
  const texts = {
    measured: { zh: number, en: number },
    below: { zh: `<${number}`, en: `<${number}` },
    above: { zh: `>${number}`, en: `>${number}` },
    'to-bottom': { zh: `${words.toBottom.zh}（${number}）`, en: `${words.toBottom.en} (${number})` },
    'not-detected': words.notDetected,
  } as const satisfies Record<Shown['qualifier'], Bilingual>
  return texts[qualifier]
}

/** Six significant digits: no instrument gives more, and sums in binary leave tails such as 2.6999999999999997. */
export function shownNumber(value: number): string {
  return String(Number(value.toPrecision(6)))
}
