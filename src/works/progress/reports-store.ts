import { chinaDate } from '../../domain/dates.ts'
import { Problem } from '../../domain/problems.ts'
import type { RegionCode } from '../../domain/regions.ts'
import type { Tx } from '../../platform/db/database.ts'
import { canonicalJson } from '../../platform/facts/canonical.ts'
import { sha256 } from '../../platform/facts/chain.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import { attachmentsOf } from '../../waters/store.ts'
import type { reportProgress as reportEndpoint } from './contract.ts'
import {
  correctionWrong,
  filesNotThere,
  measureDropped,
  reportDiffers,
  reportRefused,
  worksNotRunning,
} from './problems.ts'
import { faultOfReport, latestOf, scheduleStates, type Told } from './rules.ts'
import { holdMeasure, limitsToday, refreshSchedule, scheduledOf, type MeasureTable } from './schedules-store.ts'

export type ReportTable = {
  county_code: string
  id: string
  measure_id: string
  water_id: string
  region_code: RegionCode
  on_day: string
  done_quantity: number
  note: string | null
  photos: string[]
  invoices: string[]
  corrects: string | null
  at: Date
  by_account: string
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    works_reports: ReportTable
  }
}

/** Everything that a report says. Persisted: facts hold it. */
export function hashReport({ on_day, done_quantity, note, photos, invoices, corrects }: ReportTable): string {
  return sha256(canonicalJson({ on_day, done_quantity, note, photos, invoices, corrects }))
}

type Reporting = BodyOf<typeof reportEndpoint>

/**
 * Puts what is done of a measure on record. The same again under its id is fine. Fact `progress.reported`.
 *
 * @returns the water's id
 * @throws Problem `progress.not-found`, `progress.not-running`, `progress.measure-dropped`, `progress.report-refused`,
 *   `progress.report-differs`, `progress.correction-wrong`, `progress.files-not-there`
 */
export async function reportProgress(tx: Tx, measureId: string, id: string, reporting: Reporting): Promise<string> {
  const { measure, schedule } = await holdMeasure(tx, measureId)
  const row = rowOf(tx, measure, id, reporting)
  const reports = await reportsOfMeasure(tx, measure)
  const same = reports.find(report => report.id === id)
  if (same !== undefined) {
    if (hashReport(same) !== hashReport(row)) throw new Problem(reportDiffers, { id })
    return measure.water_id
  }
  if (schedule.state !== 'running') throw new Problem(worksNotRunning, { state: scheduleStates[schedule.state] })
  if (measure.dropped) throw new Problem(measureDropped, {})
  const others = othersThan(reports, reporting.corrects)
  const limits = limitsToday(tx)
  const fault = faultOfReport(reporting, others, { scheduled: scheduledOf(measure), limits, today: chinaDate(tx.at) })
  if (fault !== undefined) throw new Problem(reportRefused, fault)
  await requireFiles(tx, measure.water_id, [...row.photos, ...row.invoices])
  await tx.sql.insertInto('works_reports').values(row).execute()
  await keepDone(tx, measure, [...others, toldOf(row)])
  await refreshSchedule(tx, schedule)
  await tx.append({
    kind: 'progress.reported',
    regionCode: measure.region_code,
    subjectId: measure.water_id,
    body: {
      reportId: id,
      id: measureId,
      number: measure.number,
      measureId: measure.measure_id,
      onDay: row.on_day,
      doneQuantity: row.done_quantity,
      unit: measure.unit,
      ...(row.corrects === null ? {} : { corrects: row.corrects }),
      contentHash: hashReport(row),
    },
  })
  return measure.water_id
}

function rowOf(tx: Tx, measure: MeasureTable, id: string, reporting: Reporting): ReportTable {
  return {
    county_code: measure.county_code,
    id,
    measure_id: measure.id,
    water_id: measure.water_id,
    region_code: measure.region_code,
    on_day: reporting.onDay,
    done_quantity: reporting.doneQuantity,
    note: reporting.note ?? null,
    photos: reporting.photos,
    invoices: reporting.invoices,
    corrects: reporting.corrects ?? null,
    at: tx.at,
    by_account: tx.actor.accountId,
  }
}

/** The reports that count, without the one that is corrected now. @throws Problem `progress.correction-wrong` */
function othersThan(reports: readonly ReportTable[], corrects: string | undefined): readonly Told[] {
  const counting = countingOf(reports)
  if (corrects !== undefined && !counting.some(({ id }) => id === corrects))
    throw new Problem(correctionWrong, { id: corrects })
  return counting.filter(({ id }) => id !== corrects).map(toldOf)
}

/** All that no other report corrects. */
export function countingOf(reports: readonly ReportTable[]): readonly ReportTable[] {
  const corrected = new Set(reports.map(({ corrects }) => corrects))
  return reports.filter(({ id }) => !corrected.has(id))
}

export function toldOf({ id, on_day, done_quantity }: ReportTable): Told {
  return { id, onDay: on_day, doneQuantity: done_quantity }
}

async function keepDone(tx: Tx, measure: MeasureTable, counting: readonly Told[]): Promise<void> {
  const last = latestOf(counting)
  await tx.sql
    .updateTable('works_measures')
    .set({ done_quantity: last?.doneQuantity ?? 0, last_report_on: last?.onDay ?? null })
    .where('county_code', '=', measure.county_code)
    .where('id', '=', measure.id)
    .execute()
}

async function reportsOfMeasure(tx: Tx, { water_id, id }: MeasureTable): Promise<readonly ReportTable[]> {
  return tx.sql
    .selectFrom('works_reports')
    .selectAll()
    .where('water_id', '=', water_id)
    .where('measure_id', '=', id)
    .execute()
}

/** Attachments of the water by id, with their hashes. @throws Problem `progress.files-not-there` */
export async function requireFiles(
  tx: Tx,
  waterId: string,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly sha256: string }[]> {
  if (ids.length === 0) return []
  const there = new Map((await attachmentsOf(tx, waterId)).map(file => [file.id, file.sha256]))
  const missing = ids.filter(id => !there.has(id))
  if (missing.length > 0) throw new Problem(filesNotThere, { ids: missing })
  return ids.map(id => ({ id, sha256: there.get(id) ?? '' }))
}
