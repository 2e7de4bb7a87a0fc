import { problemKind } from '../../domain/problems.ts'

export const foreignFolder = problemKind<{ folder: string }>({
  code: 'backup.folder-foreign',
  status: 422,
  title: { zh: '该文件夹里有别的内容', en: 'The folder holds other things' },
  say: ({ folder }) => ({
    zh: `${folder} 里有别的文件，不是久清的备份文件夹。请写明一个空文件夹或已有的备份文件夹。`,
    en: `${folder} holds other files and is no folder of Jiuqing backups. Name an empty folder, or one that holds backups already.`,
  }),
})

export const noBackup = problemKind<{ folder: string }>({
  code: 'backup.none',
  status: 422,
  title: { zh: '没有备份', en: 'No backup' },
  say: ({ folder }) => ({
    zh: `${folder} 不是久清的备份文件夹，或其中没有完整的备份。请核对路径。`,
    en: `${folder} is no folder of Jiuqing backups, or holds no complete one. Check the path.`,
  }),
})

export const backupNotFound = problemKind<{ name: string; there: readonly string[] }>({
  code: 'backup.not-found',
  status: 422,
  title: { zh: '没有这个备份', en: 'No such backup' },
  say: ({ name, there }) => ({
    zh: `没有名为 ${name} 的备份。现有：${there.join('、')}。`,
    en: `There is no backup ${name}. There are: ${there.join(', ')}.`,
  }),
})

export const backupIncomplete = problemKind<{ name: string }>({
  code: 'backup.incomplete',
  status: 422,
  title: { zh: '备份没有做完', en: 'The backup is incomplete' },
  say: ({ name }) => ({
    zh: `备份 ${name} 中途被中断，不能用来恢复。请用 --at 选择另一个备份。`,
    en: `The backup ${name} was cut off and cannot be restored. Choose another with --at.`,
  }),
})

export const backupInUse = problemKind<{ folder: string; holder: string; lock: string }>({
  code: 'backup.in-use',
  status: 409,
  title: { zh: '另一个备份正在进行', en: 'Another backup is running' },
  say: ({ folder, holder, lock }) => ({
    zh: `另一个备份（${holder}）正在写入 ${folder}。请等它结束；若它已不存在，请删除 ${lock}。`,
    en: `Another backup (${holder}) is writing into ${folder}. Wait for it; if it no longer exists, remove ${lock}.`,
  }),
})

type Damage = { readonly path: string; readonly how: 'changed' | 'missing' }

export const backupDamaged = problemKind<Damage>({
  code: 'backup.damaged',
  status: 422,
  title: { zh: '备份已损坏', en: 'The backup is damaged' },
  say: ({ path, how }) => ({
    zh: `备份中的 ${path} ${how === 'missing' ? '不见了' : '与备份时不同（散列不符）'}。没有恢复任何数据。请用 --at 选择另一个备份，或从别处的副本补回该文件。`,
    en: `${path} of the backup ${how === 'missing' ? 'is missing' : 'is not what was written (its hash differs)'}. Nothing was restored. Choose another backup with --at, or put the file back from another copy.`,
  }),
})

export const filesDamaged = problemKind<{ first: Damage; number: number }>({
  code: 'backup.files-damaged',
  status: 422,
  title: { zh: '备份中的照片或文件已损坏', en: 'Photos or files of the backup are damaged' },
  say: ({ first: { path, how }, number }) => ({
    zh: `备份中有 ${number} 个照片或文件${how === 'missing' ? '不见了' : '已损坏'}，例如 ${path}。没有恢复数据库。请从别处的副本补回，或加 --partial 在没有它们的情况下恢复。`,
    en: `${number} photos or files of the backup are damaged or missing, the first ${path} (${how}). The database was not restored. Put them back from another copy, or add --partial to restore without them.`,
  }),
})

export const newerBackup = problemKind<{ migration: string; version: string }>({
  code: 'backup.newer',
  status: 422,
  title: { zh: '备份比程序新', en: 'The backup is newer than the program' },
  say: ({ migration, version }) => ({
    zh: `该备份由更新的久清 ${version} 做成（${migration}），本程序不认识它。请安装该版本或更新的版本后再恢复。`,
    en: `This backup was made by a newer Jiuqing, ${version} (${migration}), unknown to this one. Install that version or a newer one, then restore.`,
  }),
})

