import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// The program runs from its sources or built (`dist/server`), where the same code lies at another depth. So places are found by
// what stands in them, on the way up.
const here = dirname(fileURLToPath(import.meta.url))

/** Where the product stands: packages, sources and the built pages lie below. */
export const productFolder = nearestWith('package.json')

/** Migrations in the form in which this program runs: sources, or built beside it. */
export const migrationsFolder = join(nearestWith('migrations'), 'migrations')

function nearestWith(name: string): string {
  for (let at = here; at !== dirname(at); at = dirname(at)) if (existsSync(join(at, name))) return at
  throw new Error(`there is no ${name} on the way up from ${here}`)
}
