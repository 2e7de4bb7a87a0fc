import { describe, expect, it } from 'vitest'
import { policyAt } from '../policy/policy.ts'
import { visitPhaseIds, visitRoleIds, type HandbookItem } from '../policy/schemas.ts'
import {
  checklistOf,
  countdown,
  findingOf,
  findingsOf,
  findItem,
  handbookOf,
  rectificationStateIds,
  rectificationStepIds,
  rectifyBy,
  refuseAnswers,
  stateAfter,
  stepsFrom,
  type Answer,
} from './rules.ts'

const edition = policyAt('handbook', '2026-11-29')
const words = { zh: '条目', en: 'item' }
const item = (id: string, answer: HandbookItem['answer']): HandbookItem => ({
  id,
  roles: ['county'],
  question: { zh: `问${id}`, en: `ask ${id}` },
  guidance: words,
  answer,
})
const odour = item('after-odour', { kind: 'yes-no', photo: true, mayNotApply: false, severity: 'grave' })
const funds = item('after-funds', { kind: 'yes-no', photo: false, mayNotApply: true })
const citation = { title: '来源', clause: '条', confidence: 'to-be-confirmed' } as const
const share = item('after-share', {
  kind: 'measure',
  unit: 'percent',
  low: 0,
  high: 100,
  least: 80,
  severity: 'serious',
  citation,
})
const photos = item('after-photos', { kind: 'photo', least: 2 })
const remark = item('after-remark', { kind: 'text' })
const yesNo = (itemId: string, value: 'yes' | 'no' | 'not-applicable', rest: Partial<Answer> = {}): Answer =>
  ({ itemId, kind: 'yes-no', value, photos: [], ...rest }) as Answer // `rest` adds only what every kind has
const percent = (value: number): Answer => ({
  itemId: share.id,
  kind: 'measure',
  value,
  unit: 'percent',
  photos: [],
})
const faults = (asked: HandbookItem, ...answers: readonly Answer[]) => refuseAnswers([asked], answers)

describe('the checklists of the shipped handbook', () => {
  it('ask every role something in every phase, photos and words among it', () => {
    for (const phase of visitPhaseIds) {
      for (const role of visitRoleIds) {
        const kinds = new Set(checklistOf(edition, { phase, role }).map(({ answer }) => answer.kind))
        expect([...kinds], `${phase} ${role}`).toEqual(expect.arrayContaining(['yes-no', 'photo', 'text']))
      }
    }
  })

  it('ask about each of the four false fixes while works go on, and make it grave', () => {
    const asked = checklistOf(edition, { phase: 'during', role: 'county' })
    for (const id of ['during-no-covering', 'during-no-filling', 'during-no-dosing', 'during-no-flushing']) {
      expect(asked.find(one => one.id === id)?.answer).toMatchObject({ severity: 'grave' })
    }
  })

  it('are found by edition and id, and an edition or item of another release is not there', () => {
    expect(findItem('2020-01-01', 'after-no-odour')?.question.zh).toBe('水体及岸边无异味')
    expect(findItem('2020-01-01', 'after-unknown')).toBeUndefined()
    expect(handbookOf('2019-01-01')).toBeUndefined()
    expect(findItem('2019-01-01', 'after-no-odour')).toBeUndefined()
  })
})

