import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isStage, stateFromHistory, type LifeEvent } from '../../src/domain/lifecycle.ts'
import { lifeEventOf } from '../../src/domain/lifecycle.ts'
import { uuidv7 } from '../../src/domain/ids.ts'
import { reading } from '../../src/platform/db/database.ts'
import { listFacts } from '../../src/platform/facts/store.ts'
import { serveIdentification } from '../../src/identification/routes.ts'
import { serveRegister } from '../../src/register/routes.ts'
import { serveSurvey } from '../../src/survey/routes.ts'
import { serveProgress } from '../../src/works/progress/routes.ts'
import type { FileStore } from '../../src/platform/files/attachments-store.ts'
import { ensureShippedPlaces } from '../../src/places/seed.ts'
import { cast } from '../support/actors.ts'
import { openActorDoor, type ActorDoor } from '../support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { recordSample } from '../support/samples.ts'

const { wang, li, zhao, chen } = cast
const village = '500231102201'

let now = new Date('2026-03-02T01:00:00Z')
let test: TestDatabase
let office: ActorDoor

beforeAll(async () => {
  test = await testDatabase({ clock: () => now })
  await ensureShippedPlaces(test.database)
  const noFiles = {} as FileStore // no file is sent in this story
  office = await openActorDoor(test, door => {
    serveSurvey(door)
    serveIdentification(door)
    serveRegister(door)
    serveProgress(door, noFiles)
  })
})
afterAll(async () => {
  await office.close()
  await test.close()
})

const later = (days: number) => (now = new Date(now.getTime() + days * 86_400_000))
const call: ActorDoor['call'] = (actor, request, status) => {
  later(0.01)
  return office.call(actor, request, status)
}

/** The life that the facts tell, and where it leads. */
async function historyOf(
  waterId: string,
): Promise<{ events: LifeEvent[]; replay: ReturnType<typeof stateFromHistory> }> {
  const { items } = await reading(test.database, li, tx => listFacts(tx, { subject: waterId }, { limit: 200 }))
  const events = items.flatMap(fact => lifeEventOf(fact) ?? [])
  return { events, replay: stateFromHistory(events) }
}

type Entry = { stage: string; cycle: number; version: number; list?: string; listHow?: string }

const entryOf = async (id: string): Promise<Entry> =>
  (await call(li, { method: 'GET', path: `/register/waters/${id}` })) as Entry // the answer's schema says so

async function step(id: string, transition: string, more: Record<string, unknown> = {}): Promise<Entry> {
  const { version } = await entryOf(id)
  const { reason, ...values } = more
  const body = { transition, expectedVersion: version, values, ...(reason === undefined ? {} : { reason }) }
  return (await call(li, { method: 'POST', path: `/register/waters/${id}/transitions`, body })) as Entry // likewise
}

/** The works own this step: they ask whether anything is still open. */
function complete(id: string, completedOn: string, status = 200): Promise<Record<string, unknown>> {
  return call(li, { method: 'POST', path: `/works/waters/${id}/completion`, body: { completedOn } }, status)
}

