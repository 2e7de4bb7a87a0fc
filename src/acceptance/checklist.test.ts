import { describe, expect, it } from 'vitest'
import { policyAt } from '../policy/policy.ts'
import { blockingItems, checkFile, type CheckedItem, type ItemId } from './checklist.ts'
import type { DeclaredMeasure, Evidence, JudgedSample, VisitAnswer } from './evidence.ts'

const today = '2026-11-29'
const edition = policyAt('acceptance', today)
const measures = policyAt('measures', today).value
const said = { zh: '透明度 40 cm', en: 'transparency 40 cm' }

const sample = (takenOn: string, changes: Partial<JudgedSample> = {}): JudgedSample => ({
  id: `reading ${takenOn} ${changes.point ?? '塘心'}`,
  takenOn,
  point: '塘心',
  outcome: 'not-black-odorous',
  words: said,
  ...changes,
})
const answer = (itemId: string, on: string, value: 'yes' | 'no' = 'yes'): VisitAnswer => ({
  visitId: `visit ${on}`,
  itemId,
  on,
  value,
})
const agents = (changes: Partial<DeclaredMeasure> = {}): DeclaredMeasure => ({
  id: 'declared 1',
  measureId: 'microbial-agent',
  quantity: 120,
  source: '重庆某环保公司菌剂',
  startsOn: '2026-06-10',
  ...changes,
})

/** A pond whose works were completed on 30 June 2026 and of which nothing is missing. */
const inOrder: Evidence = {
  water: { type: 'pond', stage: 'completed' },
  completedOn: '2026-06-30',
  standard: { title: '《农村黑臭水体治理工作指南》', clause: '水质监测', confidence: 'to-be-confirmed' },
  samples: ['2026-07-15', '2026-08-15', '2026-09-15'].map(day => sample(day)),
  senses: [{ id: 'senses 1', on: '2026-07-20', outcome: 'not-black-odorous', words: said }],
  questionnaires: [{ id: 'forms 1', heldOn: '2026-08-01', valid: 30, satisfied: 24 }],
  funds: { allottedYuan: 300_000, spentYuan: 280_000, openExceptions: 0 },
  posts: (['town', 'village', 'site'] as const).map(level => ({ id: `duty ${level}`, level })),
  plan: { id: 'plan 1', approved: true, hasUpkeep: true, measureIds: ['dredging'] },
  openItems: [],
  answers: [
    answer('during-interception-first', '2026-06-01'),
    answer('after-no-discharge', '2026-07-10'),
    answer('after-no-false-fix', '2026-07-10'),
  ],
  sources: [{ id: 'source 1', name: '社区污水' }],
  declared: [],
}

const check = (changes: Partial<Evidence> = {}) =>
  checkFile({ evidence: { ...inOrder, ...changes }, edition, measures, today })
function itemOf(id: ItemId, changes: Partial<Evidence> = {}): CheckedItem {
  return check(changes).find(item => item.id === id)!
}
const outcome = (id: ItemId, changes: Partial<Evidence>) => itemOf(id, changes).outcome

