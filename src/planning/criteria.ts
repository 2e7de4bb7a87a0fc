import type { Bilingual, Citation } from '../domain/words.ts'
import type { PolicyValue } from '../policy/policy.ts'
import type { WeightedCause } from './causes.ts'
import {
  continuities,
  figure,
  joined,
  nuisances,
  waterFunctions,
  type Continuity,
  type Nuisance,
  type Pointing,
  type WaterFunction,
} from './words.ts'

type Policy = PolicyValue<'classification'>
export type Criterion = keyof Policy['criteria']

/** What a class follows from. Missing is `undefined`: it points nowhere, and is said aloud. */
export type ClassInputs = {
  /** 群众反映强烈, as the register has it; `false` may also mean that nobody asked. */
  readonly strongComplaints: boolean
  /** Above 1: it relapsed and was listed again. */
  readonly cycle: number
  readonly nuisance?: Nuisance | undefined
  readonly continuity?: Continuity | undefined
  readonly areaM2?: number | undefined
  readonly functions?: readonly WaterFunction[] | undefined
  /** Persons who live or work beside the water or use it. */
  readonly peopleAffected?: number | undefined
  readonly causes: readonly Pick<WeightedCause, 'causeId' | 'sharePercent'>[]
}

/** What one criterion saw, which way it points, and why. */
export type CriterionFinding = {
  readonly criterion: Criterion
  readonly name: Bilingual
  /** Points of 100. */
  readonly weight: number
  readonly pointing: Pointing
  readonly saw: Bilingual
  readonly why: Bilingual
  readonly citation: Citation
}

type Judged = Pick<CriterionFinding, 'pointing' | 'saw' | 'why'>
type Judge = (inputs: ClassInputs, policy: Policy) => Judged

/** Applies every criterion of the policy, in its order. */
export function judgeCriteria(inputs: ClassInputs, policy: Policy): readonly CriterionFinding[] {
  return criterionIds.map(criterion => {
    const { name, weight, citation } = policy.criteria[criterion]
    return { criterion, name, weight, citation, ...judges[criterion](inputs, policy) }
  })
}

const judges = {
  prominence: ({ strongComplaints, cycle, nuisance }) => {
    if (strongComplaints) return toComplex(complained, prominentWhy)
    if (cycle > 1) return toComplex(relapsed(cycle), prominentWhy)
    if (nuisance === undefined) return cannotTell(nuisanceMissing)
    return nuisance === 'prominent'
      ? toComplex(nuisances.prominent, prominentWhy)
      : toSimple(nuisances['not-prominent'], notProminentWhy)
  },
  continuity: ({ continuity }, policy) => {
    if (continuity === undefined) return cannotTell(continuityMissing)
    return { pointing: policy.continuities[continuity], saw: continuities[continuity], why: continuityWhy[continuity] }
  },
  size: ({ areaM2 }, { criteria }) => {
    if (areaM2 === undefined) return cannotTell(areaMissing)
    return byLimits(areaM2, criteria.size, { zh: '平方米', en: ' m²' })
  },
  function: ({ functions }, policy) => judgeFunctions(functions ?? [], policy),
  benefit: ({ peopleAffected }, { criteria }) => {
    if (peopleAffected === undefined) return cannotTell(peopleMissing)
    return byLimits(peopleAffected, criteria.benefit, { zh: '人', en: ' persons' })
  },
  causeCount: ({ causes }, { criteria }) => {
    if (causes.length === 0) return cannotTell(causesMissing)
    const { countsFromPercent } = criteria.causeCount
    const counted = causes.filter(({ sharePercent }) => sharePercent >= countsFromPercent).length
    const { pointing, saw, why } = byLimits(counted, criteria.causeCount, { zh: '项', en: '' })
    return {
      pointing,
      saw: {
        zh: `占比不低于 ${countsFromPercent}% 的成因 ${saw.zh}`,
        en: `causes of ${countsFromPercent} % or more: ${saw.en}`,
      },
      why,
    }
  },
  causeKinds: ({ causes }, policy) => judgeKinds(causes, policy),
} as const satisfies Record<Criterion, Judge>

const criterionIds = Object.keys(judges) as readonly Criterion[] // keys of a const object are exactly its union

/** The most demanding use decides. */
function judgeFunctions(functions: readonly WaterFunction[], policy: Policy): Judged {
  if (functions.length === 0) return cannotTell(functionMissing)
  const saw = joined(functions.map(id => waterFunctions[id]))
  const all = functions.map(id => policy.functions[id])
  if (all.includes('complex')) return toComplex(saw, functionWhy)
  if (all.includes('borderline')) return { pointing: 'borderline', saw, why: someFunctionWhy }
  return toSimple(saw, noFunctionWhy)
}

