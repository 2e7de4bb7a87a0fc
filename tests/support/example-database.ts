import { cp } from 'node:fs/promises'
import type { Client } from 'pg'
import { inject } from 'vitest'
import { writeExample } from '../../example/write-example.ts'
import { openFileStore } from '../../src/platform/files/attachments-store.ts'
import { withDatabaseName } from './database-address.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { exampleOf } from './example-place.ts'
import { connected } from './on-server.ts'
import { examplePassword } from './server.ts'

/**
 * The Chongqing example in a database of the test file's own, its files in `folder`. It is written once a run by whoever asks first, and
 * then copied.
 *
 * @example const test = await exampleDatabase(folder); ...; await test.close()
 */
export async function exampleDatabase(folder: string): Promise<TestDatabase> {
  const template = exampleOf(inject('templateName'))
  await connected(inject('serverUrl'), async server => {
    // Held until the connection ends: the others wait for the example instead of writing it too.
    await server.query(`select pg_advisory_lock(hashtextextended($1, 0))`, [template.name])
    const { rowCount } = await server.query('select from pg_database where datname = $1', [template.name])
    if (rowCount === 0) await writeTemplate(server, template)
  })
  await cp(template.files, folder, { recursive: true })
  return testDatabase({ template: template.name })
}

/** Under another name until it is whole. */
async function writeTemplate(server: Client, { name, files }: ReturnType<typeof exampleOf>): Promise<void> {
  const begun = `${name}_begun`
  await server.query(`drop database if exists ${begun} with (force)`)
  await server.query(`create database ${begun} template ${inject('templateName')} strategy file_copy`)
  await writeExample({
    ownerUrl: withDatabaseName(inject('serverUrl'), begun),
    files: await openFileStore(files),
    password: examplePassword,
  })
  await server.query(`alter database ${begun} rename to ${name}`)
}