describe('the file of a water', () => {
  it('passes where nothing is missing, each item with its source and in both languages', () => {
    const items = check()
    expect(blockingItems(items)).toEqual([])
    expect(items.map(item => item.outcome)).toEqual(items.map(() => 'pass'))
    for (const { words, citation } of items) {
      expect(words.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(words.en).not.toBe('')
      expect(citation.title).not.toBe('')
    }
  })

  it('waits for measures that are open and for departments that have not countersigned', () => {
    expect(outcome('completion', { works: { openMeasures: 0, owedParts: 0 } })).toBe('pass')
    expect(outcome('completion', { works: { openMeasures: 1, owedParts: 0 } })).toBe('missing')
    const owed = itemOf('completion', { works: { openMeasures: 0, owedParts: 1 } })
    expect(owed).toMatchObject({ outcome: 'missing', blocks: true })
    expect(owed.words.zh).toContain('1 件部门协同事项未会签')
  })

  it('of which nothing is on record misses everything that has to be shown', () => {
    const nothing = {
      ...inOrder, completedOn: undefined, samples: [], senses: [], questionnaires: [], funds: undefined, posts: [],
      plan: undefined, answers: [], sources: [],
    } // prettier-ignore
    const items = checkFile({
      evidence: { ...nothing, water: { type: 'pond', stage: 'in-works' } },
      edition,
      measures,
      today,
    })
    expect(items.filter(item => item.outcome === 'pass').map(({ id }) => id)).toEqual(['rectification'])
    expect(items.filter(item => item.outcome === 'fails')).toEqual([])
  })

  it('cannot begin before completion', () => {
    expect(itemOf('completion', { water: { type: 'pond', stage: 'in-works' } }).words.zh).toContain('治理中')
    expect(outcome('completion', { completedOn: undefined })).toBe('missing')
    expect(outcome('completion', { water: { type: 'pond', stage: 'accepted' } })).toBe('pass')
  })
})

describe('sampling', () => {
  it.each([
    ['three times in three months', ['2026-07-15', '2026-08-15', '2026-09-15'], 'pass'],
    ['three times in two months', ['2026-07-15', '2026-07-16', '2026-08-15'], 'pass'],
    ['three times in one month', ['2026-07-15', '2026-07-16', '2026-07-17'], 'missing'],
    ['twice', ['2026-07-15', '2026-08-15'], 'missing'],
    ['a third time a day too soon', ['2026-07-14', '2026-08-15', '2026-09-15'], 'missing'],
    ['never', [], 'missing'],
  ])('%s is %s → %s', (_, days, expected) => {
    expect(outcome('sampling', { samples: days.map(day => sample(day)) })).toBe(expected)
  })

  it('counts two samples of one day once', () => {
    const samples = ['2026-07-15', '2026-07-15', '2026-08-15'].map(day => sample(day))
    expect(outcome('sampling', { samples })).toBe('missing')
  })

  it('asks a river for three points, and two sampled enough are too few', () => {
    const at = (points: readonly string[]) =>
      points.flatMap(point => ['2026-07-15', '2026-08-15', '2026-09-15'].map(day => sample(day, { point })))
    const river = { type: 'river', stage: 'completed' } as const
    expect(outcome('sampling', { water: river, samples: at(['上', '中', '下']) })).toBe('pass')
    expect(outcome('sampling', { water: river, samples: at(['上', '下']) })).toBe('missing')
  })

  it('begins anew after a sample that was still black and odorous', () => {
    const bad = sample('2026-08-20', { outcome: 'black-odorous' })
    expect(outcome('sampling', { samples: [...inOrder.samples, bad] })).toBe('missing')
    const after = ['2026-09-15', '2026-10-15', '2026-11-15'].map(day => sample(day))
    expect(outcome('sampling', { samples: [...inOrder.samples.slice(0, 2), bad, ...after] })).toBe('pass')
  })
})

describe('indicators', () => {
  it('fail while the last judged sample fails, and pass once later ones pass', () => {
    const bad = sample('2026-10-01', { outcome: 'black-odorous' })
    expect(outcome('indicators', { samples: [...inOrder.samples, bad] })).toBe('fails')
    const anew = itemOf('indicators', { samples: [bad, sample('2026-10-20')] })
    expect(anew.outcome).toBe('pass')
    expect(anew.words.zh).toContain('此后重新计算')
  })

  it('are missing without a judged sample: not measured never counts as a pass', () => {
    expect(outcome('indicators', { samples: [] })).toBe('missing')
    expect(outcome('indicators', { samples: [sample('2026-08-01', { outcome: 'undecided' })] })).toBe('missing')
  })

  it('fail where another point fails on the day the rest pass', () => {
    const samples = [sample('2026-09-15'), sample('2026-09-15', { point: '岸边', outcome: 'black-odorous' })]
    expect(outcome('indicators', { samples })).toBe('fails')
  })
})

describe('odour and satisfaction', () => {
  it('go by the newest senses since completion', () => {
    const bad = { id: 's', on: '2026-09-01', outcome: 'black-odorous', words: said } as const
    expect(outcome('odour', { senses: [...inOrder.senses, bad] })).toBe('fails')
    expect(outcome('odour', { senses: [{ ...bad, outcome: 'undecided' }] })).toBe('missing')
    expect(outcome('odour', { senses: [{ ...inOrder.senses[0]!, on: '2026-06-29' }] })).toBe('missing')
    expect(outcome('odour', { senses: [{ ...inOrder.senses[0]!, on: '2026-06-30' }] })).toBe('pass')
  })

  const forms = (valid: number, satisfied: number | undefined, adultsLivingThere?: number) => ({
    questionnaires: [{ id: 'q', heldOn: '2026-08-01', valid, satisfied, adultsLivingThere }],
  })
  it.each([
    ['80 %', forms(30, 24), 'pass'],
    ['just below 80 %', forms(30, 23), 'fails'],
    ['29 forms', forms(29, 29), 'missing'],
    ['all 12 adults', forms(12, 12, 12), 'pass'],
    ['11 of 12 adults', forms(11, 11, 12), 'missing'],
    ['a place without adults and one form', forms(1, 1, 0), 'pass'],
    ['a place without adults and no form', forms(0, 0, 0), 'missing'],
    ['nobody asked', forms(40, undefined), 'missing'],
  ])('satisfaction of %s', (_, changes, expected) => {
    expect(outcome('satisfaction', changes)).toBe(expected)
  })

  it('a questionnaire before completion tells nothing of the result', () => {
    expect(
      outcome('satisfaction', { questionnaires: [{ id: 'q', heldOn: '2026-06-29', valid: 30, satisfied: 30 }] }),
    ).toBe('missing')
  })
})

describe('money, persons, plan and problems', () => {
  it('money that is not recorded warns and does not stop the file, unless the policy says so', () => {
    expect(itemOf('funds', { funds: undefined })).toMatchObject({ outcome: 'missing', blocks: false })
    const strict = {
      ...edition,
      value: { ...edition.value, funds: { ...edition.value.funds, blocksWhereUnknown: true } },
    }
    const items = checkFile({ evidence: { ...inOrder, funds: undefined }, edition: strict, measures, today })
    expect(blockingItems(items).map(({ id }) => id)).toEqual(['funds'])
  })

  it('spendings beyond what was allotted stop it while they are open', () => {
    const funds = { allottedYuan: 10, spentYuan: 12, openExceptions: 1 }
    expect(itemOf('funds', { funds })).toMatchObject({ outcome: 'fails', blocks: true })
  })

  it('name each level at which nobody is named', () => {
    const item = itemOf('upkeep-persons', { posts: inOrder.posts.slice(0, 1) })
    expect(item.outcome).toBe('missing')
    expect(item.words.zh).toContain('村级河长、现场运行维护人员')
  })

  it('want an approved plan that has its upkeep', () => {
    const plan = inOrder.plan!
    expect(outcome('upkeep-plan', { plan: { ...plan, approved: false } })).toBe('missing')
    expect(outcome('upkeep-plan', { plan: { ...plan, hasUpkeep: false } })).toBe('missing')
  })

  it('fail while a problem is open, and open down to it', () => {
    const item = itemOf('rectification', { openItems: [{ id: 'r1', question: said, dueOn: '2026-12-01' }] })
    expect(item).toMatchObject({ outcome: 'fails', records: [{ kind: 'rectification', id: 'r1' }] })
  })
})

describe('interception', () => {
  it('is verified by a visit since completion, and taken back by a later one', () => {
    expect(outcome('interception', { answers: [answer('during-interception-first', '2026-06-01')] })).toBe('missing')
    expect(outcome('interception', { answers: [answer('after-no-discharge', '2026-06-30')] })).toBe('pass')
    const answers = [answer('after-no-discharge', '2026-07-10'), answer('after-no-discharge', '2026-09-01', 'no')]
    expect(outcome('interception', { answers })).toBe('fails')
  })

  it('takes the "no" of two answers of one day', () => {
    const day = '2026-07-10'
    expect(
      outcome('interception', {
        answers: [answer('after-no-discharge', day, 'no'), answer('after-no-discharge', day)],
      }),
    ).toBe('fails')
  })
})

describe('the four false fixes', () => {
  it('agents and make-up water after verified interception pass with source and quantity', () => {
    expect(itemOf('dosing', { declared: [agents()] })).toMatchObject({ outcome: 'pass' })
    expect(
      outcome('flushing', { declared: [agents({ measureId: 'make-up-water', source: '武安河', quantity: 5000 })] }),
    ).toBe('pass')
  })

  it.each([
    ['no source', agents({ source: undefined })],
    ['a blank source', agents({ source: '  ' })],
    ['no quantity', agents({ quantity: undefined })],
    ['a quantity of zero', agents({ quantity: 0 })],
    ['the day before interception was verified', agents({ startsOn: '2026-05-31' })],
  ])('agents with %s are dosing', (_, declared) => {
    expect(outcome('dosing', { declared: [declared] })).toBe('fails')
  })

  it('the day of verification itself is soon enough', () => {
    expect(outcome('dosing', { declared: [agents({ startsOn: '2026-06-01' })] })).toBe('pass')
  })

  it('without verified interception make-up water flushes and agents dose, whatever is said of them', () => {
    const answers = [answer('after-no-false-fix', '2026-07-10')]
    expect(outcome('dosing', { declared: [agents()], answers })).toBe('fails')
    expect(outcome('flushing', { declared: [agents({ measureId: 'make-up-water' })], answers })).toBe('fails')
  })

  it('interception that broke off counts from when it was verified again', () => {
    const answers = [
      ...inOrder.answers,
      answer('after-no-discharge', '2026-08-01', 'no'),
      answer('after-no-discharge', '2026-09-01'),
    ]
    expect(outcome('dosing', { declared: [agents({ startsOn: '2026-07-20' })], answers })).toBe('fails')
    expect(outcome('dosing', { declared: [agents({ startsOn: '2026-09-01' })], answers })).toBe('pass')
  })

  it.each([
    ['covering', 'box-culvert-cover'],
    ['filling-in', 'filling'],
  ] as const)('%s refuses always: on record with source and quantity, or in the plan', (fix, measureId) => {
    expect(outcome(fix, { declared: [agents({ measureId })] })).toBe('fails')
    const plan = { ...inOrder.plan!, measureIds: [measureId] }
    const item = itemOf(fix, { plan })
    expect(item).toMatchObject({ outcome: 'fails' })
    expect(item.records).toContainEqual({ kind: 'plan', id: 'plan 1' })
    expect(outcome(fix, { plan: { ...plan, approved: false } })).toBe('pass')
  })

  it('planned make-up water of which nothing is on record is missing', () => {
    const plan = { ...inOrder.plan!, measureIds: ['make-up-water'] }
    expect(outcome('flushing', { plan })).toBe('missing')
    expect(outcome('flushing', { plan, declared: [agents({ measureId: 'make-up-water' })] })).toBe('pass')
  })

  it('what a visit found fails until a later visit finds it gone', () => {
    const found = answer('after-no-false-fix', '2026-08-01', 'no')
    expect(outcome('dosing', { answers: [...inOrder.answers, found] })).toBe('fails')
    expect(
      outcome('dosing', { answers: [...inOrder.answers, found, answer('after-no-false-fix', '2026-09-01')] }),
    ).toBe('pass')
  })

  it('nobody has looked for are missing', () => {
    expect(outcome('covering', { answers: [] })).toBe('missing')
  })
})
