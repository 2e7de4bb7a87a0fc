import fc from 'fast-check'
import type { Polygon } from 'geojson'
import { describe, expect, test } from 'vitest'
import { destination } from './geodesy.ts'
import {
  areaM2,
  boxOf,
  centroidOf,
  checkShape,
  containsPosition,
  distanceBetweenM,
  distanceM,
  ditchFootprint,
  lengthM,
  perimeterM,
  representativePoint,
  shapesMeet,
} from './geometry.ts'
import type { Shape } from './geometry.ts'
import { vertexLimit } from './geometry-check.ts'

const centre = { longitude: 107.35, latitude: 30.33 }

type Offset = readonly [eastM: number, northM: number]

/** A vertex at metres east and north of a place in 垫江. */
function at([eastM, northM]: Offset): number[] {
  const north = destination(centre, 0, northM)
  const { longitude, latitude } = destination(north, 90, eastM)
  return [longitude, latitude]
}

function ring(...offsets: readonly Offset[]): number[][] {
  const vertices = offsets.map(at)
  return [...vertices, vertices[0]!]
}

function square(eastM: number, northM: number, sideM: number): number[][] {
  return ring([eastM, northM], [eastM + sideM, northM], [eastM + sideM, northM + sideM], [eastM, northM + sideM])
}

const polygon = (...rings: readonly number[][][]): Polygon => ({ type: 'Polygon', coordinates: [...rings] })
const line = (...offsets: readonly Offset[]) => ({ type: 'LineString' as const, coordinates: offsets.map(at) })
const point = (offset: Offset) => ({ type: 'Point' as const, coordinates: at(offset) })

function fault(given: unknown): string | undefined {
  const check = checkShape(given)
  return check.ok ? undefined : check.fault.code
}

describe('area and length', () => {
  test('a square of 100 m by 100 m has 10,000 m2 and 400 m around it', () => {
    expect(areaM2(polygon(square(0, 0, 100)))).toBeCloseTo(10_000, 0)
    expect(perimeterM(polygon(square(0, 0, 100)))).toBeCloseTo(400, 2)
  })

  test('one degree of latitude along a meridian from 30 to 31 degrees is 110,861 m (GeographicLib)', () => {
    const meridian = { type: 'LineString' as const, coordinates: [[107, 30], [107, 31]] } // prettier-ignore
    expect(lengthM(meridian)).toBeCloseTo(110_860.9, 0)
  })

  test('holes are taken off, parts are added, points and lines have no area', () => {
    const pond = polygon(square(0, 0, 100), square(20, 20, 10))
    expect(areaM2(pond)).toBeCloseTo(9900, 0)
    expect(areaM2({ type: 'MultiPolygon', coordinates: [pond.coordinates, [square(200, 0, 10)]] })).toBeCloseTo(
      10_000,
      0,
    )
    expect(areaM2(point([0, 0]))).toBe(0)
    expect(areaM2(line([0, 0], [10, 0]))).toBe(0)
    expect(lengthM(pond)).toBe(0)
  })

  test('the limits of 200 and 2,000 m2 are told apart to the square metre', () => {
    const side = (wantedM2: number) => areaM2(polygon(square(0, 0, Math.sqrt(wantedM2))))
    expect(side(199.5)).toBeLessThan(200)
    expect(side(200.5)).toBeGreaterThan(200)
    expect(side(1999.5)).toBeLessThan(2000)
    expect(side(2000.5)).toBeGreaterThan(2000)
  })

  const radii = fc.array(fc.double({ min: 5, max: 500, noNaN: true }), { minLength: 3, maxLength: 24 })
  const star = (lengths: readonly number[], turnDegrees = 0): number[][] => {
    const vertices = lengths.map((wayM, i) => {
      const { longitude, latitude } = destination(centre, turnDegrees + (360 * i) / lengths.length, wayM)
      return [longitude, latitude]
    })
    return [...vertices, vertices[0]!]
  }

  test('the area is the same whichever way the ring runs and wherever it begins', () => {
    fc.assert(
      fc.property(radii, fc.nat(23), (lengths, begin) => {
        const one = star(lengths)
        const open = one.slice(0, -1)
        const k = begin % open.length
        const turned = [...open.slice(k), ...open.slice(0, k), open[k]!]
        const area = areaM2(polygon(one))
        expect(areaM2(polygon(one.toReversed()))).toBeCloseTo(area, 4)
        expect(areaM2(polygon(turned))).toBeCloseTo(area, 4)
      }),
    )
  })

  test('turning a shape about its middle keeps its area within 1 in 100,000', () => {
    fc.assert(
      fc.property(radii, fc.double({ min: 0, max: 360, noNaN: true }), (lengths, turn) => {
        const area = areaM2(polygon(star(lengths)))
        expect(Math.abs(areaM2(polygon(star(lengths, turn))) - area)).toBeLessThan(area * 1e-5 + 1e-3)
      }),
    )
  })
})

