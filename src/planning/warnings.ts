import type { Bilingual } from '../domain/words.ts'
import type { PolicyValue } from '../policy/policy.ts'
import type { Measure } from './proposal.ts'
import type { Extent } from './quantities.ts'
import { concerns, figure, type Concern } from './words.ts'

/** One line of a plan: a measure of the catalogue with what is intended. Shaped for one-water-one-plan. */
export type PlannedMeasure = {
  readonly measureId: string
  /** In the measure's unit. */
  readonly quantity?: number | undefined
  /** Where stated; else the middle of the catalogue's range times the quantity. */
  readonly costYuan?: number | undefined
  /** Where water or agent comes from. */
  readonly source?: string | undefined
  /** YYYY-MM-DD: first day of the measure. */
  readonly startsOn?: string | undefined
}

/** 截污核实: somebody looked and no sewage reaches the water any more. */
export type Interception = { readonly verifiedOn: string; readonly evidence: string }

/** Waters of like kind and size, and what their treatment cost. */
export type Comparison = { readonly waters: number; readonly medianYuanPerM2: number }

export type PlanReview = {
  readonly measures: readonly PlannedMeasure[]
  readonly extent: Extent
  readonly interception?: Interception | undefined
  readonly comparison?: Comparison | undefined
  /** YYYY-MM-DD, China time: the day of the review. */
  readonly on: string
}

export type MeasureWarning = {
  readonly concern: Concern | 'cost'
  /** `note`: nothing wrong, but it could not be looked at, or it passed on a condition. */
  readonly level: 'false-fix' | 'over-engineering' | 'note'
  readonly words: Bilingual
  readonly measureIds: readonly string[]
}

type Limits = PolicyValue<'measures'>['overEngineering']
type Line = { readonly planned: PlannedMeasure; readonly measure: Measure }

/**
 * Warns of the four false fixes (covering, dosing, flushing, filling in) and of over-engineering (hardening, large demolition, cost
 * far above comparable waters). Water or agents brought in after verified interception, with source and quantity, are part of honest
 * treatment; without one of the three they are a false fix. Ids that the catalogue does not know are the caller's to refuse.
 */
export function reviewMeasures(review: PlanReview, policy: PolicyValue<'measures'>): readonly MeasureWarning[] {
  const known = new Map(policy.measures.map(measure => [measure.id, measure]))
  const lines = review.measures.flatMap(planned => {
    const measure = known.get(planned.measureId)
    return measure === undefined ? [] : [{ planned, measure }]
  })
  return [
    ...lines.flatMap(line => falseFixes(line, review)),
    ...hardening(lines, review.extent, policy.overEngineering),
    ...demolition(lines, policy.overEngineering),
    ...cost(lines, review, policy.overEngineering),
  ]
}

const alwaysFalse: ReadonlySet<Concern> = new Set(['covering', 'filling-in'])
const falseWithoutInterception: ReadonlySet<Concern> = new Set(['dosing', 'flushing'])

function falseFixes(line: Line, review: PlanReview): readonly MeasureWarning[] {
  const measureIds = [line.measure.id]
  return line.measure.raises.flatMap((concern): readonly MeasureWarning[] => {
    if (alwaysFalse.has(concern)) {
      return [{ concern, level: 'false-fix', words: neverTreatment(line.measure, concern), measureIds }]
    }
    if (!falseWithoutInterception.has(concern)) return []
    const lacks = lackingConditions(line.planned, review)
    return lacks.length === 0
      ? [{ concern, level: 'note', words: honest(line, review.interception), measureIds }]
      : [{ concern, level: 'false-fix', words: lacking(line.measure, concern, lacks), measureIds }]
  })
}

/** Which of verified interception, source and quantity is not there. */
function lackingConditions({ quantity, source, startsOn }: PlannedMeasure, review: PlanReview): readonly Bilingual[] {
  const { interception, on } = review
  const lacks: Bilingual[] = []
  if (interception === undefined || interception.evidence.trim() === '') lacks.push(noInterception)
  else if (interception.verifiedOn > on) lacks.push(notYetVerified(interception.verifiedOn))
  else if (startsOn !== undefined && startsOn < interception.verifiedOn) {
    lacks.push(tooEarly(startsOn, interception.verifiedOn))
  }
  if ((source ?? '').trim() === '') lacks.push(noSource)
  if (quantity === undefined || quantity <= 0) lacks.push(noQuantity)
  return lacks
}

