import type { FileStore } from '../platform/files/attachments-store.ts'
import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import { checkShape } from '../places/geometry.ts'
import { placeDirectory } from '../places/store.ts'
import { atomically, reading, readingMuch, type Tx } from '../platform/db/database.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import { correctedRow, drawnRow, holdWater } from './changing-store.ts'
import {
  addWaterNumber,
  checkWater,
  correctWater,
  createWater,
  drawWater,
  getWater,
  getWaterByCode,
  getWaterHistory,
  listDuplicates,
  listWaters,
  mergeWaters,
  setWaterColour,
  splitWater,
} from './contract.ts'
import { checkRow, waterDetail } from './detail-store.ts'
import { candidateOf, findDuplicates } from './duplicates-store.ts'
import * as lineage from './lineage-store.ts'
import * as numbers from './numbers-store.ts'
import { geometryFaulty, waterDoubtful, waterImplausible, waterNotFound, type Finding } from './problems.ts'
import { requireCounty } from './recording-store.ts'
import { serveWaterFiles } from './routes-files.ts'
import { compareDrawnArea, type Findings } from './rules.ts'
import type { Geometry, WaterValues } from './shapes.ts'
import * as waters from './store.ts'
import { columnsOf, mapPoint, shapeToCgcs2000 } from './values.ts'
import { waterItem } from './water-item.ts'
import type { WaterShape } from './water-row.ts'

/**
 * All doors of the waters slice.
 *
 * @param files where attachments are kept (`openFileStore`)
 */
export function serveWaters(door: Door, files: FileStore): void {
  serveLists(door)
  serveOne(door)
  serveEntry(door)
  serveChanges(door)
  serveLineage(door)
  serveWaterFiles(door, files)
}

function serveLists(door: Door): void {
  serve(door, listWaters, ({ database, actor, query }) => {
    const { sort, cursor, limit, ...filter } = query
    return readingMuch(database, actor, async tx => {
      const page = await waters.listWaters(tx, filter, { sort, cursor, limit })
      return { ...page, items: [...page.items] }
    })
  })
}

function serveOne(door: Door): void {
  serve(door, getWater, ({ database, actor, params }) =>
    reading(database, actor, async tx => waterDetail(tx, await waters.requireWater(tx, params.id))),
  )
  serve(door, getWaterByCode, ({ database, actor, params }) =>
    reading(database, actor, async tx => {
      const row = await waters.findWaterByCode(tx, params.code)
      if (row === undefined) throw new Problem(waterNotFound, { id: params.code })
      return waterDetail(tx, row)
    }),
  )
  serve(door, getWaterHistory, ({ database, actor, params, query }) =>
    reading(database, actor, async tx => {
      const page = await waters.waterHistory(tx, params.id, query)
      return { ...page, items: [...page.items] }
    }),
  )
  serve(door, listDuplicates, ({ database, actor, params }) =>
    reading(database, actor, async tx => ({
      items: await findDuplicates(tx, candidateOf(await waters.requireWater(tx, params.id))),
    })),
  )
}

function serveEntry(door: Door): void {
  serve(door, createWater, ({ database, actor, body }) =>
    atomically(database, actor, async tx => {
      const geometry = body.geometry === undefined ? {} : { geometry: requireShape(body.geometry) }
      const found = await findingsOfDraft(tx, body.values, geometry.geometry)
      requirePlausible(found, body.acceptDoubts)
      const draft = {
        values: body.values,
        ...geometry,
        candidateSource: 'desk' as const,
        entry: { transition: 'suspect' as const },
      }
      return waterDetail(tx, await waters.recordWater(tx, draft, body.reason))
    }),
  )
  serve(door, checkWater, ({ database, actor, body }) =>
    reading(database, actor, tx => checkDraft(tx, body.values, body.geometry)),
  )
}

async function checkDraft(tx: Tx, values: WaterValues, drawn: Geometry | undefined) {
  requireCounty(await placeDirectory(tx), values.regionCode)
  const checked = drawn === undefined ? undefined : checkShape(drawn)
  if (checked?.ok === false) {
    return { refusals: [shapeFinding(checked.fault)], doubts: [], duplicates: [] }
  }
  const shape = checked === undefined ? undefined : asWaterShape(checked.shape)
  const geometry = shape === undefined ? undefined : shapeToCgcs2000(shape, values.coordinateSource ?? 'not-stated')
  const found = await findingsOfDraft(tx, values, shape)
  const position = mapPoint(columnsOf(values), geometry ?? null)
  const duplicates = await findDuplicates(tx, { name: values.name, regionCode: values.regionCode, position, geometry })
  return { refusals: [...found.refusals], doubts: [...found.doubts], ...found.measured, duplicates }
}

type DraftFindings = Findings & { readonly measured: { readonly drawnAreaM2?: number; readonly drawnLengthM?: number } }

