import { describe, expect, it } from 'vitest'
import { factLabels } from '../domain/facts.ts'
import { tellFact } from './history-words.ts'

describe('a fact told in words', () => {
  it('of a correction names each field with both values in people’s words', () => {
    const body = {
      changed: {
        type: { from: 'pond', to: 'ditch' },
        complaint: { from: false, to: true },
        areaM2: { from: null, to: 300 },
      },
      reason: '复核',
    }
    const told = tellFact('water.corrected', body)
    expect(told).toMatchObject({
      reason: '复核',
      words: { zh: '更正水体类型、群众反映强烈、水域面积（平方米）' },
      changes: [{ from: '坑塘', to: '沟渠' }, { from: '否', to: '是' }, { to: '300' }],
    })
    expect(told.changes[2]).not.toHaveProperty('from')
  })

  it('of a transition says where it came from and where it stands', () => {
    const told = tellFact('water.moved', {
      transition: 'declare',
      from: 'none',
      to: 'listed',
      cycle: 1,
      list: 'national',
    })
    expect(told.words.zh).toBe('按官方清单登记')
    expect(told.changes).toEqual([{ field: 'stage', label: { zh: '所处阶段', en: 'stage' }, to: '已列入清单' }])
  })

  it('of a transition that this release does not know keeps its name', () => {
    expect(tellFact('water.moved', { transition: 'teleport', from: 'x', to: 'y' }).words.zh).toBe('teleport')
  })

  it('of a list says none where there was none', () => {
    expect(tellFact('list.changed', { to: 'county', how: 'by-hand', reason: '难治' }).words.zh).toBe(
      '清单由无调整为区县级监管清单',
    )
  })

  it('without words of its own is told by its label', () => {
    expect(tellFact('attachment.added', {}).words).toEqual(factLabels['attachment.added'])
  })

  it('of a shape says what it is and how many points it has', () => {
    const shape = {
      type: 'LineString',
      coordinates: [
        [107, 30],
        [108, 31],
      ],
    }
    expect(
      tellFact('water.corrected', { changed: { geometry: { from: null, to: shape } }, reason: '勾绘' }).changes[0]?.to,
    ).toBe('LineString (2)')
  })
})
