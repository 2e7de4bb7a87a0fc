import { unzipSync } from 'fflate'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { isInWorld, type Member } from './cast.ts'
import type { Answer, Headers } from './platform.ts'
import type { Known } from './worlds.ts'
import type { TestDatabase } from '../support/database.ts'

/** One way in which an answer told what it must not tell. */
export type Leak = { readonly how: 'foreign-mark' | 'existence' | 'interference'; readonly what: string }

/** Something that occurs in the database: an id, a code, a hash, a name; and every place where it does. */
export type Marks = ReadonlyMap<string, readonly string[]>

/** What ids and hashes look like. */
const shapes = ['[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}', '[0-9a-f]{64}']
const idOrHash = new RegExp(`^(?:${shapes.join('|')})$`)
/** Wherever they stand, also inside longer words. */
const idsAndHashes = shapes.map(shape => new RegExp(`(?=(${shape}))`, 'g'))
const code = /^JQ\d{6}-\d{4,}$/

/**
 * Every id, hash, code and telling text of every row that lies in a place, found from the catalogue: a new table joins by itself.
 *
 * @param words what only the worlds' own texts hold
 */
export async function marksIn(test: TestDatabase, words: readonly string[]): Promise<Marks> {
  const tables = await test.asOwner(
    `select distinct table_schema, table_name from information_schema.columns c join information_schema.tables t
       using (table_schema, table_name)
     where c.column_name = 'region_code' and t.table_type = 'BASE TABLE' and table_schema in ('public', 'auth')
       and table_name !~ '^readings_'`,
  )
  const marks = new Map<string, string[]>()
  for (const { table_schema, table_name } of tables) {
    const rows = await test.asOwner(`select to_jsonb(t) as row from ${table_schema}.${table_name} t`)
    for (const { row } of rows) noteRow(marks, row as Record<string, unknown>, words) // jsonb of a row is an object
  }
  return marks
}

function noteRow(marks: Map<string, string[]>, row: Record<string, unknown>, words: readonly string[]): void {
  const region = String(row['region_code'])
  for (const value of textsOf(row)) {
    const tells = idOrHash.test(value) || code.test(value) || words.some(word => value.includes(word))
    if (!tells || value.length > 200) continue
    const regions = marks.get(value) ?? []
    marks.set(value, [...regions, region])
  }
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsOf)
}

/** What somebody must not be told, sorted by how it is looked for. */
export type Foreign = {
  /** Ids and hashes: found in an answer by their shape. */
  readonly shaped: ReadonlySet<string>
  /** Codes, names and sentences. */
  readonly worded: readonly string[]
}

/** Marks of which nothing lies in somebody's world, nor in a division above it (the bureau's name, the city's task). */
export function foreignTo(marks: Marks, { region, accountId }: Member): Foreign {
  const all = [...marks]
    .filter(
      ([mark, regions]) => mark !== accountId && regions.every(at => !isInWorld(region, at) && !isInWorld(at, region)),
    )
    .map(([mark]) => mark)
  const { shaped = [], worded = [] } = Object.groupBy(all, mark => (idOrHash.test(mark) ? 'shaped' : 'worded'))
  return { shaped: new Set(shaped), worded }
}

/** What of an answer is foreign and was not written by the caller. */
export function foreignMarks(answer: Answer, { shaped, worded }: Foreign, written: string): readonly Leak[] {
  const shown = readable(answer)
  const found = new Set(idsAndHashes.flatMap(pattern => [...shown.matchAll(pattern)].map(([, mark]) => mark!))) // one group each
  return [...found.intersection(shaped), ...worded.filter(mark => shown.includes(mark))]
    .filter(mark => !written.includes(mark))
    .map(what => ({ how: 'foreign-mark' as const, what }))
}

/** Header values that differ from one request to the next and tell nothing. */
const passing = new Set(['date', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after', 'content-length'])
/** Values that differ from one request to the next by their nature. */
const momentary = [
  /"instance":"[0-9a-f-]{36}"/g,
  /"countedAt":"[^"]*"/g,
  /"lastUsedAt":"[^"]*"/g,
  /(?<=编号 |reference )[0-9a-f-]{36}/g,
  /(?<=农村黑臭水体)\d{4}-[^Z]*Z/g,
  /<dcterms:(?:created|modified)[^>]*>[^<]*/g,
]

/** Everything that can be read off an answer, as text: tiles decoded, workbooks unpacked. */
export function readable({ status, headers, body }: Answer): string {
  const kept = Object.entries(headers).filter(([name]) => !passing.has(name))
  return `${status}\n${kept.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${bodyText(headers, body)}`
}

function bodyText(headers: Headers, body: Buffer): string {
  const type = headers['content-type'] ?? ''
  if (type.includes('openxmlformats') && body.length > 0) return unpacked(body)
  if (type.includes('mapbox-vector-tile') && body.length > 0) return tileText(body)
  return body.toString('utf8')
}

function unpacked(body: Buffer): string {
  return Object.entries(unzipSync(body))
    .map(([name, content]) => `${name}\n${Buffer.from(content).toString('utf8')}`)
    .join('\n')
}

function tileText(body: Buffer): string {
  const layers = Object.values(new VectorTile(new PbfReader(new Uint8Array(body))).layers)
  return layers
    .flatMap(layer =>
      Array.from({ length: layer.length }, (_, index) => {
        const feature = layer.feature(index)
        return JSON.stringify([layer.name, feature.properties, feature.loadGeometry()])
      }),
    )
    .join('\n')
}

function settled(text: string): string {
  return momentary.reduce((left, pattern) => left.replaceAll(pattern, '"…"'), text)
}

/** The same question about something foreign and about nothing at all: the answers differ only in what was asked for. */
export function existenceLeak(
  foreign: { readonly answer: Answer; readonly known: Known },
  missing: { readonly answer: Answer; readonly known: Known },
): readonly Leak[] {
  return difference('existence', withoutKnown(missing), withoutKnown(foreign))
}

/** The same question before and after somebody else's world grew. */
export function interference(before: Answer, after: Answer): readonly Leak[] {
  return difference('interference', settled(readable(before)), settled(readable(after)))
}

function withoutKnown({ answer, known }: { readonly answer: Answer; readonly known: Known }): string {
  const parts = Object.entries(known)
    .map(([name, value]) => [name, String(value)] as const)
    .toSorted(([, a], [, b]) => b.length - a.length)
  return parts.reduce((left, [name, value]) => left.replaceAll(value, `«${name}»`), settled(readable(answer)))
}

function difference(how: Leak['how'], expected: string, found: string): readonly Leak[] {
  if (expected === found) return []
  const at = [...expected].findIndex((letter, index) => letter !== found[index])
  const from = Math.max(0, (at < 0 ? expected.length : at) - 60)
  return [{ how, what: `${expected.slice(from, from + 160)} ≠ ${found.slice(from, from + 160)}` }]
}
