import type { Bilingual } from '../../domain/words.ts'

/** The four sames, in their order. */
export const aspects = {
  deployment: { zh: '同部署', en: 'Same deployment' },
  standard: { zh: '同标准', en: 'Same standard' },
  progress: { zh: '同推进', en: 'Same progress' },
  evaluation: { zh: '同评估', en: 'Same evaluation' },
} as const satisfies Record<string, Bilingual>
export type Aspect = keyof typeof aspects
export const aspectIds = Object.keys(aspects) as readonly Aspect[] // keys of a const object are exactly its union

/**
 * How a figure comes from its parts. `share`: waters of waters. `ratio`: records, yuan or forms of as many. `mean`: so much for each.
 * `median`: of days.
 */
export type FigureKind = 'share' | 'ratio' | 'mean' | 'median'

type FigureEntry = {
  readonly aspect: Aspect
  readonly kind: FigureKind
  readonly label: Bilingual
  /** What is divided by what, in one sentence. */
  readonly means: Bilingual
  /** Of a mean: behind the number. */
  readonly unit?: Bilingual
}

const yuan = { zh: '元', en: 'yuan' } as const
const yuanPerM2 = { zh: '元/㎡', en: 'yuan/m²' } as const
const days = { zh: '天', en: 'days' } as const

