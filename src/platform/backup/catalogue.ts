import { escapeIdentifier, type ClientBase } from 'pg'

/** A table whose rows a backup holds. A partitioned table is one; its partitions are not. */
export type StoredTable = { readonly schema: string; readonly name: string; readonly columns: readonly string[] }

/** The schema that says a restore into this database is not finished. Persisted. */
export const unfinishedSchema = 'jiuqing_restore'

/**
 * Tables of the product: those of no extension, without what migrations and the job queue keep for themselves. Asked of the
 * database, so that a table added tomorrow is in tomorrow's backup.
 */
const storedTablesQuery = `
  select n.nspname as schema, c.relname as name,
         array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
               and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
    and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss', '${unfinishedSchema}')
    and (n.nspname, c.relname) not in (('public', 'kysely_migration'), ('public', 'kysely_migration_lock'))
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
  order by n.nspname, c.relname`

export async function storedTables(client: ClientBase): Promise<readonly StoredTable[]> {
  const { rows } = await client.query<StoredTable>(storedTablesQuery)
  return rows
}

/** As `public.waters`: for people, and as a key. */
export function nameOf({ schema, name }: Pick<StoredTable, 'schema' | 'name'>): string {
  return `${schema}.${name}`
}

/** As `"public"."waters"`: for statements. */
export function quoted({ schema, name }: Pick<StoredTable, 'schema' | 'name'>): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`
}

export function quotedColumns({ columns }: Pick<StoredTable, 'columns'>): string {
  return columns.map(escapeIdentifier).join(', ')
}

/** Any table at all, the job queue's included: a database without one is empty. */
export async function firstTable(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     order by 1 limit 1`,
  )
  return rows[0]?.name
}

export type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string }

/** Foreign keys between the tables, each as it can be made again. A partitioned table's own, not its partitions' copies. */
export async function foreignKeys(client: ClientBase): Promise<readonly ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select format('%I.%I', n.nspname, c.relname) as table, format('%I', k.conname) as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname !~ '^pg_'
       and n.nspname not in ('information_schema', 'pgboss')
     order by 1, 2`,
  )
  return rows
}
