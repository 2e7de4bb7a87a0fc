import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../../src/domain/ids.ts'
import { fullPath } from '../../src/platform/http/endpoint.ts'
import { outside } from './expectations.ts'
import { memberAt, openPlatform, type Answer, type Platform } from './platform.ts'
import { furnishAll, type KnownWorlds, type Worlds } from './walk.ts'
import { photoOf, worldsOf } from './worlds.ts'

let platform: Platform
let worlds: Worlds
let known: KnownWorlds

beforeAll(async () => {
  platform = await openPlatform()
  worlds = worldsOf(platform)
  known = await furnishAll(platform, worlds, { names: ['shaping-first', 'chengxi', 'yongchuan'], round: 0 })
})
afterAll(() => platform.close())

const li = () => memberAt(platform.cast, 'county-officer', 'dianjiang')
const sun = () => memberAt(platform.cast, 'county-officer', 'yongchuan')
const chen = () => memberAt(platform.cast, 'town-chief', 'chengxi')

const parsed = ({ body }: Answer) => JSON.parse(body.toString()) as Record<string, unknown> // doors asked here answer objects

/** Without ids, hashes and times, which differ by nature. */
const shapeOf = ({ status, body }: Answer) =>
  `${status} ${body
    .toString()
    .replaceAll(/[0-9a-f]{64}|[0-9a-f-]{36}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…')
    .replaceAll(/\d+ ?(?=[,}])/g, '0')}`

describe('a file that another county uploaded as well', () => {
  it('is attached like one that nobody has', async () => {
    const attach = async (photo: Buffer) => {
      const sha256 = createHash('sha256').update(photo).digest('hex')
      const path = `/waters/${known.yongchuan.waterId}/attachments/${uuidv7(Date.now())}?name=a.png&sha256=${sha256}`
      return platform.ask(sun().session, { method: 'PUT', path, body: photo })
    }
    const theirs = await attach(await photoOf({ world: worlds['shaping-first'], round: 0 }))
    const nobodys = await attach(await photoOf({ world: worlds['shaping-first'], round: 99 }))
    expect(theirs.status).toBe(200)
    expect(shapeOf(theirs)).toBe(shapeOf(nobodys))
  })

  it('is imported like one that nobody has', async () => {
    const list = (name: string) => Buffer.from(`县级行政区划,水体名称\n垫江县,${name}`)
    const send = async (body: Buffer, member = sun()) =>
      platform.ask(member.session, { method: 'POST', path: '/survey-imports?fileName=a.csv', body })
    expect((await send(list('甲塘'), li())).status).toBe(200)
    expect(shapeOf(await send(list('甲塘')))).toBe(shapeOf(await send(list('乙塘'))))
  })
})

describe('a username of another county', () => {
  it('is refused at the door like a name that nobody has', async () => {
    const signIn = async (username: string) =>
      platform.ask({}, { method: 'POST', path: '/session', body: { username, password: 'Wrong#2026-jiuqing' } })
    for (let attempt = 0; attempt < 7; attempt++) {
      const [taken, free] = [await signIn(known['shaping-first'].username), await signIn('nobody.00')]
      expect(shapeOf(taken)).toBe(shapeOf(free))
    }
  })

  it('cannot be given again, and the refusal does not say where it is', async () => {
    const create = async (username: string) =>
      platform.ask(sun().session, {
        method: 'POST',
        path: '/accounts',
        body: {
          username,
          displayName: '新人',
          role: 'village-chief',
          organisationId: known.yongchuan.organisationId,
          regionCode: known.yongchuan.region,
        },
      })
    const [foreign, own] = [known['shaping-first'].username, known.yongchuan.username]
    const [abroad, here] = [await create(foreign), await create(own)]
    expect(abroad.status).toBe(409)
    const without = (answer: Answer, name: string) => shapeOf(answer).replaceAll(name, '«username»')
    expect(without(abroad, foreign)).toBe(without(here, own))
  })
})

describe('an external number', () => {
  const number = async (member: ReturnType<typeof li>, waterId: string, text: string) =>
    platform.ask(member.session, {
      method: 'POST',
      path: `/waters/${waterId}/numbers`,
      body: { issuer: '生态环境局', number: text, issuedOn: '2026-11-02' },
    })

  it('that another county has is free', async () => {
    const added = await number(sun(), known.yongchuan.waterId, known['shaping-first'].number)
    expect(added.status).toBe(200)
  })

  it('that another town of the county has is taken, without naming its water', async () => {
    const refused = await number(chen(), known.chengxi.waterId, known['shaping-first'].number)
    expect(refused.status).toBe(409)
    expect(refused.body.toString()).not.toContain(known['shaping-first'].code)
  })
})

