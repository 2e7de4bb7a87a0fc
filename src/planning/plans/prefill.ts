import type { DutyLevel } from '../../domain/duties.ts'
import type { Bilingual } from '../../domain/words.ts'
import type { YuanRange } from '../proposal.ts'
import { joined } from '../words.ts'
import type { PlanContent } from './contract.ts'
import { planPersonLevels, type PlanSection } from './rules.ts'

/** Of a proposal, as far as a plan begins with it. */
type ProposedMeasure = {
  readonly measureId: string
  readonly name: Bilingual
  readonly quantity?: number | undefined
  readonly quantityWords: Bilingual
  readonly costYuan?: YuanRange | undefined
  readonly upkeep: { readonly needs: Bilingual }
  readonly upkeepYuanPerYear?: YuanRange | undefined
}

/** What is on record of a water when its plan is begun. */
export type PlanGround = {
  /** The newest verdict in words, with its day. */
  readonly verdict?: { readonly on: string; readonly words: Bilingual } | undefined
  /** Of the newest classification, shares in percent; what shows it, where somebody wrote that down. */
  readonly classified?:
    | {
        readonly on: string
        readonly causes: readonly {
          readonly causeId: string
          readonly sharePercent: number
          readonly text?: string | undefined
        }[]
      }
    | undefined
  /** Causes of the register, without shares. */
  readonly registered: readonly string[]
  readonly proposal?:
    | {
        readonly words: Bilingual
        readonly steps: readonly { readonly measures: readonly ProposedMeasure[] }[]
        readonly policyInForceFrom: string
      }
    | undefined
  /** Works and settlements linked with the water, with the day, as they stand. */
  readonly surroundings?: { readonly on: string; readonly text: string } | undefined
  /** Whoever answers today. */
  readonly persons: readonly {
    readonly level: DutyLevel
    readonly name: string
    readonly organisation: string
    readonly officePhone?: string | undefined
  }[]
}

/** A part that was filled in, or why it was not. */
export type Origin = { readonly section: PlanSection; readonly words: Bilingual }

export type Prefill = { readonly content: PlanContent; readonly origins: Origin[] }

/**
 * The first version of a plan from what is on record, and where each part comes from. Nothing is invented: a cost is the middle of the
 * catalogue's range, a measure without quantity is left out and named.
 */
export function prefillPlan(ground: PlanGround): Prefill {
  const { measures, origins: measureOrigins } = measuresOf(ground)
  const upkeep = upkeepOf(ground)
  const causes = causesOf(ground)
  const content: PlanContent = {
    presentState: stateOf(ground),
    causes: causes.causes,
    ...(ground.proposal === undefined ? {} : { route: ground.proposal.words.zh }),
    measures,
    funding: [],
    persons: personsOf(ground),
    ...(upkeep === undefined ? {} : { upkeep }),
  }
  return {
    content,
    origins: [
      ...stateOrigin(ground),
      ...causes.origins,
      ...routeOrigin(ground),
      ...measureOrigins,
      ...personOrigins(ground),
      ...(upkeep === undefined ? [] : [upkeepOrigin]),
    ],
  }
}

const said = (section: PlanSection, zh: string, en: string): Origin => ({ section, words: { zh, en } })

function stateOf({ verdict, surroundings }: PlanGround): string {
  return [
    ...(verdict === undefined ? [] : [`${verdict.on} 识别结论：${verdict.words.zh}`]),
    ...(surroundings === undefined ? [] : [surroundings.text]),
  ]
    .join('\n')
    .slice(0, 5000)
}

function stateOrigin({ verdict, surroundings }: PlanGround): readonly Origin[] {
  const judged =
    verdict === undefined
      ? []
      : [said('present-state', `取自 ${verdict.on} 的识别结论`, `from the verdict of ${verdict.on}`)]
  if (surroundings === undefined) return judged
  const around = said(
    'present-state',
    `周边设施、聚居点和污水测算取自 ${surroundings.on} 已关联的记录，测算参数待核实`,
    `works, settlements and the balance of sewage from what was linked on ${surroundings.on}; its numbers are to be confirmed`,
  )
  return [...judged, around]
}

function causesOf({ classified, registered }: PlanGround) {
  if (classified !== undefined) {
    const causes = classified.causes.map(({ causeId, sharePercent, text }) => ({
      causeId,
      percent: sharePercent,
      ...(text === undefined || text.trim() === '' ? {} : { note: text.slice(0, 500) }),
    }))
    const origin = said(
      'causes',
      `成因、占比和依据取自 ${classified.on} 登记的成因与分类`,
      `causes, shares and evidence as recorded on ${classified.on}`,
    )
    return { causes, origins: [origin] }
  }
  if (registered.length === 0) return { causes: [], origins: [] }
  const origin = said(
    'causes',
    '成因取自水体台账，占比按平均分配，请按实际调整；登记“成因与分类”后可直接带入',
    'causes of the register in equal shares: correct them, or record causes and class first',
  )
  return { causes: equalShares(registered), origins: [origin] }
}

