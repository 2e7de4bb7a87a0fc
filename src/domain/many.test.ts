import { expect, it } from 'vitest'
import { many } from './many.ts'

it('has one of a thing in the singular, and none or several in the plural', () => {
  expect([0, 1, 2, '1', '11', '2,000'].map(count => many(count, 'row is', 'rows are'))).toEqual([
    '0 rows are',
    '1 row is',
    '2 rows are',
    '1 row is',
    '11 rows are',
    '2,000 rows are',
  ])
})
