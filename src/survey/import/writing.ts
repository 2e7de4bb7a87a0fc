import { createHash } from 'node:crypto'
import { chinaDate } from '../../domain/dates.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { Problem } from '../../domain/problems.ts'
import type { Tx } from '../../platform/db/database.ts'
import { canonicalJson } from '../../platform/facts/canonical.ts'
import { enteredOf } from '../../waters/founding.ts'
import { correctedRow, differences } from '../../waters/changing-store.ts'
import { correctWater, findWaters, linkImport, recordWaters, type WaterRow } from '../../waters/store.ts'
import {
  changeImport,
  findRows,
  holdImport,
  type ImportCounts,
  type StagedRow,
  type StoredImport,
} from '../import-store.ts'
import type { ImportState } from './contract.ts'
import { changesOf, draftOf } from './drafts.ts'
import { basesOf, hashesOf, recordBases } from './bases.ts'
import { hashFounding, rootOfRows } from './leaves.ts'
import { importHasRefusals, importNotReady } from './problems.ts'

/** Rows held in memory and written at a time. */
const batchRows = 1000

type Totals = { created: number; updated: number; unchanged: number; skipped: number }

/** What was written in a county: its fact vouches for the rows by the root of their hashes, one a water. */
type CountyShare = { created: number; updated: number; readonly hashes: Map<string, string> }
type Leaves = Map<string, CountyShare>

export type Writing = { readonly partial: boolean; readonly onProgress?: (rows: number) => void }

/**
 * Writes an import: new waters in bulk, known ones corrected where the row says otherwise. Everything or nothing: one
 * transaction, one fact per county with the Merkle root of its rows.
 *
 * @throws Problem `import.not-ready`; `import.has-refusals` where something is open and `partial` was not asked for
 */
export async function writeImport(tx: Tx, id: string, { partial, onProgress }: Writing): Promise<ImportCounts> {
  const held = await holdImport(tx, id)
  requireWritable(held, partial)
  const totals: Totals = { created: 0, updated: 0, unchanged: 0, skipped: 0 }
  const leaves: Leaves = new Map()
  for (let after = 0; ;) {
    const rows = await findRows(tx, held, { show: 'ready', after, limit: batchRows })
    if (rows.length === 0) break
    await writeBatch(tx, { held, rows, totals, leaves })
    after = rows.at(-1)?.position ?? after
    onProgress?.(after)
  }
  await vouch(tx, held, leaves)
  const { created, updated, unchanged } = totals
  const outcome = { read: held.rowsRead, created, updated, unchanged, refused: openRows(held) + held.undecided }
  await changeImport(tx, held, { state: 'imported', outcome })
  return outcome
}

/** @throws Problem `import.not-ready`; `import.has-refusals` where something is open and `partial` was not asked for */
export function requireWritable(held: StoredImport, partial: boolean): void {
  if (!writableStates.has(held.state)) throw new Problem(importNotReady, { state: held.state })
  const refused = openRows(held)
  if (!partial && refused + held.undecided > 0)
    throw new Problem(importHasRefusals, { refused, undecided: held.undecided })
}

const writableStates: ReadonlySet<ImportState> = new Set(['ready', 'open', 'writing'])

/** Rows that cannot enter; a sheet that cannot be read counts as one. */
function openRows(held: StoredImport): number {
  return held.refused + held.remarks.filter(({ severity }) => severity === 'refuse').length
}

type Batch = {
  readonly held: StoredImport
  readonly rows: readonly StagedRow[]
  readonly totals: Totals
  readonly leaves: Leaves
}

async function writeBatch(tx: Tx, batch: Batch): Promise<void> {
  const { rows, totals } = batch
  const fresh = rows.filter(({ decision }) => decision === undefined || decision === 'new')
  const same = rows.filter(({ decision }) => decision === 'same')
  totals.skipped += rows.length - fresh.length - same.length
  await createWaters(tx, batch, fresh)
  await updateWaters(tx, batch, same)
}

async function createWaters(tx: Tx, { held, totals, leaves }: Batch, rows: readonly StagedRow[]): Promise<void> {
  const today = chinaDate(tx.at)
  const made = rows.flatMap(({ water: row }) => {
    if (row === undefined) return []
    const id = uuidv7(tx.at.getTime())
    return [{ draft: { ...draftOf(row, today), id }, bases: row.kind === 'survey' ? basesOf(id, row, tx.at) : {} }]
  })
  if (made.length === 0) return
  const hashes: string[] = []
  const waters = await recordWaters(
    tx,
    made.map(({ draft }) => draft),
    {
      importId: held.id,
      hashRow: (row, index) => (hashes[index] = hashFounding(row, enteredOf(row), hashesOf(made[index]?.bases ?? {}))),
    },
  )
  for (const [index, water] of waters.entries()) {
    addLeaf(leaves, water, { hash: hashes[index] ?? '', how: 'created' })
  }
  await recordBases(
    tx,
    waters.map((water, index) => ({ water, bases: made[index]?.bases ?? {} })),
  )
  totals.created += waters.length
}

async function updateWaters(tx: Tx, { held, totals, leaves }: Batch, rows: readonly StagedRow[]): Promise<void> {
  const ids = rows.flatMap(({ match }) => (match === undefined ? [] : [match.waterId]))
  const known = new Map((await findWaters(tx, ids)).map(row => [row.id, row]))
  const reason = `按导入文件更正 / corrected by import: ${held.fileName}`
  for (const { water: row, match } of rows) {
    const current = match === undefined ? undefined : known.get(match.waterId)
    if (row === undefined || current === undefined) continue
    const changes = changesOf(row, current)
    const after = await correctedRow(tx, current, changes)
    if (Object.keys(differences(current, after)).length === 0) {
      totals.unchanged++
      continue
    }
    const saved = await correctWater(tx, { id: current.id, expectedVersion: current.version, changes, reason })
    known.set(saved.id, saved)
    const rowHash = createHash('sha256')
      .update(canonicalJson({ id: saved.id, changes }))
      .digest('hex')
    await linkImport(tx, held.id, [{ row: saved, rowHash }])
    addLeaf(leaves, saved, { hash: rowHash, how: 'updated' })
    totals.updated++
  }
}

function addLeaf(
  leaves: Leaves,
  water: WaterRow,
  leaf: { readonly hash: string; readonly how: 'created' | 'updated' },
): void {
  const share = leaves.get(water.county_code) ?? { created: 0, updated: 0, hashes: new Map<string, string>() }
  share.hashes.set(water.id, leaf.hash)
  share[leaf.how]++
  leaves.set(water.county_code, share)
}

async function vouch(tx: Tx, held: StoredImport, leaves: Leaves): Promise<void> {
  // In one order, so that two imports over the same counties never wait for each other in a circle.
  for (const [county, { created, updated, hashes }] of [...leaves].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const code = `${county}000000`
    await tx.append({
      kind: 'survey.imported',
      // A town's officer does not answer for the county: the fact stands under the town.
      regionCode: tx.actor.range.from > code ? tx.actor.region : code,
      chain: county,
      subjectId: held.id,
      body: {
        importId: held.id,
        rows: created + updated,
        created,
        updated,
        sha256: held.sha256,
        merkleRoot: rootOfRows([...hashes.values()]),
      },
    })
  }
}
