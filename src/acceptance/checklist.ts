import { many } from '../domain/many.ts'
import { dayAfter } from '../domain/dates.ts'
import { dutyLevels } from '../domain/duties.ts'
import { stages } from '../domain/lifecycle-table.ts'
import type { Bilingual, Citation } from '../domain/words.ts'
import { falseFixIds } from '../policy/acceptance-schema.ts'
import type { PolicyEdition, PolicyValue } from '../policy/policy.ts'
import type { Evidence, JudgedSample, RecordLink, SatisfactionForm } from './evidence.ts'
import { answersInTime, checkFalseFix, compare, interceptionAnswers, verifiedInterception } from './false-fixes.ts'
import { fails, missing, passes } from './outcomes.ts'

/** What a file of acceptance is made of, in its order. Persisted: snapshots and refusals name them. */
export const fileItems = {
  completion: { zh: '工程完工', en: 'completion' },
  interception: { zh: '控源截污核实', en: 'interception verified' },
  sampling: { zh: '监测点位与频次', en: 'sampling points and times' },
  indicators: { zh: '水质指标达标', en: 'indicators pass' },
  odour: { zh: '无异味', en: 'no odour' },
  satisfaction: { zh: '公众评议与满意度', en: 'questionnaire and satisfaction' },
  covering: { zh: '无加盖遮掩', en: 'no covering' },
  dosing: { zh: '无投药治标', en: 'no dosing' },
  flushing: { zh: '无调水冲污', en: 'no flushing' },
  'filling-in': { zh: '无填埋', en: 'no filling in' },
  rectification: { zh: '问题整改销号', en: 'problems put right' },
  funds: { zh: '资金使用', en: 'use of funds' },
  'upkeep-persons': { zh: '管护责任人', en: 'persons for upkeep' },
  'upkeep-plan': { zh: '管护方案', en: 'plan of upkeep' },
} as const satisfies Record<string, Bilingual>
export type ItemId = keyof typeof fileItems
export const itemIds = Object.keys(fileItems) as readonly ItemId[] // keys of a const object are exactly its union

/** Persisted. */
export const itemOutcomes = {
  pass: { zh: '合格', en: 'pass' },
  missing: { zh: '缺少', en: 'missing' },
  fails: { zh: '不合格', en: 'fails' },
} as const satisfies Record<string, Bilingual>
export type ItemOutcome = keyof typeof itemOutcomes
export const itemOutcomeIds = Object.keys(itemOutcomes) as readonly ItemOutcome[] // as above

/** One line of the file: how it stands, why, by which clause, and the records behind it. Persisted in snapshots. */
export type CheckedItem = {
  readonly id: ItemId
  readonly outcome: ItemOutcome
  /** Whether it keeps the file from going on; a missing or failing item that does not is a warning. */
  readonly blocks: boolean
  readonly words: Bilingual
  readonly citation: Citation
  readonly records: readonly RecordLink[]
}

type AcceptancePolicy = PolicyValue<'acceptance'>
export type Checking = {
  readonly evidence: Evidence
  readonly edition: PolicyEdition<'acceptance'>
  /** The catalogue that says what a measure raises. */
  readonly measures: PolicyValue<'measures'>
  /** YYYY-MM-DD, China time */
  readonly today: string
}

/**
 * Everything that the acceptance of a water asks, item by item, in the order of the file.
 *
 * @example checkFile({ evidence, edition: policyAt('acceptance', today), measures: policyAt('measures', today).value, today })
 * // [{ id: 'completion', outcome: 'pass', words: { zh: '2026-06-30 完工。', ... }, ... }, ...]
 */
export function checkFile({ evidence, edition, measures, today }: Checking): readonly CheckedItem[] {
  const policy = edition.value
  const counted = countedSamples(evidence, policy)
  const fixing = { evidence, policy, measures, today }
  return [
    checkCompletion(evidence, edition.citation),
    checkInterception(evidence, policy),
    checkSampling(evidence, policy, counted),
    checkIndicators(evidence, policy, counted),
    checkOdour(evidence, policy),
    checkSatisfaction(evidence, policy),
    ...falseFixIds.map(fix => checkFalseFix(fix, fixing)),
    checkRectification(evidence, policy),
    checkFunds(evidence, policy),
    checkPersons(evidence, policy),
    checkPlan(evidence, policy),
  ]
}

/** The items that keep a file from going on. */
export function blockingItems(items: readonly CheckedItem[]): readonly CheckedItem[] {
  return items.filter(({ blocks }) => blocks)
}

