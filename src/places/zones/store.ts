import { Problem } from '../../domain/problems.ts'
import type { TownMove } from '../../domain/regions.ts'
import type { Confidence } from '../../domain/words.ts'
import type { Tx } from '../../platform/db/database.ts'
import { findFact } from '../../platform/facts/read.ts'
import type { FactReference } from '../../platform/jobs.ts'
import { zoneExists, zoneNotFound } from '../problems.ts'
import { movesOf, type Zone, type ZoneTown } from './zones.ts'

type PlaceZoneTable = {
  code: string
  name: string
  edition: string
  source: string
  confidence: Confidence
  towns: unknown
  former_towns: unknown
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    place_zones: PlaceZoneTable
  }
}

export async function findZones(tx: Tx): Promise<readonly Zone[]> {
  const rows = await tx.sql.selectFrom('place_zones').selectAll().orderBy('code').execute()
  return rows.map(zoneOfRow)
}

/** Held until the transaction ends: two changes of one zone follow each other. @throws Problem `zone.not-found` */
export async function holdZone(tx: Tx, code: string): Promise<Zone> {
  const row = await tx.sql.selectFrom('place_zones').selectAll().where('code', '=', code).forUpdate().executeTakeFirst()
  if (row === undefined) throw new Problem(zoneNotFound, { code })
  return zoneOfRow(row)
}

function zoneOfRow({ towns, former_towns, ...row }: PlaceZoneTable): Zone {
  return {
    ...row,
    towns: towns as readonly ZoneTown[], // written by insertZone and updateZoneTowns only
    formerTowns: former_towns as readonly ZoneTown[],
  }
}

/** @throws Problem `zone.exists` */
export async function insertZone(tx: Tx, { towns, formerTowns, ...zone }: Zone): Promise<void> {
  const inserted = await tx.sql
    .insertInto('place_zones')
    .values({ ...zone, towns: JSON.stringify(towns), former_towns: JSON.stringify(formerTowns) })
    .onConflict(conflict => conflict.column('code').doNothing())
    .returning('code')
    .execute()
  if (inserted.length === 0) throw new Problem(zoneExists, { code: zone.code })
}

export async function updateZoneTowns(tx: Tx, { code, edition, towns, formerTowns }: Zone): Promise<void> {
  await tx.sql
    .updateTable('place_zones')
    .set({ edition, towns: JSON.stringify(towns), former_towns: JSON.stringify(formerTowns) })
    .where('code', '=', code)
    .execute()
}

/** What has to move after a fact about a zone, by the zones as they stand now; for the jobs that follow. */
export async function findZoneMoves(
  tx: Tx,
  fact: FactReference,
): Promise<{ readonly name: string; readonly moves: readonly TownMove[] } | undefined> {
  if (fact.kind !== 'zone.registered' && fact.kind !== 'zone.changed') return undefined
  const woken = await findFact(tx, fact, fact.kind)
  const zones = await findZones(tx)
  const zone = zones.find(({ code }) => code === woken?.subjectId)
  return zone === undefined ? undefined : { name: zone.name, moves: movesOf(zones, zone) }
}
