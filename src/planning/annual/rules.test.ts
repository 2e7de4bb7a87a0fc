import { describe, expect, it } from 'vitest'
import { policyAt } from '../../policy/policy.ts'
import { changed } from './change.ts'
import { belongsToYear, drawWater, drawYear, milestonesOf, planGone, type PlanInBrief } from './drawing.ts'
import { defaultTexts } from './default-texts.ts'
import { replayMoves, trackMilestone, wrongOrder } from './milestones.ts'
import { outdatedTexts, textsRetold } from './retelling.ts'
import { faultsOfAnnual, mayHaveAnnualPlan, type AnnualWater } from './rules.ts'
import { sumCounties, sumMeasures, sumSources, targetsFrom } from './sums.ts'
import { trackTarget, trackWater } from './tracking.ts'

const rules = policyAt('annual-plans', '2026-11-30').value

const plan: PlanInBrief = {
  waterId: 'w1',
  planId: 'p1',
  planVersion: 2,
  planState: 'approved',
  code: 'JQ500231-0001',
  name: '水井大田水塘',
  regionCode: '500231102201',
  list: 'national',
  areaM2: 2260,
  decidedOn: '2027-01-10',
  target: { goal: 'class-V', by: '2027-09-30' },
  measures: [
    { measureId: 'septic-tank', quantity: 3, costYuan: 9000.5, from: '2027-03-01', to: '2027-05-31' },
    { measureId: 'dredging', quantity: 900, costYuan: 72000, from: '2027-04-01', to: '2027-08-31' },
  ],
  funding: [{ source: 'county', yuan: 81000.5 }],
  happened: {},
}
const days = {
  planned: '2027-01-10',
  started: '2027-03-01',
  completed: '2027-08-31',
  accepted: '2027-10-30',
  delisted: '2027-11-29',
}
const water = (changes: Partial<AnnualWater> = {}): AnnualWater => ({ ...drawWater(plan, rules), ...changes })
const at = (asOf: string, isToday = false) => ({ asOf, isToday, dueWithinDays: 30 })
const tracked = (changes: Partial<AnnualWater>, happened = {}, asOf = '2027-12-31') =>
  trackWater(water(changes), { days: happened }, at(asOf))

describe('the milestones of a water', () => {
  it('begin with the first measure, end with the last, and go on by policy', () => {
    expect(milestonesOf(plan, rules)).toEqual(days)
  })

  it('follow the target’s day where no measure is dated, and policy where nothing is', () => {
    const undated = plan.measures.map(({ from: _from, to: _to, ...rest }) => rest)
    expect(milestonesOf({ ...plan, measures: undated }, rules)).toMatchObject({
      started: '2027-02-09',
      completed: '2027-09-30',
    })
    expect(milestonesOf({ ...plan, measures: [], target: undefined }, rules)).toMatchObject({
      started: '2027-02-09',
      completed: '2027-08-08',
    })
  })

  it('end with the target’s day while one measure has no end, unless a dated one ends after it', () => {
    const [first, second] = plan.measures
    const ending = (...ends: readonly (string | undefined)[]) =>
      [first!, second!].map((one, i) => ({ ...one, to: ends[i] }))
    const completed = (measures: PlanInBrief['measures'], changes = {}) =>
      milestonesOf({ ...plan, measures, ...changes }, rules).completed
    expect(completed(ending('2027-06-01', undefined))).toBe('2027-09-30')
    expect(completed(ending(undefined, '2027-09-29'))).toBe('2027-09-30')
    expect(completed(ending(undefined, '2027-10-01'))).toBe('2027-10-01')
    expect(completed(ending('2027-06-01', '2027-06-02'))).toBe('2027-06-02')
    const untargeted = { target: undefined }
    expect(completed(ending('2027-06-01', undefined), untargeted)).toBe('2027-08-28')
    expect(completed(ending('2027-09-01', undefined), untargeted)).toBe('2027-09-01')
    expect(completed(ending('2027-06-01', '2027-06-02'), untargeted)).toBe('2027-06-02')
  })

  it('take the days of what happened, and never come before the one ahead', () => {
    const happened = { planned: '2027-02-01', started: '2027-09-15' }
    expect(milestonesOf({ ...plan, happened }, rules)).toMatchObject({
      planned: '2027-02-01',
      started: '2027-09-15',
      completed: '2027-09-15',
    })
  })

  it('are named where their order is wrong; equal days are none', () => {
    expect(wrongOrder(days)).toBeUndefined()
    expect(wrongOrder({ ...days, started: days.planned })).toBeUndefined()
    expect(wrongOrder({ ...days, started: '2027-09-01' })).toEqual(['started', 'completed'])
    expect(wrongOrder({ planned: '2027-02-01', accepted: '2027-01-31' })).toEqual(['planned', 'accepted'])
    expect(wrongOrder({})).toBeUndefined()
  })
})

