import { sql } from 'kysely'
import type { Fact } from '../domain/facts.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { factsAbout } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../platform/ledger/witness.ts'
import { cellAt } from '../waters/cells.ts'
import { surroundingFields } from './faults.ts'
import type { LinkRow } from './link-row.ts'
import { toldOf, type SurroundingRow, type Told } from './surrounding-row.ts'

const recordTable = 'surroundings'
const linkTable = 'surrounding_links'
const recordKinds = ['surroundings.recorded', 'surroundings.removed'] as const
const linkFactKinds = ['surroundings.linked', 'surroundings.declined', 'surroundings.unlinked'] as const
type RecordFact = Fact<(typeof recordKinds)[number]>
type LinkFact = Fact<(typeof linkFactKinds)[number]>

const batch = 500
const nameRecord = (id: string): Bilingual => ({ zh: `设施或聚居点 ${id}`, en: `works or settlement ${id}` })
const nameLink = (id: string): Bilingual => ({ zh: `周边关联 ${id}`, en: `link ${id}` })

/** Works and settlements, each by the newest fact about it, which says the whole of it. */
export const surroundingWitness: Witness = {
  tables: [recordTable],
  check: async (tx, note) => {
    let rows = 0
    for await (const ids of subjects(tx, 'record')) {
      const about = await factsAbout(tx, ids, recordKinds)
      const found = await tx.sql.selectFrom('surroundings').selectAll().where('id', 'in', ids).execute()
      const known = new Map(found.map(row => [row.id, row]))
      for (const id of ids) compareRecord(id, known.get(id), { facts: byVersion(about.get(id)), note })
      rows += found.length
    }
    return rows
  },
}

/** Links by the fact that made each, the one that undid it, and what the facts of its other end say of that. */
export const linkWitness: Witness = {
  tables: [linkTable],
  check: async (tx, note) => {
    let rows = 0
    // A water's facts come together, so its links are read together.
    for await (const waters of subjects(tx, 'link')) {
      const about = [...(await factsAbout(tx, waters, linkFactKinds)).values()].flat()
      const found = await tx.sql.selectFrom('surrounding_links').selectAll().where('water_id', 'in', waters).execute()
      const ends = await factsAbout(tx, [...new Set(found.map(row => row.surrounding_id))], recordKinds)
      compareLinks(about, found, { ends, note })
      rows += found.length
    }
    return rows
  },
}

/** Ids that a row or a fact names; some at a time. */
async function* subjects(tx: Tx, of: 'record' | 'link'): AsyncGenerator<readonly string[], void, undefined> {
  const [table, column, kinds] =
    of === 'record'
      ? [sql.table(recordTable), sql.ref('id'), recordKinds]
      : [sql.table(linkTable), sql.ref('water_id'), linkFactKinds]
  let after = ''
  for (;;) {
    const { rows } = await sql<{ subject: string }>`
      select subject from (
        select ${column}::text as subject from ${table}
        union select subject_id from facts where kind in (${sql.join(kinds)})) known
      where subject > ${after} order by subject limit ${batch}`.execute(tx.sql)
    if (rows.length === 0) return
    yield rows.map(({ subject }) => subject)
    after = rows.at(-1)?.subject ?? after
  }
}

/** Of a record that went to another county the facts stand in two chains: its versions put them in order. */
function byVersion(facts: readonly RecordFact[] = []): readonly RecordFact[] {
  return facts.toSorted((a, b) => a.body.version - b.body.version)
}

type Comparing = { readonly facts: readonly RecordFact[]; readonly note: NoteFault }

function compareRecord(id: string, row: SurroundingRow | undefined, { facts, note }: Comparing): void {
  const last = facts.at(-1)
  if (last === undefined) {
    if (row === undefined) return
    const at = { table: recordTable, row: id, chain: row.region_code.slice(0, 6), sequence: null }
    note(rowUnvouched(at, nameRecord(id)))
    return
  }
  const at = { table: recordTable, row: id, chain: last.chain, sequence: last.sequence }
  if (row === undefined) {
    note(rowGone(at, nameRecord(id)))
    return
  }
  const words = [
    ...valueFaults(toldOf(row), valuesAt(facts, last.body.version) ?? {}),
    ...(row.cell === cellOf(row) ? [] : [surroundingFields.position]),
    ...(row.version === last.body.version ? [] : [{ zh: '版本', en: 'version' }]),
    ...(row.by_account === last.actorId ? [] : [{ zh: '登记人', en: 'who recorded it' }]),
    ...((row.removed_at !== null) === isRemoval(last) ? [] : [{ zh: '移除', en: 'removal' }]),
  ]
  if (words.length > 0) note(rowDiffers(at, nameRecord(id), words))
}

const isRemoval = (fact: RecordFact): boolean => fact.kind === 'surroundings.removed'

function cellOf({ longitude, latitude }: SurroundingRow): number | null {
  return longitude === null || latitude === null ? null : cellAt(longitude, latitude)
}

