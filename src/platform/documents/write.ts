import type { DocumentFormat, OfficialDocument } from './document.ts'

/**
 * A document as a file. The writer is loaded when it is first asked for: fonts and libraries take part of a second and 60 MB.
 *
 * @example const bytes = await writeDocument(sheet, 'pdf')
 */
export async function writeDocument(document: OfficialDocument, format: DocumentFormat): Promise<Uint8Array> {
  return writers[format](document)
}

const writers = {
  docx: async document => (await import('./word/write-word.ts')).writeWord(document),
  pdf: async document => (await import('./pdf/write-pdf.ts')).writePdf(document),
} as const satisfies Record<DocumentFormat, (document: OfficialDocument) => Promise<Uint8Array>>