describe('what happened', () => {
  const moves = [
    { to: 'planned', on: '2027-01-10' },
    { to: 'listed', on: '2027-02-01' },
    { to: 'planned', on: '2027-03-01' },
    { to: 'in-works', on: '2027-03-20' },
    { to: 'completed', on: '2027-09-02', toldOn: '2027-08-30' },
  ] as const

  it('counts the second approval after a return, and the day of completion that was told', () => {
    expect(replayMoves(moves, '2027-12-31')).toEqual({
      planned: '2027-03-01',
      started: '2027-03-20',
      completed: '2027-08-30',
    })
  })

  it('is read as of a day, that day included', () => {
    expect(replayMoves(moves, '2027-01-09')).toEqual({})
    expect(replayMoves(moves, '2027-01-10')).toEqual({ planned: '2027-01-10' })
    expect(replayMoves(moves, '2027-02-15')).toEqual({})
  })

  it('goes back to works where acceptance fails, and to nothing at a relapse', () => {
    const failed = [...moves, { to: 'in-works', on: '2027-10-01' } as const]
    expect(replayMoves(failed, '2027-12-31')).toEqual({ planned: '2027-03-01', started: '2027-03-20' })
    expect(replayMoves([...failed, { to: 'relapsed', on: '2027-11-01' }], '2027-12-31')).toEqual({})
  })
})

describe('a milestone against what happened', () => {
  it.each([
    ['2027-08-31', undefined, '2027-08-01', 'due'],
    ['2027-08-31', undefined, '2027-07-31', 'ahead'],
    ['2027-08-31', undefined, '2027-08-31', 'due'],
    ['2027-08-31', undefined, '2027-09-01', 'late'],
    ['2027-08-31', '2027-08-31', '2027-09-01', 'met'],
    ['2027-08-31', '2027-09-01', '2027-09-01', 'met-late'],
  ] as const)('planned for %s, happened %s, is on %s %s', (plannedOn, happenedOn, asOf, state) => {
    expect(trackMilestone({ plannedOn, happenedOn, asOf, dueWithinDays: 30 })).toBe(state)
  })

  it('is met where the stage of today says so though no day is known, and only today', () => {
    const known = { days: {}, stage: 'in-works' } as const
    expect(trackWater(water(), known, at('2027-12-31', true)).states).toMatchObject({
      started: 'met',
      completed: 'late',
    })
    expect(trackWater(water(), known, at('2027-12-31')).states.started).toBe('late')
  })
})

describe('a target against what happened', () => {
  const target = { kind: 'finish', list: 'national', waters: 1, areaM2: 2260 } as const
  const trackedBy = (happened: object, asOf: string, of: object = target) =>
    trackTarget({ ...target, ...of }, { waters: [tracked({}, happened, asOf)], year: 2027, asOf })

  it('is on schedule until a milestone has passed undone, and late from the day after', () => {
    expect(trackedBy({}, '2027-08-30')).toMatchObject({ state: 'due', expectedWaters: 0 })
    expect(trackedBy({}, '2027-08-31')).toMatchObject({ state: 'late', expectedWaters: 1, doneWaters: 0 })
    expect(trackedBy({ completed: '2027-08-30' }, '2027-08-31')).toMatchObject({ state: 'met', doneAreaM2: 2260 })
  })

  it('is late after the year, and where the area is not reached it is not met', () => {
    expect(trackedBy({ completed: '2027-08-30' }, '2027-12-31', { areaM2: 2261 }).state).toBe('due')
    expect(trackedBy({ completed: '2027-08-30' }, '2028-01-01', { areaM2: 2261 }).state).toBe('late')
  })

  it('counts waters of its own list and of the year only', () => {
    expect(trackedBy({ completed: '2027-08-30' }, '2027-12-31', { list: 'county' }).doneWaters).toBe(0)
    const next = tracked({ milestones: { ...days, completed: '2028-01-01' } }, { completed: '2027-08-30' })
    expect(trackTarget(target, { waters: [next], year: 2027, asOf: '2027-12-31' }).doneWaters).toBe(0)
  })
})

