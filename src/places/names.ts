import { contains, regionRange } from '../domain/regions.ts'
import type { RegionCode, RegionLevel } from '../domain/regions.ts'
import { aliasUnder } from './aliases.ts'
import type { PlaceAlias } from './aliases.ts'
import { correspondence, writingNote } from './correspondences.ts'
import type { Correspondence } from './correspondences.ts'
import { pathTo } from './divisions.ts'
import type { Division } from './divisions.ts'
import { lookUp, zoneAsCounty } from './gazetteer.ts'
import type { Found, Gazetteer, NameIndex } from './gazetteer.ts'
import { absent, ambiguous, notStated } from './refusals.ts'
import type { UnresolvedPlace } from './refusals.ts'
import { plainText } from './written-names.ts'
import type { NameParts } from './written-names.ts'
import { reportingCodeOf, zoneOf } from './zones/zones.ts'
import type { Zone } from './zones/zones.ts'

export { makeGazetteer } from './gazetteer.ts'
export type { Gazetteer } from './gazetteer.ts'
export type { UnresolvedPlace } from './refusals.ts'
export type { Correspondence, CorrespondenceKind } from './correspondences.ts'

/** A place as a list writes it. Town and village may be left out (undefined): the place is then the county or town itself. */
export type WrittenPlace = {
  readonly county: string
  readonly town?: string | undefined
  readonly village?: string | undefined
  /** The jurisdiction to stay in, twelve digits: 鼓楼区 stands in four cities. */
  readonly within?: RegionCode | undefined
}

export type ResolvedPlace = {
  readonly outcome: 'resolved'
  /** The statistical code of the lowest place found; for an alias its town's. */
  readonly regionCode: RegionCode
  /** The code it reports under: differs from `regionCode` only inside a functional zone. */
  readonly reportingCode: RegionCode
  /** The statistical county, or the zone where only the zone was named. */
  readonly county: Division
  readonly town?: Division
  readonly village?: Division
  readonly alias?: PlaceAlias
  readonly zone?: Zone
  readonly edition: string
  /** Every difference between what was written and what was found; empty where all is exact. To be shown, never dropped. */
  readonly correspondences: readonly Correspondence[]
}

export type PlaceResolution = ResolvedPlace | UnresolvedPlace

/** One name found under its parent. */
export type FoundPlace = { readonly division: Division; readonly notes: readonly Correspondence[] }

/**
 * Finds the place a list means, level by level. Exact names match silently; any other match is by a named correspondence
 * (`correspondenceWords`) and comes back with it. Two candidates, or none, is a refusal with candidates or near names: nothing is guessed.
 *
 * @example resolvePlace(gazetteer, { county: '新洲区', town: '邾城街', village: '城北村' })
 * // { outcome: 'resolved', regionCode: '420117001204', correspondences: [{ kind: 'subdistrict-short' }, { kind: 'committee-words' }], ... }
 */
export function resolvePlace(gazetteer: Gazetteer, written: WrittenPlace): PlaceResolution {
  const county = findCounty(gazetteer, written)
  if ('outcome' in county) return county
  if (isBlank(written.town)) {
    return isBlank(written.village)
      ? resolved(gazetteer, [county])
      : notStated(gazetteer, county.division, written.village)
  }
  const town = findUnder(gazetteer, county.division, written.town)
  if ('outcome' in town) return town
  if (isBlank(written.village)) return resolved(gazetteer, [county, town])
  const village = findUnder(gazetteer, town.division, written.village)
  if (!('outcome' in village)) return resolved(gazetteer, [county, town, village])
  const alias =
    village.outcome === 'absent' ? aliasUnder(gazetteer.aliases, town.division.code, written.village) : undefined
  return alias ? resolvedAlias(gazetteer, { steps: [county, town], alias, written: written.village }) : village
}

/**
 * Finds one written name directly under a division: a town under its county, a village under its town.
 *
 * @returns the division with its correspondences, or why not
 */
export function findUnder(gazetteer: Gazetteer, parent: Division, written: string): FoundPlace | UnresolvedPlace {
  const index = gazetteer.under(parent.code)
  const { found, read } = lookUpWithoutParents(gazetteer, { index, parent, written })
  const level: RegionLevel = parent.level === 'town' ? 'village' : 'town'
  if (!found) return absent(gazetteer, { parent, written, level, index })
  return stepOf(gazetteer, { found, written, read, level })
}

function findCounty(gazetteer: Gazetteer, place: WrittenPlace): FoundPlace | UnresolvedPlace {
  const { county: written, within } = place
  const index = within === undefined ? gazetteer.counties : gazetteer.countiesWithin(within)
  const direct = lookUp(index, written)
  const { found, read } = direct?.best.length === 1 ? { found: direct, read: written } : belowUpper(gazetteer, place)
  if (!found) return absent(gazetteer, { parent: undefined, written, level: 'county', index })
  return stepOf(gazetteer, { found, written, read, level: 'county' })
}

type Reading = { readonly found: Found | undefined; readonly read: string }

