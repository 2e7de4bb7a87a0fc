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

/** What a key of a cursor is. What somebody made up must not reach the database, which would only stumble over it. */
const kinds = {
  // U+0000 cannot be kept, so no row has it.
  text: /^\P{Cc}*$/u,
  uuid: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  /** As `toISOString` writes it, or as PostgreSQL does. */
  instant: /^\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])[T ][0-2]\d:[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-]\d\d(?::\d\d)?)$/,
  whole: /^\d{1,15}$/,
  number: /^-?\d{1,300}(?:\.\d{1,300})?(?:e[+-]?\d{1,3})?$/,
} as const satisfies Record<string, RegExp>

export type CursorKey = keyof typeof kinds

/** The keys of the last row of a page, as one opaque word for the client. */
export function writeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/** A page of a list: `next` is the cursor of the page behind it, absent on the last. */
export type RowPage<Row> = { readonly items: Row[]; readonly next?: string }

/**
 * The page that some rows make.
 *
 * @param rows one more than the page holds, where there are more
 * @example cutPage(rows, limit, ({ username }) => writeCursor([username]))
 */
export function cutPage<Row>(rows: readonly Row[], limit: number, cursorOf: (last: Row) => string): RowPage<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return rows.length > limit && last !== undefined ? { items, next: cursorOf(last) } : { items }
}

/**
 * @param shape what each key of this list's cursors is
 * @throws Problem `request.cursor-invalid`
 * @example readCursor(writeCursor(['wang']), ['text']) // ['wang']
 */
export function readCursor<const Shape extends readonly CursorKey[]>(
  cursor: string,
  shape: Shape,
): { readonly [Index in keyof Shape]: string } {
  const keys = parse(Buffer.from(cursor, 'base64url').toString())
  if (!Array.isArray(keys) || keys.length !== shape.length || !shape.every((kind, at) => isOf(kind, keys[at]))) {
    throw new Problem(cursorInvalid, {})
  }
  return keys as { readonly [Index in keyof Shape]: string } // as many texts as the shape has, just checked
}

function isOf(kind: CursorKey, key: unknown): boolean {
  if (typeof key !== 'string' || !kinds[kind].test(key)) return false
  if (kind === 'number') return Number.isFinite(Number(key))
  return kind !== 'instant' || !Number.isNaN(Date.parse(key.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem(cursorInvalid, {}, { cause: error })
  }
}
