import { describe, expect, it } from 'vitest'
import { planSteps } from './order.ts'
import type { Placement } from './placements.ts'

const placements: Readonly<Record<string, Placement>> = {
  'public.cells': 'distributed',
  'public.waters': 'distributed',
  'public.accounts': 'reference',
  'public.offices': 'reference',
  'public.days': 'local',
}
const keys = [
  { from: 'public.cells', to: 'public.waters' },
  { from: 'public.accounts', to: 'public.offices' },
  { from: 'public.offices', to: 'public.offices' },
]

describe('the order of spreading', () => {
  it('copies reference tables first, puts every table after those it refers to, and leaves local ones alone', () => {
    expect(planSteps(placements, keys).map(({ table }) => table)).toEqual([
      'public.offices',
      'public.accounts',
      'public.waters',
      'public.cells',
    ])
  })

  it('keeps all spread tables beside the leading one, by county', () => {
    expect(planSteps(placements, keys).map(({ statement }) => statement)).toEqual([
      `select create_reference_table('public.offices')`,
      `select create_reference_table('public.accounts')`,
      `select create_distributed_table('public.waters', 'county_code', colocate_with => 'none')`,
      `select create_distributed_table('public.cells', 'county_code', colocate_with => 'public.waters')`,
    ])
  })

  it('leaves out what is done already', () => {
    const done = new Set(['public.offices', 'public.waters'])
    expect(planSteps(placements, keys, done).map(({ table }) => table)).toEqual(['public.accounts', 'public.cells'])
  })
})
