import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'
import { Zip, type AsyncFlateStreamHandler, type ZipInputFile } from 'fflate'

/** Where the bytes of a workbook go. `write` may be slow: writing waits for it. */
export type ByteSink = { write(bytes: Uint8Array): Promise<void>; end(): Promise<void> }

/** @throws the system's error where the file cannot be written */
export function fileSink(path: string): ByteSink {
  const stream = createWriteStream(path)
  const done = finished(stream)
  return {
    async write(bytes) {
      await fed(stream, bytes, done)
    },
    async end() {
      stream.end()
      await done
    },
  }
}

/** Waits where the stream is slow. @param done settles when it ends, also by a fault, so that nobody waits for one that is broken */
async function fed(stream: Writable, bytes: Uint8Array, done: Promise<void>): Promise<void> {
  if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), done])
}

/** Collects the workbook in memory: for small ones, such as templates. */
export function memorySink(): ByteSink & { content(): Uint8Array } {
  const parts: Uint8Array[] = []
  return {
    write(bytes) {
      parts.push(bytes)
      return Promise.resolve()
    },
    end: () => Promise.resolve(),
    content: () => new Uint8Array(Buffer.concat(parts)),
  }
}

/** One part of the archive at a time. */
export type ZipWriter = {
  begin(name: string): void
  /** Adds text to the open part; waits where the sink is slow. */
  add(text: string): Promise<void>
  finish(): Promise<void>
  end(): Promise<void>
}

/** Text is packed in lumps of this size: smaller ones cost more than they hold back. */
const lumpCharacters = 65_536
/** The same for every file, so that the same content gives the same bytes. */
const fixedTime = new Date(2026, 0, 1)
const deflated = 8

/** A part that Node's own zlib packs beside the program: a long list must not keep others waiting for their answers. */
class PackedPart implements ZipInputFile {
  readonly filename: string
  readonly compression = deflated
  readonly mtime = fixedTime
  size = 0
  crc = 0
  /** Set by the archive that the part is added to. */
  ondata?: AsyncFlateStreamHandler
  readonly #packer = createDeflateRaw({ level: 6, chunkSize: 65_536 })
  readonly #done = finished(this.#packer)

  constructor(filename: string) {
    this.filename = filename
    this.#packer.on('data', (bytes: Uint8Array<ArrayBuffer>) => this.ondata?.(null, bytes, false))
  }

  async add(text: string): Promise<void> {
    const bytes = Buffer.from(text)
    this.size += bytes.length
    this.crc = crc32(bytes, this.crc)
    await fed(this.#packer, bytes, this.#done)
  }

  async end(): Promise<void> {
    this.#packer.end()
    await this.#done
    this.ondata?.(null, new Uint8Array(0), true)
  }
}

export function createZipWriter(sink: ByteSink): ZipWriter {
  let packed: Uint8Array[] = []
  let lump = ''
  let part: PackedPart | undefined
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    packed.push(bytes)
  })
  const flush = async (): Promise<void> => {
    const ready = packed
    packed = []
    for (const bytes of ready) await sink.write(bytes)
  }
  const pack = async (): Promise<void> => {
    const text = lump
    lump = ''
    await part?.add(text)
  }
  return {
    begin(name) {
      if (part !== undefined) throw new Error(`part ${part.filename} is still open`)
      part = new PackedPart(name)
      zip.add(part)
    },
    async add(text) {
      lump += text
      if (lump.length < lumpCharacters) return
      await pack()
      await flush()
    },
    async finish() {
      await pack()
      await part?.end()
      part = undefined
      await flush()
    },
    async end() {
      zip.end()
      await flush()
      await sink.end()
    },
  }
}
