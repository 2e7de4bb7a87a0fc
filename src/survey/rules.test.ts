import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyAt } from '../policy/policy.ts'
import {
  coverageBy,
  coverageOf,
  isVillage,
  latestSurveys,
  refuseReport,
  scopeOf,
  type OwedSurvey,
  type Report,
  type VillageState,
} from './rules.ts'

const today = '2026-11-23'
const limits = policyAt('lists', today).value

describe('a village report', () => {
  const done: Report = { state: 'done-with-candidates', found: 2, surveyedOn: today }

  it.each([
    [done, 'open', undefined],
    [{ ...done, found: 1 }, 'in-progress', undefined],
    [{ ...done, found: 0 }, 'open', 'report.found-missing'],
    [{ ...done, found: -1 }, 'open', 'report.found'],
    [{ ...done, found: 1.5 }, 'open', 'report.found'],
    [{ ...done, surveyedOn: undefined }, 'open', 'report.date-missing'],
    [{ ...done, surveyedOn: '2026-11-24' }, 'open', 'report.date-in-future'],
    [{ state: 'done-none-found', found: 0, surveyedOn: today }, 'open', undefined],
    [{ state: 'done-none-found', found: 1, surveyedOn: today }, 'open', 'report.found-contradicts'],
    [{ state: 'open', found: 1 }, 'in-progress', 'report.found-contradicts'],
    [{ state: 'in-progress', found: 3 }, 'open', undefined],
    [done, 'done-none-found', 'report.reason-missing'],
    [{ ...done, reason: ' ' }, 'done-none-found', 'report.reason-missing'],
    [{ ...done, reason: '雨后又发现一处' }, 'done-none-found', undefined],
    [{ state: 'open', found: 0, reason: '误报' }, 'done-none-found', undefined],
  ] as const)('%o after %s: %s', (report, before, code) => {
    expect(refuseReport(report, before, today)?.code).toBe(code)
  })
})

function owed(
  villageCode: string,
  state: VillageState,
  dueOn = '2026-12-31',
  setAt = '2026-01-01T00:00:00Z',
): OwedSurvey {
  return { villageCode, state, dueOn, setAt }
}

describe('coverage', () => {
  it('counts states, and as overdue what is not done after the due date', () => {
    const surveys = [
      owed('500231103201', 'done-none-found', '2026-11-01'),
      owed('500231103202', 'done-with-candidates'),
      owed('500231103203', 'open', '2026-11-22'),
      owed('500231103204', 'in-progress', today),
    ]
    expect(coverageOf(surveys, today)).toEqual({
      villages: 4,
      open: 1,
      inProgress: 1,
      noneFound: 1,
      withCandidates: 1,
      overdue: 1,
      donePercent: 50,
    })
  })

  it('says no percentage where no village owes a survey', () => {
    expect(coverageOf([], today)).not.toHaveProperty('donePercent')
  })

  it('does not round 9,176 of 9,177 villages up to 100 %', () => {
    const villages = Array.from({ length: 9177 }, (_, index) =>
      owed(`${500231100000 + index}`, index === 0 ? 'open' : 'done-none-found'),
    )
    expect(coverageOf(villages, today).donePercent).toBe(99.9)
    expect(coverageOf(villages.slice(1), today).donePercent).toBe(100)
  })

  it('adds up by county, town and village to the same whole', () => {
    const states = ['open', 'in-progress', 'done-none-found', 'done-with-candidates'] as const
    const survey = fc.record({
      villageCode: fc.nat({ max: 30 }).map(number => `5002${31 + (number % 2)}10${number % 3}${201 + number}`),
      state: fc.constantFrom(...states),
      dueOn: fc.constantFrom('2026-11-22', today, '2026-12-31'),
      setAt: fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'),
    })
    fc.assert(
      fc.property(fc.array(survey), surveys => {
        const latest = latestSurveys(surveys)
        const whole = coverageOf(latest, today)
        expect(whole.villages).toBe(new Set(surveys.map(({ villageCode }) => villageCode)).size)
        for (const level of ['county', 'town', 'village'] as const) {
          const parts = [...coverageBy(level, latest, today).values()]
          expect(parts.reduce((sum, part) => sum + part.villages, 0)).toBe(whole.villages)
          expect(parts.reduce((sum, part) => sum + part.overdue, 0)).toBe(whole.overdue)
        }
      }),
    )
  })

  it('stands under full codes in order', () => {
    const surveys = [owed('500231103201', 'open'), owed('500112101201', 'open')]
    expect([...coverageBy('county', surveys, today).keys()]).toEqual(['500112000000', '500231000000'])
    expect([...coverageBy('town', surveys, today).keys()]).toEqual(['500112101000', '500231103000'])
  })

  it('counts a village once, by its latest task, whatever the order', () => {
    const early = owed('500231103201', 'done-none-found', '2026-06-30', '2026-01-01T00:00:00Z')
    const late = owed('500231103201', 'open', '2026-12-31', '2026-07-01T00:00:00Z')
    expect(latestSurveys([late, early])).toEqual([late])
    expect(latestSurveys([early, late])).toEqual([late])
  })

  it('is owed by villages only', () => {
    expect(isVillage('500231103201')).toBe(true)
    expect(isVillage('500231103000')).toBe(false)
  })
})

describe('scope', () => {
  it.each([
    [200, false, true, 'area'],
    [199.9, false, false, 'small'],
    [199.9, true, true, 'complaint'],
    [undefined, false, true, 'area-unknown'],
    [undefined, true, true, 'complaint'],
  ])('area %s, strong complaints %s: in scope %s (%s)', (areaM2, complaint, inScope, why) => {
    expect(scopeOf({ areaM2, complaint }, limits)).toMatchObject({ inScope, why })
  })

  it('follows a decision by hand with its reason, either way', () => {
    const small = scopeOf({ areaM2: 50, complaint: false, byHand: { inScope: true, reason: '紧邻学校' } }, limits)
    expect(small).toMatchObject({ inScope: true, why: 'by-hand', words: { zh: '人工判定在排查范围内：紧邻学校' } })
    const urban = scopeOf({ areaM2: 5000, complaint: true, byHand: { inScope: false, reason: '城市建成区' } }, limits)
    expect(urban).toMatchObject({ inScope: false, why: 'by-hand' })
  })
})
