import type { Command } from './command.ts'
import { demoCommand } from './commands/demo.ts'
import { exportRegisterCommand } from './commands/export-register.ts'
import { importPlacesCommand } from './commands/import-places.ts'
import { importSurveyCommand } from './commands/import-survey.ts'
import { judgeCommand } from './commands/judge.ts'
import { serveCommand } from './commands/serve.ts'
import { Problem } from './domain/problems.ts'

/** Every command of `jiuqing`. A name may be two words (`import survey`). */
const commands: readonly Command[] = [
  serveCommand,
  demoCommand,
  importPlacesCommand,
  importSurveyCommand,
  exportRegisterCommand,
  judgeCommand,
]

const [, , ...words] = process.argv
process.exitCode = await runCommand(words)

async function runCommand(words: readonly string[]): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => words[index] === word))
  if (command === undefined) return explainCommands(words)
  const args = words.slice(command.name.split(' ').length)
  if (args.includes('--help') || args.includes('-h')) {
    console.log(`${command.summary.zh}  ${command.summary.en}\n\n  jiuqing ${command.usage}`)
    return 0
  }
  return runGuarded(command, args)
}

async function runGuarded(command: Command, args: readonly string[]): Promise<number> {
  try {
    return await command.run(args)
  } catch (error) {
    if (error instanceof Problem) {
      const { zh, en } = error.words()
      console.error(`${zh}\n${en}`)
      return 1
    }
    if (isWrongUsage(error)) {
      console.error(`${error.message}\n\n  jiuqing ${command.usage}`)
      return 2
    }
    throw error
  }
}

/** What Node's argument parser throws for an unknown option or a missing value. */
function isWrongUsage(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
}

function explainCommands(words: readonly string[]): number {
  const asked = words.length === 0 || words[0] === '--help' || words[0] === '-h' || words[0] === 'help'
  const width = Math.max(...commands.map(({ name }) => name.length))
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary.zh}  ${summary.en}`)
  const text = `久清 Jiuqing\n\n${lines.join('\n')}\n\n  jiuqing COMMAND --help`
  if (asked) console.log(text)
  else console.error(`没有这个命令 unknown command: ${words.join(' ')}\n\n${text}`)
  return asked ? 0 : 2
}
