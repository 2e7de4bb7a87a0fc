import { chinaDate } from '../../domain/dates.ts'
import { labelPeople, type WhoIs } from '../../people/store.ts'
import { regionNamesOf } from '../../places/region-names.ts'
import { placeDirectory } from '../../places/store.ts'
import { approvedPlanOf } from '../../planning/plans/plans-store.ts'
import type { Tx } from '../../platform/db/database.ts'
import { policyAt } from '../../policy/policy.ts'
import { requireWater, type WaterRow } from '../../waters/store.ts'
import type { Measure, Report, Schedule, Works } from './contract.ts'
import { partsOfWater } from './parts/parts-store.ts'
import { showParts } from './parts/showing.ts'
import { countingOf, toldOf, type ReportTable } from './reports-store.ts'
import {
  expectedShare,
  forecastEnd,
  judgeStanding,
  shareDone,
  shareOfAll,
  standingOfAll,
  type ProgressLimits,
  type Standing,
} from './rules.ts'
import {
  isOpen,
  knownMeasure,
  scheduleOfWater,
  limitsToday,
  measuresOfSchedule,
  scheduledOf,
  standingOf,
  type ChangeTable,
  type MeasureTable,
  type ScheduleTable,
} from './schedules-store.ts'
import { changesOfWater, reportsOfWater } from './works-store.ts'

type Judging = { readonly limits: ProgressLimits; readonly today: string }

/**
 * The works of a water: its schedule measure by measure, what was reported, the parts of departments with their signatures. For the
 * water's page, and for later stages (acceptance asks whether all is done and signed). A handful of queries, each by index of the water.
 *
 * @throws Problem `water.not-found`
 * @example (await worksOfWater(tx, waterId)).schedule?.share // 0.42
 */
export async function worksOfWater(tx: Tx, waterId: string): Promise<Works> {
  const water = await requireWater(tx, waterId)
  const current = await scheduleOfWater(tx, water)
  const { id, code, name, stage } = water
  const regionNames = regionNamesOf(await placeDirectory(tx), water.region_code)
  return {
    water: { id, code, name, stage, regionNames },
    ...(current === undefined ? await proposalFor(tx, water) : { schedule: await showSchedule(tx, current) }),
    parts: await showParts(tx, await partsOfWater(tx, id)),
    today: chinaDate(tx.at),
    policy: policyWords(tx),
  }
}

/** What a schedule would begin with; nothing where no plan is approved. */
async function proposalFor(tx: Tx, water: WaterRow): Promise<Pick<Works, 'proposal'>> {
  const approved = await approvedPlanOf(tx, water)
  if (approved === undefined) return {}
  const day = chinaDate(tx.at)
  const proposal = approved.content.measures.map(({ measureId, quantity, costYuan, from, to }, index) => ({
    number: index + 1,
    measureId,
    ...knownMeasure(measureId, day),
    quantity,
    costYuan,
    ...(from === undefined ? {} : { startsOn: from }),
    ...(to === undefined ? {} : { endsOn: to }),
  }))
  return { proposal }
}

/** The policy of the day as pages name it. */
export function policyWords(tx: Tx): Works['policy'] {
  const { inForceFrom, citation, value } = policyAt('works-progress', chinaDate(tx.at))
  return {
    inForceFrom,
    title: citation.title,
    clause: citation.clause,
    confidence: citation.confidence,
    slippingFromDays: value.slippingFromDays.value,
    lateFromDays: value.lateFromDays.value,
    silentFromDays: value.silentFromDays.value,
  }
}

