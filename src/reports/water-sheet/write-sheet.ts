import type { Language } from '../../domain/words.ts'
import type { DocumentFormat, Figure } from '../../platform/documents/document.ts'
import { writeDocument } from '../../platform/documents/write.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import { waterSheetDocument } from './sheet-document.ts'
import { shapeOfWater, sketchCaption } from './sheet-facts.ts'
import { photosOf, pictureOf, sketchOf } from './sheet-photos.ts'
import type { SheetReading } from './read-sheet.ts'

/** The sheet of a water (一水一档) as a file. */
export async function writeWaterSheet(
  sheet: SheetReading,
  files: FileStore,
  { format, language }: { readonly format: DocumentFormat; readonly language: Language },
): Promise<Uint8Array> {
  const sketch = await sketchFigure(sheet, language)
  const photos = await photoFigures(sheet, files)
  return writeDocument(waterSheetDocument({ ...sheet, sketch, photos }, language), format)
}

async function sketchFigure({ water }: SheetReading, language: Language): Promise<Figure | undefined> {
  const shape = shapeOfWater(water)
  if (shape === undefined) return undefined
  const { picture, barM } = await sketchOf(shape)
  return { picture, caption: sketchCaption(barM)[language] }
}

async function photoFigures({ water }: SheetReading, files: FileStore): Promise<readonly Figure[]> {
  const photos = await photosOf(files, water.attachments)
  return Promise.all(
    photos.map(async ({ caption, jpeg, sha256 }) => ({
      picture: jpeg === undefined ? undefined : await pictureOf(jpeg),
      caption: `${caption}\nSHA-256 ${sha256}`,
    })),
  )
}
