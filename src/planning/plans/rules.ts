import { dayAfter } from '../../domain/dates.ts'
import type { DutyLevel } from '../../domain/duties.ts'
import type { Stage } from '../../domain/lifecycle-table.ts'
import type { RegionLevel } from '../../domain/regions.ts'
import type { SupervisionList } from '../../domain/waters.ts'
import type { Bilingual } from '../../domain/words.ts'

/** Where a plan stands on its way to approval. Persisted. Drawn in README.md. */
export const planStates = {
  draft: { zh: '编制中', en: 'being written' },
  submitted: { zh: '待审批', en: 'waiting for approval' },
  returned: { zh: '已退回修改', en: 'returned for revision' },
  approved: { zh: '已批复', en: 'approved' },
  'set-aside': { zh: '已作废', en: 'set aside' },
} as const satisfies Record<string, Bilingual>

export type PlanState = keyof typeof planStates

export const planStateIds = Object.keys(planStates) as readonly PlanState[] // keys of a const object are exactly its union

type StepEntry = { readonly label: Bilingual; readonly from: readonly PlanState[]; readonly to: PlanState }

/** What is done with a plan besides writing it. Persisted. */
export const planSteps = {
  submit: { label: { zh: '提交审批', en: 'Submit' }, from: ['draft', 'returned'], to: 'submitted' },
  return: { label: { zh: '退回修改', en: 'Return' }, from: ['submitted'], to: 'returned' },
  approve: { label: { zh: '批复', en: 'Approve' }, from: ['submitted'], to: 'approved' },
  'set-aside': { label: { zh: '作废', en: 'Set aside' }, from: ['draft', 'returned', 'approved'], to: 'set-aside' },
} as const satisfies Record<string, StepEntry>

export type PlanStep = keyof typeof planSteps

export const planStepIds = Object.keys(planSteps) as readonly PlanStep[] // as above

/** The steps that a plan in this state allows, whoever asks. */
export function stepsFrom(state: PlanState): readonly PlanStep[] {
  return planStepIds.filter(step => (planSteps[step].from as readonly PlanState[]).includes(state)) // widened to ask for membership
}

/** Whether its text may still change; what was submitted or approved stands as it is. */
export function isOpen(state: PlanState): boolean {
  return state === 'draft' || state === 'returned'
}

/** What the water is to be when the plan is carried out. Persisted. */
export const planTargets = {
  'not-black-odorous': { zh: '消除黑臭', en: 'no longer black and odorous' },
  'class-V': { zh: '达到地表水Ⅴ类', en: 'surface water class V' },
  'class-IV': { zh: '达到地表水Ⅳ类', en: 'surface water class IV' },
  'class-III': { zh: '达到地表水Ⅲ类', en: 'surface water class III' },
} as const satisfies Record<string, Bilingual>

export type PlanTarget = keyof typeof planTargets

export const planTargetIds = Object.keys(planTargets) as readonly PlanTarget[] // as above

/** Where money comes from (共筹). Persisted. */
export const fundSources = {
  'central-pilot': { zh: '中央试点资金', en: 'central pilot funds' },
  'municipal-grant': { zh: '市级补助', en: 'municipal grant' },
  county: { zh: '区县财政', en: 'county budget' },
  'integrated-environment': { zh: '农村环境整治整合资金', en: 'integrated rural environment funds' },
  'social-capital': { zh: '社会资本', en: 'social capital' },
  'operator-contract': { zh: '运营单位投入', en: 'operator contract' },
  villagers: { zh: '村民筹资筹劳', en: 'villagers' },
} as const satisfies Record<string, Bilingual>

export type FundSource = keyof typeof fundSources

export const fundSourceIds = Object.keys(fundSources) as readonly FundSource[] // as above

/** Who answers for the water, level by level, as a plan calls them. */
export const planPersonLevels = {
  town: { zh: '镇级责任人', en: 'at the town' },
  village: { zh: '村级责任人', en: 'at the village' },
  site: { zh: '现场运行维护人员', en: 'on site' },
} as const satisfies Record<DutyLevel, Bilingual>

