import { z } from 'zod'
import { CountNumber, DateText } from '../../domain/shapes.ts'
import { endpoint } from '../http/endpoint.ts'

const tag = 'facts'

const RootsQuery = z.object({
  /** A closed day in China; the last one where left out. */
  date: DateText.optional(),
})

/** For everybody: whoever keeps these can show years later whether a history was rewritten. No contents, no names. */
export const getRoots = endpoint({
  method: 'GET',
  path: '/ledger/roots.json',
  tag,
  summary: { zh: '每日公布的各链根哈希', en: 'Daily roots of the chains' },
  may: 'anyone',
  query: RootsQuery,
  answer: z.object({
    /** `null` before the first day is closed. */
    date: DateText.nullable(),
    roots: z.array(
      z.object({
        /** The day on which the chain last grew. */
        date: DateText,
        chain: z.string(),
        facts: CountNumber,
        hash: z.string(),
      }),
    ),
  }),
})

/** The same for people; JSON for whoever asks for `application/json`. */
export const showRoots = endpoint({
  method: 'GET',
  path: '/ledger',
  tag,
  summary: { zh: '每日根哈希（网页）', en: 'Daily roots, to read' },
  may: 'anyone',
  query: RootsQuery,
  answer: { file: ['text/html', 'application/json'] },
})

export const getVerifyPage = endpoint({
  method: 'GET',
  path: '/ledger/verify.html',
  tag,
  summary: { zh: '离线校验网页', en: 'The stand-alone page that verifies an export' },
  may: 'anyone',
  answer: { file: ['text/html'] },
})

export const exportFacts = endpoint({
  method: 'GET',
  path: '/facts/export',
  tag,
  summary: { zh: '导出操作记录，可离线校验', en: 'Export the ledger, to be verified offline' },
  may: 'facts.read',
  query: z.object({
    county: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    /** With the attached files themselves. */
    photos: z.stringbool().optional(),
  }),
  answer: { file: ['application/x-tar'] },
  perMinute: 20,
})
