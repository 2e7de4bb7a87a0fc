import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sha256 } from '../../src/platform/facts/chain.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { startEmbedded } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { digests, emptyDatabase, type EmptyDatabase } from '../support/empty-database.ts'
import { pond, recordOne, withPlaces } from '../support/waters.ts'
import { small } from '../support/small-database.ts'
import { programFile } from '../support/built.ts'

const main = programFile()
const photo = sha256('照片')

let folder: string
let server: EmptyDatabase
const dataFolder = () => join(folder, 'data')
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-move-'))
  // As root the database runs under another account, which must be able to walk down to its folder.
  await chmod(folder, 0o755)
  server = await emptyDatabase()
  await mkdir(join(dataFolder(), 'files', photo.slice(0, 2)), { recursive: true })
  await writeFile(join(dataFolder(), 'files', photo.slice(0, 2), photo), '照片')
})
afterAll(async () => {
  await server.drop()
  await rm(folder, { recursive: true, force: true })
})

async function jiuqing(...args: readonly string[]) {
  const env = { ...process.env, DATABASE_URL: '', JIUQING_DATA: dataFolder() }
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
  await once(child, 'close')
  return { code: child.exitCode, out, err }
}

async function digestsOf(data: string) {
  const embedded = await startEmbedded(data, small)
  try {
    return await digests(embedded.url)
  } finally {
    await embedded.stop()
  }
}

describe('a data folder in use', () => {
  it('is backed up beside the platform, and not moved', async () => {
    const embedded = await startEmbedded(dataFolder(), small)
    try {
      await migrate(embedded.url)
      const database = openDatabase(embedded.url, { connections: 1 })
      await withPlaces(database)
      await recordOne(database, pond())
      await database.close()
      const backup = await jiuqing('backup', join(folder, 'backups'), '--json')
      expect(backup).toMatchObject({ code: 0, err: '' })
      expect(JSON.parse(backup.out).files).toMatchObject({ count: 1 })
      const moved = await jiuqing('move', '--to', server.url)
      expect(moved).toMatchObject({ code: 1, out: '' })
      expect(moved.err).toContain('正被另一个久清进程')
      expect(moved.err).toContain('is used by another Jiuqing process')
    } finally {
      await embedded.stop()
    }
  })
})

describe('moving to a server and back', () => {
  it('takes every row along, leaves the source as it was, and says what to set now', async () => {
    const before = await digestsOf(dataFolder())
    const moved = await jiuqing('move', '--to', server.url)
    expect(moved).toMatchObject({ code: 0, err: '' })
    expect(moved.out).toContain('12340  public.places')
    expect(moved.out).toContain('与来源一致 same as the source')
    expect(moved.out.trim().split('\n').at(-1)).toContain('set DATABASE_URL to')
    expect(await digests(server.url)).toEqual(before)
    expect(await digestsOf(dataFolder())).toEqual(before)
    const again = await jiuqing('move', '--to', server.url)
    expect(again).toMatchObject({ code: 1, out: '' })
    expect(again.err).toContain('没有写入任何数据')
  })

  it('refuses while a platform is connected, then comes back with its photos', async () => {
    const back = join(folder, 'back')
    const platform = openDatabase(server.url, { connections: 1 })
    await platform.pool.query('select 1')
    const refused = await jiuqing('move', '--from', server.url, '--data', back)
    await platform.close()
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('请先停止所有服务进程')
    expect(refused.err).toContain('Stop every server process first')
    const moved = await jiuqing(
      'move',
      '--from',
      server.url,
      '--data',
      back,
      '--files',
      join(dataFolder(), 'files'),
      '--json',
    )
    expect(moved).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(moved.out)).toMatchObject({ files: 1, differingChains: [], leftOut: [] })
    expect(await digestsOf(back)).toEqual(await digests(server.url))
    expect(await readdir(join(back, 'files', photo.slice(0, 2)))).toEqual([photo])
  })

  it('does not write into a folder of other things, or one that holds data', async () => {
    await mkdir(join(folder, 'home'))
    await writeFile(join(folder, 'home', 'letters.txt'), '')
    const foreign = await jiuqing('move', '--from', server.url, '--data', join(folder, 'home'))
    expect(foreign.err).toContain('letters.txt')
    expect(await readdir(join(folder, 'home'))).toEqual(['letters.txt'])
    const filled = await jiuqing('restore', join(folder, 'backups'))
    expect(filled.code).toBe(1)
    expect(filled.err).toContain('is not empty')
  })
})

describe('a database that a newer version upgraded', () => {
  it('is refused with a sentence and nothing is made of it', async () => {
    await server.ask(`insert into kysely_migration values ('20990101-01-later', '2099-01-01T00:00:00.000Z')`)
    const refused = await jiuqing('move', '--from', server.url, '--data', join(folder, 'older'))
    await server.ask(`delete from kysely_migration where name = '20990101-01-later'`)
    expect(refused).toMatchObject({ code: 1, out: '' })
    expect(refused.err).toContain('20990101-01-later')
    expect(refused.err).toContain('Install the newer version')
  })
})

describe('a folder without data', () => {
  it('is neither backed up nor moved nor made', async () => {
    const gone = join(folder, 'gone')
    for (const args of [
      ['backup', join(folder, 'none')],
      ['move', '--to', server.url],
    ]) {
      const refused = await jiuqing(...args, '--data', gone)
      expect(refused).toMatchObject({ code: 1, out: '' })
      expect(refused.err).toContain('There is no Jiuqing data in')
    }
    expect(await readdir(folder)).not.toContain('gone')
    expect(await readdir(folder)).not.toContain('none')
  })
})
