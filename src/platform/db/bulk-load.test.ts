import { expect, test } from 'vitest'
import { copyLine } from './bulk-load.ts'

test('a line of COPY escapes what would end a value or a row, and tells nothing from the empty text', () => {
  expect(copyLine(['a\tb', 'c\\d', 'e\nf', '', null, undefined])).toBe('a\\tb\tc\\\\d\te\\nf\t\t\\N\t\\N\n')
})

test('a line of COPY writes arrays, objects, times, numbers and truth as PostgreSQL reads them', () => {
  const at = new Date('2026-11-25T00:00:00Z')
  expect(copyLine([['塘', 'a"b\\'], { a: ['x'] }, at, 1.5, true])).toBe(
    '{"塘","a\\\\"b\\\\\\\\"}\t{"a":["x"]}\t2026-11-25T00:00:00.000Z\t1.5\ttrue\n',
  )
})
