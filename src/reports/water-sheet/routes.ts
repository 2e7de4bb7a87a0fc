import { chinaDate } from '../../domain/dates.ts'
import { documentFormats } from '../../platform/documents/document.ts'
import { reading } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { getWaterSheet } from '../../waters/contract.ts'
import { getWaterSheetDocument } from './contract.ts'
import { readSheet, type SheetReading } from './read-sheet.ts'
import { photosOf } from './sheet-photos.ts'
import { waterSheet, type SheetVerdict } from './sheet.ts'
import { writeWaterSheet } from './write-sheet.ts'

/** The sheet of a water: to print from the browser, and as Word and PDF. */
export function serveWaterSheet(door: Door, files: FileStore): void {
  serve(door, getWaterSheet, async ({ database, actor, params }) => {
    const { water, history, verdicts, causes, printedOn } = await reading(database, actor, tx =>
      readSheet(tx, params.id),
    )
    const content = waterSheet({
      water,
      printedOn,
      history: history.items,
      verdicts: verdicts.map(printedVerdict),
      causes,
      photos: await photosOf(files, water.attachments),
    })
    return {
      content,
      type: 'text/html; charset=utf-8',
      headers: {
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-modals",
      },
    }
  })
  serve(door, getWaterSheetDocument, async ({ database, actor, params, query: { format, language } }) => {
    const sheet = await reading(database, actor, tx => readSheet(tx, params.id))
    const content = await writeWaterSheet(sheet, files, { format, language })
    const name = `${sheet.water.code}-${sheet.water.name}-${sheet.printedOn}.${format}`
    return { content, type: documentFormats[format].type, name, headers: { 'cache-control': 'no-store' } }
  })
}

function printedVerdict({ at, by, words, record }: SheetReading['verdicts'][number]): SheetVerdict {
  return { on: chinaDate(new Date(at)), by, words, citations: record.citations }
}
