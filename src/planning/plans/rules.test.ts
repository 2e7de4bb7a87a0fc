import { describe, expect, it } from 'vitest'
import { policyAt } from '../../policy/policy.ts'
import {
  approverOf,
  costOfPlan,
  dueOf,
  faultsOfPlan,
  isOpen,
  mayApprove,
  planStateIds,
  stepsFrom,
  type PlanText,
} from './rules.ts'

const today = '2026-11-29'
const rules = policyAt('plans', today).value

const known = {
  causes: new Set(['domestic-sewage', 'sediment', 'livestock']),
  measures: new Set(['septic-tank', 'dredging']),
}

const whole: PlanText = {
  presentState: '水色发黑，底泥厚约 40 厘米，岸边有三户散排。',
  causes: [
    { causeId: 'domestic-sewage', percent: 60 },
    { causeId: 'sediment', percent: 40 },
  ],
  target: { goal: 'class-V', by: '2027-06-30' },
  measures: [
    { measureId: 'septic-tank', quantity: 3, costYuan: 9000.5, from: '2026-12-10', to: '2027-01-31' },
    { measureId: 'dredging', quantity: 900, costYuan: 72000 },
  ],
  funding: [
    { source: 'county', yuan: 51000.5 },
    { source: 'municipal-grant', yuan: 30000 },
  ],
  persons: { town: { name: '王建国' }, village: { name: '李秀英' }, site: { name: '陈大勇' } },
  upkeep: { duties: '每周巡查一次，每年清理一次水草。', yearlyYuan: 2400 },
}

const codes = (change: Partial<PlanText>) =>
  faultsOfPlan({ ...whole, ...change }, { rules, known, today }).map(({ code }) => code)

describe('a plan that says everything', () => {
  it('has no fault, and its cost is kept to the fen', () => {
    expect(codes({})).toEqual([])
    expect(costOfPlan(whole)).toBe(81000.5)
  })
})

describe('a plan is kept back', () => {
  it('without present state, causes, target, measures, persons or upkeep, in the order of the document', () => {
    expect(
      codes({
        presentState: ' ',
        causes: [],
        target: undefined,
        measures: [],
        funding: [],
        persons: {},
        upkeep: undefined,
      }),
    ).toEqual([
      'present-state.none',
      'causes.none',
      'target.none',
      'measures.none',
      'persons.town',
      'persons.village',
      'persons.site',
      'upkeep.none',
    ])
  })

  it('where the shares of the causes are not the whole, by a tenth of a percent', () => {
    const shares = (a: number, b: number) => ({
      causes: [
        { causeId: 'domestic-sewage', percent: a },
        { causeId: 'sediment', percent: b },
      ],
    })
    expect(codes(shares(60, 39.9))).toEqual(['causes.share'])
    expect(codes(shares(60, 40.1))).toEqual(['causes.share'])
    expect(codes(shares(33.3, 66.7))).toEqual([])
    // Three thirds written with one decimal do not sum to 100: said, not rounded away.
    expect(
      codes({ causes: ['domestic-sewage', 'sediment', 'livestock'].map(causeId => ({ causeId, percent: 33.3 })) }),
    ).toEqual(['causes.share'])
  })

  it('where its date is today or past, or further ahead than the policy allows', () => {
    const by = (date: string) =>
      codes({
        target: { goal: 'class-V', by: date },
        measures: [whole.measures[1]!],
        funding: [{ source: 'county', yuan: 72000 }],
      })
    expect(by('2026-11-29')).toEqual(['target.past'])
    expect(by('2026-11-30')).toEqual([])
    expect(by('2031-11-29')).toEqual([])
    expect(by('2031-11-30')).toEqual(['target.far'])
  })

  it('where works end after the date of the target', () => {
    const ending = (to: string) => codes({ measures: [{ ...whole.measures[0]!, to }, whole.measures[1]!] })
    expect(ending('2027-06-30')).toEqual([])
    expect(ending('2027-07-01')).toEqual(['target.before-works'])
  })

  it('where a measure has no quantity, or ends before it begins', () => {
    const first = (change: Partial<PlanText['measures'][number]>) =>
      codes({ measures: [{ ...whole.measures[0]!, ...change }, whole.measures[1]!] })
    expect(first({ quantity: 0 })).toEqual(['measures.quantity'])
    expect(first({ quantity: Number.NaN })).toEqual(['measures.quantity'])
    expect(first({ quantity: 0.1 })).toEqual([])
    expect(first({ from: '2027-02-01' })).toEqual(['measures.dates'])
    expect(first({ from: '2027-01-31' })).toEqual([])
  })

  it('where a cause or a measure is not in the catalogue in force', () => {
    expect(codes({ causes: [{ causeId: 'bad-luck', percent: 100 }] })).toEqual(['causes.unknown'])
    expect(codes({ measures: [{ ...whole.measures[0]!, measureId: 'prayer' }, whole.measures[1]!] })).toEqual([
      'measures.unknown',
    ])
  })

  it('where money is missing or left over, by a fen', () => {
    const funded = (yuan: number) => codes({ funding: [{ source: 'county', yuan }] })
    expect(funded(81000.49)).toEqual(['funding.gap'])
    expect(funded(81000.5)).toEqual([])
    expect(funded(81000.51)).toEqual(['funding.surplus'])
  })

  it('where a person is named by blanks only', () => {
    expect(codes({ persons: { ...whole.persons, village: { name: '  ' } } })).toEqual(['persons.village'])
  })
})

describe('every fault', () => {
  it('says in both languages what to do', () => {
    const faults = faultsOfPlan(
      { presentState: '', causes: [], measures: [], funding: [{ source: 'county', yuan: 5 }], persons: {} },
      { rules, known, today },
    )
    expect(faults.length).toBeGreaterThan(7)
    for (const { words } of faults) {
      expect(words.zh).toMatch(/请/)
      expect(words.en).toMatch(/\. [A-Z]/)
    }
  })
})

describe('the way of a plan', () => {
  it('leads from draft to approval and back, and out of every state', () => {
    expect(Object.fromEntries(planStateIds.map(state => [state, stepsFrom(state)]))).toEqual({
      draft: ['submit', 'set-aside'],
      submitted: ['return', 'approve'],
      returned: ['submit', 'set-aside'],
      approved: ['set-aside'],
      'set-aside': [],
    })
    expect(planStateIds.filter(isOpen)).toEqual(['draft', 'returned'])
  })

  it('has a date by which somebody acts, counted in days of China', () => {
    expect(dueOf('submitted', '2026-12-25', rules)).toBe('2027-01-04')
    expect(dueOf('returned', '2026-11-29', rules)).toBe('2026-12-14')
    expect(dueOf('draft', '2026-11-29', rules)).toBeUndefined()
    expect(dueOf('approved', '2026-11-29', rules)).toBeUndefined()
  })

  it('ends at the level that the list asks for; the city may stand in for a county, a county never for the city', () => {
    expect([approverOf('national', rules), approverOf('municipal', rules), approverOf('county', rules)]).toEqual([
      'city',
      'city',
      'county',
    ])
    expect(['province', 'city', 'county', 'town', 'village'].map(level => mayApprove('city', level as 'city'))).toEqual(
      [true, true, false, false, false],
    )
    expect(
      ['province', 'city', 'county', 'town', 'village'].map(level => mayApprove('county', level as 'city')),
    ).toEqual([true, true, true, false, false])
  })
})
