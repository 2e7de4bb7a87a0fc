import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { applyTransition, transitions, type Transition, type TransitionInput } from '../domain/lifecycle.ts'
import { nameWords } from '../domain/person-label.ts'
import { Problem } from '../domain/problems.ts'
import type { FactKind } from '../domain/facts.ts'
import { movedCode, regionRange, type TownMove } from '../domain/regions.ts'
import type { SupervisionList } from '../domain/waters.ts'
import { labelPeople } from '../people/store.ts'
import { areaM2, lengthM } from '../places/geometry.ts'
import { placeDirectory } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { policyAt } from '../policy/policy.ts'
import {
  nothingToChange,
  splitRefused,
  transitionRefused,
  waterChangedMeanwhile,
  waterNotFound,
  type ChangedField,
} from './problems.ts'
import { insertAreas, listHowOf, requireCounty, searchColumns, writeCells } from './recording-store.ts'
import type { WaterChanges } from './shapes.ts'
import { tallyChanged } from './tallies-store.ts'
import { changedColumns, mapPoint, placeColumns, shapeToCgcs2000 } from './values.ts'
import { stateOf, type WaterRow, type WaterShape } from './water-row.ts'
import { fieldOfColumn, waterFields, type CoordinateSource, type ListWay, type WarningColour } from './words.ts'

export type Expected = { readonly id: string; readonly expectedVersion: number }

/**
 * Holds one water until the transaction ends.
 *
 * @throws Problem `water.not-found`; `water.changed-meanwhile` where the version is another, naming who changed what
 */
export async function holdWater(tx: Tx, { id, expectedVersion }: Expected): Promise<WaterRow> {
  const row = await tx.sql.selectFrom('waters').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) throw new Problem(waterNotFound, { id })
  if (row.version !== expectedVersion) throw await changedMeanwhile(tx, row, expectedVersion)
  return row
}

/** Facts that raise the version of a water by one each. */
const versionFacts = [
  'water.corrected',
  'water.moved',
  'list.changed',
  'water.status-set',
] as const satisfies readonly FactKind[]

async function changedMeanwhile(tx: Tx, row: WaterRow, expectedVersion: number): Promise<Problem> {
  const facts = await tx.sql
    .selectFrom('facts')
    .select(['kind', 'at', 'actor_id', 'body'])
    .where('subject_id', '=', row.id)
    .where('kind', 'in', versionFacts)
    .orderBy('at', 'desc')
    .orderBy('sequence', 'desc')
    .limit(Math.max(1, row.version - expectedVersion))
    .execute()
  const last = facts[0]
  const whoIs = await labelPeople(tx, [last?.actor_id])
  return new Problem(waterChangedMeanwhile, {
    id: row.id,
    expectedVersion,
    version: row.version,
    changedAt: (last?.at ?? row.updated_at).toISOString(),
    changedBy: last === undefined ? { zh: '其他人员', en: 'somebody else' } : nameWords(whoIs(last.actor_id)),
    fields: [...new Map(facts.flatMap(changedFields).map(field => [field.field, field])).values()],
  })
}

function changedFields({ kind, body }: { kind: FactKind; body: unknown }): readonly ChangedField[] {
  if (kind === 'water.moved') return [{ field: 'stage', zh: '所处阶段', en: 'stage' }]
  if (kind === 'list.changed') return [{ field: 'list', zh: '监管清单', en: 'list' }]
  if (kind === 'water.status-set') return [{ field: 'colour', zh: '红黄绿状态', en: 'colour' }]
  const { changed = {} } = body as { changed?: Record<string, unknown> } // body of water.corrected
  return Object.keys(changed).map(field => ({
    field,
    ...(Object.hasOwn(waterFields, field) ? waterFields[field as keyof typeof waterFields] : { zh: field, en: field }), // just asked
  }))
}

export type Correction = Expected & { readonly changes: WaterChanges; readonly reason: string }

/**
 * Corrects a water by hand. Appends `water.corrected` with every value before and after.
 *
 * @throws Problem `water.not-found`, `water.changed-meanwhile`, `water.nothing-to-change`, `water.region-unknown`
 */
