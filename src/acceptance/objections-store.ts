import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode, RegionRange } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import type { BodyOf } from '../platform/http/endpoint.ts'
import type { answerObjection as answerEndpoint, recordObjection as recordEndpoint } from './contract.ts'
import { holdFile } from './files-store.ts'
import { noticeNotRunning, objectionAnswered, objectionDayWrong, objectionNotFound } from './problems.ts'

export type ObjectionTable = {
  county_code: string
  id: string
  file_id: string
  region_code: RegionCode
  received_on: string
  text: string
  recorded_by: string
  recorded_at: Date
  upheld: boolean | null
  answer: string | null
  answered_by: string | null
  answered_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    acceptance_objections: ObjectionTable
  }
}

/** Persisted: facts hold it. */
export function hashObjection({ text, recorded_by }: Pick<ObjectionTable, 'text' | 'recorded_by'>): string {
  return sha256(canonicalJson({ text, recorded_by }))
}

/** Persisted: facts hold it. */
export function hashAnswer({ answer, answered_by }: Pick<ObjectionTable, 'answer' | 'answered_by'>): string {
  return sha256(canonicalJson({ answer, answered_by }))
}

/**
 * Keeps what somebody said against a file while its notice ran; by hand also in the days after. Fact `acceptance.objection-recorded`.
 *
 * @throws Problem `acceptance.not-found`, `acceptance.notice-not-running`, `acceptance.objection-day-wrong`
 */
export async function recordObjection(
  tx: Tx,
  fileId: string,
  { receivedOn, text }: BodyOf<typeof recordEndpoint>,
): Promise<void> {
  const { file } = await holdFile(tx, fileId)
  const { state, notice_from: startsOn, notice_to: endsOn } = file
  if (state !== 'on-notice' || startsOn === null || endsOn === null) throw new Problem(noticeNotRunning, { state })
  const today = chinaDate(tx.at)
  if (receivedOn < startsOn || receivedOn > endsOn || receivedOn > today) {
    throw new Problem(objectionDayWrong, { receivedOn, startsOn, endsOn, today })
  }
  const row: ObjectionTable = {
    county_code: file.county_code,
    id: uuidv7(tx.at.getTime()),
    file_id: file.id,
    region_code: file.region_code,
    received_on: receivedOn,
    text,
    recorded_by: tx.actor.accountId,
    recorded_at: tx.at,
    upheld: null,
    answer: null,
    answered_by: null,
    answered_at: null,
  }
  await tx.sql.insertInto('acceptance_objections').values(row).execute()
  await tx.append({
    kind: 'acceptance.objection-recorded',
    regionCode: file.region_code,
    subjectId: file.water_id,
    body: { fileId: file.id, objectionId: row.id, receivedOn, contentHash: hashObjection(row) },
  })
}

/**
 * Answers an objection, once. Fact `acceptance.objection-answered`.
 *
 * @throws Problem `acceptance.objection-not-found`, `acceptance.objection-answered`
 * @returns the file
 */
export async function answerObjection(
  tx: Tx,
  id: string,
  { answer, upheld }: BodyOf<typeof answerEndpoint>,
): Promise<string> {
  const { file_id } = await requireObjection(tx, id)
  const { file } = await holdFile(tx, file_id)
  const before = await requireObjection(tx, id)
  if (before.answered_at !== null) throw new Problem(objectionAnswered, { on: chinaDate(before.answered_at) })
  const told = { upheld, answer, answered_by: tx.actor.accountId, answered_at: tx.at }
  await tx.sql
    .updateTable('acceptance_objections')
    .set(told)
    .where('county_code', '=', before.county_code)
    .where('id', '=', id)
    .execute()
  await tx.append({
    kind: 'acceptance.objection-answered',
    regionCode: file.region_code,
    subjectId: file.water_id,
    body: { fileId: file.id, objectionId: id, upheld, contentHash: hashAnswer(told) },
  })
  return file.id
}

async function requireObjection(tx: Tx, id: string): Promise<ObjectionTable> {
  const row = await tx.sql.selectFrom('acceptance_objections').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Problem(objectionNotFound, { id })
  return row
}

export async function objectionsOf(tx: Tx, fileId: string): Promise<readonly ObjectionTable[]> {
  return tx.sql.selectFrom('acceptance_objections').selectAll().where('file_id', '=', fileId).orderBy('id').execute()
}

/** Objections without answer, by file; files without any are absent. */
export async function openObjections(tx: Tx, fileIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (fileIds.length === 0) return new Map()
  const { rows } = await sql<{ file_id: string; count: number }>`
    select file_id, count(*)::int as count from acceptance_objections
    where file_id = any(${fileIds}::uuid[]) and answered_at is null group by 1`.execute(tx.sql)
  return new Map(rows.map(({ file_id, count }) => [file_id, count]))
}

/** Objections without answer on files that are on notice. */
export async function countOpenObjections(tx: Tx, region: RegionRange | undefined): Promise<number> {
  const place =
    region === undefined
      ? sql`true`
      : sql`o.region_code >= ${region.from} collate "C" and o.region_code < ${region.to} collate "C"`
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from acceptance_objections o
    join acceptance_files f on f.county_code = o.county_code and f.id = o.file_id
    where o.answered_at is null and f.state = 'on-notice' and ${place}`.execute(tx.sql)
  return rows[0]?.count ?? 0
}
