import type { z } from 'zod'
import type { Bilingual } from '../../domain/words.ts'
import {
  fullPath,
  isBytesBody,
  isFileAnswer,
  type AnswerOf,
  type BytesBody,
  type Endpoint,
  type FileAnswer,
} from '../../platform/http/endpoint.ts'
import { common } from './i18n/common-words.ts'

/** A refusal of the platform (RFC 9457), or a connection that failed (`network`, `answer.unreadable`). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: string
  readonly status: number
  readonly words: Bilingual
  readonly details: unknown
  /** Number of the request in the platform's log. */
  readonly instance: string | undefined

  constructor(problem: {
    readonly code: string
    readonly status: number
    readonly words: Bilingual
    readonly details?: unknown
    readonly instance?: string | undefined
  }) {
    super(`${problem.code}: ${problem.words.en}`)
    this.code = problem.code
    this.status = problem.status
    this.words = problem.words
    this.details = problem.details
    this.instance = problem.instance
  }
}

type AnyEndpoint = Endpoint<z.ZodType, z.ZodType, z.ZodType | BytesBody, z.ZodType | FileAnswer>

/** What a caller writes: inputs of the schemas, so defaults may be left out. `undefined` values are not sent. */
type InputOf<S> = [S] extends [z.ZodUndefined] ? undefined : S extends z.ZodType ? z.input<S> : never
type ParamsIn<E> = E extends { readonly params?: infer P } ? InputOf<NonNullable<P>> : undefined
type QueryIn<E> = E extends { readonly query?: infer Q } ? InputOf<NonNullable<Q>> : undefined
type BodyIn<E> = E extends { readonly body?: infer B }
  ? NonNullable<B> extends BytesBody
    ? Blob
    : InputOf<NonNullable<B>>
  : undefined

export type CallInput<E> = {
  readonly params?: ParamsIn<E>
  readonly query?: QueryIn<E>
  readonly body?: BodyIn<E>
  readonly signal?: AbortSignal
}

/** Waits for somebody to sign in again; the shell provides it (a dialog over the page). */
let signInAgain: (() => Promise<void>) | undefined

/** @param ask shows the sign-in dialog and resolves once signed in; every call that met 401 is then sent again */
export function onSignedOut(ask: (() => Promise<void>) | undefined): void {
  signInAgain = ask
}

/**
 * Calls an endpoint of the platform. Types come from its declaration.
 *
 * A 401 opens the sign-in dialog over the page; after signing in the same call is sent again, so nothing typed is lost.
 *
 * @throws ProblemError with words for people
 * @example const water = await call(getWater, { params: { id } })
 */
export async function call<E extends AnyEndpoint>(
  endpoint: E,
  input: CallInput<E> = {},
  options: { readonly mayAskToSignIn?: boolean } = {},
): Promise<AnswerOf<E>> {
  const response = await send(endpoint, input)
  if (response.status === 401 && (options.mayAskToSignIn ?? true) && signInAgain !== undefined) {
    await signInAgain()
    return call(endpoint, input, { mayAskToSignIn: false })
  }
  if (!response.ok) throw await problemOf(response)
  const answer = isFileAnswer(endpoint.answer) ? await response.blob() : await readJson(response)
  return answer as AnswerOf<E> // the platform cuts every answer to the endpoint's schema
}

/** Address of an endpoint with its parameters filled in, for links, images and downloads. */
export function addressOf<E extends AnyEndpoint>(endpoint: E, input: CallInput<E> = {}): string {
  const params = recordOf(input.params)
  const path = fullPath(endpoint).replaceAll(/:(\w+)/g, (_whole, name: string) =>
    encodeURIComponent(String(params[name] ?? '')),
  )
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(recordOf(input.query))) {
    if (value === undefined || value === '') continue
    for (const each of Array.isArray(value) ? value : [value]) query.append(name, String(each))
  }
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

async function send<E extends AnyEndpoint>(endpoint: E, input: CallInput<E>): Promise<Response> {
  const { signal } = input
  const body: unknown = input.body
  const bytes = isBytesBody(endpoint.body)
  const type = bytes ? 'application/octet-stream' : 'application/json'
  try {
    return await fetch(addressOf(endpoint, input), {
      method: endpoint.method,
      credentials: 'same-origin',
      headers: body === undefined ? {} : { 'content-type': type },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new ProblemError({ code: 'network', status: 0, words: common.network })
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

/** The refusal in an answer that is not ok. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const unreadable = new ProblemError({
    code: 'answer.unreadable',
    status: response.status,
    words: common.unexpectedAnswer,
  })
  if (!(response.headers.get('content-type') ?? '').includes('json')) return unreadable
  const problem = recordOf(await response.json())
  if (typeof problem.zh !== 'string' || typeof problem.en !== 'string') return unreadable
  return new ProblemError({
    code: String(problem.code),
    status: response.status,
    words: { zh: problem.zh, en: problem.en },
    details: problem.details,
    instance: typeof problem.instance === 'string' ? problem.instance : undefined,
  })
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
