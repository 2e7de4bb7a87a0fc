import type { Bilingual } from '../domain/words.ts'
import { reviewMeasures, type Interception } from '../planning/rules.ts'
import type { falseFixIds } from '../policy/acceptance-schema.ts'
import type { PolicyValue } from '../policy/policy.ts'
import type { CheckedItem } from './checklist.ts'
import type { DeclaredMeasure, Evidence, RecordLink, VisitAnswer } from './evidence.ts'
import { fails, missing, passes } from './outcomes.ts'

export type FalseFix = (typeof falseFixIds)[number]

/** What only looks like treatment: named by the ministry. */
export const falseFixes = {
  covering: { zh: '加盖遮掩', en: 'covering' },
  dosing: { zh: '投药治标', en: 'dosing' },
  flushing: { zh: '调水冲污', en: 'flushing' },
  'filling-in': { zh: '填埋', en: 'filling in' },
} as const satisfies Record<FalseFix, Bilingual>

/** What is never treatment, whatever comes with it. */
const never: ReadonlySet<FalseFix> = new Set(['covering', 'filling-in'])

type Measures = PolicyValue<'measures'>
type Measure = Measures['measures'][number]
type Fixing = {
  readonly evidence: Evidence
  readonly policy: PolicyValue<'acceptance'>
  readonly measures: Measures
  /** YYYY-MM-DD, China time */
  readonly today: string
}

/** Whether a measure of the catalogue counts as treatment on conditions only, so that its source and quantity are put on record. */
export function mayBeDeclared({ raises }: Pick<Measure, 'raises'>): boolean {
  return raises.some(concern => Object.hasOwn(falseFixes, concern))
}

/**
 * From which day on nothing ran in any more: the first "yes" after the last "no". A "no" in between takes earlier answers back.
 *
 * @example verifiedInterception([yes('2026-03-01'), no('2026-05-01'), yes('2026-06-01')])?.on // '2026-06-01'
 */
export function verifiedInterception(answers: readonly VisitAnswer[]): VisitAnswer | undefined {
  const inTime = answersInTime(answers)
  const lastNo = inTime.findLastIndex(({ value }) => value === 'no')
  return inTime[lastNo + 1]
}

/** The earliest first; of one day's answers a "no" is taken for the last. */
export function answersInTime(answers: readonly VisitAnswer[]): readonly VisitAnswer[] {
  return answers.toSorted((a, b) => compare(a.on, b.on) || compare(b.value, a.value))
}

/**
 * One of the four false fixes of a water. Covering and filling in always refuse. Make-up water and agents pass only after verified
 * interception, with source and quantity: without one of the three they are false fixes, too.
 *
 * Source: rural guide, false fixes named by the ministry; conditions as of `planning`'s review of measures.
 */
export function checkFalseFix(fix: FalseFix, fixing: Fixing): CheckedItem {
  const { evidence, policy } = fixing
  const { citation } = policy.falseFixes
  const asked = evidence.answers.filter(({ itemId }) => policy.falseFixes.items[fix].includes(itemId))
  const latest = answersInTime(asked).at(-1)
  const seen: readonly RecordLink[] = latest === undefined ? [] : [{ kind: 'visit', id: latest.visitId }]
  if (latest?.value === 'no') return fails(fix, citation, foundOnSite(fix, latest), seen)
  const declared = declaredFor(fix, fixing)
  const planned = plannedFor(fix, fixing)
  const links = [...seen, ...declared.map(({ id }) => ({ kind: 'declared', id }) as const)]
  const said = never.has(fix)
    ? neverTreatment(fix, { fixing, declared, planned, links })
    : onConditions(fix, { fixing, declared, planned, links })
  if (said !== undefined && said.outcome !== 'pass') return said
  if (latest === undefined) return missing(fix, citation, notLookedAt(fix), links)
  return said ?? passes(fix, citation, nothingFound(fix, latest), links)
}

type Found = {
  readonly fixing: Fixing
  readonly declared: readonly DeclaredMeasure[]
  readonly planned: readonly Measure[]
  readonly links: readonly RecordLink[]
}

function neverTreatment(fix: FalseFix, { fixing, declared, planned, links }: Found): CheckedItem | undefined {
  if (declared.length === 0 && planned.length === 0) return undefined
  const { citation } = fixing.policy.falseFixes
  const names = namesOf([...measuresOf(declared, fixing), ...planned])
  return fails(
    fix,
    citation,
    {
      zh: `有“${names.zh}”：${falseFixes[fix].zh}不是治理，任何情形都不能通过验收。请恢复水面，改为控源截污和生态修复。`,
      en: `There is "${names.en}": ${falseFixes[fix].en} is no treatment and never accepted. Open the water again; cut off its sources and restore it.`,
    },
    [...links, ...planLink(fixing, planned)],
  )
}

