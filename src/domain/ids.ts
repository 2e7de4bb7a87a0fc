/**
 * A time-ordered identifier (UUID version 7, RFC 9562), made by the application so that phones can make them too.
 *
 * @param at time in milliseconds since 1970; the first 48 bits carry it, so ids sort by time of creation
 * @example uuidv7(Date.now()) // '0193f3c2-....-7...-....-............'
 */
export function uuidv7(at: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(at / 2 ** (8 * (5 - i))) % 256
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  return dashed(Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(''))
}

/**
 * An identifier that follows from a content (UUID version 8, RFC 9562): the same content, the same id, whoever makes it.
 *
 * @param hash at least 32 hexadecimal digits of a hash of the content
 */
export function uuidOfHash(hash: string): string {
  const variant = (0x8 | (Number.parseInt(hash[16] ?? '0', 16) & 0x3)).toString(16)
  return dashed(`${hash.slice(0, 12)}8${hash.slice(13, 16)}${variant}${hash.slice(17, 32)}`)
}

function dashed(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
