import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { division, divisionTable } from './divisions.ts'
import type { DivisionTable } from './divisions.ts'
import { changeWords, coverageOf, diffEditions } from './edition-diff.ts'
import { shippedChongqing } from './shipped/chongqing.ts'

type Rows = Readonly<Record<string, string>>

const base: Rows = {
  '50': '重庆市',
  '500231': '垫江县',
  '500231102': '沙坪镇',
  '500231102201': '甲村村民委员会',
  '500231102202': '乙村村民委员会',
  '500231103': '周嘉镇',
  '500231103201': '丙村村民委员会',
}

function table(edition: string, rows: Rows): DivisionTable {
  return divisionTable(
    edition,
    Object.entries(rows).map(([code, name]) => division(code, name)),
  )
}

function without(...codes: readonly string[]): Rows {
  return Object.fromEntries(Object.entries(base).filter(([code]) => !codes.includes(code)))
}

function kinds(rows: Rows, before: Rows = base): readonly string[] {
  return diffEditions(table('2023', before), table('2024', rows)).changes.map(
    one => `${one.kind} ${one.to?.name ?? one.from?.name ?? ''}`,
  )
}

describe('what a new edition changes', () => {
  test('the same edition changes nothing', () => {
    expect(diffEditions(shippedChongqing(), shippedChongqing())).toMatchObject({ unchanged: 12_340, changes: [] })
  })

  test.each<[string, Rows, readonly string[]]>([
    ['added', { ...base, '500231102203': '丁村村民委员会' }, ['added 丁村村民委员会']],
    ['removed', without('500231102202'), ['removed 乙村村民委员会']],
    ['renamed', { ...base, '500231102202': '乙南村村民委员会' }, ['renamed 乙南村村民委员会']],
    ['only written otherwise', { ...base, '500231102202': '乙村委会' }, ['reworded 乙村委会']],
    ['recoded', { ...without('500231102202'), '500231102299': '乙村村民委员会' }, ['recoded 乙村村民委员会']],
    [
      'moved to another town',
      { ...without('500231102202'), '500231103202': '乙村村民委员会' },
      ['moved 乙村村民委员会'],
    ],
    ['村改居, code kept', { ...base, '500231102202': '乙社区居民委员会' }, ['village-to-community 乙社区居民委员会']],
    [
      '村改居, code changed',
      { ...without('500231102202'), '500231102002': '乙社区居民委员会' },
      ['village-to-community 乙社区居民委员会'],
    ],
    ['镇 turned 街道', { ...base, '500231103': '周嘉街道' }, ['rank-changed 周嘉街道']],
  ])('%s', (_, rows, expected) => {
    expect(kinds(rows)).toEqual(expected)
  })

  test('a community turned village is named too', () => {
    const before = { ...base, '500231102202': '乙社区居民委员会' }
    expect(kinds(base, before)).toEqual(['community-to-village 乙村村民委员会'])
  })

  test('a county turned district keeps all its places, each recoded', () => {
    const rows = Object.fromEntries(
      Object.entries(base).map(([code, name]) => [
        code.replace(/^500231/, '500157'),
        name === '垫江县' ? '垫江区' : name,
      ]),
    )
    expect(kinds(rows)).toEqual([
      'rank-changed 垫江区',
      'recoded 沙坪镇',
      'recoded 周嘉镇',
      'recoded 甲村村民委员会',
      'recoded 乙村村民委员会',
      'recoded 丙村村民委员会',
    ])
  })

  test('a code given to another place is not taken for a renaming where the old place still stands', () => {
    const rows = { ...base, '500231102202': '新立村村民委员会', '500231102203': '乙村村民委员会' }
    expect(kinds(rows)).toEqual(['added 新立村村民委员会', 'recoded 乙村村民委员会'])
  })

  test('two of one name on one side are never paired by name', () => {
    const rows = { ...without('500231102202'), '500231103202': '乙村村民委员会', '500231103203': '乙村委会' }
    expect(kinds(rows)).toEqual(['removed 乙村村民委员会', 'added 乙村村民委员会', 'added 乙村委会'])
  })

  test('the sentence gives full name and codes in both languages', () => {
    const [change] = diffEditions(
      table('2023', base),
      table('2024', { ...without('500231102202'), '500231102002': '乙社区居民委员会' }),
    ).changes
    expect(change?.words).toEqual({
      zh: '重庆市垫江县沙坪镇乙村村民委员会村改居，现为乙社区居民委员会（代码由 500231102202 变为 500231102002）。',
      en: '重庆市垫江县沙坪镇乙村村民委员会 turned from village to community: 乙社区居民委员会 (code 500231102202 becomes 500231102002).',
    })
  })

  test('an edition of one city says nothing about others', () => {
    const wuhan = table('2024', { '42': '湖北省', '4201': '武汉市', '420117': '新洲区' })
    expect(coverageOf(wuhan)).toEqual([{ from: '420100000000', to: '420200000000' }])
    expect(diffEditions(shippedChongqing(), wuhan).changes.map(one => one.kind)).toEqual(['added', 'added', 'added'])
  })

  test('every place of both editions is accounted for once, whatever changes', () => {
    const codes = Object.keys(base)
    const edits = fc.array(fc.tuple(fc.constantFrom(...codes), fc.constantFrom('drop', 'rename', 'community')), {
      maxLength: 6,
    })
    fc.assert(
      fc.property(edits, list => {
        const rows: Record<string, string> = { ...base }
        for (const [code, edit] of list) {
          if (edit === 'drop' && code.length === 12) delete rows[code]
          if (edit === 'rename') rows[code] = `新${code.slice(-2)}村`
          if (edit === 'community' && code.length === 12) rows[code] = '甲社区居民委员会'
        }
        const diff = diffEditions(table('2023', base), table('2024', rows))
        expect(diff.unchanged + diff.changes.filter(one => one.from).length).toBe(codes.length)
        expect(diff.unchanged + diff.changes.filter(one => one.to).length).toBe(Object.keys(rows).length)
        expect(Object.keys(changeWords)).toEqual(expect.arrayContaining(diff.changes.map(one => one.kind)))
      }),
    )
  })
})
