import type { FactKind } from '../domain/facts.ts'
import { nameOfPerson, textOf, wordOf, type Tellers } from '../domain/told.ts'
import { noticeKinds } from './rules.ts'

/** Facts of notices in words. */
export const noticeTellers: Tellers<Extract<FactKind, `notice.${string}`>> = {
  'notice.issued': ({ noticeKind, replyBy }) => {
    const kind = wordOf(noticeKinds, noticeKind)
    if (replyBy === undefined) return { words: { zh: `印发${kind.zh}`, en: `issued: ${kind.en}` } }
    const day = textOf(replyBy)
    return { words: { zh: `印发${kind.zh}，${day.zh} 前回执`, en: `issued: ${kind.en}, reply by ${day.en}` } }
  },
  'notice.withdrawn': () => undefined,
  'notice.file-added': ({ bytes }) => {
    const size = textOf(bytes)
    return { words: { zh: `上传通知附件（${size.zh} 字节）`, en: `file for a notice sent (${size.en} bytes)` } }
  },
  'notice.opened': ({ accountId }, telling) => {
    const { zh, en } = nameOfPerson(accountId, telling)
    return { words: { zh: `${zh}已读通知`, en: `notice opened by ${en}` } }
  },
  'notice.confirmed': ({ accountId }, telling) => {
    const { zh, en } = nameOfPerson(accountId, telling)
    return { words: { zh: `${zh}确认收到通知`, en: `notice confirmed by ${en}` } }
  },
}
