import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import { labelPeople } from '../people/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import type { BodyOf } from '../platform/http/endpoint.ts'
import { policyAt, policyEditions, type PolicyValue } from '../policy/policy.ts'
import { requireWaterInPlace, type WaterRow } from '../waters/store.ts'
import type { Declared, declareMeasure as declareMeasureEndpoint } from './contract.ts'
import { measureDayWrong, measureNotDeclarable, measureNotFound } from './problems.ts'
import { mayBeDeclared } from './rules.ts'

export type DeclaredTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  cycle: number
  measure_id: string
  quantity: number | null
  source: string | null
  starts_on: string
  note: string | null
  declared_by: string
  declared_at: Date
  withdrawn_by: string | null
  withdrawn_at: Date | null
  withdrawn_why: string | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    declared_measures: DeclaredTable
  }
}

type CatalogueMeasure = PolicyValue<'measures'>['measures'][number]

/** The measures of a day's catalogue that need source and quantity on record. */
export function declarableOn(today: string): readonly CatalogueMeasure[] {
  return policyAt('measures', today).value.measures.filter(mayBeDeclared)
}

/** Persisted: facts hold it. */
export function hashDeclared(
  row: Pick<DeclaredTable, 'cycle' | 'quantity' | 'source' | 'note' | 'declared_by'>,
): string {
  const { cycle, quantity, source, note, declared_by } = row
  return sha256(canonicalJson({ cycle, quantity, source, note, declared_by }))
}

/**
 * Puts a measure on record that counts as treatment on conditions only. Fact `acceptance.measure-declared`.
 *
 * @throws Problem `water.not-found`, `acceptance.measure-not-declarable`, `acceptance.measure-day-wrong`
 */
export async function declareMeasure(
  tx: Tx,
  waterId: string,
  { measureId, quantity, source, startsOn, note }: BodyOf<typeof declareMeasureEndpoint>,
): Promise<Declared> {
  const water = await requireWaterInPlace(tx, waterId)
  const today = chinaDate(tx.at)
  const allowed = declarableOn(today)
  if (!allowed.some(({ id }) => id === measureId)) {
    throw new Problem(measureNotDeclarable, { measureId, allowed: allowed.map(({ name }) => name) })
  }
  if (startsOn > today) throw new Problem(measureDayWrong, { startsOn, today })
  const row: DeclaredTable = {
    county_code: water.county_code,
    id: uuidv7(tx.at.getTime()),
    water_id: water.id,
    region_code: water.region_code,
    cycle: water.cycle,
    measure_id: measureId,
    quantity: quantity ?? null,
    source: source ?? null,
    starts_on: startsOn,
    note: note ?? null,
    declared_by: tx.actor.accountId,
    declared_at: tx.at,
    withdrawn_by: null,
    withdrawn_at: null,
    withdrawn_why: null,
  }
  await tx.sql.insertInto('declared_measures').values(row).execute()
  await tx.append({
    kind: 'acceptance.measure-declared',
    regionCode: row.region_code,
    subjectId: row.water_id,
    body: { declaredId: row.id, measureId, startsOn, contentHash: hashDeclared(row) },
  })
  const [shown] = await declaredViews(tx, [row])
  return shown! // one in, one out
}

/**
 * Takes back what was declared by mistake; it stays on record. Fact `acceptance.measure-withdrawn`.
 *
 * @throws Problem `acceptance.measure-not-found`, also for one withdrawn already
 * @returns the water
 */
export async function withdrawMeasure(tx: Tx, id: string, reason: string): Promise<string> {
  const found = await requireDeclared(tx, id)
  await requireWaterInPlace(tx, found.water_id)
  const row = await requireDeclared(tx, id)
  await tx.sql
    .updateTable('declared_measures')
    .set({ withdrawn_by: tx.actor.accountId, withdrawn_at: tx.at, withdrawn_why: reason })
    .where('county_code', '=', row.county_code)
    .where('id', '=', id)
    .execute()
  await tx.append({
    kind: 'acceptance.measure-withdrawn',
    regionCode: row.region_code,
    subjectId: row.water_id,
    body: { declaredId: id, measureId: row.measure_id, reason },
  })
  return row.water_id
}

async function requireDeclared(tx: Tx, id: string): Promise<DeclaredTable> {
  const row = await tx.sql
    .selectFrom('declared_measures')
    .selectAll()
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new Problem(measureNotFound, { id })
  return row
}

/** What is declared for the water's present cycle and not withdrawn, oldest first. */
export async function declaredOf(
  tx: Tx,
  { id, cycle }: Pick<WaterRow, 'id' | 'cycle'>,
): Promise<readonly DeclaredTable[]> {
  return tx.sql
    .selectFrom('declared_measures')
    .selectAll()
    .where('water_id', '=', id)
    .where('cycle', '=', cycle)
    .where('withdrawn_at', 'is', null)
    .orderBy('id')
    .execute()
}

export async function declaredViews(tx: Tx, rows: readonly DeclaredTable[]): Promise<Declared[]> {
  const whoIs = await labelPeople(
    tx,
    rows.map(row => row.declared_by),
  )
  return rows.map(row => {
    const measure = measureOf(row.measure_id)
    return {
      id: row.id,
      measureId: row.measure_id,
      name: measure?.name ?? { zh: row.measure_id, en: row.measure_id },
      unit: measure?.unit ?? '',
      ...(row.quantity === null ? {} : { quantity: row.quantity }),
      ...(row.source === null ? {} : { source: row.source }),
      startsOn: row.starts_on,
      ...(row.note === null ? {} : { note: row.note }),
      declaredBy: whoIs(row.declared_by),
      declaredAt: row.declared_at.toISOString(),
    }
  })
}

/** A measure by its id, of the newest catalogue that has it. */
export function measureOf(id: string): CatalogueMeasure | undefined {
  return policyEditions('measures')
    .toReversed()
    .flatMap(({ value }) => value.measures)
    .find(measure => measure.id === id)
}
