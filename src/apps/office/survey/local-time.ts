/** A moment as the browser's field for date and time wants it, in the reader's own zone. @example localText(new Date()) // '2026-11-23T14:05' */
export function localText(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

/** What such a field says, as an instant in UTC. */
export function instantOf(text: string): string {
  return new Date(text).toISOString()
}
