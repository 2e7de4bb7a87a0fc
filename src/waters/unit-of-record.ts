import type { RegionCode } from '../domain/regions.ts'
import { waterTypes, type WaterType } from '../domain/waters.ts'
import type { Bilingual } from '../domain/words.ts'

/** A water as far as splitting and merging ask. */
export type RecordedWater = {
  readonly id: string
  readonly type: WaterType
  readonly regionCode: RegionCode
  /** `undefined`: not measured. */
  readonly areaM2?: number | undefined
}

/** Persisted. `recorded-as-one` and `same-water` correct a mistake of recording; the others follow the unit-of-record rule. */
export const splitReasons = {
  'village-border': { zh: '按村界拆分', en: 'cut at a village border' },
  'not-continuous': { zh: '黑臭河段不连续', en: 'the black reaches are not continuous' },
  'recorded-as-one': { zh: '多个水体误登记为一个', en: 'several waters recorded as one by mistake' },
} as const satisfies Record<string, Bilingual>
export type SplitReason = keyof typeof splitReasons
export const splitReasonIds = Object.keys(splitReasons) as readonly SplitReason[] // keys of a const object are exactly its union

export const mergeReasons = {
  'continuous-reach': { zh: '同一连续黑臭河段', en: 'one continuous black reach' },
  'same-water': { zh: '同一水体重复登记', en: 'the same water recorded twice' },
} as const satisfies Record<string, Bilingual>
export type MergeReason = keyof typeof mergeReasons
export const mergeReasonIds = Object.keys(mergeReasons) as readonly MergeReason[] // as above

/** One step of descent, kept with both waters: `child` came out of `parent`. */
export type Descent = {
  readonly parentId: string
  readonly childId: string
  /** Part of the parent's area in the child, 0-1; absent where an area is not known. */
  readonly shareOfParent?: number
}

export type UnitRefusal = { readonly kind: 'refused'; readonly code: UnitRefusalCode; readonly words: Bilingual }
export type UnitRefusalCode =
  | 'split.too-few'
  | 'split.closed-water'
  | 'split.same-village'
  | 'split.area-sum'
  | 'split.area-partly-known'
  | 'split.type-differs'
  | 'unit.id-twice'
  | 'unit.area-not-positive'
  | 'merge.type-differs'
  | 'merge.closed-waters'
  | 'merge.too-far-apart'

export type SplitOutcome = { readonly kind: 'split'; readonly descent: readonly Descent[] } | UnitRefusal

export type MergeOutcome =
  | {
      readonly kind: 'merged'
      readonly descent: readonly Descent[]
      /** The survivor's area afterwards; absent where a part of it is not known. */
      readonly areaM2?: number
      readonly warnings: readonly Bilingual[]
    }
  | UnitRefusal

/** Parts are measured anew, by tape or on a map: their areas may miss the whole by this much. */
const areaTolerance = 0.02

/** Positions of phones are good to about 10 m each, and a road or bridge may lie between: reaches this near are one. */
const adjacentWithinM = { reach: 50, 'whole-water': 20 } as const satisfies Record<
  (typeof waterTypes)[WaterType]['unitOfRecord'],
  number
>

/**
 * Splits one record into parts. A closed water is one record (only a mistake of recording can be split); of a river or ditch each
 * continuous black reach is one record and may be cut at village borders. Source: rural guide, unit of record.
 */
export function splitWater(parent: RecordedWater, parts: readonly RecordedWater[], why: SplitReason): SplitOutcome {
  const refusal = refuseSplit(parent, parts, why)
  if (refusal !== undefined) return refusal
  const total = sumOfAreas(parts)
  const descent = parts.map(part => ({ parentId: parent.id, childId: part.id, ...shareOf(part.areaM2, total) }))
  return { kind: 'split', descent }
}