async function findingsOfDraft(tx: Tx, values: WaterValues, shape: WaterShape | undefined): Promise<DraftFindings> {
  const columns = columnsOf(values)
  const found = await checkRow(tx, columns)
  if (shape === undefined) return { ...found, measured: {} }
  const { drawnAreaM2, drawnLengthM } = waters.measureShape(
    shapeToCgcs2000(shape, values.coordinateSource ?? 'not-stated'),
  )
  const differing = compareDrawnArea(drawnAreaM2, columns.area_m2)
  const measured = { drawnLengthM, ...(drawnAreaM2 === undefined ? {} : { drawnAreaM2 }) }
  return { ...found, doubts: [...found.doubts, ...(differing === undefined ? [] : [differing])], measured }
}

/** @throws Problem `water.implausible`; `water.doubtful` unless the doubts are accepted */
function requirePlausible({ refusals, doubts }: Findings, acceptDoubts: boolean): void {
  if (refusals.length > 0) throw new Problem(waterImplausible, { findings: refusals })
  if (doubts.length > 0 && !acceptDoubts) throw new Problem(waterDoubtful, { findings: doubts })
}

function shapeFinding(fault: {
  readonly code: string
  readonly words: { readonly zh: string; readonly en: string }
}): Finding {
  return { field: 'geometry', code: `geometry.${fault.code}`, ...fault.words }
}

/** @throws Problem `geometry.faulty` */
function requireShape(given: Geometry): WaterShape {
  const checked = checkShape(given)
  if (!checked.ok) throw new Problem(geometryFaulty, { findings: [shapeFinding(checked.fault)] })
  return asWaterShape(checked.shape)
}

/** The contract admits no points. */
function asWaterShape(shape: WaterShape | { readonly type: 'Point' }): WaterShape {
  if (shape.type === 'Point') throw new RangeError('a point is no shape of a water')
  return shape
}

function serveChanges(door: Door): void {
  serve(door, correctWater, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      const { acceptDoubts, ...correction } = body
      const before = await holdWater(tx, { id: params.id, expectedVersion: body.expectedVersion })
      requirePlausible(
        newFindings(await checkRow(tx, before), await checkRow(tx, await correctedRow(tx, before, body.changes))),
        acceptDoubts,
      )
      return waterDetail(tx, await waters.correctWater(tx, { id: params.id, ...correction }))
    }),
  )
  serveDrawing(door)
  serve(door, addWaterNumber, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await numbers.addWaterNumber(tx, params.id, body)
      return waterDetail(tx, await waters.requireWater(tx, params.id))
    }),
  )
  serve(door, setWaterColour, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => waterDetail(tx, await waters.setColour(tx, { id: params.id, ...body }))),
  )
}

/** What the change brings with it: an old doubt does not stand in the way of correcting something else. */
function newFindings(before: Findings, after: Findings): Findings {
  const known = new Set([...before.refusals, ...before.doubts].map(({ field, zh }) => `${field} ${zh}`))
  const isNew = ({ field, zh }: Finding) => !known.has(`${field} ${zh}`)
  return { refusals: after.refusals.filter(isNew), doubts: after.doubts.filter(isNew) }
}

function serveDrawing(door: Door): void {
  serve(door, drawWater, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      const { acceptDoubts, geometry: given, ...rest } = body
      const drawing = { id: params.id, ...rest, geometry: requireShape(given) }
      const before = await holdWater(tx, drawing)
      const draft = drawnRow(before, drawing, chinaDate(tx.at))
      const differing = compareDrawnArea(draft.drawnAreaM2, before.area_m2)
      const warnings = differing === undefined ? [] : [differing]
      // Taking the drawn area is an answer to the difference: only what the new area itself raises is asked about.
      const found = newFindings(await checkRow(tx, before), await checkRow(tx, draft.row))
      requirePlausible({ ...found, doubts: [...found.doubts, ...(body.takeArea ? [] : warnings)] }, acceptDoubts)
      const { row, drawnAreaM2, drawnLengthM } = await waters.drawWater(tx, drawing)
      const measured = { drawnLengthM, ...(drawnAreaM2 === undefined ? {} : { drawnAreaM2 }) }
      return { water: await waterDetail(tx, row), ...measured, warnings }
    }),
  )
}

function serveLineage(door: Door): void {
  serve(door, splitWater, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      const parts = body.parts.map(({ geometry, ...part }) => ({
        ...part,
        ...(geometry === undefined ? {} : { geometry: requireShape(geometry) }),
      }))
      for (const { values } of parts) requirePlausible(await checkRow(tx, columnsOf(values)), true)
      const split = await lineage.splitWater(tx, { id: params.id, ...body, parts })
      const directory = await placeDirectory(tx)
      return { water: await waterDetail(tx, split.water), parts: split.parts.map(part => waterItem(directory, part)) }
    }),
  )
  serve(door, mergeWaters, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => waterDetail(tx, await lineage.mergeWaters(tx, { id: params.id, ...body }))),
  )
}
