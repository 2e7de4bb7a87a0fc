import { z } from 'zod'
import { fileNotFound } from '../../acceptance/problems.ts'
import { endpoint } from '../../platform/http/endpoint.ts'

/** The file of acceptance as it was sent in, with what was decided since, for the files of an office and for inspectors. */
export const getFileDocument = endpoint({
  method: 'GET',
  path: '/acceptance/files/:id/document',
  tag: 'acceptance-file',
  summary: { zh: '验收材料（Word、PDF）', en: 'File of acceptance as Word or PDF' },
  may: 'water.read',
  params: z.object({ id: z.uuid() }),
  query: z.object({ format: z.enum(['docx', 'pdf']).default('pdf'), language: z.enum(['zh', 'en']).default('zh') }),
  answer: { file: ['application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'] },
  problems: [fileNotFound],
  perMinute: 60,
})
