import { describe, expect, it } from 'vitest'
import { foreignMarks, foreignTo, marksIn, type Marks } from './checker.ts'
import { doors } from './expectations.ts'
import { leakyDoors } from './leaky-routes.ts'
import { memberAt, type Platform } from './platform.ts'
import {
  callsAt,
  changesIn,
  compareWorlds,
  documented,
  furnishAll,
  neighbours,
  nowhereNear,
  toldAt,
  type KnownWorlds,
  type Place,
  type Worlds,
} from './walk.ts'
import type { WorldName } from './worlds.ts'

/** The platform with its worlds; its server also serves the leaks (`serveLeaks`). */
export type Stage = { readonly platform: Platform; readonly worlds: Worlds; readonly known: KnownWorlds }

/** What stands on record now, and in which world: told elsewhere, it is a leak. */
export function marksNow({ platform, worlds }: Stage): Promise<Marks> {
  return marksIn(
    platform.test,
    Object.values(worlds).map(({ word }) => word),
  )
}

/** Which worlds grow, and who must not notice: each place once, because asking all doors twice takes its time. */
const growth = [
  { grown: ['yongchuan', 'zone'], unaware: ['dianjiang', 'shaping'] },
  { grown: ['shaping-second', 'chengxi'], unaware: ['yongchuan', 'zone', 'shaping-first'] },
  { grown: ['shaping-first'], unaware: ['shaping-second', 'chengxi'] },
] as const satisfies readonly { grown: readonly WorldName[]; unaware: readonly Place[] }[]

/** Paths of doors whose every answer differs by its moment. */
const momentary = Object.entries(doors)
  .filter(([, { namesItsMoment }]) => namesItsMoment === true)
  .map(([door]) => new RegExp(` ${door.split(' ')[1]?.replaceAll(/:\w+/g, '[^/?]+')}(\\?[^:]*)?:`))

/** Chapters of `walls.test.ts`, which has the platform: they change its worlds, so they come last. */
export function testGrowth(stage: () => Stage): void {
  describe('a world that grows', () => {
    it.each(growth)('changes no count, order, cursor, tile or tag for others: $grown', async ({ grown, unaware }) => {
      const { platform, worlds, known } = stage()
      const about = (at: Place) => [...neighbours[at].own, ...grown].map(name => known[name])
      const before = new Map<Place, Awaited<ReturnType<typeof toldAt>>>()
      for (const at of unaware) before.set(at, await toldAt(platform, doors, { at, about: about(at) }))
      await furnishAll(platform, worlds, { names: grown, round: growth.findIndex(one => one.grown === grown) + 1 })
      const marks = await marksNow(stage())
      const noticed: string[] = []
      for (const at of unaware) {
        const after = await toldAt(platform, doors, { at, about: about(at) })
        noticed.push(
          ...changesIn(before.get(at)!, after)
            .map(({ what }) => what)
            .filter(what => !momentary.some(pattern => pattern.test(what))),
        )
        const foreign = foreignTo(
          marks,
          platform.cast.find(member => member.at === at)!,
        )
        for (const [asked, answer] of after) {
          noticed.push(
            ...foreignMarks(answer, foreign, decodeURIComponent(asked)).map(({ what }) => `${asked}: ${what}`),
          )
        }
      }
      expect(noticed).toEqual([])
    })
  })

  describe('a leaky route', () => {
    it('is missed by the table of expectations', () => {
      const { endpoints } = stage().platform.app.door
      const leaky = Object.values(leakyDoors).map(({ endpoint }) => endpoint)
      expect(documented([...endpoints, ...leaky])).not.toEqual(documented(endpoints))
      expect(documented(leaky).filter(name => name in doors)).toEqual([])
    })

    it.each(Object.entries(leakyDoors))('is caught: %s', async (name, { expectation, caughtBy }) => {
      const { platform, known } = stage()
      const leaky = { [name]: expectation }
      const [call] = callsAt(platform, leaky, 'dianjiang')
      const [there, own] = [known.yongchuan, known.chengxi]
      const foreign = foreignTo(await marksNow(stage()), call!.member)
      const compared = await compareWorlds(platform, call!, { there, nowhere: nowhereNear(platform, there), foreign })
      const before = await toldAt(platform, leaky, { at: 'dianjiang', about: [own] })
      await growByOne(stage(), 'yongchuan')
      const after = await toldAt(platform, leaky, { at: 'dianjiang', about: [own] })
      const hows = new Set([...compared, ...changesIn(before, after)].map(({ how }) => how))
      expect([...hows]).toContain(caughtBy)
    })
  })
}

async function growByOne({ platform, worlds }: Stage, name: 'yongchuan'): Promise<void> {
  const officer = memberAt(platform.cast, 'county-officer', name)
  const values = { name: '又一塘', type: 'pond', regionCode: worlds[name].region, areaM2: 4321 }
  const added = await platform.ask(officer.session, {
    method: 'POST',
    path: '/waters',
    body: { values, acceptDoubts: true },
  })
  expect(added.status).toBe(200)
}