describe('the waters of a year', () => {
  it('are those whose plan is approved by its end and that were not delisted before it', () => {
    const year = (milestones: object, happened = {}) => belongsToYear({ milestones, happened }, 2027)
    expect(year({ planned: '2027-12-31' })).toBe(true)
    expect(year({ planned: '2028-01-01' })).toBe(false)
    expect(year(days, { delisted: '2027-01-01' })).toBe(true)
    expect(year(days, { delisted: '2026-12-31' })).toBe(false)
    expect(year({ planned: '2025-01-01', delisted: '2026-01-01' })).toBe(true) // undone: carried over
    expect(year({})).toBe(false)
  })

  it('drawn again keep the days that somebody set and follow the plan in the rest', () => {
    const before = {
      waters: [water({ adjusted: true, note: '汛期后开工', milestones: { ...days, started: '2027-09-01' } })],
      leftOut: [],
    }
    const [again] = drawYear([water({ costYuan: 5 })], before).waters
    expect(again).toMatchObject({
      costYuan: 5,
      adjusted: true,
      note: '汛期后开工',
      milestones: { started: '2027-09-01' },
    })
    const untouched = drawYear([water({ milestones: {} })], { waters: [water()], leftOut: [] }).waters[0]
    expect(untouched?.milestones).toEqual({})
  })

  it('leave out one whose plan is gone, and take it back with its plan, but not what a person left out', () => {
    const gone = drawYear([], { waters: [water()], leftOut: [] })
    expect(gone).toMatchObject({ waters: [], leftOut: [{ waterId: 'w1', reason: planGone }] })
    expect(drawYear([water()], gone)).toMatchObject({ waters: [{ waterId: 'w1' }], leftOut: [] })
    const decided = { waters: [], leftOut: [{ ...gone.leftOut[0]!, reason: '资金未落实' }] }
    expect(drawYear([water()], decided)).toEqual(decided)
  })
})

describe('a change of a draft', () => {
  const texts = defaultTexts({ year: 2027, targets: [], waters: 1, costYuan: 1 }, 'zh')
  const draft = { texts, targets: [], waters: [water()], leftOut: [] }

  it('leaves out with a reason and takes in again', () => {
    const out = changed(draft, { leaveOut: [{ waterId: 'w1', reason: '资金未落实' }] }, [])
    if ('unknown' in out) throw new Error('w1 is there')
    expect(out.content).toMatchObject({ waters: [], leftOut: [{ name: '水井大田水塘', reason: '资金未落实' }] })
    expect(changed(out.content, { takeIn: ['w1'] }, [water()])).toMatchObject({
      content: { waters: [{ waterId: 'w1' }], leftOut: [] },
    })
  })

  it('sets days and marks them, and changes only the text that is given', () => {
    const set = changed(
      draft,
      { milestones: [{ waterId: 'w1', milestones: { planned: '2027-02-01' } }], texts: { goals: '一' } },
      [],
    )
    expect(set).toMatchObject({
      content: {
        waters: [{ adjusted: true, milestones: { planned: '2027-02-01' } }],
        texts: { ...texts, goals: '一' },
      },
    })
  })

  it('names a water that is not there', () => {
    expect(changed(draft, { takeIn: ['w9'] }, [])).toEqual({ unknown: 'w9' })
    expect(changed(draft, { milestones: [{ waterId: 'w9', milestones: {} }] }, [])).toEqual({ unknown: 'w9' })
    expect(changed(draft, { leaveOut: [{ waterId: 'w9', reason: '不在' }] }, [])).toEqual({ unknown: 'w9' })
  })
})

describe('the texts of a draft', () => {
  const one = { targets: targetsFrom([water()], 2027), waters: [water()] }
  const two = [water(), water({ waterId: 'w2', areaM2: 40 })]
  const more = { targets: targetsFrom(two, 2027), waters: two }
  const textsOf = ({ targets, waters }: typeof one, language: 'zh' | 'en' = 'zh') =>
    defaultTexts({ year: 2027, targets, waters: waters.length, costYuan: 81000.5 * waters.length }, language)
  const retold = (texts: ReturnType<typeof textsOf>) => textsRetold({ texts, before: one, after: more }, 2027)

  it('that nobody edited follow the numbers, each in its language; edited ones stay', () => {
    expect(retold(textsOf(one))).toEqual(textsOf(more))
    expect(retold(textsOf(one, 'en'))).toEqual(textsOf(more, 'en'))
    const edited = { ...textsOf(one), goals: `${textsOf(one).goals}逐村落实。` }
    expect(retold(edited)).toEqual({ ...textsOf(more), goals: edited.goals })
    expect(textsOf(more).goals).not.toBe(textsOf(one).goals)
  })

  it('are outdated where somebody edited them and their numbers are not those of the plan', () => {
    const outdated = (goals: string) => outdatedTexts({ ...more, texts: { ...textsOf(more), goals } }, 2027)
    expect(outdated(textsOf(one).goals)).toEqual([{ text: 'goals', generated: textsOf(more).goals }])
    expect(outdated(textsOf(one, 'en').goals)).toEqual([{ text: 'goals', generated: textsOf(more, 'en').goals }])
    expect(outdated(`${textsOf(more).goals}其中 1 个跨乡镇。`)).toEqual([])
    expect(outdated(textsOf(more).goals.replace('2,300', '2300'))).toEqual([])
    expect(outdated('2027 年逐村治理。')).toEqual([])
    expect(outdated('')).toEqual([])
  })

  it('are outdated though the same numbers stand in it for other things', () => {
    const goals = textsOf(one).goals // approved 1, completed 1, accepted 1
    const unaccepted = { ...one, targets: one.targets.filter(({ kind }) => kind !== 'accept') }
    const texts = { ...textsOf(unaccepted), goals: `${goals}0 投诉。` }
    expect(outdatedTexts({ ...unaccepted, texts }, 2027).map(({ text }) => text)).toEqual([])
    expect(outdatedTexts({ ...unaccepted, texts: { ...texts, goals } }, 2027).map(({ text }) => text)).toEqual([
      'goals',
    ])
  })
})

