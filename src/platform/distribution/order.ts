import { distributionColumn, leadingTable, type Placement } from './placements.ts'

export type ForeignKey = { readonly from: string; readonly to: string }

/** One statement of `distribute`, and the table it is about. */
export type Step = {
  readonly table: string
  readonly placement: 'distributed' | 'reference'
  readonly statement: string
}

/**
 * What has to be done, in the order Citus wants: reference tables before what refers to them, every table after those it refers to,
 * all distributed tables beside the leading one. What is done already is left out.
 *
 * @param done tables that Citus knows already
 */
export function planSteps(
  placements: Readonly<Record<string, Placement>>,
  keys: readonly ForeignKey[],
  done: ReadonlySet<string> = new Set(),
): readonly Step[] {
  const ordered = (placement: Placement) => inOrder(tablesOf(placements, placement), keys)
  const steps: readonly Step[] = [
    ...ordered('reference').map(table => ({
      table,
      placement: 'reference' as const,
      statement: `select create_reference_table('${table}')`,
    })),
    ...ordered('distributed').map(table => ({
      table,
      placement: 'distributed' as const,
      statement: `select create_distributed_table('${table}', '${distributionColumn}', colocate_with => '${table === leadingTable ? 'none' : leadingTable}')`,
    })),
  ]
  return steps.filter(({ table }) => !done.has(table))
}

function tablesOf(placements: Readonly<Record<string, Placement>>, placement: Placement): readonly string[] {
  const names = Object.keys(placements).filter(name => placements[name] === placement)
  // The others are put beside it.
  return names.toSorted((one, other) => Number(other === leadingTable) - Number(one === leadingTable))
}

/** Each table after those of the same list that it refers to. A table may refer to itself. */
function inOrder(tables: readonly string[], keys: readonly ForeignKey[]): readonly string[] {
  const placed = new Set<string>()
  const place = (table: string) => {
    if (placed.has(table)) return
    placed.add(table)
    for (const key of keys) if (key.from === table && tables.includes(key.to)) place(key.to)
    order.push(table)
  }
  const order: string[] = []
  for (const table of tables) place(table)
  return order
}
