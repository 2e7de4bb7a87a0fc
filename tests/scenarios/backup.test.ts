import { createHash, randomBytes } from 'node:crypto'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PgBoss } from 'pg-boss'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../../src/domain/ids.ts'
import { Problem } from '../../src/domain/problems.ts'
import { backUp, type BackupReport } from '../../src/platform/backup/backup.ts'
import { Manifest } from '../../src/platform/backup/manifest.ts'
import { checkWhole, restore } from '../../src/platform/backup/restore.ts'
import { readConfig } from '../../src/platform/config.ts'
import { atomically, openDatabase } from '../../src/platform/db/database.ts'
import { openConfiguredDatabase } from '../../src/platform/start.ts'
import { recordWater } from '../../src/waters/store.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { digests, emptyDatabase, type EmptyDatabase } from '../support/empty-database.ts'
import { onServer } from '../support/on-server.ts'
import { municipal, pond, recordOne, withPlaces } from '../support/waters.ts'

/** Text that a careless copy would change: COPY's own signs, quotes, line ends, a sign beyond the basic plane. */
const oddName = '塘\t"\\N"\\.\r\n𠮷 \\x41'
const quiet = () => undefined

let source: TestDatabase
let folder: string
let files: string
const opened: EmptyDatabase[] = []

beforeAll(async () => {
  source = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-backup-'))
  files = join(folder, 'data', 'files')
  await withPlaces(source.database)
  await recordOne(source.database, pond({ name: oddName }))
  await recordOne(source.database, pond({ name: '石坝塘', regionCode: '500118118000' }))
  for (const content of ['照片一', '照片二']) await keepFile(content)
})
afterAll(async () => {
  await source.close()
  for (const database of opened) await database.drop()
  await rm(folder, { recursive: true, force: true })
})

async function keepFile(content: string | Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  await mkdir(join(files, sha256.slice(0, 2)), { recursive: true })
  await writeFile(join(files, sha256.slice(0, 2), sha256), content)
  return sha256
}

function backUpInto(name: string, more: { keep?: number; at?: Date } = {}): Promise<BackupReport> {
  const place = { url: source.ownerUrl, name: 'source', files }
  return backUp({
    source: place,
    folder: join(folder, name),
    at: new Date(),
    version: '0.1.0',
    onProgress: quiet,
    ...more,
  })
}

async function freshDatabase(): Promise<EmptyDatabase> {
  const database = await emptyDatabase()
  opened.push(database)
  return database
}

async function restoreInto(target: EmptyDatabase, name: string, more: { at?: string; partial?: boolean } = {}) {
  const dataFolder = join(folder, `data-${randomBytes(4).toString('hex')}`)
  const task = {
    folder: join(folder, name),
    target: { databaseUrl: target.url, dataFolder },
    partial: false,
    onProgress: quiet,
  }
  return { ...(await restore({ ...task, ...more })), dataFolder }
}

/** The problem that work was refused with. */
async function refusal(work: Promise<unknown>): Promise<{ code: string; zh: string; en: string }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Problem)) throw new Error(`no problem, but ${String(error)}`)
  return { code: error.kind.code, ...error.words() }
}

async function tablesIn(database: EmptyDatabase): Promise<readonly unknown[]> {
  return database.ask(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  )
}

