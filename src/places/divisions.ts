import { fullCode, levelOf } from '../domain/regions.ts'
import type { RegionCode, RegionLevel } from '../domain/regions.ts'

/** One administrative division as an edition of the division codes writes it. Persisted. */
export type Division = {
  /** Twelve digits, statistics bureau pattern. */
  readonly code: RegionCode
  /** The full name as the edition prints it, `垫江县`, `城北村委会`. */
  readonly name: string
  readonly level: RegionLevel
}

/** All divisions of one edition, found by code and by parent. */
export type DivisionTable = {
  /** The year of the edition, `2023`. Codes and names mean nothing without it. */
  readonly edition: string
  readonly all: readonly Division[]
  readonly byCode: ReadonlyMap<RegionCode, Division>
  /** Direct children in the order of the edition. */
  readonly byParent: ReadonlyMap<RegionCode, readonly Division[]>
}

const municipalities: ReadonlySet<string> = new Set(['11', '12', '31', '50'])
const directlyAdministered = '90'

/**
 * The code a division hangs under. Counties of a municipality (直辖市) and counties administered by the province itself
 * (4290 仙桃, 4690, 6590) hang under the province: the "市辖区", "县" and "省直辖县" rows between them are no place.
 *
 * @example parentCodeOf('500231102000') // '500231000000'
 * @example parentCodeOf('500231000000') // '500000000000'; parentCodeOf('420117000000') // '420100000000'
 * @returns `undefined` for a province
 */
export function parentCodeOf(code: RegionCode): RegionCode | undefined {
  const level = levelOf(code)
  if (level === 'province') return undefined
  if (level === 'village') return fullCode(code.slice(0, 9))
  if (level === 'town') return fullCode(code.slice(0, 6))
  if (level === 'city' || hangsUnderProvince(code)) return fullCode(code.slice(0, 2))
  return fullCode(code.slice(0, 4))
}

/** True for a "city" code that only groups counties in the code book (5001 市辖区, 5002 县, 4290 省直辖县级行政区划). */
export function isGroupingCode(code: RegionCode): boolean {
  return levelOf(code) === 'city' && hangsUnderProvince(code)
}

function hangsUnderProvince(code: RegionCode): boolean {
  return municipalities.has(code.slice(0, 2)) || code.slice(2, 4) === directlyAdministered
}

/** Builds the table of one edition. Later divisions with a code already seen are ignored; check files before (`readDivisionFiles`). */
export function divisionTable(edition: string, divisions: Iterable<Division>): DivisionTable {
  const byCode = new Map<RegionCode, Division>()
  const byParent = new Map<RegionCode, Division[]>()
  for (const division of divisions) {
    if (byCode.has(division.code)) continue
    byCode.set(division.code, division)
    const parent = parentCodeOf(division.code)
    if (parent !== undefined) append(byParent, parent, division)
  }
  return { edition, all: [...byCode.values()], byCode, byParent }
}

/** Makes a division from a code of 2, 4, 6, 9 or 12 digits. @throws RangeError on a code of any other shape */
export function division(code: string, name: string): Division {
  const full = fullCode(code)
  return { code: full, name, level: levelOf(full) }
}

export function childrenOf(table: DivisionTable, code: RegionCode): readonly Division[] {
  return table.byParent.get(code) ?? []
}

/**
 * The divisions above a code and the division itself, highest first; those the table lacks are left out.
 *
 * @example pathTo(table, '500231102000').map(d => d.name) // ['重庆市', '垫江县', '沙坪镇']
 */
export function pathTo(table: DivisionTable, code: RegionCode): readonly Division[] {
  const path: Division[] = []
  for (let at: RegionCode | undefined = code; at !== undefined; at = parentCodeOf(at)) {
    const found = table.byCode.get(at)
    if (found) path.unshift(found)
  }
  return path
}

/** `重庆市垫江县沙坪镇`; the bare code where the table knows nothing of it. */
export function fullName(table: DivisionTable, code: RegionCode): string {
  const names = pathTo(table, code).map(one => one.name)
  return names.length === 0 ? code : names.join('')
}

/** All counties of the table; places without counties (东莞市, 中山市) count as their own county. */
export function countiesOf(table: DivisionTable): readonly Division[] {
  return table.all.filter(one => one.level === 'county' || (one.level === 'city' && hasTowns(table, one.code)))
}

/** All villages of a county, town by town. */
export function villagesOfCounty(table: DivisionTable, county: RegionCode): readonly Division[] {
  return childrenOf(table, county).flatMap(town => childrenOf(table, town.code))
}

function hasTowns(table: DivisionTable, city: RegionCode): boolean {
  return childrenOf(table, city).some(child => child.level === 'town')
}

function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
