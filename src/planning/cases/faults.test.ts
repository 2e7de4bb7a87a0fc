import { describe, expect, it } from 'vitest'
import { faultsOfCase, type CaseText } from './faults.ts'

const today = '2026-11-29'
const known = { causes: new Set(['sediment', 'domestic-sewage']), measures: new Set(['dredging']) }
const whole: CaseText = {
  type: 'pond',
  presentState: '水体发黑。',
  causes: [
    { causeId: 'domestic-sewage', percent: 60 },
    { causeId: 'sediment', percent: 40 },
  ],
  causesText: '',
  measures: [{ measureId: 'dredging' }],
  measuresText: '',
  outcome: { solvedOn: '2022-06-30', text: '达到Ⅲ类。' },
  lessons: '先截污、后清淤。',
}
const codesOf = (changes: Partial<CaseText>, isOfWater = true) =>
  faultsOfCase({ ...whole, ...changes }, { isOfWater, known, today }).map(({ code }) => code)

describe('a case', () => {
  it('can be published once it is whole', () => expect(codesOf({})).toEqual([]))

  it('needs words for what was, what came of it and what others learn', () => {
    const silent = { presentState: ' ', lessons: '', outcome: { solvedOn: '2022-06-30', text: '' } }
    expect(codesOf(silent)).toEqual(['present-state.none', 'outcome.none', 'lessons.none'])
  })

  it('may tell causes and measures in words alone, not leave them out', () => {
    expect(codesOf({ causes: [], causesText: '来源未载明', measures: [], measuresText: '清淤' })).toEqual([])
    expect(codesOf({ causes: [], measures: [] })).toEqual(['causes.none', 'measures.none'])
  })

  it('knows the catalogues in force', () => {
    expect(codesOf({ causes: [{ causeId: 'magic' }], measures: [{ measureId: 'wand' }] })).toEqual([
      'causes.unknown',
      'measures.unknown',
    ])
  })

  it.each([
    ['none', [undefined, undefined], []],
    ['all of 100', [60, 40], []],
    ['all of 99.9', [60, 39.9], ['causes.share']],
    ['all of 100.1', [60, 40.1], ['causes.share']],
    ['one of two', [60, undefined], ['causes.partly']],
  ])('has shares for %s of its causes', (_, shares, codes) => {
    const [first, second] = shares
    const causes = [
      { causeId: 'sediment', percent: first },
      { causeId: 'domestic-sewage', percent: second },
    ]
    expect(codesOf({ causes })).toEqual(codes)
  })

  it.each([
    ['today', { solvedOn: today }, []],
    ['tomorrow', { solvedOn: '2026-11-30' }, ['outcome.future']],
    ['on no day that is told', {}, ['outcome.solved']],
    ['on the day it relapsed', { solvedOn: '2022-01-02', relapsedOn: '2022-01-02' }, []],
    ['after it relapsed', { solvedOn: '2022-01-02', relapsedOn: '2022-01-01' }, ['outcome.order']],
    ['after anybody looked', { solvedOn: '2022-01-02', knownOn: '2022-01-01' }, ['outcome.order']],
  ])('was solved %s', (_, days, codes) => {
    expect(codesOf({ outcome: { text: '达到Ⅲ类。', ...days } })).toEqual(codes)
  })

  it('of a mechanism needs neither causes nor the day on which it was solved', () => {
    expect(codesOf({ type: undefined, causes: [], outcome: { text: '消除黑臭 31 万㎡。' } })).toEqual([])
  })

  it('from elsewhere names its source', () => {
    expect(codesOf({}, false)).toEqual(['source.none'])
    expect(codesOf({ source: { title: '典型案例汇编' } }, false)).toEqual([])
  })
})
