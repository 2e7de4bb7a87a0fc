import type { Stage } from '../domain/lifecycle.ts'
import type { SupervisionList } from '../domain/waters.ts'
import type { WaterRow } from './water-row.ts'
import { fieldOfColumn, type ListWay } from './words.ts'

/** How a water stood on its first day. */
export type Entered = {
  readonly stage: Stage
  readonly list: SupervisionList | null
  readonly listHow: ListWay | null
}

type ValueColumn = keyof typeof fieldOfColumn

/** The columns that hold what people state about a water. */
export const valueColumns = Object.keys(fieldOfColumn) as readonly ValueColumn[] // keys of a const object are exactly its union

export function enteredOf({ stage, list, list_how: listHow }: Pick<WaterRow, 'stage' | 'list' | 'list_how'>): Entered {
  return { stage, list, listHow }
}

/**
 * What is hashed of a water that an import brought: the row as it was founded. Persisted: the import's fact holds the root over these.
 */
export function describeFounding(
  row: Pick<WaterRow, ValueColumn | 'id' | 'code' | 'candidate_source' | 'invented'>,
  entered: Entered,
): Readonly<Record<string, unknown>> {
  return {
    id: row.id,
    code: row.code,
    candidateSource: row.candidate_source,
    invented: row.invented,
    entered,
    values: Object.fromEntries(valueColumns.map(column => [column, row[column]])),
  }
}
