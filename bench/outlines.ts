/**
 * What it costs to ask how far a position lies outside its county, as an import does for every row; the yardstick is a scan of every
 * edge of the outline in the same run. Outlines as shipped, and with every edge cut into fifty, as official layers are.
 *
 * Run: node bench/outlines.ts [positions, default 20,000]
 */
import type { MultiPolygon, Polygon } from 'geojson'
import { tell } from './lines.ts'
import { metresOutsideByScan } from '../tests/support/scanned-area.ts'
import type { Position } from '../src/places/coordinates.ts'
import { indexArea } from '../src/places/indexed-area.ts'
import { edgesOf } from '../src/places/shapes.ts'
import { shippedChongqingOutlines } from '../src/places/shipped/outlines.ts'

type Area = Polygon | MultiPolygon
type Ask = (area: Area, position: Position) => number

const number = Number(process.argv[2] ?? 20_000)
const areas: readonly Area[] = shippedChongqingOutlines().map(({ geometry }) => geometry)

measure('as shipped', areas, number)
measure('official detail', areas.map(refined), Math.ceil(number / 20))

function measure(name: string, outlines: readonly Area[], positions: number): void {
  const edges = outlines.reduce((sum, area) => sum + edgesOf(area).length, 0) / outlines.length
  const indexed = new Map<Area, ReturnType<typeof indexArea>>()
  const byIndex: Ask = (area, position) => {
    const index = indexed.get(area) ?? indexArea(area)
    indexed.set(area, index)
    return index.metresOutside(position)
  }
  const scan = spent(outlines, positions, metresOutsideByScan)
  // Indexing is part of it: an import begins without.
  const index = spent(outlines, positions, byIndex)
  if (index.sum !== scan.sum) throw new Error(`${name}: index and scan differ`)
  tell({
    promise: `metres outside a county's outline, ${name}, ${Math.round(edges)} edges each`,
    size: `${positions.toLocaleString('en')} positions`,
    measured: each(index.seconds, positions),
    yardstick: `a scan of every edge ${each(scan.seconds, positions)}`,
    ratio: index.seconds / scan.seconds,
  })
}

/** Most positions lie in another county than the outline asked, as in a workbook whose county column is wrong. */
function spent(outlines: readonly Area[], positions: number, ask: Ask): { seconds: number; sum: number } {
  const started = process.cpuUsage()
  let sum = 0
  for (let i = 0; i < positions; i++) sum += ask(outlines[i % outlines.length]!, positionAt(i))
  const { user, system } = process.cpuUsage(started)
  return { seconds: (user + system) / 1e6, sum }
}

function positionAt(i: number): Position {
  return {
    longitude: 105.3 + (((i * 7919) % 100_003) / 100_003) * 4.8,
    latitude: 28.2 + (((i * 104_729) % 99_991) / 99_991) * 4,
  }
}

function each(seconds: number, positions: number): string {
  return `${((seconds / positions) * 1e6).toFixed(0)} µs of processor time`
}

function refined(area: Area): Area {
  if (area.type === 'Polygon') return { ...area, coordinates: area.coordinates.map(refinedRing) }
  return { ...area, coordinates: area.coordinates.map(polygon => polygon.map(refinedRing)) }
}

function refinedRing(ring: readonly (readonly number[])[]): number[][] {
  // The shipped outlines hold a few rings of a single point.
  if (ring.length < 2) return ring.map(vertex => [...vertex])
  const between = ring.slice(1).flatMap((to, i) => {
    const [x = 0, y = 0] = ring[i]!
    const [x2 = 0, y2 = 0] = to
    return Array.from({ length: 50 }, (_, step) => [x + ((x2 - x) * step) / 50, y + ((y2 - y) * step) / 50])
  })
  return [...between, between[0]!]
}
