import { mkdir } from 'node:fs/promises'
import type { ClientBase } from 'pg'
import { Problem } from '../../domain/problems.ts'
import type { EmbeddedPlace } from '../config.ts'
import { newerDatabase } from '../db/migrate.ts'
import { copyFile, holds, keptFiles, pathOf, syncShelves } from './kept-files.ts'
import { loadCargo, requireEmpty, unknownMigration, type Loaded, type Progress } from './loading.ts'
import { fileDamaged, platformRunning, sourceChanged } from './problems.ts'
import { differingChains, requireNewFolder } from './restore.ts'
import { connectQuietly, readHeads, withSnapshot, type ChainHead } from './snapshot.ts'
import { withEmbedded, withoutPassword, withStarted, type Place } from './source.ts'

export type MoveReport = Loaded & {
  readonly from: string
  readonly to: string
  /** Photos and files in the data folder after the move. */
  readonly files: number
  readonly differingChains: readonly string[]
}

type Options = { readonly onProgress: Progress }

/**
 * Moves the data of an embedded database to a server's empty one. The source is read only; photos and files stay in the data folder.
 *
 * @throws Problem `database.folder-in-use` while the platform runs, `restore.target-not-empty`
 */
export function moveToServer(from: EmbeddedPlace, url: string, options: Options): Promise<MoveReport> {
  return withEmbedded(from, source => {
    const target = { url, name: withoutPassword(url), files: source.files }
    return moveBetween(source, target, options)
  })
}

/**
 * Moves the data of a server's database into the embedded one of a folder.
 *
 * @param files the folder `files/` that the server's platform used, where it is not that of `to` already
 * @throws Problem `move.platform-running`, `restore.target-not-empty`
 */
export async function moveFromServer(
  { url, files }: { readonly url: string; readonly files?: string | undefined },
  to: EmbeddedPlace,
  options: Options,
): Promise<MoveReport> {
  await refuseConnected(url)
  await requireNewFolder(to.dataFolder)
  return withStarted(to, async target => {
    await requireEmpty(target)
    if (files !== undefined) await takeFiles(files, target.files)
    return moveBetween({ url, name: withoutPassword(url), files: target.files }, target, options)
  })
}

async function moveBetween(source: Place, target: Place, { onProgress }: Options): Promise<MoveReport> {
  await requireEmpty(target)
  const { chains, ...loaded } = await withSnapshot({ url: source.url, where: source.name }, async snapshot => {
    const migration = await unknownMigration(snapshot.migrations)
    if (migration !== undefined) throw new Problem(newerDatabase, { migration })
    // Asked once more before the rows are committed: a platform may have been started meanwhile.
    const settle = () => refuseChanged(source.url, snapshot.chains)
    const { chains: checked, ...rest } = await loadCargo(target, snapshot, { onProgress, settle })
    return { ...rest, chains: checked, differingChains: differingChains({ chains: checked }, snapshot.chains) }
  })
  let files = 0
  for await (const _ of keptFiles(target.files)) files++
  return { ...loaded, chains, from: source.name, to: target.name, files }
}

/** What the platform calls its connections (`openDatabase`, `startJobs`). */
const platformConnections = ['jiuqing', 'jiuqing jobs']

async function refuseConnected(url: string): Promise<void> {
  const client = await connectQuietly(url, 'jiuqing move')
  try {
    const connections = await countConnected(client)
    if (connections > 0) throw new Problem(platformRunning, { connections })
  } finally {
    await client.end()
  }
}

async function countConnected(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    `select count(*)::int as number from pg_stat_activity
     where datname = current_database() and application_name = any($1)`,
    [platformConnections],
  )
  return rows[0]?.number ?? 0
}

async function refuseChanged(url: string, before: readonly ChainHead[]): Promise<void> {
  const client = await connectQuietly(url, 'jiuqing move')
  try {
    const connections = await countConnected(client)
    if (connections > 0) throw new Problem(platformRunning, { connections })
    if (JSON.stringify(await readHeads(client)) !== JSON.stringify(before)) throw new Problem(sourceChanged, {})
  } finally {
    await client.end()
  }
}

/** @throws Problem `move.file-damaged` */
async function takeFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for await (const file of keptFiles(from)) {
    if (await holds(to, file)) continue
    const how = await copyFile(from, to, file)
    if (how !== 'copied') throw new Problem(fileDamaged, { path: pathOf(from, file.sha256) })
  }
  await syncShelves(to)
}
