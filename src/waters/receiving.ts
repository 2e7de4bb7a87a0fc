import type { Readable } from 'node:stream'
import { Problem } from '../domain/problems.ts'
import type { Actor } from '../platform/actor.ts'
import { atomically, reading, type Database } from '../platform/db/database.ts'
import type { FileStore, ReceivedFile } from '../platform/files/attachments-store.ts'
import { recordAttachment, type NewAttachment } from './attachments-store.ts'
import { maxAttachmentBytes } from './contract-files.ts'
import { attachmentDamaged, attachmentTooLarge, attachmentTypeRefused } from './problems.ts'
import { contentType, type AttachmentType } from './rules.ts'
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
  const received = await files.receive(content, { maxBytes: maxAttachmentBytes })
  if ('tooLarge' in received) throw new Problem(attachmentTooLarge, { maxBytes: maxAttachmentBytes })
  const type = await acceptedType(received, arriving)
  await received.keep()
  const { sha256, bytes } = received
  return atomically(database, actor, tx => recordAttachment(tx, { ...arriving, type, sha256, bytes }))
}

/** @throws Problem `attachment.damaged`, `attachment.type-refused`; the file is then dropped */
async function acceptedType(
  received: ReceivedFile,
  { sha256, name }: { readonly sha256: string; readonly name: string },
): Promise<AttachmentType> {
  if (received.sha256 !== sha256) {
    await received.discard()
    throw new Problem(attachmentDamaged, { expected: sha256, received: received.sha256, bytes: received.bytes })
  }
  const type = contentType(received.head)
  if (type !== undefined) return type
  await received.discard()
  throw new Problem(attachmentTypeRefused, { name })
}
