import { chinaDate } from '../../domain/dates.ts'
import { Problem } from '../../domain/problems.ts'
import type { Bilingual } from '../../domain/words.ts'
import { approvedPlanOf } from '../../planning/plans/plans-store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import { moveWater, requireWaterInPlace, type WaterRow } from '../../waters/store.ts'
import { openItemsOf, questionOf } from '../rectifications-store.ts'
import type { completeWorks as completeWorksEndpoint } from './contract.ts'
import { owedPartsOf } from './parts/parts-store.ts'
import { completionUnexplained, measuresOpen, worksDayWrong } from './problems.ts'
import { leftOpen } from './rules.ts'
import { requirePast } from './running.ts'
import {
  isOpen,
  knownMeasure,
  measuresOfSchedule,
  moveSchedule,
  scheduleOfWater,
  type ScheduleTable,
} from './schedules-store.ts'

export type Completing = BodyOf<typeof completeWorksEndpoint>

/**
 * Completes the works: the water moves to `completed`, its schedule with it. The only way there. Every measure of a schedule is done or
 * was dropped with a reason; what else is open needs a reason, which stays in the fact. Facts `water.moved`, `progress.moved`.
 *
 * @throws Problem `water.not-found`, `water.changed-meanwhile`, `water.transition-refused`, `progress.measures-open`,
 *   `progress.completion-unexplained`, `progress.day-wrong`
 */
export async function completeWorks(tx: Tx, waterId: string, completing: Completing): Promise<void> {
  const { completedOn, reason, expectedVersion } = completing
  const water = await requireWaterInPlace(tx, waterId)
  const schedule = await scheduleOfWater(tx, water)
  requireDay(completedOn, { schedule, today: chinaDate(tx.at) })
  // A step that the stage refuses is refused as such, before anything is asked for.
  if (water.stage === 'in-works') {
    await requireMeasuresDone(tx, schedule)
    const open = await leftOpenBy(tx, water, schedule)
    if (open.length > 0 && reason === undefined) throw new Problem(completionUnexplained, { open })
  }
  await moveWater(tx, {
    id: water.id,
    expectedVersion: expectedVersion ?? water.version,
    transition: 'complete',
    reason,
    values: { completedOn },
  })
  if (schedule !== undefined) await moveSchedule(tx, schedule, { state: 'completed', completedOn })
}

function requireDay(
  completedOn: string,
  { schedule, today }: { readonly schedule: ScheduleTable | undefined; readonly today: string },
): void {
  requirePast(completedOn, today)
  const startedOn = schedule?.started_on ?? undefined
  if (startedOn === undefined || completedOn >= startedOn) return
  throw new Problem(worksDayWrong, {
    zh: `完工日期 ${completedOn} 早于开工日期 ${startedOn}，没有保存。请核对日期。`,
    en: `Completed on ${completedOn}, before the works began on ${startedOn}: nothing was saved. Check the day.`,
  })
}

async function requireMeasuresDone(tx: Tx, schedule: ScheduleTable | undefined): Promise<void> {
  if (schedule === undefined) return
  const open = (await measuresOfSchedule(tx, schedule.id)).filter(isOpen)
  if (open.length === 0) return
  const today = chinaDate(tx.at)
  const named = open.map(({ number, measure_id }) => ({ number, name: knownMeasure(measure_id, today).name }))
  throw new Problem(measuresOpen, { measures: named })
}

async function leftOpenBy(tx: Tx, water: WaterRow, schedule: ScheduleTable | undefined): Promise<readonly Bilingual[]> {
  const plan = schedule === undefined ? await approvedPlanOf(tx, water) : undefined
  return leftOpen({
    unscheduledMeasures: plan?.content.measures.length ?? 0,
    items: (await openItemsOf(tx, water.id)).map(item => ({ question: questionOf(item), dueOn: item.due_on })),
    owedParts: await owedPartsOf(tx, water),
  })
}
