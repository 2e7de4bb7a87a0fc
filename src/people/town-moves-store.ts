import { sql } from 'kysely'
import { regionRange, type RegionCode, type TownMove } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'

/**
 * Moves accounts and organisations of towns that join or leave a functional zone, with what hangs on them, so that everyone goes on
 * seeing their own town. One fact `account.changed` each.
 *
 * @returns how many accounts moved
 */
export async function movePeopleOfTowns(tx: Tx, moves: readonly TownMove[], reason: string): Promise<number> {
  let accounts = 0
  for (const move of moves) {
    await moveOrganisations(tx, move)
    accounts += await moveAccounts(tx, move, reason)
  }
  return accounts
}

async function moveAccounts(tx: Tx, move: TownMove, reason: string): Promise<number> {
  const moved = await sql<{ id: string; region_code: RegionCode }>`
    update accounts set ${movedCode(move)} where ${inTown(move)} returning id, region_code`.execute(tx.sql)
  const ids = moved.rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  for (const table of ['auth.credentials', 'api_tokens']) {
    await sql`update ${sql.table(table)} set ${movedCode(move)} where account_id = any(${ids}::uuid[])`.execute(tx.sql)
  }
  for (const { id, region_code: regionCode } of moved.rows) {
    await tx.append({
      kind: 'account.changed',
      regionCode,
      subjectId: id,
      body: { changed: ['regionCode'], reason, to: { regionCode } },
    })
  }
  return ids.length
}

/** The end of a town's range is the next town; a village's is the next village. */
async function moveOrganisations(tx: Tx, move: TownMove): Promise<void> {
  const end = sql`case when right(region_code, 3) = '000' then ${regionRange(move.to).to}
                       else lpad(((${move.to.slice(0, 9)} || substr(region_code, 10))::bigint + 1)::text, 12, '0') end`
  await sql`update organisations set ${movedCode(move)}, region_end = ${end} where ${inTown(move)}`.execute(tx.sql)
}

function movedCode({ to }: TownMove) {
  return sql`region_code = ${to.slice(0, 9)} || substr(region_code, 10)`
}

function inTown({ from }: TownMove) {
  const range = regionRange(from)
  return sql`region_code >= ${range.from} and region_code < ${range.to}`
}
