import { dutyLevels } from '../../../domain/duties.ts'
import { stages } from '../../../domain/lifecycle-table.ts'
import { parameters } from '../../../domain/parameters.ts'
import { waterTypes } from '../../../domain/waters.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { warningColours } from '../../../waters/contract.ts'
import { answerKinds, severities, visitPhases, visitRoles } from '../../../works/rules.ts'

/** Names of the fields of policies as people read them; units stand with the name. */
const fields: Readonly<Record<string, Bilingual>> = {
  scopeFromM2: { zh: '排查范围：面积不小于（㎡）', en: 'in scope from (m²)' },
  nationalFromM2: { zh: '国家清单：面积不小于（㎡）', en: 'national list from (m²)' },
  colours: { zh: '颜色', en: 'colours' },
  byStage: { zh: '各阶段的颜色', en: 'colour by stage' },
  label: { zh: '名称', en: 'label' },
  meaning: { zh: '含义', en: 'meaning' },
  none: { zh: '未定色', en: 'no colour' },
  byDefault: { zh: '一般区县', en: 'by default' },
  counties: { zh: '另有规定的区县', en: 'counties of their own' },
  types: { zh: '水体类型', en: 'kinds of water' },
  code: { zh: '代码', en: 'code' },
  name: { zh: '名称', en: 'name' },
  citation: { zh: '出处', en: 'source' },
  title: { zh: '文件', en: 'title' },
  clause: { zh: '条款', en: 'clause' },
  confidence: { zh: '核实程度', en: 'confidence' },
  surveyTaskDays: { zh: '排查任务期限（天）', en: 'survey task (days)' },
  returnedReportDays: { zh: '退回后重报（天）', en: 'returned report (days)' },
  candidateDecisionDays: { zh: '疑似水体研判（天）', en: 'decision on a candidate (days)' },
  importDecisionDays: { zh: '导入问题处理（天）', en: 'decision on an import (days)' },
  dueSoonDays: { zh: '临期提醒（天）', en: 'due soon (days)' },
  causes: { zh: '成因', en: 'causes' },
  ambiguous: { zh: '含义不明的词', en: 'ambiguous words' },
  word: { zh: '词', en: 'word' },
  words: { zh: '识别的写法', en: 'words understood' },
  letter: { zh: '字母', en: 'letter' },
  id: { zh: '标识', en: 'id' },
  typicalAreaM2: { zh: '单个水体常见面积（㎡）', en: 'typical area (m²)' },
  publishedMeanAreaM2: { zh: '各地公布的平均面积（㎡）', en: 'published mean areas (m²)' },
  warnAboveAreaM2: { zh: '面积大于此值时提醒（㎡）', en: 'warn above (m²)' },
  warnBelowAreaM2: { zh: '面积小于此值时提醒（㎡）', en: 'warn below (m²)' },
  areaRatio: { zh: '面积与长×宽之比', en: 'area over length times width' },
  low: { zh: '下限', en: 'low' },
  high: { zh: '上限', en: 'high' },
  why: { zh: '理由', en: 'why' },
  refuseRatioBelow: { zh: '比值低于此值时不予录入', en: 'refuse a ratio below' },
  refuseRatioAbove: { zh: '比值高于此值时不予录入', en: 'refuse a ratio above' },
  villageShareWarn: { zh: '占全村面积超过此比例时提醒', en: 'warn above this share of the village' },
  earliestDate: { zh: '最早日期', en: 'earliest date' },
  unusual: { zh: '少见但可能的监测值', en: 'unusual readings' },
  depthWarnAboveCm: { zh: '水深大于此值时提醒（cm）', en: 'warn above this depth (cm)' },
  transparencyOverDepthToleranceCm: { zh: '透明度超过水深的容差（cm）', en: 'transparency beyond depth (cm)' },
  divisionAreas: { zh: '行政区面积', en: 'areas of divisions' },
  areaKm2: { zh: '面积（km²）', en: 'area (km²)' },
  failuresBeforeLockout: { zh: '连续输错几次后锁定', en: 'failures before a lock' },
  lockoutMinutes: { zh: '锁定时长（分钟）', en: 'lock (minutes)' },
  idleMinutes: { zh: '无操作自动退出（分钟）', en: 'automatic exit (minutes)' },
  sessionHours: { zh: '一次登录最长（小时）', en: 'longest session (hours)' },
  passwordMinLength: { zh: '密码最短（位）', en: 'shortest password (characters)' },
  passwordMinKinds: { zh: '密码至少含几类字符', en: 'kinds of characters' },
  passwordMaxAgeDays: { zh: '密码有效期（天）', en: 'password age (days)' },
  severities: { zh: '问题严重程度', en: 'severities' },
  rectifyDays: { zh: '整改期限（天）', en: 'to be rectified within (days)' },
  afterPhotos: { zh: '整改后照片不少于（张）', en: 'photos after it, at least' },
  closedByAnother: { zh: '销号须由他人复核', en: 'closed by somebody else' },
  phases: { zh: '核查阶段', en: 'phases' },
  roles: { zh: '由谁填写', en: 'answered by' },
  question: { zh: '条目', en: 'item' },
  guidance: { zh: '说明', en: 'guidance' },
  answer: { zh: '填写方式', en: 'answer' },
  kind: { zh: '种类', en: 'kind' },
  photo: { zh: '照片', en: 'photo' },
  mayNotApply: { zh: '可以不适用', en: 'may not apply' },
  severity: { zh: '严重程度', en: 'severity' },
  unit: { zh: '单位', en: 'unit' },
  least: { zh: '不少于', en: 'at least' },
  most: { zh: '不高于', en: 'at most' },
  zh: { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
  earliestStart: { zh: '最早的起始日期', en: 'earliest first day' },
  expected: { zh: '各阶段应落实的级别', en: 'levels expected by stage' },
  applicant: { zh: '申报条件（满足一项即可）', en: 'applicant (either is enough)' },
  nationalWatersFrom: { zh: '国家清单水体不少于（个）', en: 'waters of the national list from' },
  areaM2From: { zh: '国家清单水体面积不少于（㎡）', en: 'area of national-list waters from (m²)' },
  tiers: { zh: '奖补档次', en: 'award tiers' },
  awardYuan: { zh: '奖补金额（元）', en: 'award (yuan)' },
  investmentYuanFrom: { zh: '总投资不少于（元）', en: 'total investment from (yuan)' },
  bundleAreaM2From: { zh: '面积不少于（㎡）', en: 'area from (m²)' },
  enterpriseResponsibleExcluded: { zh: '有明确责任企业的不得纳入', en: 'no waters with an enterprise responsible' },
  costEstimate: { zh: '投资估算（未填时采用）', en: 'estimate of cost (where none is entered)' },
  yuanPerM2: { zh: '单位面积投资（元/㎡）', en: 'cost by area (yuan/m²)' },
  tokenMaxDays: { zh: '接口令牌最长有效期（天）', en: 'longest token (days)' },
}

/** What the ids inside policies mean: kinds of water, colours, stages, parameters. */
const ids: Readonly<Record<string, Bilingual>> = {
  ...Object.fromEntries(Object.entries(waterTypes).map(([id, { label }]) => [id, label])),
  ...Object.fromEntries(Object.entries(stages).map(([id, { label }]) => [id, label])),
  ...Object.fromEntries(Object.entries(parameters).map(([id, { name }]) => [id, name])),
  ...Object.fromEntries(Object.entries(dutyLevels).map(([id, { post }]) => [id, post])),
  ...warningColours,
  ...visitPhases,
  ...visitRoles,
  ...severities,
  ...answerKinds,
}

/** The name of a field or id in a policy; one that a newer policy brings shows as it is. */
export function policyName(id: string): Bilingual {
  return fields[id] ?? ids[id] ?? { zh: id, en: id }
}

/** A text value: ids by their names, anything else as it stands. */
export function policyText(text: string): Bilingual {
  const parts = text.split('、').map(part => ids[part] ?? { zh: part, en: part })
  return { zh: parts.map(({ zh }) => zh).join('、'), en: parts.map(({ en }) => en).join(', ') }
}
