import { boxOf, type Shape } from '../../places/geometry.ts'
import { localPlane } from '../../places/geodesy.ts'
import { chainsOf } from '../../places/shapes.ts'

const size = { width: 320, height: 240, margin: 24 }
const barsM = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000] as const

/**
 * The outline or reach of a water as an SVG drawing with north up and a scale bar; a position alone is a dot.
 *
 * @param shape degrees CGCS2000
 */
export function outlineSketch(shape: Shape): string {
  const { drawing, barM, bar } = draw(shape)
  const lettering = `<text x="12" y="${size.height - 18}" font-size="11">${barM} m</text><text x="${size.width - 18}" y="20" font-size="12">北</text>`
  return `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="水体轮廓示意 outline">
${drawing}${bar}${lettering}</svg>`
}

/**
 * The same without letters, for papers: whoever turns it into a picture may have no Chinese font. An arrow points north, and
 * `barM` is the length of the bar in metres, to be said beside it.
 *
 * @param shape degrees CGCS2000
 */
export function mutedSketch(shape: Shape): { readonly svg: string; readonly barM: number } {
  const { drawing, barM, bar } = draw(shape)
  const arrow = `<path d="M${size.width - 16},8l6,18l-6,-5l-6,5Z" fill="#333"/>`
  const box = `width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}"`
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" ${box}>${drawing}${bar}${arrow}</svg>`, barM }
}

function draw(shape: Shape): { readonly drawing: string; readonly bar: string; readonly barM: number } {
  const [west, south, east, north] = boxOf(shape)
  const plane = localPlane({ longitude: (west + east) / 2, latitude: (south + north) / 2 })
  const [left, bottom] = plane.toPlane([west, south])
  const [right, top] = plane.toPlane([east, north])
  const scale = Math.min(
    (size.width - 2 * size.margin) / Math.max(right - left, 10),
    (size.height - 2 * size.margin) / Math.max(top - bottom, 10),
  )
  const place = (vertex: readonly number[]) => {
    const [x, y] = plane.toPlane(vertex)
    return `${(size.width / 2 + x * scale).toFixed(1)},${(size.height / 2 - y * scale).toFixed(1)}`
  }
  const ground = `<rect width="${size.width}" height="${size.height}" fill="#f7f9fa"/>`
  return { drawing: `${ground}${drawn(shape, place)}`, ...scaleBar(scale) }
}

function drawn(shape: Shape, place: (vertex: readonly number[]) => string): string {
  if (shape.type === 'Point') {
    const [x, y] = place(shape.coordinates).split(',')
    return `<circle cx="${x}" cy="${y}" r="6" fill="#0b6e99"/>`
  }
  const closed = shape.type === 'Polygon' || shape.type === 'MultiPolygon'
  const path = chainsOf(shape)
    .map(chain => `M${chain.map(place).join('L')}${closed ? 'Z' : ''}`)
    .join('')
  const fill = closed ? 'fill="#9fd3e6" fill-rule="evenodd"' : 'fill="none"'
  return `<path d="${path}" ${fill} stroke="#0b6e99" stroke-width="2"/>`
}

/** The longest round length that takes at most a third of the width. */
function scaleBar(unitsPerMetre: number): { readonly bar: string; readonly barM: number } {
  const barM = barsM.findLast(metres => metres * unitsPerMetre <= size.width / 3) ?? barsM[0]
  const y = size.height - 10
  const end = (12 + barM * unitsPerMetre).toFixed(1)
  return { barM, bar: `<path d="M12,${y - 4}V${y}H${end}V${y - 4}" fill="none" stroke="#333"/>` }
}
