import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../../src/domain/ids.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { startEmbedded } from '../../src/platform/db/embedded.ts'
import { checkChains } from '../../src/platform/facts/check.ts'
import { small } from '../support/small-database.ts'
import { enrol } from '../torture/cast.ts'
import { platformProcess, torturePassword, untilReadyAgain, type PlatformProcess } from '../torture/platform-process.ts'
import { programFile } from '../support/built.ts'

type Answer = { readonly status: number; readonly headers: Headers; readonly body: Record<string, unknown> }

/** Somebody signed in at a platform. */
async function desk(platform: PlatformProcess, username: string) {
  let cookie = ''
  const call = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer> => {
    const isBytes = body instanceof Uint8Array
    const answer = await fetch(`${platform.address}/api${path}`, {
      method,
      headers: { cookie, 'content-type': isBytes ? 'application/octet-stream' : 'application/json' },
      ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') === true
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : {} }
  }
  const signedIn = await call('POST', '/session', { username, password: torturePassword })
  if (signedIn.status !== 200) throw new Error(`${username} is not let in: ${JSON.stringify(signedIn.body)}`)
  cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return call
}

const pond = (name: string) => ({
  values: { name, type: 'pond', regionCode: '500231102000', areaM2: 2260 },
  acceptDoubts: true,
})

type Ended = { readonly code: number | null; readonly said: string }

/** Serves a folder that is expected to be refused. */
async function serveInVain(folder: string): Promise<Ended> {
  const child = spawn(process.execPath, [programFile(), 'serve', '--data', folder, '--port', '0'], {
    env: { ...process.env, DATABASE_URL: '', JIUQING_LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const code = await new Promise<number | null>(done => child.once('close', done))
  return { code, said }
}

let root: string
const folderOf = (name: string) => join(root, name)
const platforms: PlatformProcess[] = []
async function platformIn(folder: string, nodeOptions: readonly string[] = []): Promise<PlatformProcess> {
  const platform = await platformProcess({ folder, logFile: `${folder}.log`, nodeOptions })
  platforms.push(platform)
  return platform
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jiuqing-faults-'))
  await chmod(root, 0o755)
})
afterAll(async () => {
  for (const platform of platforms) {
    await platform.killServer()
    await platform.killPostmaster()
  }
  await rm(root, { recursive: true, force: true })
})

describe('a platform at work', () => {
  let platform: PlatformProcess
  let li: Awaited<ReturnType<typeof desk>>
  beforeAll(async () => {
    platform = await platformIn(folderOf('work'))
    await platform.start()
    await enrol(platform, 1)
    li = await desk(platform, 'li')
  })

  it('keeps its pages in as much memory as the configuration says', async () => {
    const owner = await platform.connect()
    const { rows } = await owner.query('show shared_buffers')
    await owner.end()
    expect(rows).toEqual([{ shared_buffers: `${small.memoryMb}MB` }])
  })

  it('keeps a second server off its folder, with a sentence in both languages', async () => {
    const second = await serveInVain(platform.folder)
    expect(second.code).toBe(1)
    expect(second.said).toContain('正被另一个久清进程')
    expect(second.said).toContain('is used by another Jiuqing process')
    expect(second.said).not.toContain('    at ')
    expect((await li('GET', '/session')).status).toBe(200)
  })

  it('keeps it off although the lock file was lost, and works on undisturbed', async () => {
    await rm(join(platform.folder, 'jiuqing.pid'))
    const second = await serveInVain(platform.folder)
    expect(second.code).toBe(1)
    expect(second.said).toContain('正被另一个久清进程')
    expect(second.said).toContain('is used by another Jiuqing process')
    expect((await li('POST', '/waters', pond('锁文件丢失之后'))).status).toBe(200)
  })

  it('names a photo whose bytes changed on the disk and does not hand it out', async () => {
    const water = await li('POST', '/waters', pond('照片损坏的塘'))
    const id = uuidv7(Date.now())
    const photo = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#345' } })
      .png()
      .toBuffer()
    const sha256 = createHash('sha256').update(photo).digest('hex')
    const path = `/waters/${String(water.body['id'])}/attachments/${id}`
    expect((await li('PUT', `${path}?sha256=${sha256}&name=a.png`, photo)).status).toBe(200)
    const stored = join(platform.folder, 'files', sha256.slice(0, 2), sha256)
    const flipped = await readFile(stored)
    flipped[flipped.length >> 1]! ^= 1
    await writeFile(stored, flipped)
    for (const as of ['file', 'inline', 'thumbnail']) {
      const answer = await li('GET', `${path}?as=${as}`)
      expect(answer).toMatchObject({ status: 500, body: { code: 'file.damaged' } })
      expect(answer.body['zh']).toContain(`文件 ${sha256} 内容已变`)
      expect(answer.body['en']).toContain(`The file ${sha256} on the server’s disk is not what was recorded`)
    }
  })

  it('answers that the database is away, when to come again, and works again by itself once it is back', async () => {
    expect(await platform.killPostmaster()).toBe(true)
    const answer = await untilUnavailable(li)
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(answer.body['zh']).toContain('数据库暂时无法连接，本次操作没有执行')
    expect(answer.body['en']).toContain('The database cannot be reached; nothing was done')
    expect(await untilReadyAgain(platform.address, 60_000)).toBe(true)
    expect((await li('POST', '/waters', pond('数据库重启之后'))).status).toBe(200)
  })

  it('starts on the remains after server and database were killed together', async () => {
    await platform.killPostmaster()
    await platform.killServer()
    await platform.start()
    expect((await li('GET', '/waters?search=数据库重启之后')).body).toMatchObject({ total: { count: 1 } })
  })
})

/** Right after the kill some requests may still get through, or be cut off. */
async function untilUnavailable(call: Awaited<ReturnType<typeof desk>>): Promise<Answer> {
  for (let tried = 0; tried < 400; tried++) {
    const answer = await call('GET', '/waters')
    if (answer.status === 503) return answer
  }
  throw new Error('the platform never said that its database was away')
}

describe('a first start that was cut off', () => {
  it.each([300, 1500])('after %i ms is done anew by the next', async afterMs => {
    const platform = await platformIn(folderOf(`cut-${afterMs}`))
    platform.launch()
    await pause(afterMs)
    await platform.killServer()
    await platform.start()
    const admin = await desk(platform, 'admin')
    expect((await admin('GET', '/session')).status).toBe(200)
    expect(await platform.stop()).toBe(0)
  })
})

describe('a database that is damaged', () => {
  it('is refused with what PostgreSQL says of it, not with a trace, when its log of changes is gone', async () => {
    const folder = folderOf('without-wal')
    await (await startEmbedded(folder, small)).stop()
    const wal = join(folder, 'postgres', 'pg_wal')
    for (const name of await readdir(wal)) if (/^[0-9A-F]{24}$/.test(name)) await rm(join(wal, name))
    const ended = await serveInVain(folder)
    expect(ended.code).toBe(1)
    expect(ended.said).toContain('内置数据库未能在')
    expect(ended.said).toContain('The embedded database did not start in')
    expect(ended.said).toMatch(/could not locate a valid checkpoint record|could not open file "pg_wal/)
    expect(ended.said).not.toContain('    at ')
    expect(await readdir(folder)).not.toContain('jiuqing.pid')
  })
})

describe('a clock that jumps', () => {
  it('a day ahead and a day back leaves chains sound, ids unique and people able to work', async () => {
    const folder = folderOf('clock')
    const day = 86_400_000
    for (const [index, shift] of [day, -day, 0].entries()) {
      const platform = await platformIn(folder, ['--import', shiftedClock(shift)])
      await platform.start()
      if (index === 0) await enrol(platform, 1)
      const li = await desk(platform, 'li')
      for (const name of ['甲', '乙']) {
        expect((await li('POST', '/waters', pond(`时钟${index}${name}`))).status).toBe(200)
      }
      expect((await li('GET', '/session')).status).toBe(200)
      expect(await platform.stop()).toBe(0)
    }
    const embedded = await startEmbedded(folder, small)
    const database = openDatabase(embedded.url)
    const chains = await checkChains(database, systemActor('job'))
    expect(chains.filter(({ fault }) => fault !== null)).toEqual([])
    expect(chains.find(({ chain }) => chain === '500231')?.facts).toBeGreaterThanOrEqual(6)
    await database.close()
    await embedded.stop()
  })
})

/** A module that shifts what the server takes for the present, as a clock set wrong does. */
function shiftedClock(byMs: number): string {
  const source = `const Real = Date
    globalThis.Date = class extends Real {
      constructor(...parts) { parts.length === 0 ? super(Real.now() + ${byMs}) : super(...parts) }
      static now() { return Real.now() + ${byMs} }
    }`
  return `data:text/javascript,${encodeURIComponent(source)}`
}

/** Only root may mount; elsewhere these two cannot be tried. */
const mayMount = process.platform === 'linux' && process.getuid?.() === 0 && tryMount()

function tryMount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'jiuqing-probe', '/mnt'], { stdio: 'ignore' })
    execFileSync('umount', ['/mnt'])
    return true
  } catch {
    return false // not allowed here
  }
}

