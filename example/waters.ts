import { lineLengthM } from '../src/places/geodesy.ts'
import type { Position } from '../src/places/coordinates.ts'
import type { CandidateSource } from '../src/waters/words.ts'
import type { WaterValues } from '../src/waters/shapes.ts'
import { moment } from './calendar.ts'
import type { Chance } from './chance.ts'
import { pondAround, reachThrough, type Pond, type Reach } from './geometries.ts'
import type { History } from './histories.ts'
import type { Site } from './sites.ts'

/** A water of the example as it comes on record, with what its history needs to know. */
export type ExampleWater = {
  readonly id: string
  readonly countyCode: string
  readonly values: WaterValues
  readonly geometry: Pond['geometry'] | Reach['geometry']
  readonly candidateSource: CandidateSource
  /** False for the four that the programme names. */
  readonly invented: boolean
  readonly position: Position
  readonly site: Site
  readonly history: History
}

export type Drawing = { readonly site: Site; readonly history: History; readonly position: Position }

export function drawWater(random: Chance, { site, history, position }: Drawing): ExampleWater {
  const shape = isReach(site) ? reachOf(random, site, position) : pondOf(random, site, position)
  const { named } = site
  return {
    id: random.id(moment(history.foundOn, 9)),
    countyCode: site.countyCode,
    values: { ...commonValues(random, site, history), ...shape.values },
    geometry: shape.geometry,
    candidateSource: named === undefined ? random.pick(finders) : 'example',
    invented: named === undefined,
    position,
    site,
    history,
  }
}

const finders = ['field-team', 'field-team', 'field-team', 'villager', 'patrol', 'public-report'] as const

function isReach({ type }: Site): boolean {
  return type === 'river' || type === 'ditch'
}

function commonValues(random: Chance, site: Site, { foundOn }: History): WaterValues {
  const { named } = site
  const causes = [...(named?.causes ?? inventedCauses(random, site))]
  return {
    name: site.name,
    type: site.type,
    regionCode: site.regionCode,
    areaM2: site.areaM2,
    coordinateSource: 'illustrative',
    causes,
    ...(named === undefined
      ? { areaOn: foundOn, depthCm: random.whole(60, 220), complaint: random.yes(0.15) }
      : { placeText: named.placeText, causesText: named.causesText }),
    ...(site.naturalVillages === undefined ? {} : { naturalVillages: site.naturalVillages }),
  }
}

function inventedCauses(random: Chance, { type, areaM2 }: Site): string[] {
  const first = random.pick(['domestic-sewage', 'domestic-sewage', 'domestic-sewage', 'livestock', 'farmland-runoff'])
  const second = random.pick(['sediment', 'sediment', 'domestic-rubbish', 'poor-flow', 'floating-debris'])
  const third = type === 'pond' && areaM2 > 2000 && random.yes(0.3) ? ['aquaculture'] : []
  return [first, second, ...third]
}

function pondOf(random: Chance, { areaM2, named }: Site, position: Position) {
  const { geometry, lengthM, widthM } = pondAround(random, position, areaM2)
  // The area in the source comes first: it is stated, and the drawing was made to fit it.
  if (named !== undefined) return { geometry, values: { areaMethod: 'stated', position } as const }
  return { geometry, values: { areaMethod: 'drawn', lengthM, widthM, position } as const }
}

/** Widths divide the area into a length of two decimals at most, so that length times width is the area. */
function reachOf(random: Chance, { areaM2, type, named }: Site, position: Position) {
  const widths = type === 'river' ? [8, 10, 12.5] : areaM2 < 800 ? [1, 2] : [2, 2.5, 4]
  const widthM = named?.widthM ?? random.pick(widths)
  const lengthM = Number((areaM2 / widthM).toFixed(2))
  const { geometry, start, end } = reachThrough(random, position, lengthM)
  const areaMethod = named === undefined ? ('length-times-width' as const) : ('illustrative' as const)
  const names =
    named === undefined
      ? { startName: random.pick(startNames), endName: random.pick(endNames) }
      : { startName: '示意起点', endName: '示意终点' }
  const [middle] = middleOf(geometry.coordinates)
  return { geometry, values: { areaMethod, lengthM, widthM, start, end, ...names, position: middle } }
}

const startNames = ['公路桥', '院子坝', '水库坝下', '场口', '老石桥', '机耕道口'] as const
const endNames = ['汇入口', '下游石桥', '田坝尾', '涵洞口', '拦水坝', '竹林湾'] as const

/** The vertex nearest to half way along. */
function middleOf(line: readonly [number, number][]): [Position] {
  const half = lineLengthM(line) / 2
  const index = line.findIndex((_, at) => lineLengthM(line.slice(0, at + 1)) >= half)
  const [longitude, latitude] = line[index]! // the whole line is longer than its half
  return [{ longitude, latitude }]
}
