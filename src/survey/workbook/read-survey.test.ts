import { describe, expect, it } from 'vitest'
import { fixture, readAll } from '../../../tests/support/inventories.ts'
import type { ReadSurvey } from '../../../tests/support/inventories.ts'
import type { RowProblem, SurveyRow } from './survey-row.ts'

/** What a row says, without the place in the file it stood in. */
function meaning(row: SurveyRow): unknown {
  const { sheet: _sheet, row: _row, written: _written, cells: _cells, unknown: _unknown, ...said } = row
  const plainArea = { value: said.area.value, unit: said.area.unit }
  const sizes = [said.length?.value, said.width?.value]
  return { ...said, area: plainArea, length: sizes[0], width: sizes[1], place: said.place.regionCode }
}

function find(read: ReadSurvey, code: string): readonly RowProblem[] {
  return read.problems.filter(problem => problem.code === code)
}

const spots = (problems: readonly RowProblem[]): readonly string[] =>
  problems.map(problem => problem.cell ?? `row ${problem.row}`)

describe('the two published lists', () => {
  it.each(['wuhan-2025q4.csv', 'wuhan-2025q4.gb18030.csv', 'wuhan-2025q4.xlsx', 'wuhan-2025q4.xls'])(
    'give the same four waters of Wuhan as %s',
    async name => {
      const plain = await readAll(fixture('wuhan-2025q4.csv'))
      const read = await readAll(fixture(name))
      expect(read.refused).toEqual([])
      expect(read.rows).toHaveLength(4)
      expect(read.rows.map(meaning)).toEqual(plain.rows.map(meaning))
    },
  )

  it.each(['tianshui-2025.csv', 'tianshui-2025.gb18030.csv', 'tianshui-2025.xlsx', 'tianshui-2025.xls'])(
    'give the same four waters of Tianshui as %s',
    async name => {
      const plain = await readAll(fixture('tianshui-2025.csv'))
      const read = await readAll(fixture(name))
      expect(read.refused).toEqual([])
      expect(read.rows).toHaveLength(4)
      expect(read.rows.map(meaning)).toEqual(plain.rows.map(meaning))
    },
  )

  it('are read as declarations, each water in its village, type, size, list and time', async () => {
    const { rows } = await readAll(fixture('wuhan-2025q4.csv'))
    expect(
      rows.map(row => [row.kind, row.name, row.type, row.area.value, row.length?.value, row.width?.value]),
    ).toEqual([
      ['declaration', '城北村汪套湾东部水沟', 'ditch', 4004, 308, 13],
      ['declaration', '城北村汪套湾东部堰塘', 'pond', 27500, 550, 50],
      ['declaration', '沙河村登峰湾曹家大塘', 'pond', 5300, 100, 53],
      ['declaration', '滨湖村大湾塘', 'pond', 13300, 140, 95],
    ])
    expect(rows.map(row => row.place.regionCode)).toEqual([
      '420117001204',
      '420117001204',
      '420117012223',
      '420117009235',
    ])
    expect(rows.every(row => row.listLevel === 'national' && row.perennial === true && row.bases.length === 0)).toBe(
      true,
    )
    expect(rows[0]?.completion).toEqual({ text: '2025年第四季度', date: '2025-12-31', precision: 'quarter' })
    expect(rows[0]?.start).toEqual({ name: '汪套湾东南20米', longitude: 114.79295, latitude: 30.85783 })
    expect(rows[0]?.causes).toEqual([{ id: 'domestic-sewage', written: 'a' }])
  })

  it('are read in the loose layout as well, with causes in words and the end of a month', async () => {
    const { rows } = await readAll(fixture('tianshui-2025.csv'))
    expect(rows.map(row => row.place.regionCode)).toEqual([
      '620502113007',
      '620503108207',
      '620503108205',
      '620503115207',
    ])
    expect(rows[3]?.causes.map(cause => cause.id)).toEqual(['domestic-sewage', 'domestic-rubbish', 'production-waste'])
    expect(rows[0]?.completion).toEqual({ text: '2025年5月底', date: '2025-05-31', precision: 'end-of-month' })
    expect(rows.map(row => row.perennial)).toEqual([true, false, false, false])
    expect(rows[0]?.naturalVillages).toBe('上街村')
  })

  it('have their odd cells explained, none silently guessed', async () => {
    const wuhan = await readAll(fixture('wuhan-2025q4.csv'))
    const tianshui = await readAll(fixture('tianshui-2025.csv'))
    expect(spots(find(wuhan, 'end.name-only'))).toEqual(['M3', 'M5'])
    expect(spots(find(wuhan, 'end.not-needed'))).toEqual(['N4'])
    expect(spots(find(wuhan, 'cause.letter'))).toEqual(['Q2', 'Q3', 'Q4', 'Q5'])
    expect(spots(find(wuhan, 'place.subdistrict-short'))).toEqual(['C2', 'C3', 'C5'])
    expect(spots(find(tianshui, 'name.two-places'))).toEqual(['E2'])
    expect(spots(find(tianshui, 'place.village-now-community'))).toEqual(['D2'])
    expect(spots(find(tianshui, 'end.same-as-start'))).toEqual(['M5'])
    expect(spots(find(tianshui, 'type.synonym'))).toEqual(['F5'])
    expect(spots(find(tianshui, 'column.size-missing'))).toEqual(['row 1'])
    expect(spots(find(tianshui, 'column.synonym'))).toEqual(['B1', 'C1', 'D1', 'O1', 'P1', 'Q1', 'R1'])
  })

  it('do not turn titles, totals, footnotes, repeated headers or blank rows into waters', async () => {
    const wuhan = await readAll(fixture('wuhan-2025q4.xlsx'))
    const tianshui = await readAll(fixture('tianshui-2025.xlsx'))
    expect(spots(find(wuhan, 'row.total'))).toEqual(['row 11'])
    expect(spots(find(wuhan, 'row.footnote'))).toEqual(['row 12', 'row 13'])
    expect(spots(find(tianshui, 'row.repeated-header'))).toEqual(['row 7'])
    expect(spots(find(tianshui, 'row.footnote'))).toEqual(['row 8'])
    expect(find(wuhan, 'sheet.hidden').map(problem => problem.sheet)).toEqual(['字典'])
    expect(find(wuhan, 'sheet.no-header').map(problem => [problem.sheet, problem.severity])).toEqual([['说明', 'info']])
    expect(find(wuhan, 'column.merged').map(problem => problem.cell)).toEqual(['B7', 'C7'])
    expect(wuhan.events.find(event => event.kind === 'sheet')).toMatchObject({
      titles: ['附件', '武汉市2025年第四季度农村黑臭水体治理名单', '填报单位：', '单位：平方米、米'],
    })
  })
})

