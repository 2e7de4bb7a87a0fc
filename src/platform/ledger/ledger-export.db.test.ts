import { Readable } from 'node:stream'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPassword, cookieOf, openTestDoor, type Client, type TestDoor } from '../../../tests/support/door.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { systemActor } from '../actor.ts'
import { atomically } from '../db/database.ts'
import { openFileStore, type FileStore } from '../files/attachments-store.ts'
import { serveLedger } from './routes.ts'
import { paddingOf, readTarHeader, verifyLedger, type DailyRoot, type LedgerReport } from './rules.ts'
import { nodeTools } from './verify-file.ts'

const dianjiang = '500231'

let now = new Date('2026-11-20T02:00:00Z')
let test: TestDatabase
let door: TestDoor
let folder: string
let files: FileStore
let municipal: Client
let auditor: Client
let photo: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-ledger-'))
  files = await openFileStore(folder)
  test = await testDatabase({ clock: () => now })
  door = await openTestDoor(test)
  serveLedger(door.door, { files, nameChains: async () => chain => (chain === dianjiang ? '垫江县' : undefined) })
  municipal = await enrol('audit.city', '500000000000')
  auditor = await enrol('audit.dianjiang', '500231000000')
  photo = await attachPhoto('500231103201')
  await append('500118102000')
})
afterAll(async () => {
  await door.close()
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

async function enrol(username: string, regionCode: string): Promise<Client> {
  const admin = await door.signIn('admin', adminPassword)
  const organisation = await admin.send('POST', '/api/organisations', { name: '督查室', kind: 'audit', regionCode })
  const created = await admin.send('POST', '/api/accounts', {
    username,
    displayName: '钱审',
    role: 'auditor',
    organisationId: organisation.json()['id'],
    regionCode,
  })
  const oldPassword = String(created.json()['oneTimePassword'])
  const first = await door.signIn(username, oldPassword)
  const changed = await first.send('POST', '/api/session/password', { oldPassword, newPassword: 'Shenji#2026' })
  return door.withHeaders({ cookie: cookieOf(changed) })
}

const append = (regionCode: string) =>
  atomically(test.database, systemActor('job'), tx =>
    tx.append({ kind: 'water.status-set', regionCode, subjectId: 'w1', body: { colour: 'red', reason: '复核' } }),
  )

async function keep(content: string): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const received = await files.receive(Readable.from([Buffer.from(content)]), { maxBytes: 1e6 })
  if ('tooLarge' in received) throw new Error('some bytes are not too large')
  await received.keep()
  return received
}

async function attachPhoto(regionCode: string): Promise<string> {
  const { sha256, bytes } = await keep('a photo')
  const body = { attachmentId: 'a1', sha256, bytes, kind: 'photo' }
  await atomically(test.database, systemActor('job'), tx =>
    tx.append({ kind: 'attachment.added', regionCode, subjectId: 'w1', body }),
  )
  return sha256
}

async function sendWithNotice(regionCode: string): Promise<string> {
  const { sha256, bytes } = await keep('a circular')
  const body = { fileId: 'f1', sha256, bytes, recordHash: sha256 }
  await atomically(test.database, systemActor('job'), tx =>
    tx.append({ kind: 'notice.file-added', regionCode, subjectId: 'f1', body }),
  )
  return sha256
}

async function exported(client: Client, query = ''): Promise<Buffer> {
  const answer = await client.get(`/api/facts/export${query}`)
  expect(answer.status).toBe(200)
  return answer.raw.rawPayload
}

/** Everything that stands in the packed parts. */
function textOf(bytes: Buffer): string {
  let text = ''
  for (let offset = 0; offset < bytes.length;) {
    const header = readTarHeader(bytes.subarray(offset, offset + 512))
    if (header === undefined || header === 'end') break
    const content = bytes.subarray(offset + 512, offset + 512 + header.bytes)
    text += header.name.endsWith('.gz') ? gunzipSync(content).toString() : content.toString()
    offset += 512 + header.bytes + paddingOf(header.bytes)
  }
  return text
}

const verify = (bytes: Buffer, against: readonly DailyRoot[] = []): Promise<LedgerReport> =>
  verifyLedger(
    { bytes: bytes.length, read: async (offset, count) => bytes.subarray(offset, offset + count) },
    nodeTools,
    { against },
  )

describe('the exported ledger', () => {
  it('of a city holds every chain of it whole, and is sound', async () => {
    const report = await verify(await exported(municipal))
    expect(report).toMatchObject({ sound: true, region: '500000000000', complete: false, photos: null })
    expect(report.chains.map(({ chain }) => chain)).toEqual(['000000', '500118', dianjiang])
    // The first administrator answers for the whole country: facts of that jurisdiction are links to a city.
    expect(report.links).toBeGreaterThan(0)
  })

  it('of a county holds that chain alone, with the personal values its auditor may see', async () => {
    const report = await verify(await exported(auditor))
    expect(report.chains.map(({ chain }) => chain)).toEqual([dianjiang])
    expect(report).toMatchObject({ sound: true, links: 0, personal: { kept: 1, erased: 0, withheld: 0 } })
  })

  it('shows facts of another jurisdiction as links without contents', async () => {
    // A water of Dianjiang that stands in Yongchuan now: its facts stay in the chain of its county of founding.
    await atomically(test.database, systemActor('job'), tx =>
      tx.append({
        kind: 'water.status-set',
        regionCode: '500118102000',
        chain: dianjiang,
        subjectId: 'w1',
        body: { colour: 'red', reason: '永川机密' },
      }),
    )
    const bytes = await exported(auditor)
    expect(await verify(bytes)).toMatchObject({ sound: true, links: 1 })
    expect(textOf(bytes)).toContain('a1')
    expect(textOf(bytes)).not.toContain('永川机密')
  })

  it('brings the files along where asked for, and says which are gone', async () => {
    expect(await verify(await exported(auditor, '?photos=true'))).toMatchObject({
      sound: true,
      photos: { expected: 1, sound: 1 },
    })
    await rm(join(folder, photo.slice(0, 2), photo))
    const report = await verify(await exported(auditor, '?photos=true'))
    expect(report.faults).toMatchObject([{ fault: 'photo-missing', chain: dianjiang, sha256: photo }])
  })

  it('brings the files of notices along as well', async () => {
    const sha256 = await sendWithNotice('500118000000')
    const there = await exported(municipal, '?county=500118&photos=true')
    expect(await verify(there)).toMatchObject({ sound: true, photos: { expected: 1, sound: 1 } })
    await rm(join(folder, sha256.slice(0, 2), sha256))
    const gone = await verify(await exported(municipal, '?county=500118&photos=true'))
    expect(gone.faults).toMatchObject([{ fault: 'photo-missing', chain: '500118', sha256 }])
  })

  it('cut to a county by the city, and to nothing for a county that is not one’s own', async () => {
    const one = await verify(await exported(municipal, '?county=500118'))
    expect(one.chains.map(({ chain }) => chain)).toEqual(['500118'])
    const none = await verify(await exported(auditor, '?county=500118'))
    expect(none).toMatchObject({ facts: 0, chains: [] })
  })

  it('names what was erased as erased, and what was tampered with in the database', async () => {
    await test.asOwner(`delete from fact_personal where county_code = '500231'`)
    expect(await verify(await exported(auditor))).toMatchObject({ sound: true, personal: { kept: 0, erased: 1 } })
    await test.asOwner(`update facts set body = '{"via":"other"}' where county_code = '500231' and sequence = 3`)
    expect((await verify(await exported(auditor))).faults).toMatchObject([
      { fault: 'changed', chain: dianjiang, sequence: 3 },
    ])
    await test.asOwner(`update facts set body = '{"via":"password"}' where county_code = '500231' and sequence = 3`)
  })

  it('is not for those who may not read facts', async () => {
    const admin = await door.signIn('admin', adminPassword)
    expect((await admin.get('/api/facts/export')).status).toBe(403)
    expect((await door.anyone.get('/api/facts/export')).status).toBe(401)
  })
})

type Roots = { date: string | null; roots: DailyRoot[] }
const roots = async (query = ''): Promise<Roots> =>
  (await door.anyone.get(`/ledger/roots.json${query}`)).raw.json<Roots>()

describe('daily roots', () => {
  it('are published once a day has ended in China, for each chain its last fact before midnight', async () => {
    expect(await roots()).toEqual({ date: '2026-11-19', roots: [] })
    now = new Date('2026-11-20T16:30:00Z')
    await append('500231000000')
    const { date, roots: first } = await roots()
    expect(date).toBe('2026-11-20')
    const last = await test.asOwner(`select hash from facts where county_code = '500231' and sequence = $1`, [
      first.find(({ chain }) => chain === dianjiang)?.facts,
    ])
    expect(first.find(({ chain }) => chain === dianjiang)).toMatchObject({
      date: '2026-11-20',
      hash: last[0]?.['hash'],
    })
    const { count } = (await test.asOwner(`select count(*)::int as count from facts where county_code = '500231'`))[0]!
    expect(first.find(({ chain }) => chain === dianjiang)?.facts).toBe(Number(count) - 1)
  })

  it('do not change once kept, although a fact of that day arrives late', async () => {
    const before = await roots('?date=2026-11-20')
    now = new Date('2026-11-20T15:59:59Z')
    await append('500231000000')
    now = new Date('2026-11-21T16:30:00Z')
    expect(await roots('?date=2026-11-20')).toEqual(before)
    const next = (await roots()).roots.find(({ chain }) => chain === dianjiang)
    expect(next).toMatchObject({ date: '2026-11-21' })
  })

  it('stay on the day a chain last grew, days on', async () => {
    const before = (await roots()).roots
    now = new Date('2026-12-01T02:00:00Z')
    expect(await roots()).toEqual({ date: '2026-11-30', roots: before })
    expect((await roots('?date=2027-01-01')).date).toBe('2026-11-30')
  })

  it('stand in the export, and find a rewritten history there', async () => {
    const { roots: kept } = await roots()
    // Days have passed, and with them the session.
    municipal = await door.signIn('audit.city', 'Shenji#2026')
    const sound = await verify(await exported(municipal), kept)
    expect(sound.sound).toBe(true)
    expect(sound.roots.checked).toBeGreaterThan(3)
    const foreign = kept.map(root => (root.chain === dianjiang ? { ...root, hash: 'f'.repeat(64) } : root))
    expect((await verify(await exported(municipal), foreign)).faults).toMatchObject([
      { fault: 'root-differs', chain: dianjiang },
    ])
  })

  it('cannot be changed by the application', async () => {
    await expect(test.database.pool.query(`update ledger_roots set hash = ''`)).rejects.toThrow(/permission denied/)
    await expect(test.database.pool.query('delete from ledger_roots')).rejects.toThrow(/permission denied/)
  })

  it('are a page for people, JSON for programs, and hold no name of a person', async () => {
    const page = await door.anyone.get('/ledger')
    expect(page.raw.headers['content-type']).toContain('text/html')
    expect(page.raw.body).toContain('垫江县')
    expect(page.raw.body).toContain('Daily roots of the ledger')
    expect(page.raw.body).not.toContain('钱审')
    const read = await door.withHeaders({ accept: 'application/json' }).get('/ledger')
    expect(read.raw.json()).toEqual(await roots())
  })
})
