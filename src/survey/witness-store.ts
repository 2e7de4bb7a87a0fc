import { sql } from 'kysely'
import type { Tx } from '../platform/db/database.ts'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import {
  importDiffers,
  rowDiffers,
  rowGone,
  rowUnvouched,
  type NoteFault,
  type Witness,
} from '../platform/ledger/witness.ts'
import { undescribedReadings, type UndescribedRow } from '../monitoring/witness-store.ts'
import type { WaterRow } from '../waters/store.ts'
import { replayWaters, type FoundedByImport } from '../waters/witness-store.ts'
import { nameWater } from '../waters/words.ts'
import { findBases, hashBasis } from './bases-store.ts'
import { hashFounding, rootOfRows } from './import/leaves.ts'

/** Waters with what came with them from an import, and the imports' roots. */
export const waterWitness: Witness = {
  tables: ['waters', 'water_imports', 'water_areas', 'water_lineage'],
  check: async (tx, note) => {
    let count = 0
    for await (const { rows, imported } of replayWaters(tx, note)) {
      count += rows.length
      await checkLeaves(tx, { rows, imported, note })
    }
    await checkRoots(tx, note)
    return count
  },
}

type Leaves = {
  readonly rows: readonly WaterRow[]
  readonly imported: readonly FoundedByImport[]
  readonly note: NoteFault
}

/** A basis without a fact of its own must have come with an import; any other was put in. */
async function checkLeaves(tx: Tx, { rows, imported, note }: Leaves): Promise<void> {
  const ids = rows.map(({ id }) => id)
  const loose = [...(await undescribedReadings(tx, ids)), ...(await undescribedBases(tx, ids))]
  const byWater = Map.groupBy(loose, ({ waterId }) => waterId)
  for (const { row, founded, entered, importId, rowHash, sound } of imported) {
    const bases = new Map(byWater.get(row.id)?.map(({ id, hash }) => [id, hash]))
    if (rowHash !== null && bases.size > 0 && hashFounding(founded, entered, new Map()) === rowHash) continue // none came with it
    byWater.delete(row.id)
    if (!sound || rowHash === null || hashFounding(founded, entered, bases) === rowHash) continue
    const at = {
      table: 'waters',
      row: row.id,
      chain: row.county_code,
      sequence: await importFact(tx, importId, row.county_code),
    }
    note(importDiffers(at, nameWater(row)))
  }
  for (const { id, waterId } of [...byWater.values()].flat()) {
    const chain = rows.find(row => row.id === waterId)?.county_code ?? ''
    note(rowUnvouched({ table: 'readings', row: id, chain, sequence: null }, { zh: `数据 ${id}`, en: `record ${id}` }))
  }
}

async function undescribedBases(tx: Tx, ids: readonly string[]): Promise<readonly UndescribedRow[]> {
  const { senses, questionnaires } = await findBases(tx, ids)
  const { rows } = await sql<{ id: string }>`select body->'values'->>'id' as id from facts
    where subject_id = any(${ids}::text[]) and kind = 'survey.basis-recorded'`.execute(tx.sql)
  const described = new Set(rows.map(({ id }) => id))
  return [...senses, ...questionnaires]
    .filter(({ id }) => !described.has(id))
    .map(record => ({ id: record.id, waterId: record.waterId, hash: hashBasis(record) }))
}

async function importFact(tx: Tx, importId: string, chain: string): Promise<number | null> {
  const { rows } = await sql<{ sequence: number }>`select sequence from facts
    where subject_id = ${importId} and kind = 'survey.imported' and county_code = ${chain}`.execute(tx.sql)
  return rows[0]?.sequence ?? null
}

/** The root that each import's fact holds, over the leaves that stand beside the waters. */
async function checkRoots(tx: Tx, note: NoteFault): Promise<void> {
  for await (const facts of factsOfKinds(tx, ['survey.imported'])) {
    for (const { body, subjectId, chain, sequence } of facts) {
      const { rows } = await sql<{ row_hash: string | null }>`select row_hash from water_imports
        where county_code = ${chain} and import_id = ${subjectId}::uuid`.execute(tx.sql)
      if (rootOfRows(rows.map(({ row_hash }) => row_hash ?? '')) === body.merkleRoot) continue
      const at = { table: 'water_imports', row: subjectId, chain, sequence }
      note(importDiffers(at, { zh: `导入 ${subjectId} 的行`, en: `the rows of import ${subjectId}` }))
    }
  }
}

/** Senses records and questionnaires that have a fact of their own. */
export const basisWitness: Witness = {
  tables: ['senses_records', 'questionnaires'],
  check: async (tx, note) => {
    let rows = 0
    for await (const facts of factsOfKinds(tx, ['survey.basis-recorded'])) {
      const waterIds = facts.map(({ subjectId }) => subjectId)
      const { senses, questionnaires } = await findBases(tx, waterIds)
      const hashes = new Map([...senses, ...questionnaires].map(record => [record.id, hashBasis(record)]))
      for (const { body, chain, sequence } of facts) {
        rows++
        const id = String(body.values['id'])
        const [table, zh] = body.basis === 'senses' ? ['senses_records', '感官记录'] : ['questionnaires', '问卷']
        const at = { table, row: id, chain, sequence }
        const name = { zh: `${zh} ${id}`, en: `${body.basis} record ${id}` }
        const hash = hashes.get(id)
        if (hash === undefined) note(rowGone(at, name))
        else if (body.contentHash !== undefined && hash !== body.contentHash) {
          note(rowDiffers(at, name, [{ zh: '内容', en: 'its content' }]))
        }
      }
    }
    return rows
  },
}
