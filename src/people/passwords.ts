import { argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/**
 * Argon2id with 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet, first choice for Argon2id. About 30 ms on the
 * smallest server we know of. Written into each hash, so that raising them leaves old hashes valid.
 */
const cost = { memoryKib: 19_456, passes: 2, lanes: 1 } as const
const tagBytes = 32

type Cost = { readonly memoryKib: number; readonly passes: number; readonly lanes: number }

/** @returns a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await derive(password, salt, cost)
  return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}$${unpadded(salt)}$${unpadded(tag)}`
}

/**
 * Compares in constant time. Without a stored hash (nobody has that name) the same work is done against a hash that nothing
 * fits, so that the time tells nothing.
 */
export async function fitsPassword(password: string, stored: string | undefined): Promise<boolean> {
  const { cost, salt, tag } = readHash(stored ?? unfitting)
  const derived = await derive(password, salt, cost)
  return timingSafeEqual(derived, tag) && stored !== undefined
}

const unfitting = `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}$${unpadded(Buffer.alloc(16))}$${unpadded(Buffer.alloc(tagBytes))}`

function derive(password: string, salt: Buffer, { memoryKib, passes, lanes }: Cost): Promise<Buffer> {
  // One spelling for what input methods write in different ways.
  const message = password.normalize('NFKC')
  const parameters = { message, nonce: salt, memory: memoryKib, passes, parallelism: lanes, tagLength: tagBytes }
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  argon2('argon2id', parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)))
  return promise
}

function readHash(stored: string): { readonly cost: Cost; readonly salt: Buffer; readonly tag: Buffer } {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored)
  if (parts === null) throw new Error('a stored password hash is not Argon2id in PHC form')
  const [, memory, passes, lanes, salt = '', tag = ''] = parts
  return {
    cost: { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

/** Whether a hash was made at another cost than today's. */
export function isOutdated(stored: string): boolean {
  const { memoryKib, passes, lanes } = readHash(stored).cost
  return memoryKib !== cost.memoryKib || passes !== cost.passes || lanes !== cost.lanes
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

/** Without letters and digits that look alike when read out on the telephone or copied from paper. */
const readable = { lower: 'abcdefghijkmnpqrstuvwxyz', upper: 'ABCDEFGHJKLMNPQRSTUVWXYZ', digits: '23456789' } as const

/**
 * A password to be used once: four groups of four, about 90 bits, three kinds of signs and hyphens.
 *
 * @example generatePassword() // 'kT7m-Qw3x-9hRd-a4Zn'
 */
export function generatePassword(): string {
  const all = readable.lower + readable.upper + readable.digits
  const group = () => Array.from({ length: 4 }, () => pick(all)).join('')
  // The first group holds each kind, whatever chance gives the others.
  const first = [pick(readable.lower), pick(readable.upper), pick(readable.digits), pick(all)].join('')
  return [first, group(), group(), group()].join('-')
}

function pick(from: string): string {
  return from.charAt(randomInt(from.length))
}
