import type { Bilingual } from './domain/words.ts'

/** One command of `jiuqing`; `main.ts` holds the table of them. */
export type Command = {
  /** One word or two, as in `import survey`. */
  readonly name: string
  readonly summary: Bilingual
  /** First line: the arguments after `jiuqing`. Further lines: what they mean, for `--help` only. */
  readonly usage: string
  /**
   * @returns exit code: 0 success, 1 refused input (reason on standard error)
   * @throws WrongUsage for arguments that do not fit: exit code 2
   */
  run(args: readonly string[]): Promise<number>
}

/** Arguments that do not fit a command, said in both languages. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
  readonly words: Bilingual

  constructor(words: Bilingual) {
    super(words.en)
    this.words = words
  }
}

/** The first line of a command's usage, as typed. */
export function synopsis({ usage }: Pick<Command, 'usage'>): string {
  return `jiuqing ${usage.split('\n')[0] ?? ''}`
}
