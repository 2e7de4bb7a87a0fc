import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Problem, problemKind } from '../../src/domain/problems.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { reading, type Database } from '../../src/platform/db/database.ts'
import { endpoint, type Endpoint } from '../../src/platform/http/endpoint.ts'
import { serve, type Door } from '../../src/platform/http/serve.ts'
import { findWater } from '../../src/waters/store.ts'
import type { Leak } from './checker.ts'
import type { Expectation } from './expectations.ts'
import type { Known } from './worlds.ts'

/** Routes that forget the wall, each in another way: what the checker is worth is that it catches them all. */
type Leaky = { readonly endpoint: Endpoint; readonly expectation: Expectation; readonly caughtBy: Leak['how'] }

const summary = { zh: '漏', en: 'leaky' }
const common = { method: 'GET', tag: 'leaky', summary, may: 'water.read', answer: z.unknown() } as const
const Key = z.object({ id: z.uuid() })

const listed = endpoint({ ...common, path: '/leaky/list' })
const counted = endpoint({ ...common, path: '/leaky/count' })
const ranked = endpoint({ ...common, path: '/leaky/rank' })
const tagged = endpoint({ ...common, path: '/leaky/tag', answer: { file: ['text/plain'] } })
const totalled = endpoint({ ...common, path: '/leaky/header' })
const worded = endpoint({ ...common, path: '/leaky/words/:id', params: Key })
const forbidden = endpoint({ ...common, path: '/leaky/status/:id', params: Key })
const named = endpoint({ ...common, path: '/leaky/search', query: z.object({ search: z.string() }) })

const get = (path: (known: Known) => string): Expectation => ({
  who: 'AMCTVOLEDU',
  asks: known => [{ method: 'GET', path: path(known) }],
})
const leaky = (declared: Endpoint, path: (known: Known) => string, caughtBy: Leak['how']): Leaky => ({
  endpoint: declared,
  expectation: get(path),
  caughtBy,
})

export const leakyDoors = {
  'foreign ids in a list': leaky(listed, () => '/leaky/list', 'foreign-mark'),
  'a count that holds foreign rows': leaky(counted, () => '/leaky/count', 'interference'),
  'an order and a cursor among all rows': leaky(ranked, () => '/leaky/rank', 'interference'),
  'an ETag of all rows': leaky(tagged, () => '/leaky/tag', 'interference'),
  'a header with a total': leaky(totalled, () => '/leaky/header', 'interference'),
  'an error that names a foreign water': leaky(worded, ({ waterId }) => `/leaky/words/${waterId}`, 'foreign-mark'),
  '403 for what is foreign, 404 for what is not': leaky(
    forbidden,
    ({ waterId }) => `/leaky/status/${waterId}`,
    'existence',
  ),
  'a search that says whether a name is taken': leaky(
    named,
    ({ word }) => `/leaky/search?search=${encodeURIComponent(word)}`,
    'existence',
  ),
} as const satisfies Record<string, Leaky>

const no = problemKind<{ name: string }>({
  code: 'leaky.no',
  status: 403,
  title: summary,
  say: ({ name }) => ({ zh: `${name}不归您管`, en: `${name} is not yours` }),
})
const none = problemKind<Record<never, never>>({ code: 'leaky.none', status: 404, title: summary, say: () => summary })

/** Everything, past the wall. */
function allWaters(database: Database) {
  return reading(database, systemActor('job'), tx =>
    tx.sql.selectFrom('waters').select(['id', 'name', 'region_code']).orderBy('name').orderBy('id').execute(),
  )
}

function foundPastWall(database: Database, id: string) {
  return reading(database, systemActor('job'), tx => findWater(tx, id))
}

/** Beside the product's own doors, so that the OpenAPI document stays as it is. */
export function serveLeaks(real: Door): void {
  const door: Door = { ...real, endpoints: [] }
  const isOwn = (region: string, { from, to }: { readonly from: string; readonly to: string }) =>
    region >= from && region < to
  serve(door, listed, async ({ database }) => (await allWaters(database)).map(({ id }) => id))
  serve(door, counted, async ({ database }) => ({ total: (await allWaters(database)).length }))
  serve(door, ranked, async ({ database, actor }) => {
    const all = await allWaters(database)
    const ranks = all.flatMap(({ region_code }, rank) => (isOwn(region_code, actor.range) ? [rank] : []))
    return { items: ranks.length, next: Math.max(...ranks) }
  })
  serve(door, tagged, async ({ database }) => {
    const etag = createHash('sha256')
      .update(JSON.stringify(await allWaters(database)))
      .digest('hex')
    return { content: 'the same for everybody', type: 'text/plain', headers: { etag: `"${etag}"` } }
  })
  serve(door, totalled, async ({ database, reply }) => {
    reply.header('x-total', String((await allWaters(database)).length))
    return {}
  })
  serve(door, worded, async ({ database, params }) => {
    throw new Problem(no, { name: (await foundPastWall(database, params.id))?.name ?? '这个水体' })
  })
  serve(door, forbidden, async ({ database, params }) => {
    const found = await foundPastWall(database, params.id)
    if (found === undefined) throw new Problem(none, {})
    throw new Problem(no, { name: '这个水体' })
  })
  serve(door, named, async ({ database, query }) => ({
    free: !(await allWaters(database)).some(({ name }) => name.includes(query.search)),
  }))
}
