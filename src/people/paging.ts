/** Which part of a list: behind the cursor of the page before. */
export type Page = { readonly cursor?: string | undefined; readonly limit: number }

/** A `like` pattern for text anywhere inside; signs with a meaning in patterns stand for themselves. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, sign => `\\${sign}`)}%`
}
