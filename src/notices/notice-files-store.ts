import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 as hashText } from '../platform/facts/chain.ts'
import { noticeFileDiffers, noticeFileNotFound, noticeFilesNotThere } from './problems.ts'

export type NoticeFileTable = {
  id: string
  region_code: RegionCode
  /** None until the notice is issued that it goes out with. */
  notice_id: string | null
  name: string
  type: string
  bytes: number
  sha256: string
  added_at: Date
  by_account: string
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    notice_files: NoticeFileTable
  }
}

export type NewNoticeFile = Pick<NoticeFileTable, 'id' | 'name' | 'type' | 'bytes' | 'sha256'>

/** Persisted: facts hold it. */
export function hashNoticeFile({ name, type }: Pick<NoticeFileTable, 'name' | 'type'>): string {
  return hashText(canonicalJson({ name, type }))
}

/**
 * Puts a file on record that will go out with a notice. The same file under the same id again is fine. Fact `notice.file-added`.
 *
 * @throws Problem `notice.file-differs`
 */
export async function recordNoticeFile(tx: Tx, { id, name, type, bytes, sha256 }: NewNoticeFile): Promise<void> {
  const { accountId, region } = tx.actor
  const row = { id, region_code: region, notice_id: null, name, type, bytes, sha256, added_at: tx.at, by_account: accountId } // prettier-ignore
  const fresh = await tx.sql
    .insertInto('notice_files')
    .values(row)
    .onConflict(conflict => conflict.columns(['id']).doNothing())
    .returning('id')
    .execute()
  if (fresh.length === 0) return requireSame(tx, row)
  const body = { fileId: id, sha256, bytes, recordHash: hashNoticeFile(row) }
  await tx.append({ kind: 'notice.file-added', regionCode: region, subjectId: id, body })
}

async function requireSame(tx: Tx, { id, sha256, by_account }: Pick<NoticeFileTable, 'id' | 'sha256' | 'by_account'>) {
  const found = await tx.sql.selectFrom('notice_files').selectAll().where('id', '=', id).executeTakeFirst()
  if (found?.sha256 !== sha256 || found.by_account !== by_account) throw new Problem(noticeFileDiffers, { id })
}

/** Files that the caller sent and that went out with nothing yet, in the order given. @throws Problem `notice.files-not-there` */
export async function holdUnissued(tx: Tx, ids: readonly string[]): Promise<readonly NoticeFileTable[]> {
  if (ids.length === 0) return []
  const rows = await tx.sql
    .selectFrom('notice_files')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .where('by_account', '=', tx.actor.accountId)
    .where('notice_id', 'is', null)
    .forUpdate()
    .execute()
  const byId = new Map(rows.map(row => [row.id, row]))
  const lost = ids.filter(id => !byId.has(id))
  if (lost.length > 0) throw new Problem(noticeFilesNotThere, { ids: lost })
  return [...byId.values()].toSorted((left, right) => ids.indexOf(left.id) - ids.indexOf(right.id))
}

export async function issueFiles(tx: Tx, noticeId: string, files: readonly NoticeFileTable[]): Promise<void> {
  if (files.length === 0) return
  const ids = files.map(({ id }) => id)
  await tx.sql.updateTable('notice_files').set({ notice_id: noticeId }).where('id', 'in', ids).execute()
}

/** What went out with a notice. Whether the caller may read the notice is asked before. */
export async function filesOfNotice(tx: Tx, noticeId: string): Promise<readonly NoticeFileTable[]> {
  return tx.sql.selectFrom('notice_files').selectAll().where('notice_id', '=', noticeId).orderBy('id').execute()
}

/** @throws Problem `notice.file-not-found` */
export async function requireNoticeFile(tx: Tx, noticeId: string, id: string): Promise<NoticeFileTable> {
  const found = (await filesOfNotice(tx, noticeId)).find(file => file.id === id)
  if (found === undefined) throw new Problem(noticeFileNotFound, { id })
  return found
}

/** Which of these files go with notices, or will. */
export async function filesOfNotices(tx: Tx, hashes: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.sql
    .selectFrom('notice_files')
    .select('sha256')
    .distinct()
    .where('sha256', 'in', hashes)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}
