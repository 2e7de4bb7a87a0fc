import { problemKind } from '../../domain/problems.ts'

export const folderInUse = problemKind<{ folder: string; pid: number }>({
  code: 'database.folder-in-use',
  status: 503,
  title: { zh: '数据文件夹正被使用', en: 'The data folder is in use' },
  say: ({ folder, pid }) => ({
    zh: `数据文件夹 ${folder} 正被另一个久清进程（${pid}）使用。请先停止它，或用 --data 指定另一个文件夹。`,
    en: `The data folder ${folder} is used by another Jiuqing process (${pid}). Stop it first, or name another folder with --data.`,
  }),
})

export const didNotStart = problemKind<{ folder: string; log: string }>({
  code: 'database.did-not-start',
  status: 503,
  title: { zh: '内置数据库未能启动', en: 'The embedded database did not start' },
  say: ({ folder, log }) => ({
    zh: `内置数据库未能在 ${folder} 启动。数据库的说明：${log}`,
    en: `The embedded database did not start in ${folder}. It said: ${log}`,
  }),
})
