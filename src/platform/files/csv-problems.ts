import { problemKind } from '../../domain/problems.ts'

export const csvDamaged = problemKind<{ line: number; zh: string; en: string }>({
  code: 'csv.damaged',
  status: 422,
  title: { zh: 'CSV 文件有误', en: 'Damaged csv file' },
  say: ({ line, zh, en }) => ({ zh: `CSV 文件第 ${line} 行：${zh}`, en: `Line ${line} of the csv file: ${en}` }),
})

export const csvNotText = problemKind<{ zh: string; en: string }>({
  code: 'csv.not-text',
  status: 422,
  title: { zh: '不是 CSV 文件', en: 'Not a csv file' },
  say: ({ zh, en }) => ({
    zh: `这个文件${zh}，不是 CSV 文本。请用 Excel 或 WPS 打开，另存为“CSV UTF-8”后再试。`,
    en: `This file ${en}, not csv text. Open it in Excel or WPS, save it as "CSV UTF-8" and try again.`,
  }),
})
