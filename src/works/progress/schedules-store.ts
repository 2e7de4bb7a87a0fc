import { sql } from 'kysely'
import { chinaDate } from '../../domain/dates.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { Problem } from '../../domain/problems.ts'
import type { RegionCode } from '../../domain/regions.ts'
import { approvedPlanOf, type PlanTable } from '../../planning/plans/plans-store.ts'
import type { PlanContent } from '../../planning/plans/contract.ts'
import type { Tx } from '../../platform/db/database.ts'
import { canonicalJson } from '../../platform/facts/canonical.ts'
import { sha256 } from '../../platform/facts/chain.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import { policyAt } from '../../policy/policy.ts'
import type { measureUnitIds } from '../../policy/planning-schemas.ts'
import { requireWaterInPlace, type WaterRow } from '../../waters/store.ts'
import type { adjustMeasure as adjustEndpoint, makeSchedule as makeEndpoint } from './contract.ts'
import {
  measureChangedMeanwhile,
  planNotApproved,
  scheduleClosed,
  scheduleNotFound,
  scheduleThere,
  scheduleWrong,
  type ScheduleFault,
} from './problems.ts'
import {
  caughtUpOn,
  faultsOfSchedule,
  limitsOf,
  quietSince,
  scheduleAfter,
  scheduleStates,
  shareDone,
  shareOfAll,
  standingOfAll,
  type ProgressLimits,
  type ScheduleState,
} from './rules.ts'

export type ScheduleTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  cycle: number
  plan_id: string
  plan_version: number
  state: ScheduleState
  /** The worst over the measures still open; none where all are done. */
  caught_up_on: string | null
  ends_on: string | null
  quiet_since: string | null
  /** Of the whole schedule. */
  last_day: string
  cost_yuan: number
  earned_yuan: number
  share: number
  open_measures: number
  started_on: string | null
  completed_on: string | null
  created_at: Date
  by_account: string
}

export type MeasureUnit = (typeof measureUnitIds)[number]

export type MeasureTable = {
  county_code: string
  id: string
  schedule_id: string
  water_id: string
  region_code: RegionCode
  number: number
  measure_id: string
  unit: MeasureUnit
  cost_yuan: number
  version: number
  starts_on: string
  ends_on: string
  quantity: number
  contractor: string | null
  dropped: boolean
  done_quantity: number
  last_report_on: string | null
}

/** One version of a measure's schedule. */
export type ChangeTable = {
  county_code: string
  measure_id: string
  version: number
  water_id: string
  region_code: RegionCode
  starts_on: string
  ends_on: string
  quantity: number
  contractor: string | null
  dropped: boolean
  reason: string | null
  at: Date
  by_account: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    works_schedules: ScheduleTable
    works_measures: MeasureTable
    works_changes: ChangeTable
  }
}

/** The limits in force today. */
export function limitsToday(tx: Tx): ProgressLimits {
  return limitsOf(policyAt('works-progress', chinaDate(tx.at)).value)
}

/** Everything that a version of a measure's schedule says. Persisted: facts hold it. */
export function hashChange(
  row: Pick<ChangeTable, 'starts_on' | 'ends_on' | 'quantity' | 'contractor' | 'dropped'>,
): string {
  const { starts_on, ends_on, quantity, contractor, dropped } = row
  return sha256(canonicalJson({ starts_on, ends_on, quantity, contractor, dropped }))
}

/** What the plan says of a measure; never changed by the works. Persisted: facts hold it. */
export function hashPlanned({ unit, cost_yuan }: Pick<MeasureTable, 'unit' | 'cost_yuan'>): string {
  return sha256(canonicalJson({ unit, cost_yuan }))
}

/** The schedule that counts in a water's present cycle. */
export async function scheduleOfWater(
  tx: Tx,
  { id, cycle }: Pick<WaterRow, 'id' | 'cycle'>,
): Promise<ScheduleTable | undefined> {
  return tx.sql
    .selectFrom('works_schedules')
    .selectAll()
    .where('water_id', '=', id)
    .where('cycle', '=', cycle)
    .where('state', '<>', 'stopped')
    .executeTakeFirst()
}

/** The approved plan of the present cycle with what it says. @throws Problem `progress.plan-not-approved` */
async function requireApprovedPlan(
  tx: Tx,
  water: Pick<WaterRow, 'id' | 'cycle'>,
): Promise<{ readonly plan: PlanTable; readonly content: PlanContent }> {
  const approved = await approvedPlanOf(tx, water)
  if (approved === undefined) throw new Problem(planNotApproved, {})
  return approved
}

