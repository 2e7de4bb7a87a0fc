import { z } from 'zod'
import { PersonLabel } from '../../domain/person-label.ts'
import { pageOf } from '../../domain/shapes.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { ImportReport, RowProblemShape } from '../../domain/import-report.ts'
import { surveyFields } from '../workbook/fields.ts'
import { fileNotKept, importHasRefusals, importNotFound, importNotReady, importRowNotFound } from './problems.ts'

/**
 * Where an import stands. `reading`: rows are being read; `ready`: everything is sound; `open`: some rows need correction or a
 * decision; `writing`: being written; `imported`: done; `cancelled`: given up, nothing written; `failed`: the file cannot be
 * read at all, or the platform gave up at `gaveUp` (`failure` says why). Persisted.
 */
export const importStates = ['reading', 'ready', 'open', 'writing', 'imported', 'cancelled', 'failed'] as const
export type ImportState = (typeof importStates)[number]

export type { ImportReport } from '../../domain/import-report.ts'

const Outcome = ImportReport.omit({ problems: true })

const Correction = z.object({
  sheet: z.string().max(100),
  cell: z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/),
  text: z.string().max(2000),
})
export type Correction = z.output<typeof Correction>

export const SurveyImport = z.object({
  id: z.uuid(),
  fileName: z.string(),
  sha256: z.string(),
  state: z.enum(importStates),
  rowsRead: z.int(),
  /** Rows that can be written as they are. */
  ready: z.int(),
  /** Rows that cannot enter until a cell is corrected. */
  refused: z.int(),
  /** Rows that may be a known water: somebody decides. */
  undecided: z.int(),
  /** About sheets and columns, not about a single water. */
  remarks: z.array(RowProblemShape),
  corrections: z.array(Correction),
  outcome: Outcome.optional(),
  failure: z.object({ zh: z.string(), en: z.string() }).optional(),
  /** The step at which the platform stopped trying: the import can then be begun again there. */
  gaveUp: z.enum(['reading', 'writing']).optional(),
  /** Who uploaded it. */
  by: PersonLabel,
  /** Who answers for it now: another than `by` after a handover. */
  responsible: PersonLabel,
  createdAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
})
export type SurveyImport = z.output<typeof SurveyImport>

/** Why a known water may be the one a row means. Persisted. */
export const matchReasons = ['same-id', 'same-place-and-name', 'same-name-nearby', 'near', 'overlapping'] as const

export const Match = z.object({
  waterId: z.uuid(),
  code: z.string(),
  name: z.string(),
  reason: z.enum(matchReasons),
  distanceM: z.number().optional(),
  zh: z.string(),
  en: z.string(),
})
export type Match = z.output<typeof Match>

/**
 * What a row asks of a person, the most pressing first: to be corrected, to be decided (or decided), with a warning, nothing.
 */
export const rowStandings = ['refused', 'undecided', 'warned', 'clean'] as const
export type RowStanding = (typeof rowStandings)[number]

export const decisions = ['new', 'same', 'skip'] as const

/** Columns by field, with the names that pages show. */
export { surveyFields }

export const ImportRow = z.object({
  position: z.int(),
  sheet: z.string(),
  row: z.int(),
  name: z.string().optional(),
  /** `ready`, `refused`, or `undecided` where a likely duplicate waits for a decision. */
  outcome: z.enum(['ready', 'refused', 'undecided']),
  standing: z.enum(rowStandings),
  /** Field → text as written. */
  written: z.record(z.string(), z.string()),
  /** Field → A1 address. */
  cells: z.record(z.string(), z.string()),
  problems: z.array(RowProblemShape),
  match: Match.optional(),
  decision: z.enum(decisions).optional(),
})
export type ImportRow = z.output<typeof ImportRow>

const ImportKey = z.object({ id: z.uuid() })
const tag = 'survey'

export const maxUploadBytes = 200 * 1024 * 1024

export const uploadSurvey = endpoint({
  method: 'POST',
  path: '/survey-imports',
  tag,
  summary: { zh: '上传名册或排查表', en: 'Upload a list or survey workbook' },
  may: 'water.import',
  query: z.object({ fileName: z.string().min(1).max(200) }),
  body: { bytes: { maxBytes: maxUploadBytes } },
  answer: SurveyImport,
})

