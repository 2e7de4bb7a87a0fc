import type { PolicyName } from '../../../policy/policy.ts'
import type { Bilingual } from '../../../domain/words.ts'
import type { StandardKind } from '../../../standards/standard.ts'
import type { Words } from '../../shared/i18n/words.ts'

export const standardsWords = {
  title: { zh: '标准与政策', en: 'Standards and policy' },
  lead: {
    zh: '判定所依据的每个限值和每项政策，都写明出处和核实程度。标“待核实”的，须由业务部门核对原文后方可作为正式依据。',
    en: 'Every limit and every rule behind a decision, with its source and how sure it is. What is marked "to be confirmed" must be checked against the text before it counts.',
  },
  tabStandards: { zh: '标准', en: 'Standards' },
  tabPolicy: { zh: '政策参数', en: 'Policy' },
  released: {
    zh: '已发布的版本不会修改；新版本另行登记。',
    en: 'A released edition is never changed; a revision is a new one.',
  },
  indicator: { zh: '指标', en: 'Indicator' },
  unit: { zh: '单位', en: 'Unit' },
  source: { zh: '出处', en: 'Source' },
  black: { zh: '判为黑臭', en: 'Black and odorous' },
  mild: { zh: '轻度', en: 'Mild' },
  severe: { zh: '重度', en: 'Severe' },
  rule: {
    zh: '任一项不达标即认定；未测的指标不视为达标。',
    en: 'One failing indicator is enough; one that was not measured is no pass.',
  },
  shallow: (depth: number, share: number) => ({
    zh: `水深小于 ${depth} cm 时，限值改为水深的 ${share}%`,
    en: `where the water is shallower than ${depth} cm the limit is ${share} % of its depth`,
  }),
  otherBases: { zh: '感官与公众评议', en: 'Senses and questionnaire' },
  river: { zh: '河流', en: 'Rivers' },
  lake: { zh: '湖、库、塘', en: 'Lakes, reservoirs, ponds' },
  class: (name: string) => ({ zh: `${name} 类`, en: `Class ${name}` }),
  reportedOnly: { zh: '仅列示，不参与评价', en: 'shown, does not decide' },
  surfaceRule: { zh: '单因子评价：以最差一项定类别。', en: 'The worst indicator gives the class.' },
  inForceFrom: { zh: '生效日期', en: 'In force from' },
  inForce: { zh: '现行', en: 'in force' },
  later: { zh: '未生效', en: 'not yet' },
  earlier: { zh: '已被替代', en: 'superseded' },
  policyLead: {
    zh: '政策参数有版本、有生效日期；以往的判断仍按当时的版本解释。',
    en: 'Policy is dated: what was decided earlier is read by the edition of its time.',
  },
  value: { zh: '取值', en: 'Value' },
  item: { zh: '项目', en: 'Item' },
} as const satisfies Words

export const standardKindWords = {
  'black-odour': { zh: '黑臭识别', en: 'black-odour' },
  'surface-water': { zh: '地表水评价', en: 'surface water' },
} as const satisfies Record<StandardKind, Bilingual>

/** Names of policies, in the order in which the page shows them. */
export const policyNames = {
  lists: { zh: '排查范围和清单的面积界限', en: 'Scope and lists by area' },
  'traffic-light': { zh: '红黄绿状态的含义', en: 'Red, yellow, green' },
  'water-types': { zh: '各区县排查的水体类型', en: 'Kinds of water surveyed' },
  surroundings: { zh: '统筹衔接：周边生活污水测算', en: 'Sewage around waters' },
  'expert-help': { zh: '专家一对一：阶段、负荷和期限', en: 'Expert help: phases, load, deadlines' },
  duties: { zh: '各阶段应落实的责任人', en: 'Persons each stage expects' },
  'survey-deadlines': { zh: '排查与退回的期限', en: 'Deadlines of surveys' },
  'pilot-bundle': { zh: '试点打捆申报规则', en: 'Rule of pilot bundles' },
  'works-progress': { zh: '工程进度预警', en: 'Warning of works that fall behind' },
  'annual-plans': { zh: '年度工作方案的编制与跟踪', en: 'Annual work plans' },
  causes: { zh: '污染成因分类', en: 'Causes of pollution' },
  plans: { zh: '一水一策方案的审批与时限', en: 'Approval and deadlines of plans' },
  handbook: { zh: '现场核查手册', en: 'Verification handbook' },
  plausibility: { zh: '录入数据的合理范围', en: 'Plausible values' },
  classification: { zh: '水体分类（复杂、简单）', en: 'Classes of waters' },
  measures: { zh: '治理措施目录', en: 'Catalogue of measures' },
  'funding-sources': { zh: '资金来源与支出控制', en: 'Sources of money and limits to spending' },
  rewards: { zh: '以奖促治', en: 'Rewards for verified results' },
  'similar-cases': { zh: '相似案例比对规则', en: 'How similar cases are found' },
  'four-sames': { zh: '四同对比：多大的差距值得核看', en: 'The four sames: gaps worth a look' },
  accounts: { zh: '账号与口令规则', en: 'Accounts and passwords' },
  acceptance: { zh: '验收销号的程序、条件和时限', en: 'Acceptance and delisting' },
} as const satisfies Record<PolicyName, Bilingual>
