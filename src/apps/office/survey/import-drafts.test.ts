import { describe, expect, it } from 'vitest'
import { correctionOf, readDrafts, withDraft } from './import-drafts.ts'

describe('corrections typed and not sent yet', () => {
  it('are taken back one by one', () => {
    const two = withDraft(withDraft(new Map(), '表1\nD4', '2260'), '表1\nE4', '坑塘')
    expect([...withDraft(two, '表1\nD4', undefined)]).toEqual([['表1\nE4', '坑塘']])
  })

  it('may empty a cell, which is not the same as taking the correction back', () => {
    expect([...withDraft(new Map(), '表1\nD4', '')].map(correctionOf)).toEqual([{ sheet: '表1', cell: 'D4', text: '' }])
  })

  it('come back after a reload', () => {
    const kept = JSON.stringify([...withDraft(new Map(), '汇总 表\nAA12', '0.8')])
    expect([...readDrafts(kept)].map(correctionOf)).toEqual([{ sheet: '汇总 表', cell: 'AA12', text: '0.8' }])
  })

  it('are none where nothing, or nothing readable, was kept', () => {
    expect(readDrafts(null).size).toBe(0)
    expect(readDrafts('{"old":true}').size).toBe(0)
    expect(readDrafts('[["a"],["b","c"],7]').size).toBe(1)
  })
})
