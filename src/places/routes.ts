import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { contains, fullCode, regionRange, type RegionCode } from '../domain/regions.ts'
import { atomically, reading } from '../platform/db/database.ts'
import { serve, type Door, type FileReply } from '../platform/http/serve.ts'
import { registerPlaceAlias } from './alias-registration.ts'
import type { PlaceAlias } from './aliases.ts'
import {
  getOutlines,
  getPlace,
  importPlacesFile,
  listAliases,
  listEditions,
  listPlaces,
  registerAlias,
  resolveWrittenPlace,
  type Place,
} from './contract.ts'
import { childrenOf, pathTo, type Division } from './divisions.ts'
import { importPlaces } from './importing.ts'
import { resolvePlace, type PlaceResolution } from './names.ts'
import { findOutlines } from './outlines-store.ts'
import { serveZones } from './zones/routes.ts'
import { findEditions, findPlace, pathOf, placeDirectory, placeName, type PlaceDirectory } from './store.ts'
import { reportingCodeOf } from './zones/zones.ts'

/** Doors of the places slice. Divisions are public facts: any signed-in person may read them all. */
export function servePlaces(door: Door): void {
  servePlaceBook(door)
  serveImports(door)
  serveAliases(door)
  serveZones(door)
}

function servePlaceBook(door: Door): void {
  serve(door, listPlaces, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const directory = await placeDirectory(tx)
      const found = candidates(directory, query).filter(
        ({ level }) => query.level === undefined || level === query.level,
      )
      return {
        items: found.slice(0, query.limit).map(one => placeShape(directory, one)),
        capped: found.length > query.limit,
      }
    }),
  )
  serve(door, getPlace, ({ database, actor, params }) =>
    reading(database, actor, async tx => {
      const directory = await placeDirectory(tx)
      const current = directory.reporting.byCode.get(params.code) ?? directory.table.byCode.get(params.code)
      if (current !== undefined) return placeShape(directory, current)
      const retired = await findPlace(tx, params.code)
      return {
        ...placeShape(directory, retired),
        edition: retired.edition,
        ...(retired.retired_in === null ? {} : { retiredIn: retired.retired_in }),
      }
    }),
  )
  serve(door, getOutlines, async ({ database, actor, query, request }) => {
    const region = query.region
    const { outlines, directory } = await reading(database, actor, async tx => ({
      outlines: await findOutlines(tx, region === undefined ? undefined : regionRange(region)),
      directory: await placeDirectory(tx),
    }))
    const features = outlines.map(({ code, geometry, authoritative, source }) => ({
      type: 'Feature',
      id: Number(code.slice(0, 6)),
      properties: { code, name: directory.table.byCode.get(code)?.name ?? code, authoritative, source },
      geometry,
    }))
    const content = JSON.stringify({ type: 'FeatureCollection', features })
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
    const headers = { etag, 'cache-control': 'private, max-age=3600' }
    const isKnown = request.headers['if-none-match'] === etag
    return { content, type: 'application/geo+json', headers, status: isKnown ? 304 : 200 } satisfies FileReply
  })
  serve(door, resolveWrittenPlace, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const directory = await placeDirectory(tx)
      return resolutionShape(directory, resolvePlace(directory.gazetteer, query))
    }),
  )
}

function serveImports(door: Door): void {
  serve(door, importPlacesFile, async ({ database, actor, query, body }) => {
    const content = await buffer(body)
    const { fileName, edition, cityName, dryRun } = query
    return atomically(database, actor, tx =>
      importPlaces(tx, { files: [{ name: fileName, content }], edition, cityName, dryRun }),
    )
  })
  serve(door, listEditions, ({ database, actor }) =>
    reading(database, actor, async tx => {
      const directory = await placeDirectory(tx)
      const editions = await findEditions(tx)
      return {
        items: editions.map(({ id, edition, imported_at, scope, divisions, sha256 }) => ({
          id,
          edition,
          importedAt: imported_at.toISOString(),
          scope,
          scopeName: placeName(directory, scope),
          divisions,
          sha256,
        })),
      }
    }),
  )
}

function serveAliases(door: Door): void {
  serve(door, listAliases, ({ database, actor }) =>
    reading(database, actor, async tx => {
      const directory = await placeDirectory(tx)
      const own = directory.aliases.filter(({ within }) =>
        contains(actor.range, reportingCodeOf(directory.zones, within)),
      )
      return { items: own.map(alias => aliasShape(directory, alias)) }
    }),
  )
  serve(door, registerAlias, ({ database, actor, body }) =>
    atomically(database, actor, async tx => {
      const directory = await placeDirectory(tx)
      return aliasShape(directory, await registerPlaceAlias(tx, body))
    }),
  )
}

function candidates(
  directory: PlaceDirectory,
  query: { parent?: RegionCode | undefined; search?: string | undefined },
): readonly Division[] {
  const table = directory.reporting
  const search = query.search
  if (search === undefined) return query.parent === undefined ? tops(directory) : childrenOf(table, query.parent)
  const within = query.parent === undefined ? undefined : regionRange(query.parent)
  return table.all.filter(
    ({ code, name }) => name.includes(search) && (within === undefined || (code >= within.from && code < within.to)),
  )
}

/** Where a tree begins: divisions whose parent no edition has brought. */
function tops({ reporting: table }: PlaceDirectory): readonly Division[] {
  return table.all.filter(({ code }) => pathTo(table, code).length === 1)
}

function placeShape(directory: PlaceDirectory, one: Division): Place {
  const path = pathOf(directory, one.code)
  const isZone = directory.zones.some(({ code }) => fullCode(code) === one.code)
  const parent = path.at(-2)
  return {
    code: one.code,
    name: one.name,
    level: one.level,
    ...(parent === undefined ? {} : { parentCode: parent.code }),
    edition: directory.table.edition,
    ...(isZone ? { zone: true } : {}),
    children: childrenOf(directory.reporting, one.code).length,
    path: path.map(({ name }) => name),
  }
}

function aliasShape(directory: PlaceDirectory, alias: PlaceAlias & { readonly id: string }) {
  return { ...alias, withinName: placeName(directory, reportingCodeOf(directory.zones, alias.within)) }
}

function resolutionShape(directory: PlaceDirectory, resolution: PlaceResolution) {
  if (resolution.outcome !== 'resolved') return { resolved: false, correspondences: [], refusal: resolution.words }
  return {
    resolved: true,
    regionCode: resolution.regionCode,
    name: placeName(directory, resolution.regionCode) + (resolution.alias?.name ?? ''),
    correspondences: [...resolution.correspondences],
  }
}
