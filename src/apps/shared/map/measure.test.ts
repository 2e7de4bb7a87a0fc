import { describe, expect, it } from 'vitest'
import { measure } from './measure.ts'

// One hundredth of a degree at the equator: 1,113.19 m of longitude (WGS 84), 1,105.74 m of latitude.
const ring = [[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01], [0, 0]] // prettier-ignore

describe('measuring what is drawn', () => {
  it('reckons an outline on the ellipsoid, whichever way it runs', () => {
    const { areaM2 = 0 } = measure({ type: 'Polygon', coordinates: [ring] })
    expect(areaM2).toBeGreaterThan(1_230_000)
    expect(areaM2).toBeLessThan(1_232_000)
    expect(measure({ type: 'Polygon', coordinates: [ring.toReversed()] }).areaM2).toBeCloseTo(areaM2, 3)
  })
  it('reckons a line', () => {
    const { lengthM } = measure({ type: 'LineString', coordinates: [[0, 0], [0.01, 0]] }) // prettier-ignore
    expect(lengthM).toBeCloseTo(1113.19, 1)
  })
  it('has nothing to say about a point', () => {
    expect(measure({ type: 'Point', coordinates: [107, 30] })).toEqual({})
  })
})
