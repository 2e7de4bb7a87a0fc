import { describe, expect, test } from 'vitest'
import { parameterIds, parameters } from '../domain/parameters.ts'
import { recogniseHeaders } from './sample-headers.ts'

const only = (header: string) => recogniseHeaders([header]).columns[0]

describe('recognising the headers of readings', () => {
  test('every header that the readings workbook prints is recognised, in the product unit', () => {
    const printed = {
      '水温(℃)': 'waterTemperature',
      pH: 'ph',
      '溶解氧(mg/L)': 'dissolvedOxygen',
      '高锰酸盐指数(mg/L)': 'permanganateIndex',
      '化学需氧量(mg/L)': 'chemicalOxygenDemand',
      '五日生化需氧量(mg/L)': 'biochemicalOxygenDemand',
      '氨氮(mg/L)': 'ammoniaNitrogen',
      '总磷(mg/L)': 'totalPhosphorus',
      '总氮(mg/L)': 'totalNitrogen',
      '透明度(cm)': 'secchiDepth',
      '水深(cm)': 'waterDepth',
      '氧化还原电位(mV)': 'oxidationReductionPotential',
    }
    for (const [header, parameter] of Object.entries(printed)) expect(only(header)).toEqual({ parameter, places: 0 })
  })

  test('every id is recognised, and every Chinese and English name with its unit', () => {
    for (const parameter of parameterIds) {
      const { name, unit } = parameters[parameter]
      const withUnit = unit === 'none' ? '' : `(${unit})`
      expect(only(parameter)).toEqual({ parameter, places: 0 })
      const hint = `${parameter} ${withUnit}: a new unit is spelled in src/monitoring/units.ts`
      expect(only(name.zh + withUnit), hint).toEqual({ parameter, places: 0 })
      expect(only(`${name.en} ${withUnit}`), hint).toEqual({ parameter, places: 0 })
    }
  })

  test.each([
    ['氨氮（ＭＧ／Ｌ）', 'ammoniaNitrogen', 0],
    [' NH3-N (mg/L) ', 'ammoniaNitrogen', 0],
    ['氨氮(以N计)(mg/L)', 'ammoniaNitrogen', 0],
    ['氨氮/mg·L-1', 'ammoniaNitrogen', 0],
    ['氨氮mg/L', 'ammoniaNitrogen', 0],
    ['氨氮', 'ammoniaNitrogen', 0],
    ['氨氮[μg/L]', 'ammoniaNitrogen', -3],
    ['汞(ug/L)', 'mercury', -3],
    ['汞(ng/L)', 'mercury', -6],
    ['透明度(m)', 'secchiDepth', 2],
    ['SD(米)', 'secchiDepth', 2],
    ['铬（六价）（mg/L）', 'hexavalentChromium', 0],
    ['pH（无量纲）', 'ph', 0],
    ['pH值(无量纲)', 'ph', 0],
    ['粪大肠菌群(MPN/100mL)', 'faecalColiform', 1],
    ['dissolved_oxygen', 'dissolvedOxygen', 0],
  ])('%j is %s, moved by %i places', (header, parameter, places) => {
    expect(only(header)).toEqual({ parameter, places })
  })

  test('a unit that is unknown or of another kind is refused with the header named', () => {
    for (const header of ['氨氮(份)', '氨氮(cm)', '透明度(mg/L)']) {
      const { columns, refusals } = recogniseHeaders([header])
      expect(columns).toEqual([undefined])
      expect(refusals).toMatchObject([{ code: 'header.unit-unknown', header, column: 0 }])
    }
  })

  test('transparency and toxic metals without a unit are refused, unless units may be assumed; ids carry theirs', () => {
    for (const header of ['透明度', '汞', 'Pb', 'depth']) {
      expect(recogniseHeaders([header]).refusals).toMatchObject([{ code: 'header.unit-missing' }])
      expect(recogniseHeaders([header], { assumeUnits: true }).refusals).toEqual([])
    }
    expect(recogniseHeaders(['secchiDepth', 'mercury']).refusals).toEqual([])
  })

  test('two columns of one parameter are refused: which one counts is not clear', () => {
    expect(recogniseHeaders(['氨氮(mg/L)', 'ammoniaNitrogen']).refusals).toMatchObject([{ code: 'header.repeated' }])
  })

  test('other columns pass through; one that looks like a measurement is said aloud', () => {
    const { columns, refusals, strangers } = recogniseHeaders(['点位', '备注(选填)', '生物毒性(mg/L)', '氨氮类别'])
    expect(columns).toEqual([undefined, undefined, undefined, undefined])
    expect(refusals).toEqual([])
    expect(strangers).toEqual(['生物毒性(mg/L)'])
  })

  test('the column of the water type is found', () => {
    expect(recogniseHeaders(['点位', '水体类型'])).toMatchObject({ waterTypeColumn: 1 })
    expect(recogniseHeaders(['点位'])).not.toHaveProperty('waterTypeColumn')
  })

  test('no two parameters share a spelling', () => {
    const spellings = parameterIds.flatMap(id => {
      const { name, headers } = parameters[id]
      const all = [name.zh, name.en, id, ...headers].map(text => text.toLowerCase().replaceAll(/\s/g, ''))
      return [...new Set(all)]
    })
    expect(spellings.filter((spelling, index) => spellings.indexOf(spelling) !== index)).toEqual([])
  })
})
