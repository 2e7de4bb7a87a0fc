import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { Problem } from '../domain/problems.ts'
import { atomically, reading } from '../platform/db/database.ts'
import type { FileStore } from '../platform/files/attachments-store.ts'
import { serve, shownNeverRun, type Door, type FileReply } from '../platform/http/serve.ts'
import * as attachments from './attachments-store.ts'
import {
  getAttachment,
  getWaterTile,
  listWaterSources,
  putAttachment,
  putSource,
  removeAttachment,
  removeSource,
} from './contract-files.ts'
import { attachmentIncomplete, attachmentNotFound, tileNotThere } from './problems.ts'
import * as sources from './sources-store.ts'
import { receiveAttachment, type Asking } from './receiving.ts'
import { requireWater } from './store.ts'
import { smallPicture } from './thumbnails.ts'
import { deepestZoom, waterTile } from './tiles-store.ts'

export function serveWaterFiles(door: Door, files: FileStore): void {
  serveSources(door)
  serveAttachments(door, files)
  serveTiles(door)
}

function serveSources(door: Door): void {
  serve(door, listWaterSources, ({ database, actor, params }) =>
    reading(database, actor, async tx => {
      const water = await requireWater(tx, params.id)
      return { items: await sources.sourcesOf(tx, water.id) }
    }),
  )
  serve(door, putSource, ({ database, actor, params, body }) =>
    atomically(database, actor, tx => sources.putSource(tx, { id: params.id, ...body })),
  )
  serve(door, removeSource, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await sources.removeSource(tx, params.id, body.reason)
      return { id: params.id }
    }),
  )
}

function serveAttachments(door: Door, files: FileStore): void {
  serve(door, putAttachment, ({ database, actor, params, query, body }) =>
    receiveAttachment(
      { database, actor, files },
      { ...query, id: params.attachmentId, waterId: params.id, content: body },
    ),
  )
  serve(door, getAttachment, ({ database, actor, params, query }) =>
    sendAttachment({ database, actor, files }, { ...params, as: query.as }),
  )
  serve(door, removeAttachment, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await attachments.removeAttachment(tx, { waterId: params.id, id: params.attachmentId, reason: body.reason })
      return { id: params.attachmentId }
    }),
  )
}

async function sendAttachment(
  { database, actor, files }: Asking,
  asked: { readonly id: string; readonly attachmentId: string; readonly as: 'file' | 'inline' | 'thumbnail' },
): Promise<FileReply> {
  const found = await reading(database, actor, tx => attachments.requireAttachment(tx, asked.id, asked.attachmentId))
  const stored = await files.read(found.sha256)
  if (stored === undefined) throw new Problem(attachmentIncomplete, { id: found.id })
  const headers = { 'cache-control': 'private, no-cache', etag: `"${found.sha256}-${asked.as}"`, ...shownNeverRun }
  if (asked.as === 'thumbnail') {
    const content = await smallPicture(found.type, await buffer(stored.content))
    if (content === undefined) throw new Problem(attachmentNotFound, { id: found.id })
    return { content: Buffer.from(content), type: 'image/jpeg', headers }
  }
  const name = asked.as === 'file' ? { name: found.name } : {}
  return {
    content: stored.content,
    type: found.type,
    ...name,
    headers: { ...headers, 'content-length': String(stored.bytes) },
  }
}

const tileType = 'application/vnd.mapbox-vector-tile'

function serveTiles(door: Door): void {
  serve(door, getWaterTile, async ({ database, actor, params, query, request }): Promise<FileReply> => {
    const { z, x, y } = params
    if (z > deepestZoom || x >= 2 ** z || y >= 2 ** z) throw new Problem(tileNotThere, { z, x, y })
    const tile = await reading(database, actor, tx => waterTile(tx, { z, x, y }, query))
    const content = tile ?? new Uint8Array()
    const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`
    const headers = { etag, 'cache-control': 'private, no-cache', vary: 'cookie, authorization' }
    if (matches(request.headers['if-none-match'], etag)) return { status: 304, content: '', type: tileType, headers }
    return tile === undefined
      ? { status: 204, content: '', type: tileType, headers }
      : { content: Buffer.from(content), type: tileType, headers }
  })
}

/** RFC 9110, 13.1.2: a list of tags, weak ones too (a proxy that compresses weakens them), or `*`. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  const tags = ifNoneMatch.split(',').map(tag => tag.trim().replace(/^W\//, ''))
  return tags.includes(etag) || tags.includes('*')
}
