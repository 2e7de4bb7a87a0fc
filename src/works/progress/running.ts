import { chinaDate } from '../../domain/dates.ts'
import type { Transition } from '../../domain/lifecycle-table.ts'
import { Problem } from '../../domain/problems.ts'
import { planOfWater } from '../../planning/plans/plans-store.ts'
import type { Tx } from '../../platform/db/database.ts'
import { moveWater, requireWaterInPlace, type WaterRow } from '../../waters/store.ts'
import { scheduleNotFound, worksDayWrong } from './problems.ts'
import { scheduleAfter } from './rules.ts'
import { latestSchedule, moveSchedule, scheduleOfWater, type ScheduleTable } from './schedules-store.ts'

/**
 * Starts the works: the water moves to `in-works`, its schedule to `running`. Facts `water.moved`, `progress.moved`.
 *
 * @throws Problem `progress.not-found`, `progress.day-wrong`, `water.transition-refused`
 */
export async function startWorks(tx: Tx, waterId: string, startedOn: string): Promise<void> {
  const water = await requireWaterInPlace(tx, waterId)
  const schedule = await scheduleOfWater(tx, water)
  if (schedule === undefined) throw new Problem(scheduleNotFound, { id: waterId })
  requirePast(startedOn, chinaDate(tx.at))
  await moveWater(tx, { id: water.id, expectedVersion: water.version, transition: 'start-works' })
  await moveSchedule(tx, schedule, { state: 'running', startedOn })
}

/** @throws Problem `progress.day-wrong` */
export function requirePast(day: string, today: string): void {
  if (day <= today) return
  throw new Problem(worksDayWrong, {
    zh: `日期 ${day} 晚于今天（${today}），没有保存。请填写今天或以前的日期。`,
    en: `The day ${day} is after today (${today}): nothing was saved. Give today or an earlier day.`,
  })
}

/** The schedule of a water goes where the water went by another door; a second run finds it there. */
export async function followStage(
  tx: Tx,
  waterId: string,
  { transition, at }: { readonly transition: Transition; readonly at: Date },
): Promise<void> {
  const water = await requireWaterInPlace(tx, waterId)
  const schedule = await latestSchedule(tx, water)
  // Made after the water had moved, it knows already.
  if (schedule === undefined || schedule.created_at > at) return
  const state = scheduleAfter(schedule.state, water.stage, transition)
  if (schedule.state === 'stopped' && state !== 'stopped' && !(await isOfPlan(tx, water, schedule))) return
  const startedOn = state === 'running' && schedule.started_on === null ? chinaDate(water.stage_since) : undefined
  await moveSchedule(tx, schedule, { state, ...(startedOn === undefined ? {} : { startedOn }) })
}

/** Whether a schedule was made from the plan that stands approved now. */
async function isOfPlan(tx: Tx, water: WaterRow, schedule: ScheduleTable): Promise<boolean> {
  const plan = await planOfWater(tx, water)
  return plan?.state === 'approved' && plan.id === schedule.plan_id && plan.version === schedule.plan_version
}
