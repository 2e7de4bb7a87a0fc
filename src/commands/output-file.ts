import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { Problem, problemKind } from '../domain/problems.ts'
import type { ByteSink } from '../platform/files/xlsx-writer.ts'

const outputIsFolder = problemKind<{ path: string }>({
  code: 'output.is-folder',
  status: 422,
  title: { zh: '输出路径是文件夹', en: 'The output is a folder' },
  say: ({ path }) => ({
    zh: `${path} 是文件夹。请写明文件名，如 ${path}/名册.xlsx。`,
    en: `${path} is a folder. Name a file, as in ${path}/register.xlsx.`,
  }),
})

/**
 * Writes a file that appears under its name only when it is complete; until then it is `PATH.part`. Opened before `write` begins, so
 * that a wrong path is refused before the work and not after it.
 *
 * @throws Problem `output.is-folder`, else the system's error
 * @example await writeOutput('out.xlsx', sink => writeRegister(tx, filter, { format: 'xlsx', sink }))
 */
export async function writeOutput<Result>(path: string, write: (sink: ByteSink) => Promise<Result>): Promise<Result> {
  const part = `${path}.part`
  const file = await openPart(path, part)
  try {
    const result = await write({
      write: bytes => file.writeFile(bytes),
      end: async () => file.sync(),
    })
    await file.close()
    await rename(part, path)
    return result
  } catch (error) {
    await file.close()
    await rm(part, { force: true })
    throw error
  }
}

/**
 * Makes sure, before long work begins, that its result can be written.
 *
 * @throws Problem `output.is-folder`, else the system's error
 */
export async function requireWritable(path: string): Promise<void> {
  const part = `${path}.part`
  const file = await openPart(path, part)
  await file.close()
  await rm(part)
}

async function openPart(path: string, part: string): Promise<FileHandle> {
  if (await isFolder(path)) throw new Problem(outputIsFolder, { path })
  return open(part, 'w').catch((error: unknown) => {
    // The name that was asked for, not the one it has meanwhile.
    throw error instanceof Error ? Object.assign(error, { path }) : error
  })
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false,
  )
}
