import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkPosition,
  coordinateSystemIds,
  fromCgcs2000,
  hintOtherSystem,
  readCoordinateSystem,
  toCgcs2000,
} from './coordinates.ts'
import { readCoordinate } from './coordinate-text.ts'
import { distanceM } from './geodesy.ts'

const inChongqing = fc.record({
  longitude: fc.double({ min: 105.3, max: 110.2, noNaN: true }),
  latitude: fc.double({ min: 28.2, max: 32.2, noNaN: true }),
})

describe('coordinate systems', () => {
  test('GCJ-02 comes back to CGCS2000 within a millimetre of the published formula', () => {
    fc.assert(
      fc.property(inChongqing, position => {
        expect(distanceM(toCgcs2000(fromCgcs2000(position, 'gcj-02'), 'gcj-02'), position)).toBeLessThanOrEqual(0.001)
      }),
    )
  })

  test('BD-09 comes back within 1 m', () => {
    fc.assert(
      fc.property(inChongqing, position => {
        expect(distanceM(toCgcs2000(fromCgcs2000(position, 'bd-09'), 'bd-09'), position)).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('GCJ-02 is shifted by 50 to 700 m in Chongqing', () => {
    fc.assert(
      fc.property(inChongqing, position => {
        const shiftM = distanceM(fromCgcs2000(position, 'gcj-02'), position)
        expect(shiftM).toBeGreaterThan(50)
        expect(shiftM).toBeLessThan(700)
      }),
    )
  })

  test('CGCS2000, WGS84 and unstated positions stay as they are and keep their source', () => {
    const position = { longitude: 106.160797, latitude: 34.532532 }
    for (const system of ['cgcs2000', 'wgs84', 'not-stated'] as const) {
      expect(toCgcs2000(position, system)).toEqual({ ...position, sourceSystem: system })
    }
  })

  test.each([
    ['CGCS2000', 'cgcs2000'],
    ['2000国家大地坐标系', 'cgcs2000'],
    ['2000坐标系', 'cgcs2000'],
    ['EPSG:4490', 'cgcs2000'],
    ['ＷＧＳ－84', 'wgs84'],
    ['GPS', 'wgs84'],
    ['高德地图', 'gcj-02'],
    ['火星坐标', 'gcj-02'],
    ['百度', 'bd-09'],
    ['BD09', 'bd-09'],
  ])('%s is read as %s', (written, system) => {
    expect(readCoordinateSystem(written)).toEqual({ outcome: 'known', system })
  })

  test.each([
    ['北京54', 'unsupported'],
    ['西安80坐标系', 'unsupported'],
    ['地方独立坐标系', 'unknown'],
    ['', 'unknown'],
  ])('“%s” is %s', (written, outcome) => {
    expect(readCoordinateSystem(written).outcome).toBe(outcome)
  })

  test('every system has its words', () => {
    expect(coordinateSystemIds).toEqual(['cgcs2000', 'wgs84', 'gcj-02', 'bd-09'])
  })
})

describe('one coordinate in text', () => {
  test.each([
    ['106.160797', 106.160797],
    [' １０６．１６０７９７ ', 106.160797],
    ['106°9\'38.87"', 106.16079722],
    ['106°9′38.87″', 106.16079722],
    ['106º9’38.87”', 106.16079722],
    ['106度9分38.87秒', 106.16079722],
    ["106°9'38.87''", 106.16079722],
    ['东经106°9′38.87″', 106.16079722],
    ['106°9′38.87″E', 106.16079722],
    ['E106.160797°', 106.160797],
    ['106°30′', 106.5],
    ['106°', 106],
  ])('%s is %d degrees of longitude', (written, degrees) => {
    expect(readCoordinate(written, 'longitude')).toMatchObject({ ok: true, degrees })
  })

  test.each(['106°60′0″', '106°0′60″', '34°N', '北纬34.5', 'abc', '', '106,16', '106-9-38', '1O6.16'])(
    '“%s” is no longitude',
    written => {
      const read = readCoordinate(written, 'longitude')
      expect(read).toMatchObject({ ok: false })
    },
  )

  test('59 minutes and 59.99 seconds are the last that pass', () => {
    expect(readCoordinate('34°59′59.99″', 'latitude')).toMatchObject({ ok: true, decimals: 6 })
  })

  test('the number of decimals says how coarse a coordinate is', () => {
    expect(readCoordinate('106.16', 'longitude')).toMatchObject({ decimals: 2 })
    expect(readCoordinate('106°9′38″', 'longitude')).toMatchObject({ decimals: 4 })
  })

  test('any decimal number of degrees written out is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 73_400_000, max: 135_000_000 }), micro => {
        expect(readCoordinate((micro / 1e6).toFixed(6), 'longitude')).toMatchObject({ degrees: micro / 1e6 })
      }),
    )
  })

  test('any degrees, minutes and seconds are read back to the centisecond', () => {
    fc.assert(
      fc.property(fc.integer({ min: 18, max: 53 }), fc.nat(59), fc.nat(5999), (d, m, centiseconds) => {
        const read = readCoordinate(`${d}°${m}′${(centiseconds / 100).toFixed(2)}″`, 'latitude')
        expect(read).toMatchObject({ ok: true, degrees: Math.round((d + m / 60 + centiseconds / 360_000) * 1e8) / 1e8 })
      }),
    )
  })
})

describe('a pair of numbers', () => {
  test.each([
    [106.16, 34.53, undefined],
    [73.4, 17.9, undefined],
    [135.1, 53.6, undefined],
    [73.39, 30, 'outside-china'],
    [135.11, 30, 'outside-china'],
    [110, 17.89, 'outside-china'],
    [110, 53.61, 'outside-china'],
    [34.53, 106.16, 'swapped'],
    [0, 0, 'zero'],
    [106.16, 0, 'zero'],
    [Number.NaN, 34, 'not-a-number'],
    [106_160_797, 34_532_532, 'point-missing'],
    [36_423_456.7, 3_265_432.1, 'projected'],
    [423_456, 3_265_432, 'projected'],
    [3_265_432, 423_456, 'projected'],
    [-106.16, 34.53, 'outside-china'],
  ])('%d, %d: %s', (longitude, latitude, expected) => {
    const check = checkPosition({ longitude, latitude })
    expect(check.ok ? undefined : check.fault).toBe(expected)
  })

  test('a swapped pair and a missing point come with a suggestion to show', () => {
    expect(checkPosition({ longitude: 34.53, latitude: 106.16 })).toMatchObject({
      suggestion: { longitude: 106.16, latitude: 34.53 },
    })
    expect(checkPosition({ longitude: 106_160_797, latitude: 34_532_532 })).toMatchObject({
      suggestion: { longitude: 106.160797, latitude: 34.532532 },
    })
  })
})

describe('a position that looks like another system', () => {
  const west = { longitude: 106.5, latitude: 29.5 }
  const isWestOf = (border: number) => (position: { longitude: number }) => position.longitude < border

  test('outside as it stands and inside after conversion gives a hint', () => {
    expect(hintOtherSystem(west, isWestOf(106.498))).toMatchObject({ system: 'gcj-02' })
  })

  test('BD-09 is asked after GCJ-02', () => {
    expect(hintOtherSystem(west, isWestOf(106.492))).toMatchObject({ system: 'bd-09' })
  })

  test('inside as it stands, or far outside under any reading, gives none', () => {
    expect(hintOtherSystem(west, isWestOf(107))).toBeUndefined()
    expect(hintOtherSystem(west, isWestOf(106))).toBeUndefined()
  })
})
