import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoPassword } from '../../src/commands/demo.ts'
import { programFile } from '../support/built.ts'

const main = programFile()

let folder: string
let demo: ChildProcess
let printed = ''
let progress = ''
let address: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-demo-test-'))
  // As root the database runs under another account, which must be able to walk down to its folder.
  await chmod(folder, 0o755)
  const env = { ...process.env, TMPDIR: folder, JIUQING_PORT: '0', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
  demo = spawn(process.execPath, [main, 'demo'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  demo.stdout?.setEncoding('utf8').on('data', (text: string) => (printed += text))
  demo.stderr?.setEncoding('utf8').on('data', (text: string) => (progress += text))
  address = await untilReady()
})
afterAll(async () => {
  if (demo.exitCode === null) {
    const ended = once(demo, 'exit')
    demo.kill('SIGTERM')
    await ended
  }
  await rm(folder, { recursive: true, force: true })
})

async function untilReady(): Promise<string> {
  const deadline = Date.now() + 110_000
  while (Date.now() < deadline && demo.exitCode === null) {
    const found = /^ready (\S+)$/m.exec(printed)?.[1]
    if (found !== undefined && printed.includes('Ctrl-C')) return found
    await new Promise(resolve => void setTimeout(resolve, 100))
  }
  throw new Error(`the demonstration did not get ready:\n${printed}\n${progress}`)
}

describe('the demonstration', () => {
  it('prints one line with its address, then the accounts, and progress beside them', () => {
    expect(printed.split('\n').filter(line => line.startsWith('ready '))).toHaveLength(1)
    expect(printed.startsWith('ready http://127.0.0.1:')).toBe(true)
    for (const username of ['admin', 'municipal', 'auditor', 'dianjiang', 'yongchuan', 'shaping']) {
      expect(printed).toMatch(new RegExp(`\\b${username} +${demoPassword}`))
    }
    expect(progress).toContain('9177')
  })

  it('shows the totals of the programme to whoever signs in with what it printed', async () => {
    const signedIn = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'municipal', password: demoPassword }),
    })
    const cookie = signedIn.headers
      .getSetCookie()
      .map(text => text.split(';')[0])
      .join('; ')
    const overview = await fetch(`${address}/api/overview`, { headers: { cookie } })
    expect(await overview.json()).toMatchObject({
      villagesSurveyed: 9177,
      waters: 160,
      areaM2: 500_000,
      lists: { national: 80, municipal: 80 },
    })
  })

  it('works in a folder of its own, whatever database the surroundings name', async () => {
    expect((await readdir(folder)).filter(name => name.startsWith('jiuqing-demo-'))).toHaveLength(1)
  })

  it('stops when asked and leaves nothing behind', async () => {
    const ended = once(demo, 'exit')
    demo.kill('SIGTERM')
    expect((await ended)[0]).toBe(0)
    expect((await readdir(folder)).filter(name => name.startsWith('jiuqing-demo-'))).toEqual([])
  })
})
