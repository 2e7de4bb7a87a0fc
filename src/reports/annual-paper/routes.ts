import { documentFormats } from '../../platform/documents/document.ts'
import { writeDocument } from '../../platform/documents/write.ts'
import { reading } from '../../platform/db/database.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { annualDocument } from './annual-document.ts'
import { getAnnualDocument } from './contract.ts'
import { readAnnualPaper } from './read-annual.ts'

/** Annual work plans as Word and PDF. */
export function serveAnnualPaper(door: Door): void {
  serve(door, getAnnualDocument, async ({ database, actor, params, query: { format, language, asOf } }) => {
    const paper = await reading(database, actor, tx => readAnnualPaper(tx, params.id, asOf))
    const content = await writeDocument(annualDocument(paper, language), format)
    const { regionName, year, edition } = paper.plan
    const kind = language === 'zh' ? '年度工作方案' : 'annual-work-plan'
    const name = `${regionName}-${year}-${kind}-${edition}-${paper.printedOn}.${format}`
    return { content, type: documentFormats[format].type, name, headers: { 'cache-control': 'no-store' } }
  })
}
