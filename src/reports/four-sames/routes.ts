import { documentFormats } from '../../platform/documents/document.ts'
import { writeDocument } from '../../platform/documents/write.ts'
import { chinaDate } from '../../domain/dates.ts'
import { reading } from '../../platform/db/database.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { compareLists } from './comparing.ts'
import { getFourSames, getFourSamesDocument, listFourSamesWaters } from './contract.ts'
import { listWatersBehind } from './waters-behind.ts'
import { fourSamesDocument } from './paper.ts'

/** The national and the municipal list side by side (四同), what lies behind each number, and the same as a paper. */
export function serveFourSames(door: Door): void {
  serve(door, getFourSames, ({ database, actor, query }) => reading(database, actor, tx => compareLists(tx, query)))
  serve(door, listFourSamesWaters, ({ database, actor, query }) =>
    reading(database, actor, tx => listWatersBehind(tx, query)),
  )
  serve(door, getFourSamesDocument, async ({ database, actor, query: { format, language, ...asked } }) => {
    const { compared, printedAt } = await reading(database, actor, async tx => ({
      compared: await compareLists(tx, asked),
      printedAt: tx.at,
    }))
    const content = await writeDocument(fourSamesDocument(compared, { language, madeAt: printedAt }), format)
    const kind = language === 'zh' ? '四同对比' : 'four-sames'
    const name = `${compared.regionName}-${compared.year}-${kind}-${chinaDate(printedAt)}.${format}`
    return { content, type: documentFormats[format].type, name, headers: { 'cache-control': 'no-store' } }
  })
}
