import { z } from 'zod'
import { roleIds } from '../domain/permissions.ts'
import { PersonLabel } from '../domain/person-label.ts'
import {
  CountNumber,
  CursorText,
  DateText,
  InstantText,
  LimitQuery,
  maxAttachmentBytes,
  pageOf,
  ReasonText,
  RegionCodeText,
} from '../domain/shapes.ts'
import { placeNotFound } from '../places/problems.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import {
  attachmentDamaged,
  attachmentTooLarge,
  attachmentTypeRefused,
  noticeDayPast,
  noticeDivisionElsewhere,
  noticeFileDiffers,
  noticeFileNotFound,
  noticeFilesNotThere,
  noticeIssuedElsewhere,
  noticeNotAddressed,
  noticeNotFound,
  noticeNotInForce,
} from './problems.ts'
import { noticeKindIds, noticeStateIds, receiptStateIds } from './rules.ts'

const tag = 'notices'
const NoticeKey = z.object({ id: z.uuid() })

/** What is issued; once issued it never changes. */
export const NewNotice = z.strictObject({
  kind: z.enum(noticeKindIds),
  title: z.string().trim().min(2).max(200),
  /** As on the letter: 渝环函〔2026〕18号. */
  number: z.string().trim().min(2).max(100).optional(),
  text: z.string().trim().min(2).max(50_000),
  /** Of the issuer's own jurisdiction. */
  divisions: z.array(RegionCodeText).min(1).max(100),
  /** All roles where none is named. */
  roles: z.array(z.enum(roleIds)).max(roleIds.length).default([]),
  replyBy: DateText.optional(),
  /** The notice that it takes the place of. */
  replaces: z.uuid().optional(),
  /** Sent before by the caller (`PUT /notices/files/:fileId`); they go out with the notice, for good. */
  files: z.array(z.uuid()).max(20).default([]),
})
export type NewNotice = z.output<typeof NewNotice>

const NoticeSummary = z.object({
  id: z.uuid(),
  kind: z.enum(noticeKindIds),
  title: z.string(),
  number: z.string().optional(),
  state: z.enum(noticeStateIds),
  issuedAt: InstantText,
  issuerPlace: z.string(),
  replyBy: DateText.optional(),
  /** The reader's own; absent where it is not addressed to the reader. */
  receipt: z.enum(receiptStateIds).optional(),
})
export type NoticeSummary = z.output<typeof NoticeSummary>

export const Notice = NoticeSummary.extend({
  text: z.string(),
  issuedBy: PersonLabel,
  divisions: z.array(z.object({ code: RegionCodeText, name: z.string() })),
  roles: z.array(z.enum(roleIds)),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), type: z.string(), bytes: CountNumber })),
  /** The annual work plan that was issued with it. */
  annualPlanId: z.uuid().optional(),
  replaces: z.uuid().optional(),
  replacedBy: z.uuid().optional(),
  withdrawnReason: z.string().optional(),
  /** Whoever issued it may withdraw and replace it, and sees the receipts. */
  own: z.boolean(),
  receipts: z
    .array(
      z.object({
        person: PersonLabel,
        county: z.string(),
        state: z.enum(receiptStateIds),
        openedAt: InstantText.optional(),
        confirmedAt: InstantText.optional(),
      }),
    )
    .optional(),
})
export type Notice = z.output<typeof Notice>

/** Received: unread first. Issued: by whoever is in the caller's jurisdiction, newest first. */
export const listNotices = endpoint({
  method: 'GET',
  path: '/notices',
  tag,
  summary: { zh: '通知与指南', en: 'Notices and guides' },
  may: 'signed-in',
  query: z.object({
    box: z.enum(['received', 'issued']).default('received'),
    kind: z.enum(noticeKindIds).optional(),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(NoticeSummary),
})

export const countUnread = endpoint({
  method: 'GET',
  path: '/notices/unread',
  tag,
  summary: { zh: '未读和逾期的通知', en: 'Notices unread and overdue' },
  may: 'signed-in',
  answer: z.object({ unread: CountNumber, overdue: CountNumber }),
})

export const getNotice = endpoint({
  method: 'GET',
  path: '/notices/:id',
  tag,
  summary: { zh: '一份通知', en: 'One notice' },
  may: 'signed-in',
  params: NoticeKey,
  answer: Notice,
  problems: [noticeNotFound],
})

export const issueNotice = endpoint({
  method: 'POST',
  path: '/notices',
  tag,
  summary: { zh: '印发通知', en: 'Issue a notice' },
  may: 'notice.issue',
  body: NewNotice,
  answer: Notice,
  problems: [
    placeNotFound,
    noticeDivisionElsewhere,
    noticeDayPast,
    noticeNotFound,
    noticeNotInForce,
    noticeIssuedElsewhere,
    noticeFilesNotThere,
  ],
})

/** The addressee has it on screen; the first time counts. */
export const openNotice = endpoint({
  method: 'POST',
  path: '/notices/:id/opening',
  tag,
  summary: { zh: '登记已读', en: 'Record that a notice was opened' },
  may: 'signed-in',
  params: NoticeKey,
  answer: Notice,
  problems: [noticeNotFound, noticeNotAddressed],
})

export const confirmNotice = endpoint({
  method: 'POST',
  path: '/notices/:id/confirmation',
  tag,
  summary: { zh: '确认收到', en: 'Confirm a notice' },
  may: 'signed-in',
  params: NoticeKey,
  answer: Notice,
  problems: [noticeNotFound, noticeNotAddressed, noticeNotInForce],
})

export const withdrawNotice = endpoint({
  method: 'POST',
  path: '/notices/:id/withdrawal',
  tag,
  summary: { zh: '撤回通知', en: 'Withdraw a notice' },
  may: 'notice.issue',
  params: NoticeKey,
  body: z.object({ reason: ReasonText }),
  answer: Notice,
  problems: [noticeNotFound, noticeNotInForce, noticeIssuedElsewhere],
})

/** The bytes of one picture or paper under an id made by the caller, to go out with a notice; the same bytes again are fine. */
export const putNoticeFile = endpoint({
  method: 'PUT',
  path: '/notices/files/:fileId',
  tag,
  summary: { zh: '上传通知附件', en: 'Send a file to go out with a notice' },
  may: 'notice.issue',
  params: z.object({ fileId: z.uuid() }),
  query: z.object({
    name: z.string().trim().min(1).max(200),
    /** Of the bytes, hexadecimal: what arrives must match. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  body: { bytes: { maxBytes: maxAttachmentBytes } },
  answer: z.object({ id: z.uuid() }),
  problems: [attachmentTypeRefused, attachmentDamaged, attachmentTooLarge, noticeFileDiffers],
})

/** For whoever may read the notice. */
export const getNoticeFile = endpoint({
  method: 'GET',
  path: '/notices/:id/files/:fileId',
  tag,
  summary: { zh: '下载通知附件', en: 'Download a file of a notice' },
  may: 'signed-in',
  params: NoticeKey.extend({ fileId: z.uuid() }),
  answer: { file: ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'application/pdf'] },
  problems: [noticeNotFound, noticeFileNotFound],
})