export const noPlatformDatabase = problemKind<{ where: string }>({
  code: 'backup.no-database',
  status: 422,
  title: { zh: '没有久清的数据', en: 'No Jiuqing data' },
  say: ({ where }) => ({
    zh: `${where} 里没有久清的数据。请核对 --data 或 DATABASE_URL。`,
    en: `There is no Jiuqing data in ${where}. Check --data or DATABASE_URL.`,
  }),
})

export const targetNotEmpty = problemKind<{ target: string; found: string }>({
  code: 'restore.target-not-empty',
  status: 409,
  title: { zh: '目标不是空的', en: 'The target is not empty' },
  say: ({ target, found }) => ({
    zh: `${target} 里已有内容（${found}），没有写入任何数据。请写明一个空的数据库或空文件夹。`,
    en: `${target} is not empty (${found}); nothing was written. Name an empty database or an empty folder.`,
  }),
})

export const targetInUse = problemKind<{ target: string }>({
  code: 'restore.in-use',
  status: 409,
  title: { zh: '另一个恢复正在进行', en: 'Another restore is running' },
  say: ({ target }) => ({
    zh: `另一个恢复或迁移正在写入 ${target}。请等它结束。`,
    en: `Another restore or move is writing into ${target}. Wait for it.`,
  }),
})

export const unfinishedRestore = problemKind<Record<never, never>>({
  code: 'restore.unfinished',
  status: 503,
  title: { zh: '恢复没有做完', en: 'A restore was not finished' },
  say: () => ({
    zh: '该数据库上的恢复或迁移中途被中断，数据不完整。请重新运行同一条 restore 或 move 命令，再启动。',
    en: 'A restore or move into this database was cut off, so its data is not whole. Run the same restore or move again, then start.',
  }),
})

export const schemaDiffers = problemKind<{ table: string }>({
  code: 'restore.schema-differs',
  status: 422,
  title: { zh: '表结构与程序不符', en: 'A table is not as the program makes it' },
  say: ({ table }) => ({
    zh: `来源中的表 ${table} 与久清建立的不同（可能被人改过列）。没有写入任何数据。请把该表改回原样，或向维护者报告。`,
    en: `The source’s table ${table} is not as Jiuqing makes it (perhaps somebody changed its columns). Nothing was written. Change it back, or tell the maintainers.`,
  }),
})

export const countsDiffer = problemKind<{ table: string; expected: number; loaded: number }>({
  code: 'restore.counts-differ',
  status: 500,
  title: { zh: '行数不符', en: 'Counts differ' },
  say: ({ table, expected, loaded }) => ({
    zh: `表 ${table} 应有 ${expected} 行，实际写入 ${loaded} 行；已全部撤销，目标仍是空的。请重试，并检查来源和磁盘。`,
    en: `Table ${table} should have ${expected} rows and got ${loaded}; all was taken back, the target is empty still. Try again, and check source and disk.`,
  }),
})

export const platformRunning = problemKind<{ connections: number }>({
  code: 'move.platform-running',
  status: 409,
  title: { zh: '平台正在使用来源数据库', en: 'The platform uses the source' },
  say: ({ connections }) => ({
    zh: `久清正在使用来源数据库（${connections} 个连接）。请先停止所有服务进程，再迁移；目标没有改动。`,
    en: `Jiuqing is using the source database (${connections} connections). Stop every server process first; the target was not changed.`,
  }),
})

export const sourceChanged = problemKind<Record<never, never>>({
  code: 'move.source-changed',
  status: 409,
  title: { zh: '迁移期间来源有改动', en: 'The source changed during the move' },
  say: () => ({
    zh: '迁移期间有人改动了来源数据库，已全部撤销，目标仍是空的。请停止所有服务进程后再迁移。',
    en: 'Somebody changed the source during the move; all was taken back, the target is empty still. Stop every server process, then move again.',
  }),
})

export const fileDamaged = problemKind<{ path: string }>({
  code: 'move.file-damaged',
  status: 422,
  title: { zh: '照片或文件已损坏', en: 'A photo or file is damaged' },
  say: ({ path }) => ({
    zh: `文件 ${path} 与其名称（散列）不符，已停止；数据库没有写入。请从备份补回该文件后再迁移。`,
    en: `The file ${path} does not fit its name, which is its hash; the database was not written. Put it back from a backup, then move again.`,
  }),
})
