import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { digests, emptyDatabase, type EmptyDatabase } from '../support/empty-database.ts'
import { pond, recordOne, withPlaces } from '../support/waters.ts'
import { programFile } from '../support/built.ts'

const main = programFile()

let source: TestDatabase
let target: EmptyDatabase
let folder: string
beforeAll(async () => {
  source = await testDatabase()
  target = await emptyDatabase()
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-interrupted-'))
  await withPlaces(source.database)
  await recordOne(source.database, pond())
})
afterAll(async () => {
  await source.close()
  await target.drop()
  await rm(folder, { recursive: true, force: true })
})

type Started = {
  readonly child: ChildProcess
  readonly ended: Promise<{ code: number | null; out: string; err: string }>
}

/** @param limit as of the shell's `ulimit -f`: no file larger than so many blocks of 512 or 1,024 bytes */
function start(args: readonly string[], url: string, limit?: number): Started {
  const env = { ...process.env, DATABASE_URL: url, JIUQING_DATA: join(folder, 'data') }
  const child =
    limit === undefined
      ? spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
      : spawn('sh', ['-c', `ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, main, ...args], {
          env,
          stdio: ['ignore', 'pipe', 'pipe'],
        })
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (err += text))
  return { child, ended: once(child, 'close').then(() => ({ code: child.exitCode, out, err })) }
}

const backups = () => join(folder, 'backups')
const backUp = () => start(['backup', backups(), '--json'], source.ownerUrl).ended

async function unfinished(): Promise<readonly string[]> {
  return (await readdir(backups())).filter(name => name.endsWith('.incomplete'))
}

describe('a backup killed half way', () => {
  it('leaves the earlier one whole, is recognised as incomplete, and is run again', async () => {
    const first = JSON.parse((await backUp()).out)
    // A lock in the middle of the alphabet of tables holds the backup there.
    const blocker = new Client({ connectionString: source.ownerUrl })
    await blocker.connect()
    await blocker.query('begin; lock table public.places in access exclusive mode')
    const { child, ended } = start(['backup', backups()], source.ownerUrl)
    await expect.poll(unfinished, { timeout: 30_000 }).toHaveLength(1)
    const [cut = ''] = await unfinished()
    await expect.poll(() => readdir(join(backups(), cut)), { timeout: 30_000 }).toContain('public.facts.copy.zst')
    child.kill('SIGKILL')
    await ended
    await blocker.end()

    expect(await unfinished()).toEqual([cut])
    const named = await start(['restore', backups(), '--at', cut.replace('.incomplete', '')], target.url).ended
    expect(named).toMatchObject({ code: 1, out: '' })
    expect(named.err).toContain('中途被中断')
    expect(named.err).toContain('was cut off')
    const checked = await start(['restore', backups(), '--check', '--json'], target.url).ended
    expect(JSON.parse(checked.out)).toMatchObject({ backup: first.backup })
    const again = JSON.parse((await backUp()).out)
    expect(again.incompleteRemoved).toEqual([cut.replace('.incomplete', '')])
    expect(await unfinished()).toEqual([])
  })
})

describe('a restore killed', () => {
  /** What a look at the target shows while a restore has come that far. */
  const moments = {
    'with the mark set': `select to_regnamespace('jiuqing_restore') is not null as reached`,
    'with its jobs there': `select to_regclass('pgboss.job') is not null as reached`,
    'while rows come in': `select exists (select from pg_stat_activity where datname = current_database() and query ilike 'copy "%') as reached`,
    'while keys are made again': `select exists (select from pg_stat_activity where datname = current_database() and query like 'alter table % add constraint%') as reached`,
  } as const

  let watcher: Client
  beforeAll(async () => {
    watcher = new Client({ connectionString: target.url })
    await watcher.connect()
    // Making the keys of a few rows again takes less time than a look on a busy machine: the first is held for a second.
    await watcher.query(`create schema slow; create function slow.keys() returns event_trigger language plpgsql as $$
      begin
        if current_query() like 'alter table % add constraint%' and nextval('slow.made') = 1 then perform pg_sleep(1); end if;
      end $$; create sequence slow.made; create event trigger slow_keys on ddl_command_start when tag in ('ALTER TABLE')
      execute function slow.keys()`)
  })
  afterAll(() => watcher.end())

  it.each(Object.entries(moments))('%s takes all rows back and lets no platform start', async (_, moment) => {
    const { child, ended } = start(['restore', backups()], target.url)
    while (child.exitCode === null && !(await holds(moment))) await pause(1)
    child.kill('SIGKILL')
    await ended
    expect(child.signalCode).toBe('SIGKILL')
    // The server notices that the connection is gone and takes the transaction back.
    await expect.poll(() => holds(noRestore), { timeout: 30_000 }).toBe(true)
    expect(await holds(`select to_regclass('public.facts') is null as reached`)).toBe(true)
    const refused = await start(['export', 'register', '--format', 'csv', '-o', join(folder, 'x.csv')], target.url)
      .ended
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('was cut off')
  })

  it('is run again and ends with everything there', async () => {
    expect(await start(['restore', backups()], target.url).ended).toMatchObject({ code: 0, err: '' })
    expect(await digests(target.url)).toEqual(await digests(source.ownerUrl))
    expect(await holds(`select to_regnamespace('jiuqing_restore') is null as reached`)).toBe(true)
  })

  const noRestore = `select not exists (select from pg_stat_activity where datname = current_database()
    and application_name = 'jiuqing restore') as reached`

  async function holds(question: string): Promise<boolean> {
    const { rows } = await watcher.query<{ reached: boolean }>(question)
    return rows[0]?.reached === true
  }
})

// Windows has neither this limit nor the shell.
describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  it('is said in both languages and leaves the earlier backups whole', async () => {
    const before = await readdir(backups())
    const full = await start(['backup', backups()], source.ownerUrl, 40).ended
    expect(full).toMatchObject({ code: 1, out: '' })
    expect(full.err).toContain('磁盘')
    expect(full.err).toContain('larger than')
    expect(full.err).not.toContain('    at ')
    expect(await readdir(backups())).toEqual(before)
    expect((await start(['restore', backups(), '--check'], target.url).ended).code).toBe(0)
  })
})

describe('a place that cannot be written', () => {
  it('is refused by name', async () => {
    await writeFile(join(folder, 'file'), '')
    const refused = await start(['backup', join(folder, 'file', 'backups')], source.ownerUrl).ended
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain(join(folder, 'file', 'backups'))
    expect(refused.err).not.toContain('    at ')
  })
})

describe('a database that goes away during a backup', () => {
  it('is said in both languages and leaves nothing half done', async () => {
    const before = await readdir(backups())
    const blocker = new Client({ connectionString: source.ownerUrl })
    await blocker.connect()
    await blocker.query('begin; lock table public.places in access exclusive mode')
    const { ended } = start(['backup', backups()], source.ownerUrl)
    await expect
      .poll(
        async () => {
          const rows = await source.asOwner(
            `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jiuqing backup'
           and datname = current_database() and wait_event_type = 'Lock'`,
          )
          return rows.length
        },
        { timeout: 30_000 },
      )
      .toBe(1)
    const refused = await ended
    await blocker.end()
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('数据库暂时无法连接')
    expect(refused.err).toContain('cannot be reached')
    expect(await readdir(backups())).toEqual(before)
  })
})
