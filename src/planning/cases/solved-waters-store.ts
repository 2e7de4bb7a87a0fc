import { sql } from 'kysely'
import { chinaDate } from '../../domain/dates.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { WaterRow } from '../../waters/store.ts'
import { outcomeOf, outcomeTransitions, type Move, type Outcome } from './outcome.ts'

/** So many are compared one by one: those of the same type first, the nearest in size first. */
const mostCompared = 300

export type SolvedWater = Pick<
  WaterRow,
  'id' | 'code' | 'name' | 'type' | 'area_m2' | 'region_code' | 'causes' | 'invented'
>

/** Waters of the jurisdiction that were accepted once, relapsed ones among them, another than the one given. */
export async function solvedWaters(tx: Tx, { id, type, area_m2 }: WaterRow): Promise<readonly SolvedWater[]> {
  const farness = area_m2 === null ? sql`0` : sql`abs(ln(greatest(area_m2, 1) / greatest(${area_m2}::numeric, 1)))`
  const { rows } = await sql<SolvedWater>`
    select id, code, name, type, area_m2, region_code, causes, invented from waters
    where id <> ${id}::uuid and stage not in ('merged', 'split', 'cleared')
      and (stage in ('accepted', 'delisted', 'upkeep', 'relapsed') or cycle > 1)
    order by (type = ${type}) desc, ${farness} nulls last, id limit ${mostCompared}`.execute(tx.sql)
  return rows
}

/** What became of each of some waters; those never accepted are absent. */
export async function outcomesOf(tx: Tx, waterIds: readonly string[]): Promise<ReadonlyMap<string, Outcome>> {
  if (waterIds.length === 0) return new Map()
  const { rows } = await sql<{ subject_id: string; at: Date; transition: Move['transition'] }>`
    select subject_id, at, body->>'transition' as transition from facts
    where subject_id = any(${[...waterIds]}::text[]) and kind = 'water.moved'
      and body->>'transition' = any(${[...outcomeTransitions]}::text[])
    order by at, sequence`.execute(tx.sql)
  const moves = Map.groupBy(rows, ({ subject_id }) => subject_id)
  return new Map(
    [...moves].flatMap(([waterId, steps]) => {
      const outcome = outcomeOf(steps.map(({ at, transition }) => ({ transition, on: chinaDate(at) })))
      return outcome === undefined ? [] : [[waterId, outcome] as const]
    }),
  )
}