describe('a place for a shape', () => {
  test('the centroid of a square is its middle, a hole pulls it away', () => {
    expect(distanceM(centroidOf(polygon(square(-50, -50, 100))), centre)).toBeLessThan(0.01)
    const pulled = centroidOf(polygon(square(-50, -50, 100), square(10, -20, 30)))
    expect(pulled.longitude).toBeLessThan(centre.longitude)
  })

  test('a bent pond is represented by a place inside it though its centroid lies outside', () => {
    const bent = polygon(ring([0, 0], [100, 0], [100, 100], [90, 100], [90, 10], [10, 10], [10, 100], [0, 100]))
    expect(containsPosition(bent, centroidOf(bent))).toBe(false)
    expect(containsPosition(bent, representativePoint(bent))).toBe(true)
  })

  test('a ditch is represented half way along', () => {
    const [longitude = 0, latitude = 0] = at([100, 50])
    expect(distanceM(representativePoint(line([0, 0], [100, 0], [100, 200])), { longitude, latitude })).toBeLessThan(
      0.1,
    )
  })

  test('a point stands for itself', () => {
    const [longitude, latitude] = at([3, 4])
    expect(representativePoint(point([3, 4]))).toEqual({ longitude, latitude })
    expect(boxOf(point([3, 4]))).toEqual([longitude, latitude, longitude, latitude])
  })

  test('the representative point lies inside every sound polygon', () => {
    const radii = fc.array(fc.double({ min: 5, max: 500, noNaN: true }), { minLength: 3, maxLength: 24 })
    fc.assert(
      fc.property(radii, lengths => {
        const vertices = lengths.map((wayM, i) => {
          const { longitude, latitude } = destination(centre, (360 * i) / lengths.length, wayM)
          return [longitude, latitude]
        })
        const shape = polygon([...vertices, vertices[0]!])
        fc.pre(checkShape(shape).ok)
        expect(containsPosition(shape, representativePoint(shape))).toBe(true)
      }),
    )
  })
})

