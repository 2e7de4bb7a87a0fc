import { chinaMinute } from '../domain/dates.ts'
import { problemKind } from '../domain/problems.ts'
import type { Bilingual } from '../domain/words.ts'

/** The same answer for what does not exist and for what lies outside the caller's jurisdiction. */
export const waterNotFound = problemKind<{ id: string }>({
  code: 'water.not-found',
  status: 404,
  title: { zh: '没有这个水体', en: 'No such water' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的水体，或不在您的辖区内。请核对编号，或在水体列表中查找。`,
    en: `There is no water ${id} in your jurisdiction. Check the id, or look in the list of waters.`,
  }),
})

/** One field that somebody else changed since the caller read the water. */
export type ChangedField = { readonly field: string; readonly zh: string; readonly en: string }

export type ChangedMeanwhile = {
  readonly id: string
  readonly expectedVersion: number
  readonly version: number
  /** ISO 8601 with offset. */
  readonly changedAt: string
  /** The name of whoever changed it last. */
  readonly changedBy: Bilingual
  readonly fields: readonly ChangedField[]
}

export const waterChangedMeanwhile = problemKind<ChangedMeanwhile>({
  code: 'water.changed-meanwhile',
  status: 409,
  title: { zh: '水体已被他人修改', en: 'Changed meanwhile' },
  say: ({ changedBy, changedAt, fields }) => ({
    zh: `您打开之后，${changedBy.zh}于 ${chinaMinute(new Date(changedAt))} 修改了${listed(fields, 'zh')}。您的修改没有保存；请重新载入，核对后再提交。`,
    en: `After you opened it, ${changedBy.en} changed ${listed(fields, 'en')} (${chinaMinute(new Date(changedAt))}, China time). Yours was not saved: reload, compare and submit again.`,
  }),
})

function listed(fields: readonly ChangedField[], language: keyof Bilingual): string {
  if (fields.length === 0) return language === 'zh' ? '该水体' : 'this water'
  return fields.map(field => field[language]).join(language === 'zh' ? '、' : ', ')
}

/** One doubt or refusal about a value, in words. */
export type Finding = { readonly field: string; readonly code: string; readonly zh: string; readonly en: string }

export const waterImplausible = problemKind<{ findings: readonly Finding[] }>({
  code: 'water.implausible',
  status: 422,
  title: { zh: '数值不可能', en: 'Impossible values' },
  say: ({ findings }) => ({
    zh: findings.map(({ zh }) => zh).join(''),
    en: findings.map(({ en }) => en).join(' '),
  }),
})

export const waterDoubtful = problemKind<{ findings: readonly Finding[] }>({
  code: 'water.doubtful',
  status: 409,
  title: { zh: '数值可疑，请确认', en: 'Doubtful values, please confirm' },
  say: ({ findings }) => ({
    zh: `${findings.map(({ zh }) => zh).join('')}尚未保存。核对无误后请确认并再次提交。`,
    en: `${findings.map(({ en }) => en).join(' ')} Nothing was saved yet: if it is right, confirm and submit again.`,
  }),
})

export const nothingToChange = problemKind<{ id: string }>({
  code: 'water.nothing-to-change',
  status: 422,
  title: { zh: '没有改动', en: 'Nothing to change' },
  say: () => ({
    zh: '提交的内容与现有内容相同，没有可更正之处。',
    en: 'What was submitted is what is there already; there is nothing to correct.',
  }),
})

export const geometryFaulty = problemKind<{ findings: readonly Finding[] }>({
  code: 'geometry.faulty',
  status: 422,
  title: { zh: '图形有误', en: 'Faulty geometry' },
  say: ({ findings }) => ({
    zh: `图形有误：${findings.map(({ zh }) => zh).join('')}请改正后再保存。`,
    en: `The geometry has faults: ${findings.map(({ en }) => en).join(' ')} Correct it and save again.`,
  }),
})

export const regionUnknown = problemKind<{ regionCode: string }>({
  code: 'water.region-unknown',
  status: 422,
  title: { zh: '没有这个行政区划', en: 'No such division' },
  say: ({ regionCode }) => ({
    zh: `行政区划代码 ${regionCode} 不在现行区划中，或不到区县一级。请选择水体所在的村，至少选到区县。`,
    en: `Division ${regionCode} is not in the present edition, or is above county level. Choose the village, at least the county.`,
  }),
})

export const transitionRefused = problemKind<{ reason: string; zh: string; en: string }>({
  code: 'water.transition-refused',
  status: 422,
  title: { zh: '不能这样变更阶段', en: 'Not a possible step' },
  say: ({ zh, en }) => ({ zh, en }),
})

export const numberTaken = problemKind<{ issuer: string; number: string; code: string }>({
  code: 'water.number-taken',
  status: 409,
  title: { zh: '编号已被使用', en: 'Number taken' },
  say: ({ issuer, number, code }) => ({
    zh: `${issuer}的编号 ${number} 已登记在水体 ${code} 上。请核对编号；如为同一水体，请合并。`,
    en: `Number ${number} of ${issuer} already belongs to water ${code}. Check it; if both are one water, merge them.`,
  }),
})

export const sourceNotFound = problemKind<{ id: string }>({
  code: 'source.not-found',
  status: 404,
  title: { zh: '没有这个污染源', en: 'No such pollution source' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的污染源，或不在您的辖区内，或已移除。`,
    en: `There is no pollution source ${id} in your jurisdiction, or it was removed.`,
  }),
})

