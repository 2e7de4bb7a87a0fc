import { sql } from 'kysely'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { placeDirectory, placeName } from '../places/store.ts'
import type { OpenTodo } from '../survey/store.ts'

const exampleCount = 5

/**
 * Suspected waters that wait for a judgement (`unanswered`: never judged, or something was recorded since an undecided verdict), and
 * those whose latest verdict still asks for more (`undecided`).
 */
export async function openTodos(tx: Tx): Promise<readonly OpenTodo<'unanswered' | 'undecided', 'water'>[]> {
  const kinds = ['unanswered', 'undecided'] as const
  const todos = await Promise.all(kinds.map(kind => waitingWaters(tx, kind)))
  return todos.filter(({ count }) => count > 0)
}

const recordedIn = (table: 'senses_records' | 'questionnaires' | 'readings') =>
  sql`exists (select from ${sql.table(table)} b
    where b.county_code = w.county_code and b.water_id = w.id and b.recorded_at > v.at)`
/** Or reopened: the old verdict speaks of how it was. */
const recordedSince = sql`(w.stage_since > v.at or ${recordedIn('senses_records')} or ${recordedIn('questionnaires')} or ${recordedIn('readings')})`

type WaitingRow = { id: string; name: string; region_code: RegionCode; since: Date; total: number }

async function waitingWaters<Kind extends 'unanswered' | 'undecided'>(
  tx: Tx,
  kind: Kind,
): Promise<OpenTodo<Kind, 'water'>> {
  const directory = await placeDirectory(tx)
  const waits =
    kind === 'undecided' ? sql`v.at is not null and not ${recordedSince}` : sql`(v.at is null or ${recordedSince})`
  const { rows } = await sql<WaitingRow>`
    select w.id, w.name, w.region_code, coalesce(v.at, w.stage_since) as since, count(*) over ()::int as total
    from waters w left join lateral (
      select at from verdicts where county_code = w.county_code and water_id = w.id order by id desc limit 1
    ) v on true
    where w.stage = 'suspected' and ${waits} order by since, w.id limit ${exampleCount}`.execute(tx.sql)
  return {
    kind,
    count: rows[0]?.total ?? 0,
    examples: rows.map(row => ({
      subject: 'water' as const,
      id: row.id,
      title: row.name,
      place: placeName(directory, row.region_code),
      since: row.since.toISOString(),
    })),
  }
}