function onConditions(fix: FalseFix, { fixing, declared, planned, links }: Found): CheckedItem | undefined {
  const { evidence, policy, measures, today } = fixing
  const { citation } = policy.falseFixes
  const unsaid = planned.filter(({ id }) => !declared.some(({ measureId }) => measureId === id))
  const interception = interceptionOf(fixing)
  const warnings = declared.flatMap(measure =>
    reviewMeasures({ measures: [measure], extent: {}, interception, on: today }, measures).filter(
      ({ concern }) => concern === fix,
    ),
  )
  const wrong = warnings.filter(({ level }) => level === 'false-fix')
  if (wrong.length > 0) return fails(fix, citation, joined(wrong.map(({ words }) => words)), links)
  if (unsaid.length > 0) {
    return missing(fix, citation, plannedButNotDeclared(unsaid), [...links, ...planLink(fixing, unsaid)])
  }
  if (warnings.length === 0) return undefined
  const verified = verifiedInterception(interceptionAnswers(evidence, policy))
  const proof: readonly RecordLink[] = verified === undefined ? [] : [{ kind: 'visit', id: verified.visitId }]
  return passes(fix, citation, joined(warnings.map(({ words }) => words)), [...links, ...proof])
}

function interceptionOf({ evidence, policy }: Fixing): Interception | undefined {
  const verified = verifiedInterception(interceptionAnswers(evidence, policy))
  return verified === undefined ? undefined : { verifiedOn: verified.on, evidence: verified.visitId }
}

export function interceptionAnswers({ answers }: Evidence, policy: PolicyValue<'acceptance'>): readonly VisitAnswer[] {
  return answers.filter(({ itemId }) => policy.interception.items.includes(itemId))
}

function declaredFor(fix: FalseFix, { evidence, measures }: Fixing): readonly DeclaredMeasure[] {
  const ids = new Set(measures.measures.filter(({ raises }) => raises.includes(fix)).map(({ id }) => id))
  return evidence.declared.filter(({ measureId }) => ids.has(measureId))
}

function plannedFor(fix: FalseFix, { evidence, measures }: Fixing): readonly Measure[] {
  const planned = new Set(evidence.plan?.approved === true ? evidence.plan.measureIds : [])
  return measures.measures.filter(({ id, raises }) => raises.includes(fix) && planned.has(id))
}

function measuresOf(declared: readonly DeclaredMeasure[], { measures }: Fixing): readonly Measure[] {
  return measures.measures.filter(({ id }) => declared.some(({ measureId }) => measureId === id))
}

function planLink({ evidence }: Fixing, planned: readonly Measure[]): readonly RecordLink[] {
  return planned.length === 0 || evidence.plan === undefined ? [] : [{ kind: 'plan', id: evidence.plan.id }]
}

function namesOf(measures: readonly Measure[]): Bilingual {
  const names = [...new Map(measures.map(({ id, name }) => [id, name])).values()]
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') }
}

function joined(words: readonly Bilingual[]): Bilingual {
  return { zh: words.map(({ zh }) => zh).join(''), en: words.map(({ en }) => en).join(' ') }
}

const foundOnSite = (fix: FalseFix, { on, note }: VisitAnswer): Bilingual => ({
  zh: `${on} 现场核查发现${falseFixes[fix].zh}等治标行为${note === undefined ? '' : `（${note}）`}。请停止并改为控源截污，再核查一次。`,
  en: `The visit of ${on} found ${falseFixes[fix].en} or its like${note === undefined ? '' : ` (${note})`}. Stop it, cut off the sources instead, and visit again.`,
})
const notLookedAt = (fix: FalseFix): Bilingual => ({
  zh: `没有现场核查过是否有${falseFixes[fix].zh}。请安排一次治理后核查。`,
  en: `Nobody has looked on the spot for ${falseFixes[fix].en}. Plan a visit after treatment.`,
})
const nothingFound = (fix: FalseFix, { on }: VisitAnswer): Bilingual => ({
  zh: `没有${falseFixes[fix].zh}：方案和记录中没有这类措施，${on} 现场核查未发现。`,
  en: `No ${falseFixes[fix].en}: neither planned nor on record, and the visit of ${on} found none.`,
})
const plannedButNotDeclared = (unsaid: readonly Measure[]): Bilingual => {
  const { zh, en } = namesOf(unsaid)
  return {
    zh: `方案中有“${zh}”，还没有登记来源和数量。请登记实际的来源、数量和开始日期；未实施的，请调整方案。`,
    en: `The plan has "${en}", but its source and quantity are not on record. Record source, quantity and first day; where it was not done, change the plan.`,
  }
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