describe('a pond from survey to upkeep, relapse and the list again', () => {
  let taskId: string
  let waterId: string

  it('begins with a task of the city that reaches every village', async () => {
    const body = {
      title: '2026年农村黑臭水体排查',
      regionCode: '500000000000',
      dueOn: '2026-04-30',
      villages: { filter: 'all' },
    }
    const tried = await call(wang, { method: 'POST', path: '/survey/tasks?dryRun=true', body })
    expect(tried['task']).toBeUndefined()
    const set = (await call(wang, { method: 'POST', path: '/survey/tasks', body })) as { task: { id: string } } // as declared
    taskId = set.task.id
    expect(tried['villages']).toBe((set as Record<string, unknown>)['villages'])
    await call(chen, { method: 'POST', path: '/survey/tasks', body }, 403)
  })

  it('finds a pond in one village, and the coverage shows it', async () => {
    const candidate = {
      taskId,
      villageCode: village,
      name: '水井大田水塘',
      type: 'pond',
      source: 'villager',
      areaM2: 2260,
      complaint: true,
    }
    const recorded = (await call(chen, { method: 'POST', path: '/survey/candidates', body: candidate })) as {
      candidate: { waterId: string; scope: { inScope: boolean } }
    } // as declared
    waterId = recorded.candidate.waterId
    expect(recorded.candidate.scope.inScope).toBe(true)
    const report = { state: 'done-with-candidates', found: 1, surveyedOn: '2026-03-02' }
    await call(chen, { method: 'PUT', path: `/survey/tasks/${taskId}/villages/${village}`, body: report })
    const coverage = await call(li, { method: 'GET', path: `/survey/coverage?level=village&region=${village}` })
    expect(coverage['total']).toMatchObject({ villages: 1, withCandidates: 1, candidates: 1, donePercent: 100 })
  })

  it('is undecided while nothing is recorded, and says what is missing', async () => {
    const judged = (await call(li, { method: 'POST', path: `/identification/waters/${waterId}/judge`, body: {} })) as {
      record: { outcome: string; missing: { zh: string }[] }
      stageAfter: string
    } // as declared
    expect(judged).toMatchObject({ record: { outcome: 'undecided' }, stageAfter: 'suspected' })
    expect(judged.record.missing.length).toBeGreaterThan(1)
  })

  it('is identified by senses, questionnaire and samples that agree', async () => {
    later(1)
    const senses = {
      waterId,
      observedAt: now.toISOString(),
      colour: 'black',
      odour: 4,
      finding: 'black-odorous',
    }
    await call(chen, { method: 'PUT', path: `/survey/senses/${uuidv7(now.getTime())}`, body: senses })
    const form = { waterId, heldOn: '2026-03-02', issued: 40, valid: 36, black: 30 }
    await call(chen, { method: 'PUT', path: `/survey/questionnaires/${uuidv7(now.getTime())}`, body: form })
    await recordSample(test.database, li, {
      waterId,
      takenAt: now,
      sample: { dissolvedOxygen: 0.8, ammoniaNitrogen: 18.4 },
    })
    const bases = await call(li, { method: 'GET', path: `/survey/waters/${waterId}/bases` })
    expect(bases).toMatchObject({ senses: [{ odour: 4 }], questionnaires: [{ blackPercent: 83.3 }], samples: [{}] })
    const path = `/identification/waters/${waterId}/judge`
    const tried = await call(li, { method: 'POST', path, body: { dryRun: true } })
    expect(tried).toMatchObject({ stageAfter: 'identified', record: { outcome: 'black-odorous', basis: 'senses' } })
    expect(await entryOf(waterId)).toMatchObject({ stage: 'suspected' })
    const { version } = await entryOf(waterId)
    await call(li, { method: 'POST', path, body: { expectedVersion: version + 5 } }, 409)
    const judged = await call(li, { method: 'POST', path, body: { expectedVersion: version } })
    expect(judged).toMatchObject({ stageBefore: 'suspected', stageAfter: 'identified' })
    const replayed = await call(li, { method: 'GET', path: `/identification/verdicts/${judged['verdictId']}/replay` })
    expect(replayed).toMatchObject({ same: true, differences: [] })
    await call(zhao, { method: 'GET', path: `/identification/verdicts/${judged['verdictId']}` }, 404)
  })

  it('enters the list its area gives', async () => {
    const before = await entryOf(waterId)
    expect(before).toMatchObject({ stage: 'identified', derived: { list: 'national' } })
    const path = `/register/waters/${waterId}/list`
    const noReason = { list: 'municipal', expectedVersion: before.version }
    expect(await call(li, { method: 'POST', path, body: noReason }, 422)).toMatchObject({
      code: 'register.reason-missing',
    })
    const listed = await call(li, { method: 'POST', path, body: { expectedVersion: before.version } })
    expect(listed).toMatchObject({ stage: 'listed', list: 'national', listHow: 'derived', colour: { value: 'red' } })
    const { lists } = (await call(li, { method: 'GET', path: '/register/lists' })) as { lists: { list: string }[] } // as declared
    expect(lists.find(({ list }) => list === 'national')).toMatchObject({ count: 1, areaM2: 2260, disagreements: 0 })
  })

  it('is demoted and promoted by hand with reasons, which disagree with its area', async () => {
    const path = `/register/waters/${waterId}/change-list`
    const { version } = await entryOf(waterId)
    const demoted = await call(li, {
      method: 'POST',
      path,
      body: { list: 'municipal', reason: '市级统筹治理', expectedVersion: version },
    })
    expect(demoted).toMatchObject({ list: 'municipal', listHow: 'by-hand', stage: 'listed' })
    const disagreements = await call(li, { method: 'GET', path: '/register/disagreements' })
    expect(disagreements['items']).toMatchObject([{ waterId, list: 'municipal', derivedList: 'national' }])
    await call(li, {
      method: 'POST',
      path,
      body: { list: 'national', reason: '恢复国家监管', expectedVersion: Number(demoted['version']) },
    })
  })

  it('goes through plan, works, a failed and a passed acceptance, delisting and upkeep', async () => {
    expect(await step(waterId, 'approve-plan', { planReference: '垫环〔2026〕12号' })).toMatchObject({
      stage: 'planned',
    })
    later(20)
    expect(await step(waterId, 'start-works')).toMatchObject({ stage: 'in-works', colour: { value: 'yellow' } })
    const { version } = await entryOf(waterId)
    const otherDoor = { transition: 'complete', expectedVersion: version }
    const path = `/register/waters/${waterId}/transitions`
    expect(await call(li, { method: 'POST', path, body: otherDoor }, 422)).toMatchObject({
      code: 'register.through-other-door',
    })
    expect(await complete(waterId, '2027-01-01', 422)).toMatchObject({ code: 'progress.day-wrong' })
    later(60)
    await complete(waterId, '2026-05-20')
    await step(waterId, 'fail-acceptance', { reason: '仍有生活污水直排' })
    later(20)
    await complete(waterId, '2026-06-10')
    expect(await step(waterId, 'accept', { acceptanceReference: '验收2026-07' })).toMatchObject({
      stage: 'accepted',
      colour: { value: 'green' },
    })
    await step(waterId, 'delist', { noticeReference: 'https://example.invalid/notice/7' })
    expect(await step(waterId, 'start-upkeep')).toMatchObject({ stage: 'upkeep', cycle: 1, list: 'national' })
  })

  it('refuses what its stage, the caller’s role or another door forbids', async () => {
    const path = `/register/waters/${waterId}/transitions`
    const { version } = await entryOf(waterId)
    const send = (transition: string, status: number, actor = li) =>
      call(actor, { method: 'POST', path, body: { transition, expectedVersion: version, reason: '试一试' } }, status)
    expect(await send('start-works', 422)).toMatchObject({ code: 'water.transition-refused' })
    expect(await send('relapse', 422)).toMatchObject({ code: 'water.transition-refused' })
    expect(await send('identify', 422)).toMatchObject({ code: 'register.through-other-door' })
    expect(await send('withdraw', 403, chen)).toMatchObject({ code: 'permission.missing' })
    expect(await send('withdraw', 404, zhao)).toMatchObject({ code: 'water.not-found' })
  })

  it('relapses, and is listed again in its second cycle on its old list', async () => {
    later(40)
    expect(await step(waterId, 'relapse', { relapseReference: '巡查2026-881' })).toMatchObject({
      stage: 'relapsed',
      cycle: 1,
    })
    const relisted = await step(waterId, 'relist')
    expect(relisted).toMatchObject({ stage: 'listed', cycle: 2, list: 'national', listHow: 'by-hand' })
  })

  it('leaves a history that is complete and leads exactly to where it stands', async () => {
    const { events, replay } = await historyOf(waterId)
    const oldestFirst = replay.applied.map(({ transition }) => transition)
    expect(oldestFirst).toEqual([
      'suspect', 'identify', 'list', 'change-list', 'change-list', 'approve-plan', 'start-works', 'complete',
      'fail-acceptance', 'complete', 'accept', 'delist', 'start-upkeep', 'relapse', 'relist',
    ]) // prettier-ignore
    expect(replay.rejected).toEqual([])
    expect(events).toHaveLength(oldestFirst.length)
    const { stage, cycle, list } = await entryOf(waterId)
    expect(replay.state).toMatchObject({ stage, cycle, list })
    expect(isStage(stage)).toBe(true)
  })
})

