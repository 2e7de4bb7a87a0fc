import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import type { Picture } from '../../platform/documents/document.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import type { Shape } from '../../places/geometry.ts'
import type { Attachment } from '../../waters/contract.ts'
import { smallPicture } from '../../waters/thumbnails.ts'
import { mutedSketch } from './outline-sketch.ts'
import type { SheetPhoto } from './sheet.ts'

/** More would make a file that no printer wants. */
const mostPhotos = 12

/** The newest photos. One whose file is missing or cannot be made small keeps its place, and the sheet says so. */
export async function photosOf(files: FileStore, attachments: readonly Attachment[]): Promise<readonly SheetPhoto[]> {
  const photos: SheetPhoto[] = []
  for (const attachment of attachments.filter(({ kind }) => kind === 'photo').slice(-mostPhotos)) {
    const stored = await files.read(attachment.sha256)
    const jpeg = stored === undefined ? undefined : await smallPicture(attachment.type, await buffer(stored.content))
    photos.push({ caption: attachment.caption ?? attachment.name, jpeg, sha256: attachment.sha256 })
  }
  return photos
}

/** @param jpeg as `smallPicture` made it */
export async function pictureOf(jpeg: Uint8Array): Promise<Picture> {
  const { width, height } = await sharp(jpeg).metadata()
  return { type: 'jpg', bytes: jpeg, widthPx: width, heightPx: height }
}

/** Four pixels a unit of the drawing: fine enough for print. */
const sketchDpi = 4 * 72

/** The outline as a picture without letters. */
export async function sketchOf(shape: Shape): Promise<{ readonly picture: Picture; readonly barM: number }> {
  const { svg, barM } = mutedSketch(shape)
  const { data, info } = await sharp(Buffer.from(svg), { density: sketchDpi })
    .png({ palette: true })
    .toBuffer({ resolveWithObject: true })
  return { picture: { type: 'png', bytes: data, widthPx: info.width, heightPx: info.height }, barM }
}
