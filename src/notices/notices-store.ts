import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import type { Role } from '../domain/permissions.ts'
import { Problem } from '../domain/problems.ts'
import { contains, regionRange, type RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import type { NewNotice } from './contract.ts'
import { holdUnissued, issueFiles, type NoticeFileTable } from './notice-files-store.ts'
import {
  noticeDayPast,
  noticeDivisionElsewhere,
  noticeIssuedElsewhere,
  noticeNotAddressed,
  noticeNotFound,
  noticeNotInForce,
} from './problems.ts'
import { reaches, stateOfNotice, type NoticeKind } from './rules.ts'

export type NoticeTable = {
  id: string
  region_code: RegionCode
  kind: NoticeKind
  title: string
  number: string | null
  body_text: string
  issued_by: string
  issued_at: Date
  divisions: RegionCode[]
  division_ends: string[]
  roles: Role[]
  reply_by: string | null
  replaces: string | null
  /** What was issued with it, as an annual work plan. */
  subject_id: string | null
  replaced_by: string | null
  withdrawn_at: Date | null
  withdrawn_reason: string | null
}

type ReceiptTable = {
  notice_id: string
  account_id: string
  region_code: RegionCode
  opened_at: Date
  confirmed_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    notices: NoticeTable
    notice_receipts: ReceiptTable
  }
}

type Said = Pick<
  NoticeTable,
  'kind' | 'title' | 'number' | 'body_text' | 'divisions' | 'roles' | 'reply_by' | 'replaces' | 'subject_id'
>

type Attached = Pick<NoticeFileTable, 'id' | 'name' | 'sha256'>

/** Persisted in facts: everything that a notice says and to whom. Files and subject are left out where there are none, as in the first facts. */
export function hashNotice(notice: Said, files: readonly Attached[]): string {
  const { kind, title, number, body_text, divisions, roles, reply_by, replaces, subject_id } = notice
  return sha256(
    canonicalJson({
      kind,
      title,
      number,
      text: body_text,
      divisions,
      roles,
      replyBy: reply_by,
      replaces,
      ...(subject_id === null ? {} : { subjectId: subject_id }),
      ...(files.length === 0 ? {} : { files: files.map(({ id, name, sha256: hash }) => ({ id, name, sha256: hash })) }),
    }),
  )
}

export function stateOfRow({ withdrawn_at, replaced_by }: NoticeTable) {
  return stateOfNotice({ withdrawn: withdrawn_at !== null, replaced: replaced_by !== null })
}

/** Whether it asks for a receipt of the caller; nobody answers their own. */
export function isAddressed(tx: Tx, notice: NoticeTable): boolean {
  return notice.issued_by !== tx.actor.accountId && reaches(notice, tx.actor)
}

/** Whether the caller answers for it: it was issued inside the caller's jurisdiction. */
export function isOwn(tx: Tx, { region_code }: NoticeTable): boolean {
  return contains(tx.actor.range, region_code)
}

/** @throws Problem `notice.not-found`: the same for what does not exist and for what is addressed to others */
export async function requireNotice(tx: Tx, id: string): Promise<NoticeTable> {
  const found = await tx.sql.selectFrom('notices').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined || !(isOwn(tx, found) || reaches(found, tx.actor))) throw new Problem(noticeNotFound, { id })
  return found
}

/**
 * Issues a notice, for good; one that it replaces stays readable and says so. Fact `notice.issued`.
 *
 * @returns its id
 * @param subjectId what is issued with it, as an annual work plan
 * @throws Problem `notice.division-elsewhere`, `notice.day-past`, `notice.not-found`, `notice.not-in-force`, `notice.issued-elsewhere`,
 *   `notice.files-not-there`
 * @example await issueNotice(tx, { kind: 'guide', title: '管护指南', text, divisions: ['500231000000'], roles: [], files: [] })
 */
