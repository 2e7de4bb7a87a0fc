import type { Bilingual } from '../domain/words.ts'
import type { PolicyValue } from '../policy/policy.ts'
import type { SourceKind } from '../waters/words.ts'
import type { WeightedCause } from './causes.ts'
import { deriveQuantity, type Extent, type NamedQuantity } from './quantities.ts'
import { measureGroups, measureKinds, type MeasureGroup, type MeasureKind, type WaterClass } from './words.ts'

export type Measure = PolicyValue<'measures'>['measures'][number]

/** A range of money in yuan. */
export type YuanRange = { readonly low: number; readonly high: number }

/** What is known of the water and its surroundings. */
export type ProposalBasis = {
  readonly waterClass: WaterClass
  readonly causes: readonly Pick<WeightedCause, 'causeId' | 'sharePercent'>[]
  readonly extent: Extent
  readonly sources: readonly PollutionSourceInBrief[]
}

export type PollutionSourceInBrief = {
  readonly kind: SourceKind
  readonly name: string
  readonly quantity?: number | undefined
  readonly quantityUnit?: string | undefined
}

/** One measure proposed; the line of a plan begins as this. */
export type ProposedMeasure = Pick<Measure, 'name' | 'unit' | 'group' | 'kind' | 'upkeep'> & {
  readonly measureId: string
  /** Causes of this water on which it acts. */
  readonly actsOn: readonly string[]
  /** In `unit`; absent where nothing gives it. */
  readonly quantity?: number
  /** How the quantity came about, or what is missing for it. */
  readonly quantityWords: Bilingual
  readonly costYuan?: YuanRange
  readonly upkeepYuanPerYear?: YuanRange
}

export type ProposalStep = {
  readonly id: MeasureGroup | MeasureKind
  readonly name: Bilingual
  readonly measures: readonly ProposedMeasure[]
}

export type Proposal = {
  readonly waterClass: WaterClass
  readonly words: Bilingual
  readonly steps: readonly ProposalStep[]
  /** Of the measures that have a quantity. */
  readonly costYuan: YuanRange
  readonly upkeepYuanPerYear: YuanRange
  /** Measures without quantity: in neither sum. */
  readonly unpriced: number
}

/**
 * Proposes measures by class. Complex: a systematic combination in the order of the official route. Simple: management first, then
 * ecological measures, then works, and only those that the catalogue holds to be modest. Only measures that act on a cause of this
 * water; quantities where they follow from area, length or sources, with how.
 */
export function proposeMeasures(basis: ProposalBasis, policy: PolicyValue<'measures'>): Proposal {
  const proposed = policy.measures.flatMap(measure => propose(measure, basis))
  const steps = basis.waterClass === 'complex' ? byRoute(proposed) : byRestraint(proposed)
  return {
    waterClass: basis.waterClass,
    words: routeWords[basis.waterClass],
    steps,
    costYuan: sumOf(proposed.map(({ costYuan }) => costYuan)),
    upkeepYuanPerYear: sumOf(proposed.map(({ upkeepYuanPerYear }) => upkeepYuanPerYear)),
    unpriced: proposed.filter(({ costYuan }) => costYuan === undefined).length,
  }
}

function propose(measure: Measure, basis: ProposalBasis): readonly ProposedMeasure[] {
  const actsOn = basis.causes.map(({ causeId }) => causeId).filter(id => measure.actsOn.includes(id))
  if (actsOn.length === 0 || !measure.proposedFor.includes(basis.waterClass)) return []
  const derived = deriveQuantity(measure, basis)
  const { id: measureId, name, unit, group, kind, upkeep } = measure
  return [{ measureId, name, unit, group, kind, upkeep, actsOn, ...priced(measure, derived) }]
}

function priced({ costYuan, upkeep }: Measure, { quantity, words: quantityWords }: NamedQuantity) {
  if (quantity === undefined) return { quantityWords }
  return {
    quantity,
    quantityWords,
    costYuan: times(costYuan, quantity),
    upkeepYuanPerYear: times(upkeep.yearlyYuan, quantity),
  }
}

/** The range for a quantity, in whole yuan. */
export function times({ low, high }: YuanRange, quantity: number): YuanRange {
  return { low: Math.round(low * quantity), high: Math.round(high * quantity) }
}

function byRoute(proposed: readonly ProposedMeasure[]): readonly ProposalStep[] {
  const order = Object.keys(measureGroups) as readonly MeasureGroup[] // keys of a const object are exactly its union
  return order
    .map(id => ({ id, name: measureGroups[id], measures: proposed.filter(({ group }) => group === id) }))
    .filter(({ measures }) => measures.length > 0)
}

function byRestraint(proposed: readonly ProposedMeasure[]): readonly ProposalStep[] {
  const order = Object.keys(measureKinds) as readonly MeasureKind[] // as above
  return order
    .map(id => ({ id, name: measureKinds[id], measures: proposed.filter(({ kind }) => kind === id) }))
    .filter(({ measures }) => measures.length > 0)
}

function sumOf(ranges: readonly (YuanRange | undefined)[]): YuanRange {
  return ranges.reduce<YuanRange>(
    (sum, range) => ({ low: sum.low + (range?.low ?? 0), high: sum.high + (range?.high ?? 0) }),
    { low: 0, high: 0 },
  )
}

const routeWords = {
  complex: {
    zh: '复杂水体：按控源截污、内源治理、水系连通、生态修复、水体净化的顺序系统治理，先截污后治水。',
    en: 'Complex water: systematic treatment in the order of the official route; sources are cut off before the water itself is treated.',
  },
  simple: {
    zh: '简单水体：管理和生态措施优先，只做适度工程，不大拆大建、不过度硬化。',
    en: 'Simple water: management and ecological measures first, modest works only; no large demolition, no over-hardening.',
  },
} as const satisfies Record<WaterClass, Bilingual>
