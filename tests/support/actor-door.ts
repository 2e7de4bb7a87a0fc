import type { Actor } from '../../src/platform/actor.ts'
import { createServer } from '../../src/platform/http/server.ts'
import type { Door } from '../../src/platform/http/serve.ts'
import { openLog } from '../../src/platform/log.ts'
import type { TestDatabase } from './database.ts'

export type ActorDoor = {
  readonly door: Door
  /** Calls as a person of the cast; the answer's JSON. @throws where the status is not the one expected (200) */
  readonly call: (
    actor: Actor,
    request: { readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH'; readonly path: string; readonly body?: unknown },
    expectedStatus?: number,
  ) => Promise<Record<string, unknown>>
  close(): Promise<void>
}

/** A server on a test's database that takes callers at their word, for stories that are not about signing in. */
export async function openActorDoor(test: TestDatabase, serveSlices: (door: Door) => void): Promise<ActorDoor> {
  const http = await createServer({ log: openLog('silent'), publicUrl: undefined, mapSources: [] })
  const callers = new Map<string, Actor>()
  const door: Door = {
    http,
    database: test.database,
    endpoints: [],
    authenticate: async request => {
      const actor = callers.get(String(request.headers['x-actor']))
      return actor === undefined ? undefined : { actor, mustChangePassword: false }
    },
  }
  serveSlices(door)
  return {
    door,
    call: async (actor, { method, path, body }, expectedStatus = 200) => {
      callers.set(actor.username, actor)
      const answer = await http.inject({
        method,
        url: `/api${path}`,
        headers: {
          'x-actor': actor.username,
          ...(Buffer.isBuffer(body) ? { 'content-type': 'application/octet-stream' } : {}),
        },
        remoteAddress: nextAddress(),
        ...(body === undefined ? {} : { payload: body as object }), // JSON of the test's own making, or a file
      })
      if (answer.statusCode !== expectedStatus) {
        throw new Error(`${method} ${path}: ${answer.statusCode} instead of ${expectedStatus}: ${answer.body}`)
      }
      return answer.headers['content-type']?.includes('json') === true ? parsed(answer.body) : { body: answer.body }
    },
    close: () => http.close(),
  }
}

function parsed(text: string): Record<string, unknown> {
  const lines = text.trim().split('\n')
  return lines.length > 1 ? { lines: lines.map(line => JSON.parse(line)) } : JSON.parse(text)
}

let calls = 0

/** Each call comes from an address of its own: limits per address are not what these tests are about. */
function nextAddress(): string {
  calls += 1
  return `10.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}`
}
