import { Kysely, type Transaction } from 'kysely'
import { availableParallelism } from 'node:os'
import { escapeLiteral, Pool, types } from 'pg'
import type { FactKind } from '../../domain/facts.ts'
import { Problem } from '../../domain/problems.ts'
import type { FactBody } from '../../domain/told.ts'
import type { Actor } from '../actor.ts'
import { appendFact, type AppendedFact, type NewFact } from '../facts/append.ts'
import { isConnectionLoss, isDeadlock, outcomeUnknown, translateDatabaseError } from './errors.ts'
import { isStalePlan, preparing } from './prepared.ts'
import { beginningWith, ScopedDialect } from './scoped-dialect.ts'
import type { Tables } from './tables.ts'
import { turns, type Turns } from './turns.ts'

// Counts and areas fit a double exactly up to 2^53; text would only be parsed again by every caller.
types.setTypeParser(types.builtins.INT8, Number)
types.setTypeParser(types.builtins.NUMERIC, Number)
types.setTypeParser(types.builtins.DATE, text => text)

/** One command's work: its statements, its actor, its time, and the way to say what happened. */
export type Tx = {
  readonly sql: Transaction<Tables>
  readonly actor: Actor
  /** The time of the command: every row and fact of it carries the same. */
  readonly at: Date
  /** It changes nothing and sees one moment of the database: what it read once need not be read again. */
  readonly isSnapshot: boolean
  /** Appends a fact to its county's chain and wakes the jobs that react to it, in this same transaction. */
  readonly append: <K extends FactKind>(fact: NewFact<K>) => Promise<AppendedFact>
}

/** Sends the jobs that a fact wakes inside the transaction that appends it. */
export type WakeJobs = (
  transaction: Transaction<Tables>,
  fact: AppendedFact & { readonly kind: FactKind; readonly body: FactBody },
) => Promise<void>

export type Database = {
  /** Connections of the application's role: row-level security applies to all of them. */
  readonly sql: Kysely<Tables>
  readonly pool: Pool
  /** The role that every command begins as. */
  readonly role: string
  /** Owner's address, for migrations and for the job queue's own tables. */
  readonly ownerUrl: string
  readonly clock: () => Date
  /** When a command or question may begin. */
  readonly turn: Turns
  /** When a question that may look at thousands of rows may, before it takes its turn with the others. */
  readonly largeTurn: Turns
  wakeJobs: WakeJobs
  close(): Promise<void>
}

/** The role every statement of the application runs as; owns nothing, so row-level security holds for it. */
export const applicationRole = 'jiuqing_app'

export type DatabaseOptions = {
  readonly clock?: () => Date
  readonly connections?: number
  /** Another role than the application's, as for signing people in. */
  readonly role?: string
  /** False where a crash may lose the last commands, because all can be written again: commits do not wait for the disk. */
  readonly waitForDisk?: boolean
  readonly onConnectionLost?: (error: Error) => void
}

/**
 * Work of the usual length runs three at a time for each processor: more at once make everybody wait longer, not less, and need more
 * connections, each of which learns every statement anew.
 */
const shortAtOnce = Math.max(6, 3 * availableParallelism())
/** So that small questions never find all turns taken by large ones. */
const largeAtOnce = Math.ceil(shortAtOnce / 3)
/** Nothing a person waits for takes as long; exports, imports and whoever waits for a lock do. */
const shortMs = 500

/** A new connection plans its first statements some ten times as long, so those of the last busy minutes are kept. */
const keptIdleMs = 10 * 60_000

/**
 * Opens connections in the application's role. The schema must be up to date (`migrate`).
 *
 * @param ownerUrl address of the owner: `postgres://...`
 */
