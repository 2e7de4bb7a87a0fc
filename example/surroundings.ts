import type { SurroundingValues } from '../src/surroundings/contract.ts'
import type { FacilityState, LinkKind, SewageHandling } from '../src/surroundings/rules.ts'
import { moment } from './calendar.ts'
import { chance, type Chance } from './chance.ts'
import type { ExampleEvent } from './events.ts'
import { inventedMark } from './facts.ts'
import { nearby } from './geometries.ts'
import { countyUsernames } from './people.ts'
import { isDocumented } from './treatments.ts'
import type { ExampleWater } from './waters.ts'

// Sewage works and settlements are invented, every one of them, and say so: the published account tells nothing of them.

/** Something around a water, and how it is linked with it; without a link it is only near and is proposed. */
export type ExampleSurrounding = {
  readonly values: SurroundingValues
  readonly link?: { readonly kind: LinkKind; readonly quantityM3PerDay?: number }
}

/** The stocktaking in which they were put on record, and the day up to which flows were counted then. */
const recordedOn = '2026-11-05'
export const flowsCountedOn = '2026-10-31'

/** Around the waters of the pilot and those whose plans are kept; a water that is told without its town has none. */
export function surroundingEvents(seed: number, waters: readonly ExampleWater[]): readonly ExampleEvent[] {
  const random = chance(seed)
  return waters.filter(isSurrounded).map((water, index): ExampleEvent => {
    const by = countyUsernames[water.countyCode]
    if (by === undefined) throw new RangeError(`no officer in ${water.countyCode}`)
    const { countyCode, id: waterId } = water
    const around = aroundOf(random, water, index)
    return { kind: 'surroundings-found', waterId, around, at: moment(recordedOn, 10), by, countyCode }
  })
}

function isSurrounded(water: ExampleWater): boolean {
  return (water.site.group.pilot || isDocumented(water)) && !water.values.regionCode.endsWith('000000')
}

type Home = { readonly handling?: SewageHandling; readonly isLinked?: boolean }
type Works = {
  readonly kind: NonNullable<Facility['kind']>
  readonly state?: FacilityState
  readonly link: LinkKind
  /** Design capacity and treated flow by the sewage that is connected. */
  readonly capacityTimes?: number
  readonly flowTimes?: number
}
type Facility = Extract<SurroundingValues, { sort: 'facility' }>
type Setting = { readonly homes: readonly Home[]; readonly works: readonly Works[] }

const connected: Home = { handling: 'connected' }
const ownTank: Home = { handling: 'own-tank' }
const untreated: Home = { handling: 'none' }
const nearOnly: Home = { isLinked: false }
const runs = { kind: 'central', state: 'running', link: 'treats' } as const

/** Where a water is done its sewage is taken care of; one is near and not yet looked at. */
const settledSettings: readonly Setting[] = [
  { homes: [connected, connected], works: [{ ...runs, capacityTimes: 1.6, flowTimes: 0.9 }] },
  { homes: [connected, ownTank], works: [{ ...runs, kind: 'decentralised', capacityTimes: 1.2, flowTimes: 0.8 }] },
  { homes: [connected, nearOnly], works: [{ ...runs, kind: 'pipe-to-town' }] },
  { homes: [ownTank, ownTank], works: [{ ...runs, kind: 'resource-use', capacityTimes: 1.3 }] },
]

/** Where one is still under way, something is missing: room, works that run, works at all, or somebody who knows. */
const openSettings: readonly Setting[] = [
  { homes: [connected, untreated], works: [{ ...runs, capacityTimes: 2.6, flowTimes: 0.9 }] },
  { homes: [connected, untreated], works: [{ ...runs, capacityTimes: 0.9, flowTimes: 1 }] },
  { homes: [untreated, ownTank], works: [{ kind: 'central', state: 'building', link: 'planned-connection', capacityTimes: 1.5 }] },
  { homes: [connected, untreated, nearOnly], works: [{ kind: 'decentralised', state: 'broken', link: 'treats', capacityTimes: 1.2 }] },
  { homes: [untreated, {}], works: [] },
] // prettier-ignore

