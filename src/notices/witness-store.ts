import type { Fact } from '../domain/facts.ts'
import type { Tx } from '../platform/db/database.ts'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../platform/ledger/witness.ts'
import { hashNoticeFile, type NoticeFileTable } from './notice-files-store.ts'
import { hashNotice } from './notices-store.ts'

const noticeName = (id: string) => ({ zh: `通知 ${id}`, en: `notice ${id}` })
const fileName = (id: string) => ({ zh: `通知附件 ${id}`, en: `file ${id} of a notice` })
const receiptName = (key: string) => ({ zh: `通知回执 ${key}`, en: `receipt ${key} of a notice` })

/** Notices with their files against the facts that tell of them: what they say, whether they hold, and who opened and confirmed them when. */
export const noticeWitness: Witness = {
  tables: ['notices', 'notice_receipts', 'notice_files'],
  check: async (tx, note) =>
    (await checkNotices(tx, note)) + (await checkReceipts(tx, note)) + (await checkFiles(tx, note)),
}

async function checkNotices(tx: Tx, note: NoteFault): Promise<number> {
  const table = 'notices'
  const issued = new Map<string, Fact<'notice.issued'>>()
  const withdrawn = new Set<string>()
  const replaced = new Map<string, string>()
  for await (const facts of factsOfKinds(tx, ['notice.withdrawn']))
    for (const { subjectId } of facts) withdrawn.add(subjectId)
  for await (const facts of factsOfKinds(tx, ['notice.issued']))
    for (const fact of facts) {
      issued.set(fact.subjectId, fact)
      if (fact.body.replaces !== undefined) replaced.set(fact.body.replaces, fact.subjectId)
    }
  const rows = await tx.sql.selectFrom('notices').selectAll().execute()
  const files = Map.groupBy(await allFiles(tx), file => file.notice_id)
  for (const row of rows) {
    const fact = issued.get(row.id)
    issued.delete(row.id)
    if (fact === undefined) {
      note(rowUnvouched({ table, row: row.id, chain: row.region_code.slice(0, 6), sequence: null }, noticeName(row.id)))
      continue
    }
    const fields = [
      ...(hashNotice(row, files.get(row.id) ?? []) === fact.body.contentHash ? [] : [{ zh: '内容', en: 'content' }]),
      ...((row.withdrawn_at !== null) === withdrawn.has(row.id)
        ? []
        : [{ zh: '是否撤回', en: 'whether it is withdrawn' }]),
      ...(row.replaced_by === (replaced.get(row.id) ?? null) ? [] : [{ zh: '由何替代', en: 'what replaces it' }]),
    ]
    const { chain, sequence } = fact
    if (fields.length > 0) note(rowDiffers({ table, row: row.id, chain, sequence }, noticeName(row.id), fields))
  }
  for (const [id, { chain, sequence }] of issued) note(rowGone({ table, row: id, chain, sequence }, noticeName(id)))
  return rows.length
}

function allFiles(tx: Tx): Promise<NoticeFileTable[]> {
  return tx.sql.selectFrom('notice_files').selectAll().orderBy('id').execute()
}

/** That a file went out with a notice is vouched for by the notice; here stand name, type and bytes. */
async function checkFiles(tx: Tx, note: NoteFault): Promise<number> {
  const table = 'notice_files'
  const added = new Map<string, Fact<'notice.file-added'>>()
  for await (const facts of factsOfKinds(tx, ['notice.file-added']))
    for (const fact of facts) added.set(fact.body.fileId, fact)
  const rows = await allFiles(tx)
  for (const row of rows) {
    const fact = added.get(row.id)
    added.delete(row.id)
    if (fact === undefined) {
      note(rowUnvouched({ table, row: row.id, chain: row.region_code.slice(0, 6), sequence: null }, fileName(row.id)))
      continue
    }
    const { sha256, bytes, recordHash } = fact.body
    const fields = [
      ...(row.sha256 === sha256 && row.bytes === bytes ? [] : [{ zh: '文件', en: 'the file' }]),
      ...(hashNoticeFile(row) === recordHash ? [] : [{ zh: '名称和类型', en: 'name and type' }]),
    ]
    const { chain, sequence } = fact
    if (fields.length > 0) note(rowDiffers({ table, row: row.id, chain, sequence }, fileName(row.id), fields))
  }
  for (const [id, { chain, sequence }] of added) note(rowGone({ table, row: id, chain, sequence }, fileName(id)))
  return rows.length
}

async function checkReceipts(tx: Tx, note: NoteFault): Promise<number> {
  const table = 'notice_receipts'
  const opened = new Map<string, Fact<'notice.opened'>>()
  const confirmed = new Map<string, string>()
  for await (const facts of factsOfKinds(tx, ['notice.opened']))
    for (const fact of facts) opened.set(`${fact.body.noticeId}/${fact.body.accountId}`, fact)
  for await (const facts of factsOfKinds(tx, ['notice.confirmed']))
    for (const { body, at } of facts) confirmed.set(`${body.noticeId}/${body.accountId}`, at)
  const rows = await tx.sql.selectFrom('notice_receipts').selectAll().execute()
  for (const row of rows) {
    const key = `${row.notice_id}/${row.account_id}`
    const fact = opened.get(key)
    opened.delete(key)
    if (fact === undefined) {
      note(rowUnvouched({ table, row: key, chain: row.region_code.slice(0, 6), sequence: null }, receiptName(key)))
      continue
    }
    const fields = [
      ...(row.opened_at.toISOString() === fact.at ? [] : [{ zh: '阅读时间', en: 'time of opening' }]),
      ...(row.confirmed_at?.toISOString() === confirmed.get(key)
        ? []
        : [{ zh: '确认时间', en: 'time of confirmation' }]),
    ]
    const { chain, sequence } = fact
    if (fields.length > 0) note(rowDiffers({ table, row: key, chain, sequence }, receiptName(key), fields))
  }
  for (const [key, { chain, sequence }] of opened) note(rowGone({ table, row: key, chain, sequence }, receiptName(key)))
  return rows.length
}