/** Causes whose kind is unclear could be either: they are left open at both ends of the range. */
function judgeKinds(causes: ClassInputs['causes'], { causeKinds, criteria }: Policy): Judged {
  if (causes.length === 0) return cannotTell(causesMissing)
  const shareOf = (kind: string) =>
    causes.reduce((sum, cause) => sum + ((causeKinds[cause.causeId] ?? 'unclear') === kind ? cause.sharePercent : 0), 0)
  const [works, unclear] = [shareOf('works'), shareOf('unclear')]
  const ends = [works, works + unclear].map(share => byLimits(share, criteria.causeKinds, { zh: '%', en: ' %' }))
  const [least, most] = [ends[0]!, ends[1]!] // two were mapped
  const saw = {
    zh: `须靠工程解决的成因占 ${least.saw.zh}${unclear === 0 ? '' : `，性质不明的占 ${unclear}%`}`,
    en: `causes that only works can stop: ${least.saw.en}${unclear === 0 ? '' : `; of unclear kind: ${unclear} %`}`,
  }
  return least.pointing === most.pointing
    ? { pointing: least.pointing, saw, why: least.why }
    : { pointing: 'cannot-tell', saw, why: kindUnclear }
}

/** Below `simpleBelow` simple, from `complexFrom` on complex, between them borderline. */
function byLimits(
  value: number,
  { simpleBelow, complexFrom }: { readonly simpleBelow: number; readonly complexFrom: number },
  unit: Bilingual,
): Judged {
  const saw = { zh: `${figure(value)}${unit.zh}`, en: `${figure(value)}${unit.en}` }
  const [low, high] = [figure(simpleBelow), figure(complexFrom)]
  if (value >= complexFrom)
    return toComplex(saw, {
      zh: `达到 ${high}${unit.zh}，按复杂水体考虑`,
      en: `${high}${unit.en} or more counts towards complex`,
    })
  if (value < simpleBelow)
    return toSimple(saw, {
      zh: `不足 ${low}${unit.zh}，按简单水体考虑`,
      en: `under ${low}${unit.en} counts towards simple`,
    })
  return {
    pointing: 'borderline',
    saw,
    why: {
      zh: `从 ${low}${unit.zh}到不足 ${high}${unit.zh}，两类各计一半`,
      en: `from ${low} to under ${high}${unit.en}: half counts to either side`,
    },
  }
}

const toComplex = (saw: Bilingual, why: Bilingual): Judged => ({ pointing: 'complex', saw, why })
const toSimple = (saw: Bilingual, why: Bilingual): Judged => ({ pointing: 'simple', saw, why })
const cannotTell = (why: Bilingual): Judged => ({
  pointing: 'cannot-tell',
  saw: { zh: '未填写', en: 'not given' },
  why,
})

const complained: Bilingual = { zh: '群众反映强烈', en: 'residents complain strongly' }
const relapsed = (cycle: number): Bilingual => ({
  zh: `曾返黑返臭，现为第 ${cycle} 轮治理`,
  en: `it relapsed: this is cycle ${cycle}`,
})
const prominentWhy: Bilingual = { zh: '问题突出，须系统治理', en: 'a prominent nuisance asks for systematic treatment' }
const notProminentWhy: Bilingual = { zh: '问题不突出', en: 'the nuisance is not prominent' }
const nuisanceMissing: Bilingual = {
  zh: '缺少：黑臭问题是否突出。请现场判断后填写',
  en: 'missing: whether the nuisance is prominent. Judge it on the spot',
}
const continuityMissing: Bilingual = {
  zh: '缺少：黑臭的持续性。请填写持续、季节性或间歇性',
  en: 'missing: how lasting it is. Say all the time, in a season, or now and then',
}
const continuityWhy = {
  continuous: { zh: '持续黑臭，污染源未切断', en: 'black all the time: a source goes on' },
  seasonal: { zh: '季节性黑臭，两类各计一半', en: 'in a season only: half counts to either side' },
  intermittent: { zh: '间歇性黑臭计入简单', en: 'now and then counts towards simple' },
} as const satisfies Record<Continuity, Bilingual>
const areaMissing: Bilingual = { zh: '缺少：水域面积。请补测面积', en: 'missing: the area of the water. Measure it' }
const functionMissing: Bilingual = {
  zh: '缺少：水体功能。没有功能的请选“无功能”',
  en: 'missing: the function of the water. Say "no function" where it has none',
}
const functionWhy: Bilingual = { zh: '有须保障的功能', en: 'it has a function to be secured' }
const someFunctionWhy: Bilingual = {
  zh: '有一般功能，两类各计一半',
  en: 'a lesser function: half counts to either side',
}
const noFunctionWhy: Bilingual = { zh: '无功能的水体计入简单', en: 'a water without function counts towards simple' }
const peopleMissing: Bilingual = {
  zh: '缺少：受影响人数。请按村组户数估算',
  en: 'missing: how many people it affects. Estimate from the households nearby',
}
const causesMissing: Bilingual = { zh: '缺少：成因及占比', en: 'missing: the causes and their shares' }
const kindUnclear: Bilingual = {
  zh: '性质不明的成因（如“其他”）可能改变取向。请查明后改填具体成因',
  en: 'causes of unclear kind ("other") could turn it either way. Find out which they are',
}
