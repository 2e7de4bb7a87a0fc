import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cast } from '../../tests/support/actors.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { municipal, pond, shaping, withPlaces, zhutuo } from '../../tests/support/waters.ts'
import { uuidv7 } from '../domain/ids.ts'
import { contains, regionRange } from '../domain/regions.ts'
import { systemActor, type Actor } from '../platform/actor.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { waterSorts, type WaterFilter, type WaterSort } from './filter.ts'
import { usualEffort, type Effort } from './list-ways-store.ts'
import { plain } from './search-words.ts'
import { listWaters, recordWaters } from './store.ts'
import { recountTallies } from './tallies-store.ts'
import type { WaterRow } from './water-row.ts'

const count = 600
let test: TestDatabase
let waters: readonly WaterRow[]

beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
  const drafts = Array.from({ length: count }, (_, index) => {
    const { position, ...values } = pond({
      name: `${['龙井', '大', '新屋', '高'][index % 4]}${['堰塘', '河', '沟'][index % 3]}${index % 7}`,
      regionCode: [shaping, zhutuo, '500231103000'][index % 3]!,
      areaM2: 100 * (index % 41) + 50,
    }).values
    return { ...pond(), values: index % 9 === 0 ? values : { ...values, position: position! } }
  })
  await atomically(test.database, municipal, tx => recordWaters(tx, drafts, { importId: uuidv7(Date.now()) }))
  await vary()
  await atomically(test.database, systemActor('job'), tx => recountTallies(tx))
  waters = (await test.asOwner('select * from waters')) as unknown as readonly WaterRow[] // the columns of the table
})
afterAll(() => test.close())

/** Properties that go with the area, that go with time, and that go with nothing; some values are rare. */
async function vary(): Promise<void> {
  await test.asOwner(`
    update waters set
      area_m2 = case when n % 11 = 0 then null else area_m2 end,
      list = case when n % 11 = 0 then null when area_m2 >= 2000 then 'national' when n % 50 = 1 then 'county' else 'municipal' end,
      stage = case when n % 97 = 0 then 'relapsed' when n < 200 then 'listed' when n < 400 then 'in-works' else 'upkeep' end,
      stage_since = timestamptz '2026-01-01 00:00+08' + n / 3 * interval '1 hour',
      updated_at = timestamptz '2026-06-01 00:00+08' + (n * 37 % 600) / 2 * interval '1 hour',
      type = (array['pond', 'ditch', 'river'])[1 + n % 3],
      colour = (array['red', 'yellow', null])[1 + n % 5 % 3],
      basis = case when n % 120 = 5 then 'monitoring' else 'not-stated' end,
      complaint = n % 60 = 2, invented = n % 90 = 3,
      causes = case when n % 70 = 4 then array['livestock'] else '{}' end
    from (select id as numbered, row_number() over (order by code)::int as n from waters) numbers where id = numbered`)
}

const people: readonly Actor[] = [municipal, cast.li, cast.zhao, cast.chen]

const some = <T>(...values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 })
const one = <T>(...values: readonly T[]) => fc.constantFrom(...values)
const properties: { readonly [Name in keyof WaterFilter]-?: fc.Arbitrary<NonNullable<WaterFilter[Name]>> } = {
  list: some('national', 'municipal', 'county', 'none'),
  stage: some('listed', 'in-works', 'upkeep', 'relapsed', 'suspected'),
  type: some('pond', 'ditch', 'river', 'reservoir'),
  colour: some('red', 'yellow', 'none'),
  basis: some('monitoring', 'not-stated'),
  cause: one('livestock', 'dumping'),
  county: one('500231', '500118'),
  region: one('500000000000', '500231000000', shaping, zhutuo),
  position: one('known', 'unknown'),
  areaFromM2: one(0, 950, 2000),
  areaBelowM2: one(250, 2000, 3000),
  complaint: fc.boolean(),
  invented: fc.boolean(),
  search: one('堰塘', '龙井', '龙井 沟', '屋', '新', 'jq5001', 'JQ500231-000', '7', '沙坪', '没有'),
}
/** Few of them at once, or nothing would ever be found. */
const filters: fc.Arbitrary<WaterFilter> = fc
  .uniqueArray(fc.constantFrom(...(Object.keys(properties) as (keyof WaterFilter)[])), { maxLength: 3 })
  .chain(
    names => fc.record(Object.fromEntries(names.map(name => [name, properties[name]]))) as fc.Arbitrary<WaterFilter>,
  ) // of its keys

const efforts: fc.Arbitrary<Effort> = fc.constantFrom(
  usualEffort,
  { gathered: 10, walked: 40, read: 15 },
  { gathered: 60, walked: 30, read: 20 },
  { gathered: 0, walked: 100, read: 30 },
)

