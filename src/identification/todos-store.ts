import { sql } from 'kysely'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { placeDirectory, placeName } from '../places/store.ts'
import type { OpenTodo } from '../survey/store.ts'

const exampleCount = 5

/** So many suspected waters are looked at, those suspected longest first; of more, the count says only that there are more. */
const lookedAtMost = 1000

/**
 * Suspected waters that wait for a judgement (`unanswered`: never judged, or something was recorded since an undecided verdict), and
 * those whose latest verdict still asks for more (`undecided`).
 */
export async function openTodos(tx: Tx): Promise<readonly OpenTodo<'unanswered' | 'undecided', 'water'>[]> {
  const directory = await placeDirectory(tx)
  const rows = await waitingWaters(tx)
  return (['unanswered', 'undecided'] as const).flatMap(kind => {
    const own = rows.filter(row => row.kind === kind)
    const [first] = own
    if (first === undefined) return []
    const examples = own.map(row => ({
      subject: 'water' as const,
      id: row.id,
      title: row.name,
      place: placeName(directory, row.region_code),
      since: row.since.toISOString(),
    }))
    return [{ kind, count: first.total, examples, ...(first.capped ? { capped: true as const } : {}) }]
  })
}

const recordedIn = (table: 'senses_records' | 'questionnaires' | 'readings') =>
  sql`exists (select from ${sql.table(table)} b
    where b.county_code = w.county_code and b.water_id = w.id and b.recorded_at > v.at)`
/** Or reopened: the old verdict speaks of how it was. */
const recordedSince = sql`(w.stage_since > v.at or ${recordedIn('senses_records')} or ${recordedIn('questionnaires')} or ${recordedIn('readings')})`

type WaitingRow = {
  readonly kind: 'unanswered' | 'undecided'
  readonly id: string
  readonly name: string
  readonly region_code: RegionCode
  readonly since: Date
  /** Of this kind. */
  readonly total: number
  readonly capped: boolean
}

/** The first few of each kind, the longest waiting first. */
async function waitingWaters(tx: Tx): Promise<readonly WaitingRow[]> {
  const { rows } = await sql<WaitingRow>`
    with suspected as materialized (
      select county_code, id, name, region_code, stage_since from waters
      where stage = 'suspected' order by stage_since, id limit ${lookedAtMost + 1}
    ),
    waiting as (
      select case when v.at is null or ${recordedSince} then 'unanswered' else 'undecided' end as kind,
             w.id, w.name, w.region_code, coalesce(v.at, w.stage_since) as since
      from suspected w left join lateral (
        select at from verdicts where county_code = w.county_code and water_id = w.id order by id desc limit 1
      ) v on true
    )
    select kind, id, name, region_code, since, total, (select count(*) from suspected) > ${lookedAtMost} as capped
    from (select waiting.*, count(*) over (partition by kind)::int as total,
                 row_number() over (partition by kind order by since, id) as place from waiting) placed
    where place <= ${exampleCount} order by since, id`.execute(tx.sql)
  return rows
}
