import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Where a folder's database stands: what its server writes into `postmaster.pid`, one a line. */
export type Postmaster = {
  readonly pid: number
  readonly port: number
  /** Empty where it listens on none. */
  readonly socketFolder: string
  /** It is there, and lets nobody in yet. */
  readonly isStarting: boolean
}

/** @returns what the server of a cluster's folder last wrote; `undefined` where none did, or it ended in good order */
export async function readPostmasterFile(cluster: string): Promise<Postmaster | undefined> {
  try {
    const lines = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n')
    const [pid, , , port, socketFolder = '', , , status = ''] = lines
    return { pid: Number(pid), port: Number(port), socketFolder, isStarting: status.trim() === 'starting' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined // a Node file error carries its code
    throw error
  }
}
