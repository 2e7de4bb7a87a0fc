import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Measurement, Sample } from '../domain/parameters.ts'
import { ruralBlackOdorous2019 } from './rural-black-odorous-2019.ts'
import { ruralBlackOdorous2023 } from './rural-black-odorous-2023.ts'
import { judgeUrbanPoint, judgeUrbanWater } from './urban-extent-2015.ts'
import { urbanBlackOdorous2015 } from './urban-black-odorous-2015.ts'

const context = { water: 'river' } as const
const measured = (value: number): Measurement => ({ value, qualifier: 'measured' })
const below = (value: number): Measurement => ({ value, qualifier: 'below' })
const above = (value: number): Measurement => ({ value, qualifier: 'above' })
const toBottom: Measurement = { value: 0, qualifier: 'to-bottom' }

const clear: Sample = {
  secchiDepth: measured(60),
  waterDepth: measured(120),
  dissolvedOxygen: measured(6),
  ammoniaNitrogen: measured(1),
}

describe.each([ruralBlackOdorous2023, ruralBlackOdorous2019])('rural monitoring by $id', standard => {
  const outcome = (changes: Sample) => standard.decide({ ...clear, ...changes }, context).outcome
  test('all three measured and passing clears', () => {
    expect(outcome({})).toBe('not-black-odorous')
  })

  test.each([
    ['transparency 25 cm in deep water passes', { secchiDepth: measured(25) }, 'not-black-odorous'],
    ['transparency 24.9 cm in deep water fails', { secchiDepth: measured(24.9) }, 'black-odorous'],
    ['depth 25 cm is deep: 24.9 cm fails', { secchiDepth: measured(24.9), waterDepth: measured(25) }, 'black-odorous'],
    [
      'depth 24 cm: 40 % is 9.6 cm, which passes',
      { secchiDepth: measured(9.6), waterDepth: measured(24) },
      'not-black-odorous',
    ],
    ['depth 24 cm: 9.5 cm fails', { secchiDepth: measured(9.5), waterDepth: measured(24) }, 'black-odorous'],
    ['depth 20 cm: 8 cm passes', { secchiDepth: measured(8), waterDepth: measured(20) }, 'not-black-odorous'],
    ['depth 20 cm: 7.9 cm fails', { secchiDepth: measured(7.9), waterDepth: measured(20) }, 'black-odorous'],
    ['oxygen 2.0 mg/L passes', { dissolvedOxygen: measured(2) }, 'not-black-odorous'],
    ['oxygen 1.99 mg/L fails', { dissolvedOxygen: measured(1.99) }, 'black-odorous'],
    ['ammonia 15 mg/L passes', { ammoniaNitrogen: measured(15) }, 'not-black-odorous'],
    ['ammonia 15.01 mg/L fails', { ammoniaNitrogen: measured(15.01) }, 'black-odorous'],
    ['a dry bed leaves transparency open', { secchiDepth: measured(0), waterDepth: measured(0) }, 'undecided'],
    ['seen to the bottom passes', { secchiDepth: toBottom, waterDepth: measured(15) }, 'not-black-odorous'],
    ['>25 cm passes', { secchiDepth: above(25) }, 'not-black-odorous'],
    ['>20 cm in deep water stays open', { secchiDepth: above(20) }, 'undecided'],
    ['>20 cm in 20 cm of water passes', { secchiDepth: above(20), waterDepth: measured(20) }, 'not-black-odorous'],
    ['<5 cm in deep water fails', { secchiDepth: below(5) }, 'black-odorous'],
    [
      'depth over 50 cm is deep enough to fail 20 cm',
      { secchiDepth: measured(20), waterDepth: above(50) },
      'black-odorous',
    ],
    ['oxygen below detection at 0.2 fails', { dissolvedOxygen: below(0.2) }, 'black-odorous'],
    ['oxygen below 3 stays open', { dissolvedOxygen: below(3) }, 'undecided'],
    ['oxygen over 20 passes', { dissolvedOxygen: above(20) }, 'not-black-odorous'],
    ['ammonia below detection at 0.025 passes', { ammoniaNitrogen: below(0.025) }, 'not-black-odorous'],
    ['ammonia below 20 stays open', { ammoniaNitrogen: below(20) }, 'undecided'],
    ['ammonia over 15 fails', { ammoniaNitrogen: above(15) }, 'black-odorous'],
    [
      'ammonia not detected, limit unknown, stays open',
      { ammoniaNitrogen: { value: 0, qualifier: 'not-detected' } },
      'undecided',
    ],
  ] as const)('%s', (_, changes, expected) => {
    expect(outcome(changes)).toBe(expected)
  })

  test('transparency under 25 cm with the depth unknown is undecided and asks for the depth; 25 cm needs none', () => {
    const { waterDepth: _, ...depthUnknown } = clear
    expect(standard.decide({ ...depthUnknown, secchiDepth: measured(24) }, context)).toMatchObject({
      outcome: 'undecided',
      deciding: ['secchiDepth'],
      missing: ['waterDepth'],
    })
    expect(standard.decide({ ...depthUnknown, secchiDepth: above(20) }, context).outcome).toBe('undecided')
    for (const secchiDepth of [measured(25), toBottom]) {
      expect(standard.decide({ ...depthUnknown, secchiDepth }, context).outcome).toBe('not-black-odorous')
    }
  })

  test('a missing indicator is no pass, but another one failing is enough', () => {
    const { ammoniaNitrogen: _, ...twoOnly } = clear
    expect(standard.decide(twoOnly, context)).toMatchObject({ outcome: 'undecided', missing: ['ammoniaNitrogen'] })
    expect(standard.decide({ dissolvedOxygen: measured(1) }, context)).toMatchObject({
      outcome: 'black-odorous',
      grade: null,
      deciding: ['dissolvedOxygen'],
      missing: ['secchiDepth', 'ammoniaNitrogen'],
    })
    expect(standard.decide({}, context).outcome).toBe('undecided')
  })

  test('shallow water says its arithmetic and every unconfirmed limit says so', () => {
    const { words } = standard.judge({ ...clear, secchiDepth: measured(5), waterDepth: measured(20) }, context)
    expect(words.zh).toContain('限值 20 cm × 40 % = 8 cm）：不达标〔限值待核实〕')
    expect(words.en).toContain('limit 20 cm × 40 % = 8 cm): fails [limit to be confirmed]')
  })

  test('replaying the kept inputs gives the same record', () => {
    const verdict = standard.judge({ secchiDepth: measured(20), ammoniaNitrogen: below(0.025) }, context)
    const kept = JSON.parse(JSON.stringify(verdict)) as typeof verdict // its own shape
    expect(standard.judge(kept.inputs.sample, kept.inputs.context)).toEqual(kept)
  })

  test('worsening any value never turns black-odorous into clear', () => {
    const order = ['not-black-odorous', 'undecided', 'black-odorous']
    const amount = fc.double({ min: 0, max: 40, noNaN: true })
    fc.assert(
      fc.property(amount, amount, amount, amount, amount, (secchi, oxygen, ammonia, depth, worse) => {
        const sample = {
          secchiDepth: measured(secchi),
          dissolvedOxygen: measured(oxygen),
          ammoniaNitrogen: measured(ammonia),
          waterDepth: measured(depth + 1),
        }
        const rank = (changed: Sample): number => order.indexOf(standard.decide(changed, context).outcome)
        const before = rank(sample)
        expect(rank({ ...sample, secchiDepth: measured(Math.max(0, secchi - worse)) })).toBeGreaterThanOrEqual(before)
        expect(rank({ ...sample, dissolvedOxygen: measured(Math.max(0, oxygen - worse)) })).toBeGreaterThanOrEqual(
          before,
        )
        expect(rank({ ...sample, ammoniaNitrogen: measured(ammonia + worse) })).toBeGreaterThanOrEqual(before)
      }),
    )
  })
})

