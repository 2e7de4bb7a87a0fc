import { sql, type Kysely } from 'kysely'
import { applicationRole } from './support/walls.ts'

/** As the index `waters_by_words` has them. */
const tokens = `(array_remove(array[
  'in=' || left(region_code, 6), 'in=' || left(region_code, 9), 'stage=' || stage, 'list=' || coalesce(list, 'none'),
  'colour=' || coalesce(colour, 'none'), 'type=' || type, 'basis=' || basis, 'number=' || split_part(code, '-', 2),
  case when complaint then 'complaint=yes' end, case when cell is null then 'position=unknown' end, case when invented then 'invented=yes' end
], null) || causes) collate "C"`

/**
 * `waters_matching` found ids, and each water was then looked up again for its text and for what it is sorted by: most of what a search
 * of a county cost. This one hands that out with the id. As the owner, behind the same wall; see there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create function waters_with_words(grams text[], token_groups jsonb, most integer) returns table (
      id uuid, code text, name text, area_m2 double precision, stage_since timestamptz, updated_at timestamptz, region_code text,
      stage text, list text, colour text, type text, basis text, complaint boolean, invented boolean, cell bigint, search_text text, causes text[])
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
      return query execute format('select id, code, name, area_m2, stage_since, updated_at, region_code, stage, list, colour, type,
          basis, complaint, invented, cell, search_text, causes from public.waters
        where region_code >= nullif(current_setting(''app.scope_from'', true), '''') collate "C"
          and region_code < nullif(current_setting(''app.scope_to'', true), '''') collate "C" %s limit %L', conditions, most);
    end
    $body$`.execute(db)
  await sql`revoke all on function waters_with_words(text[], jsonb, integer) from public`.execute(db)
  await sql`grant execute on function waters_with_words(text[], jsonb, integer) to ${sql.id(applicationRole)}`.execute(
    db,
  )
  await sql`drop function waters_matching(text[], jsonb, integer)`.execute(db)
}
