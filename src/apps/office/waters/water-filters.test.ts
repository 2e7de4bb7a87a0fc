import { describe, expect, it } from 'vitest'
import { filterOf, isFiltered, orderOf, sortOf, WaterFilters } from './water-filters.ts'

describe('filters in the address', () => {
  it('are passed on without what only concerns the page', () => {
    expect(filterOf({ stage: 'listed,planned', chosen: 'x', sort: '-area', view: 'map' })).toEqual({
      stage: 'listed,planned',
    })
  })
  it('are none where only the order is set', () => {
    expect(isFiltered({ sort: 'name' })).toBe(false)
    expect(isFiltered({ search: '塘' })).toBe(true)
  })
  it('keep a code a text', () => {
    expect(WaterFilters.parse({ region: '500231000000' }).region).toBe('500231000000')
    expect(WaterFilters.safeParse({ region: '500231' }).success).toBe(false)
  })
})

describe('the order', () => {
  it('is shown on its own column only', () => {
    expect([orderOf('-area', 'area'), orderOf('area', 'area'), orderOf('area', 'name')]).toEqual([
      'descend',
      'ascend',
      null,
    ])
  })
  it('goes back to the platform’s own when a header is clicked a third time', () => {
    expect([sortOf('area', 'descend'), sortOf('area', null), sortOf('unknown', 'ascend')]).toEqual([
      '-area',
      undefined,
      undefined,
    ])
  })
})