const acceptable: ReadonlySet<string> = new Set(['completed', 'accepted'])

function checkCompletion({ water, completedOn, works }: Evidence, citation: Citation): CheckedItem {
  const stage = stages[water.stage].label
  if (!acceptable.has(water.stage) || completedOn === undefined) {
    return missing('completion', citation, {
      zh: `水体当前为“${stage.zh}”，没有登记完工日期。请先登记工程完工，再申报验收。`,
      en: `The water is ${stage.en} and no day of completion is on record. Record the completion of the works first.`,
    })
  }
  if (works === undefined) {
    return passes('completion', citation, { zh: `${completedOn} 完工。`, en: `Completed on ${completedOn}.` })
  }
  const links = [{ kind: 'works', id: 'all' } as const]
  const { openMeasures, owedParts } = works
  if (openMeasures + owedParts > 0) {
    return missing(
      'completion',
      citation,
      {
        zh: `${completedOn} 登记完工，但还有 ${openMeasures} 项措施未完成、${owedParts} 件部门协同事项未会签。请在工程进度中补报，或附理由取消。`,
        en: `Recorded as completed on ${completedOn}, yet measures not done: ${openMeasures}, parts of departments not countersigned: ${owedParts}. Report them under works, or drop them with a reason.`,
      },
      links,
    )
  }
  return passes(
    'completion',
    citation,
    {
      zh: `${completedOn} 完工，措施均已完成或取消。`,
      en: `Completed on ${completedOn}; every measure done or dropped.`,
    },
    links,
  )
}

function checkInterception(evidence: Evidence, policy: AcceptancePolicy): CheckedItem {
  const { citation } = policy.interception
  const answers = interceptionAnswers(evidence, policy)
  const since = evidence.completedOn ?? ''
  const latest = answersInTime(answers).at(-1)
  const named = sourcesNamed(evidence)
  const sources = evidence.sources.map(({ id }) => ({ kind: 'source', id }) as const)
  if (latest === undefined || (latest.value === 'yes' && latest.on < since)) {
    const words = {
      zh: `完工后还没有现场核实截污${named.zh}。请安排一次治理后核查，逐个核对排口。`,
      en: `Nobody has verified interception since completion${named.en}. Plan a visit after treatment and check every outfall.`,
    }
    return missing('interception', citation, words, sources)
  }
  const links: readonly RecordLink[] = [{ kind: 'visit', id: latest.visitId }, ...sources]
  if (latest.value === 'no') {
    const note = latest.note === undefined ? { zh: '', en: '' } : { zh: `（${latest.note}）`, en: ` (${latest.note})` }
    const words = {
      zh: `${latest.on} 现场核查仍有污水入水${note.zh}${named.zh}。请截污后再核查。`,
      en: `The visit of ${latest.on} still found sewage running in${note.en}${named.en}. Intercept it and visit again.`,
    }
    return fails('interception', citation, words, links)
  }
  const from = verifiedInterception(answers)?.on ?? latest.on
  const words = {
    zh: `自 ${from} 起核实无污水入水，最近一次核查 ${latest.on}${named.zh}。`,
    en: `No sewage runs in since it was verified on ${from}; last looked at on ${latest.on}${named.en}.`,
  }
  return passes('interception', citation, words, links)
}

function sourcesNamed({ sources }: Evidence): Bilingual {
  if (sources.length === 0) return { zh: '（没有登记污染源）', en: ' (no source of pollution is on record)' }
  return { zh: `（登记污染源 ${sources.length} 处）`, en: ` (${sources.length} sources of pollution on record)` }
}

/** The samples that count: long enough after completion, and since the last one that was still black and odorous. */
export function countedSamples(
  { samples, completedOn }: Pick<Evidence, 'samples' | 'completedOn'>,
  { sampling }: AcceptancePolicy,
): readonly JudgedSample[] {
  if (completedOn === undefined) return []
  const from = dayAfter(completedOn, sampling.waitDays)
  const late = samples.filter(({ takenOn }) => takenOn >= from)
  const lastBad =
    late
      .filter(isBad)
      .map(({ takenOn }) => takenOn)
      .toSorted()
      .at(-1) ?? ''
  return late.filter(({ takenOn, outcome }) => takenOn > lastBad && outcome === 'not-black-odorous')
}

const isBad = ({ outcome }: JudgedSample) => outcome === 'black-odorous'

