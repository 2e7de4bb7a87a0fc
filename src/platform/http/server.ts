import { createHash, randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import Fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify'
import { Problem } from '../../domain/problems.ts'
import { translateDatabaseError } from '../db/errors.ts'
import type { Log } from '../log.ts'
import { floodCounts, windowMs, type FloodCounts } from './flood-counts.ts'
import { foreignOrigin, internal, notFound, tooLarge, tooMany, unreadable } from './problems.ts'

export type ServerOptions = {
  readonly log: Log
  readonly publicUrl?: string | undefined
  readonly mapSources: readonly string[]
  /** Where requests are counted; by this server alone where absent. */
  readonly counts?: FloodCounts
}

/** The HTTP server with what every door shares: security headers, limits, refusals as problems. No routes yet. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = options.log
  const http = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: options.publicUrl === undefined ? false : 'loopback',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 300 },
  })
  http.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
  await http.register(helmet, securityHeaders(options))
  await http.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  await limitRequests(http, options.counts ?? floodCounts())
  http.addHook('onRequest', async request => refuseForeignOrigin(request, options.publicUrl))
  http.addHook('onResponse', async (request, reply) => logRequest(options.log, request, reply))
  http.setErrorHandler((error: FastifyError | Problem, request, reply) =>
    answerProblem(error, request, reply, options.log),
  )
  http.setNotFoundHandler((request, reply) =>
    sendProblem(reply, request, new Problem(notFound, { path: pathOf(request) })),
  )
  return http
}

/**
 * Stops listening and lets requests in flight be answered; whoever reads a file too slowly for that is cut off rather than keep the
 * server from stopping.
 */
export async function closeWithin(http: FastifyInstance, waitMs: number): Promise<void> {
  const patience = setTimeout(() => http.server.closeAllConnections(), waitMs)
  await http.close()
  clearTimeout(patience)
}

/** Requests a minute of one session or token; a page of the office with its map takes about a hundred. */
const mostOfOneCaller = 1200
/** Requests a minute from one address, behind which a whole office may sit: only against floods. */
const mostOfOneAddress = 24_000

/**
 * Whoever brings a cookie or a token is counted alone, so that colleagues behind one address do not shut each other out; the
 * address is counted as well, because a cookie can be made up.
 */
async function limitRequests(http: FastifyInstance, { store }: FloodCounts): Promise<void> {
  const timeWindow = windowMs
  const errorResponseBuilder = refuseTooMany
  const keyGenerator = callerKey
  await http.register(rateLimit, { store, max: mostOfOneCaller, timeWindow, errorResponseBuilder, keyGenerator })
  const ofAddress = http.createRateLimit({ max: mostOfOneAddress, timeWindow, keyGenerator: ({ ip }) => ip })
  http.addHook('onRequest', async request => {
    const counted = await ofAddress(request)
    if (!counted.isAllowed && counted.isExceeded) throw refuseTooMany(request, counted)
  })
}

/** The session's cookie by its persisted name (people/cookies.ts), and nothing else of the header, which the caller can vary. */
const session = /(?:^|;\s*)jiuqing\.session_token=([^;]+)/

function callerKey({ headers, ip }: FastifyRequest): string {
  const secret = headers.authorization ?? session.exec(headers.cookie ?? '')?.[1]
  return secret === undefined ? ip : createHash('sha256').update(secret).digest('base64url')
}

function securityHeaders({ mapSources }: ServerOptions) {
  return {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // The office's component kit writes style elements; scripts stay strict.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:', ...mapSources],
        connectSrc: ["'self'", ...mapSources],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false as const, // the proxy that ends TLS says this; see the operating guide
    referrerPolicy: { policy: 'same-origin' as const },
    crossOriginEmbedderPolicy: false as const,
  }
}

/** A browser names the site a request comes from; a change asked for by another site is refused. */
function refuseForeignOrigin(request: FastifyRequest, publicUrl: string | undefined): void {
  const origin = request.headers.origin
  if (origin === undefined || request.method === 'GET' || request.method === 'HEAD') return
  const own = [`${request.protocol}://${request.host}`, publicUrl === undefined ? '' : new URL(publicUrl).origin]
  if (!own.includes(origin)) throw new Problem(foreignOrigin, { origin })
}

function refuseTooMany(_request: FastifyRequest, context: { ttl: number }): Problem<{ waitSeconds: number }> {
  return new Problem(tooMany, { waitSeconds: Math.ceil(context.ttl / 1000) })
}

function answerProblem(
  error: FastifyError | Problem,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Log,
): FastifyReply {
  const refusal = error instanceof Problem ? error : translateDatabaseError(error)
  if (refusal instanceof Problem) return sendProblem(reply, request, refusal)
  return answerFault(error as FastifyError, request, reply, log) // a Problem was answered above
}

function answerFault(error: FastifyError, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return sendProblem(reply, request, new Problem(tooLarge, { maxBytes: request.routeOptions.bodyLimit ?? 0 }))
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return sendProblem(reply, request, new Problem(unreadable, { why: error.message }))
  }
  log.error({ err: error, reference: request.id, path: pathOf(request) }, 'unexpected error')
  return sendProblem(reply, request, new Problem(internal, { reference: request.id }))
}

/** What is unavailable (503) mostly comes back at once: a database that recovers, a lock that is let go. */
const retryAfterSeconds = 2

/** RFC 9457. `details` are typed per code; `zh` and `en` are the sentences for people. */
function sendProblem(reply: FastifyReply, request: FastifyRequest, problem: Problem): FastifyReply {
  const { kind, details } = problem
  const words = problem.words()
  return reply
    .status(kind.status)
    .type('application/problem+json')
    .header('cache-control', 'no-store')
    .headers(kind.status === 503 ? { 'retry-after': retryAfterSeconds } : {})
    .send(
      JSON.stringify({
        type: `/api#problem-${kind.code}`,
        title: kind.title.zh,
        status: kind.status,
        code: kind.code,
        detail: words.zh,
        instance: request.id,
        zh: words.zh,
        en: words.en,
        details,
      }),
    )
}

function logRequest(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  log.info(
    {
      id: request.id,
      method: request.method,
      path: pathOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    },
    'request',
  )
}

/** Without the query: names searched for do not belong in logs. */
function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? request.url
}
