import { describe, expect, it } from 'vitest'
import { policyAt } from '../policy/policy.ts'
import { listsDifference, type JudgedWater } from './lists-difference.ts'

const lists = policyAt('lists', '2026-11-23')
const same = { before: lists, after: lists }

function water(waterId: string, change: Partial<JudgedWater>): JudgedWater {
  return { waterId, areaM2: 2260, strongComplaints: false, before: 'black-odorous', after: 'black-odorous', ...change }
}

const ids = (changes: readonly { readonly waterId: string }[]) => changes.map(({ waterId }) => waterId)

describe('listsDifference', () => {
  it('shows what comes in, goes out and stays', () => {
    const difference = listsDifference(
      [
        water('in', { before: 'not-black-odorous' }),
        water('out', { after: 'not-black-odorous' }),
        water('small-in', { areaM2: 300, before: 'none' }),
        water('stays', {}),
      ],
      same,
    )
    expect(ids(difference.lists.national.added)).toEqual(['in'])
    expect(ids(difference.lists.national.removed)).toEqual(['out'])
    expect(ids(difference.lists.municipal.added)).toEqual(['small-in'])
    expect(difference.unchanged).toBe(1)
  })

  it('shows a water moved between lists by another limit once, under its new list', () => {
    const stricter = { ...lists, value: { scopeFromM2: 200, nationalFromM2: 1500 } }
    const { lists: moved } = listsDifference([water('w', { areaM2: 1500 })], { before: lists, after: stricter })
    expect(moved.national.movedIn).toMatchObject([{ waterId: 'w', from: 'municipal', to: 'national' }])
    expect(moved.municipal).toEqual({ added: [], removed: [], movedIn: [] })
  })

  it('never moves a water whose verdict or area is open, and says what is missing', () => {
    const difference = listsDifference(
      [water('a', { after: 'undecided' }), water('b', { before: 'undecided' }), water('c', { areaM2: undefined })],
      same,
    )
    expect(ids(difference.undecided)).toEqual(['a', 'b', 'c'])
    expect(difference.undecided[2]?.words.zh).toContain('补测面积')
    expect(difference.lists.national).toEqual({ added: [], removed: [], movedIn: [] })
  })

  it('keeps a declared water where the notice put it, and points to it where the edition would not identify it', () => {
    const fixed = { list: 'national', how: 'declared' } as const
    const difference = listsDifference(
      [water('d', { before: 'none', after: 'not-black-odorous', areaM2: 305, fixed })],
      same,
    )
    expect(difference).toMatchObject({ unchanged: 1, undecided: [], declaredButNotIdentified: ['d'] })
  })

  it('keeps a list decided by hand while the water is identified, and drops it when it is not', () => {
    const fixed = { list: 'national', how: 'by-hand' } as const
    const difference = listsDifference(
      [water('kept', { areaM2: 450, fixed }), water('gone', { areaM2: 450, fixed, after: 'not-black-odorous' })],
      same,
    )
    expect(difference.unchanged).toBe(1)
    expect(difference.lists.national.removed).toMatchObject([{ waterId: 'gone', from: 'national' }])
  })

  it('is empty for no waters', () => {
    expect(listsDifference([], same)).toMatchObject({ unchanged: 0, undecided: [], declaredButNotIdentified: [] })
  })
})
