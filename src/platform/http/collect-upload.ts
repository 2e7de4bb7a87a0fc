import { Buffer } from 'node:buffer'
import type { Readable } from 'node:stream'
import { Problem } from '../../domain/problems.ts'
import { uploadChunks } from '../files/upload-chunks.ts'
import { tooLarge } from './problems.ts'

/** The whole of an upload of moderate size. @throws Problem `request.too-large` */
export async function collectUpload(upload: Readable, maxBytes: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const chunk of uploadChunks(upload)) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new Problem(tooLarge, { maxBytes })
    parts.push(chunk)
  }
  return Buffer.concat(parts)
}
