import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { endPostmaster, isRunning } from './end-postmaster.ts'

describe('a database server that is asked to end', () => {
  it('and never does is ended all the same', async () => {
    const deaf = `process.on('SIGINT', () => undefined); setInterval(() => undefined, 1000); console.log('on')`
    const child = spawn(process.execPath, ['-e', deaf], { stdio: ['ignore', 'pipe', 'ignore'] })
    await once(child.stdout, 'data')
    const gone = once(child, 'exit')
    await endPostmaster(child.pid!, 200)
    expect((await gone)[1]).toBe('SIGQUIT')
    expect(isRunning(child.pid!)).toBe(false)
  })
})
