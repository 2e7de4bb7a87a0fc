import { describe, expect, it } from 'vitest'
import { hex, sha256 } from './sha256.ts'

describe('the checksum without the browser’s help', () => {
  it('equals the built-in one at every length around the block borders', async () => {
    for (const length of [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000, 100_003]) {
      const bytes = Uint8Array.from({ length }, (_value, index) => (index * 31 + length) % 256)
      const expected = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
      expect(hex(sha256(bytes)), `${length} bytes`).toBe(hex(expected))
    }
  })
})
