import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleToday } from '../../example/calendar.ts'
import { namedWaters } from '../../example/facts.ts'
import { exampleProgramme } from '../../example/programme.ts'
import { verdictsOfWater } from '../../src/identification/store.ts'
import { actorForUsername } from '../../src/people/store.ts'
import { placeDirectory } from '../../src/places/store.ts'
import { reading, type Tx } from '../../src/platform/db/database.ts'
import { checkChains } from '../../src/platform/facts/check.ts'
import { openFileStore, type FileStore } from '../../src/platform/files/attachments-store.ts'
import { policyAt } from '../../src/policy/policy.ts'
import { serveOverview } from '../../src/reports/overview/routes.ts'
import { attachmentsOf } from '../../src/waters/attachments-store.ts'
import { eachWater, waterHistory, type WaterRow } from '../../src/waters/store.ts'
import { judgeStanding, limitsOf, type Standing } from '../../src/works/progress/rules.ts'
import type { TestDatabase } from '../support/database.ts'
import { listRectifications } from '../../src/works/rectifications-store.ts'
import { exampleDatabase, examplePassword } from '../support/example-database.ts'
import { openTestDoor, type Client, type TestDoor } from '../support/door.ts'

let test: TestDatabase
let folder: string
let files: FileStore
let door: TestDoor
let municipal: Client
let waters: readonly WaterRow[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-example-'))
  test = await exampleDatabase(folder)
  files = await openFileStore(folder)
  door = await openTestDoor(test)
  serveOverview(door.door)
  municipal = await door.signIn('municipal', examplePassword)
  waters = await as('municipal', everyWater)
})
afterAll(async () => {
  await door.close()
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

const as = async <Result>(username: string, work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  reading(test.database, await actorForUsername(test.database, username), work)
const everyWater = async (tx: Tx): Promise<readonly WaterRow[]> => {
  const rows: WaterRow[] = []
  for await (const row of eachWater(tx, {})) rows.push(row)
  return rows
}
const areaOf = (some: readonly WaterRow[]) => some.reduce((sum, { area_m2 }) => sum + (area_m2 ?? 0), 0)
const named = (name: string) => waters.find(water => water.name === name)!

describe('the example as the platform tells it', () => {
  it('shows the programme in the overview: villages, waters, area, lists', async () => {
    const overview = (await municipal.get('/api/overview')).json()
    expect(overview).toMatchObject({
      villages: 9177,
      villagesSurveyed: 9177,
      waters: 160,
      areaM2: 500_000,
      watersWithoutArea: 0,
      lists: { national: 80, municipal: 80, county: 0 },
      invented: 156,
    })
    const { red, yellow, green, none } = (overview as { colours: Record<'red' | 'yellow' | 'green' | 'none', number> })
      .colours // as the door answers
    expect(red + yellow + green + none).toBe(160)
  })

  it('has all 80 waters of the national list, each of 2,000 m2 and more, accepted today', () => {
    const national = waters.filter(({ list }) => list === 'national')
    expect(national).toHaveLength(80)
    expect(national.every(({ area_m2 }) => (area_m2 ?? 0) >= 2000)).toBe(true)
    expect(national.every(({ stage }) => ['accepted', 'delisted', 'upkeep'].includes(stage))).toBe(true)
    const municipalList = waters.filter(({ list }) => list === 'municipal')
    expect(municipalList).toHaveLength(80)
    expect(municipalList.every(({ area_m2 }) => (area_m2 ?? 0) < 2000)).toBe(true)
  })

  it('bundles 54 waters of 310,000 m2 in 14 counties for the pilot', async () => {
    const numbers = await test.asOwner(`select water_id from water_numbers where issuer like '2022年国家%试点%'`)
    const pilot = waters.filter(({ id }) => numbers.some(number => number['water_id'] === id))
    expect(pilot).toHaveLength(54)
    expect(new Set(pilot.map(({ county_code }) => county_code)).size).toBe(14)
    expect(areaOf(pilot)).toBe(310_000)
  })

  it('had eliminated 310,000 m2 by the end of 2022, and all national waters by the end of 2025', async () => {
    const done = async (before: string) => {
      const stages = await test.asOwner(
        `select distinct on (subject_id) subject_id, body->>'to' as stage from facts
         where kind = 'water.moved' and at < $1 order by subject_id, at desc, sequence desc`,
        [before],
      )
      const eliminated = stages.filter(row => ['accepted', 'delisted', 'upkeep'].includes(String(row['stage'])))
      return waters.filter(({ id }) => eliminated.some(row => row['subject_id'] === id))
    }
    expect(areaOf(await done('2023-01-01T00:00:00+08:00'))).toBe(310_000)
    const by2025 = await done('2026-01-01T00:00:00+08:00')
    expect(by2025.filter(({ list }) => list === 'national')).toHaveLength(80)
  })

  it('keeps relapsed waters in their second cycle', () => {
    expect(waters.filter(({ stage }) => stage === 'relapsed')).toHaveLength(1)
    expect(waters.filter(({ cycle }) => cycle === 2).map(({ stage }) => stage).sort()).toEqual([
      'in-works',
      'listed',
      'planned',
    ]) // prettier-ignore
  })

  it('tells the four named waters with their own facts', () => {
    for (const water of namedWaters) {
      expect(named(water.name)).toMatchObject({
        region_code: water.regionCode,
        area_m2: water.areaM2,
        causes_text: water.causesText,
        invented: false,
        coordinate_source: 'illustrative',
      })
    }
  })

  it('finds 建安社区 as an alias per source, not as a division', async () => {
    const directory = await as('dianjiang', placeDirectory)
    expect(directory.aliases).toMatchObject([{ name: '建安社区', within: '500231102000' }])
    expect(directory.table.all.some(({ name }) => name.startsWith('建安社区'))).toBe(false)
  })

  it('tells the history of the pond in 沙坪镇 year by year, each fact at its own time and by its own actor', async () => {
    const { items } = await as('dianjiang', tx => waterHistory(tx, named('水井大田水塘').id, { limit: 500 }))
    const kinds = items.map(({ kind }) => kind)
    expect(kinds.at(-1)).toBe('water.recorded')
    expect(kinds).toEqual(expect.arrayContaining(['verdict.given', 'survey.basis-recorded', 'reading.recorded']))
    expect(items.at(-1)?.actor.name).toContain('周大川')
    expect(items.at(-1)?.at.slice(0, 4)).toBe('2020')
    expect(items.some(({ reason }) => reason?.includes('武安河') === true)).toBe(true)
  })

  it('judges every water by the code that judges real ones: the verdicts can be read again', async () => {
    const verdicts = await Promise.all(
      waters.slice(0, 20).map(({ id }) => as('municipal', tx => verdictsOfWater(tx, id))),
    )
    expect(verdicts.every(([last]) => last?.outcome === 'black-odorous')).toBe(true)
    expect(verdicts.every(([last]) => last?.standardId === 'rural-black-odorous-2019')).toBe(true)
    expect(new Set(waters.map(({ basis }) => basis))).toEqual(new Set(['senses', 'questionnaire', 'monitoring']))
  })

  it('keeps plan, money, works and file of acceptance of the named waters, and of some under way, marked as examples', async () => {
    const kept = async (statement: string) =>
      Number((await test.asOwner(`select count(*)::int as n from ${statement}`))[0]?.['n'])
    expect(await kept(`plans where state = 'approved'`)).toBe(20)
    expect(await kept(`works_schedules where state = 'completed'`)).toBe(8)
    expect(await kept(`works_schedules where state = 'running'`)).toBe(7)
    expect(await kept(`acceptance_files where state = 'delisted'`)).toBe(4)
    expect(await kept(`acceptance_files where state = 'submitted'`)).toBe(2)
    expect(await kept("annual_plans where state = 'issued'")).toBe(8)
    expect(await kept(`money_entries where note is distinct from '示例'`)).toBe(0)
    expect(await kept('money_balances where spent_yuan > allotted_yuan')).toBe(0)
    const [pilot] = await test.asOwner(`select count(*)::int as n from money_entries where source = 'central-pilot'`)
    expect(pilot?.['n']).toBe(0)
  })

  it('keeps invented works and settlements around waters, some linked and some only near', async () => {
    const [kept] = await test.asOwner(
      `select count(*)::int as n, count(*) filter (where name not like '%（示例）')::int as unmarked,
         count(*) filter (where not exists (select from surrounding_links link where link.surrounding_id = one.id))::int as near
       from surroundings one`,
    )
    expect(Number(kept?.['n'])).toBeGreaterThan(150)
    expect(kept?.['unmarked']).toBe(0)
    expect(Number(kept?.['near'])).toBeGreaterThan(0)
  })

  it('shows works under way at every pace, most of them in time', async () => {
    const today = exampleToday
    const rows = await test.asOwner(
      `select caught_up_on::text as "caughtUpOn", ends_on::text as "endsOn", quiet_since::text as "quietSince"
       from works_schedules where state = 'running'`,
    )
    const limits = limitsOf(policyAt('works-progress', today).value)
    const levels = rows.map(row => judgeStanding(row as Standing, { limits, today }).level) // the columns asked for
    expect(levels.toSorted()).toEqual(['late', 'on-time', 'on-time', 'on-time', 'on-time', 'silent', 'slipping'])
  })

  it('holds problems that visits found: in time, late, waiting to be checked, and results with pictures of before and after', async () => {
    const found = async (state: 'unsettled' | 'late' | 'answered' | 'closed') =>
      (await as('municipal', tx => listRectifications(tx, { state, limit: 20 }))).items
    const results = await found('closed')
    expect(results).toHaveLength(3)
    for (const { photos, afterPhotos } of results) expect([photos.length, afterPhotos.length]).toEqual([1, 1])
    expect(await found('unsettled')).toHaveLength(4)
    expect(await found('late')).toHaveLength(1)
    expect(await found('answered')).toHaveLength(1)
  })

  it('keeps the pictures, marked as examples', async () => {
    const pictures = await as('municipal', tx => attachmentsOf(tx, named('水井大田水塘').id))
    expect(pictures.length).toBeGreaterThanOrEqual(3)
    expect(new Set(pictures.map(({ caption }) => caption))).toEqual(new Set(['示例图片']))
    for (const { sha256, bytes } of pictures) expect(await files.locate(sha256), `${bytes} bytes`).toBeDefined()
  })
})

describe('the ledger of the example', () => {
  it('is sound in every chain', async () => {
    const chains = await checkChains(test.database, await actorForUsername(test.database, 'auditor'))
    expect(chains.length).toBeGreaterThan(37)
    expect(chains.filter(({ fault }) => fault !== null)).toEqual([])
  })

  it('runs forward in time in every chain', async () => {
    const backwards = await test.asOwner(
      `select a.county_code, a.sequence from facts a join facts b on b.county_code = a.county_code and b.sequence = a.sequence + 1
       where b.at < a.at`,
    )
    expect(backwards).toEqual([])
  })
})

describe('the people of the example', () => {
  it('sign in with the published password and need not change it', async () => {
    const answers = await Promise.all(
      [
        'admin',
        'auditor',
        'agriculture',
        'expert',
        'monitoring',
        'dianjiang-admin',
        'shaping',
        'operator',
        'qianjin',
      ].map(username => door.anyone.send('POST', '/api/session', { username, password: examplePassword })),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(answers.map(answer => answer.json()['mustChangePassword'])).toEqual(answers.map(() => false))
  })

  it('see disjoint worlds in two counties', async () => {
    const own = async (username: string) => (await as(username, everyWater)).map(({ county_code }) => county_code)
    expect(new Set(await own('dianjiang'))).toEqual(new Set(['500231']))
    expect(new Set(await own('yongchuan'))).toEqual(new Set(['500118']))
  })

  it('are listed with a role each of the programme', () => {
    const roles = new Set(exampleProgramme().people.map(({ role }) => role))
    expect(roles.size).toBe(10)
  })
})
