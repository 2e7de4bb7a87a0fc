import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { pieces } from './byte-source.ts'
import type { ByteSource } from './byte-source.ts'
import { damaged } from './problems.ts'

export type ZipEntry = {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly compressedBytes: number
  readonly bytes: number
  readonly headerAt: number
}

const endRecord = 0x06054b50
const zip64Locator = 0x07064b50
const directoryRecord = 0x02014b50
const deflated = 8
const unpackedPieceBytes = 65_536

type Directory = { readonly at: number; readonly bytes: number }

/**
 * The parts of a zip archive by name, read from its directory at the end (APPNOTE 6.3, sections 4.3.12 to 4.3.16; zip64 too).
 *
 * @throws Problem `workbook.damaged` where the archive is cut short or the directory makes no sense
 */
export async function zipEntries(source: ByteSource): Promise<ReadonlyMap<string, ZipEntry>> {
  const directory = await findDirectory(source)
  const content = view(await source.read(directory.at, directory.bytes))
  if (content.byteLength < directory.bytes) throw truncated()
  const entries = new Map<string, ZipEntry>()
  for (let at = 0; at + 46 <= content.byteLength && content.getUint32(at, true) === directoryRecord;) {
    const entry = readEntry(content, at)
    entries.set(entry.name, entry)
    at += 46 + content.getUint16(at + 28, true) + content.getUint16(at + 30, true) + content.getUint16(at + 32, true)
  }
  if (entries.size === 0) throw truncated()
  return entries
}

async function findDirectory(source: ByteSource): Promise<Directory> {
  const tailAt = Math.max(0, source.bytes - 65_557)
  const tail = view(await source.read(tailAt, source.bytes - tailAt))
  for (let at = tail.byteLength - 22; at >= 0; at--) {
    if (tail.getUint32(at, true) !== endRecord) continue
    const bytes = tail.getUint32(at + 12, true)
    const directoryAt = tail.getUint32(at + 16, true)
    if (directoryAt !== 0xffffffff && bytes !== 0xffffffff) return checked({ at: directoryAt, bytes }, source)
    return checked(await findDirectory64(source, tail, at - 20), source)
  }
  throw truncated()
}

async function findDirectory64(source: ByteSource, tail: DataView, locatorAt: number): Promise<Directory> {
  if (locatorAt < 0 || tail.getUint32(locatorAt, true) !== zip64Locator) throw truncated()
  const record = view(await source.read(Number(tail.getBigUint64(locatorAt + 8, true)), 56))
  if (record.byteLength < 56) throw truncated()
  return { at: Number(record.getBigUint64(48, true)), bytes: Number(record.getBigUint64(40, true)) }
}

function checked(directory: Directory, source: ByteSource): Directory {
  if (directory.at + directory.bytes > source.bytes) throw truncated()
  return directory
}

function readEntry(content: DataView, at: number): ZipEntry {
  const nameBytes = content.getUint16(at + 28, true)
  const name = new TextDecoder().decode(new Uint8Array(content.buffer, content.byteOffset + at + 46, nameBytes))
  const sizes = [24, 20, 42].map(offset => content.getUint32(at + offset, true))
  const [bytes, compressedBytes, headerAt] = widened(
    sizes,
    content,
    at + 46 + nameBytes,
    content.getUint16(at + 30, true),
  )
  return {
    name: name.replaceAll('\\', '/'),
    method: content.getUint16(at + 10, true),
    crc: content.getUint32(at + 16, true),
    compressedBytes: compressedBytes ?? 0,
    bytes: bytes ?? 0,
    headerAt: headerAt ?? 0,
  }
}

/** Replaces the sizes that do not fit 32 bits by those of the zip64 extra field, which stand there in the same order. */
function widened(sizes: readonly number[], content: DataView, extraAt: number, extraBytes: number): readonly number[] {
  if (!sizes.includes(0xffffffff)) return sizes
  for (let at = extraAt; at + 4 <= extraAt + extraBytes; at += 4 + content.getUint16(at + 2, true)) {
    if (content.getUint16(at, true) !== 1) continue
    let next = at + 4
    return sizes.map(size => {
      if (size !== 0xffffffff) return size
      next += 8
      return Number(content.getBigUint64(next - 8, true))
    })
  }
  return sizes
}

/**
 * The content of one part, unpacked piece by piece and checked against its checksum at the end.
 *
 * @throws Problem `workbook.damaged` where it cannot be unpacked or the checksum differs
 */
export async function* unpack(source: ByteSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const header = view(await source.read(entry.headerAt, 30))
  if (header.byteLength < 30) throw truncated()
  const contentAt = entry.headerAt + 30 + header.getUint16(26, true) + header.getUint16(28, true)
  const packed = pieces(source, contentAt, entry.compressedBytes)
  let crc = 0
  for await (const piece of entry.method === deflated ? inflated(packed, entry) : packed) {
    crc = crc32(piece, crc)
    yield piece
  }
  if (crc !== entry.crc) throw unreadable(entry)
}

async function* inflated(packed: AsyncIterable<Uint8Array>, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const source = Readable.from(packed)
  const inflate = createInflateRaw({ chunkSize: unpackedPieceBytes })
  source.on('error', cause => inflate.destroy(cause))
  try {
    yield* source.pipe(inflate) as AsyncIterable<Uint8Array> // zlib gives out bytes
  } catch (cause) {
    throw isZlibError(cause) ? unreadable(entry, cause) : cause
  } finally {
    source.destroy()
  }
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}

function unreadable(entry: ZipEntry, cause?: unknown): Error {
  return damaged(`其中的 ${entry.name} 无法解压`, `its part ${entry.name} cannot be unpacked`, cause)
}

function truncated(): Error {
  return damaged('文件不完整，缺少结尾', 'it is not complete, its end is missing')
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
