import { sql, type Generated, type Selectable } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { contains, regionRange, type RegionCode } from '../domain/regions.ts'
import type { BodyOf, QueryOf } from '../platform/http/endpoint.ts'
import type { Tx } from '../platform/db/database.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { placeNotFound } from '../places/problems.ts'
import { placeDirectory, placeName, requirePlace, type PlaceDirectory } from '../places/store.ts'
import type {
  changeTask as changeTaskEndpoint,
  createTask as createTaskEndpoint,
  listTasks as listTasksEndpoint,
  SurveyTask,
} from './contract.ts'
import { chooseVillages } from './choice.ts'
import { noVillages, taskNotFound } from './problems.ts'

export type SurveyTaskTable = {
  id: string
  region_code: RegionCode
  region_end: RegionCode
  title: string
  due_on: string
  places_edition: string
  note: string | null
  created_by: string
  created_at: Date
  closed_at: Date | null
  version: number
  /** The task this one goes on with, after villages moved to a functional zone or back. */
  continues: string | null
  /** The codes of its villages as they report now, as ranges (`int8multirange`): the wall around tasks reads it (migration 20261125-75). */
  asked: Generated<string>
}

/** A task as it is read: `asked` is for the wall alone, and long. */
export type SurveyTaskRow = Omit<Selectable<SurveyTaskTable>, 'asked'>

const columnsRead = [
  'id', 'region_code', 'region_end', 'title', 'due_on', 'places_edition', 'note', 'created_by', 'created_at', 'closed_at', 'version',
  'continues',
] as const satisfies readonly (keyof SurveyTaskRow)[] // prettier-ignore

declare module '../platform/db/tables.ts' {
  interface Tables {
    survey_tasks: SurveyTaskTable
  }
}

export type NewTask = BodyOf<typeof createTaskEndpoint>
export type TaskChange = BodyOf<typeof changeTaskEndpoint>

/** What a task would ask for: its villages, counted by county. */
export type PlannedTask = {
  readonly villages: readonly RegionCode[]
  readonly byCounty: readonly { readonly regionCode: RegionCode; readonly name: string; readonly villages: number }[]
  readonly edition: string
}

/**
 * Expands a choice to the villages of the current edition.
 *
 * @throws Problem `place.not-found` for a division that is unknown or outside the caller's jurisdiction
 * @throws Problem `survey.villages-unknown`, `survey.no-villages`
 */
export async function planTask(
  tx: Tx,
  { regionCode, villages }: Pick<NewTask, 'regionCode' | 'villages'>,
): Promise<PlannedTask> {
  const directory = await placeDirectory(tx)
  requirePlace(directory, regionCode)
  if (!contains(tx.actor.range, regionCode)) throw new Problem(placeNotFound, { code: regionCode })
  const chosen = chooseVillages(directory.reporting, regionCode, villages)
  if (chosen.length === 0) throw new Problem(noVillages, { region: placeName(directory, regionCode) })
  return { villages: chosen, byCounty: countByCounty(directory, chosen), edition: directory.table.edition }
}

/** Sets a task: one open row per village. Fact `survey.task-set`. */
export async function createTask(tx: Tx, task: NewTask): Promise<string> {
  const planned = await planTask(tx, task)
  const id = uuidv7(tx.at.getTime())
  await insertTask(tx, id, task, planned)
  await sql`insert into survey_villages (county_code, village_code, task_id, region_code, state, found)
    select left(code, 6), code, ${id}, code, 'open', 0 from unnest(${planned.villages}::text[]) as code`.execute(tx.sql)
  await tx.append({
    kind: 'survey.task-set',
    regionCode: task.regionCode,
    subjectId: id,
    body: {
      taskId: id,
      villages: planned.villages.length,
      dueOn: task.dueOn,
      titleCheck: sha256(task.title),
    },
  })
  return id
}

async function insertTask(tx: Tx, id: string, task: NewTask, { edition, villages }: PlannedTask): Promise<void> {
  await tx.sql
    .insertInto('survey_tasks')
    .values({
      id,
      region_code: task.regionCode,
      region_end: regionRange(task.regionCode).to,
      title: task.title,
      due_on: task.dueOn,
      places_edition: edition,
      note: task.note ?? null,
      created_by: tx.actor.accountId,
      created_at: tx.at,
      closed_at: null,
      version: 1,
      continues: null,
      asked: sql`(select range_agg(int8range(code::bigint, code::bigint + 1)) from unnest(${villages}::text[]) as code)`,
    })
    .execute()
}

/**
 * Changes due date or title, closes or reopens. Fact `survey.task-changed`.
 *
 * @throws Problem `survey.task-not-found`, also for a task set by a higher division: only whoever answers for all of it may
 */
