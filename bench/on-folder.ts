import { Client } from 'pg'
import { readConfig } from '../src/platform/config.ts'
import type { Database } from '../src/platform/db/database.ts'
import { openConfiguredDatabase } from '../src/platform/start.ts'

/** A database that `jiuqing load` filled: as the application sees it, as its owner, and how large it is, such as `1,600 waters`. */
export type Filled = { readonly database: Database; readonly owner: Client; readonly size: string }

/** Measures on a folder's database, and stops it whatever happens. */
export async function onFolder(folder: string, measure: (filled: Filled) => Promise<void>): Promise<void> {
  const opened = await openConfiguredDatabase(readConfig({ JIUQING_DATA: folder }))
  const owner = new Client({ connectionString: opened.ownerUrl })
  try {
    await owner.connect()
    const { rows } = await owner.query<{ waters: number }>('select count(*)::int as waters from waters')
    await measure({ database: opened.database, owner, size: `${rows[0]!.waters.toLocaleString('en')} waters` }) // a count has its row
  } finally {
    await owner.end()
    await opened.stop()
  }
}
