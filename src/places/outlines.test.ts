import { describe, expect, test } from 'vitest'
import { hintOtherSystem, fromCgcs2000 } from './coordinates.ts'
import { destination } from './geodesy.ts'
import { areaM2 } from './geometry.ts'
import { indexArea } from './indexed-area.ts'
import { checkOutline, isInsideOutline, outlineSet, outlineToleranceM } from './outlines.ts'
import type { Outline } from './outlines.ts'
import { shippedChongqing } from './shipped/chongqing.ts'
import { formatOutline, parseOutlines, shippedChongqingOutlines } from './shipped/outlines.ts'

const dianjiang = '500231000000'
const chongqing = outlineSet(shippedChongqingOutlines())
const nameOf = (code: string) => shippedChongqing().byCode.get(code)?.name ?? code

/** One degree square in 垫江's code, so that distances are plain. */
function squareOutline(authoritative: boolean): readonly Outline[] {
  const ring = [[107, 30], [108, 30], [108, 31], [107, 31], [107, 30]] // prettier-ignore
  return [{ code: dianjiang, geometry: { type: 'Polygon', coordinates: [ring] }, authoritative, source: 'test' }]
}

const eastBorder = { longitude: 108, latitude: 30.5 }
const outsideBy = (metres: number) => destination(eastBorder, 90, metres)

describe('the shipped outlines', () => {
  test('there is one for each of the 38 counties of the shipped divisions', () => {
    const counties = shippedChongqing()
      .all.filter(one => one.level === 'county')
      .map(one => one.code)
    expect(shippedChongqingOutlines().map(one => one.code)).toEqual(counties)
    expect(shippedChongqingOutlines().some(one => one.authoritative)).toBe(false)
  })

  test('together they cover 82,400 km2, the area of Chongqing, within 1 in 100', () => {
    const areaKm2 = shippedChongqingOutlines().reduce((sum, one) => sum + areaM2(one.geometry) / 1e6, 0)
    expect(Math.abs(areaKm2 - 82_400)).toBeLessThan(824)
  })

  test('they come back from the compact form as they went in', () => {
    const [first] = shippedChongqingOutlines()
    expect(parseOutlines(formatOutline(first!.code, first!.geometry))[0]?.geometry).toEqual(first!.geometry)
  })

  test.each([
    ['500231', 107.348692, 30.330012],
    ['500118', 105.894714, 29.348748],
    ['500116', 106.253156, 29.283387],
    ['500155', 107.800034, 30.672168],
  ])('the middle of %s lies inside it', (code, longitude, latitude) => {
    expect(checkOutline(chongqing, code, { longitude, latitude })).toMatchObject({
      outcome: 'inside',
      severity: 'none',
    })
  })

  test('a place in 永川 named for 垫江 only warns, and says where it does lie and how far off', () => {
    const verdict = checkOutline(chongqing, dianjiang, { longitude: 105.894714, latitude: 29.348748 }, nameOf)
    expect(verdict).toMatchObject({ outcome: 'outside', severity: 'warn', liesIn: ['500118000000'] })
    expect(verdict.words.zh).toMatch(/^位置在垫江县边界外约 1\d\d\.\d 公里，落在永川区。.*仅作提醒。$/u)
    expect(verdict.words.en).toContain('warning only')
  })
})

describe('both sides of the tolerance', () => {
  const drawn = outlineSet(squareOutline(false))
  const official = outlineSet(squareOutline(true))

  test('on the border is inside', () => {
    expect(checkOutline(drawn, dianjiang, eastBorder).outcome).toBe('inside')
  })

  test.each([
    [1, 'near', 'none'],
    [2999, 'near', 'none'],
    [3001, 'outside', 'warn'],
  ])('a drawn outline: %d m outside is %s, %s', (metres, outcome, severity) => {
    expect(checkOutline(drawn, dianjiang, outsideBy(metres))).toMatchObject({ outcome, severity })
  })

  test.each([
    [99, 'near', 'none'],
    [101, 'outside', 'refuse'],
  ])('an official outline: %d m outside is %s, %s', (metres, outcome, severity) => {
    expect(checkOutline(official, dianjiang, outsideBy(metres))).toMatchObject({ outcome, severity })
  })

  test('the distance is measured on the ellipsoid to the nearest point of the border', () => {
    for (const metres of [1, 100, 3000, 20_000]) {
      expect(indexArea(squareOutline(false)[0]!.geometry).metresOutside(outsideBy(metres))).toBeCloseTo(
        metres,
        metres < 5000 ? 1 : -2,
      )
    }
    expect(outlineToleranceM).toEqual({ authoritative: 100, drawing: 3000 })
  })

  test('inside a hole is outside', () => {
    const [outline] = squareOutline(false)
    const hole = [[107.4, 30.4], [107.4, 30.6], [107.6, 30.6], [107.6, 30.4], [107.4, 30.4]] // prettier-ignore
    const withHole = {
      type: 'Polygon' as const,
      coordinates: [...(outline!.geometry.coordinates as number[][][]), hole],
    }
    expect(indexArea(withHole).metresOutside({ longitude: 107.5, latitude: 30.5 })).toBeGreaterThan(9000)
  })
})

describe('without an outline', () => {
  test('the answer is “not checked”, with how to change that', () => {
    const verdict = checkOutline(outlineSet([]), '620503', { longitude: 106.16, latitude: 34.53 }, () => '麦积区')
    expect(verdict).toMatchObject({ outcome: 'not-checked', severity: 'none' })
    expect(verdict.words.zh).toBe('没有麦积区的边界图层，位置是否在境内未作核对。可导入权威边界后再核对。')
    expect(isInsideOutline(outlineSet([]), '620503', { longitude: 106.16, latitude: 34.53 })).toBe(false)
  })
})

describe('GCJ-02 near a border', () => {
  const official = outlineSet(squareOutline(true))
  const isInside = (position: { longitude: number; latitude: number }) => isInsideOutline(official, dianjiang, position)

  test('a point just inside the border, given in GCJ-02 as if CGCS2000, is hinted at', () => {
    const shifted = fromCgcs2000({ longitude: 107.999, latitude: 30.5 }, 'gcj-02')
    expect(isInside(shifted)).toBe(false)
    expect(hintOtherSystem(shifted, isInside)).toMatchObject({ system: 'gcj-02' })
  })

  test('a point far from any border gives no hint', () => {
    expect(hintOtherSystem({ longitude: 107.5, latitude: 30.5 }, isInside)).toBeUndefined()
    expect(hintOtherSystem({ longitude: 109, latitude: 30.5 }, isInside)).toBeUndefined()
  })
})