describe('sums', () => {
  const other = water({
    waterId: 'w2',
    regionCode: '500118118201',
    list: 'county',
    areaM2: undefined,
    measures: [
      { measureId: 'dredging', quantity: 100, costYuan: 8000 },
      { measureId: 'dredging', quantity: 20, costYuan: 1600 },
    ],
    funding: [
      { source: 'county', yuan: 9000 },
      { source: 'villagers', yuan: 600 },
    ],
    costYuan: 9600,
  })
  const all = [water(), other]

  it('add measures by kind, counting a water once, and money by source', () => {
    expect(sumMeasures(all)).toEqual([
      { measureId: 'dredging', quantity: 1020, costYuan: 81600, waters: 2 },
      { measureId: 'septic-tank', quantity: 3, costYuan: 9000.5, waters: 1 },
    ])
    expect(sumSources(all)).toEqual([
      { source: 'county', yuan: 90000.5, waters: 2 },
      { source: 'villagers', yuan: 600, waters: 1 },
    ])
    expect([sumMeasures([]), sumSources([])]).toEqual([[], []])
  })

  it('of a city are those of its counties', () => {
    const rows = all.map(one => trackWater(one, { days: {} }, at('2027-03-02')))
    expect(sumCounties(rows)).toEqual([
      { county: '500118', waters: 1, areaM2: 0, costYuan: 9600, completed: 0, late: 1 },
      { county: '500231', waters: 1, areaM2: 2260, costYuan: 81000.5, completed: 0, late: 1 },
    ])
  })

  it('of milestones in the year are the targets, by kind and list', () => {
    expect(targetsFrom(all, 2027)).toEqual(
      ['plan', 'finish', 'accept'].flatMap(kind => [
        { kind, list: 'national', waters: 1, areaM2: 2260 },
        { kind, list: 'county', waters: 1, areaM2: 0 },
      ]),
    )
    expect(targetsFrom(all, 2026)).toEqual([])
  })
})

describe('an annual work plan', () => {
  const texts = defaultTexts({ year: 2027, targets: targetsFrom([water()], 2027), waters: 1, costYuan: 81000.5 }, 'zh')
  const whole = { texts, targets: targetsFrom([water()], 2027), waters: [water()] }
  const codes = (change: object) => faultsOfAnnual({ ...whole, ...change }, 2027).map(({ code }) => code)

  it('can be issued as it is drawn', () => {
    expect(codes({})).toEqual([])
    expect(texts.goals).toContain('2,260 平方米')
  })

  it('is told what it lacks, part by part', () => {
    expect(codes({ texts: { ...texts, route: ' ' } })).toEqual(['text.route'])
    expect(codes({ targets: [] })).toEqual(['targets.none'])
    expect(codes({ waters: [], targets: [{ ...whole.targets[0]!, waters: 0 }] })).toEqual(['waters.none'])
    expect(codes({ targets: [{ ...whole.targets[0]!, waters: 2 }] })).toEqual(['targets.above'])
    expect(codes({ waters: [water({ milestones: { ...days, accepted: '2027-08-30' } })] })).toEqual(['waters.order'])
    expect(codes({ waters: [water({ funding: [{ source: 'county', yuan: 81000 }] })] })).toEqual(['waters.money'])
  })

  it('is a city’s or a county’s, not a town’s', () => {
    expect(['500000000000', '500231000000', '500231102000', '500231102201'].map(mayHaveAnnualPlan)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
