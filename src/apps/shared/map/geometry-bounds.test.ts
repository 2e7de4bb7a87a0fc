import { describe, expect, it } from 'vitest'
import { boundsOf, middleOf } from './geometry-bounds.ts'

const square = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]] // prettier-ignore
const far = [[10, 10], [10.1, 10], [10.1, 10.1], [10, 10]] // prettier-ignore

describe('the box around shapes', () => {
  it('holds points, lines and polygons together', () => {
    expect(
      boundsOf([
        { type: 'Point', coordinates: [5, -1] },
        { type: 'Polygon', coordinates: [square] },
      ]),
    ).toEqual([0, -1, 5, 2])
  })
  it('does not exist without a position', () => {
    expect(boundsOf([])).toBeUndefined()
  })
})

describe('the place for a name', () => {
  it('is the middle of the largest part, whichever way its ring runs', () => {
    const both = { type: 'MultiPolygon', coordinates: [[far], [square.toReversed()]] } as const
    expect(middleOf({ ...both, coordinates: both.coordinates.map(part => [...part]) })).toEqual([1, 1])
  })
  it('of a ring without area is its first corner', () => {
    expect(
      middleOf({
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [1, 1],
            [1, 1],
            [1, 1],
          ],
        ],
      }),
    ).toEqual([1, 1])
  })
})
