import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  distributionColumn,
  leadingTable,
  localSchemas,
  placements,
} from '../../src/platform/distribution/placements.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

// Citus itself is not here (neither npm nor Debian has it): these are its rules about schemas, asked of the catalogue.
// https://docs.citusdata.com/en/stable/develop/reference_ddl.html, .../reference_workarounds.html; what they do not say was read in
// Citus's source (commands/policy.c, commands/trigger.c) and is cited in docs/decisions/076.

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test.close())

const named = (placement: string) => Object.keys(placements).filter(name => placements[name] === placement)
const distributed = named('distributed')
const onWorkers = [...distributed, ...named('reference')]

async function names(statement: string, values: readonly unknown[] = []): Promise<readonly string[]> {
  return (await test.asOwner(statement, values)).map(({ name }) => String(name))
}

/** A table's full name, as in `placements`. */
const fullName = (oid: string) =>
  `(select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = ${oid})`
/** The columns of a key, in its order. */
const columnsOf = (table: string, numbers: string) =>
  `array(select a.attname::text from unnest(${numbers}) with ordinality u (number, place)
    join pg_attribute a on a.attrelid = ${table} and a.attnum = u.number order by u.place)`

describe('the schema on Citus', () => {
  it('has a place for every table: spread by county, copied to every node, or local', async () => {
    const tables = await names(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
         and n.nspname <> all ($1) order by 1`,
      [localSchemas],
    )
    expect(tables).toEqual(Object.keys(placements).toSorted())
  })

  it('spreads every table that has a county, and no other', async () => {
    const withCounty = await names(
      `select ${fullName('a.attrelid')} as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       where a.attname = $1 and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
      [distributionColumn],
    )
    expect(withCounty).toEqual(distributed.toSorted())
    expect(distributed).toContain(leadingTable)
  })

  it('spreads by a column of one type and collation, never empty: rows of one county lie together', async () => {
    const kinds = await test.asOwner(
      `select format_type(a.atttypid, a.atttypmod) as type, l.collname as collation, a.attnotnull as filled, count(*)::int as tables
       from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_collation l on l.oid = a.attcollation
       where a.attname = $1 and c.relkind in ('r', 'p') and not c.relispartition group by 1, 2, 3`,
      [distributionColumn],
    )
    expect(kinds).toEqual([{ type: 'text', collation: 'C', filled: true, tables: distributed.length }])
  })

  it('has the county in the primary key of every spread table', async () => {
    const keyed = await names(
      `select ${fullName('i.indrelid')} as name from pg_index i where i.indisprimary
       and ${fullName('i.indrelid')} = any ($1) and $2 = any (${columnsOf('i.indrelid', 'i.indkey::int2[]')}) order by 1`,
      [distributed, distributionColumn],
    )
    expect(keyed).toEqual(distributed.toSorted())
  })

  it('has the county in every unique constraint and index of a spread table, and no exclusion constraint', async () => {
    const unique = await names(
      `select i.indexrelid::regclass::text as name from pg_index i where (i.indisunique or i.indisexclusion)
       and ${fullName('i.indrelid')} = any ($1)
       and ($2 <> all (${columnsOf('i.indrelid', 'i.indkey::int2[]')}) or i.indisexclusion)`,
      [distributed, distributionColumn],
    )
    expect(unique).toEqual([])
  })

  it('refers from spread tables to spread tables with the county on both sides, else to copied ones', async () => {
    const keys = await test.asOwner(
      `select ${fullName('k.conrelid')} as "from", ${fullName('k.confrelid')} as "to", k.confdeltype::text as on_delete,
              k.confupdtype::text as on_update,
              ${columnsOf('k.conrelid', 'k.conkey')} as columns, ${columnsOf('k.confrelid', 'k.confkey')} as referred
       from pg_constraint k where k.contype = 'f' and k.conparentid = 0`,
    )
    expect(keys.length).toBeGreaterThan(20)
    const unfit = keys.filter(key => {
      const [from, to] = [placements[String(key['from'])], placements[String(key['to'])]]
      const [columns, referred] = [key['columns'] as string[], key['referred'] as string[]] // arrays of text
      const at = columns.indexOf(distributionColumn)
      const together = at >= 0 && referred[at] === distributionColumn
      if (from === 'distributed') return !(to === 'reference' || (to === 'distributed' && together))
      // A local table may refer to a copied one, as long as nothing cascades; nothing whole may refer to what is spread.
      return !(to === 'reference' || (from === 'local' && to === 'local'))
    })
    expect(unfit).toEqual([])
    expect(keys.filter(key => key['on_delete'] !== 'a' || key['on_update'] !== 'a')).toEqual([])
  })

  it('has no trigger of its own and no rule on any table that goes to the workers', async () => {
    const triggers = await names(
      `select tgrelid::regclass::text as name from pg_trigger where not tgisinternal and ${fullName('tgrelid')} = any ($1)
       union all select ev_class::regclass::text from pg_rewrite where ${fullName('ev_class')} = any ($1)`,
      [onWorkers],
    )
    expect(triggers).toEqual([])
  })

  it('makes no number on a worker: no sequence, no identity column, no default that another node would answer otherwise', async () => {
    const sequences = await names(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'S' and n.nspname <> all ($1) and n.nspname !~ '^pg_'`,
      [localSchemas],
    )
    const defaults = await names(
      `select ${fullName('d.adrelid')} || ' ' || pg_get_expr(d.adbin, d.adrelid) as name from pg_attrdef d
       where ${fullName('d.adrelid')} = any ($1) and pg_get_expr(d.adbin, d.adrelid) ~* '(nextval|now\\(|random|gen_random|current_)'`,
      [onWorkers],
    )
    expect([...sequences, ...defaults]).toEqual([])
  })

  it('asks no query in a policy of a table that goes to the workers', async () => {
    const asking = await names(
      `select schemaname || '.' || tablename || ' ' || policyname as name from pg_policies
       where schemaname || '.' || tablename = any ($1) and (coalesce(qual, '') || coalesce(with_check, '')) ~* '\\mselect\\M'`,
      [onWorkers],
    )
    expect(asking).toEqual([])
  })

  it('calls no function of its own in a policy: it would have to be on every node', async () => {
    const calling = await names(
      `select distinct p.proname as name from pg_policy y join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = y.oid
       join pg_proc p on d.refclassid = 'pg_proc'::regclass and p.oid = d.refobjid
       where p.pronamespace <> 'pg_catalog'::regnamespace`,
    )
    expect(calling).toEqual([])
  })

  it('has three functions of its own that read tables: docs/decisions/076 says what becomes of each', async () => {
    const functions = await names(
      `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace order by 1`,
    )
    expect(functions).toEqual(['experts_at_hand', 'person_labels', 'waters_with_words'])
  })

  it('has partitions of one level only, by time, in one table', async () => {
    const partitioned = await names(
      `select ${fullName('p.partrelid')} || ' ' || exists (
         select from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = p.partrelid and c.relkind = 'p') as name
       from pg_partitioned_table p order by 1`,
    )
    expect(partitioned).toEqual(['public.readings false'])
  })

  it('has no table that inherits, is unlogged, or is seen through a view: Citus spreads plain tables', async () => {
    const odd = await names(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'auth') and (c.relkind in ('v', 'm', 'f') or (c.relkind = 'r' and c.relpersistence <> 'p')
         or exists (select from pg_inherits i where i.inhrelid = c.oid and not c.relispartition and c.relkind = 'r'))`,
    )
    expect(odd).toEqual([])
  })
})
