import type { Bilingual } from '../../domain/words.ts'

/** Words of a plan as a paper. */
export const paperWords = {
  title: { zh: '农村黑臭水体一水一策治理方案', en: 'Plan for a rural black-and-odorous water' },
  author: { zh: '久清', en: 'Jiuqing' },
  invented: { zh: '示例数据，并非真实水体。', en: 'Example data, not a real water. ' },
  facts: { zh: '基本情况', en: 'The water' },
  state: { zh: '水体现状', en: 'Present state' },
  verdict: { zh: '最近一次识别结论', en: 'Newest verdict' },
  readings: { zh: '最近的监测数据', en: 'Newest readings' },
  causes: { zh: '成因分析', en: 'Causes' },
  cause: { zh: '成因', en: 'Cause' },
  share: { zh: '占比（%）', en: 'Share (%)' },
  evidence: { zh: '依据', en: 'Evidence' },
  waterClass: { zh: '分类施策', en: 'Class' },
  noClass: { zh: '水体尚未分类。', en: 'The water has no class yet.' },
  override: { zh: '人工调整', en: 'Overridden' },
  criterion: { zh: '判据', en: 'Criterion' },
  weight: { zh: '权重', en: 'Weight' },
  saw: { zh: '情况', en: 'Found' },
  pointing: { zh: '指向', en: 'Points to' },
  target: { zh: '治理目标', en: 'Target' },
  goal: { zh: '目标', en: 'Target' },
  by: { zh: '完成日期', en: 'To be met by' },
  route: { zh: '技术路线', en: 'Technical route' },
  measures: { zh: '整治措施', en: 'Measures' },
  measure: { zh: '措施', en: 'Measure' },
  quantity: { zh: '工程量', en: 'Quantity' },
  costYuan: { zh: '费用（元）', en: 'Cost (yuan)' },
  period: { zh: '工期', en: 'From – to' },
  note: { zh: '说明', en: 'Note' },
  total: { zh: '合计', en: 'Total' },
  funding: { zh: '资金安排', en: 'Money' },
  source: { zh: '资金来源', en: 'Source' },
  amountYuan: { zh: '金额（元）', en: 'Amount (yuan)' },
  persons: { zh: '责任人', en: 'Persons responsible' },
  level: { zh: '层级', en: 'Level' },
  person: { zh: '姓名', en: 'Name' },
  office: { zh: '单位和职务', en: 'Office' },
  phone: { zh: '办公电话', en: 'Office phone' },
  today: { zh: '现任登记', en: 'On record today' },
  same: { zh: '一致', en: 'the same' },
  nobody: { zh: '未登记', en: 'nobody' },
  upkeep: { zh: '长效管护', en: 'Upkeep' },
  yearly: { zh: '每年管护经费（元）', en: 'Upkeep a year (yuan)' },
  approval: { zh: '编制与审批', en: 'Version and approval' },
  planState: { zh: '方案状态', en: 'State' },
  since: { zh: '进入本状态', en: 'Since' },
  version: { zh: '版本', en: 'Version' },
  savedAt: { zh: '保存时间', en: 'Saved' },
  savedBy: { zh: '编制人', en: 'Written by' },
  reference: { zh: '批复文号', en: 'Number of the approval' },
  reason: { zh: '最近一次意见', en: 'Last decision' },
  approver: { zh: '审批权限', en: 'Decided by' },
  city: { zh: '市级', en: 'the city' },
  county: { zh: '区县级', en: 'the county' },
  policy: { zh: '审批与时限依据', en: 'Rule of approval and dates' },
  contentHash: { zh: '本版内容散列值', en: 'Hash of this version' },
  faults: { zh: '提交前尚需补充', en: 'Left before it can be submitted' },
  pictures: { zh: '影像资料', en: 'Pictures' },
} as const satisfies Record<string, Bilingual>

/** A plan that nobody approved is no ground to build on. */
export function notApproved(state: Bilingual): Bilingual {
  return {
    zh: `本方案当前“${state.zh}”，未经批复，不作为实施依据。`,
    en: `This plan is ${state.en}: it was not approved and is no ground for works.`,
  }
}

/** Records that show a cause beside what somebody wrote. */
export function linkedWords(count: { sources: number; readings: number; attachments: number }): Bilingual {
  const parts = [
    [count.sources, { zh: '污染源', en: 'sources' }],
    [count.readings, { zh: '监测数据', en: 'readings' }],
    [count.attachments, { zh: '附件', en: 'attachments' }],
  ] as const
  const there = parts.filter(([number]) => number > 0)
  return {
    zh: there.length === 0 ? '' : `关联${there.map(([number, { zh }]) => `${zh} ${number} 条`).join('、')}`,
    en: there.length === 0 ? '' : `linked: ${there.map(([number, { en }]) => `${number} ${en}`).join(', ')}`,
  }
}
