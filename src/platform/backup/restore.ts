import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../../domain/problems.ts'
import type { Config } from '../config.ts'
import { nameOf } from './catalogue.ts'
import { chooseBackup, filesIn } from './backup-folder.ts'
import { copyFile, holds, pathOf, readList, syncShelves } from './kept-files.ts'
import { loadCargo, requireEmpty, unknownMigration, type Loaded, type Progress } from './loading.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { checkPart, measureFile, readPart } from './parts.ts'
import { PendingJob } from './pending-jobs.ts'
import { filesDamaged, newerBackup, targetNotEmpty } from './problems.ts'
import type { Cargo, ChainHead } from './snapshot.ts'
import { withoutPassword, withStarted, type Place } from './source.ts'

export type RestoreTask = {
  readonly folder: string
  /** The name of a backup; the newest where absent. */
  readonly at?: string | undefined
  readonly target: Pick<Config, 'databaseUrl' | 'dataFolder'>
  /** Go on without photos and files that are damaged; never without a table. */
  readonly partial: boolean
  readonly onProgress: Progress
}

export type RestoreReport = Loaded & {
  readonly backup: string
  readonly takenAt: string
  readonly target: string
  readonly files: number
  readonly damagedFiles: readonly string[]
  /** Chains whose end is not the one the backup names. */
  readonly differingChains: readonly string[]
}

/**
 * Restores one backup into an empty folder, or into the empty database of a server with the files in the data folder. The hash of every
 * part and file is checked before a row is written.
 *
 * @throws Problem `backup.none`, `backup.damaged`, `backup.newer`, `restore.target-not-empty` and the others of `problems.ts`
 */
export async function restore(task: RestoreTask): Promise<RestoreReport> {
  const { folder, manifest } = await checkBackup(task)
  return withTarget(task.target, async place => {
    await requireEmpty(place)
    const damagedFiles = await restoreFiles(task, { place, manifest, folder })
    const loaded = await loadCargo(place, cargoOf(folder, manifest), task)
    return {
      ...loaded,
      backup: manifest.name,
      takenAt: manifest.takenAt,
      target: place.name,
      files: manifest.files.count - damagedFiles.length,
      damagedFiles: [...manifest.damagedFiles, ...damagedFiles],
      differingChains: differingChains(loaded, manifest.chains),
    }
  })
}

export type CheckReport = {
  readonly backup: string
  readonly takenAt: string
  readonly rows: number
  readonly files: number
}

/** Reads a whole backup, files included, and checks every hash; restores nothing. @throws Problem `backup.damaged`, `backup.files-damaged` */
export async function checkWhole(task: Omit<RestoreTask, 'target' | 'partial'>): Promise<CheckReport> {
  const { folder, manifest } = await checkBackup(task)
  const damaged: Damaged[] = []
  for await (const { sha256 } of readList(folder, manifest.files.part)) {
    const found = await measureFile(pathOf(filesIn(task.folder), sha256))
    if (found?.sha256 !== sha256) damaged.push({ sha256, how: found === undefined ? 'missing' : 'changed' })
  }
  refuseDamaged(task.folder, damaged)
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  return { backup: manifest.name, takenAt: manifest.takenAt, rows, files: manifest.files.count }
}

async function checkBackup({ folder, at, onProgress }: Pick<RestoreTask, 'folder' | 'at' | 'onProgress'>) {
  const name = await chooseBackup(folder, at)
  const within = join(folder, name)
  const manifest = await readManifest(within)
  const migration = await unknownMigration(manifest.migrations)
  if (migration !== undefined) throw new Problem(newerBackup, { migration, version: manifest.version })
  onProgress({ zh: `校验备份 ${name}`, en: 'checking hashes' })
  for (const part of [...manifest.tables.map(table => table.part), manifest.jobs.part, manifest.files.part]) {
    await checkPart(within, part)
  }
  return { folder: within, manifest }
}

