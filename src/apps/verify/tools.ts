import { gunzipSync } from 'fflate'
import type { ByteSource, VerifyTools } from '../../platform/ledger/rules.ts'
import { hex, sha256 } from '../shared/sha256.ts'

const encoder = new TextEncoder()

/** SHA-256 and unpacking as a browser does them, also in a page opened from a disk. */
export const browserTools: VerifyTools = {
  // Our own: the browser's answers later, and waiting a million times takes longer than the hashing.
  sha256: text => hex(sha256(encoder.encode(text))),
  // At once and in place: a worker would be made from a script of its own, which this page forbids.
  gunzip: async bytes => gunzipSync(bytes),
  hashBytes: async chunks => {
    const parts: Uint8Array<ArrayBuffer>[] = []
    for await (const chunk of chunks) parts.push(new Uint8Array(chunk))
    const bytes = new Uint8Array(await new Blob(parts).arrayBuffer())
    return hex(isSecureContext ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) : sha256(bytes))
  },
}

export function sourceOf(file: Blob): ByteSource {
  return {
    bytes: file.size,
    read: async (offset, bytes) => new Uint8Array(await file.slice(offset, offset + bytes).arrayBuffer()),
  }
}
