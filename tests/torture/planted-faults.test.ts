import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startEmbedded, type EmbeddedDatabase } from '../../src/platform/db/embedded.ts'
import { withDatabaseName } from '../support/database-address.ts'
import { checkDatabase } from './check.ts'
import { readJournal, type Entry } from './journal.ts'
import { plants, type Plant } from './plants.ts'
import { torture } from './torture.ts'
import { small } from '../support/small-database.ts'

// Whether the check of the torture finds a loss where there is one: a folder after work in which nothing was killed, with a little of
// everything that a fault is planted in, and one fault after another in a copy of its database.

/** How often each must have been done. */
const wanted = {
  'import.committed': 8,
  'water.created': 3,
  'water.corrected': 3,
  'water.drawn': 3,
  'reading.recorded': 3,
  'attachment.added': 3,
  'village.reported': 3,
  'judgement.started': 1,
}

let folder: string
let embedded: EmbeddedDatabase
let owner: Client
let entries: readonly Entry[]

beforeAll(async () => {
  const calm = await torture({
    minutes: 0.1,
    seed: 20_261_125,
    killsPerMinute: 0,
    thinkMs: 20,
    enough: ({ done }) => Object.entries(wanted).every(([kind, times]) => (done.get(kind) ?? 0) >= times),
  })
  folder = calm.folder
  if (calm.faults.length > 0) throw new Error(`a calm day is not without faults: ${calm.faults.join('\n')}`)
  entries = readJournal(join(folder, 'journal.ndjson'))
  embedded = await startEmbedded(join(folder, 'data'), small)
  owner = new Client({ connectionString: withDatabaseName(embedded.url, 'template1') })
  await owner.connect()
  // Copies need not outlive a crash.
  await owner.query('alter system set fsync = off')
  await owner.query('select pg_reload_conf()')
  // The platform's own connection stands in the way of a copy.
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'`)
}, 600_000)
afterAll(async () => {
  await owner.end()
  await embedded.stop()
  await rm(folder, { recursive: true, force: true })
})

const files = () => join(folder, 'data', 'files')

/** The faults found in a copy of the database with something planted in it. */
async function faultsWith({ statements = [], journal = same => same }: Omit<Plant, 'what' | 'named'>): Promise<string> {
  await owner.query('create database planted template postgres strategy file_copy')
  const url = withDatabaseName(embedded.url, 'planted')
  try {
    await plant(url, statements)
    const { faults } = await checkDatabase({ url, files: files(), entries: journal(entries) })
    return faults.join('\n')
  } finally {
    await owner.query('drop database planted with (force)')
  }
}

async function plant(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    // Foreign keys would forbid some of what a fault of the disk or a wrong restore may leave.
    await client.query('set session_replication_role = replica')
    for (const statement of statements) {
      const { rowCount } = await client.query(statement)
      if (rowCount === 0) throw new Error(`there is nothing to plant in: ${statement}`)
    }
  } finally {
    await client.end()
  }
}

/** While `change` holds for the first file of the folder that a record names. */
async function withFile(change: (path: string) => Promise<() => Promise<void>>): Promise<string> {
  const [part] = (await readdir(files())).filter(name => /^[0-9a-f]{2}$/.test(name)).sort()
  const [name] = (await readdir(join(files(), String(part)))).sort()
  const undo = await change(join(files(), String(part), String(name)))
  try {
    return await faultsWith({})
  } finally {
    await undo()
  }
}

describe('the check after a torture', () => {
  it('finds nothing in a copy of what the run left', async () => {
    expect(await faultsWith({})).toBe('')
  })

  it('names a file that is gone', async () => {
    const faults = await withFile(async path => {
      await rename(path, join(folder, 'aside'))
      return () => rename(join(folder, 'aside'), path)
    })
    expect(faults).toMatch(/its file [0-9a-f]{64} is not there/)
  })

  it('names a file that is not what it was', async () => {
    const faults = await withFile(async path => {
      const bytes = await readFile(path)
      await writeFile(path, bytes.subarray(1))
      return () => writeFile(path, bytes)
    })
    expect(faults).toContain('its file is not what it was')
  })

  it.each(plants)('names it where $what', async planted => {
    expect(await faultsWith(planted)).toMatch(planted.named)
  })
})