describe('odd cells of a survey', () => {
  const faults: readonly (readonly [code: string, cell: string, severity: string])[] = [
    ['quantity.converted', 'G2', 'info'],
    ['quantity.converted', 'G3', 'info'],
    ['quantity.range', 'G4', 'refuse'],
    ['quantity.approximate', 'G5', 'warn'],
    ['coordinate.swapped', 'J7', 'refuse'],
    ['coordinate.swapped', 'K7', 'refuse'],
    ['measurement.implausible', 'V8', 'refuse'],
    ['cell.missing', 'N9', 'refuse'],
    ['basis.monitoring-values', 'R10', 'refuse'],
    ['forms.contradict', 'Q11', 'refuse'],
    ['date.ambiguous', 'W12', 'refuse'],
    ['sequence.gap', 'A14', 'info'],
    ['type.unknown', 'F14', 'refuse'],
    ['place.absent', 'D15', 'refuse'],
    ['quantity.range-with-value', 'G16', 'warn'],
    ['end.missing', 'L17', 'warn'],
    ['indicator.limit-missing', 'U20', 'warn'],
    ['coordinate.half', 'K21', 'refuse'],
  ]

  it.each(['odd-cells.csv', 'odd-cells.xlsx'])('are each named at their cell in %s', async name => {
    const read = await readAll(fixture(name))
    const wanted = new Set(faults.map(([code]) => code))
    const found = read.problems.filter(problem => wanted.has(problem.code))
    expect(found.map(problem => [problem.code, problem.cell, problem.severity])).toEqual(faults)
    expect(read.rows.length + read.refused.length).toBe(20)
    expect(read.refused.map(row => row.row)).toEqual([4, 7, 8, 9, 10, 11, 12, 14, 15, 21])
  })

  it('are explained in both languages with a remedy', async () => {
    const { problems } = await readAll(fixture('odd-cells.csv'))
    for (const problem of problems) {
      expect(problem.zh).toMatch(/。$/)
      expect(problem.en).toMatch(/\.$/)
    }
  })

  it('keep conversions, qualifiers and degrees exact', async () => {
    const { rows } = await readAll(fixture('odd-cells.csv'))
    const byName = new Map(rows.map(row => [row.name, row]))
    expect(byName.get('一号塘')?.area).toEqual({ value: 4500, written: '0.45公顷', unit: '公顷' })
    expect(byName.get('二号塘')?.area.value).toBeCloseTo(4533.3333, 4)
    expect(byName.get('五号塘')?.area.value).toBe(3200)
    expect(byName.get('十二号塘')?.start).toEqual({ longitude: 114.79445, latitude: 30.86023889 })
    expect(byName.get('十七号塘')?.sample.secchiDepth).toEqual({ value: 60, qualifier: 'to-bottom' })
    expect(byName.get('十八号塘')?.sample.ammoniaNitrogen).toEqual({ value: 0.025, qualifier: 'below' })
    expect(byName.get('一号塘')?.bases).toEqual(['senses', 'monitoring'])
  })

  it('of failed formulas are named at their cell', async () => {
    const read = await readAll(fixture('error-cells.xlsx'))
    expect(find(read, 'cell.error').map(problem => problem.cell)).toEqual(['G3', 'K4'])
    expect(read.rows).toHaveLength(2)
  })
})