describe('answers', () => {
  it('fit where each item is answered once in its kind; a remark may be left out', () => {
    const answers: Answer[] = [
      yesNo(odour.id, 'yes'),
      yesNo(funds.id, 'not-applicable', { note: '没有资金' }),
      percent(100),
      { itemId: photos.id, kind: 'photo', photos: ['a', 'b'] },
    ]
    expect(refuseAnswers([odour, funds, share, photos, remark], answers)).toEqual([])
  })

  it('of no items at all fit an empty checklist', () => {
    expect(refuseAnswers([], [])).toEqual([])
  })

  it('to an item of another checklist are refused by its id', () => {
    expect(faults(odour, yesNo(odour.id, 'yes'), yesNo('before-odour', 'yes'))).toMatchObject([
      { itemId: 'before-odour', en: expect.stringContaining('not on the checklist') },
    ])
  })

  it('are refused where they are missing, twice or of another kind', () => {
    expect(faults(odour)).toHaveLength(1)
    expect(faults(odour, yesNo(odour.id, 'yes'), yesNo(odour.id, 'yes'))[0]?.en).toContain('twice')
    expect(faults(odour, { itemId: odour.id, kind: 'text', text: '是', photos: [] })[0]?.en).toContain('yes or no')
  })

  it('"no" need a word and, where asked for, a photo; "yes" need neither', () => {
    expect(faults(odour, yesNo(odour.id, 'no'))[0]?.en).toContain('say why')
    expect(faults(odour, yesNo(odour.id, 'no', { note: ' ' }))[0]?.en).toContain('say why')
    expect(faults(odour, yesNo(odour.id, 'no', { note: '有臭味' }))[0]?.en).toContain('photo')
    expect(faults(odour, yesNo(odour.id, 'no', { note: '有臭味', photos: ['a'] }))).toEqual([])
  })

  it('"does not apply" only where the item allows it, and with a word why', () => {
    expect(faults(odour, yesNo(odour.id, 'not-applicable', { note: '无' }))[0]?.en).toContain('cannot be')
    expect(faults(funds, yesNo(funds.id, 'not-applicable'))[0]?.en).toContain('say why')
    expect(faults(funds, yesNo(funds.id, 'not-applicable', { note: '无' }))).toEqual([])
  })

  it('by measure keep to the unit and to what can be, both ends included', () => {
    expect(faults(share, percent(0))).toEqual([])
    expect(faults(share, percent(100))).toEqual([])
    for (const value of [-0.1, 100.1, Number.NaN]) expect(faults(share, percent(value))).toHaveLength(1)
    expect(faults(share, { itemId: share.id, kind: 'measure', value: 80, unit: 'cm', photos: [] })[0]?.en).toContain(
      'measured in %',
    )
  })

  it('by photos need as many as the item says', () => {
    const given = (ids: readonly string[]): Answer => ({ itemId: photos.id, kind: 'photo', photos: ids })
    for (const ids of [['a'], ['a', 'a']]) expect(faults(photos, given(ids))[0]?.en).toContain('at least 2')
    expect(faults(photos, given(['a', 'b']))).toEqual([])
  })
})

describe('findings', () => {
  it('are made by "no" where the item has a severity, and by nothing else said', () => {
    expect(findingOf(odour, yesNo(odour.id, 'no'))).toMatchObject({ severity: 'grave' })
    expect(findingOf(odour, yesNo(odour.id, 'yes'))).toBeUndefined()
    expect(findingOf(funds, yesNo(funds.id, 'no'))).toBeUndefined()
    expect(findingOf(photos, { itemId: photos.id, kind: 'photo', photos: [] })).toBeUndefined()
  })

  it('are made by a measure beyond its limit and not by one on it', () => {
    expect(findingOf(share, percent(80))).toBeUndefined()
    expect(findingOf(share, percent(79.9))?.words.en).toBe('"ask after-share": 79.9 %, below 80 %')
    const most = { ...share, answer: { kind: 'measure', unit: 'percent', low: 0, high: 100, most: 50, severity: 'minor' } } as const // prettier-ignore
    expect(findingOf(most, percent(50))).toBeUndefined()
    expect(findingOf(most, percent(50.5))?.words.zh).toContain('高于 50')
  })

  it('come in the order of the checklist, and an item without an answer makes none', () => {
    const found = findingsOf([odour, share, funds], [percent(10), yesNo(odour.id, 'no')])
    expect(found.map(({ itemId }) => itemId)).toEqual([odour.id, share.id])
  })
})

describe('rectification', () => {
  it('has a deadline by severity, over the end of a month and a year', () => {
    expect(rectifyBy(edition, 'grave', '2026-11-23')).toBe('2026-11-30')
    expect(rectifyBy(edition, 'serious', '2026-12-20')).toBe('2027-01-04')
    expect(rectifyBy(edition, 'minor', '2028-02-01')).toBe('2028-03-02')
  })

  it('takes exactly these steps', () => {
    const taken = rectificationStateIds.flatMap(state =>
      rectificationStepIds.flatMap(step => {
        const after = stateAfter(state, step)
        return after === undefined ? [] : [`${state} ${step} ${after}`]
      }),
    )
    expect(taken).toEqual([
      'open answer answered',
      'open reassign open',
      'answered return returned',
      'answered close closed',
      'answered reassign answered',
      'returned answer answered',
      'returned reassign returned',
      'closed reopen returned',
    ])
    expect(stepsFrom('closed')).toEqual(['reopen'])
  })

  it('is late the day after its last day, and due soon from the days of the handbook on', () => {
    expect(countdown('2026-11-29', '2026-11-30', false)).toEqual({ urgency: 'late', daysLeft: -1 })
    expect(countdown('2026-11-29', '2026-11-29', false)).toEqual({ urgency: 'due-soon', daysLeft: 0 })
    expect(countdown('2026-12-02', '2026-11-29', false).urgency).toBe('due-soon')
    expect(countdown('2026-12-03', '2026-11-29', false)).toEqual({ urgency: 'in-time', daysLeft: 4 })
    expect(countdown('2026-01-01', '2026-11-29', true).urgency).toBe('settled')
  })
})