async function showSchedule(tx: Tx, schedule: ScheduleTable): Promise<Schedule> {
  const rows = await measuresOfSchedule(tx, schedule.id)
  const changes = Map.groupBy(await changesOfWater(tx, schedule.water_id), row => row.measure_id)
  const reports = Map.groupBy(await reportsOfWater(tx, schedule.water_id), row => row.measure_id)
  const whoIs = await labelPeople(
    tx,
    [...[...changes.values()].flat(), ...[...reports.values()].flat()].map(row => row.by_account),
  )
  const judging = { limits: limitsToday(tx), today: chinaDate(tx.at) }
  const measures = rows.map(row => {
    const own = { changes: changes.get(row.id) ?? [], reports: reports.get(row.id) ?? [], whoIs }
    return showMeasure(row, own, judging)
  })
  const kept = measures.filter(({ state }) => state !== 'dropped')
  const forecastOn = latestForecast(kept)
  return {
    id: schedule.id,
    planId: schedule.plan_id,
    planVersion: schedule.plan_version,
    state: schedule.state,
    cycle: schedule.cycle,
    ...(schedule.started_on === null ? {} : { startedOn: schedule.started_on }),
    ...(schedule.completed_on === null ? {} : { completedOn: schedule.completed_on }),
    costYuan: schedule.cost_yuan,
    share: schedule.share,
    expectedShare: shareOfAll(kept.map(({ costYuan, expectedShare: share }) => ({ costYuan, share }))),
    ...judged(standingOfAll(rows.filter(isOpen).map(standingOf)), judging),
    ...(forecastOn === undefined ? {} : { forecastOn }),
    measures,
  }
}

const onTime = { level: 'on-time', daysBehind: 0, silentDays: 0, reasons: [] } as const

/** Where nothing is open, nothing is behind. */
export function judged(standing: Standing | undefined, judging: Judging): Pick<Measure, keyof typeof onTime> {
  if (standing === undefined) return { ...onTime, reasons: [] }
  const { reasons, ...rest } = judgeStanding(standing, judging)
  return { ...rest, reasons: [...reasons] }
}

/** The latest of all measures; unknown as soon as one is. */
function latestForecast(measures: readonly Measure[]): string | undefined {
  if (measures.length === 0 || measures.some(({ forecastOn }) => forecastOn === undefined)) return undefined
  return measures.reduce((last, { forecastOn = '' }) => (forecastOn > last ? forecastOn : last), '')
}

type Own = { readonly changes: readonly ChangeTable[]; readonly reports: readonly ReportTable[]; readonly whoIs: WhoIs }

function showMeasure(row: MeasureTable, { changes, reports, whoIs }: Own, judging: Judging): Measure {
  const scheduled = scheduledOf(row)
  const counting = countingOf(reports)
  const standing = standingOf(row)
  const open = isOpen(row)
  const forecastOn = forecastEnd(scheduled, counting.map(toldOf), judging)
  return {
    id: row.id,
    number: row.number,
    measureId: row.measure_id,
    name: knownMeasure(row.measure_id, judging.today).name,
    unit: row.unit,
    costYuan: row.cost_yuan,
    version: row.version,
    ...scheduled,
    ...(row.contractor === null ? {} : { contractor: row.contractor }),
    state: row.dropped ? 'dropped' : open ? 'open' : 'done',
    doneQuantity: row.done_quantity,
    share: shareDone(scheduled, row.done_quantity),
    expectedShare: expectedShare(scheduled, judging.today),
    ...judged(open ? standing : undefined, judging),
    caughtUpOn: standing.caughtUpOn,
    ...(row.last_report_on === null ? {} : { lastReportOn: row.last_report_on }),
    ...(forecastOn === undefined || row.dropped ? {} : { forecastOn }),
    changes: changes.map(change => shownChange(change, whoIs)),
    reports: shownReports(reports, counting, whoIs),
  }
}

function shownChange(change: ChangeTable, whoIs: WhoIs): Measure['changes'][number] {
  return {
    version: change.version,
    startsOn: change.starts_on,
    endsOn: change.ends_on,
    quantity: change.quantity,
    ...(change.contractor === null ? {} : { contractor: change.contractor }),
    dropped: change.dropped,
    ...(change.reason === null ? {} : { reason: change.reason }),
    by: whoIs(change.by_account),
    at: change.at.toISOString(),
  }
}

/** The latest day first. */
function shownReports(reports: readonly ReportTable[], counting: readonly ReportTable[], whoIs: WhoIs): Report[] {
  const counts = new Set(counting.map(({ id }) => id))
  return reports.toReversed().map(report => ({
    id: report.id,
    onDay: report.on_day,
    doneQuantity: report.done_quantity,
    ...(report.note === null ? {} : { note: report.note }),
    photos: report.photos,
    invoices: report.invoices,
    ...(report.corrects === null ? {} : { corrects: report.corrects }),
    counts: counts.has(report.id),
    by: whoIs(report.by_account),
    at: report.at.toISOString(),
  }))
}
