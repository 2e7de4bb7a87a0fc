import type { Fact } from '../domain/facts.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { factsAbout } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault } from '../platform/ledger/witness.ts'
import { areasTold, compareAreas, type AreaOnRecord } from './area-history.ts'
import type { WaterFact } from './replaying.ts'
import type { WaterRow } from './water-row.ts'
import { nameWater } from './words.ts'

type Replayed = { readonly row: WaterRow; readonly facts: readonly WaterFact[] }

/** The history of areas of some waters against what their facts tell of it. */
export async function checkAreas(
  tx: Tx,
  replayed: readonly (Replayed & { readonly founded: WaterRow })[],
  note: NoteFault,
): Promise<void> {
  const onRecord = await areasOf(
    tx,
    replayed.map(({ row }) => row.id),
  )
  for (const { row, founded, facts } of replayed) {
    const { surplus, missing } = compareAreas(areasTold(founded, facts), onRecord.get(row.id) ?? [])
    const water = nameWater(row)
    for (const [index, area] of missing.entries()) {
      const fact = facts.find(({ at }) => at === area.at)
      const at = { table: 'water_areas', row: row.id, chain: row.county_code, sequence: fact?.sequence ?? null }
      const instead = surplus[index]
      if (instead === undefined) note(rowGone(at, nameArea(water, area)))
      else note(rowDiffers(at, nameArea(water, area), differences(area, instead)))
    }
    for (const area of surplus.slice(missing.length)) {
      const at = { table: 'water_areas', row: row.id, chain: row.county_code, sequence: null }
      note(rowUnvouched(at, nameArea(water, area)))
    }
  }
}

async function areasOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly AreaOnRecord[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.sql
    .selectFrom('water_areas')
    .select(['water_id', 'area_m2', 'method', 'area_on', 'geometry', 'recorded_at'])
    .where('water_id', 'in', ids)
    .orderBy('recorded_at')
    .execute()
  const areas = Map.groupBy(rows, ({ water_id }) => water_id)
  return new Map(
    [...areas].map(([id, of]) => [
      id,
      of.map(row => ({
        areaM2: row.area_m2,
        method: row.method,
        on: row.area_on,
        shape: canonicalJson(row.geometry),
        at: row.recorded_at.toISOString(),
      })),
    ]),
  )
}

function nameArea(water: Bilingual, { areaM2 }: AreaOnRecord): Bilingual {
  return { zh: `${water.zh}的面积记录 ${areaM2} m²`, en: `area ${areaM2} m² in the history of ${water.en}` }
}

const areaNames = {
  areaM2: { zh: '面积', en: 'the area' },
  method: { zh: '测算方式', en: 'how it was measured' },
  on: { zh: '测算日期', en: 'the date of measuring' },
  shape: { zh: '图形', en: 'the shape' },
  at: { zh: '登记时间', en: 'the time of recording' },
} as const satisfies Record<keyof AreaOnRecord, Bilingual>

function differences(told: AreaOnRecord, now: AreaOnRecord): readonly Bilingual[] {
  const names = Object.keys(areaNames) as (keyof AreaOnRecord)[] // its own keys
  return names.filter(name => told[name] !== now[name]).map(name => areaNames[name])
}

type Descent = {
  readonly how: 'split' | 'merge'
  readonly share?: number | null
  readonly at: string
  readonly sequence: number
}

/** What some waters were split into or went into, against the facts that ended them. */
export async function checkLineage(tx: Tx, replayed: readonly Replayed[], note: NoteFault): Promise<void> {
  const ids = replayed.map(({ row }) => row.id)
  const links = await tx.sql.selectFrom('water_lineage').selectAll().where('parent_id', 'in', ids).execute()
  const byParent = Map.groupBy(links, link => link.parent_id)
  const ended = replayed.map(({ row, facts }) => ({ row, told: descentsTold(facts) }))
  const parts = ended.flatMap(({ told }) => [...told].flatMap(([child, { how }]) => (how === 'split' ? child : [])))
  const foundings = await factsAbout(tx, parts, ['water.recorded'])
  for (const { row, told } of ended) {
    const stands = byParent.get(row.id) ?? []
    for (const [child, descent] of told) {
      const at = { table: 'water_lineage', row: row.id, chain: row.county_code, sequence: descent.sequence }
      const link = stands.find(one => one.child_id === child)
      if (link === undefined) {
        note(rowGone(at, nameLink(row, child)))
        continue
      }
      const share = descent.how === 'merge' ? 1 : foundings.get(child)?.[0]?.body.part?.share
      const fields = linkFaults(link, { ...descent, ...(share === undefined ? {} : { share }) })
      if (fields.length > 0) note(rowDiffers(at, nameLink(row, child), fields))
    }
    for (const link of stands.filter(({ child_id }) => !told.has(child_id))) {
      const at = { table: 'water_lineage', row: row.id, chain: row.county_code, sequence: null }
      note(rowUnvouched(at, nameLink(row, link.child_id)))
    }
  }
}

/** By the water it became part of or was split into; what was told last holds. */
function descentsTold(facts: readonly WaterFact[]): ReadonlyMap<string, Descent> {
  const told = new Map<string, Descent>()
  for (const { kind, body, at, sequence } of facts) {
    if (kind !== 'water.moved') continue
    const { values = {} } = body as Fact<'water.moved'>['body'] // the kind says so
    const { splitInto = [], mergedInto } = values as { splitInto?: readonly string[]; mergedInto?: string } // written so by lineage-store
    for (const child of splitInto) told.set(child, { how: 'split', at, sequence })
    if (mergedInto !== undefined) told.set(mergedInto, { how: 'merge', at, sequence })
  }
  return told
}

function nameLink(row: WaterRow, child: string): Bilingual {
  const water = nameWater(row)
  return { zh: `${water.zh}与 ${child} 的并拆关系`, en: `that ${water.en} became or joined ${child}` }
}

type Link = { readonly how: 'split' | 'merge'; readonly share: number | null; readonly at: Date }

/** A share is compared where its fact tells it. */
function linkFaults(link: Link, told: Descent): readonly Bilingual[] {
  return [
    ...(link.how === told.how ? [] : [{ zh: '并或拆', en: 'whether it was merged or split' }]),
    ...(told.share === undefined || link.share === told.share ? [] : [{ zh: '所占比例', en: 'the share' }]),
    ...(link.at.toISOString() === told.at ? [] : [{ zh: '时间', en: 'the time' }]),
  ]
}
