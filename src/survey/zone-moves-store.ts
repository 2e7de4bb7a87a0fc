import { sql } from 'kysely'
import { uuidv7 } from '../domain/ids.ts'
import { contains, fullCode, regionRange, type RegionCode, type TownMove } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { sha256 } from '../platform/facts/chain.ts'
import type { SurveyTaskRow } from './tasks-store.ts'

/**
 * Survey villages and tasks follow a town that joins or leaves a functional zone. A task of the town itself moves along. A task set
 * above it goes on as it is where it covers the new place too (a city's); else the new county or zone continues it for the villages
 * that came, and a task that comes home goes on as what it was.
 */
export async function moveSurveysOfTown(tx: Tx, move: TownMove): Promise<void> {
  await moveTasksOfTown(tx, move)
  await moveVillages(tx, move)
  for (const task of await tasksLeftBehind(tx, move)) await continueTask(tx, task, move)
  await noteWhoIsAsked(tx, move)
}

async function moveTasksOfTown(tx: Tx, { from, to }: TownMove): Promise<void> {
  const range = regionRange(from)
  const moved = sql`${to.slice(0, 9)} || substr(region_code, 10)`
  await sql`update survey_tasks set region_code = ${moved},
      region_end = case when right(region_code, 3) = '000' then ${regionRange(to).to}
                        else lpad(((${moved})::bigint + 1)::text, 12, '0') end
    where region_code >= ${range.from} and region_code < ${range.to}`.execute(tx.sql)
}

async function moveVillages(tx: Tx, { from, to }: TownMove): Promise<void> {
  const range = regionRange(from)
  await sql`update survey_villages set region_code = ${to.slice(0, 9)} || substr(region_code, 10)
    where region_code >= ${range.from} and region_code < ${range.to}`.execute(tx.sql)
}

/** Tasks with villages in the town's new place that do not cover it: whoever answers there would not see them. */
async function tasksLeftBehind(tx: Tx, { to }: TownMove): Promise<readonly SurveyTaskRow[]> {
  const range = regionRange(to)
  const found = await sql<SurveyTaskRow>`
    select t.* from survey_tasks t where not (t.region_code <= ${range.from} and t.region_end >= ${range.to})
      and exists (select from survey_villages v where v.task_id = t.id and v.region_code >= ${range.from} and v.region_code < ${range.to}
                  and not (v.region_code >= t.region_code and v.region_code < t.region_end))
    order by t.id for update`.execute(tx.sql)
  return found.rows
}

async function continueTask(tx: Tx, task: SurveyTaskRow, { from, to }: TownMove): Promise<void> {
  const taskId =
    (await homeOf(tx, task, to)) ?? (await continuationOf(tx, task, to)) ?? (await newContinuation(tx, task, to))
  const range = regionRange(to)
  await sql`update survey_villages set task_id = ${taskId}
    where task_id = ${task.id} and region_code >= ${range.from} and region_code < ${range.to}`.execute(tx.sql)
  // Candidates follow with their waters, before or after this.
  const before = regionRange(from)
  await sql`update survey_candidates set task_id = ${taskId} where task_id = ${task.id}
    and ((region_code >= ${range.from} and region_code < ${range.to}) or (region_code >= ${before.from} and region_code < ${before.to}))`.execute(
    tx.sql,
  )
}

/** Of every task that asked a village of the town before the move, or asks one after it. */
async function noteWhoIsAsked(tx: Tx, move: TownMove): Promise<void> {
  const [before, after] = [regionRange(move.from), regionRange(move.to)]
  await sql`update survey_tasks t set asked = coalesce(
      (select range_agg(int8range(v.region_code::bigint, v.region_code::bigint + 1)) from survey_villages v where v.task_id = t.id), '{}')
    where t.asked && int8range(${before.from}::bigint, ${before.to}::bigint)
       or exists (select from survey_villages v where v.task_id = t.id and v.region_code >= ${after.from} and v.region_code < ${after.to})`.execute(
    tx.sql,
  )
}

/** The task this one continues, where that covers the place. */
async function homeOf(tx: Tx, { continues }: SurveyTaskRow, to: RegionCode): Promise<string | undefined> {
  if (continues === null) return undefined
  const home = await tx.sql.selectFrom('survey_tasks').selectAll().where('id', '=', continues).executeTakeFirst()
  return home !== undefined && contains({ from: home.region_code, to: home.region_end }, to) ? home.id : undefined
}

async function continuationOf(tx: Tx, { id }: SurveyTaskRow, to: RegionCode): Promise<string | undefined> {
  const found = await tx.sql
    .selectFrom('survey_tasks')
    .select('id')
    .where('continues', '=', id)
    .where('region_code', '=', countyOf(to))
    .executeTakeFirst()
  return found?.id
}

async function newContinuation(tx: Tx, task: SurveyTaskRow, to: RegionCode): Promise<string> {
  const id = uuidv7(tx.at.getTime())
  const region = regionRange(countyOf(to))
  await tx.sql
    .insertInto('survey_tasks')
    .values({
      ...task,
      id,
      region_code: region.from,
      region_end: region.to,
      created_at: tx.at,
      version: 1,
      continues: task.id,
    })
    .execute()
  const range = regionRange(to)
  const { rows } = await sql<{ villages: number }>`select count(*)::int as villages from survey_villages
    where task_id = ${task.id} and region_code >= ${range.from} and region_code < ${range.to}`.execute(tx.sql)
  await tx.append({
    kind: 'survey.task-set',
    regionCode: region.from,
    subjectId: id,
    body: {
      taskId: id,
      villages: rows[0]?.villages ?? 0,
      dueOn: task.due_on,
      continues: task.id,
      titleCheck: sha256(task.title),
    },
  })
  return id
}

function countyOf(code: RegionCode): RegionCode {
  return fullCode(code.slice(0, 6))
}
