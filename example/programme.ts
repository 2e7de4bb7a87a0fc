import type { RegionCode } from '../src/domain/regions.ts'
import { shippedChongqing } from '../src/places/shipped/chongqing.ts'
import { daysAfter, daysBetween, moment } from './calendar.ts'
import { chance, type Chance } from './chance.ts'
import type { ExampleEvent, VillageReport } from './events.ts'
import { expertEvents } from './experts.ts'
import { histories } from './histories.ts'
import { cast, countyUsernames, municipalOfficer, type Person } from './people.ts'
import { positionFinder } from './positions.ts'
import { chooseSites } from './sites.ts'
import { surroundingEvents } from './surroundings.ts'
import { surveyedVillages, villagesByCounty } from './villages.ts'
import { problemEvents } from './problems.ts'
import { treatmentEvents } from './treatment-events.ts'
import { eventsOf } from './water-events.ts'
import { drawWater, type ExampleWater } from './waters.ts'

/** Change it and every invented value changes; the facts of the programme do not. */
export const exampleSeed = 20_202_022

/** The whole example as plain data: the same on every machine and at every time. */
export type ExampleProgramme = {
  readonly people: readonly Person[]
  readonly task: {
    readonly by: string
    readonly at: Date
    readonly title: string
    readonly dueOn: string
    readonly villages: readonly RegionCode[]
  }
  readonly waters: readonly ExampleWater[]
  /** In the order of time; what one county did at one moment stands together. */
  readonly events: readonly ExampleEvent[]
}

/** @example exampleProgramme().waters.length // 160 */
export function exampleProgramme(seed: number = exampleSeed): ExampleProgramme {
  const table = shippedChongqing()
  const villages = surveyedVillages(table)
  const codes = villages.map(({ code }) => code)
  const sites = chooseSites(chance(seed), villagesByCounty(villages))
  const waters = placed(seed, sites)
  const told = chance(seed + 3)
  const reported = reports(chance(seed + 4), codes, waters)
  const events = [
    ...waters.flatMap(water => eventsOf(told, water)),
    ...reported,
    ...expertEvents(waters),
    ...treatmentEvents(seed + 5, waters),
    ...surroundingEvents(seed + 6, waters),
    ...problemEvents(seed + 7, waters),
  ]
  return { people: cast(table), task: taskFor(codes), waters, events: inOrder(events) }
}

function placed(seed: number, sites: ReturnType<typeof chooseSites>): readonly ExampleWater[] {
  const lives = histories(chance(seed + 1), sites)
  const random = chance(seed + 2)
  const findPosition = positionFinder(random)
  return sites.map(
    (site, index) => drawWater(random, { site, history: lives[index]!, position: findPosition(site.countyCode) }), // a history for each site
  )
}

function taskFor(villages: readonly RegionCode[]): ExampleProgramme['task'] {
  return {
    by: municipalOfficer,
    at: moment('2020-03-10', 9),
    title: '2020年全市农村黑臭水体排查（示例）',
    dueOn: '2020-12-31',
    villages,
  }
}

const surveyBeganOn = '2020-04-10'

/** Each county reports all its villages at once, in time; a water found later was not yet seen then. */
function reports(random: Chance, villages: readonly RegionCode[], waters: readonly ExampleWater[]): ExampleEvent[] {
  const found = Map.groupBy(waters, water => water.values.regionCode)
  return [...Map.groupBy(villages, code => code.slice(0, 6))].map(([countyCode, of]) => {
    const reportedOn = daysAfter('2020-11-20', random.whole(0, 35))
    const report = (villageCode: RegionCode): VillageReport => {
      const seen = (found.get(villageCode) ?? []).filter(({ history }) => history.foundOn < reportedOn)
      const anyDay = daysAfter(surveyBeganOn, random.whole(0, daysBetween(surveyBeganOn, reportedOn) - 1))
      return { villageCode, found: seen.length, surveyedOn: seen[0]?.history.foundOn ?? anyDay }
    }
    const by = countyUsernames[countyCode]
    if (by === undefined) throw new RangeError(`no officer in ${countyCode}`)
    return { kind: 'villages-reported', reports: of.map(report), at: moment(reportedOn, 17), by, countyCode }
  })
}

/** Stable: what happens to one water at one moment keeps its order. */
function inOrder(events: readonly ExampleEvent[]): readonly ExampleEvent[] {
  return events.toSorted(
    (a, b) =>
      a.at.getTime() - b.at.getTime() || (a.countyCode < b.countyCode ? -1 : Number(a.countyCode > b.countyCode)),
  )
}
