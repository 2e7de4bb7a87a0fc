import { chinaDate } from '../domain/dates.ts'
import { labelPeople } from '../people/store.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { placeDirectory, placeName, type PlaceDirectory } from '../places/store.ts'
import { contains, levelOf } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { cutPage, readCursor, writeCursor } from '../platform/http/cursor.ts'
import type { QueryOf } from '../platform/http/endpoint.ts'
import type { listNotices as listEndpoint, Notice, NoticeSummary } from './contract.ts'
import { filesOfNotice } from './notice-files-store.ts'
import {
  addresseesOf,
  isAddressed,
  isOwn,
  noticesBefore,
  ownReceipt,
  requireNotice,
  stateOfRow,
  type NoticeTable,
  type OwnReceipt,
} from './notices-store.ts'
import { stateOfReceipt } from './rules.ts'

/** A notice as its page shows it; the receipts of all whom it reaches for whoever issued it. @throws Problem `notice.not-found` */
export async function showNotice(tx: Tx, id: string): Promise<Notice> {
  const notice = await requireNotice(tx, id)
  const directory = await placeDirectory(tx)
  const whoIs = await labelPeople(tx, [notice.issued_by])
  const own = isOwn(tx, notice)
  return {
    ...summaryOf(tx, directory, { ...notice, ...((await ownReceipt(tx, id)) ?? nothing) }),
    text: notice.body_text,
    issuedBy: whoIs(notice.issued_by),
    divisions: notice.divisions.map(code => ({ code, name: placeName(directory, code) })),
    roles: notice.roles,
    files: (await filesOfNotice(tx, id)).map(({ id: fileId, name, type, bytes }) => ({
      id: fileId,
      name,
      type,
      bytes,
    })),
    ...(notice.subject_id !== null && seesAll(tx, notice) ? { annualPlanId: notice.subject_id } : {}),
    ...(notice.replaces === null ? {} : { replaces: notice.replaces }),
    ...(notice.replaced_by === null ? {} : { replacedBy: notice.replaced_by }),
    ...(notice.withdrawn_reason === null ? {} : { withdrawnReason: notice.withdrawn_reason }),
    own,
    ...(own ? { receipts: await receiptsOf(tx, directory, notice) } : {}),
  }
}

/** What was issued with a notice lies behind the walls of the divisions it went to. */
function seesAll(tx: Tx, { divisions }: NoticeTable): boolean {
  return divisions.every(division => contains(tx.actor.range, division))
}

const nothing: OwnReceipt = { opened_at: null, confirmed_at: null }

async function receiptsOf(tx: Tx, directory: PlaceDirectory, notice: NoticeTable) {
  const addressees = await addresseesOf(tx, notice)
  const whoIs = await labelPeople(
    tx,
    addressees.map(({ account_id }) => account_id),
  )
  return addressees.map(({ account_id, region_code, ...receipt }) => ({
    person: whoIs(account_id),
    county: isAboveCounty(region_code)
      ? placeName(directory, region_code)
      : regionNamesOf(directory, region_code).county,
    state: standingOf(tx, notice, receipt),
    ...(receipt.opened_at === null ? {} : { openedAt: receipt.opened_at.toISOString() }),
    ...(receipt.confirmed_at === null ? {} : { confirmedAt: receipt.confirmed_at.toISOString() }),
  }))
}

function isAboveCounty(code: string): boolean {
  return levelOf(code) === 'province' || levelOf(code) === 'city'
}

function standingOf(tx: Tx, notice: NoticeTable, { opened_at, confirmed_at }: OwnReceipt) {
  const done = { opened: opened_at !== null, confirmed: confirmed_at !== null }
  return stateOfReceipt(done, { replyBy: notice.reply_by ?? undefined, state: stateOfRow(notice) }, chinaDate(tx.at))
}

/** @throws Problem `request.cursor-invalid` */
export async function listNotices(tx: Tx, { cursor, limit, ...filter }: QueryOf<typeof listEndpoint>) {
  const after = cursor === undefined ? undefined : readCursor(cursor, ['whole', 'uuid'])
  const directory = await placeDirectory(tx)
  const rows = await noticesBefore(tx, filter, { after, limit: limit + 1 })
  const page = cutPage(rows, limit, ({ rank, id }) => writeCursor([String(rank), id]))
  return { ...page, items: page.items.map(row => summaryOf(tx, directory, row)) }
}

function summaryOf(tx: Tx, directory: PlaceDirectory, notice: NoticeTable & OwnReceipt): NoticeSummary {
  return {
    id: notice.id,
    kind: notice.kind,
    title: notice.title,
    ...(notice.number === null ? {} : { number: notice.number }),
    state: stateOfRow(notice),
    issuedAt: notice.issued_at.toISOString(),
    issuerPlace: placeName(directory, notice.region_code),
    ...(notice.reply_by === null ? {} : { replyBy: notice.reply_by }),
    ...(isAddressed(tx, notice) ? { receipt: standingOf(tx, notice, notice) } : {}),
  }
}
