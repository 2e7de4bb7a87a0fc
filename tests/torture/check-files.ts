import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileOwners } from '../../src/app.ts'
import type { Database } from '../../src/platform/db/database.ts'
import { referencedBy } from '../../src/platform/files/collecting.ts'
import { collectOrphans } from '../../src/platform/files/orphans.ts'
import { temporaryName } from '../../src/platform/files/attachments-store.ts'
import type { Ask } from './check.ts'

/** Longer than a file may stand without a record. */
const laterMs = 3 * 86_400_000

/** Every file that a record names is there with its content; three days later nothing else is. */
export async function checkFiles(folder: string, database: Database, ask: Ask): Promise<readonly string[]> {
  const named = await ask<{ sha256: string; what: string }>(
    `select sha256, 'attachment ' || id as what from attachments union all select sha256, 'import ' || id from survey_imports`,
  )
  const faults: string[] = []
  for (const { sha256, what } of named) {
    const bytes = await readFile(join(folder, sha256.slice(0, 2), sha256)).catch(() => undefined)
    if (bytes === undefined) faults.push(`${what}: its file ${sha256} is not there`)
    else if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      faults.push(`${what}: its file is not what it was`)
  }
  await collectOrphans(folder, { now: new Date(Date.now() + laterMs), find: referencedBy(database, fileOwners) })
  return [...faults, ...(await leftOver(folder, new Set(named.map(({ sha256 }) => sha256))))]
}

async function leftOver(folder: string, named: ReadonlySet<string>): Promise<readonly string[]> {
  const faults: string[] = []
  for (const name of await readdir(folder)) {
    if (temporaryName.test(name)) faults.push(`half a file is left: ${name}`)
    if (!/^[0-9a-f]{2}$/.test(name)) continue
    for (const file of await readdir(join(folder, name))) {
      if (!named.has(file)) faults.push(`a file without a record is left: ${file}`)
    }
  }
  return faults
}
