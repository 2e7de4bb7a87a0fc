import { z } from 'zod'
import { ImportReport } from '../../domain/import-report.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { readingsTooMany } from './problems.ts'

/** Each row is a reading with a fact of its own; more at once would hold up a county. */
export const maxImportRows = 2000
export const maxImportBytes = 20 * 1024 * 1024

const tag = 'monitoring'

export const ReadingsReport = ImportReport.extend({
  dryRun: z.boolean(),
  /** Suspected waters among those of the new readings. */
  suspected: z.int(),
  /** Whether these are judged right after: whoever imported may judge. */
  judged: z.boolean(),
})
export type ReadingsReport = z.output<typeof ReadingsReport>

const fileName = z.string().min(1).max(200)

/** All or nothing, unless `partial`; the same file again changes nothing. */
export const importReadings = endpoint({
  method: 'POST',
  path: '/monitoring/reading-imports',
  tag,
  summary: { zh: '从 Excel 或 CSV 导入监测数据', en: 'Import readings from Excel or CSV' },
  may: 'reading.record',
  query: z.object({
    fileName,
    /** Says what would be done, and writes nothing. */
    dryRun: z.stringbool().default(false),
    /** Writes the sound rows and leaves the others. */
    partial: z.stringbool().default(false),
  }),
  body: { bytes: { maxBytes: maxImportBytes } },
  answer: ReadingsReport,
  problems: [readingsTooMany],
})

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const markReadings = endpoint({
  method: 'POST',
  path: '/monitoring/reading-imports/answer',
  tag,
  summary: { zh: '标出问题的同一工作簿', en: 'The same workbook with its problems marked' },
  may: 'reading.record',
  query: z.object({ fileName }),
  body: { bytes: { maxBytes: maxImportBytes } },
  answer: { file: [xlsx] },
  problems: [readingsTooMany],
})