export async function issueNotice(tx: Tx, notice: NewNotice, subjectId?: string): Promise<string> {
  const divisions = [...new Set(notice.divisions)].sort()
  const foreign = divisions.find(division => !contains(tx.actor.range, division))
  if (foreign !== undefined) throw new Problem(noticeDivisionElsewhere, { division: foreign })
  const today = chinaDate(tx.at)
  if (notice.replyBy !== undefined && notice.replyBy < today) {
    throw new Problem(noticeDayPast, { replyBy: notice.replyBy, today })
  }
  const before = notice.replaces === undefined ? undefined : await holdOwn(tx, notice.replaces)
  const files = await holdUnissued(tx, notice.files)
  const row: NoticeTable = {
    id: uuidv7(tx.at.getTime()),
    region_code: tx.actor.region,
    kind: notice.kind,
    title: notice.title,
    number: notice.number ?? null,
    body_text: notice.text,
    issued_by: tx.actor.accountId,
    issued_at: tx.at,
    divisions,
    division_ends: divisions.map(division => regionRange(division).to),
    roles: [...notice.roles],
    reply_by: notice.replyBy ?? null,
    replaces: before?.id ?? null,
    subject_id: subjectId ?? null,
    replaced_by: null,
    withdrawn_at: null,
    withdrawn_reason: null,
  }
  await tx.sql.insertInto('notices').values(row).execute()
  await issueFiles(tx, row.id, files)
  if (before !== undefined) {
    await tx.sql.updateTable('notices').set({ replaced_by: row.id }).where('id', '=', before.id).execute()
  }
  await tx.append({
    kind: 'notice.issued',
    regionCode: row.region_code,
    subjectId: row.id,
    body: {
      noticeId: row.id,
      noticeKind: row.kind,
      contentHash: hashNotice(row, files),
      ...(row.reply_by === null ? {} : { replyBy: row.reply_by }),
      ...(row.replaces === null ? {} : { replaces: row.replaces }),
    },
  })
  return row.id
}

/** One that the caller issued and that still holds, until this transaction ends. */
async function holdOwn(tx: Tx, id: string): Promise<NoticeTable> {
  const seen = await requireNotice(tx, id)
  if (!isOwn(tx, seen)) throw new Problem(noticeIssuedElsewhere, {})
  const held = await tx.sql.selectFrom('notices').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
  if (stateOfRow(held) !== 'in-force') throw new Problem(noticeNotInForce, {})
  return held
}

/** It stays readable and says so. Fact `notice.withdrawn`. @throws Problem as `issueNotice` for the notice replaced */
export async function withdrawNotice(tx: Tx, id: string, reason: string): Promise<void> {
  const held = await holdOwn(tx, id)
  await tx.sql
    .updateTable('notices')
    .set({ withdrawn_at: tx.at, withdrawn_reason: reason })
    .where('id', '=', id)
    .execute()
  await tx.append({
    kind: 'notice.withdrawn',
    regionCode: held.region_code,
    subjectId: id,
    body: { noticeId: id, reason },
  })
}

/** The first time counts; again is fine. Fact `notice.opened`. @throws Problem `notice.not-found`, `notice.not-addressed` */
export async function openNotice(tx: Tx, id: string): Promise<void> {
  const notice = await requireNotice(tx, id)
  if (!isAddressed(tx, notice)) throw new Problem(noticeNotAddressed, {})
  const { accountId, region } = tx.actor
  const fresh = await tx.sql
    .insertInto('notice_receipts')
    .values({ notice_id: id, account_id: accountId, region_code: region, opened_at: tx.at, confirmed_at: null })
    .onConflict(conflict => conflict.columns(['notice_id', 'account_id']).doNothing())
    .returning('notice_id')
    .execute()
  if (fresh.length === 0) return
  await tx.append({ kind: 'notice.opened', regionCode: region, subjectId: id, body: { noticeId: id, accountId } })
}

/**
 * Confirms a notice; opens it where that was not recorded yet. Again is fine. Fact `notice.confirmed`.
 *
 * @throws Problem `notice.not-found`, `notice.not-addressed`, `notice.not-in-force`
 */
export async function confirmNotice(tx: Tx, id: string): Promise<void> {
  await openNotice(tx, id)
  if (stateOfRow(await requireNotice(tx, id)) !== 'in-force') throw new Problem(noticeNotInForce, {})
  const { accountId, region } = tx.actor
  const fresh = await tx.sql
    .updateTable('notice_receipts')
    .set({ confirmed_at: tx.at })
    .where('notice_id', '=', id)
    .where('account_id', '=', accountId)
    .where('confirmed_at', 'is', null)
    .returning('notice_id')
    .execute()
  if (fresh.length === 0) return
  await tx.append({ kind: 'notice.confirmed', regionCode: region, subjectId: id, body: { noticeId: id, accountId } })
}

export type OwnReceipt = { readonly opened_at: Date | null; readonly confirmed_at: Date | null }
export type ListedNotice = NoticeTable & OwnReceipt & { readonly rank: number }

