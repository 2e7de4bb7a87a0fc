import type { Language } from '../../domain/words.ts'
import type { DocumentFormat } from '../../platform/documents/document.ts'
import { writeDocument } from '../../platform/documents/write.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import { photoFigures, sketchFigure } from '../water-sheet/figures.ts'
import { planPaperDocument } from './paper-document.ts'
import type { PlanPaper } from './read-paper.ts'

/** A plan (一水一策) as a file. */
export async function writePlanPaper(
  paper: PlanPaper,
  files: FileStore,
  { format, language }: { readonly format: DocumentFormat; readonly language: Language },
): Promise<Uint8Array> {
  const sketch = await sketchFigure(paper.water, language)
  const photos = await photoFigures(paper.water, files)
  return writeDocument(planPaperDocument({ ...paper, sketch, photos }, language), format)
}
