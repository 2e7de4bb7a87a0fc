import { writeDocument } from '../../platform/documents/write.ts'
import { showFile } from '../../acceptance/showing.ts'
import { chinaDate } from '../../domain/dates.ts'
import { reading } from '../../platform/db/database.ts'
import { documentFormats } from '../../platform/documents/document.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { getFileDocument } from './contract.ts'
import { acceptanceDocument } from './file-document.ts'

/** The file of acceptance as a paper. */
export function serveAcceptanceFile(door: Door): void {
  serve(door, getFileDocument, async ({ database, actor, params, query: { format, language } }) => {
    const { file, at } = await reading(database, actor, async tx => ({
      file: await showFile(tx, params.id),
      at: tx.at,
    }))
    const content = await writeDocument(acceptanceDocument(file, at, language), format)
    const name = `${file.water.code}-${file.water.name}-验收材料-${chinaDate(at)}.${format}`
    return { content, type: documentFormats[format].type, name, headers: { 'cache-control': 'no-store' } }
  })
}
