import { Problem, problemKind } from '../../../domain/problems.ts'
import type { Bilingual } from '../../../domain/words.ts'

export const workbookDamaged = problemKind<{ readonly part: Bilingual }>({
  code: 'workbook.damaged',
  status: 422,
  title: { zh: '文件已损坏', en: 'The file is damaged' },
  say: ({ part }) => ({
    zh: `文件已损坏：${part.zh}。请重新下载或请原单位重新发送；能用 Excel 打开时，另存为 .xlsx 后再导入。`,
    en: `The file is damaged: ${part.en}. Download it again or ask the sender for it again; if Excel opens it, save it as .xlsx and import that.`,
  }),
})

export const workbookProtected = problemKind<Record<never, never>>({
  code: 'workbook.protected',
  status: 422,
  title: { zh: '文件设有打开密码', en: 'The file is protected by a password' },
  say: () => ({
    zh: '文件设有打开密码，无法读取。请在 Excel 中打开，“文件→信息→保护工作簿→用密码进行加密”清空密码，保存后再导入。',
    en: 'The file is protected by a password and cannot be read. Open it in Excel, clear the password under File, Info, Protect Workbook, Encrypt with Password, save, and import again.',
  }),
})

export const notAWorkbook = problemKind<{ readonly looksLike: Bilingual }>({
  code: 'workbook.wrong-kind',
  status: 415,
  title: { zh: '不是可导入的表格文件', en: 'Not a table that can be imported' },
  say: ({ looksLike }) => ({
    zh: `这个文件的内容是${looksLike.zh}，不是 xlsx、xls 或 csv 表格（与扩展名无关）。请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。`,
    en: `By its content this file is ${looksLike.en}, not an xlsx, xls or csv table, whatever its name says. Open it in Excel or WPS, save it as .xlsx, and import that.`,
  }),
})

export const workbookTooLarge = problemKind<{ readonly what: Bilingual }>({
  code: 'workbook.too-large',
  status: 413,
  title: { zh: '文件过大', en: 'The file is too large' },
  say: ({ what }) => ({
    zh: `${what.zh}，超出可读范围。请删去无关的工作表和空白区域，或分成几个文件导入。`,
    en: `${what.en}, more than can be read. Remove sheets and blank areas that do not belong, or import it in several files.`,
  }),
})

export const workbookEmpty = problemKind<Record<never, never>>({
  code: 'workbook.empty',
  status: 422,
  title: { zh: '文件是空的', en: 'The file is empty' },
  say: () => ({
    zh: '文件是空的（0 字节），可能没有传完。请重新选择文件后再导入。',
    en: 'The file is empty (0 bytes); it may not have been sent completely. Choose the file again and import.',
  }),
})

/** Shorthand for the readers: a damaged file, with the part that showed it. */
export function damaged(zh: string, en: string, cause?: unknown): Problem<{ readonly part: Bilingual }> {
  return new Problem(workbookDamaged, { part: { zh, en } }, cause === undefined ? undefined : { cause })
}