export async function correctWater(tx: Tx, correction: Correction): Promise<WaterRow> {
  const row = await holdWater(tx, correction)
  const corrected = await correctedRow(tx, row, correction.changes)
  const changed = differences(row, corrected)
  if (Object.keys(changed).length === 0) throw new Problem(nothingToChange, { id: row.id })
  const saved = await saveWater(tx, row, corrected)
  if (changed['areaM2'] !== undefined || changed['areaMethod'] !== undefined) await insertAreas(tx, [saved])
  await tx.append({
    kind: 'water.corrected',
    regionCode: saved.region_code,
    subjectId: row.id,
    body: { changed, reason: correction.reason },
  })
  return saved
}

/**
 * Takes waters of a town along that joined or left a functional zone, some at a time. Each is corrected like by hand.
 *
 * @returns how many moved; fewer than `limit` where none is left
 */
export async function moveWatersOfTown(
  tx: Tx,
  move: TownMove,
  { reason, limit }: { readonly reason: string; readonly limit: number },
): Promise<number> {
  const range = regionRange(move.from)
  const rows = await tx.sql
    .selectFrom('waters')
    .select(['id', 'version', 'region_code'])
    .where('region_code', '>=', range.from)
    .where('region_code', '<', range.to)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .execute()
  for (const { id, version, region_code } of rows) {
    await correctWater(tx, {
      id,
      expectedVersion: version,
      changes: { regionCode: movedCode(move, region_code) },
      reason,
    })
  }
  return rows.length
}

/** The row as it would be after the changes; nothing is written. */
export async function correctedRow(tx: Tx, row: WaterRow, changes: WaterChanges): Promise<WaterRow> {
  const directory = await placeDirectory(tx)
  if (changes.regionCode !== undefined) requireCounty(directory, changes.regionCode)
  const merged = { ...row, ...changedColumns(changes) }
  const derived =
    changes.position === undefined && isDerived(row) ? { ...merged, longitude: null, latitude: null } : merged
  return { ...merged, ...searchColumns(directory, merged), ...placeColumns(mapPoint(derived, merged.geometry)) }
}

/** True where the water's position is its start or end: it follows them. */
function isDerived(row: WaterRow): boolean {
  if (row.geometry !== null || row.longitude === null) return false
  const isStart = row.longitude === row.start_longitude && row.latitude === row.start_latitude
  return (
    isStart ||
    (row.start_longitude === null && row.longitude === row.end_longitude && row.latitude === row.end_latitude)
  )
}

type Changed = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>

/** Every field that differs, with both values; a position is one field. */
export function differences(before: WaterRow, after: WaterRow): Changed {
  const changed: Record<string, { from: Record<string, unknown>; to: Record<string, unknown> }> = {}
  for (const [column, field] of Object.entries(fieldOfColumn)) {
    const from = before[column as keyof typeof fieldOfColumn] // a key of the table
    const to = after[column as keyof typeof fieldOfColumn]
    if (JSON.stringify(from) === JSON.stringify(to)) continue
    const entry = (changed[field] ??= { from: {}, to: {} })
    entry.from[column] = from
    entry.to[column] = to
  }
  return Object.fromEntries(
    Object.entries(changed).map(([field, { from, to }]) => [
      field,
      { from: single(field, from), to: single(field, to) },
    ]),
  )
}

/** The value itself for a field of one column. Of a field of several each value stands under its column, or nobody could tell which changed. */
function single(field: string, values: Record<string, unknown>): unknown {
  const columns = Object.values(fieldOfColumn).filter(known => known === field)
  return columns.length === 1 ? Object.values(values)[0] : values
}

/** Writes what differs, the version one higher. The columns of other tables that repeat the division follow. */
export async function saveWater(tx: Tx, before: WaterRow, after: WaterRow): Promise<WaterRow> {
  const saved = { ...after, version: before.version + 1, updated_at: tx.at }
  const { county_code, id, geometry, held, ...columns } = saved
  await tx.sql
    .updateTable('waters')
    .set({ ...columns, geometry: jsonOf(geometry), held: jsonOf(held) })
    .where('county_code', '=', county_code)
    .where('id', '=', id)
    .execute()
  if (JSON.stringify(before.geometry) !== JSON.stringify(after.geometry)) {
    await tx.sql.deleteFrom('water_cells').where('county_code', '=', county_code).where('water_id', '=', id).execute()
    await writeCells(tx, [saved])
  }
  if (before.region_code !== after.region_code) await moveDependants(tx, saved, before.region_code)
  await tallyChanged(tx, before, saved)
  return saved
}

function jsonOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

