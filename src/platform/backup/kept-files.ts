import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { syncFolder } from '../files/attachments-store.ts'
import { meter, privateMode, readPart } from './parts.ts'
import type { Part } from './manifest.ts'

export type KeptFile = { readonly sha256: string; readonly bytes: number }

/** Every file of a content-addressed store, shelf by shelf; nothing where the folder does not exist. */
export async function* keptFiles(folder: string): AsyncGenerator<KeptFile, void, undefined> {
  const shelves = (await namesIn(folder)).filter(name => /^[0-9a-f]{2}$/.test(name)).sort()
  for (const shelf of shelves) {
    const names = (await namesIn(join(folder, shelf))).filter(name => /^[0-9a-f]{64}$/.test(name)).sort()
    for (const sha256 of names) yield { sha256, bytes: (await stat(pathOf(folder, sha256))).size }
  }
}

/** Whether a copy made earlier, whole because it was renamed into its place, stands in the store. */
export async function holds(folder: string, { sha256, bytes }: KeptFile): Promise<boolean> {
  const found = await stat(pathOf(folder, sha256)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return found?.size === bytes
}

/**
 * Copies one file into another store under the same hash.
 *
 * @returns `changed` where its content no longer fits its name, `missing` where it is gone: then nothing was copied
 */
export async function copyFile(
  from: string,
  to: string,
  { sha256 }: KeptFile,
): Promise<'copied' | 'changed' | 'missing'> {
  const temporary = join(to, `incoming-${randomUUID()}`)
  const measured = meter()
  try {
    const source = createReadStream(pathOf(from, sha256), { highWaterMark: 1024 * 1024 })
    await pipeline(
      source,
      measured.stream,
      createWriteStream(temporary, { flags: 'wx', mode: privateMode, flush: true }),
    )
    if (measured.result().sha256 !== sha256) return 'changed'
    await mkdir(join(to, sha256.slice(0, 2)), { recursive: true, mode: 0o700 })
    await rename(temporary, pathOf(to, sha256))
    return 'copied'
  } catch (error) {
    if (isMissing(error, pathOf(from, sha256))) return 'missing'
    throw error
  } finally {
    await rm(temporary, { force: true })
  }
}

/** The renames of a whole run, made safe at once. */
export async function syncShelves(folder: string): Promise<void> {
  for (const shelf of await namesIn(folder)) {
    if (/^[0-9a-f]{2}$/.test(shelf)) await syncFolder(join(folder, shelf))
  }
  await syncFolder(folder)
}

/** The list of files as text, one `hash  bytes` a line. */
export function writeList(files: AsyncIterable<KeptFile>): Readable {
  return Readable.from(lines(files))
}

async function* lines(files: AsyncIterable<KeptFile>): AsyncGenerator<string, void, undefined> {
  for await (const { sha256, bytes } of files) yield `${sha256}  ${bytes}\n`
}

export async function* readList(folder: string, part: Part): AsyncGenerator<KeptFile, void, undefined> {
  let rest = ''
  // Digits only, so a chunk may end anywhere. Not node:readline: it loses errors of its input.
  for await (const chunk of readPart(folder, part)) {
    const complete = (rest + String(chunk)).split('\n')
    rest = complete.pop() ?? ''
    for (const line of complete) {
      const [sha256 = '', bytes = ''] = line.split('  ')
      yield { sha256, bytes: Number(bytes) }
    }
  }
}

export function pathOf(folder: string, sha256: string): string {
  return join(folder, sha256.slice(0, 2), sha256)
}

function isMissing(error: unknown, path: string): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error && error.path === path
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}
