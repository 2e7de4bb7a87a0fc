import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { Problem } from '../../domain/problems.ts'
import type { Database } from '../db/database.ts'
import type { JobQueue } from '../jobs.ts'
import { notFound } from './problems.ts'

/**
 * `/healthz` (the process answers), `/readyz` (database answers and the server is not stopping), `/metrics` (Prometheus).
 * Metrics count the work of all counties together, so they are for whoever runs the machine: asked on it, or with the token.
 *
 * @param isStopping true once a graceful stop began: the balancer then sends requests elsewhere
 * @param metricsToken lets a monitoring system on another machine read the metrics
 */
export function serveHealth(
  http: FastifyInstance,
  database: Database,
  queue: JobQueue,
  { isStopping, metricsToken }: { readonly isStopping: () => boolean; readonly metricsToken?: string | undefined },
): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'jiuqing_' })
  measureRequests(http, registry)
  measureDatabase(database, queue, registry)
  http.get('/healthz', async () => ({ status: 'ok' }))
  http.get('/readyz', async (_request, reply) => {
    if (isStopping()) return reply.status(503).send({ status: 'stopping' })
    await database.pool.query('select 1')
    return { status: 'ready' }
  })
  http.get('/metrics', async (request, reply) => {
    if (!isOfTheMachine(request) && !bringsToken(request, metricsToken)) {
      throw new Problem(notFound, { path: '/metrics' })
    }
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

const loopback = /^(?:127\.|::1$|::ffff:127\.)/

/** What a proxy on the machine hands on comes from elsewhere. */
function isOfTheMachine({ socket, headers }: FastifyRequest): boolean {
  const handedOn = ['x-forwarded-for', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'].some(
    name => headers[name] !== undefined,
  )
  return !handedOn && loopback.test(socket.remoteAddress ?? '')
}

/** Compared as hashes, so that the time taken tells nothing of how much of it was right. */
function bringsToken({ headers }: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return false
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(headers.authorization ?? ''), hash(`Bearer ${token}`))
}

function measureRequests(http: FastifyInstance, registry: Registry): void {
  const seconds = new Histogram({
    name: 'jiuqing_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  })
  const errors = new Counter({
    name: 'jiuqing_unexpected_errors_total',
    help: 'Answers with status 500',
    registers: [registry],
  })
  http.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    if (reply.statusCode === 500) errors.inc()
  })
}

function measureDatabase(database: Database, queue: JobQueue, registry: Registry): void {
  new Gauge({
    name: 'jiuqing_database_connections',
    help: 'Connections of the application by state',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      this.set({ state: 'open' }, database.pool.totalCount)
      this.set({ state: 'idle' }, database.pool.idleCount)
      this.set({ state: 'wanted' }, database.pool.waitingCount)
    },
  })
  new Gauge({
    name: 'jiuqing_jobs_waiting',
    help: 'Jobs not yet done',
    registers: [registry],
    async collect() {
      this.set(await queue.waiting())
    },
  })
  new Gauge({
    name: 'jiuqing_jobs_given_up',
    help: 'Jobs that gave up and that nobody has seen to, by job',
    labelNames: ['job'] as const,
    registers: [registry],
    async collect() {
      this.reset()
      for (const [job, count] of await queue.givenUp()) this.set({ job }, count)
    },
  })
}
