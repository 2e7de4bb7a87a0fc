/**
 * Promise: fifty people at once, reading and writing, wait tens of milliseconds, however many waters there are.
 *
 * `node bench/users.ts [--users 50] [--seconds 60] FOLDER...`, each filled by `jiuqing load`. Starts the real server on each folder and lets
 * people of the city, of counties and of towns do what its pages do, with a second of thought between two actions. Prints the times of
 * single requests by what was asked, requests a second, refusals, and what this load generator itself took of the processor; the
 * yardstick is `/healthz`, asked meanwhile, which costs nothing but the way there and back. The corrections of waters that are made stay in the folder.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Client } from 'pg'
import { platformProcess, type PlatformProcess } from '../tests/torture/platform-process.ts'
import { inMs, quantiles, tell } from './lines.ts'
import { seats, type Seat } from './users/seats.ts'
import { actions, type Caller, type Json } from './users/actions.ts'

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: { users: { type: 'string', default: '50' }, seconds: { type: 'string', default: '60' } },
})
const users = Number(values.users)
const seconds = Number(values.seconds)
const thinkMs = 1000
/** Until connections have planned each statement once, hot code is compiled and the database has read what is asked for. */
const warmUpSeconds = 30
const smallest = new Map<string, number>()

async function measureFolder(folder: string): Promise<void> {
  const logs = await mkdtemp(join(tmpdir(), 'jiuqing-users-'))
  const platform = await platformProcess({ folder, logFile: join(logs, 'server.log') })
  await platform.start()
  const owner = await platform.connect()
  try {
    const people = await seats(platform, owner, users)
    await work(platform, people, warmUpSeconds) // thrown away
    await report(owner, await work(platform, people, seconds))
  } finally {
    await owner.end()
    await platform.stop()
    await rm(logs, { recursive: true })
  }
}

type Worked = {
  readonly times: ReadonlyMap<string, readonly number[]>
  readonly refused: ReadonlyMap<string, number>
  readonly generatorShare: number
}

async function work(platform: PlatformProcess, people: readonly Seat[], forSeconds: number): Promise<Worked> {
  const times = new Map<string, number[]>()
  const refused = new Map<string, number>()
  const endAt = Date.now() + forSeconds * 1000
  const cpu = process.cpuUsage()
  const meter = (name: string, ms: number, status: number) => {
    if (status >= 400) refused.set(`${name} ${status}`, (refused.get(`${name} ${status}`) ?? 0) + 1)
    const own = times.get(name)
    if (own === undefined) times.set(name, [ms])
    else own.push(ms)
  }
  await Promise.all([
    ...people.map(seat => sit(callerOf(platform.address, seat, meter), seat, endAt)),
    watchHealth(platform.address, meter, endAt),
  ])
  const { user, system } = process.cpuUsage(cpu)
  return { times, refused, generatorShare: (user + system) / 1e6 / forSeconds }
}

/** One person: acts, thinks, acts. */
async function sit(call: Caller, seat: Seat, endAt: number): Promise<void> {
  await pause(Math.random() * thinkMs)
  while (Date.now() < endAt) {
    await chosen()(call, seat)
    // Exponential: people do not act in step.
    await pause(-Math.log(1 - Math.random()) * thinkMs)
  }
}

function chosen() {
  let left = Math.random() * actions.reduce((sum, { weight }) => sum + weight, 0)
  const found = actions.find(({ weight }) => (left -= weight) < 0)
  return (found ?? actions[0]!).act
}

type Meter = (name: string, ms: number, status: number) => void

function callerOf(address: string, { cookie, number }: Seat, meter: Meter): Caller {
  return async (name, path, { method = 'GET', body } = {}) => {
    const started = performance.now()
    const answer = await fetch(`${address}${path}`, {
      method,
      headers: {
        cookie,
        'x-forwarded-for': `10.2.0.${number}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const bytes = await answer.arrayBuffer()
    meter(name, performance.now() - started, answer.status)
    if (!answer.ok || !(answer.headers.get('content-type') ?? '').includes('json')) return undefined
    return JSON.parse(Buffer.from(bytes).toString()) as Json // every door answers with an object
  }
}

async function watchHealth(address: string, meter: Meter, endAt: number): Promise<void> {
  while (Date.now() < endAt) {
    const started = performance.now()
    const answer = await fetch(`${address}/healthz`)
    await answer.arrayBuffer()
    meter('health', performance.now() - started, answer.status)
    await pause(200)
  }
}

async function report(owner: Client, { times, refused, generatorShare }: Worked): Promise<void> {
  const counted = await owner.query<{ waters: number }>('select count(*)::int as waters from waters')
  const size = `${(counted.rows[0]?.waters ?? 0).toLocaleString('en')} waters`
  const bare = quantiles(times.get('health') ?? [Number.NaN]).p50
  const requests = [...times.values()].reduce((sum, own) => sum + own.length, 0)
  for (const [name, own] of [...times].filter(([name]) => name !== 'health').toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const took = quantiles(own)
    const before = smallest.get(name)
    if (before === undefined) smallest.set(name, took.p50)
    tell({
      promise: `${users} people: ${name}`,
      size,
      measured: `${inMs(took)} (${own.length.toLocaleString('en')} requests)`,
      yardstick: `/healthz meanwhile ${bare.toFixed(1)} ms`,
      ratio: took.p50 / bare,
      growth: before === undefined ? undefined : took.p50 / before,
    })
  }
  tell({
    promise: `${users} people: everything`,
    size,
    measured: `${(requests / seconds).toFixed(0)} requests/s, ${inMs(quantiles([...times.values()].flat()))}, refused: ${[...refused].map(([name, count]) => `${name} ${count} times`).join(', ') || 'none'}`,
    yardstick: `the load generator took ${(generatorShare * 100).toFixed(0)} % of one core`,
  })
}

for (const folder of folders) await measureFolder(folder)