/**
 * Merges records into one that survives. Reaches that join add up; the same water recorded twice keeps the survivor's area.
 *
 * @param gapM least distance between the shapes in metres, 0 where they touch or overlap; `undefined`: no position known
 */
export function mergeWaters(merger: {
  readonly survivor: RecordedWater
  readonly absorbed: readonly [RecordedWater, ...RecordedWater[]]
  readonly why: MergeReason
  readonly gapM: number | undefined
}): MergeOutcome {
  const refusal = refuseMerge(merger)
  if (refusal !== undefined) return refusal
  const { survivor, absorbed, why, gapM } = merger
  const areaM2 = why === 'same-water' ? survivor.areaM2 : sumOfAreas([survivor, ...absorbed])
  return {
    kind: 'merged',
    // All of an absorbed water goes into the survivor.
    descent: absorbed.map(water => ({ parentId: water.id, childId: survivor.id, shareOfParent: 1 })),
    ...(areaM2 === undefined ? {} : { areaM2 }),
    warnings: [...(gapM === undefined ? [distanceUnknown] : []), ...(areaM2 === undefined ? [areaUnknown] : [])],
  }
}

/** All waters a water came from, nearest first, however many splits and mergers lie between. */
export function ancestorsOf(waterId: string, descent: readonly Descent[]): readonly string[] {
  return follow(waterId, id => descent.filter(step => step.childId === id).map(step => step.parentId))
}

/** All waters that came out of a water, nearest first. */
export function descendantsOf(waterId: string, descent: readonly Descent[]): readonly string[] {
  return follow(waterId, id => descent.filter(step => step.parentId === id).map(step => step.childId))
}

function follow(start: string, next: (id: string) => readonly string[]): readonly string[] {
  const found = new Set<string>()
  const queue = [start]
  for (const id of queue) {
    const fresh = next(id).filter(other => other !== start && !found.has(other))
    for (const other of fresh) found.add(other)
    queue.push(...fresh)
  }
  return [...found]
}

function refuseSplit(
  parent: RecordedWater,
  parts: readonly RecordedWater[],
  why: SplitReason,
): UnitRefusal | undefined {
  if (parts.length < 2) return refuse('split.too-few', '拆分至少要有两个水体。', 'A split needs two waters or more.')
  const common = refuseTwiceOrEmpty([parent, ...parts])
  if (common !== undefined) return common
  const closed = waterTypes[parent.type].unitOfRecord === 'whole-water'
  if (closed && why !== 'recorded-as-one') return closedSplit(parent.type)
  if (why !== 'recorded-as-one' && parts.some(part => part.type !== parent.type)) {
    return refuse(
      'split.type-differs',
      '按村界或河段拆分后，各部分的水体类型应与原水体一致。',
      'Parts of a reach keep the kind of the water they come from.',
    )
  }
  if (why === 'village-border' && new Set(parts.map(part => part.regionCode)).size < parts.length) {
    return refuse(
      'split.same-village',
      '按村界拆分时，各部分应在不同的村；同村内不连续的河段请选“黑臭河段不连续”。',
      'Parts cut at village borders lie in different villages. For reaches that are not continuous within one village give that reason.',
    )
  }
  return refuseAreas(parent, parts)
}

function refuseAreas(parent: RecordedWater, parts: readonly RecordedWater[]): UnitRefusal | undefined {
  const known = parts.filter(part => part.areaM2 !== undefined).length
  if (known > 0 && known < parts.length) {
    return refuse(
      'split.area-partly-known',
      '各部分的面积要么全部填写，要么全部留空。',
      'Give the area of every part, or of none.',
    )
  }
  const total = sumOfAreas(parts)
  if (total === undefined || parent.areaM2 === undefined) return undefined
  if (Math.abs(total - parent.areaM2) <= parent.areaM2 * areaTolerance) return undefined
  return refuse(
    'split.area-sum',
    `各部分面积合计 ${shown(total)} 平方米，与原水体 ${shown(parent.areaM2)} 平方米相差超过 ${areaTolerance * 100}%。请核对；原面积有误请先更正。`,
    `The parts add up to ${shown(total)} m2, more than ${areaTolerance * 100} % off the ${shown(parent.areaM2)} m2 of the whole. Check them, or correct the whole first.`,
  )
}

