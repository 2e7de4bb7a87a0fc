import { documentFormats } from '../../platform/documents/document.ts'
import { reading } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { getPlanDocument } from './contract.ts'
import { readPlanPaper } from './read-paper.ts'
import { writePlanPaper } from './write-paper.ts'

/** Plans as Word and PDF. */
export function servePlanPaper(door: Door, files: FileStore): void {
  serve(door, getPlanDocument, async ({ database, actor, params, query: { format, language } }) => {
    const paper = await reading(database, actor, tx => readPlanPaper(tx, params.id))
    const content = await writePlanPaper(paper, files, { format, language })
    const kind = language === 'zh' ? '一水一策' : 'plan'
    const name = `${paper.water.code}-${paper.water.name}-${kind}-${paper.printedOn}.${format}`
    return { content, type: documentFormats[format].type, name, headers: { 'cache-control': 'no-store' } }
  })
}
