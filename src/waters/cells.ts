/**
 * Cells of the web map's quadtree as numbers: the bits of column and row interleaved (Morton), so that everything inside a tile
 * lies in one unbroken range of numbers. Persisted: `waters.cell` at zoom 20 (about 33 m at 30° north), `water_cells.cell` at 14.
 */
export const pointZoom = 20
export const shapeZoom = 14

/** A half-open range of cells. */
export type CellRange = { readonly from: number; readonly to: number }

export type Tile = { readonly z: number; readonly x: number; readonly y: number }

/** The latitude at which the square web map ends. */
const greatestLatitude = 85.0511287798

/** A position on the unit square of the web map: 0,0 north-west, 1,1 south-east. */
export function toUnitSquare(longitude: number, latitude: number): readonly [number, number] {
  const radians = (Math.max(-greatestLatitude, Math.min(greatestLatitude, latitude)) * Math.PI) / 180
  return [longitude / 360 + 0.5, 0.5 - Math.log(Math.tan(Math.PI / 4 + radians / 2)) / (2 * Math.PI)]
}

/** @returns longitude and latitude in degrees of a place on the unit square */
export function fromUnitSquare(x: number, y: number): readonly [number, number] {
  return [(x - 0.5) * 360, (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90]
}

/** The tile that holds a position. */
export function tileAt(longitude: number, latitude: number, z: number): Tile {
  const [x, y] = toUnitSquare(longitude, latitude)
  return { z, x: column(x, z), y: column(y, z) }
}

export function cellOfTile({ z, x, y }: Tile): number {
  let cell = 0
  for (let bit = 0; bit < z; bit++) {
    // Arithmetic, not bit operators: beyond zoom 15 the number has more than 31 bits.
    cell += ((x >> bit) & 1) * 2 ** (2 * bit) + ((y >> bit) & 1) * 2 ** (2 * bit + 1)
  }
  return cell
}

export function cellAt(longitude: number, latitude: number, z = pointZoom): number {
  return cellOfTile(tileAt(longitude, latitude, z))
}

/** Columns and rows of tiles at zoom `z`, both ends included. */
export type Block = {
  readonly z: number
  readonly west: number
  readonly north: number
  readonly east: number
  readonly south: number
}

/** The tiles of a block as cells of its own zoom, ascending; what lies outside the map is left out. */
export function cellsOfBlock({ z, west, north, east, south }: Block): readonly number[] {
  const last = 2 ** z - 1
  const cells: number[] = []
  for (let x = Math.max(0, west); x <= Math.min(last, east); x++) {
    for (let y = Math.max(0, north); y <= Math.min(last, south); y++) cells.push(cellOfTile({ z, x, y }))
  }
  return cells.sort((a, b) => a - b)
}

/** The cells of zoom `at` inside a block of tiles, as few ranges as possible. */
export function rangesOfBlock(block: Block, at: number): readonly CellRange[] {
  return joined(cellsOfBlock(block)).map(range => scaled(range, at - block.z))
}

/**
 * The same places in at most so many ranges, with cells in between that were not asked for, fewest first: each range costs a search of an
 * index, and what lies in between can be left out afterwards.
 *
 * @param ranges in their order, apart from each other, as from `rangesOfBlock`
 * @example atMost([{ from: 0, to: 2 }, { from: 3, to: 4 }, { from: 90, to: 92 }], 2) // [{ from: 0, to: 4 }, { from: 90, to: 92 }]
 */
export function atMost(ranges: readonly CellRange[], most: number): readonly CellRange[] {
  const gapBefore = (index: number) => ranges[index]!.from - ranges[index - 1]!.to
  const widest = Array.from({ length: Math.max(0, ranges.length - 1) }, (_, index) => index + 1)
    .sort((a, b) => gapBefore(b) - gapBefore(a))
    .slice(0, most - 1)
    .sort((a, b) => a - b)
  const starts = ranges.length === 0 ? [] : [0, ...widest]
  return starts.map((start, index) => ({
    from: ranges[start]!.from,
    to: ranges[(starts[index + 1] ?? ranges.length) - 1]!.to,
  }))
}

function joined(cells: readonly number[]): readonly CellRange[] {
  const ranges: { from: number; to: number }[] = []
  for (const cell of cells) {
    const last = ranges.at(-1)
    if (last?.to === cell) last.to = cell + 1
    else ranges.push({ from: cell, to: cell + 1 })
  }
  return ranges
}

/** Ranges at a finer zoom grow fourfold each step; at a coarser one they shrink to the cells that hold them. */
function scaled({ from, to }: CellRange, steps: number): CellRange {
  const factor = 4 ** steps
  return { from: Math.floor(from * factor), to: Math.ceil(to * factor) }
}

function column(unit: number, z: number): number {
  const count = 2 ** z
  return Math.max(0, Math.min(count - 1, Math.floor(unit * count)))
}
