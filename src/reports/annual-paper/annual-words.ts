import type { Bilingual } from '../../domain/words.ts'

const paperWords = {
  author: { zh: '久清', en: 'Jiuqing' },
  target: { zh: '目标', en: 'Target' },
  list: { zh: '清单', en: 'List' },
  planned: { zh: '计划（个）', en: 'Planned' },
  plannedArea: { zh: '面积（平方米）', en: 'Area (m²)' },
  done: { zh: '完成（个）', en: 'Done' },
  state: { zh: '情况', en: 'State' },
  measure: { zh: '措施', en: 'Measure' },
  quantity: { zh: '工程量', en: 'Quantity' },
  waters: { zh: '水体（个）', en: 'Waters' },
  costYuan: { zh: '费用（元）', en: 'Cost (yuan)' },
  total: { zh: '合计', en: 'Total' },
  money: { zh: '资金安排', en: 'Money' },
  source: { zh: '资金来源', en: 'Source' },
  amountYuan: { zh: '金额（元）', en: 'Amount (yuan)' },
  counties: { zh: '分区县安排', en: 'County by county' },
  county: { zh: '区县', en: 'County' },
  completed: { zh: '完工（个）', en: 'Completed' },
  late: { zh: '逾期（个）', en: 'Late' },
  origin: { zh: '数据来源', en: 'Numbers from' },
  fromPlans: { zh: '一水一策方案', en: 'plans of waters' },
  rows: { zh: '水体与里程碑', en: 'Waters and milestones' },
  water: { zh: '水体', en: 'Water' },
  leftOut: { zh: '未列入的水体', en: 'Waters left out' },
  reason: { zh: '理由', en: 'Reason' },
  standing: { zh: '编制与印发', en: 'Drawing up and issue' },
  planState: { zh: '状态', en: 'State' },
  edition: { zh: '版次', en: 'Edition' },
  number: { zh: '印发文号', en: 'Number' },
  issuedOn: { zh: '印发日期', en: 'Issued on' },
  asOf: { zh: '进展截至', en: 'Progress as of' },
  contentHash: { zh: '本版内容散列值', en: 'Hash of this version' },
  policy: { zh: '里程碑时限依据', en: 'Rule of the days' },
} as const satisfies Record<string, Bilingual>

/** Words of an annual work plan as a paper. */
export const annualPaperWords = {
  ...paperWords,
  tracking: (year: number): Bilingual => ({
    zh: `日期未写年份的均为 ${year} 年。日期下注明进展：已完成的列实际日期，逾期、临近的注明。`,
    en: `Days without a year are in ${year}. Below each stands its progress: the day on which it happened, or that it is late or due.`,
  }),
}

export function annualTitle(name: string, year: number): Bilingual {
  return {
    zh: `${name} ${year} 年\n农村黑臭水体治理年度工作方案`,
    en: `Annual work plan ${year}\nfor rural black-and-odorous waters, ${name}`,
  }
}

/** What a paper of anything but the edition in force says above everything else. */
export const standingWarnings = {
  draft: { zh: '编制中，尚未印发，不作为实施依据。', en: 'Being drawn up: not issued, and no ground for works.' },
  replaced: { zh: '本版已被新版替代。', en: 'This edition was replaced by a newer one.' },
  issued: undefined,
} as const satisfies Record<string, Bilingual | undefined>
