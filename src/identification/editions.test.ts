import { describe, expect, it } from 'vitest'
import type { Parameter, Sample } from '../domain/parameters.ts'
import { Problem } from '../domain/problems.ts'
import { requireEdition, sensesRecordOf, suitableStandards } from './editions.ts'
import { identify, type Bases, type Judging, type SampleRecord } from './rules.ts'

const judging: Judging = { by: 'li', at: '2026-11-23T00:00:00Z', disputed: false }
const none: Bases = { senses: [], questionnaires: [], samples: [] }

function sample(values: { readonly [P in Parameter]?: number }): Sample {
  return Object.fromEntries(
    Object.entries(values).map(([parameter, value]) => [parameter, { value, qualifier: 'measured' }]),
  )
}

describe('requireEdition', () => {
  it('knows the editions of black odour and no standard of surface water', () => {
    expect(suitableStandards().map(({ id }) => id)).toEqual([
      'rural-black-odorous-2023',
      'rural-black-odorous-2019',
      'urban-black-odorous-2015',
    ])
    for (const id of ['GB3838-2002', 'unknown']) expect(() => requireEdition(id)).toThrow(Problem)
  })
})

describe('the rural edition', () => {
  const rural = requireEdition('rural-black-odorous-2023')

  it('identifies by 60 % of 30 valid forms, not by less of either', () => {
    const by = (valid: number, black: number, adultsLivingThere?: number) =>
      identify(
        { ...none, questionnaires: [{ id: 'q', at: '2026-11-01', value: { valid, black, adultsLivingThere } }] },
        rural,
        judging,
      ).outcome
    expect(by(30, 18)).toBe('black-odorous')
    expect(by(30, 17)).toBe('not-black-odorous')
    expect(by(29, 29)).toBe('undecided')
    expect(by(12, 8, 12)).toBe('black-odorous')
  })

  it('names what has still to be measured', () => {
    const samples = [{ id: 's', at: '2026-11-01T00:00:00Z', value: sample({ dissolvedOxygen: 5 }) }]
    const { outcome, missing } = identify({ ...none, samples }, rural, judging)
    expect(outcome).toBe('undecided')
    expect(missing.map(({ en }) => en).join(' ')).toContain('ammonia nitrogen')
  })
})

describe('the urban edition', () => {
  const urban = requireEdition('urban-black-odorous-2015')
  const bad = {
    secchiDepth: 5,
    waterDepth: 100,
    dissolvedOxygen: 0.1,
    oxidationReductionPotential: -250,
    ammoniaNitrogen: 20,
  }
  const good = {
    secchiDepth: 60,
    waterDepth: 100,
    dissolvedOxygen: 6,
    oxidationReductionPotential: 200,
    ammoniaNitrogen: 1,
  }
  const at = (point: string, values: typeof bad, times = 3): SampleRecord[] =>
    Array.from({ length: times }, (_, time) => ({
      id: `${point}-${time}`,
      at: `2026-11-0${time + 1}T00:00:00Z`,
      point,
      value: sample(values),
    }))
  const judged = (...samples: SampleRecord[]) => identify({ ...none, samples }, urban, judging)

  it('judges point by point over all their samples', () => {
    const severe = judged(...at('1', bad), ...at('2', bad), ...at('3', bad))
    expect(severe).toMatchObject({ outcome: 'black-odorous', grade: 'severe', basis: 'monitoring' })
    const mild = judged(...at('1', bad), ...at('2', good), ...at('3', good))
    expect(mild).toMatchObject({ outcome: 'black-odorous', grade: 'mild' })
    expect(judged(...at('1', good), ...at('2', good), ...at('10', good)).outcome).toBe('not-black-odorous')
  })

  it('decides nothing on fewer than three points and says how many more it wants', () => {
    const two = judged(...at('1', bad), ...at('2', bad))
    expect(two.outcome).toBe('undecided')
    expect(two.missing[0]?.en).toContain('at least 3 points (there are 2)')
    expect(judged().outcome).toBe('undecided')
  })

  it('knows no senses and no questionnaire', () => {
    const senses = [
      { id: 's', at: '2026-11-01', value: { finding: 'black-odorous', colour: 'black', odour: 5 } as const },
    ]
    expect(identify({ ...none, senses }, urban, judging).outcome).toBe('undecided')
  })
})

describe('sensesRecordOf', () => {
  it('lets the observer’s finding weigh what lies between', () => {
    const black = (colour: string, odour?: number) => sensesRecordOf({ finding: 'black-odorous', colour, odour })
    expect(black('grey', 2)).toEqual({ finding: 'black-odorous', colourAbnormal: true })
    expect(black('clear', 3)).toEqual({ finding: 'black-odorous', colourAbnormal: false, odourOffensive: true })
    expect(black('slightly-abnormal')).toEqual({ finding: 'black-odorous' })
    const clean = (colour: string, odour?: number) => sensesRecordOf({ finding: 'not-black-odorous', colour, odour })
    expect(clean('clear', 1)).toEqual({ finding: 'not-black-odorous', colourAbnormal: false, odourOffensive: false })
    expect(clean('grey', 2)).toEqual({ finding: 'not-black-odorous' })
  })

  it('takes nothing from an observer who could not tell', () => {
    expect(sensesRecordOf({ finding: 'undecided', colour: 'black', odour: 5 })).toEqual({ finding: 'undecided' })
  })
})
