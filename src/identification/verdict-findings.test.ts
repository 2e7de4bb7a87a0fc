import { describe, expect, it } from 'vitest'
import { findingsIn } from './verdict-findings.ts'

const finding = {
  parameter: 'ammoniaNitrogen',
  measurement: { value: 18.2, qualifier: 'measured' },
  unit: 'mg/L',
  comparison: '<=',
  limit: 15,
  result: 'failed',
  class: null,
  grade: null,
  citation: { title: '指南', clause: '附录', confidence: 'to-be-confirmed' },
  words: { zh: '18.2 > 15', en: '18.2 > 15' },
}

describe('findings of a verdict', () => {
  it('are found however deep an edition keeps them', () => {
    expect(findingsIn([{ id: 'a', detail: { findings: [finding, finding] } }])).toHaveLength(2)
  })
  it('are none in a detail of another kind', () => {
    expect(findingsIn(null)).toEqual([])
    expect(findingsIn({ valid: 32, black: 25 })).toEqual([])
    expect(findingsIn('words')).toEqual([])
  })
})