/** Unit and name of a measure by the catalogue of a day; a measure that has left it is still named by its id. */
export function knownMeasure(id: string, day: string) {
  const known = policyAt('measures', day).value.measures.find(measure => measure.id === id)
  return known === undefined
    ? { name: { zh: id, en: id }, unit: '项' as const }
    : { name: known.name, unit: known.unit }
}

type Making = BodyOf<typeof makeEndpoint>

/**
 * Makes the schedule of a water's works from its approved plan. Fact `progress.scheduled`.
 *
 * @throws Problem `water.not-found`, `progress.plan-not-approved`, `progress.schedule-there`, `progress.schedule-wrong`
 */
export async function makeSchedule(tx: Tx, waterId: string, making: Making): Promise<void> {
  const water = await requireWaterInPlace(tx, waterId)
  const { plan, content } = await requireApprovedPlan(tx, water)
  if ((await scheduleOfWater(tx, water)) !== undefined) throw new Problem(scheduleThere, {})
  requireWhole(making, content, limitsToday(tx))
  const schedule = newSchedule(tx, water, plan)
  const measures = measuresOf(tx, schedule, { making, content })
  await tx.sql
    .insertInto('works_schedules')
    .values({ ...schedule, ...summaryOf(measures) })
    .execute()
  await tx.sql.insertInto('works_measures').values(measures).execute()
  for (const measure of measures) await keepChange(tx, measure)
  await tx.append({
    kind: 'progress.scheduled',
    regionCode: water.region_code,
    subjectId: water.id,
    body: {
      scheduleId: schedule.id,
      planId: plan.id,
      planVersion: plan.version,
      state: schedule.state,
      ...(schedule.started_on === null ? {} : { startedOn: schedule.started_on }),
      measures: measures.map(row => ({
        id: row.id,
        number: row.number,
        measureId: row.measure_id,
        planHash: hashPlanned(row),
        contentHash: hashChange(row),
      })),
    },
  })
}

/** Each measure of the plan once, and nothing else. @throws Problem `progress.schedule-wrong` */
function requireWhole({ measures }: Making, content: PlanContent, limits: ProgressLimits): void {
  const faults: ScheduleFault[] = content.measures.flatMap((planned, index) => {
    const number = index + 1
    const given = measures.filter(one => one.number === number)
    const [first] = given
    if (first === undefined || given.length > 1)
      return [{ number, words: { zh: '没有安排工期，或安排了两次', en: 'the days are missing, or there twice' } }]
    const { startsOn, endsOn } = first
    return faultsOfSchedule({ startsOn, endsOn, quantity: planned.quantity }, limits).map(words => ({ number, words }))
  })
  const beyond = measures.filter(({ number }) => number > content.measures.length)
  const unknown = { zh: '不在已批复的方案中', en: 'the approved plan has no such measure' }
  const all = [...faults, ...beyond.map(({ number }) => ({ number, words: unknown }))]
  if (all.length > 0) throw new Problem(scheduleWrong, { faults: all })
}

function newSchedule(tx: Tx, water: WaterRow, plan: PlanTable) {
  return {
    county_code: water.county_code,
    id: uuidv7(tx.at.getTime()),
    water_id: water.id,
    region_code: water.region_code,
    cycle: water.cycle,
    plan_id: plan.id,
    plan_version: plan.version,
    // Works may have begun before anybody scheduled them here.
    state: scheduleAfter('scheduled', water.stage, 'none'),
    started_on: water.stage === 'planned' ? null : chinaDate(water.stage_since),
    completed_on: null,
    created_at: tx.at,
    by_account: tx.actor.accountId,
  }
}

function measuresOf(
  tx: Tx,
  schedule: ReturnType<typeof newSchedule>,
  { making, content }: { readonly making: Making; readonly content: PlanContent },
): readonly MeasureTable[] {
  const day = chinaDate(tx.at)
  return content.measures.flatMap((planned, index) => {
    const given = making.measures.find(({ number }) => number === index + 1)
    if (given === undefined) return []
    return [
      {
        county_code: schedule.county_code,
        id: uuidv7(tx.at.getTime()),
        schedule_id: schedule.id,
        water_id: schedule.water_id,
        region_code: schedule.region_code,
        number: given.number,
        measure_id: planned.measureId,
        unit: knownMeasure(planned.measureId, day).unit,
        cost_yuan: planned.costYuan,
        version: 1,
        starts_on: given.startsOn,
        ends_on: given.endsOn,
        quantity: planned.quantity,
        contractor: given.contractor ?? null,
        dropped: false,
        done_quantity: 0,
        last_report_on: null,
      },
    ]
  })
}