/** What must come, told from the rows themselves. */
function expected(actor: Actor, filter: WaterFilter, sort: WaterSort): readonly string[] {
  const found = waters.filter(water => contains(actor.range, water.region_code) && matches(water, filter))
  const key = keys[sort.replace('-', '') as keyof typeof keys]
  const ordered = found.toSorted((a, b) => compare(key(a), key(b)) || compare(a.id, b.id))
  return (sort.startsWith('-') ? ordered.toReversed() : ordered).map(({ id }) => id)
}

const keys = {
  name: ({ name }: WaterRow) => name,
  code: ({ code }: WaterRow) => code,
  area: ({ area_m2: area }: WaterRow) => area ?? -1,
  since: (water: WaterRow) => water.stage_since.getTime(),
  updated: (water: WaterRow) => water.updated_at.getTime(),
} as const

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function matches(water: WaterRow, filter: WaterFilter): boolean {
  const among = <T>(values: readonly T[] | undefined, value: T) => values === undefined || values.includes(value)
  const within = (code: string | undefined) => code === undefined || contains(regionRange(code), water.region_code)
  const is = <T>(asked: T | undefined, value: T) => asked === undefined || asked === value
  const area = water.area_m2
  return (
    among(filter.list, water.list ?? 'none') &&
    among(filter.stage, water.stage) &&
    among(filter.type, water.type) &&
    among(filter.colour, water.colour ?? 'none') &&
    among(filter.basis, water.basis) &&
    (filter.cause === undefined || water.causes.includes(filter.cause)) &&
    within(filter.region) &&
    within(filter.county === undefined ? undefined : `${filter.county}000000`) &&
    is(filter.position, water.cell === null ? 'unknown' : 'known') &&
    (filter.areaFromM2 === undefined || (area !== null && area >= filter.areaFromM2)) &&
    (filter.areaBelowM2 === undefined || (area !== null && area < filter.areaBelowM2)) &&
    is(filter.complaint, water.complaint) &&
    is(filter.invented, water.invented) &&
    (filter.search ?? '').split(' ').every(term => saysTerm(water, term))
  )
}

function saysTerm(water: WaterRow, term: string): boolean {
  if (term === '') return true
  if (/^jq/i.test(term)) return water.code.startsWith(term.toUpperCase())
  if (/^\d+$/.test(term)) return water.code.endsWith(`-${term.padStart(4, '0')}`)
  return term.length === 1 ? water.name.startsWith(term) : water.search_text.includes(plain(term))
}

type Walk = {
  readonly ids: readonly string[]
  readonly totals: readonly object[]
  readonly total: { count: number; capped: boolean }
}

async function allPages(
  actor: Actor,
  filter: WaterFilter,
  page: { sort: WaterSort; limit: number; effort: Effort },
): Promise<Walk> {
  const ids: string[] = []
  const totals: { count: number; capped: boolean }[] = []
  let cursor: string | undefined
  do {
    const found = await reading(test.database, actor, tx => listWaters(tx, filter, { ...page, cursor }))
    ids.push(...found.items.map(({ id }) => id))
    totals.push(found.total)
    cursor = found.next
  } while (cursor !== undefined && totals.length < 500)
  return { ids, totals, total: totals[0]! }
}

describe('a list of waters', () => {
  it('gives exactly the waters of its filter in its order to whoever asks, however little a page may cost', async () => {
    const asked = fc.record({
      actor: fc.oneof({ weight: 3, arbitrary: fc.constant(municipal) }, fc.constantFrom(...people)),
      filter: filters,
      sort: fc.constantFrom(...waterSorts),
      limit: fc.constantFrom(7, 50, 500),
      effort: efforts,
    })
    await fc.assert(
      fc.asyncProperty(asked, async ({ actor, filter, sort, limit, effort }) => {
        const { ids, totals, total } = await allPages(actor, filter, { sort, limit, effort })
        const right = expected(actor, filter, sort)
        expect(ids).toEqual(right)
        // Where a walk stopped counting, there are at least as many.
        expect(total.count).toBe(total.capped ? Math.min(total.count, right.length) : right.length)
        for (const later of totals) expect(later).toEqual(total)
      }),
      { numRuns: 100 },
    )
  })

  it('counts exactly by list, stage and colour however many there are', async () => {
    const none = { gathered: 0, walked: 5, read: 5 }
    for (const filter of [{}, { list: ['national'] }, { stage: ['listed'], colour: ['none'] }] as WaterFilter[]) {
      const page = await reading(test.database, municipal, tx =>
        listWaters(tx, filter, { sort: '-area', limit: 3, effort: none }),
      )
      expect(page.total).toEqual({ count: expected(municipal, filter, '-area').length, capped: false })
    }
  })

  it('goes on after a page that found nothing, and says so by its cursor', async () => {
    const page = await reading(test.database, municipal, tx =>
      listWaters(
        tx,
        { basis: ['monitoring'] },
        { sort: 'code', limit: 5, effort: { gathered: 0, walked: 4, read: 4 } },
      ),
    )
    expect(page.items).toEqual([])
    expect(page.next).toBeDefined()
    expect(page.total).toEqual({ count: 0, capped: true })
  })
})
