import { uuidv7 } from '../domain/ids.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import type { WaterRow } from '../waters/store.ts'
import type { WeightedCause } from './causes.ts'
import type { ClassInputs, RuleClass } from './classification.ts'
import type { Statements } from './shapes.ts'
import type { ClassOutcome, WaterClass } from './words.ts'

/** Everything the class came from, kept whole so that it can be read and judged again. Persisted. */
export type ClassificationRecord = {
  readonly causes: readonly WeightedCause[]
  readonly statements: Statements
  /** What the rule was given, the register's part included. */
  readonly inputs: ClassInputs
  readonly rule: RuleClass
}

type ClassificationTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  rule_class: ClassOutcome
  override_class: WaterClass | null
  override_reason: string | null
  record: ClassificationRecord
  at: Date
  by_account: string
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    water_classifications: ClassificationTable
  }
}

export type ClassificationRow = ClassificationTable

export type NewClassification = {
  readonly water: Pick<WaterRow, 'county_code' | 'id' | 'region_code'>
  readonly record: ClassificationRecord
  readonly override?: { readonly waterClass: WaterClass; readonly reason: string }
}

/** Keeps a classification for good. Fact `water.classified`. */
export async function keepClassification(
  tx: Tx,
  { water, record, override }: NewClassification,
): Promise<ClassificationRow> {
  const row: ClassificationRow = {
    county_code: water.county_code,
    id: uuidv7(tx.at.getTime()),
    water_id: water.id,
    region_code: water.region_code,
    rule_class: record.rule.outcome,
    override_class: override?.waterClass ?? null,
    override_reason: override?.reason ?? null,
    record,
    at: tx.at,
    by_account: tx.actor.accountId,
  }
  await tx.sql.insertInto('water_classifications').values(row).execute()
  await tx.append({
    kind: 'water.classified',
    regionCode: water.region_code,
    subjectId: water.id,
    body: {
      classificationId: row.id,
      ruleClass: row.rule_class,
      shares: Object.fromEntries(record.causes.map(({ causeId, sharePercent }) => [causeId, sharePercent])),
      policyInForceFrom: record.rule.policyInForceFrom,
      recordHash: hashClassification(record),
      ...(override === undefined ? {} : { overrideClass: override.waterClass, reason: override.reason }),
    },
  })
  return row
}

/** Persisted: facts hold it. What is not known is left out, as the database leaves it out. */
export function hashClassification(record: ClassificationRecord): string {
  return sha256(canonicalJson(JSON.parse(JSON.stringify(record))))
}

/** Newest first. */
export async function classificationsOf(tx: Tx, waterId: string): Promise<readonly ClassificationRow[]> {
  return tx.sql
    .selectFrom('water_classifications')
    .selectAll()
    .where('water_id', '=', waterId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
}

/** The newest classification of each of some waters; those without one are absent. */
export async function newestClassifications(
  tx: Tx,
  waterIds: readonly string[],
): Promise<ReadonlyMap<string, ClassificationRecord>> {
  if (waterIds.length === 0) return new Map()
  const rows = await tx.sql
    .selectFrom('water_classifications')
    .distinctOn('water_id')
    .select(['water_id', 'record'])
    .where('water_id', 'in', waterIds)
    .orderBy('water_id')
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map(({ water_id, record }) => [water_id, record]))
}

/** Moves a water's classifications with it to the division it is corrected to. */
export async function moveClassificationsToRegion(tx: Tx, waterId: string, regionCode: RegionCode): Promise<void> {
  await tx.sql
    .updateTable('water_classifications')
    .set({ region_code: regionCode })
    .where('water_id', '=', waterId)
    .execute()
}
