import { contains, fullCode, regionRange } from '../domain/regions.ts'
import type { RegionCode, RegionLevel } from '../domain/regions.ts'
import type { PlaceAlias } from './aliases.ts'
import { fitOf } from './correspondences.ts'
import type { Fit } from './correspondences.ts'
import { childrenOf, countiesOf } from './divisions.ts'
import type { Division, DivisionTable } from './divisions.ts'
import { lookupKeys, nameParts } from './written-names.ts'
import type { NameParts } from './written-names.ts'
import type { Zone } from './zones/zones.ts'

/** An edition made ready for looking up written names: with its aliases and zones, and the indexes it builds as it goes. */
export type Gazetteer = {
  readonly table: DivisionTable
  readonly aliases: readonly PlaceAlias[]
  readonly zones: readonly Zone[]
  /** All counties, and zones as if they were counties. */
  readonly counties: NameIndex
  /** Those inside a division. */
  readonly countiesWithin: (code: RegionCode) => NameIndex
  /** Provinces and cities, whose names may stand before a county's. */
  readonly upper: readonly NamedDivision[]
  /** The index of names under a division or zone, built at first use. */
  readonly under: (code: RegionCode) => NameIndex
  /** The index of all villages of a county, for saying where a name does stand. */
  readonly villagesOf: (county: RegionCode) => NameIndex
}

export type NamedDivision = { readonly division: Division; readonly parts: NameParts }

/** Names of one level under one parent, found by any key that a way of writing them shares. */
export type NameIndex = {
  readonly level: RegionLevel
  readonly all: readonly NamedDivision[]
  readonly byKey: ReadonlyMap<string, readonly NamedDivision[]>
}

/**
 * Makes a gazetteer. Cheap: nothing is indexed before it is asked for.
 *
 * @example const gazetteer = makeGazetteer({ table: shippedChongqing() })
 */
export function makeGazetteer(from: {
  readonly table: DivisionTable
  readonly aliases?: readonly PlaceAlias[]
  readonly zones?: readonly Zone[]
}): Gazetteer {
  const { table, aliases = [], zones = [] } = from
  const counties = [...countiesOf(table), ...zones.map(zoneAsCounty)]
  const upper = table.all.filter(one => one.level === 'province' || one.level === 'city')
  return {
    table,
    aliases,
    zones,
    counties: nameIndex('county', counties),
    countiesWithin: remember(code => nameIndex('county', inside(counties, code))),
    upper: upper.map(one => ({ division: one, parts: nameParts(one.name, one.level) })),
    under: remember(code => nameIndex(levelUnder(table, code), membersOf(table, zones, code))),
    villagesOf: remember(code => nameIndex('village', villagesUnder(table, zones, code))),
  }
}

function inside(divisions: readonly Division[], code: RegionCode): readonly Division[] {
  const range = regionRange(code)
  return divisions.filter(one => contains(range, one.code))
}

function villagesUnder(table: DivisionTable, zones: readonly Zone[], code: RegionCode): readonly Division[] {
  return membersOf(table, zones, code).flatMap(town => childrenOf(table, town.code))
}

export function zoneAsCounty(zone: Zone): Division {
  return { code: fullCode(zone.code), name: zone.name, level: 'county' }
}

/** What an index holds for a written name: those of the best rank, one where the name is clear, several where it is not. */
export type Found = { readonly best: readonly NamedDivision[]; readonly fit: Fit }

/** Looks a written name up. @returns `undefined` where nothing corresponds */
export function lookUp(index: NameIndex, written: string): Found | undefined {
  const parts = nameParts(written, index.level)
  let found: { best: NamedDivision[]; fit: Fit } | undefined
  for (const named of sharingKeys(index, parts)) {
    const fit = fitOf(parts, named.parts, index.level)
    if (!fit || (found && fit.rank > found.fit.rank)) continue
    if (found && fit.rank === found.fit.rank) found.best.push(named)
    else found = { best: [named], fit }
  }
  return found
}

function nameIndex(level: RegionLevel, divisions: readonly Division[]): NameIndex {
  const all = divisions.map(division => ({ division, parts: nameParts(division.name, level) }))
  const byKey = new Map<string, NamedDivision[]>()
  for (const named of all) {
    for (const key of new Set([named.parts.text, ...lookupKeys(named.parts)])) {
      const list = byKey.get(key)
      if (list) list.push(named)
      else byKey.set(key, [named])
    }
  }
  return { level, all, byKey }
}

function sharingKeys(index: NameIndex, parts: NameParts): ReadonlySet<NamedDivision> {
  const keys = [parts.text, ...lookupKeys(parts)]
  return new Set(keys.flatMap(key => index.byKey.get(key) ?? []))
}

function membersOf(table: DivisionTable, zones: readonly Zone[], code: RegionCode): readonly Division[] {
  const zone = zones.find(one => fullCode(one.code) === code)
  if (!zone) return childrenOf(table, code)
  return zone.towns.flatMap(town => table.byCode.get(town.statistical) ?? [])
}

function levelUnder(table: DivisionTable, code: RegionCode): RegionLevel {
  return childrenOf(table, code)[0]?.level ?? 'town'
}

function remember<Value>(make: (code: RegionCode) => Value): (code: RegionCode) => Value {
  const made = new Map<RegionCode, Value>()
  return code => {
    const known = made.get(code)
    if (known !== undefined) return known
    const value = make(code)
    made.set(code, value)
    return value
  }
}
