import { problemKind } from '../../domain/problems.ts'

export const noCitus = problemKind<{ database: string }>({
  code: 'distribution.no-citus',
  status: 409,
  title: { zh: '数据库没有 Citus 扩展', en: 'The database has no Citus' },
  say: ({ database }) => ({
    zh: `数据库 ${database} 中没有 Citus 扩展，各表无法分布，没有改动任何数据。请在装有 Citus 的数据库服务器上执行 create extension citus，并把 DATABASE_URL 指向它；不打算分布时不需要本命令。`,
    en: `The database ${database} has no extension citus, so tables cannot be spread; nothing was changed. Run create extension citus on a server that has Citus and point DATABASE_URL at it. Whoever does not want to spread tables does not need this command.`,
  }),
})

export const noServer = problemKind({
  code: 'distribution.embedded',
  status: 409,
  title: { zh: '内置数据库不能分布', en: 'The embedded database cannot be spread' },
  say: () => ({
    zh: '没有设置 DATABASE_URL：内置数据库没有 Citus，不能分布。请先用 move --to 迁到装有 Citus 的数据库，再设 DATABASE_URL。',
    en: 'DATABASE_URL is not set: the embedded database has no Citus and cannot be spread. Move to a database with Citus first (move --to), then set DATABASE_URL.',
  }),
})

export const otherSchema = problemKind<{ database: string }>({
  code: 'distribution.other-schema',
  status: 409,
  title: { zh: '数据库不是本版本的结构', en: 'The database does not have the schema of this version' },
  say: ({ database }) => ({
    zh: `数据库 ${database} 还没有本版本的表。请先用本版本启动一次平台（或执行 move --to），停止后再执行本命令。`,
    en: `The database ${database} does not have the tables of this version yet. Start this version of the platform on it once (or run move --to), stop it, then run this command.`,
  }),
})

export const platformRuns = problemKind<{ database: string; connections: number }>({
  code: 'distribution.platform-runs',
  status: 409,
  title: { zh: '平台正在运行', en: 'The platform is running' },
  say: ({ database, connections }) => ({
    zh: `有平台正在使用数据库 ${database}（${connections} 个连接）。各表分布到一半时平台不能工作：请停止所有服务器后再执行。`,
    en: `A platform uses the database ${database} (${connections} connections). It cannot work on tables that are half spread: stop all servers, then run this again.`,
  }),
})