describe('a backup restored', () => {
  let report: BackupReport
  let target: EmptyDatabase
  let restored: Awaited<ReturnType<typeof restoreInto>>
  beforeAll(async () => {
    report = await backUpInto('whole')
    target = await freshDatabase()
    restored = await restoreInto(target, 'whole')
  })

  it('holds every row of every table as it was, photos, and the ledger found sound', async () => {
    expect(await digests(target.url)).toEqual(await digests(source.ownerUrl))
    expect(await target.ask('select name from waters where name = $1', [oddName])).toHaveLength(1)
    expect(report.files).toMatchObject({ count: 2, copied: 2 })
    expect(restored).toMatchObject({ files: 2, damagedFiles: [], differingChains: [], leftOut: [] })
    expect(restored.tables).toEqual(report.tables)
    expect(restored.chains.map(({ chain, facts, hash, fault }) => ({ chain, facts, hash, fault }))).toEqual(
      report.chains.map(head => ({ ...head, fault: null })),
    )
    const kept = (await readdir(join(restored.dataFolder, 'files'), { recursive: true })).filter(
      name => name.length > 60,
    )
    expect(kept).toHaveLength(2)
  })

  it('keeps the second wall: without a scope the application’s role sees nothing, with one only its own', async () => {
    const database = openDatabase(target.url, { connections: 1 })
    try {
      const bare = await database.pool.query('select count(*)::int as seen from waters')
      expect(bare.rows).toEqual([{ seen: 0 }])
      const scoped = await database.pool.query(
        `with scope as materialized (select set_config('app.scope_from', '500118000000', false), set_config('app.scope_to', '500119000000', false)) select 1 from scope`,
      )
      expect(scoped.rowCount).toBe(1)
      const seen = await database.pool.query('select name from waters')
      expect(seen.rows).toEqual([{ name: '石坝塘' }])
    } finally {
      await database.close()
    }
  })

  it('makes its foreign keys again, so that no later row can point nowhere', async () => {
    const keys = `select conrelid::regclass::text as t, pg_get_constraintdef(oid) as d from pg_constraint where contype = 'f' and connamespace <> 'pgboss'::regnamespace order by 1, 2`
    const before = await source.asOwner(keys.replace(`and connamespace <> 'pgboss'::regnamespace`, ''))
    expect(await target.ask(keys)).toEqual(before)
    expect(before.length).toBeGreaterThan(20)
  })

  it('is one instant although others write all the while', async () => {
    let writing = true
    let written = 0
    const writer = (async () => {
      while (writing) {
        await atomically(source.database, municipal, tx => recordWater(tx, pond({ name: `新塘${written}` })))
        written++
      }
    })()
    await expect.poll(() => written).toBeGreaterThan(3)
    const before = written
    const instant = await backUpInto('instant')
    const after = written
    writing = false
    await writer
    const other = await freshDatabase()
    const taken = await restoreInto(other, 'instant')
    expect(after).toBeGreaterThan(before)
    expect(taken.differingChains).toEqual([])
    expect(taken.chains.every(({ fault }) => fault === null)).toBe(true)
    const [counted] = await other.ask(
      `select (select count(*) from waters)::int as waters, (select count(*) from facts where kind = 'water.recorded')::int as facts`,
    )
    expect(counted?.['waters']).toBe(counted?.['facts'])
    expect(instant.tables.find(({ table }) => table === 'public.waters')?.rows).toBe(counted?.['waters'])
  })
})

describe('jobs', () => {
  it('that waited or were at work are there once, those that were done are not', async () => {
    const boss = new PgBoss({ connectionString: source.ownerUrl, supervise: false, schedule: false })
    await boss.start()
    await boss.createQueue('test.kept')
    const [done, atWork, waiting] = [uuidv7(Date.now()), uuidv7(Date.now()), uuidv7(Date.now())]
    await boss.send('test.kept', { n: 1 }, { id: done })
    await boss.fetch('test.kept')
    await boss.complete('test.kept', done)
    await boss.send('test.kept', { n: 2 }, { id: atWork })
    await boss.fetch('test.kept')
    await boss.send('test.kept', { n: '三\n' }, { id: waiting, retryLimit: 7 })
    await boss.stop({ graceful: false })
    const report = await backUpInto('jobs')
    const target = await freshDatabase()
    await restoreInto(target, 'jobs')
    expect(report.jobs).toBe(2)
    const again = new PgBoss({ connectionString: target.url, supervise: false, schedule: false })
    await again.start()
    const fetched = await again.fetch('test.kept', { batchSize: 10 })
    expect(new Map(fetched.map(({ id, data }) => [id, data]))).toEqual(
      new Map([
        [atWork, { n: 2 }],
        [waiting, { n: '三\n' }],
      ]),
    )
    await again.stop({ graceful: false })
    const kept = await target.ask(`select retry_limit, dead_letter from pgboss.job where id = $1`, [waiting])
    expect(kept).toEqual([{ retry_limit: 7, dead_letter: 'given-up' }])
  })
})

