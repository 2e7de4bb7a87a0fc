import { join } from 'node:path'
import { Readable } from 'node:stream'
import { nameOf, type StoredTable } from './catalogue.ts'
import { draftBackup, filesIn, removeOldest, type Draft } from './backup-folder.ts'
import { copyFile, holds, keptFiles, syncShelves, writeList, type KeptFile } from './kept-files.ts'
import type { Progress, TableCount } from './loading.ts'
import { writeManifest, type Manifest } from './manifest.ts'
import { writePart } from './parts.ts'
import type { PendingJob } from './pending-jobs.ts'
import { withSnapshot, type ChainHead, type Snapshot } from './snapshot.ts'
import type { Place } from './source.ts'

export type BackupTask = {
  readonly source: Place
  /** The folder of backups: new, empty, or one that holds backups already. */
  readonly folder: string
  readonly at: Date
  /** Of the program, for the manifest. */
  readonly version: string
  /** How many backups stay, the new one included; all where absent. */
  readonly keep?: number | undefined
  readonly onProgress: Progress
}

export type BackupReport = {
  readonly backup: string
  readonly takenAt: string
  readonly tables: readonly TableCount[]
  readonly chains: readonly ChainHead[]
  readonly jobs: number
  readonly files: { readonly count: number; readonly bytes: number; readonly copied: number }
  /** In the data folder these no longer fit their names, and no earlier backup holds them. */
  readonly damagedFiles: readonly string[]
  readonly removed: readonly string[]
  /** Backups that earlier runs did not finish. */
  readonly incompleteRemoved: readonly string[]
}

/**
 * Takes one backup: the database on one snapshot, then the files that no earlier backup holds. It appears under its name when all of it
 * is on the disk; before that earlier backups are as they were.
 *
 * @throws Problem `backup.folder-foreign`, `backup.in-use`, `backup.no-database`; else the system's error
 */
export async function backUp(task: BackupTask): Promise<BackupReport> {
  const draft = await draftBackup(task.folder, task.at)
  try {
    const content = await withSnapshot({ url: task.source.url, where: task.source.name }, snapshot =>
      writeDatabase(snapshot, draft, task.onProgress),
    )
    const { files, damagedFiles, copied } = await writeFiles(task, draft)
    const takenAt = task.at.toISOString()
    const manifest: Manifest = {
      format: 1,
      name: draft.name,
      version: task.version,
      takenAt,
      ...content,
      files,
      damagedFiles,
    }
    await writeManifest(draft.folder, manifest)
    await draft.finish()
    const removed = task.keep === undefined ? [] : await removeOldest(task.folder, task.keep)
    return {
      ...reportOf(manifest),
      files: { count: files.count, bytes: files.bytes, copied },
      removed,
      incompleteRemoved: draft.removed,
    }
  } finally {
    await draft.close()
  }
}

function reportOf({ name, takenAt, tables, chains, jobs, damagedFiles }: Manifest) {
  const counts = tables.map(table => ({ table: nameOf(table), rows: table.rows }))
  return { backup: name, takenAt, tables: counts, chains, jobs: jobs.pending, damagedFiles }
}

type DatabasePart = Pick<Manifest, 'server' | 'migrations' | 'chains' | 'tables' | 'jobs'>

async function writeDatabase(snapshot: Snapshot, draft: Draft, onProgress: Progress): Promise<DatabasePart> {
  const tables: Manifest['tables'] = []
  for (const [index, table] of snapshot.tables.entries()) {
    onProgress({ zh: `备份表 ${index + 1}/${snapshot.tables.length} ${nameOf(table)}`, en: 'copying' })
    tables.push(await writeTable(snapshot, draft, table))
  }
  return {
    server: await serverOf(snapshot),
    migrations: [...snapshot.migrations],
    chains: [...snapshot.chains],
    tables,
    jobs: await writeJobs(snapshot, draft),
  }
}

async function writeTable(snapshot: Snapshot, draft: Draft, table: StoredTable): Promise<Manifest['tables'][number]> {
  const { content, rows } = await snapshot.open(table)
  const part = await writePart(join(draft.folder, `${nameOf(table).replaceAll(/[^\w.]/g, '_')}.copy.zst`), content)
  return { schema: table.schema, name: table.name, columns: [...table.columns], rows: rows(), part }
}

async function serverOf({ client }: Snapshot): Promise<string> {
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
  return `PostgreSQL ${rows[0]?.version}`
}

async function writeJobs(snapshot: Snapshot, draft: Draft): Promise<Manifest['jobs']> {
  let pending = 0
  async function* lines(batches: AsyncIterable<readonly PendingJob[]>): AsyncGenerator<string, void, undefined> {
    for await (const batch of batches) {
      pending += batch.length
      yield batch.map(job => `${JSON.stringify(job)}\n`).join('')
    }
  }
  const part = await writePart(join(draft.folder, 'pending-jobs.jsonl.zst'), Readable.from(lines(snapshot.jobs())))
  return { pending, part }
}

/** Files are only ever added, so those there now hold all that the snapshot names. */
async function writeFiles({ source, folder, onProgress }: BackupTask, draft: Draft) {
  const target = filesIn(folder)
  const damagedFiles: string[] = []
  const tally = { count: 0, bytes: 0, copied: 0 }
  async function* held(): AsyncGenerator<KeptFile, void, undefined> {
    for await (const file of keptFiles(source.files)) {
      if (!(await holds(target, file))) {
        if ((await copyFile(source.files, target, file)) !== 'copied') {
          damagedFiles.push(file.sha256)
          continue
        }
        tally.copied++
      }
      tally.count++
      tally.bytes += file.bytes
      if (tally.count % 100 === 0) onProgress({ zh: `文件 ${tally.count}`, en: 'files' })
      yield file
    }
  }
  const part = await writePart(join(draft.folder, 'files.txt.zst'), writeList(held()))
  await syncShelves(target)
  return { files: { count: tally.count, bytes: tally.bytes, part }, damagedFiles, copied: tally.copied }
}
