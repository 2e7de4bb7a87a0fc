import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createServer } from '../http/server.ts'
import { openLog } from '../log.ts'
import { openFileStore, type ReceivedFile } from './attachments-store.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-store-'))
})
afterEach(() => rm(folder, { recursive: true }))

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

async function received(text: string, maxBytes = 100): Promise<ReceivedFile> {
  const store = await openFileStore(folder)
  const receipt = await store.receive(Readable.from([Buffer.from(text)]), { maxBytes })
  if ('tooLarge' in receipt) throw new Error('too large')
  return receipt
}

describe('the file store', () => {
  it('keeps a file under its hash and gives the same bytes back', async () => {
    const file = await received('泥塘')
    expect(file).toMatchObject({ sha256: sha256('泥塘'), bytes: 6 })
    await file.keep()
    const found = await (await openFileStore(folder)).read(sha256('泥塘'))
    expect(found?.bytes).toBe(6)
    expect((await buffer(found!.content)).toString()).toBe('泥塘')
  })

  it('keeps the same content once', async () => {
    for (let time = 0; time < 2; time++) await (await received('同')).keep()
    expect(await readdir(join(folder, sha256('同').slice(0, 2)))).toEqual([sha256('同')])
  })

  it('has no file before it is kept, and leaves nothing of one that is discarded', async () => {
    const file = await received('弃')
    expect(await (await openFileStore(await mkdtemp(join(folder, 'other-')))).read(file.sha256)).toBeUndefined()
    await file.discard()
    expect((await readdir(folder)).filter(name => name.startsWith('incoming'))).toEqual([])
  })

  it('takes a file of exactly the limit and drops one a byte larger', async () => {
    const exact = await received('12345', 5)
    expect(exact.bytes).toBe(5)
    await exact.discard()
    const store = await openFileStore(folder)
    expect(await store.receive(Readable.from([Buffer.from('123456')]), { maxBytes: 5 })).toEqual({ tooLarge: true })
    expect(await readdir(folder)).toEqual([])
  })

  it('drops what was half received when the sender broke off', async () => {
    const broken = Readable.from(
      (async function* send() {
        yield Buffer.from('half')
        throw new Error('connection lost')
      })(),
    )
    const store = await openFileStore(folder)
    await expect(store.receive(broken, { maxBytes: 100 })).rejects.toThrow('connection lost')
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves alone what another process is receiving into the same folder', async () => {
    await writeFile(join(folder, 'incoming-1'), 'half')
    await openFileStore(folder)
    expect(await readdir(folder)).toEqual(['incoming-1'])
  })

  it('takes an empty file', async () => {
    expect(await received('')).toMatchObject({ bytes: 0, sha256: sha256('') })
  })

  it('names a file that changed on the disk instead of handing it out, until the same content is kept again', async () => {
    await (await received('泥塘')).keep()
    const store = await openFileStore(folder)
    const hash = sha256('泥塘')
    await writeFile(join(folder, hash.slice(0, 2), hash), '泥溏')
    await expect(store.read(hash)).rejects.toThrow(`file.damaged: The file ${hash}`)
    await expect(store.locate(hash)).rejects.toThrow('file.damaged')
    await (await received('泥塘')).keep()
    expect((await store.read(hash))?.bytes).toBe(6)
  })

  it('refuses to read anything but a hash', async () => {
    await expect((await openFileStore(folder)).read('../secret')).rejects.toThrow(RangeError)
  })
})

describe('a connection', () => {
  it('over which a file was refused half way is free again', { timeout: 30_000 }, async () => {
    const store = await openFileStore(folder)
    const http = await createServer({ log: openLog('silent'), publicUrl: undefined, mapSources: [] })
    http.put('/file', request => store.receive(request.body as Readable, { maxBytes: 1000 })) // as bytes arrive
    const address = await http.listen({ port: 0, host: '127.0.0.1' })
    const inUse = async () => {
      http.server.closeIdleConnections()
      return new Promise<number>(done => http.server.getConnections((_, count) => done(count)))
    }
    try {
      const headers = { 'content-type': 'application/octet-stream' }
      const answer = await fetch(`${address}/file`, { method: 'PUT', headers, body: Buffer.alloc(60_000_000) })
      expect(await answer.json()).toEqual({ tooLarge: true })
      await expect.poll(inUse, { timeout: 10_000 }).toBe(0)
    } finally {
      http.server.closeAllConnections()
      await http.close()
    }
  })
})
