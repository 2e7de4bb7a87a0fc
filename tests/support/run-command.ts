import { vi } from 'vitest'
import { runCommand } from '../../src/command-line.ts'

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string }

/**
 * Runs a command in this process, on the database and data folder that the environment names: starting a program takes longer than most
 * commands.
 *
 * @example const { code, out } = await runHere('report', 'compendium', '-o', 'cases.docx', '--json')
 */
export async function runHere(...words: readonly string[]): Promise<Ended> {
  const said = { out: '', err: '' }
  const heard = [
    vi.spyOn(console, 'log').mockImplementation((text: string) => void (said.out += `${text}\n`)),
    vi.spyOn(process.stdout, 'write').mockImplementation(text => (said.out += String(text)) !== ''),
    vi.spyOn(console, 'error').mockImplementation((text: string) => void (said.err += `${text}\n`)),
  ]
  try {
    return { code: await runCommand(words), ...said }
  } finally {
    for (const spy of heard) spy.mockRestore()
  }
}
