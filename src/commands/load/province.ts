import type { Stage } from '../../domain/lifecycle.ts'
import type { RegionCode } from '../../domain/regions.ts'
import type { SupervisionList, WaterType } from '../../domain/waters.ts'
import { countiesOf, villagesOfCounty, type DivisionTable } from '../../places/divisions.ts'
import type { Position } from '../../places/coordinates.ts'
import type { OutlineSet } from '../../places/outlines.ts'
import { boxOf } from '../../places/shapes.ts'

/** A made-up water of a synthetic province. */
export type SyntheticWater = {
  readonly regionCode: RegionCode
  readonly name: string
  readonly type: WaterType
  readonly areaM2: number
  readonly lengthM: number
  readonly widthM: number
  readonly depthCm: number
  readonly position: Position
  /** Of the reach, degrees from north. */
  readonly bearing: number
  readonly stage: Stage
  readonly list: SupervisionList | undefined
  readonly complaint: boolean
}

const names = {
  first: [...'龙泉石青白黄柏松竹杨柳桂梅金银铁铜长大新老上下东西南北双三五八九百千云天地山水月'].map(String),
  second: [...'坝湾沟岩坪坡冲坳溪河塘井桥寨堡院门口头尾嘴垭梁顶底林园田'].map(String),
} as const

const kinds: readonly { readonly type: WaterType; readonly share: number; readonly endings: readonly string[] }[] = [
  { type: 'pond', share: 0.6, endings: ['塘', '堰塘', '水塘', '大堰'] },
  { type: 'ditch', share: 0.3, endings: ['沟', '沟渠', '排水沟'] },
  { type: 'river', share: 0.07, endings: ['河', '小河'] },
  { type: 'reservoir', share: 0.03, endings: ['水库'] },
]

/** As in a programme of some years: most are known, many are done, some are new. */
const lives: readonly { readonly stage: Stage; readonly share: number }[] = [
  { stage: 'suspected', share: 0.08 },
  { stage: 'cleared', share: 0.05 },
  { stage: 'listed', share: 0.3 },
  { stage: 'planned', share: 0.08 },
  { stage: 'in-works', share: 0.12 },
  { stage: 'accepted', share: 0.12 },
  { stage: 'upkeep', share: 0.23 },
  { stage: 'relapsed', share: 0.02 },
]

/**
 * Waters of a province, spread like real ones: ponds of 200 to 12,000 m2, two fifths of them above 2,000 m2; ditches and rivers as
 * reaches; along valleys, in villages of all counties, more in some than in others. The same on every run.
 *
 * @param random between 0 and 1, 1 excluded
 */
export function* syntheticWaters(
  number: number,
  places: { readonly table: DivisionTable; readonly outlines: OutlineSet },
  random: () => number,
): Generator<SyntheticWater> {
  const villages = countiesOf(places.table).flatMap(county => valleysOf(places, county.code, random))
  const weights = villages.map(() => 0.3 + random() ** 3 * 4)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let owed = 0
  for (const [index, village] of villages.entries()) {
    owed += (number * weights[index]!) / total
    // The last village takes what rounding left over.
    const count = index === villages.length - 1 ? Math.round(owed) : Math.floor(owed)
    owed -= count
    for (let one = 0; one < count; one++) yield waterIn(village, random)
  }
}

type Valley = { readonly regionCode: RegionCode; readonly head: Position; readonly bearing: number }

const degreesPerMetre = 1 / 111_000

/** Each town has a valley; its villages lie along it. */
function valleysOf(
  { table, outlines }: { readonly table: DivisionTable; readonly outlines: OutlineSet },
  county: RegionCode,
  random: () => number,
): readonly Valley[] {
  const inside = positionsIn(outlines, county, random)
  const towns = Map.groupBy(villagesOfCounty(table, county), ({ code }) => code.slice(0, 9))
  return [...towns.values()].flatMap(villages => {
    const bearing = random() * 360
    const start = inside()
    return villages.map(({ code }, index) => ({
      regionCode: code,
      bearing: bearing + (random() - 0.5) * 40,
      head: moved(start, bearing, index * 900),
    }))
  })
}

/** Positions inside the outline of a county; about its middle where it has none. */
function positionsIn(outlines: OutlineSet, county: RegionCode, random: () => number): () => Position {
  const outline = outlines.byCode.get(county)
  if (outline === undefined) return () => ({ longitude: 107 + random(), latitude: 30 + random() })
  const [west, south, east, north] = boxOf(outline.geometry)
  return () => {
    for (;;) {
      const position = { longitude: west + random() * (east - west), latitude: south + random() * (north - south) }
      if (outlines.holding(position).some(({ code }) => code === county)) return position
    }
  }
}

function waterIn(valley: Valley, random: () => number): SyntheticWater {
  const { type, endings } = pick(kinds, random)
  const { stage } = pick(lives, random)
  const areaM2 = Math.round(200 * 60 ** (random() ** 1.13))
  const isReach = type === 'ditch' || type === 'river'
  const widthM = isReach ? 2 + Math.round(random() * 10) : Math.round(Math.sqrt(areaM2 * (0.4 + random() * 0.5)))
  const along = moved(valley.head, valley.bearing, random() * 900)
  return {
    regionCode: valley.regionCode,
    name: oneOf(names.first, random) + oneOf(names.second, random) + oneOf(endings, random),
    type,
    areaM2,
    lengthM: Math.max(1, Math.round(areaM2 / widthM)),
    widthM,
    depthCm: 40 + Math.round(random() * 200),
    position: moved(along, valley.bearing + 90, (random() - 0.5) ** 3 * 1600),
    bearing: valley.bearing,
    stage,
    list: stage === 'suspected' || stage === 'cleared' ? undefined : areaM2 >= 2000 ? 'national' : 'municipal',
    complaint: random() < 0.05,
  }
}

/** A place some metres off, in the plane: these waters are made up. */
export function moved({ longitude, latitude }: Position, bearing: number, metres: number): Position {
  const radians = (bearing * Math.PI) / 180
  const north = Math.cos(radians) * metres * degreesPerMetre
  const east = (Math.sin(radians) * metres * degreesPerMetre) / Math.cos((latitude * Math.PI) / 180)
  return { longitude: longitude + east, latitude: latitude + north }
}

function pick<Entry extends { readonly share: number }>(entries: readonly Entry[], random: () => number): Entry {
  let left = random()
  return entries.find(({ share }) => (left -= share) < 0) ?? entries[0]!
}

function oneOf<Entry>(entries: readonly Entry[], random: () => number): Entry {
  return entries[Math.floor(random() * entries.length)]!
}

/** The same numbers on every run (mulberry32, public domain). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
