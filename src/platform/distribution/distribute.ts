import { Client } from 'pg'
import { Problem } from '../../domain/problems.ts'
import { knownMigrationNames } from '../db/migrate.ts'
import { planSteps, type ForeignKey, type Step } from './order.ts'
import { leadingTable, localSchemas, placements } from './placements.ts'
import { noCitus, otherSchema, platformRuns } from './problems.ts'

export type Distribution = {
  /** Done now, or with `dryRun` what would be. */
  readonly steps: readonly Step[]
  /** Tables that were spread or copied before. */
  readonly already: readonly string[]
  /** Tables in the database that are not the product's: left as they are. */
  readonly foreign: readonly string[]
}

export type DistributeOptions = { readonly dryRun: boolean; readonly onStep: (step: Step) => void }

/**
 * Spreads the tables over a Citus cluster by county. Each table is its own transaction, as Citus wants it: after a run that was cut
 * off, the next one goes on.
 *
 * @throws Problem `distribution.no-citus`, `distribution.other-schema`, `distribution.platform-runs`
 */
export async function distribute(ownerUrl: string, { dryRun, onStep }: DistributeOptions): Promise<Distribution> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'jiuqing distribute' })
  await client.connect()
  try {
    await requireReady(client, dryRun)
    const already = await tablesKnownToCitus(client)
    const steps = planSteps(placements, await foreignKeys(client), new Set(already))
    if (!dryRun) await carryOut(client, steps, onStep)
    return { steps, already, foreign: await foreignTables(client) }
  } finally {
    await client.end()
  }
}

async function requireReady(client: Client, dryRun: boolean): Promise<void> {
  const [state] = await rows<{ database: string; citus: boolean; tables: boolean; connections: number }>(
    client,
    `select current_database() as database,
            exists (select from pg_proc where proname = 'create_distributed_table') as citus,
            to_regclass('${leadingTable}') is not null and to_regclass('kysely_migration') is not null as tables,
            (select count(*)::int from pg_stat_activity where datname = current_database()
              and application_name in ('jiuqing', 'jiuqing jobs')) as connections`,
  )
  if (state === undefined) throw new Error('no row of a query without a table')
  if (!state.citus) throw new Problem(noCitus, state)
  if (!state.tables || !(await isOfThisVersion(client))) throw new Problem(otherSchema, state)
  if (state.connections > 0 && !dryRun) throw new Problem(platformRuns, state)
}

async function isOfThisVersion(client: Client): Promise<boolean> {
  const applied = await rows<{ name: string }>(client, 'select name from kysely_migration order by name')
  const known = await knownMigrationNames()
  return applied.length === known.length && applied.every(({ name }) => known.includes(name))
}

async function carryOut(client: Client, steps: readonly Step[], onStep: (step: Step) => void): Promise<void> {
  // The scope of row-level security is set per transaction: the workers must be told of it, or they show no row of any table.
  await client.query(`do $$ begin
    execute format('alter database %I set citus.propagate_set_commands to ''local''', current_database());
  end $$`)
  for (const step of steps) {
    onStep(step)
    await client.query(step.statement)
  }
}

/** Partitions follow their table. */
async function tablesKnownToCitus(client: Client): Promise<readonly string[]> {
  const known = await rows<{ name: string }>(
    client,
    `select n.nspname || '.' || c.relname as name from pg_dist_partition p
     join pg_class c on c.oid = p.logicalrelid join pg_namespace n on n.oid = c.relnamespace
     where not c.relispartition order by 1`,
  )
  return known.map(({ name }) => name)
}

async function foreignKeys(client: Client): Promise<readonly ForeignKey[]> {
  return rows<ForeignKey>(
    client,
    `select fn.nspname || '.' || f.relname as "from", tn.nspname || '.' || t.relname as "to"
     from pg_constraint k
     join pg_class f on f.oid = k.conrelid join pg_namespace fn on fn.oid = f.relnamespace
     join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
     where k.contype = 'f' and k.conparentid = 0 order by 1, 2`,
  )
}

async function foreignTables(client: Client): Promise<readonly string[]> {
  const found = await rows<{ name: string }>(
    client,
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       and n.nspname <> all ($1) and n.nspname not like 'citus%' order by 1`,
    [localSchemas],
  )
  return found.map(({ name }) => name).filter(name => !(name in placements))
}

async function rows<Row extends object>(
  client: Client,
  statement: string,
  values: unknown[] = [],
): Promise<readonly Row[]> {
  return (await client.query<Row>(statement, values)).rows
}
