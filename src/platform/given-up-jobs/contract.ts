import { z } from 'zod'
import { PersonLabel } from '../../domain/person-label.ts'
import { factLabels, type FactKind } from '../../domain/facts.ts'
import {
  BilingualText,
  CountNumber,
  CursorText,
  InstantText,
  LimitQuery,
  pageOf,
  ReasonText,
  RegionCodeText,
} from '../../domain/shapes.ts'
import { endpoint } from '../http/endpoint.ts'
import { jobNotFound, jobNotKnown, jobNotYours, jobSettled } from './problems.ts'

const tag = 'jobs'

/** `open`: nobody has seen to it; `retried`: run again; `dismissed`: left undone, with a reason. Persisted. */
export const givenUpStates = ['open', 'retried', 'dismissed'] as const
export type GivenUpState = (typeof givenUpStates)[number]

/** Who can have it done again: an administrator, or whoever asked for it, on the page of what they asked for. Persisted. */
export const menders = ['administrator', 'asker'] as const
export type Mender = (typeof menders)[number]

const factKinds = Object.keys(factLabels) as readonly FactKind[] // keys of a const object are exactly its union

export const GivenUpJob = z.object({
  id: z.uuid(),
  job: z.string(),
  /** The job's name in words; its bare name where this version no longer has it. */
  label: BilingualText,
  factKind: z.enum(factKinds),
  factLabel: BilingualText,
  /** The chain and the link of the fact that asked for the job. */
  chain: z.string(),
  sequence: z.int(),
  regionCode: RegionCodeText,
  subjectId: z.string(),
  tries: CountNumber,
  mender: z.enum(menders),
  wokenAt: InstantText,
  gaveUpAt: InstantText,
  state: z.enum(givenUpStates),
  settledAt: InstantText.optional(),
  /** Absent where the platform itself settled it. */
  settledBy: PersonLabel.optional(),
  reason: z.string().optional(),
})
export type GivenUpJob = z.output<typeof GivenUpJob>

const JobKey = z.object({ id: z.uuid() })

/** Newest first. */
export const listGivenUpJobs = endpoint({
  method: 'GET',
  path: '/given-up-jobs',
  tag,
  summary: { zh: '未完成的后台任务', en: 'Jobs that gave up' },
  may: 'jobs.manage',
  query: z.object({
    /** `settled`: retried or dismissed. */
    show: z.enum(['open', 'settled']).default('open'),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(GivenUpJob),
})

export const retryGivenUpJob = endpoint({
  method: 'POST',
  path: '/given-up-jobs/:id/retry',
  tag,
  summary: { zh: '重新执行一项后台任务', en: 'Run a job that gave up once more' },
  may: 'jobs.manage',
  params: JobKey,
  answer: GivenUpJob,
  problems: [jobNotFound, jobSettled, jobNotKnown, jobNotYours],
})

export const dismissGivenUpJob = endpoint({
  method: 'POST',
  path: '/given-up-jobs/:id/dismissal',
  tag,
  summary: { zh: '不再执行一项后台任务', en: 'Leave a job that gave up undone' },
  may: 'jobs.manage',
  params: JobKey,
  body: z.object({ reason: ReasonText }),
  answer: GivenUpJob,
  problems: [jobNotFound, jobSettled],
})
