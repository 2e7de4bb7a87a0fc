import { atomically, reading } from '../platform/db/database.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import { getReading, listReadings, putReading } from './contract.ts'
import * as readings from './store.ts'

/** Doors of the monitoring slice: readings from people and laboratories. */
export function serveMonitoring(door: Door): void {
  serve(door, putReading, ({ database, actor, params, body }) =>
    atomically(database, actor, tx => readings.recordReading(tx, params.id, body)),
  )
  serve(door, getReading, ({ database, actor, params }) =>
    reading(database, actor, tx => readings.requireReading(tx, params.id)),
  )
  serve(door, listReadings, ({ database, actor, query }) =>
    reading(database, actor, async tx => {
      const { cursor, limit, ...filter } = query
      const page = await readings.listReadings(tx, filter, { cursor, limit })
      return { ...page, items: [...page.items] }
    }),
  )
}
