import { createWriteStream } from 'node:fs'
import { realpath, rename, rm, stat } from 'node:fs/promises'
import { once } from 'node:events'
import { Problem } from '../../domain/problems.ts'
import { judgeOutputRefused } from './problems.ts'

/** Where judged rows go, through a buffer of fixed size: memory stays bounded however slowly they are taken. */
export type Output = {
  /**
   * Puts text into the buffer.
   *
   * @returns true where the buffer is full enough to be flushed before more is added
   */
  add(text: string): boolean
  /**
   * Writes the buffer out; resolves when there is room again.
   *
   * @returns false where nobody reads any more (a closed pipe): stop then
   */
  flush(): Promise<boolean>
  /** Makes the result visible under its name. */
  finish(): Promise<void>
  /** Leaves nothing half done. */
  abandon(): Promise<void>
}

/**
 * A file appears under its name only when it is complete: until then it is `PATH.part`, so an interrupted run harms nothing and can be
 * started again. Devices and pipes are written straight.
 *
 * @throws Problem `judge.output-refused`
 */
export async function openOutput(path: string | undefined, inputPath: string | undefined): Promise<Output> {
  if (path === undefined) return streamOutput(process.stdout, { finish: async () => {}, abandon: async () => {} })
  const existing = await stat(path).catch(absent)
  if (existing?.isDirectory() === true) throw new Problem(judgeOutputRefused, { path, reason: '是文件夹 is a folder' })
  if (existing !== undefined && inputPath !== undefined && (await realpath(path)) === (await realpath(inputPath))) {
    throw new Problem(judgeOutputRefused, { path, reason: '与输入是同一个文件 is the input itself' })
  }
  const special = existing !== undefined && !existing.isFile()
  const written = special ? path : `${path}.part`
  const stream = createWriteStream(written)
  await once(stream, 'open').catch((cause: unknown) => {
    throw new Problem(judgeOutputRefused, { path, reason: reasonOf(cause) }, { cause })
  })
  const closed = async (): Promise<void> => {
    stream.end()
    if (!stream.closed) await once(stream, 'close')
  }
  return streamOutput(stream, {
    finish: async () => {
      await closed()
      if (!special) await rename(written, path)
    },
    abandon: async () => {
      await closed()
      if (!special) await rm(written, { force: true })
    },
  })
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}

const bufferBytes = 512 * 1024
const flushBytes = 256 * 1024
/** Of UTF-8, for one UTF-16 unit. */
const mostBytesPerUnit = 3

function streamOutput(stream: NodeJS.WritableStream, ends: Pick<Output, 'finish' | 'abandon'>): Output {
  let closedPipe = false
  let failure: Error | undefined
  let wake: (() => void) | undefined
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') closedPipe = true
    else failure = error
    wake?.()
  })
  stream.on('drain', () => wake?.())

  const room = async (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    wake = resolve
    await promise
    wake = undefined
  }
  let buffer = Buffer.allocUnsafe(bufferBytes)
  let used = 0
  const flush = async (): Promise<boolean> => {
    const bytes = buffer.subarray(0, used)
    buffer = Buffer.allocUnsafe(bufferBytes)
    used = 0
    if (failure === undefined && !closedPipe && bytes.length > 0 && !stream.write(bytes)) await room()
    if (failure !== undefined) throw failure
    return !closedPipe
  }
  return {
    // Row by row into the buffer: encoding a long text pieced together from many rows took three times as long.
    add: text => {
      const needed = used + text.length * mostBytesPerUnit
      if (needed > buffer.length) buffer = Buffer.concat([buffer.subarray(0, used)], needed + bufferBytes)
      used += buffer.write(text, used, 'utf8')
      return used >= flushBytes
    },
    flush,
    finish: async () => {
      await flush()
      await ends.finish()
    },
    abandon: ends.abandon,
  }
}
