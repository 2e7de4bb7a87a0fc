import { factLabels } from '../../domain/facts.ts'
import { bodyOf, wordOf, type FactBody, type Teller, type Tellers } from '../../domain/told.ts'

/** What became of a job that gave up, by the fact that had asked for it. */
const wokenBy: Teller = (body: FactBody) => {
  const cause = wordOf(factLabels, bodyOf(body['wokenBy'])['kind'])
  return { words: { zh: `起因：${cause.zh}`, en: `asked for by: ${cause.en}` } }
}

/** Facts of jobs in words. */
export const jobTellers: Tellers<'job.retried' | 'job.dismissed'> = {
  'job.retried': wokenBy,
  'job.dismissed': wokenBy,
}