export const listSurveyImports = endpoint({
  method: 'GET',
  path: '/survey-imports',
  tag,
  summary: { zh: '导入记录', en: 'Imports' },
  may: 'water.import',
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), cursor: z.uuid().optional() }),
  answer: pageOf(SurveyImport),
})

export const getSurveyImport = endpoint({
  method: 'GET',
  path: '/survey-imports/:id',
  tag,
  summary: { zh: '一次导入及其进度', en: 'One import and its progress' },
  may: 'water.import',
  params: ImportKey,
  answer: SurveyImport,
  problems: [importNotFound],
})

export const listImportRows = endpoint({
  method: 'GET',
  path: '/survey-imports/:id/rows',
  tag,
  summary: { zh: '导入的各行及其问题', en: 'Rows of an import with their problems' },
  may: 'water.import',
  params: ImportKey,
  query: z.object({
    /** `attention`: whatever needs somebody, the most pressing first; `all`: every row in the order of the file. */
    show: z.enum(['attention', ...rowStandings, 'all']).default('attention'),
    /** `next` of the page before. */
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  answer: z.object({
    items: z.array(ImportRow),
    next: z.int().optional(),
    /** Of all rows of the import; each is counted once. */
    counts: z.object({ refused: z.int(), undecided: z.int(), warned: z.int(), clean: z.int() }),
  }),
  problems: [importNotFound],
})

/** Corrects cells as if in the file; the file is then read again with them, so page and workbook give the same result. */
export const correctImport = endpoint({
  method: 'POST',
  path: '/survey-imports/:id/corrections',
  tag,
  summary: { zh: '更正单元格并重新核查', en: 'Correct cells and check again' },
  may: 'water.import',
  params: ImportKey,
  body: z.object({ cells: z.array(Correction).min(1).max(2000) }),
  answer: SurveyImport,
  problems: [importNotFound, importNotReady, fileNotKept],
})

export const decideImportRow = endpoint({
  method: 'POST',
  path: '/survey-imports/:id/decisions',
  tag,
  summary: { zh: '确认疑似重复', en: 'Decide on a likely duplicate' },
  may: 'water.import',
  params: ImportKey,
  body: z.object({ position: z.int().min(1), decision: z.enum(decisions) }),
  answer: SurveyImport,
  problems: [importNotFound, importNotReady, importRowNotFound],
})

export const commitImport = endpoint({
  method: 'POST',
  path: '/survey-imports/:id/commit',
  tag,
  summary: { zh: '写入', en: 'Write it' },
  may: 'water.import',
  params: ImportKey,
  body: z.object({
    /** Write the sound rows and leave the others. */
    partial: z.boolean().default(false),
  }),
  answer: SurveyImport,
  problems: [importNotFound, importNotReady, importHasRefusals],
})

/** Begins again where the platform gave up, with the same corrections and decisions. */
export const retryImport = endpoint({
  method: 'POST',
  path: '/survey-imports/:id/retry',
  tag,
  summary: { zh: '重试停下的导入', en: 'Try an import again that stopped' },
  may: 'water.import',
  params: ImportKey,
  answer: SurveyImport,
  problems: [importNotFound, importNotReady],
})

/** Possible until it is being written; reading stops. */
export const cancelImport = endpoint({
  method: 'POST',
  path: '/survey-imports/:id/cancellation',
  tag,
  summary: { zh: '放弃这次导入', en: 'Give up an import' },
  may: 'water.import',
  params: ImportKey,
  answer: SurveyImport,
  problems: [importNotFound, importNotReady],
})

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const getAnswerWorkbook = endpoint({
  method: 'GET',
  path: '/survey-imports/:id/answer',
  tag,
  summary: { zh: '下载标出问题的工作簿', en: 'The same workbook with its problems marked' },
  may: 'water.import',
  params: ImportKey,
  answer: { file: [xlsx] },
  problems: [importNotFound, fileNotKept],
})

export const templateNames = ['official-list', 'survey', 'readings'] as const

export const getTemplate = endpoint({
  method: 'GET',
  path: '/survey-templates/:name',
  tag,
  summary: { zh: '空白模板', en: 'Blank template' },
  may: 'signed-in',
  params: z.object({ name: z.enum(templateNames) }),
  answer: { file: [xlsx] },
})