/** Every figure of which two lists are compared. Ids stand in addresses. */
export const figures = {
  'annual-plan': {
    aspect: 'deployment',
    kind: 'share',
    label: { zh: '列入年度工作方案', en: 'In an annual work plan' },
    means: {
      zh: '列入该年度已印发工作方案的水体，占清单内水体',
      en: 'Waters in a plan issued for the year, of all on the list',
    },
  },
  'plan-approved': {
    aspect: 'deployment',
    kind: 'share',
    label: { zh: '一水一策已批复', en: 'Plan approved' },
    means: {
      zh: '本轮治理方案已批复的水体，占清单内水体',
      en: 'Waters whose plan of this cycle is approved, of all on the list',
    },
  },
  'plan-submitted': {
    aspect: 'deployment',
    kind: 'share',
    label: { zh: '一水一策待审批', en: 'Plan submitted' },
    means: {
      zh: '方案已报送、等待审批的水体，占清单内水体',
      en: 'Waters whose plan waits for approval, of all on the list',
    },
  },
  'plan-none': {
    aspect: 'deployment',
    kind: 'share',
    label: { zh: '没有一水一策', en: 'No plan' },
    means: { zh: '本轮还没有方案的水体，占清单内水体', en: 'Waters without a plan in this cycle, of all on the list' },
  },
  'persons-named': {
    aspect: 'deployment',
    kind: 'share',
    label: { zh: '责任人齐全', en: 'Persons in charge named' },
    means: {
      zh: '所处阶段要求的责任人全部落实的水体，占应落实的水体',
      en: 'Waters with everybody that their stage expects, of those that expect somebody',
    },
  },
  'money-planned': {
    aspect: 'deployment',
    kind: 'share',
    label: { zh: '登记了计划资金', en: 'Money planned' },
    means: {
      zh: '有计划资金记录（不含企业自担）的水体，占清单内水体',
      en: 'Waters with planned money on record (not of enterprises that must pay), of all on the list',
    },
  },
  'planned-per-water': {
    aspect: 'deployment',
    kind: 'mean',
    label: { zh: '计划资金（每个水体）', en: 'Planned per water' },
    means: { zh: '计划资金合计除以有计划资金的水体数', en: 'Money planned, by the waters that have some' },
    unit: yuan,
  },
  'planned-per-m2': {
    aspect: 'deployment',
    kind: 'mean',
    label: { zh: '计划资金（每平方米）', en: 'Planned per m²' },
    means: { zh: '计划资金合计除以这些水体的面积', en: 'Money planned, by the area of the waters that have some' },
    unit: yuanPerM2,
  },
  'money-allotted': {
    aspect: 'deployment',
    kind: 'share',
    label: { zh: '资金已拨付', en: 'Money allotted' },
    means: { zh: '有拨付记录的水体，占清单内水体', en: 'Waters with allotted money on record, of all on the list' },
  },
  'allotted-per-water': {
    aspect: 'deployment',
    kind: 'mean',
    label: { zh: '拨付资金（每个水体）', en: 'Allotted per water' },
    means: { zh: '拨付资金合计除以有拨付的水体数', en: 'Money allotted, by the waters that have some' },
    unit: yuan,
  },
  'allotted-per-m2': {
    aspect: 'deployment',
    kind: 'mean',
    label: { zh: '拨付资金（每平方米）', en: 'Allotted per m²' },
    means: { zh: '拨付资金合计除以这些水体的面积', en: 'Money allotted, by the area of the waters that have some' },
    unit: yuanPerM2,
  },
  'notices-sent': {
    aspect: 'deployment',
    kind: 'share',
    label: { zh: '所在区县收到指南和通知', en: 'County was sent guides and notices' },
    means: {
      zh: '所在区县该年度至少收到一份指南或通知的水体，占清单内水体',
      en: 'Waters whose county was sent a guide or notice in the year, of all on the list',
    },
  },
  'notices-confirmed': {
    aspect: 'deployment',
    kind: 'ratio',
    label: { zh: '指南和通知已确认', en: 'Guides and notices confirmed' },
    means: {
      zh: '所在区县已确认的份数除以收到的份数，按水体累计',
      en: 'Notices that the county confirmed, of those sent to it, added up over the waters',
    },
  },
  judged: {
    aspect: 'standard',
    kind: 'share',
    label: { zh: '有识别结论', en: 'Judged by the platform' },
    means: {
      zh: '平台内有识别结论的水体，占清单内水体；其余按官方清单登记',
      en: 'Waters with a verdict on record, of all on the list; the others came from an official list',
    },
  },
  classified: {
    aspect: 'standard',
    kind: 'share',
    label: { zh: '已分类（复杂、简单）', en: 'Classified' },
    means: {
      zh: '登记了成因并分类的水体，占清单内水体',
      en: 'Waters with causes and class on record, of all on the list',
    },
  },
  complex: {
    aspect: 'standard',
    kind: 'share',
    label: { zh: '其中复杂水体', en: 'Complex among them' },
    means: {
      zh: '复杂水体占已分类的水体。面积大的水体更常是复杂水体：差距不等于标准不同',
      en: 'Complex waters, of those classified. Large ones are complex more often: a gap is not another standard',
    },
  },
  'works-started': {
    aspect: 'progress',
    kind: 'share',
    label: { zh: '已开工', en: 'Works started' },
    means: { zh: '到了治理中及以后阶段的水体，占清单内水体', en: 'Waters in works or further on, of all on the list' },
  },
  'works-finished': {
    aspect: 'progress',
    kind: 'share',
    label: { zh: '已完工', en: 'Works finished' },
    means: {
      zh: '到了工程完工及以后阶段的水体，占清单内水体',
      en: 'Waters completed or further on, of all on the list',
    },
  },
  'done-by-cost': {
    aspect: 'progress',
    kind: 'ratio',
    label: { zh: '工程量完成比例', en: 'Share of quantity done' },
    means: {
      zh: '已完成工程量除以计划工程量，按费用折算',
      en: 'Quantities done, of those scheduled, weighed by their cost',
    },
  },
  'works-behind': {
    aspect: 'progress',
    kind: 'share',
    label: { zh: '进度落后', en: 'Works behind' },
    means: {
      zh: '滞后、未按期上报或偏慢的工程，占在建和待开工的工程',
      en: 'Works that are late, silent or slipping, of those open',
    },
  },
  'measures-slipped': {
    aspect: 'progress',
    kind: 'ratio',
    label: { zh: '措施逾期', en: 'Measures past their day' },
    means: {
      zh: '过了完成日期仍未完成的措施，占计划的措施',
      en: 'Measures past their last day and not done, of those scheduled',
    },
  },
  'days-to-plan': {
    aspect: 'progress',
    kind: 'median',
    label: { zh: '列入清单到方案批复', en: 'From list to approved plan' },
    means: {
      zh: '本轮列入清单到方案批复的天数，取中位数',
      en: 'Median of days from entry on the list to approval, this cycle',
    },
    unit: days,
  },
  'days-to-completion': {
    aspect: 'progress',
    kind: 'median',
    label: { zh: '列入清单到完工', en: 'From list to completion' },
    means: {
      zh: '本轮列入清单到工程完工的天数，取中位数',
      en: 'Median of days from entry on the list to completion, this cycle',
    },
    unit: days,
  },
  'visits-per-water': {
    aspect: 'evaluation',
    kind: 'mean',
    label: { zh: '现场核查（每个水体）', en: 'Visits per water' },
    means: { zh: '已完成的核查次数除以清单内水体数', en: 'Visits made, by the waters on the list' },
    unit: { zh: '次', en: 'visits' },
  },
  'visited-before': {
    aspect: 'evaluation',
    kind: 'share',
    label: { zh: '治理前核查覆盖', en: 'Visited before treatment' },
    means: {
      zh: '本轮治理前核查过的水体，占清单内水体',
      en: 'Waters visited in that phase of their present cycle, of all on the list',
    },
  },
  'visited-during': {
    aspect: 'evaluation',
    kind: 'share',
    label: { zh: '治理中核查覆盖', en: 'Visited during treatment' },
    means: {
      zh: '本轮治理中核查过的水体，占已开工的水体',
      en: 'Waters visited in that phase of their present cycle, of those whose works began',
    },
  },
  'visited-after': {
    aspect: 'evaluation',
    kind: 'share',
    label: { zh: '治理后核查覆盖', en: 'Visited after treatment' },
    means: {
      zh: '本轮治理后核查过的水体，占已完工的水体',
      en: 'Waters visited in that phase of their present cycle, of those completed',
    },
  },
  'findings-per-visit': {
    aspect: 'evaluation',
    kind: 'mean',
    label: { zh: '每次核查发现问题', en: 'Problems per visit' },
    means: { zh: '问题清单条数除以完成的核查次数', en: 'Problems opened, by visits made' },
    unit: { zh: '个', en: 'problems' },
  },
  'problems-closed': {
    aspect: 'evaluation',
    kind: 'ratio',
    label: { zh: '问题已销号', en: 'Problems put right' },
    means: { zh: '已销号的问题，占发现的问题', en: 'Problems closed, of those found' },
  },
  'problems-late': {
    aspect: 'evaluation',
    kind: 'ratio',
    label: { zh: '问题逾期未销号', en: 'Problems late' },
    means: { zh: '过了期限未销号的问题，占发现的问题', en: 'Problems open past their day, of those found' },
  },
  'spot-checked': {
    aspect: 'evaluation',
    kind: 'share',
    label: { zh: '抽查过', en: 'Spot-checked' },
    means: {
      zh: '因抽样核查过的水体，占清单内水体',
      en: 'Waters visited because a sample drew them, of all on the list',
    },
  },
  'expert-assigned': {
    aspect: 'evaluation',
    kind: 'share',
    label: { zh: '有专家一对一', en: 'Has an expert' },
    means: {
      zh: '今天有专家帮扶的水体，占需要帮扶的水体',
      en: 'Waters with an expert today, of those in need of help',
    },
  },
  'expert-visited': {
    aspect: 'evaluation',
    kind: 'share',
    label: { zh: '专家到过现场', en: 'Visited by the expert' },
    means: {
      zh: '专家在现阶段核查次数够的水体，占需要帮扶的水体',
      en: 'Waters that experts visited often enough in the present phase, of those in need of help',
    },
  },
  'first-pass': {
    aspect: 'evaluation',
    kind: 'share',
    label: { zh: '验收一次通过', en: 'Accepted at the first file' },
    means: {
      zh: '首次申报未被退回的水体，占首次申报已有结论的水体',
      en: 'Waters whose first file was not refused, of those whose first file was decided',
    },
  },
  satisfaction: {
    aspect: 'evaluation',
    kind: 'ratio',
    label: { zh: '群众满意度', en: 'Residents satisfied' },
    means: {
      zh: '满意份数除以有效份数，取每个水体最近一次评议',
      en: 'Satisfied forms, of valid ones, of each water’s newest questionnaire',
    },
  },
  delisted: {
    aspect: 'evaluation',
    kind: 'share',
    label: { zh: '已销号', en: 'Delisted' },
    means: { zh: '已销号和长效管护的水体，占清单内水体', en: 'Waters delisted or in upkeep, of all on the list' },
  },
  relapsed: {
    aspect: 'evaluation',
    kind: 'share',
    label: { zh: '返黑返臭过', en: 'Relapsed' },
    means: { zh: '返黑返臭过的水体，占验收通过过的水体', en: 'Waters that relapsed, of those once accepted' },
  },
} as const satisfies Record<string, FigureEntry>