describe('rural senses', () => {
  const { judgeSenses } = ruralBlackOdorous2023.otherBases!

  test.each([
    [{ colourAbnormal: true, odourOffensive: false }, 'black-odorous'],
    [{ colourAbnormal: false, odourOffensive: true }, 'black-odorous'],
    [{ colourAbnormal: true }, 'black-odorous'],
    [{ colourAbnormal: false, odourOffensive: false }, 'not-black-odorous'],
    [{ colourAbnormal: false }, 'undecided'],
    [{}, 'undecided'],
    [{ finding: 'black-odorous' }, 'black-odorous'],
    [{ finding: 'not-black-odorous' }, 'not-black-odorous'],
    [{ finding: 'undecided' }, 'undecided'],
    [{ colourAbnormal: false, odourOffensive: false, finding: 'black-odorous' }, 'undecided'],
  ] as const)('%j is %s', (record, outcome) => {
    const verdict = judgeSenses(record)
    expect(verdict.outcome).toBe(outcome)
    expect(verdict.missing.length > 0).toBe(outcome === 'undecided')
  })
})

describe('rural questionnaire', () => {
  const { judgeQuestionnaire } = ruralBlackOdorous2023.otherBases!

  test.each([
    [{ validForms: 30, blackForms: 18 }, 'black-odorous'],
    [{ validForms: 30, blackForms: 17 }, 'not-black-odorous'],
    [{ validForms: 29, blackForms: 29 }, 'undecided'],
    [{ validForms: 12, blackForms: 8, adultsLivingThere: 12 }, 'black-odorous'],
    [{ validForms: 11, blackForms: 11, adultsLivingThere: 12 }, 'undecided'],
    [{ validForms: 30, blackForms: 20, adultsLivingThere: 500 }, 'black-odorous'],
    [{ validForms: 0, blackForms: 0, adultsLivingThere: 0 }, 'undecided'],
    [{ validForms: 30, blackForms: 31 }, 'undecided'],
    [{ validForms: Number.NaN, blackForms: 1 }, 'undecided'],
    [{ validForms: -30, blackForms: -18 }, 'undecided'],
  ] as const)('%j is %s', (count, outcome) => {
    expect(judgeQuestionnaire(count).outcome).toBe(outcome)
  })

  test('says how many forms are still wanted, and that the numbers are to be confirmed', () => {
    const { words, missing, citation } = judgeQuestionnaire({ validForms: 21, blackForms: 20 })
    expect(words.zh).toContain('〔待核实〕')
    expect(missing[0]!.en).toContain('Collect 9 more')
    expect(citation.confidence).toBe('to-be-confirmed')
  })
})

