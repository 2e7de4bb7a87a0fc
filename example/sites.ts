import type { RegionCode } from '../src/domain/regions.ts'
import type { WaterType } from '../src/domain/waters.ts'
import type { Division } from '../src/places/divisions.ts'
import type { Chance } from './chance.ts'
import { groups, inventedMark, namedWaters, pilotCounties, type Group, type NamedWater } from './facts.ts'
import { numbersSummingTo } from './sums.ts'
import { shortVillageName } from './villages.ts'

/** A water of the example before it has a shape and a history. */
export type Site = {
  readonly name: string
  readonly type: WaterType
  readonly countyCode: string
  readonly regionCode: RegionCode
  readonly areaM2: number
  readonly group: Pick<Group, 'list' | 'pilot' | 'eliminated'>
  readonly naturalVillages?: string
  readonly named?: NamedWater
}

/** The 160 waters: the four named ones, and 156 invented ones, each in a village of its own. */
export function chooseSites(random: Chance, villages: ReadonlyMap<string, readonly Division[]>): readonly Site[] {
  const sizes = groups.flatMap(group =>
    numbersSummingTo(random, { ...group, total: group.areaM2 }).map(areaM2 => ({ group, areaM2 })),
  )
  const pilots = sizes.filter(({ group }) => group.pilot)
  const others = sizes.filter(({ group }) => !group.pilot)
  const counties = [...inTurn(pilotCounties, pilots.length), ...spreadOver(random, villages, others.length)]
  const free = new Map([...villages].map(([county, of]) => [county, random.shuffled(of)]))
  const names = new Set<string>()
  const invented = [...random.shuffled(pilots), ...random.shuffled(others)].map(({ group, areaM2 }, index) => {
    const countyCode = counties[index]! // as many counties as waters
    const village = free.get(countyCode)?.pop()
    if (village === undefined) throw new RangeError(`${countyCode} has too few villages`)
    return inventedSite(random, { group, areaM2, countyCode, village, names })
  })
  return [...namedWaters.map(namedSite), ...invented]
}

function inTurn(counties: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, index) => counties[index % counties.length]!) // index within the list
}

/** Every county with villages once, the rest by the number of villages. */
function spreadOver(random: Chance, villages: ReadonlyMap<string, readonly Division[]>, count: number): string[] {
  const once = [...villages.keys()]
  const weighted = [...villages].flatMap(([county, of]) => of.map(() => county))
  return [...once, ...Array.from({ length: count - once.length }, () => random.pick(weighted))]
}

function namedSite(named: NamedWater): Site {
  const { name, type, regionCode, areaM2 } = named
  const group = { list: 'national', pilot: false, eliminated: true } as const
  return { name, type, countyCode: regionCode.slice(0, 6), regionCode, areaM2, group, named }
}

type Inventing = {
  readonly group: Group
  readonly areaM2: number
  readonly countyCode: string
  readonly village: Division
  readonly names: Set<string>
}

function inventedSite(random: Chance, { group, areaM2, countyCode, village, names }: Inventing): Site {
  const type = typeFor(random, areaM2)
  const groupNumber = chineseNumbers[random.whole(0, chineseNumbers.length - 1)]!
  const short = shortVillageName(village)
  let name: string
  do name = `${nameFor[type](random, short, groupNumber)}${inventedMark}`
  while (names.has(name))
  names.add(name)
  const { list, pilot, eliminated } = group
  return {
    name,
    type,
    countyCode,
    regionCode: village.code,
    areaM2,
    group: { list, pilot, eliminated },
    naturalVillages: `${short}${groupNumber}组`,
  }
}

const chineseNumbers = ['一', '二', '三', '四', '五', '六', '七', '八']

/** Small waters are ponds and ditches, large ones ponds, rivers and a few reservoirs. */
function typeFor(random: Chance, areaM2: number): WaterType {
  if (areaM2 < 2000) return random.yes(0.62) ? 'pond' : 'ditch'
  if (areaM2 < 6000) return random.pick(['pond', 'pond', 'pond', 'river', 'ditch'])
  return random.pick(['pond', 'pond', 'river', 'river', 'reservoir'])
}

const pondWords = ['堰塘', '大田塘', '水塘', '老塘', '荷塘', '门前塘', '湾塘', '方塘'] as const
const riverWords = ['石板河', '清水溪', '桥溪河', '龙滩河', '沙溪', '柏林河', '双石溪', '黄泥河'] as const
const ditchWords = ['排水沟', '灌溉渠', '院前沟', '田间沟', '场口沟渠'] as const

const nameFor = {
  pond: (random, village, number) => `${village}${number}组${random.pick(pondWords)}`,
  ditch: (random, village, number) => `${village}${number}组${random.pick(ditchWords)}`,
  river: (random, village) => `${random.pick(riverWords)}${village}段`,
  reservoir: (_random, village) => `${village}小水库`,
  lake: (_random, village) => `${village}湖`,
} as const satisfies Record<WaterType, (random: Chance, village: string, number: string) => string>
