import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { placeDirectory, placeName } from '../places/store.ts'

/** Something that waits for somebody, with a few examples; the shape of the overview's to-do list. */
export type OpenTodo<Kind extends string, Subject extends string> = {
  readonly kind: Kind
  readonly count: number
  /** There are more than were counted. */
  readonly capped?: true
  readonly examples: readonly {
    readonly subject: Subject
    readonly id: string
    readonly title: string
    readonly place: string
    /** When it began to wait, or was due: ISO 8601 in UTC. */
    readonly since: string
  }[]
}

const exampleCount = 5

/** Villages past the due date of their task (counted by village, shown by task). */
export async function openTodos(tx: Tx): Promise<readonly OpenTodo<'overdue', 'task'>[]> {
  const directory = await placeDirectory(tx)
  const { rows } = await sql<{
    id: string
    title: string
    region_code: RegionCode
    due_on: string
    villages: number
  }>`select t.id, t.title, t.region_code, t.due_on, count(*)::int as villages
    from survey_villages v join survey_tasks t on t.id = v.task_id
    where v.state in ('open', 'in-progress') and t.closed_at is null and t.due_on < ${chinaDate(tx.at)}::date
    group by t.id order by t.due_on, t.id`.execute(tx.sql)
  if (rows.length === 0) return []
  const examples = rows.slice(0, exampleCount).map(row => ({
    subject: 'task' as const,
    id: row.id,
    title: row.title,
    place: placeName(directory, row.region_code),
    since: new Date(`${row.due_on}T24:00:00+08:00`).toISOString(),
  }))
  return [{ kind: 'overdue', count: rows.reduce((sum, { villages }) => sum + villages, 0), examples }]
}
