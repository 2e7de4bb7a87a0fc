import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { sinkOf } from './stream-sink.ts'

const much = new Uint8Array(100_000)

describe('writing to a reader', () => {
  it('waits while the reader is slow and goes on when it reads', async () => {
    const stream = new PassThrough()
    let written = false
    const writing = sinkOf(stream)
      .write(much)
      .then(() => (written = true))
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(written).toBe(false)
    stream.resume()
    await writing
    expect(stream.listenerCount('close')).toBe(0)
  })

  it('fails when the reader goes away in the middle, so that the snapshot behind it is let go', async () => {
    const stream = new PassThrough()
    const writing = sinkOf(stream).write(much)
    stream.destroy()
    await expect(writing).rejects.toThrow('the reader has gone')
    await expect(sinkOf(stream).write(much)).rejects.toThrow('destroyed')
  })
})