/** Tenths of a percent that sum to 100: the first takes what rounding leaves. */
function equalShares(ids: readonly string[]) {
  const share = Math.floor(1000 / ids.length) / 10
  const rest = Math.round((100 - share * ids.length) * 10) / 10
  return ids.map((causeId, index) => ({ causeId, percent: Math.round((index === 0 ? share + rest : share) * 10) / 10 }))
}

function routeOrigin({ proposal }: PlanGround): readonly Origin[] {
  if (proposal === undefined) return []
  return [said('target', '技术路线取自分类结果', 'the technical route follows from the class')]
}

function measuresOf({ proposal }: PlanGround) {
  const none = said(
    'measures',
    '水体尚未分类，没有可带入的措施；登记“成因与分类”后按类别给出建议',
    'the water has no class yet, so no measures are proposed: record causes and class first',
  )
  if (proposal === undefined) return { measures: [], origins: [none] }
  const all = proposal.steps.flatMap(step => step.measures)
  const known = all.flatMap(measure => {
    const { measureId, quantity, costYuan, quantityWords } = measure
    if (quantity === undefined || quantity === 0 || costYuan === undefined) return []
    return [{ measureId, quantity, costYuan: middle(costYuan), note: `推算：${quantityWords.zh}` }]
  })
  const open = all.filter(({ quantity }) => quantity === undefined || quantity === 0)
  return { measures: known, origins: [...measureOrigin(proposal, known.length), ...openOrigin(open)] }
}

function measureOrigin({ policyInForceFrom }: { readonly policyInForceFrom: string }, count: number) {
  if (count === 0) return []
  return [
    said(
      'measures',
      `${count} 项措施取自分类施策建议（措施目录 ${policyInForceFrom} 版），工程量为推算，费用为参考区间的中间值，请按设计调整`,
      `${count} measures of the proposal by class (catalogue of ${policyInForceFrom}); quantities are derived and costs the middle of the usual range: correct them by the design`,
    ),
  ]
}

function openOrigin(open: readonly ProposedMeasure[]): readonly Origin[] {
  if (open.length === 0) return []
  const names = joined(open.map(({ name }) => name))
  return [
    said(
      'measures',
      `建议中还有 ${open.length} 项没有工程量，未带入：${names.zh}`,
      `proposed as well, but without quantity and therefore left out: ${names.en}`,
    ),
  ]
}

function personsOf({ persons }: PlanGround): PlanContent['persons'] {
  return Object.fromEntries(
    persons.map(({ level, name, organisation, officePhone }) => [
      level,
      { name: name.slice(0, 50), office: organisation, ...(officePhone === undefined ? {} : { officePhone }) },
    ]),
  )
}

function personOrigins({ persons }: PlanGround): readonly Origin[] {
  if (persons.length === 0) return []
  const levels = joined(persons.map(({ level }) => planPersonLevels[level]))
  return [
    said(
      'persons',
      `${levels.zh}取自现任责任人登记`,
      `the persons ${levels.en} are those who answer for the water today`,
    ),
  ]
}

function upkeepOf({ proposal }: PlanGround): PlanContent['upkeep'] {
  const lasting = (proposal?.steps ?? [])
    .flatMap(step => step.measures)
    .filter(({ upkeepYuanPerYear }) => upkeepYuanPerYear !== undefined && upkeepYuanPerYear.high > 0)
  if (lasting.length === 0) return undefined
  const duties = lasting.map(({ name, upkeep }) => `${name.zh}：${upkeep.needs.zh}`).join('；')
  const yearlyYuan = lasting.reduce((sum, { upkeepYuanPerYear }) => sum + middle(upkeepYuanPerYear), 0)
  return { duties: `${duties}。`.slice(0, 3000), yearlyYuan }
}

const upkeepOrigin = said(
  'upkeep',
  '管护内容和经费按措施目录的管护要求汇总，请写明由谁、多久做一次',
  'upkeep as the catalogue asks of these measures: add who does it and how often',
)

/** Whole yuan; nothing for what has no range. */
function middle(range: YuanRange | undefined): number {
  return range === undefined ? 0 : Math.round((range.low + range.high) / 2)
}
