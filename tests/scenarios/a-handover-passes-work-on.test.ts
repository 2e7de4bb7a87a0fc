import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAccount, createOrganisation, labelPeople } from '../../src/people/store.ts'
import { openPeople } from '../../src/people/sessions.ts'
import { servePeople } from '../../src/people/routes.ts'
import { ensureShippedPlaces } from '../../src/places/seed.ts'
import { systemActor, type Actor } from '../../src/platform/actor.ts'
import { atomically } from '../../src/platform/db/database.ts'
import { serveFacts } from '../../src/platform/facts/routes.ts'
import { serveHandover } from '../../src/reports/handover/routes.ts'
import { changeImport, insertImport } from '../../src/survey/import-store.ts'
import { followHandover } from '../../src/survey/jobs.ts'
import { serveSurveyImports } from '../../src/survey/import/routes.ts'
import type { ImportState } from '../../src/survey/import/contract.ts'
import { openLog } from '../../src/platform/log.ts'
import { tellFacts } from '../../src/waters/store.ts'
import { uuidv7 } from '../../src/domain/ids.ts'
import type { Role } from '../../src/domain/permissions.ts'
import { actorOf } from '../support/actors.ts'
import { openActorDoor, type ActorDoor } from '../support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const county = '500231000000'
const otherCounty = '500118000000'
const files = {
  receive: () => Promise.reject(new Error('nothing is uploaded here')),
  read: () => Promise.reject(new Error('nothing is read here')),
  locate: async () => undefined,
}

let test: TestDatabase
let door: ActorDoor
let people: ReturnType<typeof openPeople>
let admin: Actor
let li: Actor
let hong: Actor
let qin: Actor

beforeAll(async () => {
  test = await testDatabase()
  await ensureShippedPlaces(test.database)
  const organisationId = await atomically(test.database, systemActor('job'), async tx => {
    return (await createOrganisation(tx, { name: '垫江县生态环境局', kind: 'bureau', regionCode: county })).id
  })
  admin = await enrol({ username: 'admin.county', role: 'administrator', region: county, organisationId })
  li = await enrol({ username: 'li', role: 'county-officer', region: county, organisationId })
  hong = await enrol({ username: 'hong', role: 'county-officer', region: county, organisationId })
  qin = await enrol({ username: 'qin', role: 'county-officer', region: county, organisationId })
  people = openPeople({ database: test.database, ownerUrl: test.ownerUrl })
  door = await openActorDoor(test, served => {
    servePeople(served, people)
    serveFacts(served, { labelPeople, tellFacts })
    serveSurveyImports(served, files)
    serveHandover(served)
  })
})
afterAll(async () => {
  await door.close()
  await people.close()
  await test.close()
})

type Person = { username: string; role: Role; region: string; organisationId: string }

async function enrol({ username, role, region, organisationId }: Person): Promise<Actor> {
  return atomically(test.database, systemActor('job'), async tx => {
    const { id } = await createAccount(tx, {
      username,
      displayName: `${username}（示例）`,
      role,
      organisationId,
      regionCode: region,
      passwordHash: 'x',
      mustChangePassword: false,
    })
    return { ...actorOf(username, role, region), accountId: id }
  })
}

async function importOf(actor: Actor, state: ImportState): Promise<string> {
  return atomically(test.database, actor, async tx => {
    const id = uuidv7(tx.at.getTime())
    const held = await insertImport(tx, {
      id,
      regionCode: actor.region,
      fileName: `${state}.xlsx`,
      sha256: 'a'.repeat(64),
    })
    await changeImport(tx, held, { state })
    return id
  })
}

const get = (path: string) => door.call(admin, { method: 'GET', path })

/** The job of the last handover of somebody, run as the queue would. */
async function runJob(from: Actor): Promise<void> {
  const [fact] = await test.asOwner(
    `select id, county_code as chain, sequence::int from facts where kind = 'account.handed-over' and subject_id = $1
     order by sequence desc limit 1`,
    [from.accountId],
  )
  const reference = {
    ...(fact as { id: string; chain: string; sequence: number }),
    kind: 'account.handed-over' as const,
  }
  await followHandover.run({ database: test.database, files, log: openLog('silent') }, reference)
}

