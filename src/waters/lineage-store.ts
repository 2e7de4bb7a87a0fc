import { Problem } from '../domain/problems.ts'
import { uuidv7 } from '../domain/ids.ts'
import { stages } from '../domain/lifecycle.ts'
import { areaM2 } from '../places/geometry.ts'
import type { Tx } from '../platform/db/database.ts'
import { holdWater, moveHeld, type Expected } from './changing-store.ts'
import { mergeRefused, splitRefused } from './problems.ts'
import { recordWater } from './recording-store.ts'
import type { LineageItem, WaterValues } from './shapes.ts'
import type { WaterRow, WaterShape } from './water-row.ts'

export type SplitPart = {
  readonly values: WaterValues
  readonly geometry?: WaterShape | undefined
  /** Part of the parent's area, 0 to 1. */
  readonly share?: number | undefined
}

export type Splitting = Expected & { readonly parts: readonly SplitPart[]; readonly reason: string }

/** More than this over the parent's area is a slip: measuring again may differ a little. */
const areaToleranceShare = 0.05

/**
 * Splits a water into two or more. The parent ends as `split`; the parts begin where it stood: listed parts of a listed water,
 * suspected parts of any other. Facts: `water.moved` of the parent, `water.recorded` and `water.moved` of each part.
 *
 * @throws Problem `water.not-found`, `water.changed-meanwhile`, `water.split-refused`, `water.transition-refused`
 */
export async function splitWater(
  tx: Tx,
  { parts, reason, ...expected }: Splitting,
): Promise<{ readonly water: WaterRow; readonly parts: readonly WaterRow[] }> {
  const parent = await holdWater(tx, expected)
  requireFittingParts(parent, parts)
  const ids = parts.map(() => uuidv7(tx.at.getTime()))
  const water = await moveHeld(tx, parent, { transition: 'split', reason, values: { splitInto: ids } })
  const made: WaterRow[] = []
  for (const [index, part] of parts.entries()) {
    made.push(
      await recordWater(
        tx,
        {
          id: ids[index]!,
          values: part.values,
          ...(part.geometry === undefined ? {} : { geometry: part.geometry }),
          candidateSource: 'split',
          invented: parent.invented,
          entry:
            parent.list === null
              ? { transition: 'suspect' }
              : { transition: 'declare', list: parent.list, listHow: parent.list_how ?? 'by-hand' },
        },
        reason,
      ),
    )
  }
  await linkLineage(
    tx,
    made.map((child, index) => ({ parent, child, how: 'split', share: parts[index]?.share ?? null })),
  )
  return { water, parts: made }
}

function requireFittingParts(parent: WaterRow, parts: readonly SplitPart[]): void {
  const refuse = (why: string, zh: string, en: string) => new Problem(splitRefused, { why, zh, en })
  if (parts.length < 2) throw refuse('too-few', '至少要拆分为两个水体。', 'Split into two waters at least.')
  const outside = parts.find(part => part.values.regionCode.slice(0, 6) !== parent.region_code.slice(0, 6))
  if (outside !== undefined) {
    const { name } = outside.values
    throw refuse(
      'other-county',
      `“${name}”不在原水体所在区县。请选择同一区县内的村。`,
      `“${name}” is in another county. Choose a village of the same one.`,
    )
  }
  const shares = parts.flatMap(part => part.share ?? [])
  if (shares.length === parts.length && Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) > 0.001) {
    throw refuse('shares', '各部分所占比例之和应为 100%。请核对比例。', 'The shares must add up to 100 %. Check them.')
  }
  const sumM2 = parts.reduce((sum, part) => sum + (part.values.areaM2 ?? drawnArea(part)), 0)
  if (parent.area_m2 !== null && sumM2 > parent.area_m2 * (1 + areaToleranceShare)) {
    throw refuse(
      'area',
      `各部分面积之和 ${Math.round(sumM2)} 平方米大于原水体的 ${parent.area_m2} 平方米。请核对面积，或先更正原水体的面积。`,
      `The parts add up to ${Math.round(sumM2)} m2, more than the ${parent.area_m2} m2 of the whole. Check them, or correct the whole first.`,
    )
  }
}

