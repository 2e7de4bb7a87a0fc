import type { Readable } from 'node:stream'
import { Problem } from '../../domain/problems.ts'
import type { FileStore, ReceivedFile } from './attachments-store.ts'
import { attachmentDamaged, attachmentTooLarge, attachmentTypeRefused } from './problems.ts'

type Arriving<Type> = {
  readonly content: Readable
  readonly name: string
  /** Of the bytes, hexadecimal: what arrives must match. */
  readonly sha256: string
  readonly maxBytes: number
  /** By the first bytes; names and declared types are not trusted. */
  readonly typeOf: (head: Uint8Array) => Type | undefined
}

/**
 * Takes a file in and keeps it; the caller puts it on record.
 *
 * @throws Problem `attachment.too-large`, `attachment.damaged`, `attachment.type-refused`; the file is then dropped
 */
export async function receiveFile<Type>(
  files: FileStore,
  { content, maxBytes, ...arriving }: Arriving<Type>,
): Promise<{ readonly type: Type; readonly sha256: string; readonly bytes: number }> {
  const received = await files.receive(content, { maxBytes })
  if ('tooLarge' in received) throw new Problem(attachmentTooLarge, { maxBytes })
  const type = await acceptedType(received, arriving)
  await received.keep()
  const { sha256, bytes } = received
  return { type, sha256, bytes }
}

async function acceptedType<Type>(
  received: ReceivedFile,
  { sha256, name, typeOf }: Pick<Arriving<Type>, 'sha256' | 'name' | 'typeOf'>,
): Promise<Type> {
  if (received.sha256 !== sha256) {
    await received.discard()
    throw new Problem(attachmentDamaged, { expected: sha256, received: received.sha256, bytes: received.bytes })
  }
  const type = typeOf(received.head)
  if (type !== undefined) return type
  await received.discard()
  throw new Problem(attachmentTypeRefused, { name })
}
