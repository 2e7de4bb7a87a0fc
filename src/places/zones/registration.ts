import { Problem } from '../../domain/problems.ts'
import { contains, fullCode, type RegionCode, type RegionRange } from '../../domain/regions.ts'
import { movePeopleOfTowns } from '../../people/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import { outsideYourDivision, zoneUnchanged } from '../problems.ts'
import { proposedChongqingZones } from '../shipped/chongqing-zones.ts'
import { placeDirectory, placeName, type PlaceDirectory } from '../store.ts'
import { findZones, holdZone, insertZone, updateZoneTowns } from './store.ts'
import { defineZone, movesOf, withTowns, type NewZone, type Zone } from './zones.ts'

/** The zone as it is now, and how many accounts moved with its towns. */
export type ZoneChange = { readonly zone: Zone; readonly accounts: number }

/**
 * Registers a functional zone. Accounts and organisations of its towns move at once; waters and surveys follow by their jobs.
 * Fact `zone.registered`.
 *
 * @throws Problem `zone.code-wrong`, `zone.town-unknown`, `zone.town-taken`, `zone.exists`, `places.outside-jurisdiction`
 */
export async function registerFunctionalZone(tx: Tx, wanted: NewZone): Promise<ZoneChange> {
  const directory = await placeDirectory(tx)
  requireInside(tx, directory, [...wanted.statisticalTowns, wantedCode(wanted.code)])
  const zone = defineZone(directory.table, wanted, directory.zones)
  await insertZone(tx, zone)
  await tx.append({
    kind: 'zone.registered',
    regionCode: fullCode(zone.code),
    subjectId: zone.code,
    body: { zoneCode: zone.code, name: zone.name, towns: wanted.statisticalTowns },
  })
  return { zone, accounts: await movePeople(tx, zone, `登记功能区“${zone.name}” zone ${zone.code} registered`) }
}

/**
 * Lets towns join and leave; without any the zone is dissolved. What stands there follows as at registration. Fact `zone.changed`.
 *
 * @throws Problem `zone.not-found`, `zone.unchanged`, `zone.town-unknown`, `zone.town-taken`, `places.outside-jurisdiction`
 */
export async function changeZoneTowns(
  tx: Tx,
  { code, towns, reason }: { readonly code: string; readonly towns: readonly RegionCode[]; readonly reason: string },
): Promise<ZoneChange> {
  const before = await holdZone(tx, code)
  const directory = await placeDirectory(tx)
  const others = (await findZones(tx)).filter(other => other.code !== code)
  const zone = withTowns(directory.table, before, towns, others)
  const joined = codesBeside(zone, before)
  const left = codesBeside(before, zone)
  requireInside(tx, directory, [...joined, ...left, fullCode(code)])
  if (joined.length + left.length === 0) throw new Problem(zoneUnchanged, { name: zone.name })
  await updateZoneTowns(tx, zone)
  await tx.append({
    kind: 'zone.changed',
    regionCode: fullCode(code),
    subjectId: code,
    body: { zoneCode: code, name: zone.name, joined, left, reason },
  })
  return { zone, accounts: await movePeople(tx, zone, reason) }
}

/** Zones that ship with the product and could be registered as they are: their towns exist, are free and inside the range. */
export function proposedZones(directory: PlaceDirectory, range: RegionRange): readonly Zone[] {
  const taken = new Set(directory.zones.map(({ code }) => code))
  const held = new Set(directory.zones.flatMap(({ towns }) => towns.map(({ statistical }) => statistical)))
  return proposedChongqingZones(directory.table).filter(
    ({ code, towns }) =>
      !taken.has(code) &&
      contains(range, fullCode(code)) &&
      towns.every(({ statistical }) => contains(range, statistical) && !held.has(statistical)),
  )
}

async function movePeople(tx: Tx, zone: Zone, reason: string): Promise<number> {
  return movePeopleOfTowns(tx, movesOf(await findZones(tx), zone), reason)
}

function codesBeside(one: Zone, other: Zone): readonly RegionCode[] {
  const there = new Set(other.towns.map(({ statistical }) => statistical))
  return one.towns.map(({ statistical }) => statistical).filter(code => !there.has(code))
}

/** A code of the wrong shape is worded by `defineZone`. */
function wantedCode(code: string): RegionCode {
  return /^\d{6}$/.test(code) ? fullCode(code) : ''
}

function requireInside(tx: Tx, directory: PlaceDirectory, codes: readonly RegionCode[]): void {
  const foreign = codes.find(code => code !== '' && !contains(tx.actor.range, code))
  if (foreign === undefined) return
  throw new Problem(outsideYourDivision, { code: foreign, name: placeName(directory, foreign) })
}
