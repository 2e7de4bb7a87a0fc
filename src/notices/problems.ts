import { problemKind } from '../domain/problems.ts'

export const noticeNotFound = problemKind<{ id: string }>({
  code: 'notice.not-found',
  status: 404,
  title: { zh: '没有这份通知', en: 'No such notice' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的通知，或没有发给您。请从通知列表重新打开。`,
    en: `No notice ${id}, or it was not addressed to you. Open it again from the list of notices.`,
  }),
})

export const noticeDivisionElsewhere = problemKind<{ division: string }>({
  code: 'notice.division-elsewhere',
  status: 422,
  title: { zh: '不能发给辖区以外', en: 'Addressed beyond the jurisdiction' },
  say: ({ division }) => ({
    zh: `区划 ${division} 不在您的辖区内，通知没有印发。请只选择辖区内的区划。`,
    en: `Division ${division} is not in your jurisdiction; the notice was not issued. Choose divisions of your own only.`,
  }),
})

export const noticeDayPast = problemKind<{ replyBy: string; today: string }>({
  code: 'notice.day-past',
  status: 422,
  title: { zh: '回执期限已过', en: 'The day of reply is past' },
  say: ({ replyBy, today }) => ({
    zh: `回执期限 ${replyBy} 早于今天（${today}），通知没有印发。请填写今天或以后的日期。`,
    en: `The day of reply ${replyBy} is before today (${today}); the notice was not issued. Give today or a later day.`,
  }),
})

export const noticeNotInForce = problemKind<Record<never, never>>({
  code: 'notice.not-in-force',
  status: 409,
  title: { zh: '通知已撤回或被替代', en: 'The notice no longer holds' },
  say: () => ({
    zh: '这份通知已撤回或已被新的通知替代，没有再作处理。请打开最新的一份。',
    en: 'This notice was withdrawn or replaced; nothing was done. Open the newest one.',
  }),
})

export const noticeNotAddressed = problemKind<Record<never, never>>({
  code: 'notice.not-addressed',
  status: 403,
  title: { zh: '不是发给您的', en: 'Not addressed to you' },
  say: () => ({
    zh: '这份通知不是发给您的角色和区划，不需要您的回执。',
    en: 'This notice is not addressed to your role and division: no receipt of yours is asked for.',
  }),
})

export const noticeFileDiffers = problemKind<{ id: string }>({
  code: 'notice.file-differs',
  status: 409,
  title: { zh: '同一编号已有其他文件', en: 'Another file under this id' },
  say: ({ id }) => ({
    zh: `编号 ${id} 下已有其他文件，原文件保持不变，这次没有保存。请换一个编号重新上传。`,
    en: `Another file is on record under the id ${id} and stays; this one was not kept. Send it under a new id.`,
  }),
})

export const noticeFilesNotThere = problemKind<{ ids: readonly string[] }>({
  code: 'notice.files-not-there',
  status: 422,
  title: { zh: '附件未上传', en: 'Files are not there' },
  say: ({ ids }) => ({
    zh: `有 ${ids.length} 个附件没有传完，或已随其他通知印发，通知没有印发。请重新上传后再印发。`,
    en: `Files not sent completely, or issued with another notice already: ${ids.length}. The notice was not issued. Send them again, then issue it.`,
  }),
})

export const noticeFileNotFound = problemKind<{ id: string }>({
  code: 'notice.file-not-found',
  status: 404,
  title: { zh: '没有这个附件', en: 'No such file' },
  say: ({ id }) => ({
    zh: `这份通知没有编号为 ${id} 的附件，或文件已缺失。请从通知页面重新打开。`,
    en: `No file ${id} goes with this notice, or it is missing from the store. Open it again from the page of the notice.`,
  }),
})

export const noticeIssuedElsewhere = problemKind<Record<never, never>>({
  code: 'notice.issued-elsewhere',
  status: 403,
  title: { zh: '由其他单位印发', en: 'Issued by others' },
  say: () => ({
    zh: '这份通知由您辖区以外的单位印发，不能由您撤回或替代。请与印发单位联系。',
    en: 'This notice was issued outside your jurisdiction: you cannot withdraw or replace it. Ask whoever issued it.',
  }),
})

export { attachmentDamaged, attachmentTooLarge, attachmentTypeRefused } from '../platform/files/problems.ts'
