import { sql, type Kysely } from 'kysely'
import { applicationRole } from './support/walls.ts'

/**
 * Indexes and the search with which a list of a million waters answers under every filter and order it offers: see
 * docs/decisions/027. Vacuumed often, so that a county's list reads its index alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await widenIndexes(db)
  await indexTokens(db)
  await sql`create index waters_unplaced on waters (created_at, id) include (region_code, name, stage) where cell is null`.execute(
    db,
  )
  await sql`alter table waters set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.02)`.execute(db)
}

/** Not `coalesce`: row-level security takes that for leaky, and leaves an index of it aside. */
const area = 'case when area_m2 is null then -1 else area_m2 end'

/** What a list is filtered by stands in the index of each order, so that a walk along it leaves the table alone. */
const filtered = 'stage, list, colour, type, basis, complaint, invented'

const orders = {
  waters_by_code: { key: 'code', include: 'region_code, area_m2, cell' },
  waters_by_name: { key: 'name', include: 'region_code, area_m2, cell' },
  waters_by_area: { key: `(${area})`, include: 'region_code, area_m2, cell' },
  waters_by_since: { key: 'stage_since', include: 'region_code, area_m2, cell' },
  waters_by_update: { key: 'updated_at', include: 'region_code, area_m2, cell' },
  // Orders that go with a filter: the national waters are the large ones, the newest stage is the latest moved.
  waters_by_list_and_area: {
    key: `(case when list is null then 'none' else list end), (${area})`,
    include: 'region_code, area_m2, cell',
  },
  waters_by_stage_and_since: { key: 'stage, stage_since', include: 'region_code, area_m2, cell' },
  waters_by_stage_and_update: { key: 'stage, updated_at', include: 'region_code, area_m2, cell' },
  // What a tile of the map counts.
  waters_by_cell: { key: 'cell', include: 'region_code, longitude, latitude, area_m2' },
  // A county's list is read whole and sorted by whatever is asked.
  waters_by_region: { key: 'region_code, code', include: 'name, area_m2, stage_since, updated_at, cell' },
} as const

async function widenIndexes(db: Kysely<unknown>): Promise<void> {
  for (const [name, { key, include }] of Object.entries(orders)) {
    await sql`drop index if exists ${sql.id(name)}`.execute(db)
    await sql`create index ${sql.id(name)} on waters (${sql.raw(key)}, id)
      include (${sql.raw(include)}, ${sql.raw(filtered)})`.execute(db)
  }
}

/** A water's place and rarer properties as words, beside the pairs of characters of its names: persisted in the index. */
const tokens = `(array_remove(array[
  'in=' || left(region_code, 6), 'in=' || left(region_code, 9), 'stage=' || stage, 'list=' || coalesce(list, 'none'),
  'colour=' || coalesce(colour, 'none'), 'type=' || type, 'basis=' || basis, 'number=' || split_part(code, '-', 2),
  case when complaint then 'complaint=yes' end, case when cell is null then 'position=unknown' end, case when invented then 'invented=yes' end
], null) || causes) collate "C"`

/**
 * As the owner, because row-level security may use an index only with leakproof operators, and those of arrays are not; it keeps the
 * same wall itself. Only the groups that are asked for may stand in the query, or no index would serve it: so it is put together.
 */
async function indexTokens(db: Kysely<unknown>): Promise<void> {
  // A short pending list: every search reads it from end to end.
  await sql`create index waters_by_words on waters using gin (name_grams, (${sql.raw(tokens)}))
    with (gin_pending_list_limit = 256)`.execute(db)
  await sql`drop index waters_by_grams`.execute(db)
  await sql`drop function waters_with_grams(text[])`.execute(db)
  await sql`create function waters_matching(grams text[], token_groups jsonb, most integer) returns setof uuid
    language plpgsql stable security definer set search_path = pg_catalog, public
    as $body$
    declare
      tokens_of constant text := $tokens$${sql.raw(tokens)}$tokens$;
      conditions text;
    begin
      select string_agg(format(' and (%s) && %L::text[]', tokens_of, (select array_agg(token) from jsonb_array_elements_text(one) token)), '')
        into conditions from jsonb_array_elements(token_groups) one;
      if grams <> '{}' then
        conditions := format(' and name_grams @> %L::text[]', grams) || coalesce(conditions, '');
      end if;
      return query execute format('select id from public.waters
        where region_code >= nullif(current_setting(''app.scope_from'', true), '''') collate "C"
          and region_code < nullif(current_setting(''app.scope_to'', true), '''') collate "C" %s limit %L', conditions, most);
    end
    $body$`.execute(db)
  await sql`revoke all on function waters_matching(text[], jsonb, integer) from public`.execute(db)
  await sql`grant execute on function waters_matching(text[], jsonb, integer) to ${sql.id(applicationRole)}`.execute(db)
}
