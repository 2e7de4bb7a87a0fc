import { open } from 'node:fs/promises'

/** Bytes that can be read at any place: a zip keeps its contents list at the end. `close` frees the file. */
export type ByteSource = {
  readonly bytes: number
  read(position: number, length: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** A file on disk; nothing of it is held but what is asked for. @throws the system's error where it cannot be opened */
export async function fileSource(path: string): Promise<ByteSource> {
  const file = await open(path, 'r')
  const { size } = await file.stat()
  return {
    bytes: size,
    async read(position, length) {
      const buffer = new Uint8Array(Math.max(0, Math.min(length, size - position)))
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position)
      return buffer.subarray(0, bytesRead)
    },
    close: () => file.close(),
  }
}

export function bufferSource(content: Uint8Array): ByteSource {
  return {
    bytes: content.length,
    read: (position, length) => Promise.resolve(content.subarray(position, position + length)),
    close: () => Promise.resolve(),
  }
}

const pieceBytes = 65_536

/** The bytes from `position` on, in pieces of at most 64 KiB. */
export async function* pieces(source: ByteSource, position: number, length: number): AsyncGenerator<Uint8Array> {
  for (let at = position; at < position + length;) {
    const piece = await source.read(at, Math.min(pieceBytes, position + length - at))
    if (piece.length === 0) return
    yield piece
    at += piece.length
  }
}