describe('a second backup', () => {
  it('copies new photos only, leaves the earlier one as it was, and the newest is restored', async () => {
    const first = await backUpInto('two')
    await keepFile(`照片三 ${Date.now()}`)
    const marker = await recordOne(source.database, pond({ name: '只在第二个备份里' }))
    const second = await backUpInto('two')
    expect(second.files).toMatchObject({ count: first.files.count + 1, copied: 1 })
    const at = await freshDatabase()
    expect((await restoreInto(at, 'two', { at: first.backup })).files).toBe(first.files.count)
    expect(await at.ask('select id from waters where id = $1', [marker.id])).toEqual([])
    const newest = await freshDatabase()
    expect((await restoreInto(newest, 'two')).backup).toBe(second.backup)
    expect(await newest.ask('select id from waters where id = $1', [marker.id])).toHaveLength(1)
  })

  it('with --keep removes the oldest, also when the clock was set back', async () => {
    const one = await backUpInto('keep', { at: new Date('2026-11-25T10:00:00Z') })
    const two = await backUpInto('keep', { at: new Date('2026-11-25T11:00:00Z') })
    const three = await backUpInto('keep', { at: new Date('2020-01-01T00:00:00Z'), keep: 2 })
    expect(three.removed).toEqual([one.backup])
    const left = (await readdir(join(folder, 'keep'))).filter(name => /^\d/.test(name))
    expect(left).toEqual([two.backup, three.backup])
    expect((await checkWhole({ folder: join(folder, 'keep'), onProgress: quiet })).backup).toBe(three.backup)
  })

  it('at the same time into the same folder is refused and disturbs nothing', async () => {
    const [one, two] = await Promise.allSettled([backUpInto('same'), backUpInto('same')])
    const ended = [one, two].map(({ status }) => status).sort()
    expect(ended).toEqual(['fulfilled', 'rejected'])
    const refused = [one, two].find(result => result.status === 'rejected')
    expect(await refusal(Promise.reject(refused?.reason))).toMatchObject({ code: 'backup.in-use' })
    expect(await checkWhole({ folder: join(folder, 'same'), onProgress: quiet })).toMatchObject({
      files: expect.any(Number),
    })
    expect(
      (await readdir(join(folder, 'same'))).filter(name => name.includes('incomplete') || name.includes('lock')),
    ).toEqual([])
  })
})

describe('a photo damaged in the data folder', () => {
  it('is named and left out while everything else is backed up', async () => {
    const good = await keepFile('好照片')
    const bad = await keepFile('坏照片')
    await writeFile(join(files, bad.slice(0, 2), bad), '被改过')
    const report = await backUpInto('spoilt')
    await rm(join(files, bad.slice(0, 2), bad))
    expect(report.damagedFiles).toEqual([bad])
    const there = await readdir(join(folder, 'spoilt', 'files'), { recursive: true })
    expect(there).toContain(join(good.slice(0, 2), good))
    expect(there).not.toContain(join(bad.slice(0, 2), bad))
    expect((await restoreInto(await freshDatabase(), 'spoilt')).damagedFiles).toEqual([bad])
  })
})