const dependants = [
  'water_cells',
  'water_areas',
  'water_numbers',
  'water_imports',
  'water_sources',
  'attachments',
] as const

async function moveDependants(
  tx: Tx,
  { county_code, id, region_code }: WaterRow,
  from: WaterRow['region_code'],
): Promise<void> {
  for (const table of dependants) {
    await sql`update ${sql.table(table)} set region_code = ${region_code}
              where county_code = ${county_code} and water_id = ${id}`.execute(tx.sql)
  }
  await sql`update water_lineage set region_code = ${region_code}
            where county_code = ${county_code} and child_id = ${id}`.execute(tx.sql)
  // A source stands where its first water does.
  await sql`update pollution_sources set region_code = ${region_code} where county_code = ${county_code} and region_code = ${from}
            and id in (select source_id from water_sources where county_code = ${county_code} and water_id = ${id})`.execute(
    tx.sql,
  )
}

export type Drawing = Expected & {
  /** Checked (`checkShape`). */
  readonly geometry: WaterShape
  readonly coordinateSource: CoordinateSource
  readonly takeArea: boolean
  readonly reason: string
}

export type Drawn = { readonly row: WaterRow; readonly drawnAreaM2: number | undefined; readonly drawnLengthM: number }

/** Area (of outlines) and length (of lines) on the ellipsoid, to a tenth. */
export function measureShape(shape: WaterShape): Pick<Drawn, 'drawnAreaM2' | 'drawnLengthM'> {
  const tenth = (value: number) => Math.round(value * 10) / 10
  const area = areaM2(shape)
  return { drawnAreaM2: area > 0 ? tenth(area) : undefined, drawnLengthM: tenth(lengthM(shape)) }
}

/** The row with its new shape, what it measures, and nothing written. */
export function drawnRow(
  row: WaterRow,
  { geometry, coordinateSource, takeArea }: Omit<Drawing, 'reason' | keyof Expected>,
  on: string,
): Drawn {
  const shape = shapeToCgcs2000(geometry, coordinateSource)
  const { drawnAreaM2, drawnLengthM } = measureShape(shape)
  const taken = takeArea && drawnAreaM2 !== undefined
  const after = {
    ...row,
    geometry: shape,
    ...placeColumns(mapPoint({ ...row, longitude: null, latitude: null }, shape)),
    coordinate_source: coordinateSource,
    ...(taken ? { area_m2: drawnAreaM2, area_method: 'drawn' as const, area_on: on } : {}),
  }
  return { row: after, drawnAreaM2, drawnLengthM }
}

/** Draws or redraws a water; the measured area enters the history of areas either way. Appends `water.corrected`. */
export async function drawWater(tx: Tx, drawing: Drawing): Promise<Drawn> {
  const before = await holdWater(tx, drawing)
  const drawn = drawnRow(before, drawing, chinaDate(tx.at))
  const changed = differences(before, drawn.row)
  if (Object.keys(changed).length === 0) throw new Problem(nothingToChange, { id: before.id })
  const row = await saveWater(tx, before, drawn.row)
  if (drawn.drawnAreaM2 !== undefined) {
    await insertAreas(tx, [{ ...row, area_m2: drawn.drawnAreaM2, area_method: 'drawn', area_on: chinaDate(tx.at) }])
  }
  await tx.append({
    kind: 'water.corrected',
    regionCode: row.region_code,
    subjectId: row.id,
    body: { changed, reason: drawing.reason },
  })
  return { ...drawn, row }
}

export type Moving = Expected & {
  readonly transition: Transition
  readonly reason?: string | undefined
  readonly list?: SupervisionList | undefined
  /** How the list came about, where the transition sets one; `by-hand` where not said. */
  readonly listHow?: ListWay | undefined
  /** What else the transition needs: see `needs` in domain/lifecycle-table.ts. */
  readonly values?: Omit<TransitionInput, 'at' | 'reason' | 'list'> | undefined
}

/**
 * Moves a water along its life by the rules of `domain/lifecycle.ts`. Appends the transition's fact (`water.moved`, `list.changed`).
 * The colour follows the policy of the day for the new stage.
 *
 * @throws Problem `water.not-found`, `water.changed-meanwhile`, `water.transition-refused`
 */
export async function moveWater(tx: Tx, moving: Moving): Promise<WaterRow> {
  const row = await holdWater(tx, moving)
  if (moving.transition === 'restore' && row.stage === 'split') await requirePartsEnded(tx, row)
  return moveHeld(tx, row, moving)
}

