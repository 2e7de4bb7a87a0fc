import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from './cast.ts'
import { foreignTo } from './checker.ts'
import { doors } from './expectations.ts'
import { marksNow, testGrowth } from './growth.ts'
import { serveLeaks } from './leaky-routes.ts'
import { openPlatform, type Platform } from './platform.ts'
import {
  callsAt,
  compareWorlds,
  documented,
  each,
  furnishAll,
  harmless,
  isRefused,
  neighbours,
  nowhereNear,
  passes,
  type KnownWorlds,
  type Place,
  type Worlds,
} from './walk.ts'
import { worldsOf, type WorldName } from './worlds.ts'

let platform: Platform
let worlds: Worlds
let known: KnownWorlds
const places = Object.keys(neighbours) as Place[] // the keys of the record

beforeAll(async () => {
  platform = await openPlatform(serveLeaks)
  worlds = worldsOf(platform)
  known = await furnishAll(platform, worlds, { names: Object.keys(worlds) as WorldName[], round: 0 }) // likewise
})
afterAll(() => platform.close())

const stage = () => ({ platform, worlds, known })

describe('the table of expectations', () => {
  it('names every route of the OpenAPI document, and no other', () => {
    expect(Object.keys(doors).toSorted()).toEqual(documented(platform.app.door.endpoints).toSorted())
  })
})

describe('the first wall', () => {
  it('lets pass whom the table names, by session and by token, and nobody else', async () => {
    const wrong: string[] = []
    for (const [index, [name, door]] of Object.entries(doors)
      .filter(([, door]) => door.endsSession !== true)
      .entries()) {
      const asked = harmless(door, nowhereNear(platform, known.yongchuan))
      await each(oneOfEachRole(platform.cast, index), async member => {
        const answer = await platform.ask(member.session, asked)
        if (isRefused(answer) === passes(door, member)) wrong.push(`${name} ${member.name}: ${answer.status}`)
      })
      await each(oneOfEachRole(platform.cast, index + 1), async member => {
        const answer = await platform.ask(member.token, asked)
        const expected = passes(door, member)
        if (isRefused(answer) === expected && !(expected && door.personOnly)) {
          wrong.push(`${name} token of ${member.name}: ${answer.status}`)
        }
      })
    }
    expect(wrong).toEqual([])
  })

  it('lets nobody in without a session, but to the doors that are open to anyone', async () => {
    const open: string[] = []
    for (const [name, door] of Object.entries(doors)) {
      const answer = await platform.ask({}, harmless(door, nowhereNear(platform, known.yongchuan)))
      if (!isRefused(answer)) open.push(name)
    }
    const anyone = Object.entries(doors).filter(([, { who }]) => who === 'anyone')
    expect(open.toSorted()).toEqual(anyone.map(([name]) => name).toSorted())
  })
})

/** At another place for each door, so that every member of the cast meets doors of every kind. */
function oneOfEachRole(cast: readonly Member[], turn: number): readonly Member[] {
  const byRole = Map.groupBy(cast, ({ role }) => role)
  return [...byRole.values()].map(members => members[turn % members.length]!) // no group is empty
}

describe('the second wall', () => {
  it.each(places)('tells %s of a foreign world what it tells of one that does not exist', async at => {
    await platform.settled()
    const marks = await marksNow(stage())
    const told: string[] = []
    const foreignOf = new Map(platform.cast.map(member => [member, foreignTo(marks, member)]))
    for (const call of callsAt(platform, doors, at)) {
      const foreign = foreignOf.get(call.member)!
      for (const name of neighbours[at].foreign) {
        const there = known[name]
        const leaks = await compareWorlds(platform, call, { there, nowhere: nowhereNear(platform, there), foreign })
        told.push(...leaks.map(({ how, what }) => `${call.member.name} ${call.name} ${name} ${how}: ${what}`))
      }
      // A job that a change has set going would tell the next door's two answers apart.
      if (!call.name.startsWith('GET ')) await platform.settled()
    }
    expect(told).toEqual([])
  })

  it('lets nobody change anything outside their world', async () => {
    const changed: unknown[] = []
    for (const { name, accountId, region } of platform.cast) {
      const facts = await platform.test.asOwner('select kind, region_code from facts where actor_id = $1', [accountId])
      const own = region.replace(/(000)+$/, '')
      const outside = facts.filter(
        ({ region_code }) => region !== '000000000000' && !String(region_code).startsWith(own),
      )
      changed.push(...outside.map(({ kind, region_code }) => `${name} ${String(kind)} in ${String(region_code)}`))
    }
    expect(changed).toEqual([])
  })
})

testGrowth(stage)
