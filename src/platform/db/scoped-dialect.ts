import { AsyncLocalStorage } from 'node:async_hooks'
import {
  CompiledQuery,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely'

type Beginning = { readonly statement: string; begun?: Promise<unknown> }

const beginning = new AsyncLocalStorage<Beginning>()

/**
 * Runs `work`; a transaction that begins in it on a `ScopedDialect` has `statement` as its first, sent together with the beginning: a
 * person's question is some five small statements, and one way to the database and back less shows. Nor is it waited for: what follows is
 * sent behind it on the same connection, and is refused by PostgreSQL where the beginning was.
 *
 * @throws what the beginning failed with, rather than that it had not begun
 */
export async function beginningWith<Result>(statement: string, work: () => Promise<Result>): Promise<Result> {
  const own: Beginning = { statement }
  try {
    return await beginning.run(own, work)
  } finally {
    await own.begun // answered before anything that followed
  }
}

/** Kysely's own PostgreSQL dialect, whose transactions begin as `beginningWith` says. */
export class ScopedDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new ScopedDriver(this.#config)
  }
}

class ScopedDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const first = beginning.getStore()
    if (first === undefined) return super.beginTransaction(connection, settings)
    const { isolationLevel, accessMode } = settings
    const modes = [isolationLevel === undefined ? [] : `isolation level ${isolationLevel}`, accessMode ?? []].flat()
    first.begun = connection.executeQuery(CompiledQuery.raw(`start transaction ${modes.join(' ')}; ${first.statement}`))
    first.begun.catch(() => undefined) // `beginningWith` tells it, after Kysely has rolled back
  }
}
