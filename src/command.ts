import type { Bilingual } from './domain/words.ts'

/** One line of the table of commands (`commands.ts`): what can be said of a command without loading it. */
export type CommandEntry = {
  /** One word or two, as in `import survey`. */
  readonly name: string
  readonly summary: Bilingual
  /** The arguments after `jiuqing`. */
  readonly synopsis: string
  readonly load: () => Promise<Command>
}

/** What a command does: one file each in `commands/`. */
export type Command = {
  /** What the arguments mean, for `--help`. */
  readonly help: string
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
