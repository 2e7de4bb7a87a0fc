import type { FastifyInstance } from 'fastify'
import packageFile from '../package.json' with { type: 'json' }
import { jobsByFact } from './jobs.ts'
import type { Config } from './platform/config.ts'
import { getSettings } from './platform/http/contract.ts'
import { serveHealth } from './platform/http/health.ts'
import { openApiDocument } from './platform/http/openapi.ts'
import { servePages } from './platform/http/pages.ts'
import { referencePage } from './platform/http/reference-page.ts'
import { createServer } from './platform/http/server.ts'
import { serveAnyone, type Door } from './platform/http/serve.ts'
import { startJobs } from './platform/jobs.ts'
import type { Log } from './platform/log.ts'
import type { OpenedDatabase } from './platform/start.ts'
import { servePlaces } from './places/routes.ts'
import { ensureShippedPlaces } from './places/seed.ts'

export const version = packageFile.version

export type App = { readonly http: FastifyInstance; readonly door: Door; stop(): Promise<void> }

const mapSources = ['https://*.tianditu.gov.cn']

/** Puts the whole platform together on an open database: contents of the house, slice by slice. */
export async function createApp(config: Config, opened: OpenedDatabase, log: Log): Promise<App> {
  const { database } = opened
  await ensureShippedPlaces(database)
  const queue = await startJobs(database, jobsByFact, log)
  const http = await createServer({
    log,
    publicUrl: config.publicUrl,
    mapSources: config.tiandituKey === undefined ? [] : mapSources,
  })
  let stopping = false
  const door: Door = { http, database, endpoints: [], authenticate: async () => undefined }
  serveHealth(http, database, queue, () => stopping)
  serveAnyone(door, getSettings, async () => ({
    version,
    ...(config.tiandituKey === undefined ? {} : { tiandituKey: config.tiandituKey }),
  }))
  servePlaces(door)
  serveReference(door)
  await servePages(http)
  return {
    http,
    door,
    stop: async () => {
      stopping = true
      await http.close()
      await queue.stop()
    },
  }
}

function serveReference({ http, endpoints }: Door): void {
  http.get('/api/openapi.json', async () => openApiDocument(endpoints, version))
  http.get('/api', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(referencePage(endpoints, version)),
  )
}
