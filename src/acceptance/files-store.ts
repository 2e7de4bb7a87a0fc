import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode, RegionRange } from '../domain/regions.ts'
import type { SupervisionList } from '../domain/waters.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { requireWaterInPlace, type WaterRow } from '../waters/store.ts'
import type { fileFilterIds, Snapshot } from './contract.ts'
import { fileNotFound } from './problems.ts'
import {
  runningStates,
  standingStates,
  type AcceptanceStep,
  type FileDecision,
  type FileState,
  type ItemId,
} from './rules.ts'

export type FileTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  cycle: number
  /** First day of the edition of the policy. */
  policy: string
  standard_id: string
  snapshot: Snapshot
  snapshot_hash: string
  note: string | null
  submitted_by: string
  submitted_at: Date
  state: FileState
  step: AcceptanceStep | null
  state_since: Date
  due_on: string | null
  decisions: number
  notice_id: string | null
  notice_from: string | null
  notice_to: string | null
  notice_place: string | null
  notice_by: string | null
  notice_at: Date | null
}

export type DecisionTable = {
  county_code: string
  file_id: string
  number: number
  region_code: RegionCode
  step: AcceptanceStep | null
  decision: FileDecision
  reason: string
  items: ItemId[]
  by_account: string
  at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    acceptance_files: FileTable
    acceptance_decisions: DecisionTable
  }
}

/** Persisted: facts hold it, and papers print it. */
export function hashSnapshot(snapshot: unknown): string {
  return sha256(canonicalJson(snapshot))
}

/** Persisted: facts hold it. */
export function hashSubmission({ note, submitted_by }: Pick<FileTable, 'note' | 'submitted_by'>): string {
  return sha256(canonicalJson({ note, submitted_by }))
}

/** Persisted: facts hold it. */
export function hashNotice({ notice_place, notice_by }: Pick<FileTable, 'notice_place' | 'notice_by'>): string {
  return sha256(canonicalJson({ notice_place, notice_by }))
}

/** Persisted: facts hold it. */
export function hashDecision({ by_account }: Pick<DecisionTable, 'by_account'>): string {
  return sha256(canonicalJson({ by_account }))
}

/** @throws Problem `acceptance.not-found`: the same for what does not exist and for what lies elsewhere */
export async function requireFile(tx: Tx, id: string): Promise<FileTable> {
  const file = await tx.sql.selectFrom('acceptance_files').selectAll().where('id', '=', id).executeTakeFirst()
  if (file === undefined) throw new Problem(fileNotFound, { id })
  return file
}

/** A file and its water, which nobody changes before this transaction ends: the water first, as everybody does. */
export async function holdFile(tx: Tx, id: string): Promise<{ readonly file: FileTable; readonly water: WaterRow }> {
  const { water_id } = await requireFile(tx, id)
  const water = await requireWaterInPlace(tx, water_id)
  return { water, file: await requireFile(tx, id) }
}

export async function insertFile(tx: Tx, file: FileTable): Promise<void> {
  await tx.sql
    .insertInto('acceptance_files')
    .values({ ...file, snapshot: sql`${JSON.stringify(file.snapshot)}::jsonb` })
    .execute()
}

type Standing = Pick<FileTable, 'state' | 'step' | 'due_on'> &
  Partial<Pick<FileTable, 'notice_id' | 'notice_from' | 'notice_to' | 'notice_place' | 'notice_by' | 'notice_at'>>

/** Puts a file that is held into another standing. */
export async function setStanding(tx: Tx, { county_code, id }: FileTable, standing: Standing): Promise<void> {
  await tx.sql
    .updateTable('acceptance_files')
    .set({ ...standing, state_since: tx.at })
    .where('county_code', '=', county_code)
    .where('id', '=', id)
    .execute()
}

export async function insertDecision(tx: Tx, row: DecisionTable): Promise<void> {
  await tx.sql.insertInto('acceptance_decisions').values(row).execute()
  await tx.sql
    .updateTable('acceptance_files')
    .set({ decisions: row.number })
    .where('county_code', '=', row.county_code)
    .where('id', '=', row.file_id)
    .execute()
}

export async function decisionsOf(tx: Tx, fileId: string): Promise<readonly DecisionTable[]> {
  return tx.sql.selectFrom('acceptance_decisions').selectAll().where('file_id', '=', fileId).orderBy('number').execute()
}

/** A file without what it said when it was sent in, which only its own page shows. */
export type FileRow = Omit<FileTable, 'snapshot' | 'snapshot_hash' | 'note'>

const rowColumns = [
  'county_code', 'id', 'water_id', 'region_code', 'cycle', 'policy', 'standard_id', 'submitted_by', 'submitted_at', 'state', 'step',
  'state_since', 'due_on', 'decisions', 'notice_id', 'notice_from', 'notice_to', 'notice_place', 'notice_by', 'notice_at',
] as const satisfies readonly (keyof FileRow)[] // prettier-ignore

