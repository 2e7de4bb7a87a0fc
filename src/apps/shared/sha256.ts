/**
 * SHA-256 of a file, hexadecimal. The browser's own where it offers it: only on https and on this machine. Platforms inside an
 * office network are often reached by plain http, so there is one of ours (FIPS 180-4) as well.
 */
export async function sha256Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const digest = isSecureContext ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) : sha256(bytes)
  return hex(digest)
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** FIPS 180-4, section 6.2. */
export function sha256(message: Uint8Array): Uint8Array {
  const blocks = padded(message)
  const state = initial.slice()
  const schedule = new Uint32Array(64)
  for (let offset = 0; offset < blocks.byteLength; offset += 64)
    compress(state, schedule, new DataView(blocks.buffer, offset, 64))
  const digest = new DataView(new ArrayBuffer(32))
  state.forEach((word, index) => digest.setUint32(index * 4, word))
  return new Uint8Array(digest.buffer)
}

function padded(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = Math.ceil((message.length + 9) / 64) * 64
  const blocks = new Uint8Array(length)
  blocks.set(message)
  blocks[message.length] = 0x80
  const view = new DataView(blocks.buffer)
  view.setUint32(length - 8, Math.floor(message.length / 2 ** 29))
  view.setUint32(length - 4, message.length * 8)
  return blocks
}

function compress(state: Uint32Array, schedule: Uint32Array, block: DataView): void {
  for (let t = 0; t < 16; t++) schedule[t] = block.getUint32(t * 4)
  for (let t = 16; t < 64; t++) {
    const near = schedule[t - 15]!
    const late = schedule[t - 2]!
    const small = (turn(near, 7) ^ turn(near, 18) ^ (near >>> 3)) + (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10))
    schedule[t] = small + schedule[t - 16]! + schedule[t - 7]!
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let t = 0; t < 64; t++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + constants[t]! + schedule[t]!) | 0
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = state[index]! + word
  })
}

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** First 32 bits of the fractional parts of square roots (initial) and cube roots (constants) of the first primes. */
const primes = firstPrimes(64)
const initial = Uint32Array.from(primes.slice(0, 8), prime => fraction(Math.sqrt(prime)))
const constants = Uint32Array.from(primes, prime => fraction(Math.cbrt(prime)))

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32)
}

function firstPrimes(count: number): number[] {
  const found: number[] = []
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every(prime => candidate % prime !== 0)) found.push(candidate)
  }
  return found
}
