import { describe, expect, it } from 'vitest'
import { findStandard } from '../../../standards/registry.ts'
import { findingsIn } from '../../../identification/contract.ts'
import { inputLines } from './input-lines.ts'

const sample = {
  secchiDepth: { value: 18, qualifier: 'measured' },
  waterDepth: { value: 60, qualifier: 'measured' },
  ammoniaNitrogen: { value: 0.025, qualifier: 'below' },
} as const

describe('the inputs of a verdict', () => {
  it('stand with value, unit, limit and its source, and say where an edition limits nothing', () => {
    const verdict = findStandard('rural-black-odorous-2023')?.judge(sample, { water: 'river' })
    const lines = inputLines('samples', sample, findingsIn(verdict)) ?? []
    const shown = lines.map(({ name, value, limit }) => [name.zh, value.zh, limit?.zh])
    expect(shown).toEqual([
      ['氨氮', '< 0.025 mg/L（低于检出限）', '≤ 15 mg/L'],
      ['透明度', '18 cm', '≥ 25 cm'],
      ['水深', '60 cm', undefined],
    ])
    expect(lines.find(({ key }) => key === 'secchiDepth')?.source?.zh).toContain('工作指南')
  })

  it('of senses and questionnaire are words and a share', () => {
    const senses = inputLines('senses', { finding: 'black-odorous', colour: 'grey', odour: 4 }, [])
    expect(senses?.map(({ value }) => value.en)).toEqual(['black or odorous', 'grey', '4 strong'])
    const forms = inputLines('questionnaires', { valid: 40, black: 31 }, [])
    expect(forms?.map(({ value }) => value.zh)).toEqual(['40', '31', '77.5 %'])
    expect(inputLines('questionnaires', { valid: 0, black: 0 }, [])?.[2]?.value.zh).toBe('未填')
  })

  it('of a form that this release does not know are not made up', () => {
    expect(inputLines('samples', { unobtainium: { value: 1 } }, [])).toBeUndefined()
    expect(inputLines('senses', { smell: 'bad' }, [])).toBeUndefined()
  })
})