function drawnArea({ geometry }: SplitPart): number {
  return geometry === undefined ? 0 : areaM2(geometry)
}

export type Merging = Expected & { readonly merged: readonly Expected[]; readonly reason: string }

/**
 * Merges waters into one that stays; each of the others ends as `merged`. Areas are not added up: correct the area of the one that
 * stays, with its own reason, where it grew.
 *
 * @throws Problem `water.not-found`, `water.changed-meanwhile`, `water.merge-refused`, `water.transition-refused`
 */
export async function mergeWaters(tx: Tx, { merged, reason, ...expected }: Merging): Promise<WaterRow> {
  // Held in the order of ids, so that two mergers at once cannot wait for each other.
  const all = [expected, ...merged].sort((a, b) => (a.id < b.id ? -1 : 1))
  if (new Set(all.map(({ id }) => id)).size !== all.length) throw mergesWithItself()
  const held = new Map<string, WaterRow>()
  for (const one of all) held.set(one.id, await holdWater(tx, one))
  const target = held.get(expected.id)!
  for (const { id } of merged) {
    const row = held.get(id)!
    requireMergeable(target, row)
    await moveHeld(tx, row, { transition: 'merge', reason, values: { mergedInto: target.id } })
  }
  await linkLineage(
    tx,
    merged.map(({ id }) => ({ parent: held.get(id)!, child: target, how: 'merge', share: null })),
  )
  return target
}

function mergesWithItself() {
  return new Problem(mergeRefused, {
    why: 'itself',
    zh: '同一水体出现了两次，水体不能并入自身。请重新选择。',
    en: 'A water stands there twice; it cannot be merged into itself. Choose again.',
  })
}

function requireMergeable(target: WaterRow, row: WaterRow): void {
  const refuse = (why: string, zh: string, en: string) => new Problem(mergeRefused, { why, zh, en })
  if (stages[target.stage].end) {
    const { label } = stages[target.stage]
    throw refuse(
      'ended',
      `${target.code} 为“${label.zh}”，不能并入。请选择仍在管理的水体。`,
      `${target.code} is ${label.en}; nothing can be merged into it. Choose an open water.`,
    )
  }
  if (row.county_code !== target.county_code) {
    throw refuse(
      'other-county',
      `${row.code} 与 ${target.code} 不在同一区县，不能合并。`,
      `${row.code} and ${target.code} belong to different counties and cannot be merged.`,
    )
  }
}

type Link = {
  readonly parent: WaterRow
  readonly child: WaterRow
  readonly how: 'split' | 'merge'
  readonly share: number | null
}

async function linkLineage(tx: Tx, links: readonly Link[]): Promise<void> {
  await tx.sql
    .insertInto('water_lineage')
    .values(
      links.map(({ parent, child, how, share }) => ({
        county_code: parent.county_code,
        parent_id: parent.id,
        child_id: child.id,
        region_code: child.region_code,
        how,
        share,
        at: tx.at,
      })),
    )
    .onConflict(conflict => conflict.columns(['county_code', 'parent_id', 'child_id']).doUpdateSet({ at: tx.at }))
    .execute()
}

/** What a water was made from or what went into it, and what became of it. */
export async function lineageOf(
  tx: Tx,
  id: string,
): Promise<{ readonly parents: LineageItem[]; readonly children: LineageItem[] }> {
  const [parents, children] = [await relatives(tx, id, 'parent_id'), await relatives(tx, id, 'child_id')]
  return { parents, children }
}

async function relatives(tx: Tx, id: string, side: 'parent_id' | 'child_id'): Promise<LineageItem[]> {
  const own = side === 'parent_id' ? 'child_id' : 'parent_id'
  const rows = await tx.sql
    .selectFrom('water_lineage')
    .innerJoin('waters', 'waters.id', `water_lineage.${side}`)
    .select(['waters.id', 'waters.code', 'waters.name', 'waters.stage', 'how', 'share', 'at'])
    .where(`water_lineage.${own}`, '=', id)
    .orderBy('waters.code')
    .execute()
  return rows.map(({ share, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    ...(share === null ? {} : { share }),
  }))
}
