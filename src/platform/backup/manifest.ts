import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Problem } from '../../domain/problems.ts'
import { sha256 } from '../facts/chain.ts'
import { writeWhole } from './parts.ts'
import { backupDamaged } from './problems.ts'

/** One file of a backup, as it lies in its folder. */
const Part = z.object({
  file: z.string().regex(/^[\w.-]+$/),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Part = z.output<typeof Part>

/** What a backup holds. Persisted: later versions read it, so fields are only ever added. */
export const Manifest = z.object({
  format: z.literal(1),
  name: z.string(),
  /** The Jiuqing that made it. */
  version: z.string(),
  takenAt: z.iso.datetime({ offset: true }),
  server: z.string(),
  migrations: z.array(z.string()),
  tables: z.array(
    z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()), rows: z.int(), part: Part }),
  ),
  jobs: z.object({ pending: z.int(), part: Part }),
  /** Photos and files: their list is a part, they themselves stand under `files/` and are shared by all backups. */
  files: z.object({ count: z.int(), bytes: z.int(), part: Part }),
  /** Files that no longer fitted their name in the data folder when the backup was taken: they are not in it. */
  damagedFiles: z.array(z.string()),
  chains: z.array(z.object({ chain: z.string(), facts: z.int(), hash: z.string() })),
})
export type Manifest = z.output<typeof Manifest>

const manifestName = 'manifest.json'
const sumName = 'manifest.json.sha256'

/** The manifest, and beside it its hash as `sha256sum -c` reads it. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, undefined, 1)}\n`
  await writeWhole(join(folder, manifestName), text)
  await writeWhole(join(folder, sumName), `${sha256(text)}  ${manifestName}\n`)
}

/** @throws Problem `backup.damaged` */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readOrRefuse(join(folder, manifestName))
  const sum = await readOrRefuse(join(folder, sumName))
  if (!sum.startsWith(sha256(text))) {
    throw new Problem(backupDamaged, { path: join(folder, manifestName), how: 'changed' })
  }
  return Manifest.parse(JSON.parse(text))
}

async function readOrRefuse(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    throw new Problem(backupDamaged, { path, how: 'missing' }, { cause: error })
  })
}