export type FigureId = keyof typeof figures
export const figureIds = Object.keys(figures) as readonly FigureId[] // keys of a const object are exactly its union

export const figureOf = (id: FigureId): FigureEntry => figures[id]

type KindEntry = {
  readonly aspect: Aspect
  /** `editions`: the same ones should stand on both sides. `spread`: so many of each. */
  readonly compared: 'editions' | 'spread'
  readonly label: Bilingual
  readonly means: Bilingual
}

/** What waters have one or several kinds of: editions that decided about them, stages, lines of the checklist. */
export const kindFigures = {
  'verdict-edition': {
    aspect: 'standard',
    compared: 'editions',
    label: { zh: '识别标准的版本', en: 'Edition of the standard that identified' },
    means: { zh: '每个水体最近一次识别结论所依据的标准', en: 'The standard behind each water’s newest verdict' },
  },
  'class-edition': {
    aspect: 'standard',
    compared: 'editions',
    label: { zh: '分类规则的版本', en: 'Edition of the rule of classes' },
    means: { zh: '每个水体最近一次分类所依据的规则', en: 'The rule behind each water’s newest class' },
  },
  'handbook-edition': {
    aspect: 'standard',
    compared: 'editions',
    label: { zh: '核查手册的版本', en: 'Edition of the handbook' },
    means: { zh: '已完成的核查所用的检查单', en: 'The checklists of the visits made' },
  },
  'acceptance-edition': {
    aspect: 'standard',
    compared: 'editions',
    label: { zh: '验收规则的版本', en: 'Edition of the rule of acceptance' },
    means: { zh: '申报验收的材料所依据的规则', en: 'The rule of the files sent in' },
  },
  'acceptance-standard': {
    aspect: 'standard',
    compared: 'editions',
    label: { zh: '验收水质标准的版本', en: 'Standard of the samples at acceptance' },
    means: { zh: '验收材料中判定水质所用的标准', en: 'The standard that judged the samples of the files sent in' },
  },
  'reward-edition': {
    aspect: 'standard',
    compared: 'editions',
    label: { zh: '奖补规则的版本', en: 'Edition of the rule of rewards' },
    means: { zh: '以奖促治资金核定时的规则', en: 'The rule by which rewards were earmarked' },
  },
  stage: {
    aspect: 'progress',
    compared: 'spread',
    label: { zh: '所处阶段', en: 'Stage' },
    means: { zh: '清单内水体现在所处的阶段', en: 'Where the waters on the list stand today' },
  },
  'refused-item': {
    aspect: 'evaluation',
    compared: 'spread',
    label: { zh: '验收退回的原因', en: 'Why files were refused' },
    means: { zh: '验收材料被退回时点名的检查项，按水体计', en: 'Lines of the checklist named in refusals, by waters' },
  },
} as const satisfies Record<string, KindEntry>

export type KindFigureId = keyof typeof kindFigures
export const kindFigureIds = Object.keys(kindFigures) as readonly KindFigureId[] // as above
