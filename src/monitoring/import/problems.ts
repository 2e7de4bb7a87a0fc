import { problemKind } from '../../domain/problems.ts'

export const readingsTooMany = problemKind<{ maxRows: number }>({
  code: 'import.too-long',
  status: 413,
  title: { zh: '行数过多', en: 'Too many rows' },
  say: ({ maxRows }) => ({
    zh: `文件超过 ${maxRows} 行，一次最多导入 ${maxRows} 次监测。请按时间或区县分成几个文件导入。`,
    en: `The file has more than ${maxRows} rows; at most ${maxRows} readings are taken at once. Split it by time or county.`,
  }),
})
