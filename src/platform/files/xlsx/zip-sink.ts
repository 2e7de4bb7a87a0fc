import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { Zip, ZipDeflate } from 'fflate'

/** Where the bytes of a workbook go. `write` may be slow: writing waits for it. */
export type ByteSink = { write(bytes: Uint8Array): Promise<void>; end(): Promise<void> }

/** @throws the system's error where the file cannot be written */
export function fileSink(path: string): ByteSink {
  const stream = createWriteStream(path)
  const done = finished(stream)
  return {
    async write(bytes) {
      if (!stream.write(bytes)) await Promise.race([once(stream, 'drain'), done])
    },
    async end() {
      stream.end()
      await done
    },
  }
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

export function createZipWriter(sink: ByteSink): ZipWriter {
  let packed: Uint8Array[] = []
  let lump = ''
  let part: ZipDeflate | undefined
  const encoder = new TextEncoder()
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    packed.push(bytes)
  })
  const flush = async (): Promise<void> => {
    const ready = packed
    packed = []
    for (const bytes of ready) await sink.write(bytes)
  }
  const pack = (last: boolean): void => {
    part?.push(encoder.encode(lump), last)
    lump = ''
  }
  return {
    begin(name) {
      if (part !== undefined) throw new Error(`part ${part.filename} is still open`)
      part = new ZipDeflate(name, { level: 6 })
      part.mtime = fixedTime
      zip.add(part)
    },
    async add(text) {
      lump += text
      if (lump.length < lumpCharacters) return
      pack(false)
      await flush()
    },
    async finish() {
      pack(true)
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
