import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { accountNotFound, handoverNotFound } from '../../people/contract.ts'

const Count = z.int().min(0)
const tag = 'people'

/**
 * What somebody answers for in person, and what of it a handover would move. Survey tasks, candidates and verdicts belong to a
 * division: whoever answers for that sees them anyway.
 */
export const OpenWork = z.object({
  imports: z.object({
    /** Unfinished imports that pass on. */
    moves: Count,
    /** Unfinished imports outside the receiver's jurisdiction: they stay. */
    stays: Count,
  }),
})
export type OpenWork = z.output<typeof OpenWork>

export const getOpenWork = endpoint({
  method: 'GET',
  path: '/accounts/:id/open-work',
  tag,
  summary: { zh: '一个账号未完成的工作', en: 'What an account has open' },
  may: 'people.manage',
  params: z.object({ id: z.uuid() }),
  query: z.object({
    /** Who would take over. */
    toAccountId: z.uuid().optional(),
  }),
  answer: OpenWork,
  problems: [accountNotFound],
})

/** What a handover has moved so far; a job moves it right after. */
export const getHandover = endpoint({
  method: 'GET',
  path: '/handovers/:id',
  tag,
  summary: { zh: '一次工作移交的结果', en: 'What a handover moved' },
  may: 'people.manage',
  params: z.object({ id: z.uuid() }),
  answer: z.object({
    imports: z.object({ moved: Count, /** Still to move. */ waiting: Count }),
  }),
  problems: [handoverNotFound],
})