export const sourceDiffers = problemKind<{ id: string }>({
  code: 'source.differs',
  status: 409,
  title: { zh: '同一编号内容不同', en: 'Different content under one id' },
  say: ({ id }) => ({
    zh: `编号 ${id} 已登记了另一内容的污染源。请换一个新编号后重新提交。`,
    en: `Id ${id} already holds a pollution source with other content. Submit again under a new id.`,
  }),
})

export const sourceOtherCounty = problemKind<{ code: string }>({
  code: 'source.other-county',
  status: 422,
  title: { zh: '水体不在同一区县', en: 'Water of another county' },
  say: ({ code }) => ({
    zh: `水体 ${code} 登记在另一区县。一个污染源只能关联同一区县的水体；请在另一区县另行登记该污染源。`,
    en: `Water ${code} is on record in another county. A source is linked to waters of one county; record it there as well.`,
  }),
})

export const attachmentNotFound = problemKind<{ id: string }>({
  code: 'attachment.not-found',
  status: 404,
  title: { zh: '没有这个附件', en: 'No such attachment' },
  say: ({ id }) => ({
    zh: `没有编号为 ${id} 的附件，或不在您的辖区内，或已移除。`,
    en: `There is no attachment ${id} in your jurisdiction, or it was removed.`,
  }),
})

export const attachmentDiffers = problemKind<{ id: string }>({
  code: 'attachment.differs',
  status: 409,
  title: { zh: '同一编号内容不同', en: 'Different content under one id' },
  say: ({ id }) => ({
    zh: `编号 ${id} 已有另一份文件。请换一个新编号后重新上传；原文件保持不变。`,
    en: `Id ${id} already holds another file. Upload again under a new id; the file there is unchanged.`,
  }),
})

export { attachmentDamaged, attachmentTooLarge, attachmentTypeRefused } from '../platform/files/problems.ts'

export const attachmentIncomplete = problemKind<{ id: string }>({
  code: 'attachment.file-missing',
  status: 410,
  title: { zh: '附件文件缺失', en: 'File missing' },
  say: ({ id }) => ({
    zh: `附件 ${id} 的登记仍在，但服务器上找不到文件。请联系系统管理员从备份恢复。`,
    en: `Attachment ${id} is on record but its file is not on the server. Ask the administrator to restore it from backup.`,
  }),
})

export const splitRefused = problemKind<{ why: string; zh: string; en: string }>({
  code: 'water.split-refused',
  status: 422,
  title: { zh: '不能这样拆分', en: 'Cannot be split so' },
  say: ({ zh, en }) => ({ zh, en }),
})

export const mergeRefused = problemKind<{ why: string; zh: string; en: string }>({
  code: 'water.merge-refused',
  status: 422,
  title: { zh: '不能这样合并', en: 'Cannot be merged so' },
  say: ({ zh, en }) => ({ zh, en }),
})

export const tileNotThere = problemKind<{ z: number; x: number; y: number }>({
  code: 'tile.not-there',
  status: 404,
  title: { zh: '没有这个瓦片', en: 'No such tile' },
  say: ({ z, x, y }) => ({
    zh: `没有瓦片 ${z}/${x}/${y}：级别为 0 到 20，行列号小于 2 的级别次方。`,
    en: `There is no tile ${z}/${x}/${y}: zoom is 0 to 20, column and row are below 2 to the power of the zoom.`,
  }),
})