function hardening(lines: readonly Line[], { areaM2, lengthM }: Extent, limits: Limits): readonly MeasureWarning[] {
  const hard = lines.filter(({ measure }) => measure.raises.includes('hardening'))
  return (['m2', 'm'] as const).flatMap((unit): readonly MeasureWarning[] => {
    const ofUnit = hard.filter(({ measure }) => measure.unit === unit)
    if (ofUnit.length === 0) return []
    const whole = unit === 'm2' ? areaM2 : lengthM
    const share = unit === 'm2' ? limits.hardeningAboveM2PerM2 : limits.hardeningAboveMPerM
    const measureIds = ofUnit.map(({ measure }) => measure.id)
    const quantity = quantityOf(ofUnit)
    if (whole === undefined || quantity === undefined) {
      return [{ concern: 'hardening', level: 'note', words: hardeningUnknown, measureIds }]
    }
    if (quantity <= whole * share) return []
    const words = tooHard({ quantity, whole, share, unit })
    return [{ concern: 'hardening', level: 'over-engineering', words, measureIds }]
  })
}

function demolition(lines: readonly Line[], { demolitionAboveM2 }: Limits): readonly MeasureWarning[] {
  const razed = lines.filter(({ measure }) => measure.raises.includes('demolition'))
  if (razed.length === 0) return []
  const measureIds = razed.map(({ measure }) => measure.id)
  const quantity = quantityOf(razed)
  if (quantity === undefined) return [{ concern: 'demolition', level: 'note', words: demolitionUnknown, measureIds }]
  if (quantity <= demolitionAboveM2) return []
  const words = tooMuchDemolished(quantity, demolitionAboveM2)
  return [{ concern: 'demolition', level: 'over-engineering', words, measureIds }]
}

/** One line without quantity leaves the sum unknown: missing is never zero. */
function quantityOf(lines: readonly Line[]): number | undefined {
  return lines.reduce<number | undefined>(
    (sum, { planned }) => (sum === undefined || planned.quantity === undefined ? undefined : sum + planned.quantity),
    0,
  )
}

function cost(lines: readonly Line[], review: PlanReview, limits: Limits): readonly MeasureWarning[] {
  if (lines.length === 0) return []
  const measureIds = lines.map(({ measure }) => measure.id)
  const note = (words: Bilingual): readonly MeasureWarning[] => [{ concern: 'cost', level: 'note', words, measureIds }]
  const { areaM2 } = review.extent
  const { comparison } = review
  if (areaM2 === undefined) return note(areaUnknown)
  if (comparison === undefined || comparison.waters < limits.leastComparable) {
    return note(nothingToCompare(comparison?.waters ?? 0, limits.leastComparable))
  }
  const costs = lines.map(costOf)
  if (costs.includes(undefined)) return note(costUnknown)
  const yuanPerM2 = costs.reduce<number>((sum, yuan) => sum + (yuan ?? 0), 0) / areaM2
  if (yuanPerM2 <= comparison.medianYuanPerM2 * limits.costAboveMedianTimes) return []
  const words = tooDear(yuanPerM2, comparison, limits.costAboveMedianTimes)
  return [{ concern: 'cost', level: 'over-engineering', words, measureIds }]
}

/** What comparable waters cost: the middle of their yuan a m²; `undefined` where there is none. */
export function compareCosts(yuanPerM2: readonly number[]): Comparison | undefined {
  if (yuanPerM2.length === 0) return undefined
  const sorted = yuanPerM2.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.floor(sorted.length / 2)]!] // inside the list
  return { waters: sorted.length, medianYuanPerM2: Math.round((low + high) * 50) / 100 }
}

/** What measures cost in all, and a m² of water. Those without quantity and cost are counted, never taken as free. */
export function priceOf(
  measures: readonly PlannedMeasure[],
  areaM2: number | undefined,
  policy: PolicyValue<'measures'>,
): { readonly costYuan: number; readonly unpriced: number; readonly yuanPerM2?: number } {
  const costs = measures.map(planned => {
    const measure = policy.measures.find(({ id }) => id === planned.measureId)
    return measure === undefined ? undefined : costOf({ planned, measure })
  })
  const costYuan = Math.round(costs.reduce<number>((sum, yuan) => sum + (yuan ?? 0), 0) * 100) / 100
  const unpriced = costs.filter(yuan => yuan === undefined).length
  const isWhole = unpriced === 0 && measures.length > 0 && areaM2 !== undefined && areaM2 > 0
  return { costYuan, unpriced, ...(isWhole ? { yuanPerM2: Math.round((costYuan / areaM2) * 100) / 100 } : {}) }
}

function costOf({ planned, measure }: Line): number | undefined {
  if (planned.costYuan !== undefined) return planned.costYuan
  if (planned.quantity === undefined) return undefined
  return ((measure.costYuan.low + measure.costYuan.high) / 2) * planned.quantity
}

