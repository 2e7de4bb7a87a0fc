import { problemKind } from '../domain/problems.ts'
import { surroundingFields, type SurroundingFault } from './faults.ts'
import { linkKinds, surroundingSorts, type LinkKind, type SurroundingSort } from './words.ts'

/** The same answer for what does not exist and for what lies outside the caller's jurisdiction. */
export const surroundingNotFound = problemKind<{ id: string }>({
  code: 'surroundings.not-found',
  status: 404,
  title: { zh: '没有这个设施或聚居点', en: 'No such works or settlement' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的污水处理设施或聚居点，或不在您的辖区内。请刷新后重试；跨区县的请由市级关联。`,
    en: `There are no works and no settlement with the id ${id}, or not in your jurisdiction. Reload and try again; across a county border the city links them.`,
  }),
})

export const surroundingRefused = problemKind<{ name: string; faults: readonly SurroundingFault[] }>({
  code: 'surroundings.implausible',
  status: 422,
  title: { zh: '数值有误', en: 'Something cannot be right' },
  say: ({ name, faults }) => ({
    zh: `${name}：${faults.map(({ field, words }) => `${surroundingFields[field].zh}：${words.zh}`).join(' ')}`,
    en: `${name}: ${faults.map(({ field, words }) => `${surroundingFields[field].en}: ${words.en}`).join(' ')}`,
  }),
})

export const surroundingExists = problemKind<{ sort: SurroundingSort; name: string; id: string }>({
  code: 'surroundings.exists',
  status: 409,
  title: { zh: '已经登记过', en: 'On record already' },
  say: ({ sort, name }) => ({
    zh: `该行政区划内已有名为“${name}”的${surroundingSorts[sort].zh}。请修改原记录，或换一个能区分的名称。`,
    en: `This division has ${surroundingSorts[sort].en} called "${name}" already. Change that record, or choose a name that tells them apart.`,
  }),
})

export const surroundingDiffers = problemKind<{ name: string; seen: number; now: number }>({
  code: 'surroundings.changed-meanwhile',
  status: 409,
  title: { zh: '已被他人修改', en: 'Changed meanwhile' },
  say: ({ name, seen, now }) => ({
    zh: `${name}已由他人修改（您看到的是第 ${seen} 版，现为第 ${now} 版）。请刷新后重新填写。`,
    en: `${name} was changed by somebody else (you saw version ${seen}, it is now ${now}). Reload and enter your change again.`,
  }),
})

export const surroundingSortFixed = problemKind<{ name: string; sort: SurroundingSort }>({
  code: 'surroundings.sort-fixed',
  status: 422,
  title: { zh: '类别不能修改', en: 'The sort stays' },
  say: ({ name, sort }) => ({
    zh: `${name}登记为${surroundingSorts[sort].zh}，类别不能修改。请移除后另行登记。`,
    en: `${name} is on record as ${surroundingSorts[sort].en}; that cannot be changed. Remove it and record the other one.`,
  }),
})

export const surroundingPlaceTooHigh = problemKind<{ name: string; regionCode: string }>({
  code: 'surroundings.place-too-high',
  status: 422,
  title: { zh: '行政区划过高', en: 'The division is too high' },
  say: ({ name, regionCode }) => ({
    zh: `${name}的行政区划 ${regionCode} 高于区县。请选择所在的区县、乡镇或村。`,
    en: `The division ${regionCode} of ${name} is above a county. Choose the county, town or village where it stands.`,
  }),
})

export const linkNotFound = problemKind<{ id: string }>({
  code: 'surroundings.link-not-found',
  status: 404,
  title: { zh: '没有这条关联', en: 'No such link' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的关联，或不在您的辖区内。请刷新水体页面后重试。`,
    en: `There is no link with the id ${id}, or not in your jurisdiction. Reload the page of the water and try again.`,
  }),
})

