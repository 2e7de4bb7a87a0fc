import type { Fact } from '../domain/facts.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Tx } from '../platform/db/database.ts'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../platform/ledger/witness.ts'
import type { SourceValues } from './shapes.ts'
import { sourceColumnsOf, type SourceColumns } from './sources-store.ts'

/** What the facts leave of a source. Held for all sources at once: they are told under their waters, a few hundred bytes each. */
type Told = {
  readonly chain: string
  readonly sequence: number
  readonly at: string
  readonly values: SourceValues
  readonly waters: ReadonlySet<string>
  readonly firstAt: string
  readonly removedAt: string | null
}

const batch = 500
const table = 'pollution_sources'
const nameSource = (id: string, name = ''): Bilingual => ({ zh: `污染源 ${name || id}`, en: `source ${name || id}` })

/** Pollution sources with the waters they reach. */
export const sourceWitness: Witness = {
  tables: [table, 'water_sources'],
  check: async (tx, note) => {
    const told = await sourcesTold(tx)
    let count = 0
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const rows = await tx.sql
        .selectFrom(table)
        .selectAll()
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch)
        .execute()
      const last = rows.at(-1)
      if (last === undefined) break
      const reached = await watersOf(
        tx,
        rows.map(({ id }) => id),
      )
      for (const row of rows) {
        checkOne({ ...row, waters: reached.get(row.id) ?? new Set() }, told.get(row.id), note)
        told.delete(row.id)
      }
      count += rows.length
      after = last.id
    }
    for (const [id, { chain, sequence, values }] of told) {
      note(rowGone({ table, row: id, chain, sequence }, nameSource(id, values.name)))
    }
    return count
  },
}

async function sourcesTold(tx: Tx): Promise<Map<string, Told>> {
  const told = new Map<string, Told>()
  for await (const facts of factsOfKinds(tx, ['source.recorded'])) {
    for (const fact of facts) told.set(fact.body.sourceId, recordedAfter(told.get(fact.body.sourceId), fact))
  }
  for await (const facts of factsOfKinds(tx, ['source.removed'])) {
    for (const { body, at } of facts) {
      const before = told.get(body.sourceId)
      if (before !== undefined) told.set(body.sourceId, { ...before, removedAt: at })
    }
  }
  return told
}

/** Each water it reaches is told by a fact of the same moment; older facts do not name the waters together. Chains come one after another. */
function recordedAfter(before: Told | undefined, fact: Fact<'source.recorded'>): Told {
  const { chain, sequence, at, subjectId } = fact
  const values = fact.body.values as SourceValues // written so by putSource
  if (before !== undefined && at < before.at) return { ...before, firstAt: earlier(before.firstAt, at) }
  const together = before !== undefined && before.at === at ? before.waters : []
  const waters = new Set([...(fact.body.waterIds ?? []), ...together, subjectId])
  return { chain, sequence, at, values, waters, removedAt: null, firstAt: earlier(before?.firstAt ?? at, at) }
}

const earlier = (one: string, other: string) => (one < other ? one : other)

async function watersOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const links = await tx.sql
    .selectFrom('water_sources')
    .select(['source_id', 'water_id'])
    .where('source_id', 'in', ids)
    .execute()
  const bySource = Map.groupBy(links, ({ source_id }) => source_id)
  return new Map([...bySource].map(([id, of]) => [id, new Set(of.map(({ water_id }) => water_id))]))
}

type Standing = SourceColumns & {
  readonly id: string
  readonly county_code: string
  readonly recorded_at: Date
  readonly removed_at: Date | null
  readonly waters: ReadonlySet<string>
}

const columnNames = {
  kind: { zh: '类型', en: 'kind' },
  name: { zh: '名称', en: 'name' },
  quantity: { zh: '数量', en: 'quantity' },
  quantity_unit: { zh: '单位', en: 'unit' },
  longitude: { zh: '经度', en: 'longitude' },
  latitude: { zh: '纬度', en: 'latitude' },
  coordinate_source: { zh: '坐标系', en: 'coordinate system' },
  note: { zh: '说明', en: 'note' },
} as const satisfies Record<keyof SourceColumns, Bilingual>

function checkOne(row: Standing, told: Told | undefined, note: NoteFault): void {
  const at = { table, row: row.id, chain: told?.chain ?? row.county_code, sequence: told?.sequence ?? null }
  if (told === undefined) {
    note(rowUnvouched(at, nameSource(row.id, row.name)))
    return
  }
  const columns = sourceColumnsOf(told.values)
  const names = Object.keys(columnNames) as (keyof SourceColumns)[] // its own keys
  const fields = [
    ...names.filter(name => columns[name] !== row[name]).map(name => columnNames[name]),
    ...(row.recorded_at.toISOString() === told.firstAt ? [] : [{ zh: '登记时间', en: 'time of recording' }]),
    ...((row.removed_at?.toISOString() ?? null) === told.removedAt
      ? []
      : [{ zh: '是否移除', en: 'whether it was removed' }]),
    ...(row.waters.symmetricDifference(told.waters).size === 0
      ? []
      : [{ zh: '影响的水体', en: 'the waters it reaches' }]),
  ]
  if (fields.length > 0) note(rowDiffers(at, nameSource(row.id, row.name), fields))
}
