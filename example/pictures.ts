import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { productFolder } from '../src/platform/product-folder.ts'
import { maxAttachmentBytes } from '../src/waters/contract-files.ts'
import type { FileStore } from '../src/platform/files/attachments-store.ts'
import type { Picture } from './events.ts'

/** A picture as kept in the file store. */
export type KeptPicture = { readonly sha256: string; readonly bytes: number; readonly name: string }

const names = {
  before: '示例图片-治理前.jpg',
  works: '示例图片-治理中.jpg',
  after: '示例图片-治理后.jpg',
} as const satisfies Record<Picture, string>

/** Puts the three drawn pictures into the file store. */
export async function keepPictures(files: FileStore): Promise<Readonly<Record<Picture, KeptPicture>>> {
  const [before, works, after] = await Promise.all([keep(files, 'before'), keep(files, 'works'), keep(files, 'after')])
  return { before, works, after }
}

async function keep(files: FileStore, picture: Picture): Promise<KeptPicture> {
  const content = createReadStream(join(productFolder, `example/pictures/${picture}.jpg`))
  const received = await files.receive(content, { maxBytes: maxAttachmentBytes })
  if ('tooLarge' in received) throw new RangeError(`the picture ${picture} is too large`)
  await received.keep()
  return { sha256: received.sha256, bytes: received.bytes, name: names[picture] }
}
