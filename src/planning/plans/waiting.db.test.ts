import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actorOf } from '../../../tests/support/actors.ts'
import { planInOrder } from '../../../tests/support/completed-water.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { dianjiang, municipal, pond, recordOne, withPlaces, yongchuan } from '../../../tests/support/waters.ts'
import type { SupervisionList } from '../../domain/waters.ts'
import type { Actor } from '../../platform/actor.ts'
import { atomically, reading } from '../../platform/db/database.ts'
import { stepPlan } from './deciding.ts'
import { savePlan } from './plans-store.ts'
import { plansToApprove, plansToRevise, type WaitingPlans } from './waiting-store.ts'

const auditor = actorOf('deng', 'auditor', '500231000000')
let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase({ clock: () => new Date('2026-11-29T02:00:00Z') })
  await withPlaces(test.database)
})
afterAll(() => test.close())

async function submitted(name: string, list: SupervisionList): Promise<string> {
  const water = await recordOne(test.database, pond({ name }, { entry: { transition: 'declare', list } }), dianjiang)
  return atomically(test.database, dianjiang, async tx => {
    const { id } = await savePlan(tx, water.id, { seenVersion: 0, content: planInOrder })
    await stepPlan(tx, id, { step: 'submit', seenVersion: 1 })
    return id
  })
}

const seen = async (actor: Actor, find: (tx: Parameters<typeof plansToApprove>[0]) => Promise<WaitingPlans>) => {
  const { count, examples } = await reading(test.database, actor, find)
  return { count, names: examples.map(({ waterName }) => waterName) }
}
const nothing = { count: 0, names: [] }

describe('plans that wait', () => {
  it('are told to the level that approves them, then to the county that has to revise them', async () => {
    const id = await submitted('待市级审批的塘', 'national')
    await submitted('待县级审批的塘', 'county')
    expect(await seen(municipal, plansToApprove)).toEqual({ count: 1, names: ['待市级审批的塘'] })
    expect(await seen(dianjiang, plansToApprove)).toEqual({ count: 1, names: ['待县级审批的塘'] })
    for (const actor of [yongchuan, auditor]) expect(await seen(actor, plansToApprove)).toEqual(nothing)
    expect(await seen(dianjiang, plansToRevise)).toEqual(nothing)

    await atomically(test.database, municipal, tx =>
      stepPlan(tx, id, { step: 'return', seenVersion: 1, reason: '请补充清淤量的依据。' }),
    )
    expect(await seen(municipal, plansToApprove)).toEqual(nothing)
    expect(await seen(dianjiang, plansToRevise)).toEqual({ count: 1, names: ['待市级审批的塘'] })
    for (const actor of [municipal, yongchuan, auditor]) expect(await seen(actor, plansToRevise)).toEqual(nothing)
    const { examples } = await reading(test.database, dianjiang, plansToRevise)
    expect(examples[0]).toMatchObject({ id, dueOn: '2026-12-14', regionCode: expect.stringMatching(/^500231/) })
  })
})
