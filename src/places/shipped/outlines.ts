import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fullCode } from '../../domain/regions.ts'
import { productFolder } from '../../platform/product-folder.ts'
import type { Outline } from '../outlines.ts'
import { polygonsOf } from '../shapes.ts'

/** The grid of the shipped outlines: 1/1024 degree, about 110 m. */
const stepsPerDegree = 1024

let outlines: readonly Outline[] | undefined

/** Where the shipped outlines come from; shown beside whatever they say. */
export const outlineSource =
  'echarts 4.9.0 (Apache-2.0), about 1/1024 degree, datum not stated: for drawing, not for judging'

/**
 * Coarse outlines of Chongqing's 38 counties, 103 KB: for drawing, not for judging. They carry no authority: with them the
 * product only warns, and only beyond `outlineToleranceM`.
 *
 * Source: echarts 4.9.0 map data (Apache-2.0, see `NOTICE`); 梁平 and 武隆 carried to their codes of today (500155, 500156).
 */
export function shippedChongqingOutlines(): readonly Outline[] {
  outlines ??= parseOutlines(readFileSync(join(productFolder, 'src/places/shipped/chongqing-outlines.tsv'), 'utf8'))
  return outlines
}

/**
 * Reads the product's own compact outlines: one county per line, code and polygons; polygons apart by `|`, rings by `/`,
 * and in a ring the first vertex and the way to each next one, in steps of 1/1024 degree.
 *
 * @example parseOutlines('500103\t109000,30200 10,0 0,10 -10,-10\n')[0]?.geometry.coordinates // [[[[106.4453125, 29.4921875], ...]]]
 */
export function parseOutlines(text: string): readonly Outline[] {
  const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  return lines.map(line => {
    const [code = '', polygons = ''] = line.split('\t')
    const coordinates = polygons.split('|').map(polygon => polygon.split('/').map(parseRing))
    return {
      code: fullCode(code),
      geometry: { type: 'MultiPolygon', coordinates },
      authoritative: false,
      source: outlineSource,
    }
  })
}

/** The way back of `parseOutlines`; coordinates are rounded to the grid. */
export function formatOutline(code: string, geometry: Outline['geometry']): string {
  const polygons = polygonsOf(geometry).map(polygon => polygon.map(formatRing).join('/'))
  return `${code.slice(0, 6)}\t${polygons.join('|')}\n`
}

function parseRing(text: string): number[][] {
  let [x, y] = [0, 0]
  return text.split(' ').map(pair => {
    const [dx = Number.NaN, dy = Number.NaN] = pair.split(',').map(Number)
    x += dx
    y += dy
    return [x / stepsPerDegree, y / stepsPerDegree]
  })
}

function formatRing(ring: readonly (readonly number[])[]): string {
  const grid = ring.map(([longitude = Number.NaN, latitude = Number.NaN]) => [
    Math.round(longitude * stepsPerDegree),
    Math.round(latitude * stepsPerDegree),
  ])
  const ways = grid.map(([x = 0, y = 0], i) => [x - (grid[i - 1]?.[0] ?? 0), y - (grid[i - 1]?.[1] ?? 0)])
  return ways
    .filter(([dx, dy], i) => i === 0 || dx !== 0 || dy !== 0)
    .map(way => way.join(','))
    .join(' ')
}
