import type { Bilingual } from './domain/words.ts'

/** One command of `jiuqing`; `main.ts` holds the table of them. */
export type Command = {
  /** One word or two, as in `import survey`. */
  readonly name: string
  readonly summary: Bilingual
  /** Arguments after `jiuqing`. */
  readonly usage: string
  /** @returns exit code: 0 success, 1 refused input (reason on standard error), 2 wrong usage */
  run(args: readonly string[]): Promise<number>
}