describe('a damaged backup', () => {
  let within: string
  let photo: string
  beforeAll(async () => {
    photo = await keepFile('将被损坏的照片')
    within = join(folder, 'sound', (await backUpInto('sound')).backup)
  })

  /** A copy of the sound backup with one thing wrong. */
  async function spoil(name: string, change: (backup: string) => Promise<void>): Promise<void> {
    await cp(join(folder, 'sound'), join(folder, name), { recursive: true })
    await change(within.replace(join(folder, 'sound'), join(folder, name)))
  }

  async function flipBit(path: string): Promise<void> {
    const bytes = await readFile(path)
    const middle = Math.floor(bytes.length / 2)
    bytes[middle] = (bytes[middle] ?? 0) ^ 1
    await writeFile(path, bytes)
  }

  it.each([
    ['a flipped bit in a table', (at: string) => flipBit(join(at, 'public.waters.copy.zst')), 'public.waters.copy.zst'],
    ['a flipped bit in the manifest', (at: string) => flipBit(join(at, 'manifest.json')), 'manifest.json'],
    ['a missing table', (at: string) => rm(join(at, 'public.facts.copy.zst')), 'public.facts.copy.zst'],
    ['a missing manifest', (at: string) => rm(join(at, 'manifest.json')), 'manifest.json'],
    ['a cut-off list of files', (at: string) => writeFile(join(at, 'files.txt.zst'), ''), 'files.txt.zst'],
  ])('with %s is refused by name, and the target stays empty', async (what, change, named) => {
    const name = `spoilt-${createHash('sha256').update(what).digest('hex').slice(0, 8)}`
    await spoil(name, change)
    const target = await freshDatabase()
    const problem = await refusal(restoreInto(target, name))
    expect(problem).toMatchObject({ code: 'backup.damaged' })
    expect(problem.zh).toContain(named)
    expect(problem.en).toContain(named)
    expect(await tablesIn(target)).toEqual([])
  })

  it('with a damaged photo is refused, unless everything else is asked for', async () => {
    await spoil('photo', at => flipBit(join(at, '..', 'files', photo.slice(0, 2), photo)))
    const target = await freshDatabase()
    expect(await refusal(restoreInto(target, 'photo'))).toMatchObject({ code: 'backup.files-damaged' })
    expect(await refusal(checkWhole({ folder: join(folder, 'photo'), onProgress: quiet }))).toMatchObject({
      code: 'backup.files-damaged',
    })
    expect(await tablesIn(target)).toEqual([])
    expect((await restoreInto(target, 'photo', { partial: true })).damagedFiles).toEqual([photo])
  })

  it('that a newer version made is refused with that version’s name', async () => {
    await spoil('newer', async at => {
      const manifest = Manifest.parse(JSON.parse(await readFile(join(at, 'manifest.json'), 'utf8')))
      const text = JSON.stringify({
        ...manifest,
        version: '9.0.0',
        migrations: [...manifest.migrations, '20990101-01-later'],
      })
      await writeFile(join(at, 'manifest.json'), text)
      await writeFile(join(at, 'manifest.json.sha256'), createHash('sha256').update(text).digest('hex'))
    })
    const problem = await refusal(restoreInto(await freshDatabase(), 'newer'))
    expect(problem).toMatchObject({ code: 'backup.newer' })
    expect(problem.en).toContain('9.0.0 (20990101-01-later)')
    expect(problem.zh).toContain('9.0.0')
  })

  it('or one that was cut off, or that is not there, is refused; a folder of other things is left alone', async () => {
    await spoil('cut', at => rename(at, `${at}.incomplete`))
    const name = within.split('/').at(-1) ?? ''
    const target = await freshDatabase()
    expect(await refusal(restoreInto(target, 'cut', { at: name }))).toMatchObject({ code: 'backup.incomplete' })
    expect(await refusal(restoreInto(target, 'cut'))).toMatchObject({ code: 'backup.none' })
    expect(await refusal(restoreInto(target, 'sound', { at: 'yesterday' }))).toMatchObject({ code: 'backup.not-found' })
    await mkdir(join(folder, 'foreign'))
    await writeFile(join(folder, 'foreign', 'thesis.docx'), '')
    expect(await refusal(restoreInto(target, 'foreign'))).toMatchObject({ code: 'backup.none' })
    expect(await refusal(backUpInto('foreign'))).toMatchObject({ code: 'backup.folder-foreign' })
    expect(await readdir(join(folder, 'foreign'))).toEqual(['thesis.docx'])
  })
})

