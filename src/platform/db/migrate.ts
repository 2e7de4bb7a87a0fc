import { readdir } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { join, parse } from 'node:path'
import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { Migrator, type Migration } from 'kysely/migration'
import { Pool } from 'pg'
import { Problem, problemKind } from '../../domain/problems.ts'
import { migrationsFolder } from '../product-folder.ts'

export const newerDatabase = problemKind<{ migration: string }>({
  code: 'database.newer',
  status: 503,
  title: { zh: '数据库比程序新', en: 'The database is newer than the program' },
  say: ({ migration }) => ({
    zh: `数据库已由更新的久清版本升级（${migration}），本程序不认识它。请安装更新的版本后再启动；数据没有改动。`,
    en: `The database was upgraded by a newer Jiuqing (${migration}), unknown to this one. Install the newer version; nothing was changed.`,
  }),
})

/**
 * Brings the database to this version's schema, under a lock so that several servers may start at once.
 *
 * @throws Problem `database.newer` where the database holds migrations this version does not know
 * @returns names of the migrations applied now
 */
export async function migrate(ownerUrl: string): Promise<readonly string[]> {
  const pool = new Pool({ connectionString: ownerUrl, max: 2, application_name: 'jiuqing migrate' })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const known = await knownMigrations()
    await refuseNewer(pool, known)
    const migrator = new Migrator({ db, provider: { getMigrations: async () => known } })
    const { error, results } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
    return (results ?? []).map(result => result.migrationName)
  } finally {
    await db.destroy()
  }
}

/** Names of this version's migrations, in the order they run. */
export async function knownMigrationNames(): Promise<readonly string[]> {
  return Object.keys(await knownMigrations())
}

/**
 * Runs migrations inside a transaction that does more, so that all of it happens or nothing: those of an earlier version, to take in
 * its rows, then with no `names` the rest.
 */
export async function migrateWithin(transaction: Transaction<unknown>, names?: readonly string[]): Promise<void> {
  const known = await knownMigrations()
  const wanted = Object.fromEntries(Object.entries(known).filter(([name]) => names?.includes(name) ?? true))
  const migrator = new Migrator({ db: transaction, provider: { getMigrations: async () => wanted } })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

async function knownMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(migrationsFolder)).filter(name => /^\d.*\.[jt]s$/.test(name)).sort()
  return Object.fromEntries(files.map(file => [parse(file).name, migrationIn(join(migrationsFolder, file))]))
}

/** Loaded when it runs: a start whose database has them all needs their names alone. */
function migrationIn(path: string): Migration {
  return {
    up: async db => {
      const { up }: Migration = await import(pathToFileURL(path).href)
      await up(db)
    },
  }
}

async function refuseNewer(pool: Pool, known: Record<string, Migration>): Promise<void> {
  const table = await pool.query(`select to_regclass('kysely_migration') as name`)
  if (table.rows[0].name === null) return
  const applied = await pool.query<{ name: string }>('select name from kysely_migration order by name')
  const unknown = applied.rows.find(row => !(row.name in known))
  if (unknown !== undefined) throw new Problem(newerDatabase, { migration: unknown.name })
}
