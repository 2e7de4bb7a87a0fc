import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Problem, problemKind } from '../../domain/problems.ts'
import { uploadChunks } from './upload-chunks.ts'

/** A file that has arrived whole but is not kept yet. */
export type ReceivedFile = {
  readonly sha256: string
  readonly bytes: number
  /** The first bytes, to tell its type. */
  readonly head: Uint8Array
  /** Keeps it under its hash; a file of the same content is kept once. Safe on the disk when this returns. */
  keep(): Promise<void>
  discard(): Promise<void>
}

export type Receipt = ReceivedFile | { readonly tooLarge: true }

/**
 * Files by the SHA-256 of their content, in the data folder. A file is there whole or not at all: it is written under a temporary
 * name, flushed to the disk, and renamed.
 */
export type FileStore = {
  /** Takes a stream in. What is larger than `maxBytes` is dropped. */
  receive(content: Readable, limits: { readonly maxBytes: number }): Promise<Receipt>
  /** `undefined` where there is no such file. @throws Problem `file.damaged` where it is not what it was */
  read(sha256: string): Promise<{ readonly content: Readable; readonly bytes: number } | undefined>
  /** Where it stands, for readers that jump about in it; `undefined` where there is no such file. @throws likewise */
  locate(sha256: string): Promise<string | undefined>
}

const headBytes = 64
/** What is being received, or was when a server stopped. */
export const temporaryName = /^incoming-/

/**
 * Opens the store. What a crash left half received is not removed here, but collected (`orphans.ts`): another process may be
 * receiving into the same folder.
 *
 * @param folder inside the data folder, as in `data/files`
 */
export async function openFileStore(folder: string): Promise<FileStore> {
  await mkdir(folder, { recursive: true })
  return {
    receive: (content, limits) => receive(folder, content, limits),
    read: sha256 => read(folder, sha256),
    locate: async sha256 => (await found(folder, sha256))?.path,
  }
}

async function receive(folder: string, content: Readable, { maxBytes }: { maxBytes: number }): Promise<Receipt> {
  const temporary = join(folder, `incoming-${randomUUID()}`)
  try {
    const written = await write(temporary, content, maxBytes)
    if (written === undefined) {
      await rm(temporary, { force: true })
      return { tooLarge: true }
    }
    return {
      ...written,
      keep: () => keep(folder, temporary, written.sha256),
      discard: () => rm(temporary, { force: true }),
    }
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function write(temporary: string, content: Readable, maxBytes: number) {
  const file = await open(temporary, 'wx')
  const hash = createHash('sha256')
  let bytes = 0
  let head = Buffer.alloc(0)
  try {
    for await (const part of uploadChunks(content)) {
      bytes += part.length
      if (bytes > maxBytes) return undefined
      if (head.length < headBytes) head = Buffer.concat([head, part]).subarray(0, headBytes)
      hash.update(part)
      await file.writeFile(part)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes, head: new Uint8Array(head) }
}

/** Files are spread over 256 folders by the first two digits of their hash. Persisted. */
export function shelfOf(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2))
}

async function keep(folder: string, temporary: string, sha256: string): Promise<void> {
  const shelf = shelfOf(folder, sha256)
  await mkdir(shelf, { recursive: true })
  await rename(temporary, join(shelf, sha256))
  await syncFolder(shelf)
  await syncFolder(folder)
}

/** The rename itself must survive a power cut. Windows cannot flush a folder and does not need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export const fileDamaged = problemKind<{ sha256: string }>({
  code: 'file.damaged',
  status: 500,
  title: { zh: '文件已损坏', en: 'The file is damaged' },
  say: ({ sha256 }) => ({
    zh: `服务器磁盘上的文件 ${sha256} 内容已变，与登记时不符，因此没有给出。请告诉系统管理员：检查磁盘，从备份恢复该文件，或重新上传同一文件。`,
    en: `The file ${sha256} on the server’s disk is not what was recorded, so it is not handed out. Tell the administrator: check the disk, restore this file from a backup, or upload the same file again.`,
  }),
})

/** A disk may change what it holds without a word: nothing is handed out before its hash was taken again. */
async function requireUnchanged(path: string, sha256: string): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  if (hash.digest('hex') !== sha256) throw new Problem(fileDamaged, { sha256 })
}

async function read(folder: string, sha256: string) {
  const file = await found(folder, sha256)
  return file === undefined ? undefined : { content: createReadStream(file.path), bytes: file.bytes }
}

async function found(folder: string, sha256: string): Promise<{ path: string; bytes: number } | undefined> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256 in hexadecimal')
  const path = join(shelfOf(folder, sha256), sha256)
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (stats === undefined) return undefined
  await requireUnchanged(path, sha256)
  return { path, bytes: stats.size }
}