describe('a target', () => {
  it('that holds data is refused and left as it is', async () => {
    await backUpInto('onto')
    const before = await digests(source.ownerUrl)
    const filled = { url: source.ownerUrl, ask: source.asOwner, drop: async () => undefined }
    expect(await refusal(restoreInto(filled, 'onto'))).toMatchObject({ code: 'restore.target-not-empty' })
    expect(await digests(source.ownerUrl)).toEqual(before)
  })

  it('that two restores want is given to one', async () => {
    await backUpInto('both')
    const target = await freshDatabase()
    const ended = await Promise.allSettled([restoreInto(target, 'both'), restoreInto(target, 'both')])
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await digests(target.url)).toEqual(await digests(source.ownerUrl))
  })

  it('half filled by a run that was cut off lets no platform start, and is filled anew', async () => {
    await backUpInto('half')
    const target = await freshDatabase()
    await restoreInto(target, 'half')
    await target.ask('create schema jiuqing_restore')
    await target.ask('delete from water_areas')
    const config = readConfig({ DATABASE_URL: target.url, JIUQING_DATA: join(folder, 'half-data') })
    expect(await refusal(openConfiguredDatabase(config))).toMatchObject({ code: 'restore.unfinished' })
    await restoreInto(target, 'half')
    expect(await digests(target.url)).toEqual(await digests(source.ownerUrl))
    await (await openConfiguredDatabase(config)).stop()
  })

  it('gets no table that somebody else keeps beside ours, and says so', async () => {
    await source.asOwner('create schema bi create table bi.report (n int)')
    await backUpInto('beside')
    await source.asOwner('drop schema bi cascade')
    expect((await restoreInto(await freshDatabase(), 'beside')).leftOut).toEqual(['bi.report'])
  })

  it('with a column of ours changed by hand in the source is refused', async () => {
    await source.asOwner('alter table places add column note text')
    await backUpInto('by-hand')
    await source.asOwner('alter table places drop column note')
    const target = await freshDatabase()
    const problem = await refusal(restoreInto(target, 'by-hand'))
    expect(problem).toMatchObject({ code: 'restore.schema-differs' })
    expect(problem.en).toContain('public.places')
    expect(await tablesIn(target)).toEqual([])
  })

  it('whose ledger was altered in the source shows the same fault', async () => {
    const broken = await freshDatabase()
    await backUpInto('ledger')
    await restoreInto(broken, 'ledger')
    await broken.ask(
      `update facts set body = '{"colour":"green","reason":"x"}' where county_code = '500231' and sequence = 1`,
    )
    const place = { url: broken.url, name: 'broken', files }
    await backUp({ source: place, folder: join(folder, 'broken'), at: new Date(), version: '0.1.0', onProgress: quiet })
    const restored = await restoreInto(await freshDatabase(), 'broken')
    expect(restored.chains.find(({ chain }) => chain === '500231')?.fault).toMatchObject({
      fault: 'changed',
      sequence: 1,
    })
    expect(restored.differingChains).toEqual([])
  })
})

describe('the schema', () => {
  it('has nothing that copying rows would miss: no sequence, no materialised view, no large object', async () => {
    const kept = await onServer(
      source.ownerUrl,
      `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('S', 'm', 'f') and n.nspname in ('public', 'auth')
       union all select oid::text from pg_largeobject_metadata`,
    )
    expect(kept).toEqual([])
  })
})

// The folder of a test may lie below one that only its owner enters; the database of root runs as another account.
beforeAll(async () => chmod(folder, 0o755))
