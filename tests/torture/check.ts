import { join } from 'node:path'
import { Client } from 'pg'
import { systemActor } from '../../src/platform/actor.ts'
import { witnesses } from '../../src/commands/check-ledger.ts'
import { openDatabase, reading, type Database } from '../../src/platform/db/database.ts'
import { startEmbedded } from '../../src/platform/db/embedded.ts'
import { checkChains } from '../../src/platform/facts/check.ts'
import { checkChanges } from './check-changes.ts'
import { checkDerived } from './check-derived.ts'
import { checkFiles } from './check-files.ts'
import { checkInvariants } from './check-invariants.ts'
import type { Entry } from './journal.ts'
import { small } from '../support/small-database.ts'

export type Checked = {
  /** Each names what is lost, doubled or half done. */
  readonly faults: readonly string[]
  readonly counts: Readonly<Record<string, number>>
}

/** Asks the database past the platform: the rows of one statement. */
export type Ask = <Row>(statement: string, values?: readonly unknown[]) => Promise<readonly Row[]>

/** Starts the database of a data folder and compares it with what the clients wrote down. */
export async function checkEverything(dataFolder: string, entries: readonly Entry[]): Promise<Checked> {
  const embedded = await startEmbedded(dataFolder, small)
  try {
    return await checkDatabase({ url: embedded.url, files: join(dataFolder, 'files'), entries })
  } finally {
    await embedded.stop()
  }
}

export type Left = {
  /** Of the owner, past row-level security. */
  readonly url: string
  /** Folder of the attached files. */
  readonly files: string
  readonly entries: readonly Entry[]
}

/** Compares a database that runs, and the files beside it, with what the clients wrote down. */
export async function checkDatabase({ url, files, entries }: Left): Promise<Checked> {
  const owner = new Client({ connectionString: url })
  const database = openDatabase(url)
  await owner.connect()
  const ask: Ask = async <Row>(statement: string, values: readonly unknown[] = []) =>
    (await owner.query(statement, [...values])).rows as Row[] // the statement's own columns
  try {
    const chains = await checkChains(database, systemActor('job'))
    const faults = [
      ...chains.flatMap(({ chain, fault }) => (fault === null ? [] : [`chain ${chain}: ${fault.words.en}`])),
      ...(await checkChanges(ask, entries)),
      ...(await checkInvariants(ask)),
      ...(await checkDerived(ask)),
      ...(await checkRows(database)),
      ...(await checkFiles(files, database, ask)),
    ]
    return { faults, counts: await countAll(ask) }
  } finally {
    await owner.end()
    await database.close()
  }
}

/** What `jiuqing check-ledger` says: every row is what its facts lead to. */
async function checkRows(database: Database): Promise<readonly string[]> {
  const faults: string[] = []
  await reading(database, systemActor('job'), async tx => {
    for (const { check } of witnesses) await check(tx, ({ table, words }) => faults.push(`${table}: ${words.en}`))
  })
  return faults
}

const counted = ['facts', 'waters', 'readings', 'verdicts', 'survey_imports', 'attachments', 'senses_records']

async function countAll(ask: Ask): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const table of counted) {
    const [row] = await ask<{ count: number }>(`select count(*)::int as count from ${table}`)
    counts[table] = row?.count ?? 0
  }
  return counts
}
