import { describe, expect, it } from 'vitest'
import { policyAt } from '../policy/policy.ts'
import { checkCauses, type Evidence, type WeightedCause } from './causes.ts'

const taxonomy = policyAt('causes', '2026-11-29').value
const said: Evidence = { text: '现场排查', sourceIds: [], readingIds: [], attachmentIds: [] }
const nothing: Evidence = { sourceIds: [], readingIds: [], attachmentIds: [] }
const cause = (causeId: string, sharePercent: number, evidence = said): WeightedCause => ({
  causeId,
  sharePercent,
  evidence,
})
const codes = (...causes: WeightedCause[]) => checkCauses(causes, taxonomy).map(({ code }) => code)

describe('causes', () => {
  it('pass where their shares sum to exactly 100, one cause alone included', () => {
    expect(codes(cause('domestic-sewage', 60), cause('sediment', 40))).toEqual([])
    expect(codes(cause('sediment', 100))).toEqual([])
  })

  it('are refused one percent below and above 100, and told how much is missing', () => {
    const [below] = checkCauses([cause('domestic-sewage', 59), cause('sediment', 40)], taxonomy)
    expect(below).toMatchObject({ code: 'causes.sum' })
    expect(below?.zh).toContain('再分配 1%')
    expect(checkCauses([cause('domestic-sewage', 61), cause('sediment', 40)], taxonomy)[0]?.en).toContain(
      'Take off 1 %',
    )
  })

  it('are refused where there is none, one is unknown or stands twice', () => {
    expect(codes()).toEqual(['causes.none'])
    expect(codes(cause('dragons', 100))).toEqual(['causes.unknown'])
    expect(codes(cause('sediment', 50), cause('sediment', 50))).toEqual(['causes.twice'])
  })

  it.each([
    [0, true],
    [0.5, true],
    [1, false],
    [100, false],
    [101, true],
    [-1, true],
    [Number.NaN, true],
  ])('with a share of %d percent: refused %s', (share, refused) => {
    expect(codes(cause('sediment', share)).includes('causes.share')).toBe(refused)
  })

  it('need evidence: words or a linked record, and blanks are no words', () => {
    expect(codes(cause('sediment', 100, nothing))).toEqual(['causes.no-evidence'])
    expect(codes(cause('sediment', 100, { ...nothing, text: '  ' }))).toEqual(['causes.no-evidence'])
    for (const link of ['sourceIds', 'readingIds', 'attachmentIds'] as const) {
      expect(codes(cause('sediment', 100, { ...nothing, [link]: ['x'] }))).toEqual([])
    }
  })
})
