import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import { countyOf, regionRange, type RegionCode } from '../domain/regions.ts'
import type { BodyOf, QueryOf } from '../platform/http/endpoint.ts'
import type { Tx } from '../platform/db/database.ts'
import { labelPeople, type WhoIs } from '../people/store.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { placeDirectory, type PlaceDirectory } from '../places/store.ts'
import type { listTaskVillages, reportVillage as reportVillageEndpoint, VillageSurvey } from './contract.ts'
import { reportRefused, taskClosed, villageNotInTask } from './problems.ts'
import { requireTask } from './tasks-store.ts'
import { refuseReport, type VillageState } from './rules.ts'

type SurveyVillageTable = {
  county_code: string
  /** The code the task was set under; `region_code` is where the village reports now. */
  village_code: RegionCode
  task_id: string
  region_code: RegionCode
  state: VillageState
  found: number
  surveyed_on: string | null
  note: string | null
  reported_by: string | null
  reporter: string | null
  reported_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    survey_villages: SurveyVillageTable
  }
}

export type VillageReport = BodyOf<typeof reportVillageEndpoint>
type VillageKey = { readonly taskId: string; readonly villageCode: RegionCode }

/**
 * Takes in what a village reports. The same report again changes nothing. Fact `survey.village-reported`.
 *
 * @throws Problem `survey.task-not-found`, `survey.task-closed`, `survey.village-not-in-task`, `survey.report-refused`
 */
export async function reportVillage(tx: Tx, key: VillageKey, report: VillageReport): Promise<VillageSurvey> {
  const task = await requireTask(tx, key.taskId)
  const before = await holdVillage(tx, key, task.title)
  if (isSameReport(before, report)) return findVillage(tx, key)
  if (task.closed_at !== null) throw new Problem(taskClosed, { title: task.title })
  const refusal = refuseReport(report, before.state, chinaDate(tx.at))
  if (refusal !== undefined) throw new Problem(reportRefused, { why: refusal.code, ...refusal.words })
  await writeReport(tx, key, report)
  await tx.append({
    kind: 'survey.village-reported',
    regionCode: before.region_code,
    subjectId: key.taskId,
    body: {
      taskId: key.taskId,
      villageCode: key.villageCode,
      outcome: report.state,
      found: report.found,
      ...(report.reason === undefined ? {} : { reason: report.reason }),
    },
  })
  return findVillage(tx, key)
}

/** Held until the transaction ends: two reports of one village follow each other. */
async function holdVillage(tx: Tx, key: VillageKey, title: string): Promise<SurveyVillageTable> {
  const found = await tx.sql
    .selectFrom('survey_villages')
    .selectAll()
    .where('county_code', '=', countyCodeOf(key.villageCode))
    .where('village_code', '=', key.villageCode)
    .where('task_id', '=', key.taskId)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw new Problem(villageNotInTask, { villageCode: key.villageCode, title })
  return found
}

function isSameReport(before: SurveyVillageTable, report: VillageReport): boolean {
  return (
    before.reported_at !== null &&
    before.state === report.state &&
    before.found === report.found &&
    before.surveyed_on === (report.surveyedOn ?? null) &&
    before.note === (report.note ?? null)
  )
}

async function writeReport(tx: Tx, key: VillageKey, report: VillageReport): Promise<void> {
  await tx.sql
    .updateTable('survey_villages')
    .set({
      state: report.state,
      found: report.found,
      surveyed_on: report.surveyedOn ?? null,
      note: report.note ?? null,
      reported_by: tx.actor.accountId,
      reporter: tx.actor.username,
      reported_at: tx.at,
    })
    .where('county_code', '=', countyCodeOf(key.villageCode))
    .where('village_code', '=', key.villageCode)
    .where('task_id', '=', key.taskId)
    .execute()
}

/** @throws Problem `survey.village-not-in-task` */
export async function requireVillageInTask(tx: Tx, key: VillageKey): Promise<void> {
  const task = await requireTask(tx, key.taskId)
  const [found] = await selectVillages(tx, sql`v.task_id = ${key.taskId} and v.village_code = ${key.villageCode}`, 1)
  if (found === undefined) throw new Problem(villageNotInTask, { villageCode: key.villageCode, title: task.title })
}

async function findVillage(tx: Tx, key: VillageKey): Promise<VillageSurvey> {
  const [found] = await selectVillages(tx, sql`v.task_id = ${key.taskId} and v.village_code = ${key.villageCode}`, 1)
  if (found === undefined) throw new Problem(villageNotInTask, { villageCode: key.villageCode, title: key.taskId })
  return found
}

/** Villages of a task in order of their codes. @throws Problem `survey.task-not-found` */
export async function taskVillages(
  tx: Tx,
  taskId: string,
  { state, overdue, region, cursor, limit }: QueryOf<typeof listTaskVillages>,
): Promise<{ items: VillageSurvey[]; next?: string }> {
  await requireTask(tx, taskId)
  const late = isLate(tx.at)
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const conditions = [
    sql`v.task_id = ${taskId}`,
    sql`v.region_code >= ${range.from} and v.region_code < ${range.to}`,
    state === undefined ? sql`true` : sql`v.state = ${state}`,
    overdue === undefined ? sql`true` : overdue ? late : sql`not ${late}`,
    cursor === undefined ? sql`true` : sql`v.village_code > ${cursor}`,
  ]
  const items = await selectVillages(tx, sql.join(conditions, sql` and `), limit + 1)
  const last = items[limit - 1]
  return items.length > limit && last !== undefined
    ? { items: items.slice(0, limit), next: last.villageCode }
    : { items }
}

function isLate(at: Date) {
  return sql`(v.state in ('open', 'in-progress') and t.closed_at is null and t.due_on < ${chinaDate(at)}::date)`
}

type VillageRow = SurveyVillageTable & { due_on: string; overdue: boolean }

async function selectVillages(tx: Tx, condition: ReturnType<typeof sql>, limit: number): Promise<VillageSurvey[]> {
  const directory = await placeDirectory(tx)
  const { rows } = await sql<VillageRow>`
    select v.*, t.due_on, ${isLate(tx.at)} as overdue
    from survey_villages v join survey_tasks t on t.id = v.task_id
    where ${condition} order by v.village_code limit ${limit}`.execute(tx.sql)
  const whoIs = await labelPeople(
    tx,
    rows.map(row => row.reported_by),
  )
  return rows.map(row => villageOf(row, directory, whoIs))
}

function villageOf(row: VillageRow, directory: PlaceDirectory, whoIs: WhoIs): VillageSurvey {
  return {
    taskId: row.task_id,
    villageCode: row.village_code,
    regionNames: regionNamesOf(directory, row.region_code),
    state: row.state,
    found: row.found,
    ...(row.surveyed_on === null ? {} : { surveyedOn: row.surveyed_on }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.reported_by === null ? {} : { reportedBy: whoIs(row.reported_by) }),
    ...(row.reported_at === null ? {} : { reportedAt: row.reported_at.toISOString() }),
    dueOn: row.due_on,
    overdue: row.overdue,
  }
}

function countyCodeOf(code: RegionCode): string {
  return countyOf(code) ?? code.slice(0, 6)
}
