/**
 * The same server and account, another database. Written by hand because an address whose host is a socket folder
 * (`postgres://user:password@/name?host=...`) is no URL to `new URL`.
 */
export function withDatabaseName(address: string, name: string): string {
  const parts = /^(postgres(?:ql)?:\/\/[^/?]*)(?:\/[^?]*)?(\?.*)?$/.exec(address)
  if (parts === null) throw new Error('TEST_DATABASE_URL is no address of a PostgreSQL server: postgres://...')
  return `${parts[1]}/${name}${parts[2] ?? ''}`
}
