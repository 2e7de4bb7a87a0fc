import { z } from 'zod'

/** A `RowProblem` as doors answer it. */
export const RowProblemShape = z.object({
  sheet: z.string(),
  cell: z.string().optional(),
  row: z.int(),
  code: z.string(),
  severity: z.enum(['refuse', 'warn', 'info']),
  zh: z.string(),
  en: z.string(),
})

/** What an import did: the shape that `import survey --json` and `import readings --json` print. */
export const ImportReport = z.object({
  read: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  problems: z.array(RowProblemShape),
})
export type ImportReport = z.output<typeof ImportReport>
