import type { Language } from '../../domain/words.ts'
import type { Figure } from '../../platform/documents/document.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import type { Water } from '../../waters/contract.ts'
import { shapeOfWater, sketchCaption } from './sheet-facts.ts'
import { photosOf, pictureOf, sketchOf } from './sheet-photos.ts'

/** The outline of a water, or its position; `undefined` where neither is known. */
export async function sketchFigure(water: Water, language: Language): Promise<Figure | undefined> {
  const shape = shapeOfWater(water)
  if (shape === undefined) return undefined
  const { picture, barM } = await sketchOf(shape)
  return { picture, caption: sketchCaption(barM)[language] }
}

/** The newest photos of a water, each with the hash of the file it was taken from. */
export async function photoFigures(
  { attachments }: Pick<Water, 'attachments'>,
  files: FileStore,
): Promise<readonly Figure[]> {
  const photos = await photosOf(files, attachments)
  return Promise.all(
    photos.map(async ({ caption, jpeg, sha256 }) => ({
      picture: jpeg === undefined ? undefined : await pictureOf(jpeg),
      caption: `${caption}\nSHA-256 ${sha256}`,
    })),
  )
}
