import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLog } from '../../src/platform/log.ts'
import { serveHealth } from '../../src/platform/http/health.ts'
import { createServer } from '../../src/platform/http/server.ts'
import type { JobQueue } from '../../src/platform/jobs.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const papers = ['docs/operating-guide.md', 'docs/operating-guide.zh-CN.md', 'docs/prometheus-alerts.yml'] as const

/** What metrics ask of the queue. */
const queue = { waiting: async () => 0, givenUp: async () => new Map() } as Partial<JobQueue> as JobQueue

let test: TestDatabase
let told: ReadonlySet<string>
beforeAll(async () => {
  test = await testDatabase()
  const http = await createServer({ log: openLog('silent'), mapSources: [] })
  serveHealth(http, test.database, queue, { isStopping: () => false })
  const answer = await http.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })
  await http.close()
  const families = [...answer.body.matchAll(/^# TYPE (\S+) (\w+)$/gm)]
  told = new Set(
    families.flatMap(([, name = '', type]) =>
      type === 'histogram' ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    ),
  )
})
afterAll(() => test.close())

const read = (paper: string) => readFile(new URL(`../../${paper}`, import.meta.url), 'utf8')
const metricsIn = (text: string) => new Set(text.match(/\bjiuqing_[a-z0-9_]+(?=[`{[\s\])}/]|$)/gm) ?? [])
/** Roles, a HAProxy section and a database are called so too. */
const notMetrics = new Set(['jiuqing_app', 'jiuqing_auth', 'jiuqing_database'])

describe('the operating guide', () => {
  it.each(papers)('names in %s only metrics that the platform tells', async paper => {
    const named = metricsIn(await read(paper)).difference(notMetrics)
    expect(named.size).toBeGreaterThan(8)
    expect([...named.difference(told)]).toEqual([])
  })

  it('says in both languages what to watch: each metric of an alert stands in both', async () => {
    const [english, chinese, alerts] = await Promise.all(papers.map(async paper => metricsIn(await read(paper))))
    expect([...alerts!.difference(english!)]).toEqual([])
    expect([...alerts!.difference(chinese!)]).toEqual([])
  })

  it('has the same chapters, tables and commands in both languages', async () => {
    const shapes = await Promise.all(
      papers.slice(0, 2).map(async paper => {
        const text = await read(paper)
        const count = (pattern: RegExp) => text.match(pattern)?.length
        return {
          chapters: [...text.matchAll(/^## (\d+)\./gm)].map(([, number]) => number),
          tableRows: count(/^\|/gm),
          blocks: count(/^```/gm),
        }
      }),
    )
    expect(shapes[0]?.chapters.length).toBe(14)
    expect(shapes[1]).toEqual(shapes[0])
  })
})
