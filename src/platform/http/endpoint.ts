import type { z } from 'zod'
import type { Permission } from '../../domain/permissions.ts'
import type { ProblemKind } from '../../domain/problems.ts'
import type { Bilingual } from '../../domain/words.ts'

/** Who may call: anyone, whoever is signed in, or whoever holds the permission. The first of the two walls. */
export type Access = 'anyone' | 'signed-in' | Permission

/** An answer that is a file: a workbook, a picture, a tile. */
export type FileAnswer = { readonly file: readonly string[] }

/** The body is the bytes of one file, sent as `application/octet-stream`. */
export type BytesBody = { readonly bytes: { readonly maxBytes: number } }

/**
 * One door of the product, declared once: the route, the client, OpenAPI and the readable page derive from it.
 * Paths are below `/api` unless they begin with another root named in `outside`.
 */
export type Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType | BytesBody = z.ZodType | BytesBody,
  Answer extends z.ZodType | FileAnswer = z.ZodType | FileAnswer,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** As in `/waters/:id`; `/api` is put before it, except for `/tiles/...` and `/w/...`. */
  readonly path: string
  readonly summary: Bilingual
  /** Chapter of the OpenAPI document: the slice's name. */
  readonly tag: string
  readonly may: Access
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly answer: Answer
  /** Kinds of problems besides those any endpoint may answer with (invalid request, not signed in, not permitted, too many). */
  // `never`: a kind with any details fits, and nobody may word it without knowing them.
  readonly problems?: readonly ProblemKind<never>[]
  /** Requests a minute from one caller, where tighter than the general limit. */
  readonly perMinute?: number
}

/**
 * Declares an endpoint. The values' types are inferred from the schemas.
 *
 * @example
 * export const getWater = endpoint({ method: 'GET', path: '/waters/:id', tag: 'waters', may: 'water.read',
 *   summary: { zh: '一个水体', en: 'One water' }, params: z.object({ id: z.uuid() }), answer: Water, problems: [waterNotFound] })
 */
export function endpoint<
  Answer extends z.ZodType | FileAnswer,
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType | BytesBody = z.ZodUndefined,
>(declared: Endpoint<Params, Query, Body, Answer>): Endpoint<Params, Query, Body, Answer> {
  return declared
}

/** The full path a client asks for: `/api/...`, or the path itself for the doors that stand outside `/api`. */
export function fullPath({ path }: Pick<Endpoint, 'path'>): string {
  return /^\/(tiles|w|ledger)(\/|$)/.test(path) ? path : `/api${path}`
}

export type ParamsOf<E> = E extends Endpoint<infer P, z.ZodType, z.ZodType | BytesBody> ? z.output<P> : never
export type QueryOf<E> = E extends Endpoint<z.ZodType, infer Q> ? z.output<Q> : never
export type BodyOf<E> =
  E extends Endpoint<z.ZodType, z.ZodType, infer B> ? (B extends z.ZodType ? z.output<B> : never) : never
export type AnswerOf<E> =
  E extends Endpoint<z.ZodType, z.ZodType, z.ZodType | BytesBody, infer A>
    ? A extends z.ZodType
      ? z.output<A>
      : Blob
    : never

export function isFileAnswer(answer: z.ZodType | FileAnswer): answer is FileAnswer {
  return 'file' in answer
}

export function isBytesBody(body: z.ZodType | BytesBody | undefined): body is BytesBody {
  return body !== undefined && 'bytes' in body
}
