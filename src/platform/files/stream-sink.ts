import type { PassThrough } from 'node:stream'
import type { ByteSink } from './xlsx-writer.ts'

/**
 * Waits while the reader is slow; fails when it has gone. A stream that is destroyed never answers for what it was just given, and
 * the snapshot would be held open for good.
 */
export function sinkOf(stream: PassThrough): ByteSink {
  return {
    write: bytes =>
      new Promise((resolve, reject) => {
        const gone = () => reject(new Error('the reader has gone'))
        stream.once('close', gone)
        stream.write(bytes, error => {
          stream.off('close', gone)
          if (error) reject(error)
          else resolve()
        })
      }),
    end: () =>
      new Promise(resolve => {
        stream.end(resolve)
      }),
  }
}