function checkSampling(
  { water, completedOn }: Evidence,
  { sampling }: AcceptancePolicy,
  counted: readonly JudgedSample[],
): CheckedItem {
  const { citation, leastTimes, leastMonths, waitDays } = sampling
  const leastSites = sampling.leastSites[water.type]
  const byPoint = [...Map.groupBy(counted, ({ point }) => point)]
  const enough = byPoint.filter(([, samples]) => timesOf(samples) >= leastTimes && monthsOf(samples) >= leastMonths)
  const asked = {
    zh: `要求不少于 ${leastSites} 个点位，每个点位在不少于 ${leastMonths} 个月份合格采样不少于 ${leastTimes} 次，完工 ${waitDays} 天后起算`,
    en: `asked for: ${leastSites} or more points, each sampled and passed ${leastTimes} or more times in ${leastMonths} or more months, from ${waitDays} days after completion`,
  }
  const links = counted.map(({ id }) => ({ kind: 'reading', id }) as const)
  if (enough.length >= leastSites) {
    const words = {
      zh: `${enough.length} 个点位采样足够；${asked.zh}。`,
      en: `${many(enough.length, 'point is', 'points are')} sampled enough; ${asked.en}.`,
    }
    return passes('sampling', citation, words, links)
  }
  const from = completedOn === undefined ? undefined : dayAfter(completedOn, waitDays)
  const have = pointsNamed(byPoint, from)
  const words = {
    zh: `采样不足：${have.zh}；${asked.zh}。请补采样。`,
    en: `Not sampled enough: ${have.en}; ${asked.en}. Take more samples.`,
  }
  return missing('sampling', citation, words, links)
}

function pointsNamed(
  byPoint: readonly (readonly [string, readonly JudgedSample[]])[],
  from: string | undefined,
): Bilingual {
  if (byPoint.length === 0) {
    const since = from === undefined ? { zh: '', en: '' } : { zh: ` ${from} 以后`, en: ` since ${from}` }
    return { zh: `${since.zh.trim()}没有合格的监测记录`, en: `no passing sample${since.en}` }
  }
  const points = byPoint.map(([point, samples]) => ({ point, times: timesOf(samples), months: monthsOf(samples) }))
  return {
    zh: points.map(({ point, times, months }) => `“${point}”${times} 次（${months} 个月份）`).join('、'),
    en: points.map(({ point, times, months }) => `"${point}" ${times} times in ${months} months`).join(', '),
  }
}

/** Samples of one day are one time. */
const timesOf = (samples: readonly JudgedSample[]) => new Set(samples.map(({ takenOn }) => takenOn)).size
const monthsOf = (samples: readonly JudgedSample[]) => new Set(samples.map(({ takenOn }) => takenOn.slice(0, 7))).size

/** Every sample after the wait counts here; one that fails is outlived only by passing ones taken later. */
function checkIndicators(evidence: Evidence, policy: AcceptancePolicy, counted: readonly JudgedSample[]): CheckedItem {
  const { standard, completedOn, samples } = evidence
  const from = completedOn === undefined ? undefined : dayAfter(completedOn, policy.sampling.waitDays)
  const late = from === undefined ? [] : samples.filter(({ takenOn }) => takenOn >= from).toSorted(bySampling)
  const latest = late.filter(({ outcome }) => outcome !== 'undecided').at(-1)
  if (latest === undefined) {
    const words = {
      zh:
        late.length === 0
          ? '没有可以判定的监测记录。请按点位和频次采样。'
          : `监测记录未能判定：${late.at(-1)?.words.zh ?? ''}`,
      en:
        late.length === 0
          ? 'No sample can be judged yet. Sample at the points and times asked for.'
          : `The samples cannot be judged: ${late.at(-1)?.words.en ?? ''}`,
    }
    return missing(
      'indicators',
      standard,
      words,
      late.map(({ id }) => ({ kind: 'reading', id }) as const),
    )
  }
  const bad = late.filter(isBad)
  const newestBad = bad.at(-1)
  if (newestBad !== undefined && counted.length === 0) {
    const words = {
      zh: `${newestBad.takenOn}“${newestBad.point}”不达标：${newestBad.words.zh}`,
      en: `"${newestBad.point}" on ${newestBad.takenOn} does not pass: ${newestBad.words.en}`,
    }
    return fails(
      'indicators',
      standard,
      words,
      bad.map(({ id }) => ({ kind: 'reading', id }) as const),
    )
  }
  const anew =
    newestBad === undefined
      ? { zh: '', en: '' }
      : {
          zh: `${newestBad.takenOn} 曾不达标，此后重新计算；`,
          en: `${newestBad.takenOn} did not pass, counted anew since; `,
        }
  const words = {
    zh: `${anew.zh}${counted.length} 次采样全部达标，最近一次 ${latest.takenOn}。`,
    en: `${anew.en}all ${counted.length} samples pass, the last one of ${latest.takenOn}.`,
  }
  return passes(
    'indicators',
    standard,
    words,
    counted.map(({ id }) => ({ kind: 'reading', id }) as const),
  )
}

