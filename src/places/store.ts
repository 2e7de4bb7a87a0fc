import { sql } from 'kysely'
import { Problem } from '../domain/problems.ts'
import type { RegionCode, RegionLevel, RegionRange } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import type { PlaceAlias } from './aliases.ts'
import { divisionTable, parentCodeOf, pathTo, type Division, type DivisionTable } from './divisions.ts'
import { makeGazetteer, type Gazetteer } from './gazetteer.ts'
import { aliasTaken, placeNotFound } from './problems.ts'
import { reportingTable } from './zones/reporting.ts'
import { statisticalCodeOf, type Zone } from './zones/zones.ts'
import { findZones } from './zones/store.ts'
import { placeStamps } from './stamps-store.ts'

type PlaceTable = {
  code: RegionCode
  name: string
  level: RegionLevel
  parent_code: RegionCode | null
  edition: string
  retired_in: string | null
}

type PlaceEditionTable = {
  id: string
  edition: string
  imported_at: Date
  sha256: string
  scope: RegionCode
  divisions: number
}

type PlaceAliasTable = {
  id: string
  name: string
  within_code: RegionCode
  source: string
  edition: string
  registered_at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    places: PlaceTable
    place_editions: PlaceEditionTable
    place_aliases: PlaceAliasTable
  }
}

/** Every place the platform knows now, ready for names and codes. */
export type PlaceDirectory = {
  readonly gazetteer: Gazetteer
  /** The divisions of the code book. */
  readonly table: DivisionTable
  /** The divisions as they report, functional zones among the counties: what records, tasks and jurisdictions name. */
  readonly reporting: DivisionTable
  readonly aliases: readonly (PlaceAlias & { readonly id: string })[]
  readonly zones: readonly Zone[]
}

export type PlaceNames = { readonly county?: string; readonly town?: string; readonly village?: string }

let cached: { readonly stamp: string; readonly directory: PlaceDirectory } | undefined

/**
 * The directory of places, kept in memory until an import, an alias or a zone changes it (asked for at each call: one
 * short query, so that several servers agree).
 */
export async function placeDirectory(tx: Tx): Promise<PlaceDirectory> {
  const { directory: stamp } = await placeStamps(tx)
  if (cached?.stamp === stamp) return cached.directory
  const directory = await loadDirectory(tx)
  cached = { stamp, directory }
  return directory
}

async function loadDirectory(tx: Tx): Promise<PlaceDirectory> {
  const rows = await tx.sql
    .selectFrom('places')
    .select(['code', 'name', 'level', 'edition'])
    .where('retired_in', 'is', null)
    .orderBy('code')
    .execute()
  const newest = rows.reduce((latest, { edition }) => (edition > latest ? edition : latest), '')
  const table = divisionTable(
    newest,
    rows.map(({ code, name, level }) => ({ code, name, level })),
  )
  const [aliases, zones] = await Promise.all([findAliases(tx), findZones(tx)])
  const reporting = reportingTable(table, zones)
  return { table, reporting, aliases, zones, gazetteer: makeGazetteer({ table, aliases, zones }) }
}

/**
 * Names of county, town and village for a stored code; those above the code's level only. Inside a functional zone the zone
 * stands in the county's place.
 *
 * @example placeNames(directory, '500231102000') // { county: '垫江县', town: '沙坪镇' }
 */
export function placeNames(directory: PlaceDirectory, code: RegionCode): PlaceNames {
  const names: { county?: string; town?: string; village?: string } = {}
  for (const { level, name } of pathOf(directory, code)) {
    if (level === 'county' || level === 'town' || level === 'village') names[level] = name
  }
  return names
}

/** `重庆市垫江县沙坪镇`; the bare code where it is unknown. */
export function placeName(directory: PlaceDirectory, code: RegionCode): string {
  const names = pathOf(directory, code).map(({ name }) => name)
  return names.length === 0 ? code : names.join('')
}

/** The divisions above a stored code and its own, highest first. */
export function pathOf(directory: PlaceDirectory, code: RegionCode): readonly Division[] {
  if (directory.reporting.byCode.has(code)) return pathTo(directory.reporting, code)
  // A record that has not followed its town into a zone yet, or a fact that names it as it was.
  return pathTo(directory.table, statisticalCodeOf(directory.zones, code))
}

