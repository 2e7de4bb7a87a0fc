import { describe, expect, it } from 'vitest'
import { Problem } from '../domain/problems.ts'
import { mkdtempSync, rmSync, chmodSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultDataFolder, readConfig } from './config.ts'

describe('the configuration', () => {
  it('has working defaults and listens on this machine only', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: undefined,
    })
  })

  it('keeps data beside the program, but for root below a closed folder where its database can reach it', () => {
    const closed = mkdtempSync(join(tmpdir(), 'jiuqing-config-'))
    const inside = join(closed, 'checkout')
    mkdirSync(inside)
    chmodSync(closed, 0o700)
    expect(defaultDataFolder(inside, true)).toBe('/var/lib/jiuqing')
    expect(defaultDataFolder(inside, false)).toBe('./data')
    chmodSync(closed, 0o711)
    expect(defaultDataFolder(inside, true)).toBe('./data')
    rmSync(closed, { recursive: true })
  })

  it('takes a blank variable for an absent one', () => {
    expect(readConfig({ DATABASE_URL: '', JIUQING_PORT: '' })).toMatchObject({ port: 8080, databaseUrl: undefined })
  })

  it('names every fault at once, in both languages', () => {
    const read = () =>
      readConfig({
        JIUQING_PORT: '70000',
        JIUQING_DATABASE_MEMORY_MB: '8',
        DATABASE_URL: 'mysql://x',
        JIUQING_ADMIN_PASSWORD: 'short',
      })
    const refusal = problemOf(read)
    for (const name of ['JIUQING_PORT', 'JIUQING_DATABASE_MEMORY_MB', 'DATABASE_URL', 'JIUQING_ADMIN_PASSWORD']) {
      expect(refusal.words().zh).toContain(name)
      expect(refusal.words().en).toContain(name)
    }
  })
})

function problemOf(act: () => unknown): Problem {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}
