import { describe, expect, it } from 'vitest'
import type { KnownWater } from '../../waters/matching-store.ts'
import type { SurveyRow } from '../workbook/survey-row.ts'
import { isCertain, matchRow, nearM, positionsOf, sameNameWithinM } from './matching.ts'

const village = '500231102201'
const at = (longitude: number, latitude: number) => ({ longitude, latitude })

/** A pond in 沙坪镇; only what matching looks at differs from test to test. */
function row(given: Partial<SurveyRow> & { readonly regionCode?: string }): SurveyRow {
  const { regionCode = village, ...rest } = given
  return {
    sheet: '表一',
    row: 4,
    written: {},
    cells: {},
    unknown: {},
    kind: 'declaration',
    name: '大田水塘',
    type: 'pond',
    area: { value: 2260, written: '2260', unit: 'm2' },
    start: at(107.35, 30.33),
    end: {},
    causes: [],
    bases: [],
    sample: {},
    place: {
      outcome: 'resolved',
      regionCode,
      reportingCode: regionCode,
      county: { code: '500231000000', name: '垫江县', level: 'county' },
      edition: '2023',
      correspondences: [],
    },
    ...rest,
  }
}

const known: KnownWater = {
  id: 'w1',
  code: 'JQ500231-0001',
  name: '大田水塘',
  type: 'pond',
  regionCode: village,
  position: at(107.35, 30.33),
}

/** A way north in metres, as degrees: 1 degree of latitude is about 110,860 m at 30 degrees. */
const north = (metres: number) => at(107.35, 30.33 + metres / 110_860)

describe('whether a row means a known water', () => {
  it('is certain by identity, whatever else differs', () => {
    const found = matchRow(row({ waterId: 'w1', name: '别的名字', start: {} }), [known])
    expect(found).toMatchObject({ waterId: 'w1', reason: 'same-id' })
    expect(found !== undefined && isCertain(found)).toBe(true)
  })

  it('is certain by village, name and type, spaces and width aside', () => {
    const found = matchRow(row({ name: '大田 水塘', start: {} }), [known])
    expect(found?.reason).toBe('same-place-and-name')
  })

  it('is asked about for the same name in another village within the distance, not beyond it', () => {
    const other = { ...known, regionCode: '500231102202' }
    const inside = matchRow(row({ start: north(sameNameWithinM - 5) }), [other])
    expect(inside?.reason).toBe('same-name-nearby')
    expect(inside !== undefined && isCertain(inside)).toBe(false)
    expect(matchRow(row({ start: north(sameNameWithinM + 5) }), [other])).toBeUndefined()
  })

  it('is asked about for the same name in the same town where a position is missing', () => {
    const { position: _, ...unplaced } = { ...known, regionCode: '500231102202' }
    expect(matchRow(row({}), [unplaced])?.reason).toBe('same-name-nearby')
    expect(matchRow(row({}), [{ ...unplaced, regionCode: '500231103202' }])).toBeUndefined()
  })

  it('is asked about for any water closer than the error of a position, not for one farther away', () => {
    expect(matchRow(row({ name: '无名塘', start: north(nearM - 2) }), [known])?.reason).toBe('near')
    expect(matchRow(row({ name: '无名塘', start: north(nearM + 2) }), [known])).toBeUndefined()
  })

  it('is no where nothing is known', () => {
    expect(matchRow(row({}), [])).toBeUndefined()
  })
})

describe('the positions of a row', () => {
  it('are its ends and the middle between them, its start alone, or none', () => {
    expect(positionsOf(row({ end: at(107.36, 30.34) }))).toEqual([
      at(107.35, 30.33),
      at(107.36, 30.34),
      at(107.355, 30.335),
    ])
    expect(positionsOf(row({}))).toEqual([at(107.35, 30.33)])
    expect(positionsOf(row({ start: {} }))).toEqual([])
  })

  it('are converted from the stated system', () => {
    const [found] = positionsOf(row({ coordinateSystem: 'gcj-02' }))
    expect(Math.abs((found?.longitude ?? 0) - 107.35)).toBeGreaterThan(0.001)
  })
})
