import { describe, expect, it } from 'vitest'
import { Problem } from '../domain/problems.ts'
import { readConfig } from './config.ts'

describe('the configuration', () => {
  it('has working defaults and listens on this machine only', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      dataFolder: './data',
      databaseUrl: undefined,
    })
  })

  it('takes a blank variable for an absent one', () => {
    expect(readConfig({ DATABASE_URL: '', JIUQING_PORT: '' })).toMatchObject({ port: 8080, databaseUrl: undefined })
  })

  it('names every fault at once, in both languages', () => {
    const read = () => readConfig({ JIUQING_PORT: '70000', DATABASE_URL: 'mysql://x', JIUQING_ADMIN_PASSWORD: 'short' })
    const refusal = problemOf(read)
    for (const name of ['JIUQING_PORT', 'DATABASE_URL', 'JIUQING_ADMIN_PASSWORD']) {
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