export const linkUnfit = problemKind<{ name: string; sort: SurroundingSort; kind: LinkKind }>({
  code: 'surroundings.link-unfit',
  status: 422,
  title: { zh: '关联方式不符', en: 'This link does not fit' },
  say: ({ name, sort, kind }) => ({
    zh: `${name}是${surroundingSorts[sort].zh}，不能按“${linkKinds[kind].zh}”关联。请另选关联方式。`,
    en: `${name} is on record as ${surroundingSorts[sort].en} and cannot be linked as "${linkKinds[kind].en}". Choose another kind.`,
  }),
})

export const linkExists = problemKind<{ name: string; kind: LinkKind }>({
  code: 'surroundings.linked-already',
  status: 409,
  title: { zh: '已经关联', en: 'Linked already' },
  say: ({ name, kind }) => ({
    zh: `${name}已按“${linkKinds[kind].zh}”与本水体关联。要修改水量等内容，请先解除原关联再重新关联。`,
    en: `${name} is linked to this water as "${linkKinds[kind].en}" already. To change what the link says, undo it and link again.`,
  }),
})

export const linkEnded = problemKind<{ name: string }>({
  code: 'surroundings.link-ended',
  status: 409,
  title: { zh: '关联已解除', en: 'The link was undone' },
  say: ({ name }) => ({
    zh: `与${name}的关联已经解除。请刷新页面。`,
    en: `The link with ${name} was undone already. Reload the page.`,
  }),
})

export const linkDayRefused = problemKind<{ sinceOn: string; today: string }>({
  code: 'surroundings.link-day-refused',
  status: 422,
  title: { zh: '日期不符', en: 'The day does not fit' },
  say: ({ sinceOn, today }) => ({
    zh: `起始日期 ${sinceOn} 晚于今天（${today}）。尚未实现的，请按“规划接入”关联，日期填写依据文件的日期。`,
    en: `The day ${sinceOn} is later than today (${today}). What is only planned is linked as planned, with the day of the document.`,
  }),
})

export const outletElsewhere = problemKind<{ id: string }>({
  code: 'surroundings.outlet-elsewhere',
  status: 422,
  title: { zh: '不是本水体的排污口', en: 'No outlet of this water' },
  say: ({ id }) => ({
    zh: `编号为 ${id} 的排污口没有登记在本水体的污染源中。请先在“污染源”中登记排污口，再选择它。`,
    en: `The outlet ${id} is not on record among the pollution sources of this water. Record it there first, then choose it.`,
  }),
})

export const surroundingsHeaderMissing = problemKind<{ missing: readonly string[] }>({
  code: 'surroundings.import-header',
  status: 422,
  title: { zh: '没有找到表头', en: 'No header was found' },
  say: ({ missing }) => ({
    zh: `表中没有找到需要的列：${missing.join('、')}。请下载空白模板，把内容填入后再导入。`,
    en: `These columns were not found: ${missing.join(', ')}. Download the blank template, fill it in and import that.`,
  }),
})

export const surroundingsTooLong = problemKind<{ rows: number; maxRows: number }>({
  code: 'surroundings.import-too-long',
  status: 413,
  title: { zh: '行数过多', en: 'Too many rows' },
  say: ({ rows, maxRows }) => ({
    zh: `表中有 ${rows} 行以上，一次最多导入 ${maxRows} 行。请分成几个文件导入。`,
    en: `The table has ${rows} rows or more; at most ${maxRows} are taken at once. Split the file.`,
  }),
})

export const surroundingsExportTooLong = problemKind<{ most: number }>({
  code: 'surroundings.export-too-long',
  status: 422,
  title: { zh: '记录过多', en: 'Too many records' },
  say: ({ most }) => ({
    zh: `符合条件的记录超过 ${most} 条，一个表格放不下。请选择区县或类别后分别导出。`,
    en: `More than ${most} records fit, too many for one workbook. Choose a county or a sort and export in parts.`,
  }),
})