function checkOdour({ senses, completedOn }: Evidence, policy: AcceptancePolicy): CheckedItem {
  const { citation } = policy.senses
  const latest = senses
    .filter(({ on }) => completedOn !== undefined && on >= completedOn)
    .toSorted(byDay)
    .at(-1)
  if (latest === undefined) {
    return missing('odour', citation, {
      zh: '完工后没有感官记录。请到现场察看水色、闻查异味并登记。',
      en: 'Nobody has recorded colour and odour since completion. Look, smell and record it.',
    })
  }
  const links = [{ kind: 'senses', id: latest.id } as const]
  const said = { zh: `${latest.on} ${latest.words.zh}`, en: `${latest.on}: ${latest.words.en}` }
  if (latest.outcome === 'not-black-odorous') return passes('odour', citation, said, links)
  return latest.outcome === 'undecided'
    ? missing('odour', citation, said, links)
    : fails('odour', citation, said, links)
}

function checkSatisfaction({ questionnaires, completedOn }: Evidence, policy: AcceptancePolicy): CheckedItem {
  const { citation, satisfiedShareFrom } = policy.questionnaire
  const late = questionnaires.filter(({ heldOn }) => completedOn !== undefined && heldOn >= completedOn)
  const latest = late
    .filter(({ satisfied }) => satisfied !== undefined)
    .toSorted(byHeldDay)
    .at(-1)
  const wanted = `${percent(satisfiedShareFrom)}%`
  if (latest?.satisfied === undefined) {
    return missing('satisfaction', citation, {
      zh: `完工后没有问过满意度的公众评议。请发放问卷，登记有效份数和满意份数（满意率不低于 ${wanted}）。`,
      en: `No questionnaire since completion asks about satisfaction. Hold one and record valid forms and satisfied ones (${wanted} or more).`,
    })
  }
  const links = [{ kind: 'questionnaire', id: latest.id } as const]
  const least = leastForms(latest, policy)
  if (latest.valid < least) {
    const words = {
      zh: `${latest.heldOn} 有效问卷 ${latest.valid} 份，少于 ${least} 份。请补充调查。`,
      en: `${latest.valid} valid forms on ${latest.heldOn}, fewer than ${least}. Ask more people.`,
    }
    return missing('satisfaction', citation, words, links)
  }
  const share = latest.satisfied / latest.valid
  const words = {
    zh: `${latest.heldOn} 有效问卷 ${latest.valid} 份，满意 ${latest.satisfied} 份，满意率 ${percent(share)}%（要求不低于 ${wanted}）。`,
    en: `${latest.heldOn}: ${latest.satisfied} of ${latest.valid} valid forms satisfied, ${percent(share)}% (${wanted} or more asked for).`,
  }
  return share >= satisfiedShareFrom
    ? passes('satisfaction', citation, words, links)
    : fails('satisfaction', citation, words, links)
}

/** Where fewer adults live than forms are asked for, all of them; at least one form, or there is no share. */
function leastForms({ adultsLivingThere }: SatisfactionForm, { questionnaire }: AcceptancePolicy): number {
  const { leastValid, allAdultsWhereFewer } = questionnaire
  const adults = allAdultsWhereFewer ? (adultsLivingThere ?? leastValid) : leastValid
  return Math.max(1, Math.min(leastValid, adults))
}

/** One decimal, cut and not rounded: 79.96 % is not 80 %. */
const percent = (share: number) => Math.floor(share * 1000 + 1e-9) / 10

function checkRectification({ openItems }: Evidence, { rectification }: AcceptancePolicy): CheckedItem {
  const { citation } = rectification
  if (openItems.length === 0) {
    return passes('rectification', citation, { zh: '没有未销号的问题。', en: 'No problem is left open.' })
  }
  const [first] = openItems
  const words = {
    zh: `还有 ${openItems.length} 个问题没有销号，如“${first?.question.zh ?? ''}”（期限 ${first?.dueOn ?? ''}）。请整改并复核销号。`,
    en: `${many(openItems.length, 'problem is', 'problems are')} still open, such as "${first?.question.en ?? ''}" (due ${first?.dueOn ?? ''}). Put them right and have them closed.`,
  }
  return fails(
    'rectification',
    citation,
    words,
    openItems.map(({ id }) => ({ kind: 'rectification', id }) as const),
  )
}

