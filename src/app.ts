import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import packageFile from '../package.json' with { type: 'json' }
import { jobsByFact } from './jobs.ts'
import type { Config } from './platform/config.ts'
import type { Tx } from './platform/db/database.ts'
import { getSettings } from './platform/http/contract.ts'
import { floodCounts } from './platform/http/flood-counts.ts'
import { serveHealth } from './platform/http/health.ts'
import { openApiDocument } from './platform/http/openapi.ts'
import { servePages } from './platform/http/pages.ts'
import { referencePage } from './platform/http/reference-page.ts'
import { shareCounts } from './platform/http/share-counts.ts'
import { closeWithin, createServer } from './platform/http/server.ts'
import { serveAnyone, type Door } from './platform/http/serve.ts'
import { openFileStore } from './platform/files/attachments-store.ts'
import { collectDaily } from './platform/files/collecting.ts'
import { serveFacts } from './platform/facts/routes.ts'
import { serveGivenUpJobs } from './platform/given-up-jobs/routes.ts'
import { closeDaysRegularly } from './platform/ledger/closing.ts'
import { serveLedger } from './platform/ledger/routes.ts'
import { startJobs } from './platform/jobs.ts'
import type { Log } from './platform/log.ts'
import type { OpenedDatabase } from './platform/start.ts'
import { serveAcceptance } from './acceptance/routes.ts'
import { serveExperts } from './experts/routes.ts'
import { serveDuties } from './duties/routes.ts'
import { serveFunding } from './funding/routes.ts'
import { serveMoney } from './funding/money/routes.ts'
import { serveIdentification } from './identification/routes.ts'
import { filesOfNotices } from './notices/notice-files-store.ts'
import { serveNotices } from './notices/routes.ts'
import { servePeople } from './people/routes.ts'
import { labelPeople } from './people/store.ts'
import { openPeople } from './people/sessions.ts'
import { regionLookup } from './places/lookup.ts'
import { servePlaces } from './places/routes.ts'
import { placeDirectory, placeNames } from './places/store.ts'
import { ensureShippedPlaces } from './places/seed.ts'
import { serveAnnualPlans } from './planning/annual/routes.ts'
import { serveCases } from './planning/cases/routes.ts'
import { servePlans } from './planning/plans/routes.ts'
import { servePlanning } from './planning/routes.ts'
import { serveRegister } from './register/routes.ts'
import { serveAcceptanceFile } from './reports/acceptance-file/routes.ts'
import { serveAnnualPaper } from './reports/annual-paper/routes.ts'
import { serveFourSames } from './reports/four-sames/routes.ts'
import { serveHandover } from './reports/handover/routes.ts'
import { serveOverview } from './reports/overview/routes.ts'
import { servePlanPaper } from './reports/plan-paper/routes.ts'
import { serveRegisterExport } from './reports/register-export/routes.ts'
import { serveWaterSheet } from './reports/water-sheet/routes.ts'
import { serveReadingImports } from './monitoring/import/routes.ts'
import { serveMonitoring } from './monitoring/routes.ts'
import { filesOfImports } from './survey/import-store.ts'
import { filesOfAttachments } from './waters/attachments-store.ts'
import { serveWaters } from './waters/routes.ts'
import { foldRegularly } from './waters/tally-folding.ts'
import { tellFacts } from './waters/store.ts'
import { serveProgress } from './works/progress/routes.ts'
import { serveWorks } from './works/routes.ts'
import { serveSurveyImports } from './survey/import/routes.ts'
import { serveSurvey } from './survey/routes.ts'
import { serveSurroundings } from './surroundings/routes.ts'

export const version = packageFile.version

export type App = { readonly http: FastifyInstance; readonly door: Door; stop(): Promise<void> }

/** How long a request in flight may take once a stop was asked for. */
const stopWithinMs = 20_000

/** Every slice that keeps files says which ones it names; what none names is collected. */
export const fileOwners = [filesOfAttachments, filesOfImports, filesOfNotices] as const

const mapSources = ['https://*.tianditu.gov.cn']

/** Puts the whole platform together on an open database: contents of the house, slice by slice. */
export async function createApp(config: Config, opened: OpenedDatabase, log: Log): Promise<App> {
  const { database } = opened
  await ensureShippedPlaces(database)
  const folder = join(config.dataFolder, 'files')
  const files = await openFileStore(folder)
  const collecting = collectDaily({ folder, database, owners: fileOwners, log })
  const folding = foldRegularly({ database, log })
  const closing = closeDaysRegularly(database, log)
  const queue = await startJobs(jobsByFact, { database, files, log })
  const counts = floodCounts()
  // An embedded database belongs to one server.
  const sharing = config.databaseUrl === undefined ? undefined : shareCounts({ counts, ownerUrl: opened.ownerUrl, log })
  const http = await createServer({
    log,
    counts,
    publicUrl: config.publicUrl,
    mapSources: config.tiandituKey === undefined ? [] : mapSources,
  })
  let stopping = false
  const people = openPeople({ database, ownerUrl: opened.ownerUrl, publicUrl: config.publicUrl, regions: regionLookup })
  const door: Door = { http, database, endpoints: [], authenticate: people.authenticate }
  serveHealth(http, database, queue, { isStopping: () => stopping, metricsToken: config.metricsToken })
  serveAnyone(door, getSettings, async () => ({
    version,
    ...(config.tiandituKey === undefined ? {} : { tiandituKey: config.tiandituKey }),
  }))
  servePeople(door, people)
  serveGivenUpJobs(door, queue, labelPeople)
  serveFacts(door, { labelPeople, tellFacts })
  serveLedger(door, { files, nameChains })
  servePlaces(door)
  serveNotices(door, files)
  serveWaters(door, files)
  serveDuties(door)
  serveMonitoring(door)
  serveReadingImports(door)
  serveSurvey(door)
  serveSurveyImports(door, files)
  serveOverview(door)
  serveHandover(door)
  serveRegisterExport(door)
  serveWaterSheet(door, files)
  serveIdentification(door)
  serveRegister(door)
  serveSurroundings(door)
  servePlans(door)
  servePlanPaper(door, files)
  serveAnnualPlans(door)
  serveAnnualPaper(door)
  serveCases(door, files)
  serveWorks(door, files)
  serveProgress(door, files)
  serveAcceptance(door)
  serveAcceptanceFile(door)
  serveExperts(door)
  servePlanning(door)
  serveFunding(door)
  serveMoney(door, files)
  serveFourSames(door)
  serveReference(door)
  await servePages(http)
  return {
    http,
    door,
    stop: async () => {
      stopping = true
      await closeWithin(http, stopWithinMs)
      await queue.stop()
      await collecting.stop()
      await folding.stop()
      await closing.stop()
      await sharing?.stop()
      await people.close()
    },
  }
}

/** Counties by name; the common chain is worded by whoever shows it. */
async function nameChains(tx: Tx): Promise<(chain: string) => string | undefined> {
  const directory = await placeDirectory(tx)
  return chain => placeNames(directory, `${chain}000000`).county
}

function serveReference({ http, endpoints }: Door): void {
  http.get('/api/openapi.json', async () => openApiDocument(endpoints, version))
  http.get('/api', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(referencePage(endpoints, version)),
  )
}
