import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../src/domain/permissions.ts'
import { jobsByFact } from '../../src/jobs.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import { createAccount, createOrganisation, findAccount } from '../../src/people/store.ts'
import { shippedChongqingZones } from '../../src/places/shipped/chongqing-zones.ts'
import { changeZoneTowns, proposedZones, registerFunctionalZone } from '../../src/places/zones/registration.ts'
import { registerPlaceAlias } from '../../src/places/alias-registration.ts'
import { resolvePlace } from '../../src/places/names.ts'
import { insertAlias, placeDirectory } from '../../src/places/store.ts'
import { systemActor, type Actor } from '../../src/platform/actor.ts'
import { atomically, reading, type Tx } from '../../src/platform/db/database.ts'
import { checkChains } from '../../src/platform/facts/check.ts'
import { startJobs, type JobQueue } from '../../src/platform/jobs.ts'
import { openLog } from '../../src/platform/log.ts'
import { surveyCoverage } from '../../src/survey/coverage-store.ts'
import { createTask, findTask, listTasks } from '../../src/survey/tasks-store.ts'
import { reportVillage, taskVillages } from '../../src/survey/villages-store.ts'
import { correctWater, findWater } from '../../src/waters/store.ts'
import { actorOf, cast } from '../support/actors.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { pond, recordOne, withPlaces } from '../support/waters.ts'

const { wang } = cast
const qijiang = actorOf('qi', 'county-officer', '500110000000')
const wansheng = actorOf('wan', 'county-officer', '500171000000')
const [definition] = shippedChongqingZones()
const towns = definition!.towns.map(({ statistical }) => statistical)
const qingnian = '500110102000'
const qingnianInZone = '500171102000'

let test: TestDatabase
let queue: JobQueue
beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
  const noFile = async () => undefined
  const files = { receive: noFile as never, read: noFile as never, locate: noFile as never }
  queue = await startJobs(jobsByFact, { database: test.database, files, log: openLog('silent') })
})
afterAll(async () => {
  await queue.stop()
  await test.close()
})

