import { PassThrough } from 'node:stream'
import { chinaDate } from '../../domain/dates.ts'
import { reading } from '../../platform/db/database.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { exportWaters } from '../../waters/contract.ts'
import { registerFormats } from './formats.ts'
import { writeRegister } from './register-export.ts'
import { sinkOf } from '../../platform/files/stream-sink.ts'

/** The register as a file, streamed while it is read from one snapshot. */
export function serveRegisterExport(door: Door): void {
  serve(door, exportWaters, async ({ database, actor, query, request }) => {
    const { format, ...filter } = query
    const content = new PassThrough()
    reading(database, actor, tx => writeRegister(tx, filter, { format, sink: sinkOf(content) })).catch(
      (error: unknown) => {
        // The head is sent already: the connection is cut, so that half a file is not taken for a whole one.
        request.log.warn({ err: error }, 'export ended early')
        content.destroy(error instanceof Error ? error : new Error(String(error)))
      },
    )
    const name = `农村黑臭水体清单-${chinaDate(database.clock())}.${format}`
    return { content, type: registerFormats[format].type, name, headers: { 'cache-control': 'no-store' } }
  })
}
