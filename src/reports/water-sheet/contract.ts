import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { waterNotFound } from '../../waters/contract.ts'

export const sheetFormats = ['docx', 'pdf'] as const
export type SheetFormat = (typeof sheetFormats)[number]

export const sheetLanguages = ['zh', 'en'] as const

/** One water, one file (一水一档) as an official paper, for the files of an office and for inspectors. */
export const getWaterSheetDocument = endpoint({
  method: 'GET',
  path: '/waters/:id/sheet/document',
  tag: 'water-sheet',
  summary: { zh: '一水一档（Word、PDF）', en: 'Water sheet as Word or PDF' },
  may: 'water.read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ format: z.enum(sheetFormats).default('pdf'), language: z.enum(sheetLanguages).default('zh') }),
  answer: { file: ['application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'] },
  problems: [waterNotFound],
  perMinute: 60,
})
