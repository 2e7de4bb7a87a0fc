import type { Language } from '../../domain/words.ts'
import type { DocumentFormat } from '../../platform/documents/document.ts'
import { writeDocument } from '../../platform/documents/write.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import { photoFigures, sketchFigure } from './figures.ts'
import { waterSheetDocument } from './sheet-document.ts'
import type { SheetReading } from './read-sheet.ts'

/** The sheet of a water (一水一档) as a file. */
export async function writeWaterSheet(
  sheet: SheetReading,
  files: FileStore,
  { format, language }: { readonly format: DocumentFormat; readonly language: Language },
): Promise<Uint8Array> {
  const sketch = await sketchFigure(sheet.water, language)
  const photos = await photoFigures(sheet.water, files)
  return writeDocument(waterSheetDocument({ ...sheet, sketch, photos }, language), format)
}
