import { setTimeout as pause } from 'node:timers/promises'
import type { Acknowledgement, Change, Journal, Outcome } from './journal.ts'
import { torturePassword } from './platform-process.ts'

export type Json = Record<string, unknown>

export type Request = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api`. */
  readonly path: string
  readonly body?: unknown
}

/** `undefined`: no answer came. */
type Answer = { readonly status: number; readonly body: Json; readonly retryAfterSeconds: number | undefined }

export type Tally = {
  acknowledged: number
  refused: number
  unknown: number
  /** Requests without an answer, the repeated ones included. */
  unanswered: number
  /** Answers 503, which ask to come again. */
  unavailable: number
  reads: number
}

export function newTally(): Tally {
  return { acknowledged: 0, refused: 0, unknown: 0, unanswered: 0, unavailable: 0, reads: 0 }
}

export type Surroundings = {
  readonly address: string
  readonly journal: Journal
  readonly tally: Tally
  /** What must never happen, whatever is killed: named here as it is met. */
  readonly faults: string[]
  /** How many changes of each kind were acknowledged. */
  readonly done: Map<string, number>
}

/** One person at one desk or phone: signed in, writing down what was acknowledged before going on. */
export type Caller = {
  readonly username: string
  /** @returns the answer, or `undefined` where it was refused or none came */
  readonly read: (path: string) => Promise<Json | undefined>
  /**
   * Asks for a change and writes its end down.
   *
   * @param repeatable the door takes the same again, so it is sent until it is answered
   */
  readonly change: (
    change: Change,
    request: Request,
    options?: { readonly repeatable?: boolean },
  ) => Promise<Json | undefined>
  readonly signIn: () => Promise<void>
  readonly signOut: () => Promise<void>
}

/** Longest a request may take: longer than the database waits for a lock. */
const patienceMs = 40_000

export function callerOf(username: string, number: number, around: Surroundings): Caller {
  const { journal, tally, faults, done } = around
  let cookie = ''

  const send = (request: Request): Promise<Answer | undefined> => ask(around.address, number, { ...request, cookie })

  /** Until an answer comes that is none of "come again". */
  const persist = async (request: Request): Promise<Answer> => {
    for (;;) {
      const answer = await send(request)
      if (answer === undefined) tally.unanswered += 1
      else if (answer.status === 503 || answer.status === 429) tally.unavailable += 1
      else if (answer.status !== 500) return answer
      else faults.push(`${request.method} ${request.path} was answered 500: ${JSON.stringify(answer.body)}`)
      await pause(Math.min(answer?.retryAfterSeconds ?? 0.2, 2) * 1000)
    }
  }

  const openSession = async (): Promise<void> => {
    const entry = journal.sent(username, { kind: 'session.opened', username })
    const answer = await persist({ method: 'POST', path: '/session', body: { username, password: torturePassword } })
    if (answer.status !== 200) throw new Error(`${username} is not let in: ${JSON.stringify(answer.body)}`)
    cookie = String(answer.body['cookie'])
    journal.ended(entry, { end: 'acknowledged', answer: {} })
  }

  const end = (entry: number, outcome: Outcome, kind: string): void => {
    journal.ended(entry, outcome)
    tally[outcome.end] += 1
    if (outcome.end === 'acknowledged') done.set(kind, (done.get(kind) ?? 0) + 1)
  }

  /** A session outlives every crash: whoever is asked to sign in again has lost it. */
  const signedIn = async (answer: Answer | undefined): Promise<boolean> => {
    if (answer?.status !== 401) return true
    faults.push(`${username} was signed out by the server`)
    await openSession()
    return false
  }

  return {
    username,
    signIn: openSession,
    signOut: async () => {
      const entry = journal.sent(username, { kind: 'session.closed', username })
      await persist({ method: 'DELETE', path: '/session' })
      end(entry, { end: 'acknowledged', answer: {} }, 'session.closed')
      await openSession()
    },
    read: async path => {
      const answer = await send({ method: 'GET', path })
      tally.reads += 1
      if (answer === undefined) tally.unanswered += 1
      if (answer?.status === 500) faults.push(`GET ${path} was answered 500: ${JSON.stringify(answer.body)}`)
      if (!(await signedIn(answer))) return undefined
      if (answer === undefined || answer.status === 503 || answer.status === 429) await pause(200)
      return answer?.status === 200 ? answer.body : undefined
    },
    change: async (change, request, { repeatable = false } = {}) => {
      const entry = journal.sent(username, change)
      const answer = repeatable ? await persist(request) : await send(request)
      const outcome = outcomeOf(answer)
      end(entry, outcome, change.kind)
      if (answer === undefined) tally.unanswered += 1
      if (!repeatable && answer?.status === 503) tally.unavailable += 1
      if (answer?.status === 500)
        faults.push(`${request.method} ${request.path} was answered 500: ${JSON.stringify(answer.body)}`)
      await signedIn(answer)
      if (answer === undefined || answer.status >= 429) await pause(200)
      return outcome.end === 'acknowledged' ? answer?.body : undefined
    },
  }
}

/** Answers that say themselves that it is not known whether it was done. */
const silentCodes = new Set(['internal', 'database.outcome-unknown'])

function outcomeOf(answer: Answer | undefined): Outcome {
  if (answer === undefined) return { end: 'unknown', why: 'no answer' }
  const { status, body } = answer
  if (status >= 200 && status < 300) return { end: 'acknowledged', answer: acknowledgementOf(body) }
  const code = String(body['code'] ?? 'none')
  if (silentCodes.has(code)) return { end: 'unknown', why: code }
  return { end: 'refused', status, code }
}

/** The id and version an answer gives to what was changed, wherever this door puts them. */
function acknowledgementOf(body: Json): Acknowledgement {
  const inner = (body['water'] ?? body['candidate'] ?? body) as Json // the doors' own shapes
  const id = body['verdictId'] ?? inner['waterId'] ?? inner['id']
  const version = inner['version']
  return {
    ...(typeof id === 'string' ? { id } : {}),
    ...(typeof version === 'number' ? { version } : {}),
  }
}

async function ask(
  address: string,
  number: number,
  request: Request & { readonly cookie: string },
): Promise<Answer | undefined> {
  try {
    const answer = await fetch(`${address}/api${request.path}`, {
      method: request.method,
      headers: headersOf(request, number),
      signal: AbortSignal.timeout(patienceMs),
      ...(request.body === undefined ? {} : { body: bodyOf(request.body) }),
    })
    const text = await answer.text()
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
    const retryAfter = answer.headers.get('retry-after')
    return {
      status: answer.status,
      body: { ...parsed(text), ...(cookie === undefined ? {} : { cookie }) },
      retryAfterSeconds: retryAfter === null ? undefined : Number(retryAfter),
    }
  } catch {
    // Refused, reset, cut off in the middle of the answer: for the caller all the same, nobody answered.
    return undefined
  }
}

function headersOf({ body, cookie }: Request & { readonly cookie: string }, number: number): Record<string, string> {
  return {
    cookie,
    // Everybody calls from a place of their own.
    'x-forwarded-for': `10.1.${number >> 8}.${number & 255}`,
    ...(body === undefined
      ? {}
      : { 'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json' }),
  }
}

function bodyOf(body: unknown): string | Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body)
}

function parsed(text: string): Json {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Json) : { value } // any JSON object
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { text: text.slice(0, 200) }
  }
}