/** What a record said of itself at a version: a removal leaves it as it was. */
function valuesAt(facts: readonly RecordFact[], version: number): Readonly<Record<string, unknown>> | undefined {
  const said = facts.findLast(({ kind, body }) => kind === 'surroundings.recorded' && body.version <= version)
  return said === undefined ? undefined : (said.body as Fact<'surroundings.recorded'>['body']).values // of this kind, just asked
}

function valueFaults(now: Told, said: Readonly<Record<string, unknown>>): readonly Bilingual[] {
  const values = now as Readonly<Record<string, unknown>> // read by name
  const names = new Set([...Object.keys(values), ...Object.keys(said)])
  const differing = [...names].filter(name => canonicalJson(values[name] ?? null) !== canonicalJson(said[name] ?? null))
  return [...new Set(differing.map(wordsOf))]
}

function wordsOf(name: string): Bilingual {
  const isPlace = ['longitude', 'latitude', 'coordinateSource'].includes(name)
  if (isPlace) return surroundingFields.position
  return name in surroundingFields ? surroundingFields[name as keyof typeof surroundingFields] : { zh: name, en: name } // just asked
}

type Ends = { readonly ends: ReadonlyMap<string, readonly RecordFact[]>; readonly note: NoteFault }

function compareLinks(facts: readonly LinkFact[], rows: readonly LinkRow[], { ends, note }: Ends): void {
  const known = new Map(rows.map(row => [row.id, row]))
  const begun = new Map(facts.filter(isBegin).map(fact => [fact.body.linkId, fact]))
  const ended = new Map(facts.filter(isEnd).map(fact => [fact.body.linkId, fact]))
  for (const [id, fact] of begun) {
    const at = { table: linkTable, row: id, chain: fact.chain, sequence: fact.sequence }
    const row = known.get(id)
    if (row === undefined) {
      note(rowGone(at, nameLink(id)))
      continue
    }
    const words = [...linkFaults(row, fact, ended.get(id)), ...toldFaults(row, byVersion(ends.get(row.surrounding_id)))]
    if (words.length > 0) note(rowDiffers(at, nameLink(id), words))
  }
  for (const row of rows.filter(({ id }) => !begun.has(id))) {
    const at = { table: linkTable, row: row.id, chain: row.region_code.slice(0, 6), sequence: null }
    note(rowUnvouched(at, nameLink(row.id)))
  }
}

type Begin = Fact<'surroundings.linked'> | Fact<'surroundings.declined'>
type End = Fact<'surroundings.unlinked'>

function isBegin(fact: LinkFact): fact is Begin {
  return fact.kind !== 'surroundings.unlinked'
}

function isEnd(fact: LinkFact): fact is End {
  return fact.kind === 'surroundings.unlinked'
}

function linkFaults(row: LinkRow, { kind, body, subjectId, actorId }: Begin, end: End | undefined): Bilingual[] {
  const state = kind === 'surroundings.linked' ? 'linked' : 'declined'
  const said = kind === 'surroundings.linked' ? (body as Fact<'surroundings.linked'>['body']) : undefined // of this kind
  const pairs: readonly (readonly [Bilingual, unknown, unknown])[] = [
    [{ zh: '水体', en: 'water' }, row.water_id, subjectId],
    [{ zh: '设施或聚居点', en: 'works or settlement' }, row.surrounding_id, body.surroundingId],
    [{ zh: '关联方式', en: 'kind of link' }, row.kind, body.kind],
    [{ zh: '起始日期', en: 'first day' }, row.since_on, body.sinceOn],
    [{ zh: '水量', en: 'quantity' }, row.quantity_m3_per_day, said?.quantityM3PerDay ?? null],
    [{ zh: '来源', en: 'source' }, row.source, said?.source ?? null],
    [{ zh: '排污口', en: 'outlet' }, row.outlet_id, said?.outletId ?? null],
    [{ zh: '是否提示', en: 'whether proposed' }, row.proposed, said?.proposed ?? true],
    [{ zh: '登记人', en: 'who linked it' }, row.by_account, actorId],
    [{ zh: '状态', en: 'state' }, row.state, end === undefined ? state : 'ended'],
    [{ zh: '解除前状态', en: 'state before' }, row.was, end?.body.was ?? null],
    [{ zh: '解除理由', en: 'reason of the end' }, row.end_reason, end?.body.reason ?? null],
    [{ zh: '解除人', en: 'who undid it' }, row.ended_by, end?.actorId ?? null],
  ]
  return pairs.filter(([, now, then]) => now !== then).map(([words]) => words)
}

/** What a link tells of its other end is what that said of itself at the version it names. */
function toldFaults(row: LinkRow, facts: readonly RecordFact[]): readonly Bilingual[] {
  const at = facts.find(({ body }) => body.version === row.told_version)
  const said = valuesAt(facts, row.told_version)
  if (at === undefined || said === undefined) return [{ zh: '对象情况', en: 'what it tells of its other end' }]
  const isSame = row.told_removed === isRemoval(at) && valueFaults(row.told, said).length === 0
  return isSame ? [] : [{ zh: '对象情况', en: 'what it tells of its other end' }]
}
