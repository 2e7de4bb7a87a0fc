import { atomically, reading } from '../../platform/db/database.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { changeZone, listZoneProposals, listZones, registerZone } from './contract.ts'
import { placeDirectory, type PlaceDirectory } from '../store.ts'
import { changeZoneTowns, proposedZones, registerFunctionalZone } from './registration.ts'
import type { Zone, ZoneTown } from './zones.ts'

/** Functional zones: seen by anyone signed in, changed by whoever maintains the divisions of all that is touched. */
export function serveZones(door: Door): void {
  serve(door, listZones, ({ database, actor }) =>
    reading(database, actor, async tx => {
      const directory = await placeDirectory(tx)
      return { items: directory.zones.map(zone => zoneShape(directory, zone)) }
    }),
  )
  serve(door, listZoneProposals, ({ database, actor }) =>
    reading(database, actor, async tx => {
      const directory = await placeDirectory(tx)
      const items = proposedZones(directory, actor.range).map(({ code, name, source, confidence, towns }) => {
        return { code, name, source, confidence, towns: namedTowns(directory, towns) }
      })
      return { items }
    }),
  )
  serve(door, registerZone, ({ database, actor, body }) =>
    atomically(database, actor, async tx => {
      const directory = await placeDirectory(tx)
      const { towns, ...rest } = body
      const { zone, accounts } = await registerFunctionalZone(tx, { ...rest, statisticalTowns: towns })
      return { ...zoneShape(directory, zone), accounts }
    }),
  )
  serve(door, changeZone, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      const directory = await placeDirectory(tx)
      const { zone, accounts } = await changeZoneTowns(tx, { code: params.code, ...body })
      return { ...zoneShape(directory, zone), accounts }
    }),
  )
}

function zoneShape(directory: PlaceDirectory, zone: Zone) {
  return {
    ...zone,
    towns: namedTowns(directory, zone.towns),
    formerTowns: namedTowns(directory, zone.formerTowns),
  }
}

/** A town that a later edition has no more is named by its code. */
function namedTowns({ table }: PlaceDirectory, towns: readonly ZoneTown[]) {
  return towns.map(town => ({ ...town, name: table.byCode.get(town.statistical)?.name ?? town.statistical }))
}
