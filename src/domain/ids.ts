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
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