function refuseMerge(merger: Parameters<typeof mergeWaters>[0]): UnitRefusal | undefined {
  const { survivor, absorbed, why, gapM } = merger
  const common = refuseTwiceOrEmpty([survivor, ...absorbed])
  if (common !== undefined) return common
  if (absorbed.some(water => water.type !== survivor.type)) {
    return refuse(
      'merge.type-differs',
      '只能合并同一类型的水体；类型有误请先更正。',
      'Only waters of one kind can be merged. Correct a wrong kind first.',
    )
  }
  const unit = waterTypes[survivor.type].unitOfRecord
  if (unit === 'whole-water' && why === 'continuous-reach') {
    return refuse(
      'merge.closed-waters',
      `${waterTypes[survivor.type].label.zh}是封闭水体，一处一个，不能按河段合并；重复登记请选“同一水体重复登记”。`,
      `A ${waterTypes[survivor.type].label.en} is a closed water and one record each. If it was recorded twice give that reason.`,
    )
  }
  if (gapM === undefined || gapM <= adjacentWithinM[unit]) return undefined
  return refuse(
    'merge.too-far-apart',
    `两处相距 ${Math.round(gapM)} 米，超过 ${adjacentWithinM[unit]} 米，不是相邻水体。请核对位置后再合并。`,
    `They lie ${Math.round(gapM)} m apart, more than ${adjacentWithinM[unit]} m: not adjacent. Check the positions first.`,
  )
}

function refuseTwiceOrEmpty(waters: readonly RecordedWater[]): UnitRefusal | undefined {
  if (new Set(waters.map(water => water.id)).size < waters.length) {
    return refuse(
      'unit.id-twice',
      '同一个水体出现了两次，请去掉重复的。',
      'One water is named twice. Remove the repetition.',
    )
  }
  const empty = waters.some(({ areaM2 }) => areaM2 !== undefined && !(areaM2 > 0))
  return empty
    ? refuse(
        'unit.area-not-positive',
        '面积应大于 0；未测量请留空。',
        'An area must be above 0. Leave it empty where it was not measured.',
      )
    : undefined
}

function closedSplit(type: WaterType): UnitRefusal {
  const { label } = waterTypes[type]
  return refuse(
    'split.closed-water',
    `${label.zh}是封闭水体，一处计为一个，不按村界或河段拆分；若当初误把几处登记为一个，请选“多个水体误登记为一个”。`,
    `A ${label.en} is a closed water and counts as one; it is not cut at borders. If several were recorded as one by mistake, give that reason.`,
  )
}

function sumOfAreas(waters: readonly RecordedWater[]): number | undefined {
  let total = 0
  for (const { areaM2 } of waters) {
    if (areaM2 === undefined) return undefined
    total += areaM2
  }
  return total
}

function shareOf(areaM2: number | undefined, total: number | undefined): { readonly shareOfParent?: number } {
  return areaM2 === undefined || total === undefined ? {} : { shareOfParent: areaM2 / total }
}

function shown(areaM2: number): string {
  return `${Number(areaM2.toFixed(1))}`
}

const distanceUnknown: Bilingual = {
  zh: '水体缺少位置，未核对是否相邻。',
  en: 'A position is missing: whether they are adjacent was not checked.',
}
const areaUnknown: Bilingual = {
  zh: '有水体未填面积，合并后的面积未知；请补测。',
  en: 'An area is missing, so the area after merging is not known. Measure it.',
}

function refuse(code: UnitRefusalCode, zh: string, en: string): UnitRefusal {
  return { kind: 'refused', code, words: { zh, en } }
}
