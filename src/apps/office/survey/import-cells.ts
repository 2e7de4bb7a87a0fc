import type { Correction, ImportRow } from '../../../survey/import/contract.ts'

type RowProblem = ImportRow['problems'][number]

/** The problems of one cell; without `cell` those of the whole row. */
export type CellProblems = { readonly cell: string | undefined; readonly problems: readonly RowProblem[] }

const rank = { refuse: 0, warn: 1, info: 2 } as const satisfies Record<RowProblem['severity'], number>

/**
 * A row's cells with something to say: `pressing` are those with a refusal or a warning, refusals first and each cell's worst problem
 * on top; `notes` are the others.
 */
export function cellsBySeverity(row: Pick<ImportRow, 'problems'>): {
  readonly pressing: readonly CellProblems[]
  readonly notes: readonly CellProblems[]
} {
  const groups = [...Map.groupBy(row.problems, ({ cell }) => cell)].map(([cell, problems]) => ({
    cell,
    problems: problems.toSorted((a, b) => rank[a.severity] - rank[b.severity]),
  }))
  const sorted = groups.toSorted((a, b) => worst(a) - worst(b))
  return {
    pressing: sorted.filter(group => worst(group) < rank.info),
    notes: sorted.filter(group => worst(group) === rank.info),
  }
}

function worst({ problems }: CellProblems): number {
  return Math.min(...problems.map(({ severity }) => rank[severity]))
}

/** Cells of a row that are understood and have no problem. */
export function otherCells(row: Pick<ImportRow, 'problems' | 'cells'>): readonly string[] {
  const shown = new Set(row.problems.map(({ cell }) => cell))
  return Object.values(row.cells).filter(cell => !shown.has(cell))
}

const partners: Readonly<Record<string, string>> = {
  startLongitude: 'startLatitude',
  startLatitude: 'startLongitude',
  endLongitude: 'endLatitude',
  endLatitude: 'endLongitude',
}

/** The two corrections that exchange longitude and latitude of an end; none where either cell is absent. */
export function swapOf(
  row: Pick<ImportRow, 'cells' | 'written'>,
  field: string,
): readonly Pick<Correction, 'cell' | 'text'>[] {
  const partner = partners[field]
  if (partner === undefined) return []
  const cell = row.cells[field]
  const otherCell = row.cells[partner]
  if (cell === undefined || otherCell === undefined) return []
  return [
    { cell, text: row.written[partner] ?? '' },
    { cell: otherCell, text: row.written[field] ?? '' },
  ]
}
