import { z } from 'zod'
import { DateText } from '../../domain/shapes.ts'
import { annualPlanNotFound } from '../../planning/annual/problems.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { paperFile, PaperQuery } from '../plan-paper/contract.ts'

/** An annual work plan (年度工作方案) as an official paper, with how it stands as of a day. */
export const getAnnualDocument = endpoint({
  method: 'GET',
  path: '/planning/annual-plans/:id/document',
  tag: 'annual-paper',
  summary: { zh: '年度工作方案（Word、PDF）', en: 'An annual work plan as Word or PDF' },
  may: 'water.read',
  params: z.object({ id: z.uuid() }),
  query: PaperQuery.extend({ asOf: DateText.optional() }),
  answer: { file: [...paperFile.file] },
  problems: [annualPlanNotFound],
  perMinute: 30,
})
