import { Problem } from '../domain/problems.ts'
import { uuidv7 } from '../domain/ids.ts'
import { stages } from '../domain/lifecycle.ts'
import { distanceBetweenM } from '../places/nearness.ts'
import type { Shape } from '../places/geometry.ts'
import type { Tx } from '../platform/db/database.ts'
import { prepared } from '../platform/db/prepared.ts'
import { correctWater, holdWater, moveHeld, type Expected } from './changing-store.ts'
import { mergeRefused, splitRefused } from './problems.ts'
import { recordWater } from './recording-store.ts'
import type { LineageItem, WaterValues } from './shapes.ts'
import {
  mergeWaters as mergeByRule,
  splitWater as splitByRule,
  type MergeReason,
  type RecordedWater,
  type SplitReason,
} from './unit-of-record.ts'
import type { WaterRow, WaterShape } from './water-row.ts'

export type SplitPart = {
  readonly values: WaterValues
  readonly geometry?: WaterShape | undefined
  /** Part of the parent's area, 0 to 1. */
  readonly share?: number | undefined
}

export type Splitting = Expected & {
  readonly parts: readonly SplitPart[]
  readonly why: SplitReason
  readonly reason: string
}

/**
 * Splits a water into two or more. The parent ends as `split`; the parts begin where it stood: listed parts of a listed water,
 * suspected parts of any other. Facts: `water.moved` of the parent, `water.recorded` and `water.moved` of each part.
 *
 * @throws Problem `water.not-found`, `water.changed-meanwhile`, `water.split-refused`, `water.transition-refused`
 */
export async function splitWater(
  tx: Tx,
  { parts, why, reason, ...expected }: Splitting,
): Promise<{ readonly water: WaterRow; readonly parts: readonly WaterRow[] }> {
  const parent = await holdWater(tx, expected)
  requireFittingParts(parent, parts)
  const ids = parts.map(() => uuidv7(tx.at.getTime()))
  const outcome = splitByRule(
    recorded(parent),
    parts.map(({ values }, index) => ({ ...values, id: ids[index]!, areaM2: values.areaM2 })),
    why,
  )
  if (outcome.kind === 'refused') throw new Problem(splitRefused, { why: outcome.code, ...outcome.words })
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
          part: { of: parent.id, share: part.share ?? null },
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
  // Lineage stands in the county of founding, where the parts of a water that moved would not be.
  if (parent.county_code !== parent.region_code.slice(0, 6)) {
    throw refuse(
      'founded-elsewhere',
      `${parent.code} 建档时属于另一区县，不能直接拆分。请分别登记各部分，再将原水体按“误登记”排除，并在理由中互相注明。`,
      `${parent.code} was founded in another county and cannot be split. Record its parts as waters of their own, dismiss this one, and name each in the other’s reason.`,
    )
  }
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
}

/** A water as the rule on units of record looks at it. */
function recorded({ id, type, region_code, area_m2 }: WaterRow): RecordedWater {
  return { id, type, regionCode: region_code, areaM2: area_m2 ?? undefined }
}

export type Merging = Expected & {
  readonly merged: readonly Expected[]
  readonly why: MergeReason
  readonly reason: string
}

/**
 * Merges waters into one that stays; each of the others ends as `merged`. Reaches that join add their areas up (fact
 * `water.corrected`); the same water recorded twice keeps its area. Adjacent by their shapes, where positions are known.
 *
 * @throws Problem `water.not-found`, `water.changed-meanwhile`, `water.merge-refused`, `water.transition-refused`
 */
export async function mergeWaters(tx: Tx, { merged, why, reason, ...expected }: Merging): Promise<WaterRow> {
  // Held in the order of ids, so that two mergers at once cannot wait for each other.
  const all = [expected, ...merged].sort((a, b) => (a.id < b.id ? -1 : 1))
  if (new Set(all.map(({ id }) => id)).size !== all.length) throw mergesWithItself()
  const held = new Map<string, WaterRow>()
  for (const one of all) held.set(one.id, await holdWater(tx, one))
  const target = held.get(expected.id)!
  const others = merged.map(({ id }) => held.get(id)!)
  for (const row of others) requireMergeable(target, row)
  const areaM2 = requireOneUnit(target, others, why)
  for (const row of others) {
    await moveHeld(tx, row, { transition: 'merge', reason, values: { mergedInto: target.id } })
  }
  await linkLineage(
    tx,
    others.map(parent => ({ parent, child: target, how: 'merge', share: 1 })),
  )
  if (areaM2 === undefined || areaM2 === target.area_m2) return target
  return correctWater(tx, { id: target.id, expectedVersion: target.version, changes: { areaM2 }, reason })
}

/** The area afterwards, where it is known. @throws Problem `water.merge-refused` by the rule on units of record */
function requireOneUnit(target: WaterRow, others: readonly WaterRow[], why: MergeReason): number | undefined {
  const [first, ...rest] = others.map(recorded)
  if (first === undefined) throw mergesWithItself()
  const gapM = widestGapM([target, ...others])
  const outcome = mergeByRule({ survivor: recorded(target), absorbed: [first, ...rest], why, gapM })
  if (outcome.kind === 'refused') throw new Problem(mergeRefused, { why: outcome.code, ...outcome.words })
  return outcome.areaM2
}

/** How far the water lies that is farthest from its nearest neighbour, in metres; `undefined` where a position is not known. */
function widestGapM(rows: readonly WaterRow[]): number | undefined {
  const shapes = rows.map(shapeOf)
  let widest = 0
  for (const [index, shape] of shapes.entries()) {
    const others = shapes.filter((_, other) => other !== index)
    const gaps = others.map(other =>
      shape === undefined || other === undefined ? Infinity : distanceBetweenM(shape, other),
    )
    widest = Math.max(widest, Math.min(...gaps))
  }
  return Number.isFinite(widest) ? widest : undefined
}

function shapeOf({ geometry, longitude, latitude }: WaterRow): Shape | undefined {
  if (geometry !== null) return geometry
  if (longitude === null || latitude === null) return undefined
  return { type: 'Point', coordinates: [longitude, latitude] }
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
  const related = tx.sql
    .selectFrom('water_lineage')
    .innerJoin('waters', 'waters.id', `water_lineage.${side}`)
    .select(['waters.id', 'waters.code', 'waters.name', 'waters.stage', 'how', 'share', 'at'])
    .where(`water_lineage.${own}`, '=', id)
    .orderBy('waters.code')
  const rows = await prepared(tx, related)
  return rows.map(({ share, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    ...(share === null ? {} : { share }),
  }))
}
