import { chinaMinute } from './dates.ts'
import type { FactKind } from './facts.ts'
import type { RegionCode } from './regions.ts'
import type { Bilingual } from './words.ts'

/** A fact in people's words: no code, key or machine time is left in it. */
export type Told = { readonly words: Bilingual; readonly changes: readonly ToldChange[]; readonly reason?: string }

/** A value before and after; a side that was not known is absent. */
export type ToldChange = {
  readonly field: string
  readonly label: Bilingual
  readonly from?: Bilingual
  readonly to?: Bilingual
}

/** The body of a fact as it comes back from the ledger: of an older or newer release, so nothing in it is taken for granted. */
export type FactBody = Readonly<Record<string, unknown>>

export type Telling = {
  /** The name of a division; `undefined` where no edition knows the code. */
  readonly placeName: (code: RegionCode) => string | undefined
  /** Whom an account belongs to, as far as the reader may know; absent where nobody asked who is meant. */
  readonly personName?: (accountId: string) => Bilingual
  /** YYYY-MM-DD: the day by whose policies ids are named. */
  readonly on: string
}

/** Says what a fact of one kind means; `undefined` where its label says it all. */
export type Teller = (
  body: FactBody,
  telling: Telling,
) => { readonly words: Bilingual; readonly changes?: readonly ToldChange[] } | undefined

export type Tellers<Kind extends FactKind> = Readonly<Record<Kind, Teller>>

/** Says nothing beyond the label. */
export const labelOnly: Teller = () => undefined

const unknown = { zh: '未注明', en: 'not stated' } as const satisfies Bilingual
const newer = { zh: '本版本不认识的内容', en: 'something this release does not know' } as const satisfies Bilingual

/** Words that are the same in both languages: names, numbers, what people typed. */
export function plain(text: string): Bilingual {
  return { zh: text, en: text }
}

/** What people typed or a number; `未注明` where it is absent. */
export function textOf(value: unknown): Bilingual {
  if (typeof value === 'string' && value.trim() !== '') return plain(value)
  if (typeof value === 'number') return plain(numberText(value))
  return unknown
}

/** Six significant digits after the point at most, grouped by thousands. @example numberText(2260) // '2,260' */
export function numberText(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 6 })
}

type Vocabulary = Readonly<Record<string, Bilingual | { readonly label: Bilingual } | { readonly name: Bilingual }>>

/** A moment as the minute in China; `未注明` where it is none. */
export function minuteWords(at: unknown): Bilingual {
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return unknown
  const minute = chinaMinute(new Date(at))
  return { zh: minute, en: `${minute} China time` }
}

/** An id by its name in a vocabulary; an id of a newer release is said to be one, never shown raw. */
export function wordOf(vocabulary: Vocabulary, id: unknown): Bilingual {
  if (typeof id !== 'string' || id === '') return unknown
  const entry = Object.hasOwn(vocabulary, id) ? vocabulary[id] : undefined
  if (entry === undefined) return newer
  if ('label' in entry) return entry.label
  return 'name' in entry ? entry.name : entry
}

/** The parts that are there, one after another. */
export function joinedWords(parts: readonly (Bilingual | undefined)[]): Bilingual {
  const there = parts.filter(part => part !== undefined)
  return { zh: there.map(({ zh }) => zh).join('，'), en: there.map(({ en }) => en).join(', ') }
}

export function placeWords(code: unknown, { placeName }: Telling): Bilingual {
  if (typeof code !== 'string' || code === '') return unknown
  const name = /^\d{12}$/.test(code) ? placeName(code) : undefined
  return name === undefined ? { zh: '现行区划中没有的地方', en: 'a place no edition of divisions knows' } : plain(name)
}

/** Somebody by name; `未注明` where no account is named. */
export function nameOfPerson(accountId: unknown, { personName }: Telling): Bilingual {
  if (typeof accountId !== 'string' || accountId === '' || personName === undefined) return unknown
  return personName(accountId)
}

export function bodyOf(value: unknown): FactBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}
