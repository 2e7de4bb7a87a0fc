import { dutyLevels, type DutyLevel } from '../domain/duties.ts'
import { problemKind } from '../domain/problems.ts'
import type { Bilingual } from '../domain/words.ts'

export const dutyNotFound = problemKind<{ id: string }>({
  code: 'duty.not-found',
  status: 404,
  title: { zh: '没有这条责任人记录', en: 'No such person responsible' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的责任人记录，或不在您的辖区内。请刷新水体页面后重试。`,
    en: `There is no person responsible with the id ${id}, or not in your jurisdiction. Reload the page of the water and try again.`,
  }),
})

export const dutyDayRefused = problemKind<{ level: DutyLevel; water: string; why: Bilingual }>({
  code: 'duty.day-refused',
  status: 422,
  title: { zh: '日期不符', en: 'The day does not fit' },
  say: ({ level, water, why }) => ({
    zh: `${water}，${dutyLevels[level].post.zh}：${why.zh}`,
    en: `${water}, ${dutyLevels[level].post.en}: ${why.en}`,
  }),
})

export const dutyEnded = problemKind<{ level: DutyLevel; untilOn: string }>({
  code: 'duty.ended',
  status: 409,
  title: { zh: '已经卸任', en: 'Relieved already' },
  say: ({ level, untilOn }) => ({
    zh: `这位${dutyLevels[level].post.zh}已自 ${untilOn} 起卸任。请刷新页面，查看现任责任人。`,
    en: `This ${dutyLevels[level].post.en} was relieved from ${untilOn} on. Reload the page to see who answers now.`,
  }),
})

export const dutyWaterEnded = problemKind<{ water: string; stage: Bilingual }>({
  code: 'duty.water-ended',
  status: 422,
  title: { zh: '水体已不在治理范围', en: 'The water has ended' },
  say: ({ water, stage }) => ({
    zh: `${water}的状态是“${stage.zh}”，不再指定责任人。请为并入或拆分出的水体指定。`,
    en: `${water} is ${stage.en}; nobody is named for it any more. Name the person at the waters that stand in its place.`,
  }),
})

export const dutiesTooMany = problemKind<{ waters: number; most: number }>({
  code: 'duty.too-many',
  status: 422,
  title: { zh: '水体过多', en: 'Too many waters' },
  say: ({ waters, most }) => ({
    zh: `此人负责的水体有 ${waters} 个以上，一次最多更换 ${most} 个。请缩小行政区划后分几次办理。`,
    en: `This person answers for ${waters} waters or more; at most ${most} are handed over at once. Choose a smaller division and go on in parts.`,
  }),
})

export const dutiesHeaderMissing = problemKind<{ missing: readonly string[] }>({
  code: 'duty.import-header',
  status: 422,
  title: { zh: '没有找到责任人名册的表头', en: 'No header of a list of persons responsible' },
  say: ({ missing }) => ({
    zh: `表中没有找到需要的列：${missing.join('、')}。请下载空白模板，把内容填入后再导入。`,
    en: `These columns were not found: ${missing.join(', ')}. Download the blank template, fill it in and import that.`,
  }),
})

export const dutiesTooLong = problemKind<{ rows: number; maxRows: number }>({
  code: 'duty.import-too-long',
  status: 413,
  title: { zh: '行数过多', en: 'Too many rows' },
  say: ({ rows, maxRows }) => ({
    zh: `表中有 ${rows} 行以上，一次最多导入 ${maxRows} 行。请分成几个文件导入。`,
    en: `The table has ${rows} rows or more; at most ${maxRows} are taken at once. Split the file.`,
  }),
})