describe('combining the rural bases', () => {
  const { combine } = ruralBlackOdorous2023.otherBases!
  const black = 'black-odorous'
  const not = 'not-black-odorous'

  test.each([
    [{ senses: black, questionnaire: not, disputed: false }, black, 'senses'],
    [{ senses: 'undecided', questionnaire: not, monitoring: black, disputed: false }, not, 'questionnaire'],
    [{ questionnaire: 'undecided', monitoring: black, disputed: false }, black, 'monitoring'],
    [{ senses: black, monitoring: not, disputed: true }, not, 'monitoring'],
    [{ senses: black, questionnaire: black, disputed: true }, 'undecided', null],
    [{ disputed: false }, 'undecided', null],
  ] as const)('%j gives %s by %s', (outcomes, outcome, basis) => {
    expect(combine(outcomes)).toMatchObject({ outcome, basis })
  })
})

describe('urban grades of 2015', () => {
  const urbanClear: Sample = { ...clear, oxidationReductionPotential: measured(200) }
  const graded = (changes: Sample) => {
    const { outcome, grade } = urbanBlackOdorous2015.decide({ ...urbanClear, ...changes }, context)
    return grade ?? outcome
  }

  test.each([
    ['everything passes', {}, 'not-black-odorous'],
    ['transparency 25.1 cm', { secchiDepth: measured(25.1) }, 'not-black-odorous'],
    ['transparency 25 cm', { secchiDepth: measured(25) }, 'mild'],
    ['transparency 10 cm', { secchiDepth: measured(10) }, 'mild'],
    ['transparency 9.9 cm', { secchiDepth: measured(9.9) }, 'severe'],
    ['oxygen 2.01', { dissolvedOxygen: measured(2.01) }, 'not-black-odorous'],
    ['oxygen 2.0', { dissolvedOxygen: measured(2) }, 'mild'],
    ['oxygen 0.2', { dissolvedOxygen: measured(0.2) }, 'mild'],
    ['oxygen 0.19', { dissolvedOxygen: measured(0.19) }, 'severe'],
    ['potential 51 mV', { oxidationReductionPotential: measured(51) }, 'not-black-odorous'],
    ['potential 50 mV', { oxidationReductionPotential: measured(50) }, 'mild'],
    ['potential -200 mV', { oxidationReductionPotential: measured(-200) }, 'mild'],
    ['potential -201 mV', { oxidationReductionPotential: measured(-201) }, 'severe'],
    ['ammonia 7.9', { ammoniaNitrogen: measured(7.9) }, 'not-black-odorous'],
    ['ammonia 8.0', { ammoniaNitrogen: measured(8) }, 'mild'],
    ['ammonia 15', { ammoniaNitrogen: measured(15) }, 'mild'],
    ['ammonia 15.1', { ammoniaNitrogen: measured(15.1) }, 'severe'],
    ['20 cm deep, 8.1 cm seen', { waterDepth: measured(20), secchiDepth: measured(8.1) }, 'not-black-odorous'],
    ['20 cm deep, 7.9 cm seen', { waterDepth: measured(20), secchiDepth: measured(7.9) }, 'severe'],
    ['mild and severe together', { ammoniaNitrogen: measured(9), dissolvedOxygen: measured(0.1) }, 'severe'],
  ] as const)('%s: %s', (_, changes, expected) => {
    expect(graded(changes)).toBe(expected)
  })

  test('a missing indicator is no pass and leaves the grade "at least"', () => {
    const { outcome, grade, words, missing } = urbanBlackOdorous2015.decide({ ammoniaNitrogen: measured(9) }, context)
    expect({ outcome, grade }).toEqual({ outcome: 'black-odorous', grade: 'mild' })
    expect(words.zh).toContain('至少轻度黑臭')
    expect(missing).toEqual(['secchiDepth', 'dissolvedOxygen', 'oxidationReductionPotential'])
  })
})

