/**
 * Promise: a backup costs little more than a bare COPY of the same tables, a restore a small multiple of a bare COPY into tables with the
 * same indexes, and neither holds the data in memory.
 *
 * `node bench/backup.ts [waters]` measures in this one run: the server's own COPY of every table into files beside its data and back (the
 * yardsticks), a first and a second backup, a whole check, a restore. Memory is the growth of this process's resident set.
 */
import { chmod, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { uuidv7 } from '../src/domain/ids.ts'
import { rangeOf, systemActor, type Actor } from '../src/platform/actor.ts'
import { backUp } from '../src/platform/backup/backup.ts'
import { nameOf, quoted, storedTables } from '../src/platform/backup/catalogue.ts'
import { checkWhole, restore } from '../src/platform/backup/restore.ts'
import { atomically, openDatabase, reading, type Database } from '../src/platform/db/database.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { ensureShippedPlaces } from '../src/places/seed.ts'
import { placeDirectory } from '../src/places/store.ts'
import { recordWaters, type WaterDraft } from '../src/waters/store.ts'
import { tell } from './lines.ts'
import { timed, type Took } from './timed.ts'

const waters = Number(process.argv[2] ?? 100_000)
const batch = 10_000
const city: Actor = { ...systemActor('job'), region: '500000000000', range: rangeOf('500000000000') }
const dataFolder = await mkdtemp(join(tmpdir(), 'jiuqing-bench-data-'))
const backups = await mkdtemp(join(tmpdir(), 'jiuqing-bench-backups-'))
const embedded = await startEmbedded(dataFolder)

try {
  await migrate(embedded.url)
  await fill()
  await measure()
} finally {
  await embedded.stop()
  for (const used of [dataFolder, backups]) await rm(used, { recursive: true, force: true })
}

async function fill(): Promise<void> {
  const database = openDatabase(embedded.url)
  await ensureShippedPlaces(database)
  const villages = await villagesOf(database)
  for (let done = 0; done < waters; done += batch) {
    const drafts = Array.from(
      { length: Math.min(batch, waters - done) },
      (_, index) => draft(done + index, villages[(done + index) % villages.length]!), // the remainder is below the length
    )
    await atomically(database, city, tx => recordWaters(tx, drafts, { importId: uuidv7(Date.now()) }))
  }
  await database.close()
}

async function villagesOf(database: Database): Promise<readonly string[]> {
  const { table } = await reading(database, city, placeDirectory)
  return table.all.filter(({ level }) => level === 'village').map(({ code }) => code)
}

function draft(index: number, regionCode: string): WaterDraft {
  const longitude = 105.3 + (((index * 7919) % 100_003) / 100_003) * 4.8
  const latitude = 28.2 + (((index * 104_729) % 99_991) / 99_991) * 4
  return {
    values: {
      name: `青龙塘${index}`,
      type: 'pond',
      regionCode,
      areaM2: 200 + ((index * 31) % 5000),
      position: { longitude, latitude },
      coordinateSource: 'cgcs2000',
    },
    candidateSource: 'workbook',
    entry: { transition: 'declare', list: 'municipal' },
  }
}

async function measure(): Promise<void> {
  const owner = new Client({ connectionString: embedded.url })
  await owner.connect()
  await owner.query('create database restored template template0')
  const out = await timed(() => copyOut(owner))
  const back = await timed(() => copyBack(owner))
  await owner.end()
  const source = { url: embedded.url, name: dataFolder, files: join(dataFolder, 'files') }
  const task = { source, folder: backups, version: 'bench', onProgress: () => undefined }
  const first = await timed(() => backUp({ ...task, at: new Date() }))
  const second = await timed(() => backUp({ ...task, at: new Date() }))
  const checked = await timed(() => checkWhole({ folder: backups, onProgress: () => undefined }))
  const target = {
    databaseUrl: embedded.url.replace('/postgres?', '/restored?'),
    dataFolder: join(dataFolder, 'restored'),
  }
  const restored = await timed(() => restore({ folder: backups, target, partial: false, onProgress: () => undefined }))
  console.log(
    `${waters} waters; COPY wrote ${megabytes(await sizeOf(join(dataFolder, 'copy')))} MB, a backup ${megabytes((await sizeOf(backups)) / 2)} MB`,
  )
  const bareOut = { took: out, words: `the server's own COPY out` }
  print('backup: the first', first, bareOut)
  print('backup: the second', second, bareOut)
  print('backup: checking every hash', checked, bareOut)
  print('restore, ledger checked', restored, { took: back, words: 'bare COPY in' })
}

/** By the server itself, onto the same disk. */
async function copyOut(owner: Client): Promise<void> {
  await mkdir(join(dataFolder, 'copy'))
  // The database runs as an account of its own.
  await chmod(join(dataFolder, 'copy'), 0o777)
  for (const table of await storedTables(owner)) {
    await owner.query(`copy (select * from ${quoted(table)}) to '${fileOf(nameOf(table))}'`)
  }
}

/** Into tables with the same indexes, without foreign keys. */
async function copyBack(owner: Client): Promise<void> {
  const tables = await storedTables(owner)
  await owner.query('create schema copied')
  await owner.query('begin')
  for (const table of tables) {
    const copy = `copied."${nameOf(table)}"`
    await owner.query(`create table ${copy} (like ${quoted(table)} including all)`)
    await owner.query(`copy ${copy} from '${fileOf(nameOf(table))}'`)
  }
  await owner.query('commit')
  await owner.query('drop schema copied cascade')
}

function fileOf(table: string): string {
  return join(dataFolder, 'copy', table)
}

function print(promise: string, took: Took, bare: { readonly took: Took; readonly words: string }): void {
  tell({
    promise,
    size: `${waters.toLocaleString('en')} waters`,
    measured: `${took.seconds.toFixed(2)} s, memory +${took.megabytes.toFixed(0)} MB`,
    yardstick: `${bare.words} ${bare.took.seconds.toFixed(2)} s`,
    ratio: took.seconds / bare.took.seconds,
  })
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true })
  const sizes = await Promise.all(entries.map(async entry => (await stat(join(folder, entry))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