// "武汉市新洲区", "重庆垫江县": the names of province and city are taken off and only their counties are searched.
function belowUpper(gazetteer: Gazetteer, place: WrittenPlace): Reading {
  let read = plainText(place.county)
  let within = place.within
  for (const level of ['province', 'city'] as const) {
    const upper = gazetteer.upper.find(one => one.division.level === level && prefixOf(read, one.parts) !== undefined)
    const prefix = upper && prefixOf(read, upper.parts)
    if (!upper || prefix === undefined) continue
    read = read.slice(prefix.length)
    if (within !== undefined && !nested(within, upper.division.code)) return { found: undefined, read }
    within = lower(within, upper.division.code)
  }
  const index = within === undefined ? gazetteer.counties : gazetteer.countiesWithin(within)
  return { found: lookUp(index, read), read }
}

function prefixOf(text: string, { text: name, base }: NameParts): string | undefined {
  return [name, base].find(one => text.startsWith(one) && text.length > one.length)
}

function nested(a: RegionCode, b: RegionCode): boolean {
  return contains(regionRange(a), b) || contains(regionRange(b), a)
}

// The narrower of two divisions of which one lies in the other.
function lower(within: RegionCode | undefined, upper: RegionCode): RegionCode {
  return within !== undefined && contains(regionRange(upper), within) ? within : upper
}

// "沙坪镇毕家村" in the village column, "新洲区邾城街" in the town column: only where the whole does not match by itself.
function lookUpWithoutParents(
  gazetteer: Gazetteer,
  at: { readonly index: NameIndex; readonly parent: Division; readonly written: string },
): Reading {
  const whole = lookUp(at.index, at.written)
  if (whole) return { found: whole, read: at.written }
  let rest = plainText(at.written)
  for (const upper of [...pathTo(gazetteer.table, at.parent.code), at.parent]) {
    const names = [upper.name, upper.name.replace(/街道$/, '街')]
    const prefix = names.find(name => rest.startsWith(name) && rest.length > name.length)
    if (prefix !== undefined) rest = rest.slice(prefix.length)
  }
  return { found: lookUp(at.index, rest), read: rest }
}

function stepOf(
  gazetteer: Gazetteer,
  at: {
    readonly found: Found
    readonly written: string
    readonly read: string
    readonly level: RegionLevel
  },
): FoundPlace | UnresolvedPlace {
  const [first, ...others] = at.found.best
  if (!first || others.length > 0) {
    return ambiguous(gazetteer, { ...at, candidates: at.found.best.map(one => one.division) })
  }
  return { division: first.division, notes: notesOf(at, first.division) }
}

function notesOf(
  at: { readonly found: Found; readonly written: string; readonly read: string; readonly level: RegionLevel },
  matched: Division,
): readonly Correspondence[] {
  const { written, read, level } = at
  const prefixed = plainText(written) !== plainText(read)
  const prefix = prefixed ? [correspondence('parent-prefix', level, { written, matched: read })] : []
  const { kind } = at.found.fit
  if (kind) return [...prefix, correspondence(kind, level, { written: read, matched: matched.name })]
  const note = prefixed ? undefined : writingNote({ written, matched: matched.name }, level)
  return note ? [...prefix, note] : prefix
}

function resolved(gazetteer: Gazetteer, steps: readonly [FoundPlace, ...FoundPlace[]]): ResolvedPlace {
  const [first, town, village] = steps
  const lowest = village ?? town ?? first
  const regionCode = lowest.division.code
  const zone = zoneOf(gazetteer.zones, regionCode) ?? gazetteer.zones.find(one => zoneAsCounty(one).code === regionCode)
  const notes = steps.flatMap(step => step.notes)
  return {
    outcome: 'resolved',
    regionCode,
    reportingCode: reportingCodeOf(gazetteer.zones, regionCode),
    county: statisticalCounty(gazetteer, first.division, town?.division),
    ...(town && { town: town.division }),
    ...(village && { village: village.division }),
    ...(zone && { zone }),
    edition: gazetteer.table.edition,
    correspondences: zone && town ? [...notes, zoneNote(town.division, zone)] : notes,
  }
}

function resolvedAlias(
  gazetteer: Gazetteer,
  at: { readonly steps: readonly [FoundPlace, FoundPlace]; readonly alias: PlaceAlias; readonly written: string },
): ResolvedPlace {
  const place = resolved(gazetteer, at.steps)
  const note = correspondence('alias-per-source', 'village', { written: at.written, matched: at.alias.source })
  return { ...place, alias: at.alias, correspondences: [...place.correspondences, note] }
}

function statisticalCounty(gazetteer: Gazetteer, named: Division, town: Division | undefined): Division {
  if (!town) return named
  return pathTo(gazetteer.table, town.code).at(-2) ?? named
}

function zoneNote(town: Division, zone: Zone): Correspondence {
  return correspondence('reports-to-zone', 'town', { written: town.name, matched: zone.name })
}

function isBlank(text: string | undefined): text is undefined {
  return text === undefined || plainText(text) === ''
}
