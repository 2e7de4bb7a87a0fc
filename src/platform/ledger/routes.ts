import { createReadStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { chinaDate } from '../../domain/dates.ts'
import { systemActor } from '../actor.ts'
import { reading, type Database, type Tx } from '../db/database.ts'
import type { FileStore } from '../files/attachments-store.ts'
import { sinkOf } from '../files/stream-sink.ts'
import { serve, serveAnyone, type Door } from '../http/serve.ts'
import { exportFacts, getRoots, getVerifyPage, showRoots } from './contract.ts'
import { exportLedger } from './export.ts'
import type { DailyRoot } from './format.ts'
import { requireVerifyPage, verifyPageName } from './page-file.ts'
import { closeDays, lastClosedDay, nextDay, rootsOn } from './roots-store.ts'
import { rootsPage } from './roots-page.ts'

/** What chains are called; the platform knows no places, so whoever does hands this in. */
export type NameChains = (tx: Tx) => Promise<(chain: string) => string | undefined>

export type LedgerDoors = { readonly files: FileStore; readonly nameChains: NameChains }

/**
 * Puts the ledger's export and its daily roots on the server.
 *
 * @example serveLedger(door, { files, nameChains })
 */
export function serveLedger(door: Door, { files, nameChains }: LedgerDoors): void {
  serveAnyone(door, getRoots, async ({ database, query }) => {
    const { shown, roots } = await findRoots(database, query.date)
    return { date: shown ?? null, roots: [...roots] }
  })
  serveAnyone(door, showRoots, async ({ database, query, request }) => {
    const { shown, last, roots, nameOf } = await findRoots(database, query.date, nameChains)
    if (request.headers.accept?.includes('application/json') === true) {
      return { content: JSON.stringify({ date: shown ?? null, roots }), type: 'application/json; charset=utf-8' }
    }
    const [before, after] = shown === undefined ? [] : [nextDay(shown, -1), nextDay(shown, 1)]
    const page = rootsPage({
      date: shown,
      before: roots.length === 0 ? undefined : before,
      after: after === undefined || last === undefined || after > last ? undefined : after,
      roots,
      nameOf,
    })
    return { content: page, type: 'text/html; charset=utf-8' }
  })
  serveAnyone(door, getVerifyPage, async () => ({
    content: createReadStream(await requireVerifyPage()),
    type: 'text/html; charset=utf-8',
    name: verifyPageName,
  }))
  serveExport(door, files)
}

type Found = {
  readonly shown: string | undefined
  readonly last: string | undefined
  readonly roots: readonly DailyRoot[]
  readonly nameOf: (chain: string) => string | undefined
}

/** Of the day asked for, or the last one; a day that has not ended is not shown. */
async function findRoots(database: Database, date: string | undefined, nameChains?: NameChains): Promise<Found> {
  await closeDays(database)
  return reading(database, systemActor('job'), async tx => {
    const last = await lastClosedDay(tx)
    const shown = last === undefined || date === undefined || date > last ? last : date
    const roots = shown === undefined ? [] : await rootsOn(tx, shown)
    const nameOf = nameChains === undefined ? () => undefined : await nameChains(tx)
    return { shown, last, roots, nameOf }
  })
}

function serveExport(door: Door, files: FileStore): void {
  serve(door, exportFacts, async ({ database, actor, query, request }) => {
    await closeDays(database)
    const content = new PassThrough()
    const photos = query.photos === true ? files : undefined
    exportLedger({ database, actor, county: query.county, photos, sink: sinkOf(content) }).catch((error: unknown) => {
      // The head is sent already: the connection is cut, so that half a file is not taken for a whole one.
      request.log.warn({ err: error }, 'export of the ledger ended early')
      content.destroy(error instanceof Error ? error : new Error(String(error)))
    })
    const where = query.county ?? actor.region.slice(0, 6)
    const name = `操作记录-${where}-${chinaDate(database.clock())}.tar`
    return { content, type: 'application/x-tar', name, headers: { 'cache-control': 'no-store' } }
  })
}
