import { Problem, problemKind } from '../../domain/problems.ts'

export const cursorInvalid = problemKind<Record<never, never>>({
  code: 'request.cursor-invalid',
  status: 400,
  title: { zh: '翻页标记无效', en: 'Invalid cursor' },
  say: () => ({
    zh: '翻页标记（cursor）无效，可能被截断或来自另一个列表。请去掉它，从第一页重新开始。',
    en: 'The cursor is invalid: cut off, or from another list. Leave it out and begin at the first page.',
  }),
})

/** The keys of the last row of a page, as one opaque word for the client. */
export function writeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/**
 * @param count how many keys this list's cursors have
 * @throws Problem `request.cursor-invalid`
 * @example readCursor(writeCursor(['wang']), 1) // ['wang']
 */
export function readCursor(cursor: string, count: number): readonly string[] {
  const keys = parse(Buffer.from(cursor, 'base64url').toString())
  if (!Array.isArray(keys) || keys.length !== count || !keys.every(key => typeof key === 'string')) {
    throw new Problem(cursorInvalid, {})
  }
  return keys
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem(cursorInvalid, {}, { cause: error })
  }
}
