import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded, type EmbeddedDatabase } from '../../src/platform/db/embedded.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { buildIfOld } from './built.ts'
import { withDatabaseName } from './database-address.ts'
import { exampleOf } from './example-place.ts'
import { onServer } from './on-server.ts'
import { offInTests, small } from './small-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly serverUrl: string
    readonly templateName: string
  }
}

/**
 * One PostgreSQL for the whole run: the embedded one in a throw-away folder, or the server in `TEST_DATABASE_URL`. It holds
 * one migrated template, from which every test file copies its own database (`testDatabase`).
 */
export default async function startDatabaseServer(project: TestProject): Promise<() => Promise<void>> {
  buildIfOld('server')
  const server = await openServer()
  const templateName = `jiuqing_template_${randomBytes(6).toString('hex')}`
  try {
    await onServer(server.url, `create database ${templateName}`)
    await migrate(withDatabaseName(server.url, templateName))
  } catch (error) {
    await server.stop()
    throw error
  }
  project.provide('serverUrl', server.url)
  project.provide('templateName', templateName)
  return async () => {
    const example = exampleOf(templateName)
    for (const name of [example.name, templateName]) {
      await onServer(server.url, `drop database if exists ${name} with (force)`)
    }
    await rm(example.files, { recursive: true, force: true })
    await server.stop()
  }
}

async function openServer(): Promise<EmbeddedDatabase> {
  const given = process.env['TEST_DATABASE_URL']
  if (given !== undefined && given !== '') return { url: given, stop: async () => undefined }
  const folder = await mkdtemp(join(tmpdir(), 'jiuqing-test-'))
  // Several platforms of tests stand on it at once.
  const embedded = await startEmbedded(folder, { ...small, connections: 200 })
  await makeHasty(embedded.url)
  return {
    url: embedded.url,
    stop: async () => {
      await embedded.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function makeHasty(url: string): Promise<void> {
  for (const setting of offInTests) await onServer(url, `alter system set ${setting} = off`)
  await onServer(url, 'select pg_reload_conf()')
}