/** 水井大田水塘 is topped up with treated tailwater, as the account says; of which works and how much, it does not. */
const madeUpWater = { homes: [connected, connected], works: [{ ...runs, capacityTimes: 1.5, flowTimes: 0.9 }] } as const

function aroundOf(random: Chance, water: ExampleWater, index: number): readonly ExampleSurrounding[] {
  const isOpen = water.invented && water.history.treatment.acceptedOn === undefined
  const settings = isOpen ? openSettings : settledSettings
  const isToppedUp = water.values.name === '水井大田水塘'
  const setting = isToppedUp ? madeUpWater : settings[index % settings.length]! // within the list
  const homes = setting.homes.map((home, at) => homeOf(random, water, { ...home, at }))
  const peopleConnected = homes.reduce((sum, { values }) => sum + connectedPeople(values), 0)
  const works = setting.works.map(one => worksFor(random, water, { ...one, people: peopleConnected || 180 }))
  const topping = works.map(({ values }) => ({
    values,
    link: { kind: 'make-up-water', quantityM3PerDay: 12 } as const,
  }))
  return [...homes, ...works, ...(isToppedUp ? topping : [])]
}

function connectedPeople(values: SurroundingValues): number {
  return values.sort === 'settlement' && values.handling === 'connected' ? (values.people ?? 0) : 0
}

const homeNames = ['院子', '新村', '老湾', '大坪'] as const

function homeOf(
  random: Chance,
  water: ExampleWater,
  { handling, isLinked = true, at }: Home & { readonly at: number },
): ExampleSurrounding {
  const households = random.whole(18, 75)
  const values: SurroundingValues = {
    sort: 'settlement',
    ...commonTo(random, water, random.whole(60, 420)),
    name: `${placeOf(water)}${homeNames[at] ?? '聚居点'}${inventedMark}`,
    households,
    people: Math.round(households * random.decimal(2.3, 3.2, 2)),
    ...(handling === undefined ? {} : { handling }),
  }
  return { values, ...(isLinked ? { link: { kind: 'drains-into' } } : {}) }
}

const sizesM3PerDay = [3, 5, 8, 10, 15, 20, 25, 30, 40, 50, 60, 80] as const
/** m³ a person and day, as the policy reckons: 80 L of water, seven tenths of it. */
const sewageEach = 0.056

type Building = Works & { readonly people: number }

function worksFor(random: Chance, water: ExampleWater, { people, ...works }: Building): ExampleSurrounding {
  const { kind, state, link, capacityTimes, flowTimes } = works
  const flow = people * sewageEach
  const capacity = capacityTimes === undefined ? undefined : sizeFor(flow * capacityTimes, capacityTimes >= 1)
  const values: Facility = {
    sort: 'facility',
    ...commonTo(random, water, random.whole(250, 850)),
    name: `${placeOf(water)}${worksNames[kind]}${inventedMark}`,
    kind,
    ...(state === undefined ? {} : { state }),
    ...(capacity === undefined ? {} : { capacityM3PerDay: capacity }),
    ...(flowTimes === undefined
      ? {}
      : { treatedM3PerDay: Number((flow * flowTimes).toFixed(1)), treatedOn: flowsCountedOn }),
    households: Math.round(people / 2.8),
    operator: `运维单位${inventedMark}`,
  }
  return { values, link: { kind: link } }
}

const worksNames = {
  central: '污水处理站',
  decentralised: '分散处理设施',
  'pipe-to-town': '污水接入泵站',
  'resource-use': '污水资源化利用点',
} as const satisfies Record<NonNullable<Facility['kind']>, string>

/** Works come in sizes: the next that is enough, or the last that is not. */
function sizeFor(m3PerDay: number, isEnough: boolean): number {
  const enough = sizesM3PerDay.find(size => size >= m3PerDay) ?? 100
  return isEnough ? enough : (sizesM3PerDay.findLast(size => size <= m3PerDay) ?? 3)
}

function commonTo(random: Chance, water: ExampleWater, wayM: number) {
  return {
    regionCode: water.values.regionCode,
    position: nearby(random, water.position, wayM),
    coordinateSource: 'illustrative',
    document: '示例台账',
    note: '示例数据',
  } as const
}

function placeOf({ site, values }: ExampleWater): string {
  return site.naturalVillages ?? values.name
}