describe('a pond that is not black', () => {
  it('is cleared, which is a result too, and can be suspected again', async () => {
    const candidate = { villageCode: village, name: '清水塘', type: 'pond', source: 'satellite', areaM2: 800 }
    const recorded = (await call(chen, { method: 'POST', path: '/survey/candidates', body: candidate })) as {
      candidate: { waterId: string }
    } // as declared
    const { waterId } = recorded.candidate
    const senses = {
      waterId,
      observedAt: now.toISOString(),
      colour: 'clear',
      odour: 0,
      finding: 'not-black-odorous',
    }
    await call(chen, { method: 'PUT', path: `/survey/senses/${uuidv7(now.getTime())}`, body: senses })
    const judge = `/identification/waters/${waterId}/judge`
    const judged = await call(li, { method: 'POST', path: judge, body: {} })
    expect(judged).toMatchObject({ stageAfter: 'cleared', record: { outcome: 'not-black-odorous', basis: 'senses' } })
    expect(await call(li, { method: 'POST', path: judge, body: {} }, 409)).toMatchObject({
      code: 'identification.water-ended',
    })
    expect(await step(waterId, 'reopen', { reason: '村民再次反映' })).toMatchObject({ stage: 'suspected', cycle: 1 })
    const { replay } = await historyOf(waterId)
    expect(replay.applied.map(({ transition }) => transition)).toEqual(['suspect', 'clear', 'reopen'])
  })
})
