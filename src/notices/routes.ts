import { Problem } from '../domain/problems.ts'
import { maxAttachmentBytes } from '../domain/shapes.ts'
import { atomically, reading, type Tx } from '../platform/db/database.ts'
import type { FileStore } from '../platform/files/attachments-store.ts'
import { receiveFile } from '../platform/files/receiving.ts'
import { serve, shownNeverRun, type Door, type FileReply } from '../platform/http/serve.ts'
import { contentType } from '../waters/rules.ts'
import * as contract from './contract.ts'
import { recordNoticeFile, requireNoticeFile } from './notice-files-store.ts'
import { confirmNotice, issueNotice, openNotice, requireNotice, tallyUnread, withdrawNotice } from './notices-store.ts'
import { noticeFileNotFound } from './problems.ts'
import { listNotices, showNotice } from './showing.ts'

/** Notices: issued, received, opened, confirmed, withdrawn. */
export function serveNotices(door: Door, files: FileStore): void {
  serveFiles(door, files)
  serve(door, contract.listNotices, ({ database, actor, query }) =>
    reading(database, actor, tx => listNotices(tx, query)),
  )
  serve(door, contract.countUnread, ({ database, actor }) => reading(database, actor, tallyUnread))
  serve(door, contract.getNotice, ({ database, actor, params }) =>
    reading(database, actor, tx => showNotice(tx, params.id)),
  )
  serve(door, contract.issueNotice, ({ database, actor, body }) =>
    atomically(database, actor, async tx => showNotice(tx, await issueNotice(tx, body))),
  )
  serve(door, contract.openNotice, ({ database, actor, params }) =>
    atomically(database, actor, shown(params.id, openNotice)),
  )
  serve(door, contract.confirmNotice, ({ database, actor, params }) =>
    atomically(database, actor, shown(params.id, confirmNotice)),
  )
  serve(door, contract.withdrawNotice, ({ database, actor, params, body }) =>
    atomically(
      database,
      actor,
      shown(params.id, (tx, id) => withdrawNotice(tx, id, body.reason)),
    ),
  )
}

function serveFiles(door: Door, files: FileStore): void {
  serve(door, contract.putNoticeFile, async ({ database, actor, params: { fileId: id }, query, body }) => {
    const limits = { maxBytes: maxAttachmentBytes, typeOf: contentType }
    const received = await receiveFile(files, { ...query, content: body, ...limits })
    await atomically(database, actor, tx => recordNoticeFile(tx, { id, name: query.name, ...received }))
    return { id }
  })
  serve(door, contract.getNoticeFile, async ({ database, actor, params }): Promise<FileReply> => {
    const found = await reading(database, actor, async tx => {
      await requireNotice(tx, params.id)
      return requireNoticeFile(tx, params.id, params.fileId)
    })
    const stored = await files.read(found.sha256)
    if (stored === undefined) throw new Problem(noticeFileNotFound, { id: found.id })
    const headers = { 'cache-control': 'private, no-cache', 'content-length': String(stored.bytes), ...shownNeverRun }
    return { content: stored.content, type: found.type, name: found.name, headers }
  })
}

function shown(id: string, act: (tx: Tx, id: string) => Promise<void>) {
  return async (tx: Tx) => {
    await act(tx, id)
    return showNotice(tx, id)
  }
}