const write = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => atomically(test.database, actor, work)
const read = <R>(actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => reading(test.database, actor, work)
const settled = async () => {
  await expect.poll(() => queue.waiting(), { timeout: 30_000, interval: 200 }).toBe(0)
}
const page = { limit: 100 }

async function account(username: string, role: Role, regionCode: string) {
  const passwordHash = await hashPassword('Wansheng#2026-jq')
  return write(systemActor('job'), async tx => {
    const organisation = await createOrganisation(tx, { name: `${username}单位`, kind: 'government', regionCode })
    const who = { username, displayName: username, role, organisationId: organisation.id, regionCode, passwordHash }
    return createAccount(tx, { ...who, mustChangePassword: false })
  })
}

describe('a functional zone registered after the survey began', () => {
  let countyTask: string
  let cityTask: string
  let water: string
  let chief: string

  beforeAll(async () => {
    const filter = { filter: 'village-committees' as const, codes: [], except: [] }
    const task = { title: '排查', dueOn: '2027-01-31', villages: filter }
    countyTask = await write(qijiang, tx => createTask(tx, { ...task, regionCode: qijiang.region }))
    cityTask = await write(wang, tx => createTask(tx, { ...task, title: '全市排查', regionCode: wang.region }))
    water = (await recordOne(test.database, pond({ name: '更古塘', regionCode: qingnian }), qijiang)).id
    chief = (await account('qingnian', 'town-chief', qingnian)).id
  })

  it('is offered as the product knows it, to whoever answers for all of it', async () => {
    const offered = async (actor: Actor) =>
      read(actor, async tx => proposedZones(await placeDirectory(tx), actor.range).map(({ name }) => name))
    expect(await offered(wang)).toEqual(['万盛经开区', '重庆高新区'])
    expect(await offered(qijiang)).toEqual([])
  })

  it('cannot be registered by the county it is cut from', async () => {
    const { code, name, source, confidence } = definition!
    const wanted = { code, name, source, confidence, statisticalTowns: towns }
    await expect(write(qijiang, tx => registerFunctionalZone(tx, wanted))).rejects.toThrow(
      'places.outside-jurisdiction',
    )
  })

  it('takes accounts along at once, and waters and villages by its jobs', async () => {
    const { code, name, source, confidence } = definition!
    const done = await write(wang, tx =>
      registerFunctionalZone(tx, { code, name, source, confidence, statisticalTowns: towns }),
    )
    expect(done.accounts).toBe(1)
    expect(await read(wansheng, tx => findAccount(tx, chief))).toMatchObject({ region_code: qingnianInZone })
    await settled()
    expect(await read(wansheng, tx => findWater(tx, water))).toMatchObject({
      region_code: qingnianInZone,
      county_code: '500110',
    })
    expect(await read(qijiang, tx => findWater(tx, water))).toBeUndefined()
  })

  it('lets its officer register what sources call places in it, past both walls, and the county no more', async () => {
    const named = (name: string, within: string) => ({ name, within, source: '万盛经开区名册，2026-10' })
    const registered = await write(wansheng, tx => registerPlaceAlias(tx, named('更古新村', qingnianInZone)))
    expect(registered).toMatchObject({ within: qingnian, name: '更古新村' })
    await write(wansheng, tx => registerPlaceAlias(tx, named('更古旧村', qingnian)))
    await expect(write(qijiang, tx => registerPlaceAlias(tx, named('更古老村', qingnian)))).rejects.toThrow(
      'places.outside-jurisdiction',
    )
    const outside = '500231102000'
    await expect(write(wansheng, tx => registerPlaceAlias(tx, named('别村', outside)))).rejects.toThrow(
      'places.outside-jurisdiction',
    )
    // The database alone: a town of the zone is let in, any other is not.
    const edition = (await read(wansheng, placeDirectory)).table.edition
    const direct = (id: string, within: string) =>
      write(wansheng, tx => insertAlias(tx, id, { ...named(`直写村${within}`, within), edition }))
    await direct('01930000-0000-7000-8000-00000000000a', qingnian)
    await expect(direct('01930000-0000-7000-8000-00000000000b', outside)).rejects.toThrow('region.outside-jurisdiction')
    const { gazetteer } = await read(wansheng, placeDirectory)
    const found = resolvePlace(gazetteer, { county: '万盛经开区', town: '青年镇', village: '更古新村' })
    expect(found).toMatchObject({ outcome: 'resolved', reportingCode: qingnianInZone })
  })

  it('gives its officer the villages under the city’s task, and the county’s task continued', async () => {
    const { items } = await read(wansheng, tx => listTasks(tx, page))
    expect(items.map(({ title }) => title).toSorted()).toEqual(['全市排查', '排查'])
    const own = items.find(({ title }) => title === '排查')!
    expect(own).toMatchObject({ regionName: '重庆市万盛经开区', regionCode: '500171000000' })
    expect(own.id).not.toBe(countyTask)
    expect(own.villages).toBe(items.find(({ id }) => id === cityTask)!.villages)
    expect(own.villages).toBeGreaterThan(50)
    const total = await read(wang, tx => findTask(tx, cityTask))
    const left = await read(qijiang, tx => findTask(tx, countyTask))
    expect(left.villages + own.villages).toBeLessThan(total.villages)
    const coverage = await read(wang, tx => surveyCoverage(tx, 'county'))
    expect(coverage.items.find(({ regionCode }) => regionCode === '500171000000')).toMatchObject({
      name: '万盛经开区',
      villages: own.villages,
      candidates: 1,
    })
    const here = await read(wansheng, tx => surveyCoverage(tx, 'town', { region: '500171000000' }))
    expect(here.items.map(({ name }) => name)).toContain('青年镇')
    expect(here.total.villages).toBe(own.villages)
  })

  it('lets a village that was asked under its old code report under the zone', async () => {
    const { items } = await read(wansheng, tx => listTasks(tx, page))
    const task = items.find(({ title }) => title === '排查')!
    const [village] = (await read(wansheng, tx => taskVillages(tx, task.id, { limit: 1 }))).items
    expect(village).toMatchObject({ regionNames: { county: '万盛经开区' } })
    const report = { state: 'done-none-found' as const, found: 0, surveyedOn: '2026-11-20' }
    const key = { taskId: task.id, villageCode: village!.villageCode }
    const reported = await write(wansheng, tx => reportVillage(tx, key, report))
    expect(reported.state).toBe('done-none-found')
  })

  it('is asked by its own towns in tasks set from now on', async () => {
    const villages = { filter: 'all' as const, codes: [], except: [] }
    const id = await write(wansheng, tx =>
      createTask(tx, { title: '复查', regionCode: wansheng.region, dueOn: '2027-02-01', villages }),
    )
    const asked = await read(wansheng, tx => taskVillages(tx, id, page))
    expect(asked.items.every(({ villageCode }) => villageCode.startsWith('500171'))).toBe(true)
  })

  it('gives a town back with everything in it when it leaves', async () => {
    const left = towns.filter(town => town !== qingnian)
    const reason = '青年镇划回綦江区'
    await write(wang, tx => changeZoneTowns(tx, { code: '500171', towns: left, reason }))
    await settled()
    expect(await read(qijiang, tx => findWater(tx, water))).toMatchObject({ region_code: qingnian })
    expect(await read(qijiang, tx => findAccount(tx, chief))).toMatchObject({ region_code: qingnian })
    const back = await read(qijiang, tx => taskVillages(tx, countyTask, { region: qingnian, limit: 500 }))
    expect(back.items.length).toBeGreaterThan(0)
    await expect(write(wang, tx => changeZoneTowns(tx, { code: '500171', towns: left, reason }))).rejects.toThrow(
      'zone.unchanged',
    )
  })

  it('moves nothing more when its jobs run again, and leaves chains that hold', async () => {
    const before = await read(wang, tx => findWater(tx, water))
    const jobs = jobsByFact['zone.changed']
    const [fact] = await test.asOwner(`select id, county_code, sequence from facts where kind = 'zone.changed'`)
    const reference = {
      id: String(fact!['id']),
      chain: String(fact!['county_code']),
      sequence: Number(fact!['sequence']),
    }
    const context = { database: test.database, files: {} as never, log: openLog('silent') }
    for (const job of jobs) await job.run(context, { ...reference, kind: 'zone.changed' })
    expect(await read(wang, tx => findWater(tx, water))).toEqual(before)
    const chains = await checkChains(test.database, systemActor('job'))
    expect(chains.map(({ fault }) => fault)).toEqual(chains.map(() => null))
  })

  it('is corrected by hand like any other place', async () => {
    const held = await read(wang, tx => findWater(tx, water))
    const moved = await write(wang, tx =>
      correctWater(tx, {
        id: water,
        expectedVersion: held!.version,
        changes: { regionCode: '500171103000' },
        reason: '实际位于关坝镇',
      }),
    )
    expect(moved.region_code).toBe('500171103000')
  })
})
