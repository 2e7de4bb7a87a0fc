import type { Language } from '../../domain/words.ts'
import { annualTextIds, type AnnualTarget, type AnnualText, type TargetKind } from './words.ts'

type Basis = {
  readonly year: number
  readonly targets: readonly AnnualTarget[]
  readonly waters: number
  readonly costYuan: number
}

/** The texts that a draft begins with; people write on from there. Principles and route as the national guide on rural waters has them. */
export function defaultTexts(basis: Basis, language: Language): Record<AnnualText, string> {
  const texts = language === 'zh' ? chinese(basis) : english(basis)
  return Object.fromEntries(annualTextIds.map(id => [id, texts[id]])) as Record<AnnualText, string> // one for each id
}

function sumOf(targets: readonly AnnualTarget[], kind: TargetKind) {
  const own = targets.filter(target => target.kind === kind)
  const sum = (of: (target: AnnualTarget) => number) => own.reduce((total, target) => total + of(target), 0)
  return { waters: sum(({ waters }) => waters), areaM2: Math.round(sum(({ areaM2 }) => areaM2)) }
}

const grouped = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 })

function chinese({ year, targets, waters, costYuan }: Basis): Record<AnnualText, string> {
  const [plan, finish, accept] = (['plan', 'finish', 'accept'] as const).map(kind => sumOf(targets, kind))
  return {
    goals: `${year} 年共安排 ${waters} 个农村黑臭水体，计划批复治理方案 ${plan!.waters} 个，治理完工 ${finish!.waters} 个、水域面积 ${grouped(finish!.areaM2)} 平方米，通过验收 ${accept!.waters} 个。分清单的目标见下表。`,
    principles:
      '控源截污，标本兼治：先截断污染来源，再治理水体。\n因地制宜，分类施策：复杂水体系统治理，简单水体管理和生态措施优先。\n建管并重，长效运行：方案同时落实责任人、管护内容和经费。\n政府主导，村民参与：治理效果由群众评判。\n不以填埋、加盖、撒药、调水冲污代替治理。',
    route:
      '按控源截污、内源治理、水系连通、生态修复、水体净化的顺序推进。\n生活污水、养殖污染、垃圾等来源逐一截断并核实后，再开展清淤和生态修复；补水和药剂只在截污核实后作为辅助，并记录来源和用量。',
    measures: `各水体按一水一策方案实施，措施费用合计 ${grouped(costYuan)} 元。按类别汇总的工程量和费用见下表，逐水体的措施见各自方案。`,
    evaluation:
      '完工后按适用标准监测，主要指标达到目标，且无明显异味、公众评议满意，责任人、管护措施和经费落实，方可验收；验收后公示，无异议的销号。\n按里程碑逐月跟踪，逾期的说明原因、限期整改；销号后定期复测，返黑返臭的重新列入清单。',
  }
}

function english({ year, targets, waters, costYuan }: Basis): Record<AnnualText, string> {
  const [plan, finish, accept] = (['plan', 'finish', 'accept'] as const).map(kind => sumOf(targets, kind))
  return {
    goals: `In ${year}, ${waters} rural waters are worked on: ${plan!.waters} plans are to be approved, ${finish!.waters} waters of ${grouped(finish!.areaM2)} m² to be completed, ${accept!.waters} to be accepted. The table gives the targets by list.`,
    principles:
      'Sources first: what pollutes is cut off before the water itself is treated.\nBy class: systematic treatment of complex waters, management and ecological measures first at simple ones.\nBuilt to last: persons, upkeep and its money are named with the plan.\nWith the villagers, who judge the outcome.\nNo filling in, covering, dosing or flushing in place of treatment.',
    route:
      'In the order of the official route: source control and interception, internal sources, connecting waters, ecological restoration, purification.\nSources are cut off one by one and verified before dredging and restoration; make-up water and agents only assist after that, with source and quantity on record.',
    measures: `Each water is treated by its own plan; the measures cost ${grouped(costYuan)} yuan in all. The table sums quantities and costs by kind; the plans hold them water by water.`,
    evaluation:
      'After completion the water is monitored by the standard that applies. It is accepted where the indicators reach the target, nothing smells, the public is satisfied, and persons, upkeep and money are settled; it is delisted after a public notice without objection.\nMilestones are tracked month by month; what is late is explained and put right by a set day. Delisted waters are measured again, and one that relapses is listed again.',
  }
}
