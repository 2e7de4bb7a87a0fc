import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { sha256 } from '../facts/chain.ts'
import { verifyLedger, type LedgerReport, type VerifyOptions, type VerifyTools } from './verify.ts'

const unpack = promisify(gunzip)

export const nodeTools: VerifyTools = {
  sha256,
  gunzip: bytes => unpack(bytes),
  hashBytes: async chunks => {
    const hash = createHash('sha256')
    for await (const chunk of chunks) hash.update(chunk)
    return hash.digest('hex')
  },
}

/**
 * Verifies an exported ledger on the disk. Needs no server and no database.
 *
 * @throws Problem `ledger.not-a-ledger`, else the system's error
 */
export async function verifyLedgerFile(path: string, options: VerifyOptions = {}): Promise<LedgerReport> {
  const file = await open(path, 'r')
  try {
    const { size: bytes } = await file.stat()
    const read = async (offset: number, length: number) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, bytes - offset)))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, offset)
      return buffer.subarray(0, bytesRead)
    }
    return await verifyLedger({ bytes, read }, nodeTools, options)
  } finally {
    await file.close()
  }
}