/** The newest notice that went out with a subject, as with an annual work plan; also one withdrawn or replaced. */
export async function noticeAbout(tx: Tx, subjectId: string): Promise<NoticeTable | undefined> {
  return tx.sql
    .selectFrom('notices')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export type AwaitedNotice = Pick<NoticeTable, 'id' | 'title' | 'region_code' | 'issued_at' | 'reply_by'>

/** Notices that wait for the caller: not confirmed where a day is named, not opened where none is; the most urgent first. */
export async function awaitedNotices(
  tx: Tx,
): Promise<{ readonly count: number; readonly examples: readonly AwaitedNotice[] }> {
  const { rows } = await sql<AwaitedNotice & { readonly count: number }>`
    select n.id, n.title, n.region_code, n.issued_at, n.reply_by, (count(*) over ())::int as count
    from notices n left join notice_receipts r on r.notice_id = n.id and r.account_id = ${tx.actor.accountId}::uuid
    where ${received(tx)} and n.withdrawn_at is null and n.replaced_by is null and r.confirmed_at is null
      and (n.reply_by is not null or r.opened_at is null)
    order by n.reply_by nulls last, n.id limit 5`.execute(tx.sql)
  return { count: rows[0]?.count ?? 0, examples: rows.map(({ count: _count, ...example }) => example) }
}

/** What reached the caller, unread first, or what was issued in the jurisdiction; newest first. */
export async function noticesBefore(
  tx: Tx,
  { box, kind }: { readonly box: 'received' | 'issued'; readonly kind?: NoticeKind | undefined },
  { after, limit }: { readonly after?: readonly [string, string] | undefined; readonly limit: number },
): Promise<readonly ListedNotice[]> {
  const { range, accountId } = tx.actor
  const rank = box === 'issued' ? sql`0` : sql`(r.opened_at is not null)::int`
  const { rows } = await sql<ListedNotice>`
    with listed as (select n.*, r.opened_at, r.confirmed_at, ${rank} as rank
      from notices n left join notice_receipts r on r.notice_id = n.id and r.account_id = ${accountId}::uuid
      where ${box === 'issued' ? sql`n.region_code >= ${range.from} and n.region_code < ${range.to}` : received(tx)}
        and ${kind === undefined ? sql`true` : sql`n.kind = ${kind}`})
    select * from listed
    where ${after === undefined ? sql`true` : sql`rank > ${Number(after[0])} or (rank = ${Number(after[0])} and id < ${after[1]}::uuid)`}
    order by rank, id desc limit ${limit}`.execute(tx.sql)
  return rows
}

function received({ actor: { range, role, accountId } }: Tx) {
  return sql`n.issued_by <> ${accountId}::uuid and (cardinality(n.roles) = 0 or ${role} = any(n.roles))
    and exists (select from unnest(n.divisions, n.division_ends) as a (division, division_end)
                where division <= ${range.from} and division_end >= ${range.to})`
}

/** What the caller has not opened, and what should have been confirmed by now. */
export async function tallyUnread(tx: Tx): Promise<{ readonly unread: number; readonly overdue: number }> {
  const { rows } = await sql<{ unread: number; overdue: number }>`
    select count(*) filter (where r.opened_at is null)::int as unread,
           count(*) filter (where r.confirmed_at is null and n.reply_by < ${chinaDate(tx.at)}::date)::int as overdue
    from notices n left join notice_receipts r on r.notice_id = n.id and r.account_id = ${tx.actor.accountId}::uuid
    where ${received(tx)} and n.withdrawn_at is null and n.replaced_by is null`.execute(tx.sql)
  return rows[0] ?? { unread: 0, overdue: 0 }
}

export async function ownReceipt(tx: Tx, noticeId: string): Promise<OwnReceipt | undefined> {
  return tx.sql
    .selectFrom('notice_receipts')
    .select(['opened_at', 'confirmed_at'])
    .where('notice_id', '=', noticeId)
    .where('account_id', '=', tx.actor.accountId)
    .executeTakeFirst()
}

export type Addressee = OwnReceipt & { readonly account_id: string; readonly region_code: RegionCode }

/** Everybody whom a notice reaches, with what they did; accounts that are disabled only where they did something. */
export async function addresseesOf(tx: Tx, notice: NoticeTable): Promise<readonly Addressee[]> {
  const { rows } = await sql<Addressee & { role: Role }>`
    select a.id as account_id, a.region_code, a.role, r.opened_at, r.confirmed_at
    from accounts a left join notice_receipts r on r.account_id = a.id and r.notice_id = ${notice.id}::uuid
    where (a.disabled_at is null or r.opened_at is not null) and a.id <> ${notice.issued_by}::uuid
      and (${notice.roles.length === 0} or a.role = any(${notice.roles}::text[]))
      and exists (select from unnest(${notice.divisions}::text[], ${notice.division_ends}::text[]) as d (division, division_end)
                  where a.region_code >= division and a.region_code < division_end)
    order by a.region_code, a.username`.execute(tx.sql)
  return rows.filter(({ role, region_code }) => reaches(notice, { role, range: regionRange(region_code) }))
}