const neverTreatment = ({ name }: Measure, concern: Concern): Bilingual => ({
  zh: `“${name.zh}”属于“${concerns[concern].zh}”，不是治理，不能通过验收。请删除，改为控源截污和生态修复。`,
  en: `"${name.en}" is ${concerns[concern].en}: no treatment, and no ground for acceptance. Take it out; cut off the sources and restore the water instead.`,
})
const lacking = ({ name }: Measure, concern: Concern, lacks: readonly Bilingual[]): Bilingual => ({
  zh: `“${name.zh}”属于“${concerns[concern].zh}”：${lacks.map(({ zh }) => zh).join('；')}。补齐后方可列入。`,
  en: `"${name.en}" is ${concerns[concern].en}: ${lacks.map(({ en }) => en).join('; ')}. It may be planned once all of it is there.`,
})
const honest = ({ measure, planned }: Line, interception: Interception | undefined): Bilingual => ({
  zh: `“${measure.name.zh}”在截污核实（${interception?.verifiedOn ?? ''}）之后实施，来源“${planned.source ?? ''}”、数量 ${figure(planned.quantity ?? 0)} 已写明，不属于${measure.raises.map(id => concerns[id].zh).join('、')}。`,
  en: `"${measure.name.en}" follows verified interception (${interception?.verifiedOn ?? ''}), with its source "${planned.source ?? ''}" and quantity ${figure(planned.quantity ?? 0)}: no false fix.`,
})
const noInterception: Bilingual = { zh: '截污尚未核实', en: 'interception is not verified' }
const notYetVerified = (day: string): Bilingual => ({
  zh: `截污核实日期 ${day} 尚未到`,
  en: `the day of verification ${day} has not come yet`,
})
const tooEarly = (startsOn: string, verifiedOn: string): Bilingual => ({
  zh: `${startsOn} 开始，早于截污核实的 ${verifiedOn}`,
  en: `it begins on ${startsOn}, before interception was verified on ${verifiedOn}`,
})
const noSource: Bilingual = { zh: '没有写明来源', en: 'its source is not stated' }
const noQuantity: Bilingual = { zh: '没有写明数量', en: 'its quantity is not stated' }
const hardeningUnknown: Bilingual = {
  zh: '有硬化措施，但数量或水体尺寸未填写，无法判断是否过度硬化。请补充。',
  en: 'Something is hardened, but its quantity or the size of the water is missing: whether it is too much cannot be told. Add it.',
}
const tooHard = (it: { quantity: number; whole: number; share: number; unit: 'm' | 'm2' }): Bilingual => {
  const unit = it.unit === 'm2' ? { zh: '㎡', en: ' m²' } : { zh: ' 米', en: ' m' }
  return {
    zh: `硬化 ${figure(it.quantity)}${unit.zh}，超过水体 ${figure(it.whole)}${unit.zh} 的 ${figure(it.share * 100)}%：过度硬化。请改用生态护岸或减少硬化。`,
    en: `${figure(it.quantity)}${unit.en} hardened is more than ${figure(it.share * 100)} % of the water's ${figure(it.whole)}${unit.en}: over-hardening. Use ecological banks or harden less.`,
  }
}
const demolitionUnknown: Bilingual = {
  zh: '有拆除措施，但面积未填写，无法判断是否大拆大建。请补充。',
  en: 'Something is demolished, but its area is missing: whether it is too much cannot be told. Add it.',
}
const tooMuchDemolished = (quantity: number, limit: number): Bilingual => ({
  zh: `拆除 ${figure(quantity)}㎡，超过 ${figure(limit)}㎡：大拆大建。请说明必要性，或改用截污管网。`,
  en: `${figure(quantity)} m² demolished is more than ${figure(limit)} m²: large demolition. Say why it must be, or use sewers instead.`,
})
const areaUnknown: Bilingual = {
  zh: '水域面积未填写，无法与同类水体比较单位面积造价。',
  en: 'The area of the water is missing: its cost per m² cannot be compared.',
}
const costUnknown: Bilingual = {
  zh: '有措施未填写数量或金额，无法与同类水体比较单位面积造价。',
  en: 'A measure has neither quantity nor cost: the cost per m² cannot be compared.',
}
const nothingToCompare = (waters: number, least: number): Bilingual => ({
  zh: `可比的同类水体有 ${waters} 个，少于 ${least} 个，暂不比较单位面积造价。`,
  en: `There are ${waters} comparable waters, fewer than ${least}: the cost per m² is not compared yet.`,
})
const tooDear = (yuanPerM2: number, { waters, medianYuanPerM2 }: Comparison, limit: number): Bilingual => ({
  zh: `造价 ${figure(yuanPerM2)} 元/㎡，超过 ${waters} 个同类水体中位数（${figure(medianYuanPerM2)} 元/㎡）的 ${limit} 倍：疑似过度治理。请核对工程量和单价。`,
  en: `${figure(yuanPerM2)} yuan/m² is more than ${limit} times the median of ${waters} comparable waters (${figure(medianYuanPerM2)} yuan/m²): likely over-engineering. Check quantities and prices.`,
})