async function withTarget<Result>(
  target: RestoreTask['target'],
  work: (place: Place) => Promise<Result>,
): Promise<Result> {
  const files = join(target.dataFolder, 'files')
  if (target.databaseUrl !== undefined) {
    return work({ url: target.databaseUrl, name: withoutPassword(target.databaseUrl), files })
  }
  await requireNewFolder(target.dataFolder)
  return withStarted(target, work)
}

/** What an interrupted restore leaves, or a server that kept its database elsewhere; anything else belongs to somebody. */
const ownEntries = new Set([
  'files', 'postgres', 'postgres.new', 'postgres-password', 'postgres-password.once', 'postgres-binaries', 'jiuqing.pid', 'socket', 'lost+found',
]) // prettier-ignore

/** @throws Problem `restore.target-not-empty` for a folder with other things in it; its database is looked at once it runs */
export async function requireNewFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const foreign = (await readdir(folder)).find(name => !ownEntries.has(name))
  if (foreign !== undefined) throw new Problem(targetNotEmpty, { target: folder, found: foreign })
}

type Damaged = { readonly sha256: string; readonly how: 'changed' | 'missing' }
type Content = { readonly place: Place; readonly manifest: Manifest; readonly folder: string }

async function restoreFiles(
  { folder, partial, onProgress }: RestoreTask,
  content: Content,
): Promise<readonly string[]> {
  const { files } = content.place
  await mkdir(files, { recursive: true })
  const damaged: Damaged[] = []
  let number = 0
  for await (const file of readList(content.folder, content.manifest.files.part)) {
    if (++number % 100 === 0) onProgress({ zh: `文件 ${number}/${content.manifest.files.count}`, en: 'files' })
    if (await holds(files, file)) continue
    const how = await copyFile(filesIn(folder), files, file)
    if (how !== 'copied') damaged.push({ sha256: file.sha256, how })
  }
  if (!partial) refuseDamaged(folder, damaged)
  await syncShelves(files)
  return damaged.map(({ sha256 }) => sha256)
}

function refuseDamaged(folder: string, damaged: readonly Damaged[]): void {
  const [first] = damaged
  if (first === undefined) return
  const path = pathOf(filesIn(folder), first.sha256)
  throw new Problem(filesDamaged, { first: { path, how: first.how }, number: damaged.length })
}

function cargoOf(folder: string, { migrations, tables, chains, jobs }: Manifest): Cargo {
  const stored = new Map(tables.map(table => [nameOf(table), table]))
  return {
    migrations,
    tables,
    chains,
    open: async table => {
      const found = stored.get(nameOf(table))
      if (found === undefined) throw new RangeError(`not in the backup: ${nameOf(table)}`)
      return { content: readPart(folder, found.part), rows: () => found.rows }
    },
    jobs: () => readJobs(folder, jobs.part),
  }
}

async function* readJobs(
  folder: string,
  part: Manifest['jobs']['part'],
): AsyncGenerator<readonly PendingJob[], void, undefined> {
  let rest = Buffer.alloc(0)
  for await (const chunk of readPart(folder, part)) {
    const bytes = Buffer.concat([rest, chunk])
    const end = bytes.lastIndexOf(0x0a) + 1
    rest = bytes.subarray(end)
    const complete = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1)
    if (complete.length > 0) yield complete.map(line => PendingJob.parse(JSON.parse(line)))
  }
}

/** A chain that was broken when the backup was taken is broken again, and said to be; one that ends elsewhere is another matter. */
export function differingChains({ chains }: Pick<Loaded, 'chains'>, heads: readonly ChainHead[]): readonly string[] {
  const expected = new Map(heads.map(({ chain, hash, facts }) => [chain, `${facts} ${hash}`]))
  const there = new Set(chains.map(({ chain }) => chain))
  const differing = chains.filter(
    ({ chain, facts, hash, fault }) => fault === null && expected.get(chain) !== `${facts} ${hash}`,
  )
  return [
    ...differing.map(({ chain }) => chain),
    ...heads.filter(({ chain }) => !there.has(chain)).map(({ chain }) => chain),
  ]
}
