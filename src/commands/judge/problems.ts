import { problemKind } from '../../domain/problems.ts'
import type { HeaderRefusal } from '../../monitoring/sample-headers.ts'

export const judgeFileUnreadable = problemKind<{ path: string; reason: string }>({
  code: 'judge.file-unreadable',
  status: 422,
  title: { zh: '文件打不开', en: 'File cannot be opened' },
  say: ({ path, reason }) => ({
    zh: `打不开文件 ${path}（${reason}）。请检查路径和权限。`,
    en: `Cannot open ${path} (${reason}). Check the path and the permissions.`,
  }),
})

export const judgeFileEmpty = problemKind<Record<never, never>>({
  code: 'judge.file-empty',
  status: 422,
  title: { zh: '文件是空的', en: 'Empty file' },
  say: () => ({
    zh: '文件是空的。第一行应为表头，如“点位,溶解氧(mg/L),氨氮(mg/L)”。',
    en: 'The file is empty. Its first line must hold the headers, as in "site,dissolvedOxygen,ammoniaNitrogen".',
  }),
})

export const judgeHeadersRefused = problemKind<{ refusals: readonly HeaderRefusal[] }>({
  code: 'judge.headers-refused',
  status: 422,
  title: { zh: '表头有误', en: 'Headers refused' },
  say: ({ refusals }) => ({
    zh: refusals.map(({ zh }) => zh).join('\n'),
    en: refusals.map(({ en }) => en).join('\n'),
  }),
})

export const judgeNothingToJudge = problemKind<{ headers: readonly string[]; zh: string; en: string }>({
  code: 'judge.nothing-to-judge',
  status: 422,
  title: { zh: '没有可评价的列', en: 'No column to judge' },
  say: ({ headers, zh, en }) => ({
    zh: `表头（${headers.join('、')}）中没有该标准的任何指标。需要：${zh}；单位写在表头中，如“氨氮(mg/L)”。`,
    en: `None of the headers (${headers.join(', ')}) is an indicator of this standard. Wanted: ${en}; with the unit in the header, as in "ammonia nitrogen (mg/L)".`,
  }),
})

export const judgeOutputRefused = problemKind<{ path: string; reason: string }>({
  code: 'judge.output-refused',
  status: 422,
  title: { zh: '不能写出结果', en: 'Cannot write the result' },
  say: ({ path, reason }) => ({
    zh: `不能写到 ${path}（${reason}）。请换一个文件名。`,
    en: `Cannot write to ${path} (${reason}). Choose another file.`,
  }),
})