/** Moves a water that this transaction holds already. */
export async function moveHeld(tx: Tx, row: WaterRow, moving: Omit<Moving, keyof Expected>): Promise<WaterRow> {
  const outcome = applyTransition(stateOf(row), moving.transition, inputOf(tx, moving))
  if (outcome.kind === 'refused') throw new Problem(transitionRefused, { reason: outcome.code, ...outcome.words })
  const { state, move } = outcome
  const saved = await saveWater(tx, row, {
    ...row,
    stage: state.stage,
    cycle: state.cycle,
    list: state.list ?? null,
    list_how: listHowAfter(row, state.list, moving),
    stage_since: new Date(state.enteredAt),
    state_changed_at: new Date(state.changedAt),
    held: state.held ?? null,
    ...(state.stage === row.stage ? {} : { colour: policyColour(tx, state.stage), colour_by_hand: false }),
  })
  const place = { regionCode: row.region_code, subjectId: row.id }
  if (transitions[moving.transition].fact === 'list.changed') {
    const reason = moving.reason ?? ''
    const lists = {
      ...(row.list === null ? {} : { from: row.list }),
      ...(state.list === undefined ? {} : { to: state.list }),
    }
    await tx.append({ kind: 'list.changed', ...place, body: { ...lists, how: saved.list_how ?? 'by-hand', reason } })
  } else {
    await tx.append({ kind: 'water.moved', ...place, body: { ...move, ...listHowOf(saved) } })
  }
  return saved
}

function inputOf(tx: Tx, { reason, list, values }: Omit<Moving, keyof Expected>): TransitionInput {
  return {
    at: tx.at.toISOString(),
    ...values,
    ...(reason === undefined ? {} : { reason }),
    ...(list === undefined ? {} : { list }),
  }
}

function listHowAfter(
  row: WaterRow,
  list: SupervisionList | undefined,
  moving: Pick<Moving, 'list' | 'listHow'>,
): ListWay | null {
  if (list === undefined) return null
  if (moving.listHow !== undefined) return moving.listHow
  return moving.list === undefined ? (row.list_how ?? 'by-hand') : 'by-hand'
}

function policyColour(tx: Tx, stage: WaterRow['stage']): WarningColour | null {
  const colour = policyAt('traffic-light', chinaDate(tx.at)).value.byStage[stage]
  return colour === 'none' ? null : colour
}

/** The parts of a split must have ended before the whole comes back, or its area would count twice. */
async function requirePartsEnded(tx: Tx, row: WaterRow): Promise<void> {
  const open = await tx.sql
    .selectFrom('water_lineage')
    .innerJoin('waters', 'waters.id', 'water_lineage.child_id')
    .select('waters.code')
    .where('water_lineage.parent_id', '=', row.id)
    .where('water_lineage.how', '=', 'split')
    .where('waters.stage', 'not in', ['cleared', 'merged', 'split'])
    .execute()
  if (open.length === 0) return
  const codes = open.map(({ code }) => code)
  throw new Problem(splitRefused, {
    why: 'parts-open',
    zh: `拆分出的水体 ${codes.join('、')} 仍在管理中。请先将其排除或合并，再撤销拆分，以免面积重复计算。`,
    en: `The parts ${codes.join(', ')} are still open. Clear or merge them before undoing the split, or their area counts twice.`,
  })
}

export type Colouring = Expected & { readonly colour: WarningColour | 'policy'; readonly reason: string }

/** Sets red, yellow or green by hand until the next stage, or returns to the policy's. Appends `water.status-set`. */
export async function setColour(tx: Tx, { colour, reason, ...expected }: Colouring): Promise<WaterRow> {
  const row = await holdWater(tx, expected)
  const byHand = colour !== 'policy'
  const next = byHand ? colour : policyColour(tx, row.stage)
  if (row.colour === next && row.colour_by_hand === byHand) throw new Problem(nothingToChange, { id: row.id })
  const saved = await saveWater(tx, row, { ...row, colour: next, colour_by_hand: byHand })
  await tx.append({
    kind: 'water.status-set',
    regionCode: row.region_code,
    subjectId: row.id,
    body: { colour: byHand ? colour : `policy:${next ?? 'none'}`, reason },
  })
  return saved
}