async function keepChange(tx: Tx, measure: MeasureTable, reason: string | null = null): Promise<void> {
  const { county_code, id, version, water_id, region_code, starts_on, ends_on, quantity, contractor, dropped } = measure
  const scheduled = { starts_on, ends_on, quantity, contractor, dropped }
  await tx.sql
    .insertInto('works_changes')
    .values({
      county_code,
      measure_id: id,
      version,
      water_id,
      region_code,
      ...scheduled,
      reason,
      at: tx.at,
      by_account: tx.actor.accountId,
    })
    .execute()
}

/** Plain values of a measure as the rules take them. */
export function scheduledOf({ starts_on, ends_on, quantity }: MeasureTable) {
  return { startsOn: starts_on, endsOn: ends_on, quantity }
}

export function isOpen(measure: MeasureTable): boolean {
  return !measure.dropped && shareDone(measure, measure.done_quantity) < 1
}

export function standingOf(measure: MeasureTable) {
  const scheduled = scheduledOf(measure)
  return {
    caughtUpOn: caughtUpOn(scheduled, measure.done_quantity),
    endsOn: measure.ends_on,
    quietSince: quietSince(scheduled, measure.last_report_on ?? undefined),
  }
}

/** What boards keep of all measures of a schedule. */
export function summaryOf(measures: readonly MeasureTable[]) {
  const kept = measures.filter(({ dropped }) => !dropped)
  const open = kept.filter(isOpen)
  const worst = standingOfAll(open.map(standingOf))
  const shares = kept.map(measure => ({
    costYuan: measure.cost_yuan,
    share: shareDone(measure, measure.done_quantity),
  }))
  const cost = shares.reduce((sum, { costYuan }) => sum + costYuan, 0)
  const earned = shares.reduce((sum, { costYuan, share }) => sum + costYuan * share, 0)
  return {
    caught_up_on: worst?.caughtUpOn ?? null,
    ends_on: worst?.endsOn ?? null,
    quiet_since: worst?.quietSince ?? null,
    last_day: measures.reduce((last, { ends_on }) => (ends_on > last ? ends_on : last), '0001-01-01'),
    cost_yuan: round(cost),
    earned_yuan: round(earned),
    share: shareOfAll(shares),
    open_measures: open.length,
  }
}

/** To the fen. */
function round(yuan: number): number {
  return Math.round(yuan * 100) / 100
}

export async function measuresOfSchedule(tx: Tx, scheduleId: string): Promise<readonly MeasureTable[]> {
  return tx.sql
    .selectFrom('works_measures')
    .selectAll()
    .where('schedule_id', '=', scheduleId)
    .orderBy('number')
    .execute()
}

/** Writes what boards keep, after a measure of the schedule has changed. */
export async function refreshSchedule(tx: Tx, { county_code, id }: Pick<ScheduleTable, 'county_code' | 'id'>) {
  await tx.sql
    .updateTable('works_schedules')
    .set(summaryOf(await measuresOfSchedule(tx, id)))
    .where('county_code', '=', county_code)
    .where('id', '=', id)
    .execute()
}

/** A measure with its schedule, which nobody changes before this transaction ends. @throws Problem `progress.not-found` */
export async function holdMeasure(
  tx: Tx,
  id: string,
): Promise<{ readonly measure: MeasureTable; readonly schedule: ScheduleTable; readonly water: WaterRow }> {
  const found = await findMeasure(tx, id)
  const water = await requireWaterInPlace(tx, found.water_id)
  // Read again: what was read before the water was held may have changed meanwhile.
  const measure = await findMeasure(tx, id)
  const schedule = await tx.sql
    .selectFrom('works_schedules')
    .selectAll()
    .where('county_code', '=', measure.county_code)
    .where('id', '=', measure.schedule_id)
    .executeTakeFirst()
  if (schedule === undefined) throw new Problem(scheduleNotFound, { id })
  return { measure, schedule, water }
}

async function findMeasure(tx: Tx, id: string): Promise<MeasureTable> {
  const found = await tx.sql.selectFrom('works_measures').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Problem(scheduleNotFound, { id })
  return found
}

type Adjusting = BodyOf<typeof adjustEndpoint>

/**
 * Changes what is planned for a measure, drops it or takes it up again; every version stays. Fact `progress.adjusted`.
 *
 * @throws Problem `progress.not-found`, `progress.closed`, `progress.changed-meanwhile`, `progress.schedule-wrong`
 */
