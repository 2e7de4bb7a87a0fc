import { Buffer } from 'node:buffer'
import type { Readable } from 'node:stream'

/**
 * An upload, piece by piece. Whoever stops half way, because it is too large or the disk is full, leaves the rest to be read to its end
 * and forgotten: else its connection would neither serve again nor close.
 *
 * @example for await (const chunk of uploadChunks(request.body)) hash.update(chunk)
 */
export async function* uploadChunks(upload: Readable): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const chunk of upload.iterator({ destroyOnReturn: false })) yield Buffer.from(chunk)
  } finally {
    upload.resume()
  }
}
