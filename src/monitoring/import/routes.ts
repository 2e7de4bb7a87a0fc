import { collectUpload } from '../../platform/http/collect-upload.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { memorySink } from '../../platform/files/xlsx-writer.ts'
import * as contract from './contract.ts'
import { importReadings, markReadings } from './importing.ts'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Doors of the import of readings. The file is sent with each step and not kept: every reading holds what the file said. */
export function serveReadingImports(door: Door): void {
  serve(door, contract.importReadings, async ({ database, actor, query, body }) => {
    const content = await collectUpload(body, contract.maxImportBytes)
    const { problems, ...outcome } = await importReadings({ database, actor, content, ...query })
    return { ...outcome, problems: [...problems] }
  })
  serve(door, contract.markReadings, async ({ database, actor, query, body }) => {
    const content = await collectUpload(body, contract.maxImportBytes)
    const sink = memorySink()
    await markReadings({ database, actor, content, fileName: query.fileName }, sink)
    return { content: sink.content(), type: xlsxType, name: `${query.fileName.replace(/\.[^.]*$/, '')}-问题说明.xlsx` }
  })
}
