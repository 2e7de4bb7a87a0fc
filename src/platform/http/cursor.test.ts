import { describe, expect, it } from 'vitest'
import { readCursor, writeCursor, type CursorKey } from './cursor.ts'

const id = '01999999-9999-7999-8999-999999999999'

describe('a cursor', () => {
  it.each<[CursorKey, string]>([
    ['text', '王家塘'],
    ['text', ''],
    ['uuid', id],
    ['instant', '2026-11-01T08:00:00.000Z'],
    ['instant', '2026-11-01 08:00:00.123456+00'],
    ['instant', '2026-11-01 08:00:00+12:45'],
    ['whole', '0'],
    ['whole', '123456'],
    ['number', '-1'],
    ['number', '2260.5'],
    ['number', '1e+20'],
  ])('reads a key of kind %s as it was written: %s', (kind, key) => {
    expect(readCursor(writeCursor([key]), [kind])).toEqual([key])
  })

  it.each<[CursorKey, string]>([
    ['text', 'a\u0000b'],
    ['uuid', '-'.repeat(36)],
    ['uuid', ''],
    ['instant', 'infinity'],
    ['instant', '0'],
    ['instant', '2026'],
    ['instant', '2026-13-01T00:00:00Z'],
    ['instant', '+275760-09-13T00:00:00Z'],
    ['whole', '-1'],
    ['whole', '9'.repeat(20)],
    ['number', '1e400'],
    ['number', 'NaN'],
    ['number', '0x1F'],
  ])('refuses a key of kind %s that no list writes: %s', (kind, key) => {
    expect(() => readCursor(writeCursor([key]), [kind])).toThrow('request.cursor-invalid')
  })

  it('refuses the cursor of another list, and what is no cursor at all', () => {
    expect(() => readCursor(writeCursor(['a']), ['text', 'uuid'])).toThrow('request.cursor-invalid')
    expect(() => readCursor(writeCursor(['a', id]), ['text'])).toThrow('request.cursor-invalid')
    expect(() => readCursor('%%%', ['text'])).toThrow('request.cursor-invalid')
    expect(() => readCursor(Buffer.from('{"a":1}').toString('base64url'), ['text'])).toThrow('request.cursor-invalid')
  })
})
