import { describe, expect, it } from 'vitest'
import { policyEditions } from '../../../policy/policy.ts'
import { policyLines } from './policy-lines.ts'
import { policyNames } from './standards-words.ts'

describe('the lines of a policy', () => {
  it('name every value by its path', () => {
    expect(policyLines({ scopeFromM2: 200, colours: { red: { zh: '红', en: 'red' } } })).toEqual([
      { path: ['scopeFromM2'], value: 200 },
      { path: ['colours', 'red'], value: { zh: '红', en: 'red' } },
    ])
  })

  it('keep a pair of numbers and a list of words together', () => {
    expect(policyLines({ typicalAreaM2: [300, 12_000], words: ['养殖', '鱼塘'] })).toEqual([
      { path: ['typicalAreaM2'], value: '300 – 12000' },
      { path: ['words'], value: '养殖、鱼塘' },
    ])
  })

  it('call the entries of a list by their id, or by their place', () => {
    expect(policyLines([{ id: 'sewage', letter: 'a' }, { letter: 'b' }])).toEqual([
      { path: ['sewage', 'id'], value: 'sewage' },
      { path: ['sewage', 'letter'], value: 'a' },
      { path: ['2', 'letter'], value: 'b' },
    ])
  })

  it('are there for every policy that ships', () => {
    for (const name of Object.keys(policyNames) as readonly (keyof typeof policyNames)[]) {
      for (const { value } of policyEditions(name)) expect(policyLines(value).length).toBeGreaterThan(0)
    }
  })

  it('are none for nothing', () => {
    expect(policyLines(undefined)).toEqual([])
  })
})