export function openDatabase(ownerUrl: string, options: DatabaseOptions = {}): Database {
  const role = options.role ?? applicationRole
  const haste = options.waitForDisk === false ? ' -c synchronous_commit=off' : ''
  const pool = new Pool({
    connectionString: ownerUrl,
    max: options.connections ?? 20,
    idleTimeoutMillis: keptIdleMs,
    options: `-c role=${role} -c search_path=public -c statement_timeout=120000 -c lock_timeout=20000${haste}`,
    application_name: 'jiuqing',
  })
  // An idle connection that the server dropped is replaced at next use; work in progress gets its own error.
  pool.on('error', error => options.onConnectionLost?.(error))
  // So does one that is lost while a command holds it between two statements: unheard, the loss would end the process.
  pool.on('connect', client => {
    preparing(client)
    client.on('error', error => options.onConnectionLost?.(error))
  })
  const database: Database = {
    sql: new Kysely<Tables>({ dialect: new ScopedDialect({ pool }) }),
    pool,
    role,
    ownerUrl,
    clock: options.clock ?? (() => new Date()),
    turn: turns({ atOnce: shortAtOnce, countedMs: shortMs }),
    largeTurn: turns({ atOnce: largeAtOnce, countedMs: shortMs }),
    wakeJobs: async () => undefined,
    close: async () => {
      await database.sql.destroy()
      // Kysely leaves a pool open that it never used itself.
      if (!pool.ended) await pool.end()
    },
  }
  return database
}

/**
 * Runs one command: its table changes and its facts happen together or not at all. Row-level security is set to the
 * actor's jurisdiction for this transaction only. After a deadlock or a change of the schema `work` is run again, so it keeps nothing outside the transaction.
 *
 * @throws Problem for mistakes of the caller, translated database errors among them
 * @example await atomically(database, actor, tx => recordWater(tx, draft))
 */
export function atomically<Result>(
  database: Database,
  actor: Actor,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return inTransaction(database, actor, 'read write', work)
}

/** Runs queries that change nothing, on one consistent snapshot, inside the actor's jurisdiction. */
export function reading<Result>(database: Database, actor: Actor, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return inTransaction(database, actor, 'read only', work)
}

/** As `reading`, for questions that may look at thousands of rows, as a list under a rare filter: fewer of them run at once. */
export function readingMuch<Result>(
  database: Database,
  actor: Actor,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return database.largeTurn(() => reading(database, actor, work))
}

async function inTransaction<Result>(
  database: Database,
  actor: Actor,
  accessMode: 'read only' | 'read write',
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    let isCommitting = false
    try {
      const transaction = database.sql
        .transaction()
        .setAccessMode(accessMode)
        .setIsolationLevel(accessMode === 'read only' ? 'repeatable read' : 'read committed')
      return await database.turn(() =>
        beginningWith(scopeOf(database.role, actor), () =>
          transaction.execute(async transaction => {
            const result = await work(
              commandIn(database, transaction, { actor, isSnapshot: accessMode === 'read only' }),
            )
            isCommitting = accessMode === 'read write'
            return result
          }),
        ),
      )
    } catch (error) {
      // Whether the commit arrived before the connection broke, nobody can say: to say "nothing was done" could be a lie.
      if (isCommitting && isConnectionLoss(error))
        throw new Problem(outcomeUnknown, { sqlState: 'none' }, { cause: error })
      if (attempt === mostAttempts || !(isDeadlock(error) || isStalePlan(error))) throw translateDatabaseError(error)
    }
  }
}

/** After two commands waited for each other, or a plan had become stale, one is taken back whole and begins anew: nobody has to send it again. */
const mostAttempts = 4

function commandIn(
  database: Database,
  transaction: Transaction<Tables>,
  { actor, isSnapshot }: Pick<Tx, 'actor' | 'isSnapshot'>,
): Tx {
  const at = database.clock()
  const append: Tx['append'] = async fact => {
    const appended = await appendFact(transaction, { ...fact, at, actorId: actor.accountId })
    await database.wakeJobs(transaction, { ...appended, kind: fact.kind, body: { ...fact.body } })
    return appended
  }
  return { sql: transaction, actor, at, isSnapshot, append }
}

/**
 * The connection is the owner's, acting as the role: a statement smuggled into an earlier command could have ended that, or left a wider
 * scope behind, so every command sets both anew.
 */
function scopeOf(role: string, { range, accountId }: Actor): string {
  const settings = { role, 'app.scope_from': range.from, 'app.scope_to': range.to, 'app.account': accountId }
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`)
  return `select ${set.join(', ')}`
}
