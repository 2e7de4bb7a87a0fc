import { sql } from 'kysely'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { placeDirectory, placeName } from '../places/store.ts'
import type { OpenTodo } from '../survey/store.ts'

const exampleCount = 5

/** So many suspected waters are looked at, those suspected longest first; of more, the count says only that there are more. */
const lookedAtMost = 200

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
  const suspected = await longestSuspected(tx)
  const judged = suspected.flatMap(({ id, judged_at }) => (judged_at === null ? [] : [{ id, judged_at }]))
  const answerable = await recordedSince(tx, judged)
  const waiting = suspected
    .slice(0, lookedAtMost)
    .map(({ judged_at, stage_since, ...water }) => ({
      ...water,
      kind: judged_at === null || answerable.has(water.id) ? ('unanswered' as const) : ('undecided' as const),
      since: judged_at ?? stage_since,
    }))
    .sort((a, b) => a.since.getTime() - b.since.getTime() || (a.id < b.id ? -1 : 1))
  const capped = suspected.length > lookedAtMost
  return [...Map.groupBy(waiting, ({ kind }) => kind).values()].flatMap(own =>
    own.slice(0, exampleCount).map(water => ({ ...water, total: own.length, capped })),
  )
}

type Suspected = {
  readonly id: string
  readonly name: string
  readonly region_code: RegionCode
  readonly stage_since: Date
  /** By its latest verdict. */
  readonly judged_at: Date | null
}

/** Of the columns that an index of the county holds, so that a county with thousands of them is read from it alone. */
async function longestSuspected(tx: Tx): Promise<readonly Suspected[]> {
  const { rows } = await sql<Suspected>`
    with suspected as materialized (
      select id, name, region_code, stage_since from waters
      where stage = 'suspected' order by stage_since, id limit ${lookedAtMost + 1}
    )
    select w.*, (select at from verdicts v join waters own on own.county_code = v.county_code and own.id = v.water_id
                 where own.id = w.id order by v.id desc limit 1) as judged_at
    from suspected w order by stage_since, id`.execute(tx.sql)
  return rows
}

/** Which of these waters have something on record that their latest verdict does not know, or were reopened: the verdict speaks of how it was. */
async function recordedSince(
  tx: Tx,
  judged: readonly { readonly id: string; readonly judged_at: Date }[],
): Promise<ReadonlySet<string>> {
  if (judged.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select w.id from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) v (id uuid, judged_at timestamptz) join waters w on w.id = v.id
    where w.stage_since > v.judged_at or ${recordedIn('senses_records')} or ${recordedIn('questionnaires')} or ${recordedIn('readings')}`.execute(
    tx.sql,
  )
  return new Set(rows.map(({ id }) => id))
}

function recordedIn(table: 'senses_records' | 'questionnaires' | 'readings') {
  return sql`exists (select from ${sql.table(table)} b
    where b.county_code = w.county_code and b.water_id = w.id and b.recorded_at > v.judged_at)`
}