describe('urban points, reaches and waters', () => {
  const sample = (changes: Sample): Sample => ({ ...clear, oxidationReductionPotential: measured(200), ...changes })
  const mild = sample({ ammoniaNitrogen: measured(9) })
  const severeAmmonia = sample({ ammoniaNitrogen: measured(16) })
  const severeOxygen = sample({ dissolvedOxygen: measured(0.1) })
  const times = (count: number, one: Sample): Sample[] => Array.from({ length: count }, () => one)

  test.each([
    ['60 % severe of one indicator', [...times(6, severeAmmonia), ...times(4, mild)], 'severe'],
    ['59 % severe of one indicator', [...times(59, severeAmmonia), ...times(41, mild)], 'mild'],
    ['30 % of two indicators', [...times(3, severeAmmonia), ...times(3, severeOxygen), ...times(4, mild)], 'severe'],
    [
      '30 % of one and 20 % of another',
      [...times(3, severeAmmonia), ...times(2, severeOxygen), ...times(5, mild)],
      'mild',
    ],
    ['all clear', times(3, sample({})), null],
  ] as const)('%s: %s', (_, samples, grade) => {
    expect(judgeUrbanPoint(samples).grade).toBe(grade)
  })

  test('a point without samples is undecided', () => {
    expect(judgeUrbanPoint([])).toMatchObject({ outcome: 'undecided', grade: null })
  })

  const severePoint = judgeUrbanPoint(times(3, severeAmmonia))
  const mildPoint = judgeUrbanPoint(times(3, mild))
  const clearPoint = judgeUrbanPoint(times(3, sample({})))

  test('three severe points in a row make a severe reach, two do not', () => {
    const points = [severePoint, severePoint, mildPoint, severePoint, severePoint, severePoint]
    expect(judgeUrbanWater(points).severeReaches).toEqual([{ from: 3, to: 5 }])
  })

  test('60 % severe points make the water severe, fewer leave it mild', () => {
    expect(judgeUrbanWater([severePoint, severePoint, severePoint, mildPoint, mildPoint]).grade).toBe('severe')
    expect(judgeUrbanWater([severePoint, severePoint, mildPoint, mildPoint]).grade).toBe('mild')
  })

  test('fewer than three points decide nothing; three clear ones clear', () => {
    expect(judgeUrbanWater([severePoint, severePoint]).outcome).toBe('undecided')
    expect(judgeUrbanWater([clearPoint, clearPoint, clearPoint]).outcome).toBe('not-black-odorous')
  })
})
