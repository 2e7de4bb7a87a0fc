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

const beginning = new AsyncLocalStorage<string>()

/**
 * Runs `work`; a transaction that begins in it on a `ScopedDialect` has `statement` as its first, sent together with the beginning: a
 * person's question is some five small statements, and one way to the database and back less shows.
 */
export function beginningWith<Result>(statement: string, work: () => Promise<Result>): Promise<Result> {
  return beginning.run(statement, work)
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

type ConnectionOfDriver = Parameters<PostgresDriver['rollbackTransaction']>[0]

class ScopedDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const first = beginning.getStore()
    if (first === undefined) return super.beginTransaction(connection, settings)
    const { isolationLevel, accessMode } = settings
    const modes = [isolationLevel === undefined ? [] : `isolation level ${isolationLevel}`, accessMode ?? []].flat()
    try {
      await connection.executeQuery(CompiledQuery.raw(`start transaction ${modes.join(' ')}; ${first}`))
    } catch (error) {
      // Kysely takes it that nothing has begun: left open, the connection would refuse whoever gets it next.
      await this.rollbackTransaction(connection as ConnectionOfDriver) // the driver made it
      throw error
    }
  }
}