function checkFunds({ funds }: Evidence, policy: AcceptancePolicy): CheckedItem {
  const { citation, blocksWhereUnknown } = policy.funds
  if (funds === undefined) {
    const words = {
      zh: '资金尚未登记，无法核对拨付和支出。请登记后补充；现行政策不因此阻止验收。',
      en: 'The money is not recorded yet, so that allotted and spent cannot be compared. Add it; the policy in force does not stop the file for it.',
    }
    const blocked = {
      zh: '资金尚未登记，无法核对拨付和支出。请先登记。',
      en: 'The money is not recorded yet. Record it first.',
    }
    return { ...missing('funds', citation, blocksWhereUnknown ? blocked : words), blocks: blocksWhereUnknown }
  }
  const { allottedYuan, spentYuan, openExceptions } = funds
  const links = [{ kind: 'money', id: 'all' } as const]
  const sums = {
    zh: `拨付 ${yuan(allottedYuan)} 元，支出 ${yuan(spentYuan)} 元`,
    en: `allotted ${yuan(allottedYuan)} yuan, spent ${yuan(spentYuan)} yuan`,
  }
  if (openExceptions > 0) {
    const words = {
      zh: `${sums.zh}；有 ${openExceptions} 个来源凭例外先行支付、超出拨付的部分尚未补足。请登记补拨，或冲销多支的款项。`,
      en: `${sums.en}; sources spent beyond what was allotted, by an exception that nothing covers yet: ${openExceptions}. Record the allotment that covers it, or reverse the spending.`,
    }
    return fails('funds', citation, words, links)
  }
  return passes('funds', citation, { zh: `${sums.zh}。`, en: `${sums.en}.` }, links)
}

const yuan = (amount: number) => amount.toLocaleString('en', { maximumFractionDigits: 2 })

function checkPersons({ posts }: Evidence, { upkeep }: AcceptancePolicy): CheckedItem {
  const { citation, levels } = upkeep
  const links = posts.map(({ id }) => ({ kind: 'duty', id }) as const)
  const lacking = levels.filter(level => !posts.some(post => post.level === level))
  if (lacking.length === 0) {
    const words = {
      zh: `${levels.map(level => dutyLevels[level].post.zh).join('、')}均已落实。`,
      en: `Named: ${levels.map(level => dutyLevels[level].post.en).join(', ')}.`,
    }
    return passes('upkeep-persons', citation, words, links)
  }
  const words = {
    zh: `没有落实${lacking.map(level => dutyLevels[level].post.zh).join('、')}。请在水体页“责任人”中指定。`,
    en: `Nobody is named as ${lacking.map(level => dutyLevels[level].post.en).join(', ')}. Name them on the page of the water.`,
  }
  return missing('upkeep-persons', citation, words, links)
}

function checkPlan({ plan }: Evidence, { upkeep }: AcceptancePolicy): CheckedItem {
  const { citation } = upkeep
  if (plan === undefined || !plan.approved) {
    return missing('upkeep-plan', citation, {
      zh: '没有已批复的一水一策方案。请编制、报批，并写明长效管护。',
      en: 'There is no approved plan. Write it, with its upkeep, and have it approved.',
    })
  }
  const links = [{ kind: 'plan', id: plan.id } as const]
  if (!plan.hasUpkeep) {
    const words = {
      zh: '已批复的方案没有写长效管护。请补充管护职责和经费。',
      en: 'The approved plan says nothing of upkeep. Add duties and money for it.',
    }
    return missing('upkeep-plan', citation, words, links)
  }
  return passes(
    'upkeep-plan',
    citation,
    { zh: '已批复的方案写明了长效管护。', en: 'The approved plan has its upkeep.' },
    links,
  )
}

const byDay = (a: { readonly on: string }, b: { readonly on: string }) => compare(a.on, b.on)
const byHeldDay = (a: SatisfactionForm, b: SatisfactionForm) => compare(a.heldOn, b.heldOn)
const bySampling = (a: JudgedSample, b: JudgedSample) => compare(a.takenOn, b.takenOn)
