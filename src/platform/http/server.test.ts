import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLog } from '../log.ts'
import { closeWithin, createServer } from './server.ts'

let http: FastifyInstance
let inFlight = 0

function after(ms: number): Promise<string> {
  inFlight += 1
  return new Promise(resolve => {
    if (Number.isFinite(ms)) setTimeout(() => resolve('ok'), ms)
  })
}

beforeEach(async () => {
  http = await createServer({ log: openLog('silent'), mapSources: [] })
  http.get('/here', async () => 'ok')
  inFlight = 0
  http.get('/soon', () => after(100))
  http.get('/never', () => after(Infinity))
})
afterEach(() => http.close())

const ask = async (headers: Record<string, string>, remoteAddress = '10.0.0.1') =>
  (await http.inject({ url: '/here', headers, remoteAddress })).statusCode

/** As many as one caller may ask in a minute. */
async function useUp(headers: Record<string, string>): Promise<void> {
  for (let asked = 0; asked < 1200; asked++) await ask(headers)
}

describe('the limit of requests', () => {
  it('counts each session for itself, so that an office behind one address is not shut out by one of its people', async () => {
    await useUp({ cookie: 'a=1; jiuqing.session_token=one' })
    expect(await ask({ cookie: 'jiuqing.session_token=one; a=2' })).toBe(429)
    expect(await ask({ cookie: 'jiuqing.session_token=two' })).toBe(200)
    expect(await ask({ authorization: 'Bearer jq_three' })).toBe(200)
    expect(await ask({})).toBe(200)
  })

  it('counts whoever brings no session by address', async () => {
    await useUp({})
    expect(await ask({ cookie: 'other=cookie' })).toBe(429)
    expect(await ask({}, '10.0.0.2')).toBe(200)
  })
})

describe('stopping', () => {
  it('answers what is in flight, and does not wait for ever', async () => {
    const address = await http.listen({ port: 0, host: '127.0.0.1' })
    const soon = fetch(`${address}/soon`)
    const never = fetch(`${address}/never`).then(
      () => 'answered',
      () => 'cut off',
    )
    await expect.poll(() => inFlight, { interval: 5 }).toBe(2)
    await closeWithin(http, 400)
    expect((await soon).status).toBe(200)
    expect(await never).toBe('cut off')
  })
})
