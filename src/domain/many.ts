/**
 * A count with its English noun, and whatever verb follows it.
 *
 * @param count a number, or one already written for people
 * @example many(1, 'row is', 'rows are') // '1 row is'; many('2,000', 'row is', 'rows are') is '2,000 rows are'
 */
export function many(count: number | string, one: string, several: string): string {
  return `${count} ${String(count) === '1' ? one : several}`
}