describe('shapes that are refused', () => {
  const bowTie = ring([0, 0], [10, 10], [10, 0], [0, 10])
  const spike = ring([0, 0], [10, 0], [10, 10], [10, 20], [10, 10], [0, 10])
  const flat = [...ring([0, 0], [10, 0], [20, 0])]
  const eight = ring([0, 0], [10, 0], [5, 5], [10, 10], [0, 10], [5, 5])

  test.each([
    ['nothing', null, 'not-geojson'],
    ['a text', 'POINT(1 2)', 'not-geojson'],
    ['a collection', { type: 'FeatureCollection', features: [] }, 'kind-unsupported'],
    ['many points', { type: 'MultiPoint', coordinates: [[107, 30]] }, 'kind-unsupported'],
    ['a polygon without rings', { type: 'Polygon', coordinates: [] }, 'not-geojson'],
    ['a polygon nested like a line', { type: 'Polygon', coordinates: [[107, 30]] }, 'not-geojson'],
    ['a text for a number', { type: 'Point', coordinates: ['107', 30] }, 'not-geojson'],
    ['NaN', { type: 'Point', coordinates: [Number.NaN, 30] }, 'position-wrong'],
    ['a swapped point', { type: 'Point', coordinates: [30, 107] }, 'position-wrong'],
    ['a line of one place', line([0, 0], [0, 0]), 'line-short'],
    ['a ring of three points', polygon(ring([0, 0], [10, 0])), 'ring-short'],
    ['a ring of repeated points', polygon(ring([0, 0], [0, 0], [10, 0])), 'ring-short'],
    ['an open ring', polygon(square(0, 0, 10).slice(0, -1)), 'ring-open'],
    ['a bow tie', polygon(bowTie), 'ring-crosses-itself'],
    ['a spike', polygon(spike), 'ring-crosses-itself'],
    ['a ring that touches itself', polygon(eight), 'ring-crosses-itself'],
    ['a hole across the border', polygon(square(0, 0, 10), square(5, 5, 10)), 'rings-cross'],
    ['a hole outside', polygon(square(0, 0, 10), square(20, 20, 5)), 'hole-misplaced'],
    ['a hole in a hole', polygon(square(0, 0, 10), square(1, 1, 8), square(2, 2, 2)), 'hole-misplaced'],
    ['the same hole twice', polygon(square(0, 0, 10), square(2, 2, 2), square(2, 2, 2)), 'rings-cross'],
    [
      'parts that overlap',
      { type: 'MultiPolygon', coordinates: [[square(0, 0, 10)], [square(5, 5, 10)]] },
      'parts-overlap',
    ],
    [
      'a part in a part',
      { type: 'MultiPolygon', coordinates: [[square(0, 0, 10)], [square(2, 2, 2)]] },
      'parts-overlap',
    ],
  ])('%s: %#', (_, given, expected) => {
    expect(fault(given)).toBe(expected)
  })

  test('a ring in one straight line is refused', () => {
    expect(['ring-crosses-itself', 'ring-empty']).toContain(fault(polygon(flat)))
  })

  test('a bow tie names the place where it crosses, in both languages', () => {
    const check = checkShape(polygon(bowTie))
    const [longitude = 0, latitude = 0] = check.ok ? [] : (check.fault.at ?? [])
    const [x = 0, y = 0] = at([5, 5])
    expect(distanceM({ longitude, latitude }, { longitude: x, latitude: y })).toBeLessThan(0.01)
    expect(check.ok ? '' : check.fault.words.zh).toContain('自相交')
    expect(check.ok ? '' : check.fault.words.en).toContain('near 107.')
  })

  test('10,000 vertices pass, one more does not', () => {
    const coordinates = (count: number) => Array.from({ length: count }, (_, i) => [107 + i * 1e-5, 30])
    expect(fault({ type: 'LineString', coordinates: coordinates(vertexLimit) })).toBeUndefined()
    expect(fault({ type: 'LineString', coordinates: coordinates(vertexLimit + 1) })).toBe('too-many-vertices')
  })
})

describe('shapes as wide as a province', () => {
  test('one degree from end to end passes, a little more does not, either way', () => {
    const line = (end: readonly number[]) => ({ type: 'LineString', coordinates: [[107, 30], end] })
    expect(fault(line([108, 30]))).toBeUndefined()
    expect(fault(line([108.01, 30]))).toBe('too-wide')
    expect(fault(line([107, 31]))).toBeUndefined()
    expect(fault(line([107, 31.01]))).toBe('too-wide')
  })
})