export async function changeTask(tx: Tx, id: string, change: TaskChange): Promise<void> {
  const before = await requireTask(tx, id)
  const after = changedTask(before, change, tx.at)
  const updated = await tx.sql
    .updateTable('survey_tasks')
    .set({ ...after, version: before.version + 1 })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  // The row may be seen from below (a county reads the city's task) but only be changed from its own level.
  if (updated === undefined) throw new Problem(taskNotFound, { id })
  await tx.append({
    kind: 'survey.task-changed',
    regionCode: before.region_code,
    subjectId: id,
    body: {
      taskId: id,
      dueOn: after.due_on,
      closed: after.closed_at !== null,
      reason: change.reason,
      titleCheck: sha256(after.title),
    },
  })
}

function changedTask(before: SurveyTaskRow, { dueOn, title, closed }: TaskChange, at: Date) {
  const closedAt = closed === undefined ? before.closed_at : closed ? (before.closed_at ?? at) : null
  return { due_on: dueOn ?? before.due_on, title: title ?? before.title, closed_at: closedAt }
}

/** @throws Problem `survey.task-not-found` */
export async function requireTask(tx: Tx, id: string): Promise<SurveyTaskRow> {
  const found = await tx.sql.selectFrom('survey_tasks').select(columnsRead).where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Problem(taskNotFound, { id })
  return found
}

/** One task with the counts of the villages that the caller may see. */
export async function findTask(tx: Tx, id: string): Promise<SurveyTask> {
  const [found] = await selectTasks(tx, sql`t.id = ${id}`, 1)
  if (found === undefined) throw new Problem(taskNotFound, { id })
  return found
}

/** Newest first. A task is listed for everyone who has villages in it or answers for them. */
export async function listTasks(
  tx: Tx,
  { region, state, cursor, limit }: QueryOf<typeof listTasksEndpoint>,
): Promise<{ items: SurveyTask[]; next?: string }> {
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const conditions = [
    sql`t.region_code < ${range.to} and t.region_end > ${range.from}`,
    cursor === undefined ? sql`true` : sql`t.id < ${cursor}::uuid`,
    taskState(state, tx.at),
  ]
  const items = await selectTasks(tx, sql.join(conditions, sql` and `), limit + 1)
  const last = items[limit - 1]
  return items.length > limit && last !== undefined ? { items: items.slice(0, limit), next: last.id } : { items }
}

function taskState(state: 'open' | 'closed' | 'overdue' | undefined, at: Date) {
  if (state === undefined) return sql`true`
  if (state === 'closed') return sql`t.closed_at is not null`
  if (state === 'open') return sql`t.closed_at is null`
  return sql`t.closed_at is null and t.due_on < ${chinaDate(at)}::date and exists (
    select from survey_villages late where late.task_id = t.id and late.state in ('open', 'in-progress'))`
}

type TaskRow = SurveyTaskRow & VillageCountsRow
export type VillageCountsRow = {
  villages: number
  open: number
  in_progress: number
  none_found: number
  with_candidates: number
  overdue: number
}

/** Counts over rows of `survey_villages v` joined to `survey_tasks t`. */
export function villageCounts(at: Date) {
  return sql`count(v.village_code)::int as villages,
    count(*) filter (where v.state = 'open')::int as open,
    count(*) filter (where v.state = 'in-progress')::int as in_progress,
    count(*) filter (where v.state = 'done-none-found')::int as none_found,
    count(*) filter (where v.state = 'done-with-candidates')::int as with_candidates,
    count(*) filter (where v.state in ('open', 'in-progress') and t.closed_at is null
                       and t.due_on < ${chinaDate(at)}::date)::int as overdue`
}

async function selectTasks(tx: Tx, condition: ReturnType<typeof sql>, limit: number): Promise<SurveyTask[]> {
  const directory = await placeDirectory(tx)
  // The page is cut before its villages are counted: a page of tasks never counts the villages of all others.
  const { rows } = await sql<TaskRow>`
    select t.*, counts.* from (select ${sql.join(columnsRead.map(column => sql.ref(column)))} from survey_tasks t where ${condition} order by t.id desc limit ${limit}) t
    cross join lateral (select ${villageCounts(tx.at)} from survey_villages v where v.task_id = t.id) counts
    order by t.id desc`.execute(tx.sql)
  return rows.map(row => ({
    id: row.id,
    title: row.title,
    regionCode: row.region_code,
    regionName: placeName(directory, row.region_code),
    dueOn: row.due_on,
    placesEdition: row.places_edition,
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.closed_at === null ? {} : { closedAt: row.closed_at.toISOString() }),
    createdAt: row.created_at.toISOString(),
    version: row.version,
    ...countsOf(row),
  }))
}

export function countsOf(row: VillageCountsRow) {
  return {
    villages: row.villages,
    open: row.open,
    inProgress: row.in_progress,
    noneFound: row.none_found,
    withCandidates: row.with_candidates,
    overdue: row.overdue,
  }
}

function countByCounty(directory: PlaceDirectory, villages: readonly RegionCode[]): PlannedTask['byCounty'] {
  const counts = Map.groupBy(villages, code => `${code.slice(0, 6)}000000`)
  return [...counts].map(([regionCode, of]) => ({
    regionCode,
    name: placeName(directory, regionCode),
    villages: of.length,
  }))
}
