import type { Bilingual } from '../../../domain/words.ts'

/** A word, or a sentence made of values. A record of them is `as const satisfies Words`: a language left out does not compile. */
export type Words = Readonly<Record<string, Bilingual | ((...values: never[]) => Bilingual)>>
