import packageFile from '../package.json' with { type: 'json' }
import { WrongUsage, type CommandEntry } from './command.ts'
import { commands } from './commands.ts'
import { systemFault } from './commands/system-faults.ts'
import { Problem } from './domain/problems.ts'
import type { Bilingual } from './domain/words.ts'

/** What Node's argument parser refuses. */
const parserFaults: Readonly<Record<string, string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: '没有这个选项',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: '选项缺少值，或不应带值',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: '多出的参数',
}

/**
 * Runs what somebody typed after `jiuqing`.
 *
 * @returns the exit code: 0 done, 1 refused or faults found, 2 wrong usage
 * @throws what nobody foresaw
 * @example process.exitCode = await runCommand(['export', 'register', '--format', 'csv', '-o', 'register.csv'])
 */
export async function runCommand(words: readonly string[]): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => words[index] === word))
  if (command === undefined) return runWithoutCommand(words)
  const args = words.slice(command.name.split(' ').length)
  if (asksForHelp(args)) {
    const { help } = await command.load()
    console.log(`${command.summary.zh}  ${command.summary.en}\n\n  jiuqing ${command.synopsis}\n\n${help}`)
    return 0
  }
  return runGuarded(command, args)
}

/** What stands behind `--` is a file's name, whatever it looks like. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--')
  return (end < 0 ? args : args.slice(0, end)).some(arg => arg === '--help' || arg === '-h')
}

async function runGuarded(command: CommandEntry, args: readonly string[]): Promise<number> {
  try {
    return await (await command.load()).run(args)
  } catch (error) {
    const misused = wrongUsage(error)
    if (misused !== undefined) {
      say(misused)
      console.error(`\n  jiuqing ${command.synopsis}\n  jiuqing ${command.name} --help`)
      return 2
    }
    const refused = error instanceof Problem ? error.words() : systemFault(error)
    if (refused === undefined) throw error
    say(refused)
    return 1
  }
}

function say({ zh, en }: Bilingual): void {
  console.error(`${zh}\n${en}`)
}

/** What a command says about its arguments, and what Node's argument parser does. */
function wrongUsage(error: unknown): Bilingual | undefined {
  if (error instanceof WrongUsage) return error.words
  if (!(error instanceof TypeError && 'code' in error)) return undefined
  const chinese = parserFaults[String(error.code)]
  if (chinese === undefined) return undefined
  const argument = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  return { zh: `${chinese}：${argument}`, en: error.message }
}

function runWithoutCommand(words: readonly string[]): number {
  const [first] = words
  if (first === '--version' || first === '-v' || first === 'version') {
    console.log(packageFile.version)
    return 0
  }
  const family = commands.filter(({ name }) => name.startsWith(`${first} `))
  const asked = words.length === 0 || first === 'help' || asksForHelp(words)
  const text = `久清 Jiuqing ${packageFile.version}\n\n${listed(family.length > 0 ? family : commands)}\n\n  jiuqing COMMAND --help`
  if (asked) console.log(text)
  else console.error(`没有这个命令 unknown command: ${words.join(' ')}\n\n${text}`)
  return asked ? 0 : 2
}

function listed(some: readonly CommandEntry[]): string {
  const width = Math.max(...some.map(({ name }) => name.length))
  return some
    .map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary.zh}\n  ${''.padEnd(width)}  ${summary.en}`)
    .join('\n')
}
