import { describe, expect, it } from 'vitest'
import { bigrams, readSearch, searchable } from './search-words.ts'

describe('search words', () => {
  it('pair neighbouring characters, rare ones outside the basic plane too', () => {
    expect(bigrams('𠮷田 塘')).toEqual(['𠮷田', '田塘'])
    expect(bigrams('塘')).toEqual(['塘'])
    expect(bigrams('')).toEqual([])
  })

  it('treat full-width forms, case and spaces as the same', () => {
    expect(searchable(['Ａ 塘', null, undefined, ''])).toEqual({ text: 'a塘', grams: ['a塘'] })
  })

  it.each([
    ['jq500231', { kind: 'code', from: 'JQ500231', to: 'JQ500231\u{10FFFF}' }],
    ['JQ500231-0007', { kind: 'code', from: 'JQ500231-0007', to: 'JQ500231-0007\u{10FFFF}' }],
    ['7', { kind: 'number', ending: '-0007' }],
    ['12345', { kind: 'number', ending: '-12345' }],
    ['塘', { kind: 'prefix', text: '塘' }],
    ['宝峰', { kind: 'anywhere', grams: ['宝峰'], text: '宝峰' }],
  ] as const)('read %s as what somebody means by it', (typed, term) => {
    expect(readSearch(typed)).toEqual([term])
  })

  it('are as many as there are words, and none where only spaces were typed', () => {
    expect(readSearch(' 宝峰  塘 ')).toHaveLength(2)
    expect(readSearch('   ')).toEqual([])
  })
})
