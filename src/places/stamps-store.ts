import { sql } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import { prepared } from '../platform/db/prepared.ts'

/** Changes whenever what it stands for does. */
export type PlaceStamps = { readonly directory: string; readonly outlines: string }

/** A snapshot does not change: asked once, it is known for all of it. */
const known = new WeakMap<Tx['sql'], Promise<PlaceStamps>>()

/** Whether what a server holds of places in memory is still so, in one short query. */
export function placeStamps(tx: Tx): Promise<PlaceStamps> {
  if (!tx.isSnapshot) return askStamps(tx)
  const asked = known.get(tx.sql) ?? askStamps(tx)
  known.set(tx.sql, asked)
  return asked
}

async function askStamps(tx: Tx): Promise<PlaceStamps> {
  const stamp = sql<PlaceStamps>`
    select current_database() || ':' || (select coalesce(max(id::text), '') from place_editions)
             || ':' || (select count(*) from place_aliases)
             || ':' || (select coalesce(string_agg(code || md5(towns::text), ',' order by code), '') from place_zones) as directory,
           current_database() || ':' || (select count(*) || ':' || coalesce(max(written_at)::text, '') from place_outlines) as outlines`
  const [stamps] = await prepared(tx, stamp)
  if (stamps === undefined) throw new RangeError('a question without a table has one answer')
  return stamps
}
