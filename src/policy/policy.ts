import type { Bilingual, Citation } from '../domain/words.ts'
import { Problem, problemKind } from '../domain/problems.ts'
import { shippedEditions } from './editions.ts'
import { editionFrame, policySchemas, type PolicyName, type PolicyValue } from './schemas.ts'

export type { PolicyName, PolicyValue } from './schemas.ts'

/** One edition of one policy, with where it comes from and how sure that is: `citation.confidence` is shown where it decides. */
export type PolicyEdition<N extends PolicyName> = {
  readonly policy: N
  /** YYYY-MM-DD: its first day, China time. It holds until the next edition's first day. */
  readonly inForceFrom: string
  readonly title: Bilingual
  readonly citation: Citation
  readonly value: PolicyValue<N>
}

export const policyUnreadable = problemKind<{ policy: string; why: string }>({
  code: 'policy.unreadable',
  status: 422,
  title: { zh: '政策数据有误', en: 'Policy cannot be read' },
  say: ({ policy, why }) => ({
    zh: `政策“${policy}”的数据不符合格式：${why}。请按 src/policy/README.md 修正。`,
    en: `The data of policy "${policy}" has a fault: ${why}. Correct it as src/policy/README.md describes.`,
  }),
})

export const policyNotInForce = problemKind<{ policy: string; date: string; first: string | undefined }>({
  code: 'policy.not-in-force',
  status: 422,
  title: { zh: '该日期没有生效的政策', en: 'No policy in force on that date' },
  say: ({ policy, date, first }) => ({
    zh: `${date} 没有生效的政策“${policy}”${first === undefined ? '' : `，最早一版自 ${first} 起生效`}。请核对日期，或补录该时期的版本。`,
    en: `No edition of policy "${policy}" is in force on ${date}${first === undefined ? '' : `; the first begins on ${first}`}. Check the date, or add the edition of that time.`,
  }),
})

/**
 * The edition of a policy in force on a day.
 *
 * @param date YYYY-MM-DD, China time; an argument, so that what was decided then can be replayed
 * @throws Problem `policy.not-in-force` before the first edition or for an unreadable date
 * @example policyAt('lists', '2026-11-23').value.nationalFromM2 // 2000
 */
export function policyAt<N extends PolicyName>(name: N, date: string): PolicyEdition<N> {
  return editionAt(shipped[name], date, name)
}

/** All editions of a policy, oldest first. */
export function policyEditions<N extends PolicyName>(name: N): readonly PolicyEdition<N>[] {
  return shipped[name]
}

/** Picks the edition in force: the latest that began on or before `date`. Editions may come in any order. */
export function editionAt<N extends PolicyName>(
  editions: readonly PolicyEdition<N>[],
  date: string,
  name: N,
): PolicyEdition<N> {
  const sorted = editions.toSorted((a, b) => compare(a.inForceFrom, b.inForceFrom))
  const found = isDate(date) ? sorted.findLast(edition => edition.inForceFrom <= date) : undefined
  if (found === undefined) throw new Problem(policyNotInForce, { policy: name, date, first: sorted[0]?.inForceFrom })
  return found
}

/** Checks one edition read from JSON. @throws Problem `policy.unreadable` naming the field */
export function readEdition<N extends PolicyName>(name: N, json: unknown): PolicyEdition<N> {
  const frame = editionFrame.safeParse(json)
  if (!frame.success) throw new Problem(policyUnreadable, { policy: name, why: issuesOf(frame.error) })
  if (frame.data.policy !== name) {
    throw new Problem(policyUnreadable, { policy: name, why: `policy: ${frame.data.policy}` })
  }
  const value = policySchemas[name].safeParse(frame.data.value)
  if (!value.success) throw new Problem(policyUnreadable, { policy: name, why: issuesOf(value.error) })
  // The schema of `name` has just accepted it; TypeScript cannot follow an index by a type parameter.
  return { ...frame.data, policy: name, value: value.data as PolicyValue<N> }
}

const shipped: { readonly [N in PolicyName]: readonly PolicyEdition<N>[] } = {
  'traffic-light': readAll('traffic-light'),
  'water-types': readAll('water-types'),
  lists: readAll('lists'),
  accounts: readAll('accounts'),
  'survey-deadlines': readAll('survey-deadlines'),
  plausibility: readAll('plausibility'),
  causes: readAll('causes'),
  classification: readAll('classification'),
  measures: readAll('measures'),
  handbook: readAll('handbook'),
  plans: readAll('plans'),
  duties: readAll('duties'),
  'pilot-bundle': readAll('pilot-bundle'),
  'funding-sources': readAll('funding-sources'),
  rewards: readAll('rewards'),
  'works-progress': readAll('works-progress'),
  acceptance: readAll('acceptance'),
  'annual-plans': readAll('annual-plans'),
  'expert-help': readAll('expert-help'),
  'similar-cases': readAll('similar-cases'),
  surroundings: readAll('surroundings'),
  'four-sames': readAll('four-sames'),
}

function readAll<N extends PolicyName>(name: N): readonly PolicyEdition<N>[] {
  const editions = shippedEditions[name].map(json => readEdition(name, json))
  return editions.toSorted((a, b) => compare(a.inForceFrom, b.inForceFrom))
}

function issuesOf(error: {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]
}): string {
  return error.issues.map(({ path, message }) => `${path.map(String).join('.') || '(whole)'}: ${message}`).join('; ')
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
