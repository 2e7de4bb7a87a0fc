import { contains, regionRange, type RegionCode, type RegionRange } from '../domain/regions.ts'
import type { Role } from '../domain/permissions.ts'
import type { Bilingual } from '../domain/words.ts'

/** What is issued. Persisted. */
export const noticeKinds = {
  notice: { zh: '通知', en: 'notice' },
  guide: { zh: '指南', en: 'guide' },
  compendium: { zh: '案例汇编', en: 'compendium' },
  'annual-work-plan': { zh: '年度工作方案', en: 'annual work plan' },
} as const satisfies Record<string, Bilingual>
export type NoticeKind = keyof typeof noticeKinds
export const noticeKindIds = Object.keys(noticeKinds) as readonly NoticeKind[] // keys of a const object are exactly its union

/** Where a notice stands for everybody. */
export const noticeStates = {
  'in-force': { zh: '有效', en: 'in force' },
  replaced: { zh: '已被替代', en: 'replaced' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies Record<string, Bilingual>
export type NoticeState = keyof typeof noticeStates
export const noticeStateIds = Object.keys(noticeStates) as readonly NoticeState[] // as above

/** Where an addressee stands with a notice. */
export const receiptStates = {
  unread: { zh: '未读', en: 'unread' },
  opened: { zh: '已读', en: 'opened' },
  confirmed: { zh: '已确认', en: 'confirmed' },
  overdue: { zh: '逾期未确认', en: 'not confirmed by the day' },
} as const satisfies Record<string, Bilingual>
export type ReceiptState = keyof typeof receiptStates
export const receiptStateIds = Object.keys(receiptStates) as readonly ReceiptState[] // as above

export function stateOfNotice(notice: { readonly withdrawn: boolean; readonly replaced: boolean }): NoticeState {
  if (notice.withdrawn) return 'withdrawn'
  return notice.replaced ? 'replaced' : 'in-force'
}

/**
 * Where an addressee stands. The day itself is still in time; a notice without a day is never late, nor is one that no longer holds.
 *
 * @param today YYYY-MM-DD, China time
 */
export function stateOfReceipt(
  receipt: { readonly opened: boolean; readonly confirmed: boolean },
  notice: { readonly replyBy?: string | undefined; readonly state: NoticeState },
  today: string,
): ReceiptState {
  if (receipt.confirmed) return 'confirmed'
  const isLate = notice.replyBy !== undefined && notice.state === 'in-force' && today > notice.replyBy
  if (isLate) return 'overdue'
  return receipt.opened ? 'opened' : 'unread'
}

/**
 * Whether a notice reaches somebody: the whole jurisdiction lies in one of its divisions, and the role is among its roles; no roles means all.
 *
 * @example reaches({ divisions: ['500231000000'], roles: [] }, { role: 'town-chief', range: regionRange('500231102000') }) // true
 */
export function reaches(
  notice: { readonly divisions: readonly RegionCode[]; readonly roles: readonly Role[] },
  person: { readonly role: Role | 'system'; readonly range: RegionRange },
): boolean {
  const isRole = notice.roles.length === 0 || notice.roles.some(role => role === person.role)
  return isRole && notice.divisions.some(division => liesIn(person.range, regionRange(division)))
}

function liesIn(inner: RegionRange, outer: RegionRange): boolean {
  return contains(outer, inner.from) && inner.to <= outer.to
}
