import { chinaDate } from '../../domain/dates.ts'
import { labelPeople } from '../../people/store.ts'
import { regionNamesOf } from '../../places/region-names.ts'
import { isPlace, placeDirectory, type PlaceDirectory } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import { cutPage, readCursor, writeCursor } from '../../platform/http/cursor.ts'
import type { QueryOf } from '../../platform/http/endpoint.ts'
import { findWater } from '../../waters/store.ts'
import { casesBefore, isOwn, requireCase, versionsOfCase, type ShownCase } from './cases-store.ts'
import type { CaseSummary, listCases as listEndpoint, SolvedCase } from './contract.ts'
import { outcomeOfRow, shownOutcome } from './similar.ts'
import { faultsOfKept } from './writing.ts'

/** A case as its page shows it. @throws Problem `case.not-found` */
export async function showCase(tx: Tx, id: string): Promise<SolvedCase> {
  const row = await requireCase(tx, id)
  const own = isOwn(tx, row)
  const water = row.water_id === null ? undefined : await findWater(tx, row.water_id)
  return {
    ...summaryOf(await placeDirectory(tx), row, chinaDate(tx.at)),
    content: row.content,
    contentHash: row.content_hash,
    own,
    isOfWater: row.water_id !== null,
    faults: own ? faultsOfKept(tx, row, row.content).map(fault => ({ ...fault })) : [],
    versions: own ? await versionsShown(tx, id) : [],
    ...(water === undefined
      ? {}
      : { water: { id: water.id, code: water.code, name: water.name, stage: water.stage, invented: water.invented } }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  }
}

async function versionsShown(tx: Tx, id: string) {
  const versions = await versionsOfCase(tx, id)
  const whoIs = await labelPeople(
    tx,
    versions.map(({ by_account }) => by_account),
  )
  return versions.map(({ version, at, by_account, content_hash }) => ({
    version,
    at: at.toISOString(),
    by: whoIs(by_account),
    contentHash: content_hash,
  }))
}

/** Cases, the newest first. @throws Problem `request.cursor-invalid` */
export async function listCases(tx: Tx, { cursor, limit, ...filter }: QueryOf<typeof listEndpoint>) {
  const [before] = cursor === undefined ? [undefined] : readCursor(cursor, ['uuid'])
  const directory = await placeDirectory(tx)
  const rows = await casesBefore(tx, filter, { before, limit: limit + 1 })
  const page = cutPage(rows, limit, ({ id }) => writeCursor([id]))
  return { ...page, items: page.items.map(row => summaryOf(directory, row, chinaDate(tx.at))) }
}

function summaryOf(directory: PlaceDirectory, row: ShownCase, today: string): CaseSummary {
  const { title, type, placeText, regionCode, areaM2, costYuan, causes, pictures } = row.content
  const cover = (pictures.find(({ when }) => when === 'after') ?? pictures[0])?.sha256
  return {
    id: row.id,
    title,
    state: row.state,
    version: row.shown,
    ...(row.published_version === null ? {} : { publishedVersion: row.published_version }),
    ...(type === undefined ? {} : { type }),
    placeText,
    ...(regionCode === undefined || !isPlace(directory, regionCode)
      ? {}
      : { regionNames: regionNamesOf(directory, regionCode) }),
    ...(areaM2 === undefined ? {} : { areaM2 }),
    ...(costYuan === undefined ? {} : { costYuan }),
    causes: causes.map(({ causeId }) => causeId),
    outcome: shownOutcome(outcomeOfRow(row), today),
    ...(cover === undefined ? {} : { cover }),
    changedAt: row.changed_at.toISOString(),
  }
}