/** Whether a code names a place: a division of the newest edition, or a functional zone or a place inside one. */
export function isPlace(directory: PlaceDirectory, code: RegionCode): boolean {
  return directory.reporting.byCode.has(code)
}

/** A place as records name it: a division, a functional zone or a place inside one. @throws Problem `place.not-found` */
export function requirePlace(directory: PlaceDirectory, code: RegionCode): Division {
  const found = directory.reporting.byCode.get(code)
  if (found === undefined) throw new Problem(placeNotFound, { code })
  return found
}

async function findAliases(tx: Tx): Promise<readonly (PlaceAlias & { readonly id: string })[]> {
  const rows = await tx.sql.selectFrom('place_aliases').selectAll().orderBy('within_code').orderBy('name').execute()
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    within: row.within_code,
    source: row.source,
    edition: row.edition,
  }))
}

export async function findEditions(tx: Tx): Promise<readonly PlaceEditionTable[]> {
  return tx.sql.selectFrom('place_editions').selectAll().orderBy('imported_at', 'desc').execute()
}

/** A division that is no longer in the newest edition, for records that still name it. */
export async function findPlace(tx: Tx, code: RegionCode): Promise<PlaceTable> {
  const found = await tx.sql.selectFrom('places').selectAll().where('code', '=', code).executeTakeFirst()
  if (found === undefined) throw new Problem(placeNotFound, { code })
  return found
}

/** Current divisions inside ranges of codes, with the edition that brought each. */
export async function findCurrentPlaces(tx: Tx, ranges: readonly RegionRange[]): Promise<readonly PlaceTable[]> {
  const found = await sql<PlaceTable>`
    select distinct places.* from places, unnest(${ranges.map(({ from }) => from)}::text[], ${ranges.map(({ to }) => to)}::text[]) range (low, high)
    where retired_in is null and code >= low collate "C" and code < high collate "C" order by code`.execute(tx.sql)
  return found.rows
}

export type EditionWriting = {
  readonly id: string
  readonly edition: string
  readonly sha256: string
  readonly scope: RegionCode
  /** New divisions and those whose name or edition changed. */
  readonly divisions: readonly Division[]
  readonly retired: readonly RegionCode[]
  readonly total: number
}

/** Writes what an edition changes. Codes that it no longer has are marked, never removed: records name them. */
export async function writeEdition(tx: Tx, writing: EditionWriting): Promise<void> {
  const { divisions, edition } = writing
  await sql`insert into places (code, name, level, parent_code, edition)
            select * , ${edition}::text from unnest(${divisions.map(({ code }) => code)}::text[], ${divisions.map(({ name }) => name)}::text[],
              ${divisions.map(({ level }) => level)}::text[], ${divisions.map(({ code }) => parentCodeOf(code) ?? null)}::text[])
            on conflict (code) do update set name = excluded.name, level = excluded.level, parent_code = excluded.parent_code,
              edition = excluded.edition, retired_in = null`.execute(tx.sql)
  if (writing.retired.length > 0) {
    await tx.sql.updateTable('places').set({ retired_in: edition }).where('code', 'in', writing.retired).execute()
  }
  await tx.sql
    .insertInto('place_editions')
    .values({
      id: writing.id,
      edition,
      imported_at: tx.at,
      sha256: writing.sha256,
      scope: writing.scope,
      divisions: writing.total,
    })
    .execute()
}

/** @throws Problem `place.alias-taken` */
export async function insertAlias(tx: Tx, id: string, alias: PlaceAlias): Promise<void> {
  const inserted = await tx.sql
    .insertInto('place_aliases')
    .values({
      id,
      name: alias.name,
      within_code: alias.within,
      source: alias.source,
      edition: alias.edition,
      registered_at: tx.at,
    })
    .onConflict(conflict => conflict.columns(['within_code', 'name']).doNothing())
    .returning('id')
    .execute()
  if (inserted.length === 0) throw new Problem(aliasTaken, { name: alias.name })
}

/** Whether another process seeds right now or has done so: one seeding at a time, whoever comes second finds it done. */
export async function holdSeeding(tx: Tx): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext('jiuqing places'))`.execute(tx.sql)
  const any = await tx.sql.selectFrom('places').select('code').limit(1).executeTakeFirst()
  return any === undefined
}
