import type { CommandEntry } from './command.ts'

/**
 * Every command of `jiuqing`, in the order of the help. A name may be two words (`import survey`). Only the command asked for is
 * loaded: the platform takes a second to load, and most commands need little of it.
 */
export const commands: readonly CommandEntry[] = [
  {
    name: 'serve',
    summary: { zh: '启动平台', en: 'start the platform' },
    synopsis: 'serve [--data DIR] [--port N] [--host H] [--json]',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
  {
    name: 'demo',
    summary: {
      zh: '用重庆示例数据试用（数据放在临时文件夹，退出即删）',
      en: 'try it with the Chongqing example, in a throw-away folder',
    },
    synopsis: 'demo [--port N] [--json]',
    load: async () => (await import('./commands/demo.ts')).demoCommand,
  },
  {
    name: 'import places',
    summary: { zh: '导入行政区划（新版或外市）', en: 'import administrative divisions' },
    synopsis:
      'import places FILE|FOLDER... [--edition YEAR] [--name CITY] [--as USER] [--dry-run] [--json] [--data DIR]',
    load: async () => (await import('./commands/import-places.ts')).importPlacesCommand,
  },
  {
    name: 'import survey',
    summary: { zh: '导入名册或排查表', en: 'import a list or a survey workbook' },
    synopsis: 'import survey FILE [--as USER] [--report OUT.xlsx] [--dry-run] [--partial] [--json] [--data DIR]',
    load: async () => (await import('./commands/import-survey.ts')).importSurveyCommand,
  },
  {
    name: 'import readings',
    summary: { zh: '导入监测数据', en: 'import readings' },
    synopsis: 'import readings FILE [--as USER] [--report OUT.xlsx] [--dry-run] [--partial] [--json] [--data DIR]',
    load: async () => (await import('./commands/import-readings.ts')).importReadingsCommand,
  },
  {
    name: 'export register',
    summary: {
      zh: '导出水体名册（官方附件 3 的列，附水体标识和版本）',
      en: 'export the register (columns of the official annex 3, with row identity and version)',
    },
    synopsis:
      'export register [--list national|municipal|county] [--county CODE] --format xlsx|csv|geojson|gpkg -o OUT [--as USER] [--json] [--data DIR]',
    load: async () => (await import('./commands/export-register.ts')).exportRegisterCommand,
  },
  {
    name: 'report',
    summary: {
      zh: '生成公文（Word、PDF）：一水一档、一水一策',
      en: 'write a paper as Word or PDF: the sheet or the plan of a water',
    },
    synopsis: 'report water-sheet|plan CODE -o OUT.docx|OUT.pdf [--language zh|en] [--as USER] [--json] [--data DIR]',
    load: async () => (await import('./commands/report.ts')).reportCommand,
  },
  {
    name: 'export ledger',
    summary: {
      zh: '导出操作记录（散列链），可离线校验',
      en: 'export the ledger (chains of facts), to be verified offline',
    },
    synopsis: 'export ledger [--county CODE] [--photos] [--with-page] -o OUT [--as USER] [--json] [--data DIR]',
    load: async () => (await import('./commands/export-ledger.ts')).exportLedgerCommand,
  },
  {
    name: 'verify',
    summary: {
      zh: '校验导出的操作记录未被篡改（不需要数据库）',
      en: 'verify that an exported ledger was not altered (no database)',
    },
    synopsis: 'verify EXPORT [--against ROOTS] [--json]',
    load: async () => (await import('./commands/verify.ts')).verifyCommand,
  },
  {
    name: 'check-ledger',
    summary: {
      zh: '校验操作记录，并与各表数据逐行比对',
      en: 'check the ledger, and the tables against it row by row',
    },
    synopsis: 'check-ledger [--json] [--data DIR]',
    load: async () => (await import('./commands/check-ledger.ts')).checkLedgerCommand,
  },
  {
    name: 'judge',
    summary: { zh: '按标准判定监测数据（不需要数据库）', en: 'judge measurements by a standard (no database)' },
    synopsis: 'judge FILE.csv --standard ID [--water river|lake] [--target I|II|III|IV|V] [-o OUT] [--json] ...',
    load: async () => (await import('./commands/judge.ts')).judgeCommand,
  },
  {
    name: 'load',
    summary: { zh: '装入虚构数据以测量性能', en: 'fill an empty database with made-up waters, for measuring' },
    synopsis: 'load [--waters N] [--readings M] [--json] [--data DIR]',
    load: async () => (await import('./commands/load.ts')).loadCommand,
  },
  {
    name: 'backup',
    summary: { zh: '备份（平台运行时也可以）', en: 'back up, also while the platform runs' },
    synopsis: 'backup DIR [--keep N] [--json] [--data DIR]',
    load: async () => (await import('./commands/backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    summary: { zh: '从备份恢复到空的文件夹或数据库', en: 'restore a backup into an empty folder or database' },
    synopsis: 'restore DIR [--data DIR2] [--at BACKUP] [--check] [--partial] [--json]',
    load: async () => (await import('./commands/restore.ts')).restoreCommand,
  },
  {
    name: 'move',
    summary: { zh: '把数据迁到数据库服务器，或迁回来', en: 'move the data to a database server, or back' },
    synopsis:
      'move --to postgres://... [--data DIR] [--json]  |  move --from postgres://... --data DIR [--files FOLDER] [--json]',
    load: async () => (await import('./commands/move.ts')).moveCommand,
  },
  {
    name: 'distribute',
    summary: {
      zh: '把各表按区县分布到 Citus 集群（尚未在真实集群上验证）',
      en: 'spread the tables by county over a Citus cluster (not tried on a real one yet)',
    },
    synopsis: 'distribute [--dry-run] [--json]',
    load: async () => (await import('./commands/distribute.ts')).distributeCommand,
  },
]