const handOver = async (from: Actor, to: Actor) => {
  const body = { toAccountId: to.accountId, reason: '调任市局，按局办通知移交', disable: false }
  return String(
    (await door.call(admin, { method: 'POST', path: `/accounts/${from.accountId}/handover`, body }))['handoverId'],
  )
}

const inCharge = async (id: string, asked = hong) => {
  const held = await door.call(asked, { method: 'GET', path: `/survey-imports/${id}` })
  return { by: held['by'], responsible: held['responsible'] }
}

describe('a handover', () => {
  it('counts beforehand what passes on, moves unfinished imports and no ended ones, and says so in words', async () => {
    const [open, failed] = [await importOf(li, 'open'), await importOf(li, 'failed')]
    const [done, dropped] = [await importOf(li, 'imported'), await importOf(li, 'cancelled')]
    const before = await get(`/accounts/${li.accountId}/open-work?toAccountId=${hong.accountId}`)
    expect(before).toEqual({ imports: { moves: 2, stays: 0 } })

    const handoverId = await handOver(li, hong)
    expect(await get(`/handovers/${handoverId}`)).toEqual({ imports: { moved: 0, waiting: 2 } })
    await runJob(li)
    await runJob(li)
    expect(await get(`/handovers/${handoverId}`)).toEqual({ imports: { moved: 2, waiting: 0 } })

    for (const id of [open, failed]) {
      expect(await inCharge(id)).toMatchObject({ by: { id: li.accountId }, responsible: { id: hong.accountId } })
    }
    for (const id of [done, dropped]) expect(await inCharge(id)).toMatchObject({ responsible: { id: li.accountId } })
    const { items } = await door.call(hong, { method: 'GET', path: `/facts?subject=${li.accountId}` })
    const told = (items as { kind: string; words: object }[]).filter(({ kind }) => kind.includes('handed-over'))
    expect(told.map(({ words }) => words)).toEqual([
      {
        zh: '2 个未完成的导入移交给hong（示例）',
        en: '2 unfinished imports handed over to hong（示例）',
      },
      { zh: '工作移交给hong（示例）', en: 'work handed over to hong（示例）' },
    ])
  })

  it('leaves what lies outside the receiver’s jurisdiction where it is, and says so beforehand', async () => {
    const here = await importOf(qin, 'ready')
    // Uploaded while Qin still answered for another county.
    const elsewhere = await importOf(
      { ...actorOf('qin', 'county-officer', otherCounty), accountId: qin.accountId },
      'ready',
    )
    const city = actorOf('city', 'administrator', '500000000000')
    const path = `/accounts/${qin.accountId}/open-work?toAccountId=${hong.accountId}`
    expect(await door.call(city, { method: 'GET', path })).toEqual({ imports: { moves: 1, stays: 1 } })
    await handOver(qin, hong)
    await runJob(qin)
    expect(await inCharge(here)).toMatchObject({ responsible: { id: hong.accountId } })
    expect(await inCharge(elsewhere, actorOf('wang', 'municipal-officer', '500000000000'))).toMatchObject({
      responsible: { id: qin.accountId },
    })
  })

  it('is nobody’s business in another county', async () => {
    const elsewhere = actorOf('elsewhere', 'administrator', otherCounty)
    const path = `/accounts/${li.accountId}/open-work`
    expect(await door.call(elsewhere, { method: 'GET', path }, 404)).toMatchObject({ code: 'account.not-found' })
    const handovers = await test.asOwner(`select id from handovers limit 1`)
    const [{ id }] = handovers as [{ id: string }]
    const refused = await door.call(elsewhere, { method: 'GET', path: `/handovers/${id}` }, 404)
    expect(refused).toMatchObject({ code: 'account.handover-not-found' })
  })
})