describe('shapes that are taken', () => {
  test('rings are turned as RFC 7946 wants, heights and repeats are dropped', () => {
    const outer = square(0, 0, 100)
    const given = polygon(
      outer.toReversed().map(vertex => [...vertex, 432]),
      square(20, 20, 10),
    )
    const repeated = { ...given, coordinates: given.coordinates.map(one => [one[0]!, ...one]) }
    const check = checkShape({ type: 'Feature', properties: {}, geometry: repeated })
    expect(check).toEqual({ ok: true, shape: polygon(outer, square(20, 20, 10).toReversed()) })
  })

  test('a hole may touch the outer ring in one point, and parts may touch in a corner', () => {
    expect(fault(polygon(square(0, 0, 10), [at([0, 0]), at([3, 6]), at([6, 3]), at([0, 0])]))).toBeUndefined()
    const [a, b] = [square(0, 0, 10), square(0, 0, 10)]
    const shifted = b.map(([x = 0, y = 0]) => [x + (a[2]![0]! - a[0]![0]!), y + (a[2]![1]! - a[0]![1]!)])
    shifted[0] = a[2]!
    shifted[4] = a[2]!
    expect(fault({ type: 'MultiPolygon', coordinates: [[a], [shifted]] })).toBeUndefined()
  })

  test('an island in a lake of another part is no overlap', () => {
    expect(
      fault({ type: 'MultiPolygon', coordinates: [[square(0, 0, 100), square(20, 20, 50)], [square(30, 30, 10)]] }),
    ).toBeUndefined()
  })

  test('a ditch may cross itself', () => {
    expect(fault(line([0, 0], [10, 10], [10, 0], [0, 10]))).toBeUndefined()
  })
})

describe('two shapes', () => {
  const pond: Shape = polygon(square(0, 0, 100))

  test.each([
    ['a pond and one overlapping it', polygon(square(50, 50, 100)), true],
    ['a pond and one inside it', polygon(square(20, 20, 10)), true],
    ['a pond and a point in it', point([50, 50]), true],
    ['a pond and a ditch through it', line([-50, 50], [150, 50]), true],
    ['a pond and a ditch beside it', line([-50, 150], [150, 150]), false],
    ['a pond and one in the hole of another', polygon(square(-100, -100, 300), square(-50, -50, 200)), false],
    ['a pond and a point whose box is near', point([100.5, 50]), false],
  ] as const)('%s: meet %s', (_, other, expected) => {
    expect(shapesMeet(pond, other)).toBe(expected)
    expect(shapesMeet(other, pond)).toBe(expected)
    expect(distanceBetweenM(pond, other) === 0).toBe(expected)
  })

  test('the distance is to the nearest edge, not to the nearest vertex', () => {
    expect(distanceBetweenM(pond, point([130, 50]))).toBeCloseTo(30, 1)
    expect(distanceBetweenM(point([130, 50]), pond)).toBeCloseTo(30, 1)
    expect(distanceBetweenM(pond, line([-500, 150], [500, 150]))).toBeCloseTo(50, 1)
  })

  test('the distance of two points is geodesic to 1 in 1,000 at 20 km, and 0 for the same point', () => {
    const far = distanceBetweenM(point([0, 0]), point([20_000, 0]))
    expect(Math.abs(far - 20_000)).toBeLessThan(20)
    expect(distanceBetweenM(point([0, 0]), point([0, 0]))).toBe(0)
  })
})

describe('the footprint of a ditch', () => {
  test('a straight ditch of 308 m by 13 m covers 4,004 m2', () => {
    expect(areaM2(ditchFootprint(line([0, 0], [308, 0]), 13))).toBeCloseTo(4004, -1)
  })

  test('a bend keeps the width, a sharp one is cut off, repeated points do not matter', () => {
    const bend = ditchFootprint(line([0, 0], [100, 0], [100, 0], [100, 100]), 10)
    expect(areaM2(bend)).toBeCloseTo(2000, -1)
    const sharp = boxOf(ditchFootprint(line([0, 0], [100, 0], [0, 1]), 10))
    expect(sharp[2]).toBeLessThan(at([111, 0])[0]!)
  })

  test('a ditch that turns straight back is still drawn', () => {
    expect(areaM2(ditchFootprint(line([0, 0], [100, 0], [50, 0]), 10))).toBeGreaterThan(0)
  })

  test('no width or no way is refused', () => {
    expect(() => ditchFootprint(line([0, 0], [10, 0]), 0)).toThrow('wider than 0 m')
    expect(() => ditchFootprint(line([0, 0], [10, 0]), Number.NaN)).toThrow('wider than 0 m')
    expect(() => ditchFootprint(line([0, 0], [0, 0]), 5)).toThrow('two different points')
  })
})
