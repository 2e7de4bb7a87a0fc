import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The database with the example from which others are copied; its files lie beside it. Dropped with the run. */
export const exampleOf = (templateName: string) => ({
  name: `${templateName}_example`,
  files: join(tmpdir(), `${templateName}-example`),
})
