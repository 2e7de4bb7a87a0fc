import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely'
import { regionRange, type RegionCode } from '../domain/regions.ts'
import type { Tables } from '../platform/db/tables.ts'
import type { WaterFilter } from './filter.ts'
import { areaKey } from './list-order-store.ts'
import { readSearch, type SearchTerm } from './search-words.ts'

type Condition = RawBuilder<SqlBool>

/** Narrows a query on waters by what the list's filter says. */
export function applyFilter<O>(query: SelectQueryBuilder<Tables, 'waters', O>, filter: WaterFilter) {
  return query.where(allOf(conditionsOf(filter)))
}

export function allOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

/** Everything a filter says, as conditions on columns of `waters`. */
export function conditionsOf(filter: WaterFilter): readonly Condition[] {
  return [
    ...withinRegion(filter),
    ...propertyConditions(filter),
    ...rangesOf(filter).map(({ condition }) => condition),
    ...readSearch(filter.search ?? '').flatMap(textCondition),
    ...(filter.cause === undefined ? [] : [sql<SqlBool>`${filter.cause} = any(causes)`]),
  ]
}

/** Whether a row of an order's index tells alone if a water matches. */
export function isIndexed({ search, cause }: WaterFilter): boolean {
  return (search ?? '') === '' && cause === undefined
}

function withinRegion(filter: WaterFilter): readonly Condition[] {
  return regionsOf(filter).map(region => {
    const { from, to } = regionRange(region)
    return sql<SqlBool>`region_code >= ${from} collate "C" and region_code < ${to} collate "C"`
  })
}

/** The divisions a filter names, twelve digits each. */
export function regionsOf({ region, county }: WaterFilter): readonly RegionCode[] {
  return [...(region === undefined ? [] : [region]), ...(county === undefined ? [] : [`${county}000000`])]
}

function propertyConditions(filter: WaterFilter): readonly Condition[] {
  const { stage, type, basis, list, colour, complaint, invented, position } = filter
  return [
    ...(stage === undefined ? [] : [among('stage', stage)]),
    ...(type === undefined ? [] : [among('type', type)]),
    ...(basis === undefined ? [] : [among('basis', basis)]),
    ...(list === undefined ? [] : [orNone('list', list)]),
    ...(colour === undefined ? [] : [orNone('colour', colour)]),
    ...(complaint === undefined ? [] : [sql<SqlBool>`complaint = ${complaint}`]),
    ...(invented === undefined ? [] : [sql<SqlBool>`invented = ${invented}`]),
    ...(position === undefined
      ? []
      : [position === 'known' ? sql<SqlBool>`cell is not null` : sql<SqlBool>`cell is null`]),
  ]
}

function among(column: string, values: readonly string[]): Condition {
  return sql<SqlBool>`${sql.ref(column)} = any(${[...values]}::text[])`
}

function orNone(column: 'list' | 'colour', values: readonly string[]): Condition {
  const known = values.filter(value => value !== 'none')
  const absent = values.includes('none') ? sql`${sql.ref(column)} is null` : sql`false`
  return sql<SqlBool>`(${sql.ref(column)} = any(${known}::text[]) or ${absent})`
}

function textCondition(term: SearchTerm): readonly Condition[] {
  if (term.kind === 'number') return [sql<SqlBool>`code like ${`%${term.ending}`}`]
  return term.kind === 'anywhere' ? [sql<SqlBool>`position(${term.text} in search_text) > 0`] : []
}

/** A condition that an ordinary index serves from one place to another. */
export type Range = { readonly by: 'area' | 'code' | 'name'; readonly condition: Condition }

/** What a filter says of area, beginning of the code and first character of the name. */
export function rangesOf({ areaFromM2, areaBelowM2, search }: WaterFilter): readonly Range[] {
  const known = areaFromM2 === undefined && areaBelowM2 !== undefined ? [sql<SqlBool>`area_m2 is not null`] : []
  const bounds = [
    ...(areaFromM2 === undefined ? [] : [sql<SqlBool>`${sql.raw(areaKey)} >= ${areaFromM2}`]),
    ...(areaBelowM2 === undefined ? [] : [sql<SqlBool>`${sql.raw(areaKey)} < ${areaBelowM2}`]),
  ]
  return [
    ...[...known, ...bounds].map(condition => ({ by: 'area' as const, condition })),
    ...readSearch(search ?? '').flatMap(rangeOfTerm),
  ]
}

function rangeOfTerm(term: SearchTerm): readonly Range[] {
  if (term.kind === 'code') return [{ by: 'code', condition: sql<SqlBool>`code >= ${term.from} and code < ${term.to}` }]
  if (term.kind !== 'prefix') return []
  return [{ by: 'name', condition: sql<SqlBool>`name >= ${term.text} and name < ${`${term.text}\u{10FFFF}`}` }]
}

/** What the index of words is asked: all of the pairs, and of each group of tokens at least one. */
export type Words = { readonly grams: readonly string[]; readonly tokenGroups: readonly (readonly string[])[] }

/** Tokens as the index `waters_by_words` has them (migrations/20261125-62); a cause is one by itself. Common properties have none. */
export function wordsOf(filter: WaterFilter): Words {
  const terms = readSearch(filter.search ?? '')
  const tokenGroups = [
    ...regionsOf(filter).flatMap(regionTokens),
    ...(['stage', 'list', 'colour', 'type', 'basis'] as const).flatMap(property => {
      const values: readonly string[] | undefined = filter[property]
      return values === undefined ? [] : [values.map(value => `${property}=${value}`)]
    }),
    ...(filter.cause === undefined ? [] : [[filter.cause]]),
    ...(filter.complaint === true ? [['complaint=yes']] : []),
    ...(filter.invented === true ? [['invented=yes']] : []),
    ...(filter.position === 'unknown' ? [['position=unknown']] : []),
    ...terms.flatMap(term => (term.kind === 'number' ? [[`number=${term.ending.slice(1)}`]] : [])),
  ]
  return { grams: terms.flatMap(term => (term.kind === 'anywhere' ? term.grams : [])), tokenGroups }
}

/** A county or town as the index of words knows it; what is larger or smaller narrows nothing there. */
export function regionTokens(region: RegionCode): readonly (readonly string[])[] {
  if (region.endsWith('00000000')) return []
  return [[`in=${region.endsWith('000000') ? region.slice(0, 6) : region.slice(0, 9)}`]]
}

export function isEmpty({ grams, tokenGroups }: Words): boolean {
  return grams.length === 0 && tokenGroups.length === 0
}

/**
 * Waters with some words, in no order, the caller's alone, with all that a list is filtered and sorted by: in place of `waters`.
 *
 * @param most how many at most; all of them where absent
 */
export function watersWithWords({ grams, tokenGroups }: Words, most?: number): RawBuilder<unknown> {
  const found = sql`waters_with_words(${[...grams]}::text[], ${JSON.stringify(tokenGroups)}::jsonb, ${most ?? null}::integer)`
  // A function's texts have the collation of the database, whatever their columns had.
  return sql`(select id, code collate "C" as code, name collate "C" as name, area_m2, stage_since, updated_at,
    region_code collate "C" as region_code, stage, list, colour, type, basis, complaint, invented, cell, search_text, causes from ${found})`
}