export async function adjustMeasure(tx: Tx, id: string, adjusting: Adjusting): Promise<string> {
  const { measure, schedule } = await holdMeasure(tx, id)
  if (schedule.state === 'completed' || schedule.state === 'stopped')
    throw new Problem(scheduleClosed, { state: scheduleStates[schedule.state] })
  const { seenVersion, reason, startsOn, endsOn, quantity, contractor, dropped } = adjusting
  if (seenVersion !== measure.version)
    throw new Problem(measureChangedMeanwhile, { seen: seenVersion, now: measure.version })
  const after: MeasureTable = {
    ...measure,
    version: measure.version + 1,
    starts_on: startsOn ?? measure.starts_on,
    ends_on: endsOn ?? measure.ends_on,
    quantity: quantity ?? measure.quantity,
    contractor: contractor ?? measure.contractor,
    dropped: dropped ?? measure.dropped,
  }
  const faults = faultsOfSchedule(scheduledOf(after), limitsToday(tx))
  if (faults.length > 0)
    throw new Problem(scheduleWrong, { faults: faults.map(words => ({ number: measure.number, words })) })
  await keepMeasure(tx, after)
  await keepChange(tx, after, reason)
  await refreshSchedule(tx, schedule)
  await tx.append({
    kind: 'progress.adjusted',
    regionCode: measure.region_code,
    subjectId: measure.water_id,
    body: {
      scheduleId: schedule.id,
      id,
      number: measure.number,
      measureId: measure.measure_id,
      version: after.version,
      ...(after.dropped === measure.dropped ? {} : { dropped: after.dropped }),
      from: { startsOn: measure.starts_on, endsOn: measure.ends_on, quantity: measure.quantity },
      to: { startsOn: after.starts_on, endsOn: after.ends_on, quantity: after.quantity },
      reason,
      contentHash: hashChange(after),
    },
  })
  return measure.water_id
}

async function keepMeasure(tx: Tx, measure: MeasureTable): Promise<void> {
  const { version, starts_on, ends_on, quantity, contractor, dropped } = measure
  await tx.sql
    .updateTable('works_measures')
    .set({ version, starts_on, ends_on, quantity, contractor, dropped })
    .where('county_code', '=', measure.county_code)
    .where('id', '=', measure.id)
    .execute()
}

/** Puts a schedule where its water stands now. Fact `progress.moved`; none where it stands there already. */
export async function moveSchedule(
  tx: Tx,
  schedule: ScheduleTable,
  { state, ...days }: { readonly state: ScheduleState; readonly startedOn?: string; readonly completedOn?: string },
): Promise<void> {
  if (state === schedule.state) return
  const { startedOn } = days
  // Sent back to the works, it is not completed any more.
  const completedOn = state === 'completed' ? (days.completedOn ?? chinaDate(tx.at)) : undefined
  await tx.sql
    .updateTable('works_schedules')
    .set({
      state,
      ...(startedOn === undefined ? {} : { started_on: startedOn }),
      completed_on: completedOn ?? null,
    })
    .where('county_code', '=', schedule.county_code)
    .where('id', '=', schedule.id)
    .execute()
  await tx.append({
    kind: 'progress.moved',
    regionCode: schedule.region_code,
    subjectId: schedule.water_id,
    body: {
      scheduleId: schedule.id,
      from: schedule.state,
      to: state,
      ...(startedOn === undefined ? {} : { startedOn }),
      ...(completedOn === undefined ? {} : { completedOn }),
    },
  })
}

/** The latest schedule of a water's present cycle, stopped ones too. */
export async function latestSchedule(
  tx: Tx,
  { id, cycle }: Pick<WaterRow, 'id' | 'cycle'>,
): Promise<ScheduleTable | undefined> {
  return tx.sql
    .selectFrom('works_schedules')
    .selectAll()
    .where('water_id', '=', id)
    .where('cycle', '=', cycle)
    .orderBy(sql`state = 'stopped'`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Takes everything of a water's works along to the division it is corrected to. */
export async function moveWorksToRegion(tx: Tx, waterId: string, region_code: RegionCode): Promise<void> {
  const tables = [
    ...(['works_schedules', 'works_measures', 'works_changes', 'works_reports'] as const),
    ...(['works_parts', 'works_part_steps'] as const),
  ]
  for (const table of tables) {
    await tx.sql.updateTable(table).set({ region_code }).where('water_id', '=', waterId).execute()
  }
}
