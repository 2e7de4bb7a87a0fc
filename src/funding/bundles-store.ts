import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import { placeDirectory, placeName, type PlaceDirectory } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { sql, type ColumnType } from 'kysely'
import type { BundleAsk, BundleResult, SavedBundle } from './contract.ts'
import { bundleNotFound } from './problems.ts'

/** Everything a saved bundle says; never changed. Persisted. */
export type BundleRecord = { readonly ask: BundleAsk; readonly result: BundleResult }

type BundleTable = {
  id: string
  region_code: RegionCode
  name: string
  rule_from: string
  record: ColumnType<BundleRecord, string, never>
  saved_by: string
  saved_at: Date
  removed_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    bundles: BundleTable
  }
}

/** Persisted: facts hold it. */
export function hashBundle(name: string, record: BundleRecord): string {
  return sha256(canonicalJson({ name, record: JSON.parse(JSON.stringify(record)) })) // as the table gives it back
}

/** Saves what was calculated. Fact `bundle.saved`. */
export async function insertBundle(tx: Tx, name: string, record: BundleRecord): Promise<string> {
  const { ask, result } = record
  const id = uuidv7(tx.at.getTime())
  await tx.sql
    .insertInto('bundles')
    .values({
      id,
      region_code: ask.regionCode,
      name,
      rule_from: result.rule.inForceFrom,
      record: JSON.stringify(record),
      saved_by: tx.actor.accountId,
      saved_at: tx.at,
      removed_at: null,
    })
    .execute()
  const { waters, investmentYuan, awardYuan } = result.totals
  await tx.append({
    kind: 'bundle.saved',
    regionCode: ask.regionCode,
    subjectId: id,
    body: { bundleId: id, waters, investmentYuan, awardYuan, recordHash: hashBundle(name, record) },
  })
  return id
}

/** Takes a bundle off the list; its row stays. Fact `bundle.removed`. @throws Problem `funding.bundle-not-found` */
export async function removeBundle(tx: Tx, id: string, reason: string): Promise<void> {
  const removed = await tx.sql
    .updateTable('bundles')
    .set({ removed_at: tx.at })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('region_code')
    .executeTakeFirst()
  if (removed === undefined) throw new Problem(bundleNotFound, { id })
  await tx.append({
    kind: 'bundle.removed',
    regionCode: removed.region_code,
    subjectId: id,
    body: { bundleId: id, reason },
  })
}

/** The last hundred that were not removed, newest first. */
export async function listBundles(tx: Tx): Promise<SavedBundle[]> {
  const directory = await placeDirectory(tx)
  const rows = await kept(tx).orderBy('id', 'desc').limit(100).execute()
  return rows.map(row => savedBundle(directory, row))
}

/** @throws Problem `funding.bundle-not-found` */
export async function findBundle(tx: Tx, id: string): Promise<SavedBundle & BundleRecord> {
  const row = await kept(tx).select('record').where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Problem(bundleNotFound, { id })
  return { ...savedBundle(await placeDirectory(tx), row), ...row.record }
}

/** Of the record only what a list shows: a whole one holds every water of its bundle. */
const totalsOfRecord = sql<BundleRecord['result']['totals']>`record #> '{result,totals}'`

function kept(tx: Tx) {
  const { from, to } = tx.actor.range
  return tx.sql
    .selectFrom('bundles')
    .select(['id', 'region_code', 'name', 'rule_from', 'saved_at', totalsOfRecord.as('totals')])
    .where('region_code', '>=', from)
    .where('region_code', '<', to)
    .where('removed_at', 'is', null)
}

type Kept = Pick<BundleTable, 'id' | 'region_code' | 'name' | 'rule_from' | 'saved_at'> & {
  readonly totals: BundleRecord['result']['totals']
}

function savedBundle(directory: PlaceDirectory, row: Kept): SavedBundle {
  return {
    id: row.id,
    name: row.name,
    regionCode: row.region_code,
    regionName: placeName(directory, row.region_code),
    ruleFrom: row.rule_from,
    savedAt: row.saved_at.toISOString(),
    totals: row.totals,
  }
}
