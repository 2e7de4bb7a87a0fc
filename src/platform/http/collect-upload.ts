import { Buffer } from 'node:buffer'
import type { Readable } from 'node:stream'
import { Problem } from '../../domain/problems.ts'
import { tooLarge } from './problems.ts'

/** The whole of an upload of moderate size. @throws Problem `request.too-large` */
export async function collectUpload(upload: Readable, maxBytes: number): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let bytes = 0
  try {
    for await (const part of upload.iterator({ destroyOnReturn: false })) {
      const chunk = Buffer.from(part)
      bytes += chunk.length
      if (bytes > maxBytes) throw new Problem(tooLarge, { maxBytes })
      parts.push(chunk)
    }
  } finally {
    // What is refused before its end is read to its end: else its connection would neither serve again nor close.
    upload.resume()
  }
  return Buffer.concat(parts)
}