describe.runIf(mayMount)('a disk', () => {
  it('that is full refuses uploads and changes with a sentence, and everything works once there is room', async () => {
    const disk = folderOf('disk')
    execFileSync('mkdir', [disk])
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=260m,mode=755', 'jiuqing-full', disk])
    try {
      const platform = await platformIn(join(disk, 'data'))
      await platform.start()
      await enrol(platform, 1)
      const li = await desk(platform, 'li')
      const water = await li('POST', '/waters', pond('满盘之前'))
      expect(water.status).toBe(200)
      const ballast = join(disk, 'ballast')
      execFileSync('sh', ['-c', `dd if=/dev/zero of=${ballast} bs=64k 2>/dev/null || true`])
      const photo = Buffer.alloc(400_000, 7)
      photo.set([0xff, 0xd8, 0xff])
      const sha256 = createHash('sha256').update(photo).digest('hex')
      const path = `/waters/${String(water.body['id'])}/attachments/${uuidv7(Date.now())}?sha256=${sha256}&name=a.jpg`
      const refused = await li('PUT', path, photo)
      expect(refused).toMatchObject({ status: 507, body: { code: 'database.disk-full' } })
      expect(refused.body['zh']).toContain('存储空间已满，本次操作没有保存')
      expect(refused.body['en']).toContain('disk is full; nothing was saved')
      expect((await readdir(join(platform.folder, 'files'))).filter(name => name.startsWith('incoming'))).toEqual([])
      await rm(ballast)
      expect(await untilReadyAgain(platform.address, 60_000)).toBe(true)
      expect((await li('POST', '/waters', pond('满盘之后'))).status).toBe(200)
      expect(await platform.stop()).toBe(0)
    } finally {
      execFileSync('umount', ['-l', disk])
    }
  })

  it('that is read-only is named, and no database is begun on it', async () => {
    const disk = folderOf('read-only')
    execFileSync('mkdir', [disk])
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=10m,mode=755', 'jiuqing-ro', disk])
    try {
      const ended = await serveInVain(join(disk, 'data'))
      expect(ended.code).toBe(1)
      expect(ended.said).toContain('在只读的磁盘上')
      expect(ended.said).toContain('is on a read-only disk')
      expect(await readdir(disk)).toEqual([])
    } finally {
      execFileSync('umount', ['-l', disk])
    }
  })
})
