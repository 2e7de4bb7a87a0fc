import { sql } from 'kysely'
import { contains, type RegionCode, type RegionRange } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import type { ImportState } from './import/contract.ts'

/** States in which somebody answers for an import. `imported` and `cancelled` are history. */
const unfinished = ['reading', 'ready', 'open', 'writing', 'failed'] as const satisfies readonly ImportState[]

export type ImportsHandedOver = {
  readonly handoverId: string
  readonly fromId: string
  readonly toId: string
  /** What the receiver answers for: imports of other places would be out of sight. */
  readonly range: RegionRange
}

/**
 * Passes the unfinished imports that one person answers for to another. One fact `survey.imports-handed-over` per division of
 * imports; nothing where nothing moves.
 */
export async function handOverImports(tx: Tx, { handoverId, fromId, toId, range }: ImportsHandedOver): Promise<void> {
  const moved = await tx.sql
    .updateTable('survey_imports')
    .set({ responsible_id: toId })
    .where('responsible_id', '=', fromId)
    .where('state', 'in', unfinished)
    .where('region_code', '>=', range.from)
    .where('region_code', '<', range.to)
    .returning(['id', 'region_code'])
    .execute()
  // In one order, so that two handovers never wait for each other's chains in a circle.
  const byRegion = [...Map.groupBy(moved, row => row.region_code)].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [regionCode, rows] of byRegion) {
    await tx.append({
      kind: 'survey.imports-handed-over',
      regionCode,
      subjectId: fromId,
      body: { handoverId, toAccountId: toId, importIds: rows.map(({ id }) => id).toSorted() },
    })
  }
}

export type OpenImports = {
  /** Those that a receiver would take over. */
  readonly moves: number
  /** Those that lie outside the receiver's jurisdiction. */
  readonly stays: number
}

/** The unfinished imports somebody answers for, as far as the caller may see them. */
export async function countOpenImportsOf(
  tx: Tx,
  accountId: string,
  receiver: RegionRange | undefined,
): Promise<OpenImports> {
  const rows = await tx.sql
    .selectFrom('survey_imports')
    .select(({ fn }) => ['region_code', fn.countAll<number>().as('count')])
    .where('responsible_id', '=', accountId)
    .where('state', 'in', unfinished)
    .groupBy('region_code')
    .execute()
  const total = (inside: boolean) =>
    rows
      .filter(row => isInside(row.region_code, receiver) === inside)
      .reduce((sum, { count }) => sum + Number(count), 0)
  return { moves: total(true), stays: total(false) }
}

function isInside(code: RegionCode, receiver: RegionRange | undefined): boolean {
  return receiver === undefined || contains(receiver, code)
}

/** How many imports passed on with a handover. */
export async function countHandedOver(
  tx: Tx,
  { handoverId, fromId }: { readonly handoverId: string; readonly fromId: string },
): Promise<number> {
  const { rows } = await sql<{ moved: number }>`
    select coalesce(sum(jsonb_array_length(body->'importIds')), 0)::int as moved from facts
    where subject_id = ${fromId} and kind = 'survey.imports-handed-over' and body->>'handoverId' = ${handoverId}`.execute(
    tx.sql,
  )
  return rows[0]?.moved ?? 0
}