/** What a plan says, as far as the rules ask; costs in yuan, shares in percent. */
export type PlanText = {
  readonly presentState: string
  readonly causes: readonly { readonly causeId: string; readonly percent: number }[]
  readonly target?: { readonly goal: PlanTarget; readonly by: string } | undefined
  readonly measures: readonly PlannedMeasure[]
  readonly funding: readonly { readonly source: FundSource; readonly yuan: number }[]
  readonly persons: Readonly<Partial<Record<DutyLevel, { readonly name: string } | undefined>>>
  readonly upkeep?: { readonly duties: string; readonly yearlyYuan: number } | undefined
}

export type PlannedMeasure = {
  readonly measureId: string
  readonly quantity: number
  readonly costYuan: number
  /** YYYY-MM-DD */
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export type PlanRules = {
  /** Days in which a submitted plan is decided. */
  readonly reviewDays: number
  /** Days in which a returned one comes back. */
  readonly revisionDays: number
  /** Who approves, by the list the water is on. */
  readonly approvedBy: Readonly<Record<SupervisionList, 'city' | 'county'>>
  readonly personsExpected: readonly DutyLevel[]
  /** A date further ahead is a slip of the pen. */
  readonly longestYears: number
}

/** What the catalogues of the day hold. */
export type KnownIds = { readonly causes: ReadonlySet<string>; readonly measures: ReadonlySet<string> }

/** Something that keeps a plan from being submitted: where it is, and what to do. */
export type PlanFault = { readonly section: PlanSection; readonly code: string; readonly words: Bilingual }

/** The parts of a plan, in the order of the document. Persisted: comments name them. */
export const planSections = {
  'present-state': { zh: '水体现状', en: 'Present state' },
  causes: { zh: '成因分析', en: 'Causes' },
  target: { zh: '治理目标', en: 'Target' },
  measures: { zh: '整治措施', en: 'Measures' },
  funding: { zh: '资金安排', en: 'Money' },
  persons: { zh: '责任人', en: 'Persons responsible' },
  upkeep: { zh: '长效管护', en: 'Upkeep' },
} as const satisfies Record<string, Bilingual>

export type PlanSection = keyof typeof planSections

export const planSectionIds = Object.keys(planSections) as readonly PlanSection[] // as above

/**
 * Everything that a plan still lacks before it can be submitted, in the order of the document.
 *
 * @param today YYYY-MM-DD, China time
 * @example faultsOfPlan({ ...plan, measures: [] }, { rules, known, today: '2026-11-29' })[0]?.code // 'measures.none'
 */
export function faultsOfPlan(
  plan: PlanText,
  { rules, known, today }: { readonly rules: PlanRules; readonly known: KnownIds; readonly today: string },
): readonly PlanFault[] {
  return [
    ...faultsOfState(plan),
    ...faultsOfCauses(plan, known),
    ...faultsOfTarget(plan, { rules, today }),
    ...faultsOfMeasures(plan, known),
    ...faultsOfFunding(plan),
    ...faultsOfPersons(plan, rules),
    ...faultsOfUpkeep(plan),
  ]
}

function fault(section: PlanSection, code: string, zh: string, en: string): PlanFault {
  return { section, code: `${section}.${code}`, words: { zh, en } }
}

function faultsOfState({ presentState }: PlanText): readonly PlanFault[] {
  if (presentState.trim() !== '') return []
  return [
    fault(
      'present-state',
      'none',
      '没有写水体现状。请说明水质、底泥、岸线和周边情况。',
      'The present state is not described. Say what water, sediment, banks and surroundings are like.',
    ),
  ]
}

function faultsOfCauses({ causes }: PlanText, known: KnownIds): readonly PlanFault[] {
  if (causes.length === 0)
    return [
      fault(
        'causes',
        'none',
        '没有列出成因。请至少列出一项成因及其占比。',
        'No cause is named. Name at least one, with its share.',
      ),
    ]
  const unknown = causes.filter(({ causeId }) => !known.causes.has(causeId)).map(({ causeId }) => causeId)
  if (unknown.length > 0) {
    const ids = unknown.join('、')
    return [
      fault(
        'causes',
        'unknown',
        `成因“${ids}”不在现行成因目录中。请从目录中重新选择。`,
        `The catalogue in force knows no cause ${ids}. Choose from it again.`,
      ),
    ]
  }
  const total = Math.round(causes.reduce((sum, { percent }) => sum + percent, 0) * 10) / 10
  if (total === 100) return []
  return [
    fault(
      'causes',
      'share',
      `各项成因占比合计 ${total} %，应为 100 %。请调整占比。`,
      `The shares of the causes sum to ${total} %, not 100 %. Correct them.`,
    ),
  ]
}

function faultsOfTarget(
  { target, measures }: PlanText,
  { rules, today }: { readonly rules: PlanRules; readonly today: string },
): readonly PlanFault[] {
  if (target === undefined)
    return [
      fault(
        'target',
        'none',
        '没有写治理目标和完成日期。请选择目标并填写日期。',
        'Target and date are missing. Choose the target and give its date.',
      ),
    ]
  const { by } = target
  if (by <= today)
    return [
      fault(
        'target',
        'past',
        `完成日期 ${by} 不晚于今天（${today}）。请填写今后的日期。`,
        `The date ${by} is not after today (${today}). Give a date ahead.`,
      ),
    ]
  const last = `${Number(today.slice(0, 4)) + rules.longestYears}${today.slice(4)}`
  if (by > last)
    return [
      fault(
        'target',
        'far',
        `完成日期 ${by} 在 ${rules.longestYears} 年之后。请核对年份。`,
        `The date ${by} is more than ${rules.longestYears} years ahead. Check the year.`,
      ),
    ]
  const late = measures.filter(({ to }) => to !== undefined && to > by)
  if (late.length === 0) return []
  return [
    fault(
      'target',
      'before-works',
      `有 ${late.length} 项措施在完成日期 ${by} 之后才结束。请调整工期或完成日期。`,
      `${late.length} measures end after ${by}, the date of the target. Change either.`,
    ),
  ]
}

function faultsOfMeasures({ measures }: PlanText, known: KnownIds): readonly PlanFault[] {
  if (measures.length === 0)
    return [
      fault(
        'measures',
        'none',
        '没有列出措施。请至少列出一项措施及其工程量。',
        'No measure is listed. List at least one, with its quantity.',
      ),
    ]
  const unknown = measures.filter(({ measureId }) => !known.measures.has(measureId)).map(({ measureId }) => measureId)
  const without = measures.filter(({ quantity }) => !(quantity > 0)).length
  const reversed = measures.filter(({ from, to }) => from !== undefined && to !== undefined && from > to).length
  return [
    ...(unknown.length === 0
      ? []
      : [
          fault(
            'measures',
            'unknown',
            `措施“${unknown.join('、')}”不在现行措施目录中。请从目录中重新选择。`,
            `The catalogue in force knows no measure ${unknown.join(', ')}. Choose from it again.`,
          ),
        ]),
    ...(without === 0
      ? []
      : [
          fault(
            'measures',
            'quantity',
            `有 ${without} 项措施没有工程量。请填写大于 0 的数量。`,
            `${without} measures have no quantity. Give one above 0.`,
          ),
        ]),
    ...(reversed === 0
      ? []
      : [
          fault(
            'measures',
            'dates',
            `有 ${reversed} 项措施的结束日期早于开始日期。请核对工期。`,
            `${reversed} measures end before they begin. Check their dates.`,
          ),
        ]),
  ]
}

function faultsOfFunding(plan: PlanText): readonly PlanFault[] {
  const cost = costOfPlan(plan)
  const funded = plan.funding.reduce((sum, { yuan }) => sum + yuan, 0)
  const gap = Math.round((cost - funded) * 100) / 100
  if (gap === 0) return []
  if (gap > 0)
    return [
      fault(
        'funding',
        'gap',
        `措施共需 ${cost} 元，已落实来源 ${funded} 元，缺口 ${gap} 元。请补充资金来源。`,
        `The measures cost ${cost} yuan, the sources give ${funded}: ${gap} yuan are missing. Name where they come from.`,
      ),
    ]
  return [
    fault(
      'funding',
      'surplus',
      `资金来源合计 ${funded} 元，比措施费用 ${cost} 元多 ${-gap} 元。请核对两处金额。`,
      `The sources give ${funded} yuan, ${-gap} more than the measures cost (${cost}). Check both.`,
    ),
  ]
}

function faultsOfPersons({ persons }: PlanText, { personsExpected }: PlanRules): readonly PlanFault[] {
  return personsExpected
    .filter(level => (persons[level]?.name.trim() ?? '') === '')
    .map(level => {
      const { zh, en } = planPersonLevels[level]
      return fault(
        'persons',
        level,
        `没有写明${zh}。请填写姓名和单位。`,
        `The person responsible ${en} is not named. Give name and office.`,
      )
    })
}

function faultsOfUpkeep({ upkeep }: PlanText): readonly PlanFault[] {
  if (upkeep !== undefined && upkeep.duties.trim() !== '') return []
  return [
    fault(
      'upkeep',
      'none',
      '没有写长效管护措施。请说明由谁、多久、做什么，以及每年经费。',
      'Upkeep is not described. Say who does what how often, and what it costs a year.',
    ),
  ]
}

/** Yuan for all measures, to the fen. */
export function costOfPlan({ measures }: Pick<PlanText, 'measures'>): number {
  return Math.round(measures.reduce((sum, { costYuan }) => sum + costYuan, 0) * 100) / 100
}

/**
 * The level that approves the plan of a water on a list, and whether somebody of a level may: the city decides in place of a county,
 * never the other way. A water on no list has no plan to approve.
 */
export function approverOf(list: SupervisionList, rules: PlanRules): 'city' | 'county' {
  return rules.approvedBy[list]
}

export function mayApprove(approver: 'city' | 'county', level: RegionLevel): boolean {
  const above = level === 'province' || level === 'city'
  return approver === 'city' ? above : above || level === 'county'
}

/** The day by which somebody has to act on a plan that entered its state on `day`; `undefined` where nobody has to. */
export function dueOf(state: PlanState, day: string, rules: PlanRules): string | undefined {
  if (state === 'submitted') return dayAfter(day, rules.reviewDays)
  return state === 'returned' ? dayAfter(day, rules.revisionDays) : undefined
}

/** Why a plan cannot be begun for a water without one, and what to do. */
export const planBars = {
  'not-listed': {
    zh: '列入清单后才能编制方案。',
    en: 'A plan is written once the water is on a list.',
  },
  'moved-on': {
    zh: '水体已过列入清单阶段，方案批复没有经过本平台，这里没有留存方案内容；批复文号见履历。需要在平台编制时，请由有权限的人员“退回方案”，水体回到清单后再编制。',
    en: 'The water has moved on from the list; its plan was approved outside the platform, so its text is not kept here, and the number of the approval stands in the history. To write it here, have the plan returned first: the water then stands on the list again.',
  },
  treated: {
    zh: '水体治理已完工，方案批复没有经过本平台，这里没有留存方案内容；批复文号见履历。',
    en: 'The works at this water are finished; its plan was approved outside the platform, so its text is not kept here. The number of the approval stands in the history.',
  },
  relapsed: {
    zh: '水体返黑返臭，重新列入清单后编制新一轮方案。',
    en: 'The water has relapsed: once it is listed again, a plan of the new cycle is written.',
  },
  ended: {
    zh: '水体已排除、并入或拆分，不再编制方案。',
    en: 'The water was cleared, merged or split: no plan is written for it.',
  },
} as const satisfies Record<string, Bilingual>

export type PlanBar = keyof typeof planBars

const barOfStage = {
  suspected: 'not-listed',
  identified: 'not-listed',
  listed: undefined,
  planned: 'moved-on',
  'in-works': 'moved-on',
  completed: 'treated',
  accepted: 'treated',
  delisted: 'treated',
  upkeep: 'treated',
  relapsed: 'relapsed',
  cleared: 'ended',
  merged: 'ended',
  split: 'ended',
} as const satisfies Record<Stage, PlanBar | undefined>

/**
 * What keeps a first plan of the cycle from being begun; `undefined` where nothing does.
 *
 * @example barOf('in-works') // 'moved-on'
 */
export function barOf(stage: Stage): PlanBar | undefined {
  return barOfStage[stage]
}
