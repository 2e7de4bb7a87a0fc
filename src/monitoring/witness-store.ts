import { sql } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, type Witness } from '../platform/ledger/witness.ts'
import { contentHash } from './store.ts'

const table = 'readings'
const name = (id: string) => ({ zh: `监测数据 ${id}`, en: `reading ${id}` })
const content = { zh: '内容', en: 'its content' }

/** Readings that have a fact of their own; those that came with an import are the survey's to compare. */
export const readingWitness: Witness = {
  tables: [table],
  check: async (tx, note) => {
    let rows = 0
    for await (const facts of factsOfKinds(tx, ['reading.recorded'])) {
      const hashes = await readingHashes(
        tx,
        facts.map(({ body }) => body.readingId),
      )
      for (const { body, chain, sequence } of facts) {
        const at = { table, row: body.readingId, chain, sequence }
        const hash = hashes.get(body.readingId)
        if (hash === undefined) note(rowGone(at, name(body.readingId)))
        else if (body.contentHash !== undefined && hash !== body.contentHash) {
          note(rowDiffers(at, name(body.readingId), [content]))
        }
        rows++
      }
    }
    return rows
  },
}

async function readingHashes(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const keys = await tx.sql
    .selectFrom('reading_keys')
    .select(['county_code', 'taken_at', 'id'])
    .where('id', 'in', ids)
    .execute()
  if (keys.length === 0) return new Map()
  // A join, not a list of a thousand rows: with a list every month's partition is planned for each of them.
  const { rows } = await sql<StoredReading>`select ${columns} from readings
    join (select unnest(${keys.map(key => key.county_code)}::text[]) collate "C" as key_county,
                 unnest(${keys.map(key => key.taken_at.toISOString())}::timestamptz[]) as key_time,
                 unnest(${keys.map(key => key.id)}::uuid[]) as key_id) keys
      on county_code = key_county and taken_at = key_time and id = key_id`.execute(tx.sql)
  return new Map(rows.map(row => [row.id, hashOf(row)]))
}

const columns = sql.raw(`id, water_id as "waterId", point, taken_at as "takenAt", sample, weather, note, source`)

type StoredReading = {
  readonly id: string
  readonly waterId: string
  readonly point: string
  readonly takenAt: Date
  readonly sample: never
  readonly weather: never
  readonly note: string | null
  readonly source: never
}

function hashOf({ takenAt, note, ...row }: StoredReading): string {
  return contentHash({ ...row, takenAt: takenAt.toISOString(), ...(note === null ? {} : { note }) })
}

export type UndescribedRow = { readonly id: string; readonly waterId: string; readonly hash: string }

/** The readings of some waters that no fact of their own tells of. */
export async function undescribedReadings(tx: Tx, waterIds: readonly string[]): Promise<readonly UndescribedRow[]> {
  const { rows } = await sql<StoredReading>`select ${columns} from readings r
    where water_id = any(${waterIds}::uuid[]) and not exists (
      select from facts f where f.subject_id = r.water_id::text and f.kind = 'reading.recorded' and f.body->>'readingId' = r.id::text)`.execute(
    tx.sql,
  )
  return rows.map(row => ({ id: row.id, waterId: row.waterId, hash: hashOf(row) }))
}
