import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { permissions, type Permission } from '../../domain/permissions.ts'
import { Problem } from '../../domain/problems.ts'
import type { Actor } from '../actor.ts'
import type { Database } from '../db/database.ts'
import { windowMs } from './flood-counts.ts'
import { fullPath, isBytesBody, isFileAnswer, type BytesBody, type Endpoint, type FileAnswer } from './endpoint.ts'
import { notPermitted, notSignedIn, passwordChangeRequired } from './problems.ts'
import { validated } from './validate.ts'

/** Who calls, as found from cookie or token; `undefined` for nobody. */
export type Caller = { readonly actor: Actor; readonly mustChangePassword: boolean }

export type Door = {
  readonly http: FastifyInstance
  readonly database: Database
  readonly authenticate: (request: FastifyRequest) => Promise<Caller | undefined>
  /** Every endpoint served so far, for OpenAPI and for the tests that walk all doors. */
  readonly endpoints: Endpoint[]
}

/** A file as the answer of an endpoint. */
export type FileReply = {
  readonly content: Readable | Uint8Array | string
  readonly type: string
  /** Offered as the name to save under; may be Chinese. */
  readonly name?: string
  readonly headers?: Readonly<Record<string, string>>
  /** 304 and 204 answers carry no content. */
  readonly status?: 200 | 204 | 304
}

/** With a file that somebody uploaded: it is shown, never run. */
export const shownNeverRun = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" }

type Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType | BytesBody, May> = {
  readonly database: Database
  readonly actor: May extends 'anyone' ? Actor | undefined : Actor
  readonly params: z.output<P>
  readonly query: z.output<Q>
  readonly body: B extends z.ZodType ? z.output<B> : Readable
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type Output<A extends z.ZodType | FileAnswer> = A extends z.ZodType ? z.input<A> : FileReply

/** Endpoints that stay open to someone who still has to change the first password. */
const openBeforePasswordChange = new Set(['/api/session', '/api/session/password'])

/**
 * Puts an endpoint on the server: checks caller and permission, validates what comes in, cuts what goes out to its schema.
 *
 * @example serve(door, getWater, ({ database, actor, params }) => reading(database, actor, tx => findWater(tx, params.id)))
 */
export function serve<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType | BytesBody,
  A extends z.ZodType | FileAnswer,
>(door: Door, declared: Endpoint<P, Q, B, A>, handle: (input: Input<P, Q, B, string>) => Promise<Output<A>>): void {
  serveFor(door, declared, async (caller, request, reply) => {
    const actor = permittedActor(declared, caller)
    return handle({ ...inputOf(door, declared, request, reply), actor } as Input<P, Q, B, string>) // parts validated against the same schemas
  })
}

/** As `serve`, for doors open to anyone: the actor may be absent. */
export function serveAnyone<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType | BytesBody,
  A extends z.ZodType | FileAnswer,
>(door: Door, declared: Endpoint<P, Q, B, A>, handle: (input: Input<P, Q, B, 'anyone'>) => Promise<Output<A>>): void {
  serveFor(
    door,
    declared,
    async (caller, request, reply) =>
      handle({ ...inputOf(door, declared, request, reply), actor: caller?.actor } as Input<P, Q, B, 'anyone'>), // as above
  )
}

type Answering = (caller: Caller | undefined, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

function serveFor(door: Door, declared: Endpoint, answer: Answering): void {
  // A list of endpoints with different schemas: each is an Endpoint of the widest kind.
  door.endpoints.push(declared)
  door.http.route({
    method: declared.method,
    url: fullPath(declared),
    ...(isBytesBody(declared.body) ? { bodyLimit: declared.body.bytes.maxBytes } : {}),
    ...limitOf(declared),
    handler: async (request, reply) => {
      const caller = await door.authenticate(request)
      const answered = await answer(caller, request, reply)
      if (isFileAnswer(declared.answer)) return sendFile(reply, answered as FileReply) // the handler's type says so
      reply.header('cache-control', 'no-store')
      return declared.answer.parse(answered)
    },
  })
}

/** What is open to anyone is counted by address: a made-up cookie must not buy more tries at passwords. */
function limitOf({ perMinute, may }: Endpoint) {
  if (perMinute === undefined) return {}
  const byAddress = { keyGenerator: ({ ip }: FastifyRequest) => ip }
  return { config: { rateLimit: { max: perMinute, timeWindow: windowMs, ...(may === 'anyone' ? byAddress : {}) } } }
}

function permittedActor(declared: Pick<Endpoint, 'may' | 'method' | 'path'>, caller: Caller | undefined): Actor {
  if (caller === undefined) throw new Problem(notSignedIn, {})
  if (caller.mustChangePassword && !openBeforePasswordChange.has(fullPath(declared)))
    throw new Problem(passwordChangeRequired, {})
  if (declared.may !== 'anyone' && declared.may !== 'signed-in') requirePermission(caller.actor, declared.may)
  return caller.actor
}

/** @throws Problem `permission.missing` */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!actor.may(permission)) throw new Problem(notPermitted, { permission, ...permissions[permission] })
}

function inputOf(door: Door, declared: Endpoint, request: FastifyRequest, reply: FastifyReply) {
  const body = declared.body
  return {
    database: door.database,
    params: declared.params === undefined ? undefined : validated(declared.params, request.params, 'path'),
    query: declared.query === undefined ? undefined : validated(declared.query, request.query, 'query'),
    body: body === undefined ? undefined : isBytesBody(body) ? request.body : validated(body, request.body, 'body'),
    request,
    reply,
  }
}

function sendFile(reply: FastifyReply, answer: FileReply): FastifyReply {
  reply.status(answer.status ?? 200).type(answer.type)
  if (answer.name !== undefined) {
    reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.name)}`)
  }
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value)
  return reply.send(answer.status === 304 || answer.status === 204 ? null : answer.content)
}
