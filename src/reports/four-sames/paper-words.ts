import type { Bilingual } from '../../domain/words.ts'
import type { GapLimits } from './rules.ts'

/** Words of the comparison as a paper. */
export const paperWords = {
  author: { zh: '久清', en: 'Jiuqing' },
  title: (name: string): Bilingual => ({
    zh: `${name}\n国家监管清单与市级监管清单四同对比`,
    en: `The four sames: national and municipal list compared\n${name}`,
  }),
  year: (year: number): Bilingual => ({
    zh: `年度工作方案和通知为 ${year} 年，其余为统计时`,
    en: `Annual work plans and notices of ${year}; everything else as of now`,
  }),
  lead: ({ leastWaters, shareGapPoints, meanGapPercent, gapDays }: GapLimits): Bilingual => ({
    zh: `两个清单同部署、同标准、同推进、同评估。比例相差 ${shareGapPoints} 个百分点、平均数或中位数相差 ${meanGapPercent}%（用时另须相差 ${gapDays} 天）起提示核看；任一清单可比的水体少于 ${leastWaters} 个时不作比较。提示不是结论。`,
    en: `Both lists are deployed, judged, moved on and evaluated alike. A gap is worth a look from ${shareGapPoints} percentage points between shares, or ${meanGapPercent}% between means and medians (of days, ${gapDays} or more too); where a list has fewer than ${leastWaters} waters to compare, nothing is said. A mark is no verdict.`,
  }),
  lists: { zh: '清单', en: 'The lists' },
  list: { zh: '清单', en: 'List' },
  waters: { zh: '水体（个）', en: 'Waters' },
  areaM2: { zh: '面积（平方米）', en: 'Area (m²)' },
  figure: { zh: '指标', en: 'Figure' },
  kind: { zh: '种类', en: 'Kind' },
  countyApart: { zh: '区县级清单（另列）', en: 'county list (apart)' },
  compared: { zh: '对比', en: 'Compared' },
  namedRules: { zh: '规则中点名清单的地方', en: 'Rules that name the lists' },
  rule: { zh: '规则', en: 'Rule' },
  treatment: { zh: '对待', en: 'Treatment' },
  source: { zh: '依据', en: 'Source' },
  differs: { zh: '有区别', en: 'differs' },
  sameRule: { zh: '相同', en: 'the same' },
  divisions: { zh: '分区划对比', en: 'Division by division' },
  division: { zh: '区划', en: 'Division' },
  gaps: { zh: '请核看（项）', en: 'Worth a look' },
  gapNames: { zh: '差距', en: 'Gaps' },
} as const