describe('a task that the city sets for one county alone', () => {
  it('is not shown to the others, nor to the towns it does not ask', async () => {
    const city = memberAt(platform.cast, 'municipal-officer', 'city')
    const set = await platform.ask(city.session, {
      method: 'POST',
      path: '/survey/tasks',
      body: {
        title: '专项排查',
        regionCode: city.region,
        dueOn: '2027-01-01',
        villages: { filter: 'listed', codes: [known['shaping-first'].region] },
      },
    })
    const { id } = parsed(set)['task'] as { id: string } // as the contract says
    const shown = async (member: ReturnType<typeof li>) =>
      (await platform.ask(member.session, { method: 'GET', path: `/survey/tasks/${id}` })).status
    expect(await shown(city)).toBe(200)
    expect(await shown(li())).toBe(200)
    expect(await shown(memberAt(platform.cast, 'town-chief', 'shaping'))).toBe(200)
    expect(await shown(chen())).toBe(404)
    expect(await shown(sun())).toBe(404)
  })
})

describe('what is numbered or dated by itself', () => {
  it('counts one’s own county alone in the codes of waters', async () => {
    const codes = async (member: ReturnType<typeof li>) => {
      const { items } = parsed(await platform.ask(member.session, { method: 'GET', path: '/waters?limit=500' })) as {
        items: { code: string }[]
      }
      return items.map(({ code }) => Number(code.split('-')[1])).toSorted((a, b) => a - b)
    }
    const own = await codes(sun())
    expect(own).toEqual(own.map((_, index) => index + 1))
  })

  it('carries a time and chance in its id, and no count', () => {
    const at = Date.parse('2026-11-01T00:00:00Z')
    const ids = Array.from({ length: 200 }, () => uuidv7(at))
    expect(new Set(ids.map(id => id.slice(0, 13))).size).toBe(1)
    expect(ids.toSorted()).not.toEqual(ids)
  })
})

describe('what stands outside the API', () => {
  it('is on the list, with its reason', async () => {
    await platform.app.http.ready()
    const documented = new Set(platform.app.door.endpoints.map(fullPath))
    const served = pathsIn(platform.app.http.printRoutes({ commonPrefix: false }))
    // Which files the office has depends on whether it is built.
    const undocumented = served
      .filter(path => !documented.has(path))
      .map(path => path.replace(/^\/office.*/, '/office'))
    expect([...new Set(undocumented)].toSorted()).toEqual(Object.keys(outside).toSorted())
  })

  it.each(['/api', '/api/openapi.json', '/healthz', '/readyz', '/office/'])(
    'tells nothing of any world: %s',
    async url => {
      const { body } = await platform.app.http.inject({ url, headers: li().session })
      for (const { waterId, code, word, username, number } of Object.values(known)) {
        for (const mark of [waterId, code, word, username, number]) expect(body).not.toContain(mark)
      }
    },
  )

  it('shows metrics to the machine itself alone', async () => {
    const ask = async (remoteAddress: string, headers: Record<string, string> = {}) =>
      (await platform.app.http.inject({ url: '/metrics', remoteAddress, headers })).statusCode
    expect(await ask('127.0.0.1')).toBe(200)
    expect(await ask('::ffff:127.0.0.1')).toBe(200)
    expect(await ask('10.0.0.9')).toBe(404)
    expect(await ask('127.0.0.1', { 'x-forwarded-for': '10.0.0.9' })).toBe(404)
    expect(await ask('127.0.0.1', { via: '1.1 proxy' })).toBe(404)
    expect(await ask('10.0.0.9', { authorization: 'Bearer undefined' })).toBe(404)
    expect(await ask('10.0.0.9', memberAt(platform.cast, 'administrator', 'country').session)).toBe(404)
  })
})

/** The paths of Fastify's printed tree, whose branches continue what stands above them. */
function pathsIn(tree: string): readonly string[] {
  const branch: string[] = []
  return tree.split('\n').flatMap(line => {
    const found = /^([│ ]*)[├└]── (\S+)( \()?/.exec(line)
    if (found === null) return []
    const [, indent = '', part = '', methods] = found
    branch.splice(indent.length / 4, Infinity, part)
    return methods === undefined ? [] : [branch.join('')]
  })
}