describe('a sheet whose header cannot be trusted', () => {
  it('is refused with both cells where two columns claim one field', async () => {
    const read = await readAll(fixture('two-columns-one-field.csv'))
    const [problem] = find(read, 'column.duplicate')
    expect(problem).toMatchObject({ cell: 'T1', severity: 'refuse' })
    expect(problem?.zh).toContain('G1')
    expect(read.rows).toEqual([])
  })

  it('is refused where an obligatory column is missing', async () => {
    const read = await readAll(fixture('no-village-column.csv'))
    expect(find(read, 'column.missing').map(problem => problem.en)).toEqual([
      'The header has no column “行政村名称” (village). Add it; if it is there under another name, rename its header.',
    ])
  })

  it('is refused where a survey does not say its basis', async () => {
    const text = new TextDecoder().decode(fixture('odd-cells.csv')).replace('认定依据', '别的')
    const read = await readAll(new TextEncoder().encode(text))
    expect(find(read, 'column.basis-missing')).toHaveLength(1)
    expect(find(read, 'column.unknown').map(problem => problem.cell)).toEqual(['N1'])
    expect(read.rows).toEqual([])
  })

  it('is refused where there is none', async () => {
    const read = await readAll(new TextEncoder().encode('甲,乙\n1,2\n'))
    expect(read.problems.map(problem => [problem.code, problem.severity])).toEqual([['sheet.no-header', 'refuse']])
  })

  it('needs no county column where the importer stands for one county', async () => {
    const lines = new TextDecoder().decode(fixture('wuhan-2025q4.csv')).split('\r\n')
    const without = lines
      .map(line =>
        line
          .split(',')
          .filter((_, at) => at !== 1)
          .join(','),
      )
      .join('\n')
    const content = new TextEncoder().encode(without)
    expect((await readAll(content)).rows).toEqual([])
    expect((await readAll(content, { county: '新洲区' })).rows).toHaveLength(4)
  })
})

describe('rules of other slices', () => {
  it('refuse a row, or warn, at the cell they name', async () => {
    const judgePlausibility = (row: SurveyRow) =>
      row.area.value > 20_000
        ? [
            {
              field: 'areaM2' as const,
              code: 'area.large',
              severity: 'refuse' as const,
              zh: '太大。',
              en: 'Too large.',
            },
          ]
        : []
    const read = await readAll(fixture('wuhan-2025q4.csv'), { judgePlausibility })
    expect(read.rows).toHaveLength(3)
    expect(find(read, 'area.large').map(problem => problem.cell)).toEqual(['G3'])
  })

  it('see the same water twice in one file', async () => {
    const text = new TextDecoder().decode(fixture('wuhan-2025q4.csv'))
    const again = text + (text.split('\r\n')[4] ?? '') + '\r\n'
    const read = await readAll(new TextEncoder().encode(again))
    expect(find(read, 'row.same-water').map(problem => [problem.cell, problem.severity])).toEqual([['E6', 'warn']])
  })
})
