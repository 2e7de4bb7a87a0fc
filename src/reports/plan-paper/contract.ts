import { z } from 'zod'
import { planNotFound } from '../../planning/plans/problems.ts'
import { endpoint } from '../../platform/http/endpoint.ts'

export const paperFormats = ['docx', 'pdf'] as const
export const paperLanguages = ['zh', 'en'] as const

/** How a paper is asked for. */
export const PaperQuery = z.object({
  format: z.enum(paperFormats).default('pdf'),
  language: z.enum(paperLanguages).default('zh'),
})

export const paperFile = {
  file: ['application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
} as const

/** One water, one plan (一水一策) as an official paper. */
export const getPlanDocument = endpoint({
  method: 'GET',
  path: '/planning/plans/:id/document',
  tag: 'plan-paper',
  summary: { zh: '一水一策方案（Word、PDF）', en: 'A plan as Word or PDF' },
  may: 'water.read',
  params: z.object({ id: z.uuid() }),
  query: PaperQuery,
  answer: { file: [...paperFile.file] },
  problems: [planNotFound],
  perMinute: 60,
})
