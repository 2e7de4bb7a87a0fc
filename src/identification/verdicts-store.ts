import { sql, type RawBuilder } from 'kysely'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { regionRange, type RegionCode } from '../domain/regions.ts'
import { labelPeople, type WhoIs } from '../people/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { prepared } from '../platform/db/prepared.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { cutPage } from '../platform/http/cursor.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import { watersById, type WalkedWater } from '../waters/overview-store.ts'
import type { Basis } from '../waters/words.ts'
import type { listVerdicts as listVerdictsEndpoint, VerdictDetail, VerdictSummary } from './contract.ts'
import { verdictNotFound } from './problems.ts'
import type { IdentificationRecord } from './rules.ts'

type VerdictTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  standard_id: string
  outcome: IdentificationRecord['outcome']
  basis: Basis
  record: IdentificationRecord
  at: Date
  by_account: string
  judge: string
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    verdicts: VerdictTable
  }
}

export type NewVerdict = {
  readonly water: { readonly county_code: string; readonly id: string; readonly region_code: RegionCode }
  readonly record: IdentificationRecord
}

/** Keeps a verdict for good. Fact `verdict.given`. @returns its id */
export async function keepVerdict(tx: Tx, { water, record }: NewVerdict): Promise<string> {
  const id = uuidv7(tx.at.getTime())
  await sql`insert into verdicts (county_code, id, water_id, region_code, standard_id, outcome, basis, record,
                                  at, by_account, judge)
    values (${water.county_code}, ${id}, ${water.id}, ${water.region_code}, ${record.standardId}, ${record.outcome},
            ${record.basis}, ${JSON.stringify(record)}::jsonb,
            ${tx.at}, ${tx.actor.accountId}, ${tx.actor.username})`.execute(tx.sql)
  await tx.append({
    kind: 'verdict.given',
    regionCode: water.region_code,
    subjectId: water.id,
    body: { verdictId: id, standardId: record.standardId, outcome: record.outcome, recordHash: hashRecord(record) },
  })
  return id
}

/** Persisted: facts hold it. */
export function hashRecord(record: IdentificationRecord): string {
  return sha256(canonicalJson(record))
}

type VerdictRow = VerdictTable & { readonly latest: boolean }

/** @throws Problem `identification.verdict-not-found` */
export async function findVerdict(tx: Tx, id: string): Promise<VerdictDetail> {
  const found = await requireVerdict(tx, id)
  return detailOf(found, await namesOf(tx, [found]))
}

/** The record as it was kept, to be replayed. @throws Problem `identification.verdict-not-found` */
export async function keptRecord(tx: Tx, id: string): Promise<IdentificationRecord> {
  return (await requireVerdict(tx, id)).record
}

async function requireVerdict(tx: Tx, id: string): Promise<VerdictRow> {
  const [found] = (await selectVerdicts(sql`v.id = ${id}`, 1).execute(tx.sql)).rows
  if (found === undefined) throw new Problem(verdictNotFound, { id })
  return found
}

/** Newest first. */
export async function verdictsOfWater(tx: Tx, waterId: string): Promise<VerdictDetail[]> {
  const newest = selectVerdicts(sql`v.water_id = ${waterId}`, 200)
  const rows = await prepared(tx, newest)
  const names = await namesOf(tx, rows)
  return rows.map(row => detailOf(row, names))
}

/** Newest first, a page at a time. */
export async function listVerdicts(
  tx: Tx,
  { region, outcome, standardId, latest, cursor, limit }: QueryOf<typeof listVerdictsEndpoint>,
): Promise<{ items: VerdictSummary[]; next?: string }> {
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const conditions = [
    sql`v.region_code >= ${range.from} and v.region_code < ${range.to}`,
    outcome === undefined ? sql`true` : sql`v.outcome = ${outcome}`,
    standardId === undefined ? sql`true` : sql`v.standard_id = ${standardId}`,
    latest === undefined ? sql`true` : latest ? isLatest : sql`not ${isLatest}`,
    cursor === undefined ? sql`true` : sql`v.id < ${cursor}::uuid`,
  ]
  const { rows } = await selectVerdicts(sql.join(conditions, sql` and `), limit + 1).execute(tx.sql)
  const page = cutPage(rows, limit, ({ id }) => id)
  const names = await namesOf(tx, page.items)
  return { ...page, items: page.items.map(row => summaryOf(row, names)) }
}

/** The newest verdict of each of some waters; waters never judged are absent. */
export async function latestVerdicts(
  tx: Tx,
  waterIds: readonly string[],
): Promise<ReadonlyMap<string, Pick<VerdictTable, 'outcome' | 'standard_id' | 'record' | 'at'>>> {
  const { rows } = await sql<Pick<VerdictTable, 'water_id' | 'outcome' | 'standard_id' | 'record' | 'at'>>`
    select distinct on (water_id) water_id, outcome, standard_id, record, at from verdicts
    where water_id = any(${waterIds}::uuid[]) order by water_id, id desc`.execute(tx.sql)
  return new Map(rows.map(row => [row.water_id, row]))
}

const isLatest = sql`(not exists (select from verdicts later
  where later.county_code = v.county_code and later.water_id = v.water_id and later.id > v.id))`

function selectVerdicts(condition: ReturnType<typeof sql>, limit: number): RawBuilder<VerdictRow> {
  return sql<VerdictRow>`
    select v.*, ${isLatest} as latest from verdicts v
    where ${condition} order by v.id desc limit ${limit}`
}

/** Moves a water's verdicts with it to the division it is corrected to. */
export async function moveVerdictsToRegion(tx: Tx, waterId: string, regionCode: RegionCode): Promise<void> {
  await tx.sql.updateTable('verdicts').set({ region_code: regionCode }).where('water_id', '=', waterId).execute()
}

type Names = { readonly waters: ReadonlyMap<string, WalkedWater>; readonly whoIs: WhoIs }

async function namesOf(tx: Tx, rows: readonly VerdictRow[]): Promise<Names> {
  const waters = await watersById(
    tx,
    rows.map(row => row.water_id),
  )
  const whoIs = await labelPeople(
    tx,
    rows.map(row => row.by_account),
  )
  return { waters, whoIs }
}

function summaryOf(row: VerdictRow, { waters, whoIs }: Names): VerdictSummary {
  const water = waters.get(row.water_id)
  return {
    id: row.id,
    water: { id: row.water_id, code: water?.code ?? '', name: water?.name ?? '' },
    regionCode: row.region_code,
    standardId: row.standard_id,
    outcome: row.outcome,
    basis: row.basis,
    words: row.record.words,
    at: row.at.toISOString(),
    by: whoIs(row.by_account),
    latest: row.latest,
  }
}

function detailOf(row: VerdictRow, names: Names) {
  return { ...summaryOf(row, names), record: row.record, inputs: row.record.inputs }
}
