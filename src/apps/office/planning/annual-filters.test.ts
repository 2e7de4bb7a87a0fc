import { describe, expect, it } from 'vitest'
import type { AnnualWaterAnswer } from '../../../planning/annual/contract.ts'
import { sumCounties } from '../../../planning/annual/sums.ts'
import { trackTarget } from '../../../planning/annual/tracking.ts'
import { AnnualFilters, isShown } from './annual-filters.ts'

const asOf = '2027-08-31'
const water = (waterId: string, changes: Partial<AnnualWaterAnswer>): AnnualWaterAnswer => ({
  waterId,
  planId: 'p',
  planVersion: 1,
  planState: 'approved',
  code: waterId,
  name: waterId,
  regionCode: '500231102201',
  list: 'county',
  areaM2: 100,
  costYuan: 1,
  measures: [],
  funding: [],
  milestones: { planned: '2027-01-10', completed: '2027-08-31', accepted: '2027-10-30' },
  adjusted: false,
  regionNames: { county: '垫江县' },
  happened: {},
  states: {},
  ...changes,
})
const waters = [
  water('due', {}),
  water('done', { states: { completed: 'met' } }),
  water('done-late', { states: { planned: 'met', completed: 'met-late' } }),
  water('ahead', { milestones: { completed: '2027-09-01' } }),
  water('done-early', { milestones: { completed: '2027-09-01' }, states: { completed: 'met' } }),
  water('next-year', { milestones: { completed: '2028-01-01' }, states: { completed: 'met' } }),
  water('undated', { milestones: {} }),
  water('national', { list: 'national', states: { completed: 'met' } }),
  water('elsewhere', { regionCode: '500118102201', states: { completed: 'met' } }),
]
const shown = (filters: AnnualFilters) =>
  waters.filter(one => isShown(one, filters, { year: 2027, asOf })).map(({ waterId }) => waterId)

describe('the number that was opened', () => {
  it.each([['plan'], ['finish'], ['accept']] as const)('of a target for %s shows exactly its waters', kind => {
    const of = { kind, list: 'county' } as const
    const target = trackTarget({ ...of, waters: 9, areaM2: 1 }, { waters, year: 2027, asOf })
    expect(shown({ ...of, progress: 'expected' })).toHaveLength(target.expectedWaters)
    expect(shown({ ...of, progress: 'done' })).toHaveLength(target.doneWaters)
  })

  it('names the waters that should be done by the day, that day included, and those that are', () => {
    const finish = { kind: 'finish', list: 'county' } as const
    expect(shown({ ...finish, progress: 'expected' })).toEqual(['due', 'done', 'done-late', 'elsewhere'])
    expect(shown({ ...finish, progress: 'done' })).toEqual(['done', 'done-late', 'done-early', 'elsewhere'])
    expect(shown({ kind: 'plan', list: 'county', progress: 'done' })).toEqual(['done-late'])
  })

  it('of a county shows its completed waters, of whatever year and list', () => {
    const counties = sumCounties(waters)
    expect(counties.map(({ county, completed }) => [county, completed])).toEqual([
      ['500118', 1],
      ['500231', 5],
    ])
    for (const { county, completed } of counties)
      expect(shown({ county, progress: 'done' }), county).toHaveLength(completed)
  })

  it('is every water where none was', () => {
    expect(shown({})).toHaveLength(waters.length)
  })

  it('is read from the address, and nothing else is', () => {
    expect(AnnualFilters.safeParse({ progress: 'done' }).success).toBe(true)
    expect(AnnualFilters.safeParse({ progress: 'late' }).success).toBe(false)
  })
})
