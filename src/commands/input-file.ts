import { open } from 'node:fs/promises'
import { Problem, problemKind } from '../domain/problems.ts'

const inputIsFolder = problemKind<{ path: string }>({
  code: 'input.is-folder',
  status: 422,
  title: { zh: '所给路径是文件夹', en: 'The input is a folder' },
  say: ({ path }) => ({
    zh: `${path} 是文件夹。请写明其中的一个文件。`,
    en: `${path} is a folder. Name one file in it.`,
  }),
})

/**
 * Makes sure, before a database is opened for it, that a file is there and can be read.
 *
 * @throws Problem `input.is-folder`, else the system's error
 */
export async function requireReadable(path: string): Promise<void> {
  const file = await open(path)
  try {
    if ((await file.stat()).isDirectory()) throw new Problem(inputIsFolder, { path })
  } finally {
    await file.close()
  }
}
