import type { Bilingual } from './words.ts'

/**
 * One kind of refusal. `say` words it for people, in both languages: what is wrong, where, and what to do.
 * Codes are persisted: scripts and phones depend on them.
 */
export type ProblemKind<Details> = {
  readonly code: string
  readonly status: number
  readonly title: Bilingual
  readonly say: (details: Details) => Bilingual
}

/**
 * A caller's mistake, thrown by rules, stores and routes; the HTTP door answers with it as RFC 9457
 * `application/problem+json`, the command line prints it and exits 1. Anything else thrown is a bug.
 */
export class Problem<Details = unknown> extends Error {
  readonly kind: Pick<ProblemKind<never>, 'code' | 'status' | 'title'>
  readonly details: unknown
  override readonly name = 'Problem'
  private readonly sentence: Bilingual

  constructor(kind: ProblemKind<Details>, details: Details, options?: ErrorOptions) {
    const sentence = kind.say(details)
    super(`${kind.code}: ${sentence.en}`, options)
    this.kind = kind
    this.details = details
    this.sentence = sentence
  }

  words(): Bilingual {
    return this.sentence
  }
}

/**
 * Declares a kind of problem, beside the endpoints that answer with it.
 *
 * @example
 * const waterNotFound = problemKind<{ id: string }>({ code: 'water.not-found', status: 404,
 *   title: { zh: '没有这个水体', en: 'No such water' },
 *   say: ({ id }) => ({ zh: `没有编号为 ${id} 的水体，或不在您的辖区内。`, en: `No water ${id} in your jurisdiction.` }) })
 * throw new Problem(waterNotFound, { id })
 */
export function problemKind<Details>(kind: ProblemKind<Details>): ProblemKind<Details> {
  return kind
}
