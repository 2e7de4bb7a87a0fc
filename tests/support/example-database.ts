import { cp } from 'node:fs/promises'
import { inject } from 'vitest'
import { writeExample } from '../../example/write-example.ts'
import { openFileStore } from '../../src/platform/files/attachments-store.ts'
import { withDatabaseName } from './database-address.ts'
import { testDatabase, type TestDatabase } from './database.ts'
import { exampleOf } from './example-place.ts'
import { onServer } from './on-server.ts'
import { oncePerRun } from './once-per-run.ts'

/** Of every account of the example. */
export const examplePassword = 'Jiuqing-demo-2026'

/**
 * The Chongqing example in a database of the test file's own, its files in `folder`. It is written once a run by whoever asks first, and
 * then copied.
 *
 * @example const test = await exampleDatabase(folder); ...; await test.close()
 */
export async function exampleDatabase(folder: string): Promise<TestDatabase> {
  const template = exampleOf(inject('templateName'))
  await oncePerRun('example', async () => {
    const found = await onServer(inject('serverUrl'), 'select from pg_database where datname = $1', [template.name])
    if (found.length === 0) await writeTemplate(template)
  })
  await cp(template.files, folder, { recursive: true })
  return testDatabase({ template: template.name })
}

/** Under another name until it is whole. */
async function writeTemplate({ name, files }: ReturnType<typeof exampleOf>): Promise<void> {
  const begun = `${name}_begun`
  const server = inject('serverUrl')
  await onServer(server, `drop database if exists ${begun} with (force)`)
  await onServer(server, `create database ${begun} template ${inject('templateName')} strategy file_copy`)
  await writeExample({
    ownerUrl: withDatabaseName(server, begun),
    files: await openFileStore(files),
    password: examplePassword,
  })
  await onServer(server, `alter database ${begun} rename to ${name}`)
}