/** Every file of a water, the newest first. */
export async function filesOfWater(tx: Tx, waterId: string): Promise<readonly FileRow[]> {
  return tx.sql
    .selectFrom('acceptance_files')
    .select(rowColumns)
    .where('water_id', '=', waterId)
    .orderBy('id', 'desc')
    .execute()
}

/** The file that stands in the way of another one of the same water and cycle. */
export async function standingFile(
  tx: Tx,
  { id, cycle }: Pick<WaterRow, 'id' | 'cycle'>,
): Promise<FileTable | undefined> {
  return tx.sql
    .selectFrom('acceptance_files')
    .selectAll()
    .where('water_id', '=', id)
    .where('cycle', '=', cycle)
    .where('state', 'in', standingStates)
    .executeTakeFirst()
}

export type FileFilter = {
  readonly state?: (typeof fileFilterIds)[number] | undefined
  readonly region?: RegionRange | undefined
  readonly list?: SupervisionList | undefined
}

export type ListedFile = FileRow & Pick<WaterRow, 'code' | 'name' | 'list'>

/** Running files by their day, anything else the newest first. */
export async function filesAfter(
  tx: Tx,
  filter: FileFilter,
  {
    after,
    limit,
  }: { readonly after: { readonly day: string; readonly id: string } | undefined; readonly limit: number },
): Promise<readonly ListedFile[]> {
  const byDay = filter.state === 'running' || filter.state === 'late'
  const order = byDay ? sql`f.due_on, f.id` : sql`f.id desc`
  const behind =
    after === undefined
      ? sql`true`
      : byDay
        ? sql`(f.due_on, f.id) > (${after.day}::date, ${after.id}::uuid)`
        : sql`f.id < ${after.id}::uuid`
  const { rows } = await sql<ListedFile>`
    select ${sql.join(rowColumns.map(column => sql.ref(`f.${column}`)))}, w.code, w.name, w.list from acceptance_files f join waters w on w.county_code = f.county_code and w.id = f.water_id
    where ${conditionOf(tx, filter)} and ${behind} order by ${order} limit ${limit}`.execute(tx.sql)
  return rows
}

function conditionOf(tx: Tx, { state, region, list }: FileFilter) {
  const onList = list === undefined ? sql`true` : sql`w.list = ${list}`
  return sql.join([stateCondition(tx, state), regionCondition(region), onList], sql` and `)
}

const hasOpenObjection = sql`exists (select from acceptance_objections o
  where o.county_code = f.county_code and o.file_id = f.id and o.answered_at is null)`

function stateCondition(tx: Tx, state: FileFilter['state']) {
  if (state === undefined) return sql`true`
  if (state === 'objected') return sql`f.state = 'on-notice' and ${hasOpenObjection}`
  if (state !== 'running' && state !== 'late') return sql`f.state = ${state}`
  const running = sql`f.state in (${sql.join(runningStates)})`
  return state === 'late' ? sql`${running} and f.due_on < ${chinaDate(tx.at)}::date` : running
}

function regionCondition(region: RegionRange | undefined) {
  if (region === undefined) return sql`true`
  return sql`f.region_code >= ${region.from} collate "C" and f.region_code < ${region.to} collate "C"`
}

/** How many files stand in each state, and how many of them are late. */
export async function tallyFiles(tx: Tx, region: RegionRange | undefined) {
  const { rows } = await sql<{ state: FileState; count: number; late: number }>`
    select f.state, count(*)::int as count,
           count(*) filter (where f.state in (${sql.join(runningStates)}) and f.due_on < ${chinaDate(tx.at)}::date)::int as late
    from acceptance_files f where ${regionCondition(region)} group by f.state`.execute(tx.sql)
  return rows
}

/** Completed waters of which no file is under way. */
export async function countWaiting(tx: Tx, region: RegionRange | undefined): Promise<number> {
  const place =
    region === undefined
      ? sql`true`
      : sql`w.region_code >= ${region.from} collate "C" and w.region_code < ${region.to} collate "C"`
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from waters w where w.stage = 'completed' and ${place} and not exists (
      select from acceptance_files f where f.county_code = w.county_code and f.water_id = w.id and f.cycle = w.cycle
        and f.state in (${sql.join(standingStates)}))`.execute(tx.sql)
  return rows[0]?.count ?? 0
}

/** Moves what belongs to a water with it to the division it is corrected to, so that it stays behind the same wall. */
export async function moveFilesToRegion(tx: Tx, waterId: string, region_code: RegionCode): Promise<void> {
  const own = tx.sql.selectFrom('acceptance_files').select('id').where('water_id', '=', waterId)
  await tx.sql.updateTable('acceptance_decisions').set({ region_code }).where('file_id', 'in', own).execute()
  await tx.sql.updateTable('acceptance_objections').set({ region_code }).where('file_id', 'in', own).execute()
  await tx.sql.updateTable('acceptance_files').set({ region_code }).where('water_id', '=', waterId).execute()
  await tx.sql.updateTable('declared_measures').set({ region_code }).where('water_id', '=', waterId).execute()
}
