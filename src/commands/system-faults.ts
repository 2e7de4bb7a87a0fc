import type { Bilingual } from '../domain/words.ts'

/**
 * What the system refused - a file, a port, the database server - in words for whoever typed the command.
 *
 * @returns `undefined` for anything else: that is a bug and keeps its trace
 * @example systemFault(await open('gone.xlsx').catch(error => error)) // { zh: '找不到 gone.xlsx。…', … }
 */
export function systemFault(error: unknown): Bilingual | undefined {
  const { code, path, address, port, syscall } = faultOf(error)
  if (code === undefined) return undefined
  if (syscall === 'listen') return listenFault(code, port === undefined ? `${address}` : `${address}:${port}`)
  if (syscall === 'connect' || syscall === 'getaddrinfo') return connectFault(code)
  if (serverStates.has(code) && error instanceof Error) return serverFault(code, error.message)
  return fileFaults[code]?.(path)
}

type Fault = {
  readonly code?: string
  readonly path?: string
  readonly syscall?: string
  readonly address?: string
  readonly port?: number
}

/** Of several addresses that were all refused, the first speaks for them. */
function faultOf(error: unknown): Fault {
  if (error instanceof AggregateError && error.errors.length > 0) return faultOf(error.errors[0])
  // Node's system errors and PostgreSQL's carry these beside the message.
  return error instanceof Error ? (error as Error & Fault) : {}
}

const fileFaults: Readonly<Record<string, (path: string | undefined) => Bilingual>> = {
  ENOENT: path => ({
    zh: `找不到${named(path, '文件或文件夹')}。请核对路径。`,
    en: `There is no ${path ?? 'such file or folder'}. Check the path.`,
  }),
  EACCES: path => ({
    zh: `没有权限使用${named(path, '该文件')}。请核对权限，或换一个用户运行。`,
    en: `No permission for ${path ?? 'this file'}. Check its permissions, or run as another user.`,
  }),
  EISDIR: path => ({
    zh: `路径${named(path, '')}是文件夹。请写明其中的一个文件。`,
    en: `${path ?? 'The path given'} is a folder. Name one file in it.`,
  }),
  ENOTDIR: path => ({
    zh: `路径${named(path, '')}不能用作文件夹：路径中有一段是文件。`,
    en: `${path ?? 'The path given'} cannot be a folder: a part of the path is a file.`,
  }),
  EEXIST: path => ({
    zh: `路径${named(path, '')}已存在，不能再建。请换一个路径。`,
    en: `${path ?? 'The path given'} exists already. Name another.`,
  }),
  EROFS: path => ({
    zh: `${named(path, '该位置')}在只读的磁盘上。请换一个路径。`,
    en: `${path ?? 'This place'} is on a read-only disk. Name another path.`,
  }),
  EFBIG: path => ({
    zh: `磁盘或账号不允许${named(path, '文件')}再变大（文件大小限制）。请检查 ulimit、配额和磁盘格式。`,
    en: `${path ?? 'A file'} may not grow larger than the disk or the account allows. Check ulimit, quota and file system.`,
  }),
  EDQUOT: () => ({
    zh: '磁盘配额已用完。请清理或增加配额后再运行，已完成的部分不受影响。',
    en: 'The disk quota is used up. Make room or raise it, then run it again; what was finished is safe.',
  }),
  EIO: path => ({
    zh: `读写${named(path, '磁盘')}时设备出错。请检查磁盘，换一个位置再运行。`,
    en: `The device failed while reading or writing ${path ?? 'a file'}. Check the disk, and run it again elsewhere.`,
  }),
  ENOSPC: () => ({
    zh: '磁盘已满。请清理出空间后再运行，已完成的部分不受影响。',
    en: 'The disk is full. Make room and run it again; what was finished is safe.',
  }),
}

function named(path: string | undefined, otherwise: string): string {
  return path === undefined ? otherwise : `“${path}”`
}

function listenFault(code: string, address: string): Bilingual | undefined {
  if (code === 'EADDRINUSE') {
    return {
      zh: `地址 ${address} 已被别的程序占用。请用 --port 换一个端口（0 为自动选择）。`,
      en: `Another program listens on ${address}. Name another port with --port (0 picks a free one).`,
    }
  }
  if (code === 'EADDRNOTAVAIL') {
    return {
      zh: `本机没有地址 ${address}。请核对 --host（本机访问用 127.0.0.1，所有网卡用 0.0.0.0）。`,
      en: `This machine has no address ${address}. Check --host (127.0.0.1 for this machine only, 0.0.0.0 for all networks).`,
    }
  }
  if (code === 'EACCES') {
    return {
      zh: `没有权限监听 ${address}（1024 以下端口需特权）。请用 --port 换一个端口，对外由反向代理转发。`,
      en: `No permission to listen on ${address} (ports below 1024 are privileged). Name another with --port and put a proxy before it.`,
    }
  }
  return undefined
}

function connectFault(code: string): Bilingual {
  return {
    zh: `连不上 DATABASE_URL 所指的数据库（${code}）。请核对主机名、端口和防火墙，并确认数据库已启动。`,
    en: `The database named by DATABASE_URL cannot be reached (${code}). Check host, port and firewall, and that it runs.`,
  }
}

/** SQLSTATE of a server that answers and does not let us in: password, role, database, rights, full, starting. */
const serverStates = new Set(['28000', '28P01', '3D000', '42501', '53300', '57P03'])

function serverFault(state: string, message: string): Bilingual {
  return {
    zh: `数据库拒绝了（${state}）：${message}。请核对 DATABASE_URL 中的用户、密码和库名；该用户须能建表和建角色（CREATEROLE）。`,
    en: `The database refused (${state}): ${message}. Check user, password and database in DATABASE_URL; the user must own the database and may create roles (CREATEROLE).`,
  }
}
