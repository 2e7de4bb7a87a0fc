import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFileStore, type FileStore } from './attachments-store.ts'
import { collectOrphans, type Collected } from './orphans.ts'

let folder: string
let store: FileStore
let named: Set<string>
/** Runs when records are asked for, as somebody else's upload would in between. */
let meanwhile: () => Promise<void>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-orphans-'))
  store = await openFileStore(folder)
  named = new Set()
  meanwhile = async () => undefined
})
afterEach(() => rm(folder, { recursive: true }))

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')
const pathOf = (text: string) => join(folder, hashOf(text).slice(0, 2), hashOf(text))

const keptAt = new Date('2026-11-01T00:00:00Z')
const after = (days: number) => new Date(keptAt.getTime() + days * 86_400_000)

async function keep(text: string, at = keptAt): Promise<void> {
  const received = await store.receive(Readable.from([Buffer.from(text)]), { maxBytes: 100 })
  if ('tooLarge' in received) throw new Error('too large')
  await received.keep()
  await utimes(pathOf(text), at, at)
}

function collect(now: Date): Promise<Collected> {
  const find = async (hashes: readonly string[]) => {
    const found = new Set(hashes.filter(hash => named.has(hash)))
    await meanwhile()
    return found
  }
  return collectOrphans(folder, { now, find })
}

const isKept = async (text: string) => (await store.locate(hashOf(text))) !== undefined
const asideNames = () => readdir(join(folder, 'set-aside'))

describe('a file that no record names', () => {
  it('stays for two days, because its record may be on the way', async () => {
    await keep('泥塘')
    expect(await collect(after(2))).toMatchObject({ setAside: 0 })
    expect(await isKept('泥塘')).toBe(true)
  })

  it('is set aside after that, and deleted a month later', async () => {
    await keep('泥塘')
    expect(await collect(after(2.01))).toEqual({ setAside: 1, putBack: 0, deleted: 0, halfReceived: 0 })
    expect(await isKept('泥塘')).toBe(false)
    expect(await collect(after(32))).toMatchObject({ deleted: 0 })
    expect(await asideNames()).toHaveLength(1)
    expect(await collect(after(32.02))).toEqual({ setAside: 0, putBack: 0, deleted: 1, halfReceived: 0 })
    expect(await asideNames()).toEqual([])
  })

  it('comes back when a record names it again, as after a database was restored', async () => {
    await keep('泥塘')
    await collect(after(3))
    named.add(hashOf('泥塘'))
    expect(await collect(after(20))).toMatchObject({ putBack: 1, deleted: 0 })
    expect(await isKept('泥塘')).toBe(true)
  })
})

describe('a file that a record names', () => {
  it('is never touched, however old', async () => {
    await keep('泥塘')
    named.add(hashOf('泥塘'))
    expect(await collect(after(4000))).toEqual({ setAside: 0, putBack: 0, deleted: 0, halfReceived: 0 })
    expect(await isKept('泥塘')).toBe(true)
  })

  it('is put back where the record was made while the file was being taken', async () => {
    await keep('泥塘')
    let asked = 0
    meanwhile = async () => {
      asked += 1
      if (asked === 2) named.add(hashOf('泥塘'))
    }
    expect(await collect(after(3))).toMatchObject({ setAside: 0 })
    expect(await isKept('泥塘')).toBe(true)
  })
})

describe('a file in flight', () => {
  it('is left alone although old content of the same hash had no record', async () => {
    await keep('泥塘')
    // Received anew after the collector looked at the old file and before it takes it: what was set aside is asked for first.
    let asked = 0
    meanwhile = async () => {
      asked += 1
      if (asked === 2) await keep('泥塘', after(3))
    }
    expect(await collect(after(3))).toMatchObject({ setAside: 0 })
    expect(await isKept('泥塘')).toBe(true)
  })

  it('is not collected half received until a crash must have left it', async () => {
    await writeFile(join(folder, 'incoming-1'), 'half')
    await utimes(join(folder, 'incoming-1'), keptAt, keptAt)
    expect(await collect(after(1))).toMatchObject({ halfReceived: 0 })
    expect(await collect(after(3))).toMatchObject({ halfReceived: 1 })
    expect((await readdir(folder)).filter(name => name.startsWith('incoming'))).toEqual([])
  })
})

describe('collecting', () => {
  it('finishes what another that was killed in the middle began, without hurrying the month', async () => {
    await keep('泥塘')
    const killed = new Error('killed')
    let asked = 0
    meanwhile = async () => {
      asked += 1
      if (asked === 3) throw killed
    }
    await expect(collect(after(400))).rejects.toThrow(killed)
    meanwhile = async () => undefined
    expect(await collect(after(401))).toMatchObject({ deleted: 0 })
    expect(await asideNames()).toHaveLength(1)
    named.add(hashOf('泥塘'))
    expect(await collect(after(402))).toMatchObject({ putBack: 1 })
    expect(await isKept('泥塘')).toBe(true)
  })

  it('may run twice at once', async () => {
    for (const text of ['甲', '乙', '丙']) await keep(text)
    named.add(hashOf('乙'))
    const both = await Promise.all([collect(after(3)), collect(after(3))])
    expect(both.reduce((sum, { setAside }) => sum + setAside, 0)).toBeGreaterThanOrEqual(2)
    expect(await Promise.all(['甲', '乙', '丙'].map(isKept))).toEqual([false, true, false])
  })

  it('leaves alone what is not a file of the store', async () => {
    await writeFile(join(folder, 'README'), '')
    await utimes(join(folder, 'README'), keptAt, keptAt)
    await collect(after(4000))
    expect(await readdir(folder)).toContain('README')
  })
})
