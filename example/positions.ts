import { boxOf } from '../src/places/geometry.ts'
import { distanceM, localPlane } from '../src/places/geodesy.ts'
import type { Position } from '../src/places/coordinates.ts'
import { nearestOnEdge } from '../src/places/nearness.ts'
import { isInsideOutline, outlineSet, type OutlineSet } from '../src/places/outlines.ts'
import { edgesOf } from '../src/places/shapes.ts'
import { shippedChongqingOutlines } from '../src/places/shipped/outlines.ts'
import type { Chance } from './chance.ts'

/** Far enough from the drawn border that the whole water lies inside; far enough apart that no two look like one. */
const fromBorderM = 1500
const apartM = 800
const attempts = 5000

/** Finds positions by chance inside the drawn outlines of counties, apart from each other. */
export function positionFinder(random: Chance): (countyCode: string) => Position {
  const outlines = outlineSet(shippedChongqingOutlines())
  const taken: Position[] = []
  return countyCode => {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const position = anywhere(random, outlines, countyCode)
      if (!isWellInside(outlines, countyCode, position)) continue
      if (taken.some(other => distanceM(other, position) < apartM)) continue
      taken.push(position)
      return position
    }
    throw new RangeError(`no free position found inside ${countyCode}`)
  }
}

function anywhere(random: Chance, outlines: OutlineSet, countyCode: string): Position {
  const [west, south, east, north] = boxOf(outlineOf(outlines, countyCode))
  return { longitude: random.decimal(west, east, 6), latitude: random.decimal(south, north, 6) }
}

function isWellInside(outlines: OutlineSet, countyCode: string, position: Position): boolean {
  if (!isInsideOutline(outlines, countyCode, position)) return false
  // Drawn outlines overlap a little: a position that two counties claim would look misplaced.
  if (outlines.holding(position).length > 1) return false
  const plane = localPlane(position)
  return edgesOf(outlineOf(outlines, countyCode)).every(
    ({ from, to }) => nearestOnEdge([0, 0], plane.toPlane(from), plane.toPlane(to)).distance >= fromBorderM,
  )
}

function outlineOf({ byCode }: OutlineSet, countyCode: string) {
  const outline = byCode.get(`${countyCode}000000`)
  if (outline === undefined) throw new RangeError(`no outline of ${countyCode} is shipped`)
  return outline.geometry
}
