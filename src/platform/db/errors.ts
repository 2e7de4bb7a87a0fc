import { DatabaseError } from 'pg'
import { Problem, problemKind } from '../../domain/problems.ts'

export const busy = problemKind<{ sqlState: string }>({
  code: 'database.busy',
  status: 503,
  title: { zh: '数据库正忙', en: 'The database is busy' },
  say: () => ({
    zh: '另一项操作正在修改同一数据，本次操作没有执行。请稍后再试。',
    en: 'Another operation is changing the same records; nothing was done. Try again in a moment.',
  }),
})

export const unavailable = problemKind<{ sqlState: string }>({
  code: 'database.unavailable',
  status: 503,
  title: { zh: '数据库暂不可用', en: 'The database is unavailable' },
  say: () => ({
    zh: '数据库暂时无法连接，本次操作没有执行。请稍后再试；若持续出现，请联系系统管理员。',
    en: 'The database cannot be reached; nothing was done. Try again soon, and tell the administrator if it goes on.',
  }),
})

export const outcomeUnknown = problemKind<{ sqlState: string }>({
  code: 'database.outcome-unknown',
  status: 503,
  title: { zh: '不知是否已保存', en: 'Saved or not: unknown' },
  say: () => ({
    zh: '提交时与数据库的连接中断，不知是否已经保存。请刷新查看后，再决定是否重新提交；带编号的记录（监测、附件等）可直接重发，不会重复。',
    en: 'The connection to the database broke while this was being saved: it may be saved or not. Refresh and look before you send it again; records with an id of their own (readings, attachments) can simply be sent again, they are kept once.',
  }),
})

export const damaged = problemKind<{ sqlState: string }>({
  code: 'database.damaged',
  status: 500,
  title: { zh: '数据库文件已损坏', en: 'The database is damaged' },
  say: () => ({
    zh: '服务器磁盘上的数据库文件有损坏，本次操作没有执行。请立即告诉系统管理员：检查磁盘，并从备份恢复。',
    en: 'The database on the server’s disk is damaged; nothing was done. Tell the administrator at once: check the disk and restore a backup.',
  }),
})

export const diskFull = problemKind<{ sqlState: string }>({
  code: 'database.disk-full',
  status: 507,
  title: { zh: '存储空间已满', en: 'The disk is full' },
  say: () => ({
    zh: '服务器存储空间已满，本次操作没有保存。请联系系统管理员清理或扩容后重试。',
    en: 'The server’s disk is full; nothing was saved. Ask the administrator to make room, then try again.',
  }),
})

export const outsideJurisdiction = problemKind<{ sqlState: string }>({
  code: 'region.outside-jurisdiction',
  status: 403,
  title: { zh: '超出辖区', en: 'Outside your jurisdiction' },
  say: () => ({
    zh: '该操作涉及您辖区以外的地方，没有执行。请核对行政区划，或请上级操作。',
    en: 'This would reach outside your jurisdiction; nothing was done. Check the division, or ask the level above.',
  }),
})

export const textUnstorable = problemKind<{ sqlState: string }>({
  code: 'request.text-unstorable',
  status: 400,
  title: { zh: '文字中有无法保存的字符', en: 'Text that cannot be kept' },
  say: () => ({
    zh: '内容中有无法保存的控制字符（例如从其他程序粘贴来的空字符 U+0000）。请删去后重新输入。',
    en: 'The text holds a control character that cannot be kept (such as U+0000, pasted from another program). Remove it and try again.',
  }),
})

export const valueOutOfRange = problemKind<{ sqlState: string }>({
  code: 'request.value-out-of-range',
  status: 400,
  title: { zh: '数值或日期超出范围', en: 'A number or date out of range' },
  say: () => ({
    zh: '有一个数值过大，或有一个日期不在公元 1 年至 9999 年之间，无法保存。请核对后重新提交。',
    en: 'A number is too large, or a date lies outside the years 1 to 9999, and cannot be kept. Check them and send again.',
  }),
})

export const recordExists = problemKind<{ sqlState: string }>({
  code: 'record.exists',
  status: 409,
  title: { zh: '记录已存在', en: 'Already on record' },
  say: () => ({
    zh: '同样编号或名称的记录已经存在（也可能刚刚由他人提交），本次没有重复保存。请刷新后查看。',
    en: 'A record of the same id or name exists already, perhaps sent by somebody else just now; nothing was saved twice. Refresh and look.',
  }),
})

/** Serialization failure, deadlock, lock or statement timeout. */
const busyStates = new Set(['40001', '40P01', '55P03', '57014'])
/** A character the database's encoding does not know, in text and in JSON. */
const unstorableStates = new Set(['22021', '22P05'])
/** Numeric value, date or time zone beyond what the column's type holds. */
const rangeStates = new Set(['22003', '22008', '22009'])
/** A page whose checksum does not fit, an index that contradicts its table. */
const damagedStates = new Set(['XX001', 'XX002'])
const goneStates = new Set(['57P01', '57P02', '57P03', '08006', '08003', '08001', '08000', '53300'])

/** Two transactions waited for each other and this one was taken back. */
export function isDeadlock(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '40P01'
}

/** Turns what the database says into a Problem where the caller can do something about it; else hands it back unchanged. */
export function translateDatabaseError(error: unknown): unknown {
  if (isConnectionLoss(error)) {
    const sqlState = error instanceof DatabaseError ? (error.code ?? 'none') : 'none'
    return new Problem(unavailable, { sqlState }, { cause: error })
  }
  if (isDiskFull(error))
    return new Problem(diskFull, { sqlState: error instanceof DatabaseError ? '53100' : 'none' }, { cause: error })
  if (!(error instanceof DatabaseError) || error.code === undefined) return error
  const details = { sqlState: error.code }
  if (busyStates.has(error.code)) return new Problem(busy, details, { cause: error })
  if (unstorableStates.has(error.code)) return new Problem(textUnstorable, details, { cause: error })
  // Half of a surrogate pair is well-formed JSON as it comes in, and none that can be kept.
  if (error.code === '22P02' && error.message.endsWith('for type json')) {
    return new Problem(textUnstorable, details, { cause: error })
  }
  if (rangeStates.has(error.code)) return new Problem(valueOutOfRange, details, { cause: error })
  if (damagedStates.has(error.code)) return new Problem(damaged, details, { cause: error })
  if (error.code === '23505') return new Problem(recordExists, details, { cause: error })
  if (error.code === '42501' && error.message.includes('row-level security')) {
    return new Problem(outsideJurisdiction, details, { cause: error })
  }
  return error
}

/** Of files and of the database alike: the disk, or what one account may fill of it. */
function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException // Node's system errors carry it
  return code === 'ENOSPC' || code === 'EDQUOT' || code === '53100'
}

/** What the system says of a connection that broke or never came about. */
const lossCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'])
/** What the driver says of one, in words only. */
const lossWords = ['Connection terminated', 'Client has encountered a connection error', 'Client was closed']

/** Whether the connection is gone, so that nobody says any more what became of the statement under way. */
export function isConnectionLoss(error: unknown): boolean {
  if (error instanceof DatabaseError) return goneStates.has(error.code ?? '')
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException // Node's system errors carry these beside the message
  // The socket of an embedded database that is down is missing (ENOENT), and a host may be unknown for a while.
  if (syscall === 'connect' || syscall === 'getaddrinfo') return true
  return lossCodes.has(code ?? '') || lossWords.some(words => error.message.startsWith(words))
}
