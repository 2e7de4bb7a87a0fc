import { sql } from 'kysely'
import type { RegionCode, RegionRange } from '../../domain/regions.ts'
import type { Tx } from '../../platform/db/database.ts'
import { canonicalJson } from '../../platform/facts/canonical.ts'
import { sha256 } from '../../platform/facts/chain.ts'
import type { CountedEntry, MoneyKind, MoneySource } from './rules.ts'

export type EntryTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  cycle: number
  kind: MoneyKind
  source: MoneySource
  yuan: number
  on_day: string
  measure_id: string | null
  document_number: string
  attachment_id: string | null
  note: string | null
  reverses: string | null
  reason: string | null
  policy_from: string
  by_account: string
  at: Date
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    money_entries: EntryTable
  }
}

/** What somebody said of an entry: the same again is the same entry. */
export type Said = Pick<
  EntryTable,
  'kind' | 'source' | 'yuan' | 'on_day' | 'measure_id' | 'document_number' | 'attachment_id' | 'note' | 'reason'
>

/** Persisted: facts hold it. */
export function hashEntry(row: Said & Pick<EntryTable, 'cycle' | 'reverses' | 'policy_from'>): string {
  const { cycle, reverses, policy_from } = row
  return sha256(canonicalJson({ ...saidOf(row), cycle, reverses, policy_from }))
}

export function saidOf(row: Said): Said {
  const { kind, source, yuan, on_day, measure_id, document_number, attachment_id, note, reason } = row
  return { kind, source, yuan, on_day, measure_id, document_number, attachment_id, note, reason }
}

export async function findEntry(tx: Tx, id: string): Promise<EntryTable | undefined> {
  return tx.sql.selectFrom('money_entries').selectAll().where('id', '=', id).executeTakeFirst()
}

/** All entries of a water and source, as the rules count them. */
export async function entriesOfSource(
  tx: Tx,
  { id }: { readonly id: string },
  source: MoneySource,
): Promise<readonly CountedEntry[]> {
  const rows = await tx.sql
    .selectFrom('money_entries')
    .select(['id', 'kind', 'yuan', 'on_day', 'reverses'])
    .where('water_id', '=', id)
    .where('source', '=', source)
    .orderBy('id')
    .execute()
  return rows.map(counted)
}

export function counted(row: Pick<EntryTable, 'id' | 'kind' | 'yuan' | 'on_day' | 'reverses'>): CountedEntry {
  const { id, kind, yuan, on_day, reverses } = row
  return { id, kind, yuan, on: on_day, reverses: reverses ?? undefined }
}

export type ListedEntry = EntryTable & {
  readonly code: string
  readonly name: string
  readonly reversed_by: string | null
}

export type EntryFilter = {
  readonly range: RegionRange
  readonly waterId?: string | undefined
  readonly id?: string | undefined
  readonly source?: MoneySource | undefined
  readonly sources?: readonly MoneySource[] | undefined
  readonly kind?: MoneyKind | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** Entries with their waters, the newest day first; after the row of `after`. */
export async function findEntries(
  tx: Tx,
  filter: EntryFilter,
  page: { readonly after?: { readonly day: string; readonly id: string } | undefined; readonly limit: number },
): Promise<readonly ListedEntry[]> {
  const { range, waterId, id, source, sources, kind, from, to } = filter
  const conditions = [
    sql`e.region_code >= ${range.from} and e.region_code < ${range.to}`,
    waterId === undefined ? sql`true` : sql`e.water_id = ${waterId}`,
    id === undefined ? sql`true` : sql`e.id = ${id}`,
    source === undefined ? sql`true` : sql`e.source = ${source}`,
    sources === undefined ? sql`true` : sql`e.source = any(${[...sources]}::text[])`,
    kind === undefined ? sql`true` : sql`e.kind = ${kind}`,
    from === undefined ? sql`true` : sql`e.on_day >= ${from}::date`,
    to === undefined ? sql`true` : sql`e.on_day <= ${to}::date`,
    page.after === undefined ? sql`true` : sql`(e.on_day, e.id) < (${page.after.day}::date, ${page.after.id}::uuid)`,
  ]
  const { rows } = await sql<ListedEntry>`
    select e.*, w.code, w.name, r.id as reversed_by
    from money_entries e join waters w on w.county_code = e.county_code and w.id = e.water_id
    left join money_entries r on r.county_code = e.county_code and r.reverses = e.id
    where ${sql.join(conditions, sql` and `)} order by e.on_day desc, e.id desc limit ${page.limit}`.execute(tx.sql)
  return rows
}

/** Entries of a water go with it to another division. */
export async function moveEntriesToRegion(tx: Tx, waterId: string, region_code: RegionCode): Promise<void> {
  await tx.sql.updateTable('money_entries').set({ region_code }).where('water_id', '=', waterId).execute()
}
