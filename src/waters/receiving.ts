import type { Readable } from 'node:stream'
import type { Actor } from '../platform/actor.ts'
import { atomically, reading, type Database } from '../platform/db/database.ts'
import type { FileStore } from '../platform/files/attachments-store.ts'
import { receiveFile } from '../platform/files/receiving.ts'
import { recordAttachment, type NewAttachment } from './attachments-store.ts'
import { maxAttachmentBytes } from '../domain/shapes.ts'
import { contentType } from './rules.ts'
import type { Attachment } from './shapes.ts'
import { requireWater } from './store.ts'

export type Asking = { readonly database: Database; readonly actor: Actor; readonly files: FileStore }

type Arriving = Omit<NewAttachment, 'type' | 'bytes'> & { readonly content: Readable }

/**
 * Takes the bytes of an attachment in and puts it on record.
 *
 * @throws Problem `water.not-found`, `attachment.too-large`, `attachment.damaged`, `attachment.type-refused`, `attachment.differs`
 */
export async function receiveAttachment(
  { database, actor, files }: Asking,
  { content, ...arriving }: Arriving,
): Promise<Attachment> {
  // Asked before a byte is taken, so that nobody fills the disk for a water that is not theirs.
  await reading(database, actor, tx => requireWater(tx, arriving.waterId))
  const { name, sha256 } = arriving
  const maxBytes = maxAttachmentBytes
  const received = await receiveFile(files, { content, name, sha256, maxBytes, typeOf: contentType })
  return atomically(database, actor, tx => recordAttachment(tx, { ...arriving, ...received }))
}
