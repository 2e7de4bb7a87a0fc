import type { Language } from '../../domain/words.ts'
import { defaultTexts } from './default-texts.ts'
import { costOf } from './sums.ts'
import { annualTextIds, type AnnualTarget, type AnnualText, type AnnualWater } from './words.ts'

type Told = {
  readonly texts: Readonly<Record<AnnualText, string>>
  readonly targets: readonly AnnualTarget[]
  readonly waters: readonly Pick<AnnualWater, 'costYuan'>[]
}

type Numbers = Omit<Told, 'texts'>

/** The texts that the numbers of a plan give, before anybody writes on. */
export function generatedTexts({ targets, waters }: Numbers, year: number, language: Language) {
  return defaultTexts({ year, targets, waters: waters.length, costYuan: costOf(waters) }, language)
}

const languages = ['zh', 'en'] as const satisfies readonly Language[]

/** The texts after a change: those that nobody edited say the numbers of today, in their own language; the others stay word for word. */
export function textsRetold(
  { texts, before, after }: { readonly texts: Told['texts']; readonly before: Numbers; readonly after: Numbers },
  year: number,
): Record<AnnualText, string> {
  const generated = languages.map(language => ({
    from: generatedTexts(before, year, language),
    to: generatedTexts(after, year, language),
  }))
  const pairs = annualTextIds.map(id => {
    const untouched = generated.find(({ from }) => from[id] === texts[id])
    return [id, untouched?.to[id] ?? texts[id]]
  })
  return Object.fromEntries(pairs) as Record<AnnualText, string> // one for each id
}

export type OutdatedText = { readonly text: AnnualText; readonly generated: string }

/**
 * The texts whose numbers are not those of the plan, each with what would be generated today. A text that gives no number besides the year
 * claims nothing; one that gives all the numbers in their order, among others, is right.
 *
 * @example outdatedTexts({ ...plan, texts: { ...texts, goals: '2027 年治理 1 个。' } }, 2027)[0]?.text // 'goals', where the plan holds 2 waters
 */
export function outdatedTexts({ texts, ...numbers }: Told, year: number): readonly OutdatedText[] {
  return annualTextIds.flatMap(text => {
    const generated = generatedTexts(numbers, year, languageOf(texts[text]))[text]
    const [said, wanted] = [numbersIn(texts[text], year), numbersIn(generated, year)]
    return said.length === 0 || holdsInOrder(said, wanted) ? [] : [{ text, generated }]
  })
}

function languageOf(text: string): Language {
  const count = (letters: RegExp) => (text.match(letters) ?? []).length
  return count(/[A-Za-z]/g) > count(/\p{Script=Han}/gu) ? 'en' : 'zh'
}

function numbersIn(text: string, year: number): readonly string[] {
  const found = text.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? []
  return found.map(number => number.replaceAll(',', '')).filter(number => number !== String(year))
}

function holdsInOrder(said: readonly string[], wanted: readonly string[]): boolean {
  const left = said.reduce((rest, number) => (number === rest[0] ? rest.slice(1) : rest), wanted)
  return left.length === 0
}
