import { uuidv7 } from '../../src/domain/ids.ts'
import type { SupervisionList } from '../../src/domain/waters.ts'
import { assignDuty } from '../../src/duties/store.ts'
import { recordReading } from '../../src/monitoring/store.ts'
import type { PlanContent } from '../../src/planning/plans/contract.ts'
import { stepPlan } from '../../src/planning/plans/deciding.ts'
import { savePlan } from '../../src/planning/plans/plans-store.ts'
import type { Actor } from '../../src/platform/actor.ts'
import { atomically, type Database, type Tx } from '../../src/platform/db/database.ts'
import { recordQuestionnaire, recordSenses } from '../../src/survey/store.ts'
import { findWater, moveWater, recordAttachment, recordWater, type WaterRow } from '../../src/waters/store.ts'
import { planVisit, recordVisit } from '../../src/works/visits-store.ts'
import { checklistAnswers } from './checklists.ts'
import { municipal, pond } from './waters.ts'

export const planInOrder: PlanContent = {
  presentState: '水色发黑，底泥厚约 40 厘米，岸边有三户散排。',
  causes: [{ causeId: 'domestic-sewage', percent: 100 }],
  target: { goal: 'class-V', by: '2027-06-30' },
  measures: [
    { measureId: 'septic-tank', quantity: 3, costYuan: 9000.5 },
    { measureId: 'make-up-water', quantity: 5000, costYuan: 1000 },
  ],
  funding: [{ source: 'county', yuan: 10_000.5 }],
  persons: { town: { name: '王建国' }, village: { name: '李秀英' }, site: { name: '陈大勇' } },
  upkeep: { duties: '每周巡查一次。', yearlyYuan: 2400 },
}

/** The day on which the works of `completedWater` were completed. */
export const completedOn = '2026-06-30'

const pass = (value: number) => ({ value, qualifier: 'measured' }) as const
export const clearSample = {
  secchiDepth: pass(60),
  dissolvedOxygen: pass(6.2),
  ammoniaNitrogen: pass(0.8),
  waterDepth: pass(120),
}

type Made = { readonly name: string; readonly list: SupervisionList; readonly longitude: number }

/**
 * A pond in Shaping whose works are completed, with sampling, senses, questionnaire and persons in order; nobody has visited it yet.
 * Its plan holds make-up water. For a clock in October 2026 or later.
 */
export async function completedWater(database: Database, { name, list, longitude }: Made): Promise<WaterRow> {
  const command = <R>(work: (tx: Tx) => Promise<R>) => atomically(database, municipal, work)
  const draft = pond({ name, position: { longitude, latitude: 30.21 } }, { entry: { transition: 'declare', list } })
  const { id } = await command(tx => recordWater(tx, draft))
  const plan = await command(tx => savePlan(tx, id, { seenVersion: 0, content: planInOrder }))
  await command(tx => stepPlan(tx, plan.id, { step: 'submit', seenVersion: 1 }))
  await command(tx => stepPlan(tx, plan.id, { step: 'approve', seenVersion: 1, reference: '渝环函〔2026〕12号' }))
  await move(database, id, { transition: 'start-works' })
  await move(database, id, { transition: 'complete', values: { completedOn } })
  await command(tx => findingsInOrder(tx, id))
  return command(tx => requireFound(tx, id))
}

async function findingsInOrder(tx: Tx, waterId: string): Promise<void> {
  const at = tx.at.getTime()
  for (const day of ['2026-07-20', '2026-08-20', '2026-09-20']) {
    const takenAt = `${day}T02:00:00Z`
    await recordReading(tx, uuidv7(at), { waterId, point: '塘心', takenAt, sample: clearSample, source: 'by-hand' })
  }
  await recordSenses(tx, uuidv7(at), {
    waterId, observedAt: '2026-08-21T02:00:00Z', colour: 'clear', odour: 0, finding: 'not-black-odorous', photos: [],
  }) // prettier-ignore
  await recordQuestionnaire(tx, uuidv7(at), {
    waterId,
    heldOn: '2026-08-25',
    valid: 32,
    black: 0,
    satisfied: 30,
    photos: [],
  })
  for (const [level, holder] of [
    ['town', '王建国'],
    ['village', '李秀英'],
    ['site', '陈大勇'],
  ] as const)
    // prettier-ignore
    await assignDuty(tx, waterId, { level, holder: { name: holder, organisation: '沙坪镇' }, fromOn: '2026-03-01' })
}

export type MoveAsked = Omit<Parameters<typeof moveWater>[1], 'id' | 'expectedVersion'>

export function move(database: Database, id: string, asked: MoveAsked): Promise<WaterRow> {
  return atomically(database, municipal, async tx => {
    const { version } = await requireFound(tx, id)
    return moveWater(tx, { id, expectedVersion: version, ...asked })
  })
}

async function requireFound(tx: Tx, id: string): Promise<WaterRow> {
  const water = await findWater(tx, id)
  if (water === undefined) throw new Error(`no water ${id}`)
  return water
}

type VisitAsked = { readonly phase: 'during' | 'after'; readonly on: string; readonly wrong?: readonly string[] }

/** A visit of the county that finds everything in order, but for the items named. */
export async function visit(database: Database, actor: Actor, waterId: string, asked: VisitAsked): Promise<void> {
  const { phase, on, wrong = [] } = asked
  await atomically(database, actor, async tx => {
    const photos = [uuidv7(tx.at.getTime()), uuidv7(tx.at.getTime())]
    const file = { name: '现场.png', kind: 'photo', type: 'image/png', bytes: 9, sha256: 'a'.repeat(64) } as const
    for (const photo of photos) await recordAttachment(tx, { id: photo, waterId, ...file })
    const visitor = { organisation: '垫江县生态环境局' }
    const id = await planVisit(tx, { waterId, phase, role: 'county', visitor, dueOn: '2027-12-31' })
    const found = Object.fromEntries(wrong.map(item => [item, '现场有药剂桶']))
    const answers = checklistAnswers({ phase, role: 'county', on, photos, wrong: found })
    await recordVisit(tx, id, { handbook: '2020-01-01', visitedOn: on, answers, owner: visitor })
  })
}
