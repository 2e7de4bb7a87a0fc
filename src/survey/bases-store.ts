import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import type { PersonLabel } from '../domain/person-label.ts'
import type { RegionCode } from '../domain/regions.ts'
import { labelPeople } from '../people/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { requireWaterInPlace } from '../waters/store.ts'
import { refuseQuestionnaire, refuseSenses } from './basis-checks.ts'
import type { NewQuestionnaire, NewSenses, Questionnaire, Senses } from './contract.ts'
import { basisDiffers, basisRefused } from './problems.ts'

type RecordColumns = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  note: string | null
  photos: string[]
  recorded_by: string
  recorder: string
  recorded_at: Date
}

type SensesTable = RecordColumns & {
  observed_at: Date
  colour: NewSenses['colour']
  colour_text: string | null
  odour: number | null
  finding: NewSenses['finding']
  floating: string | null
  weather: string | null
}

type QuestionnaireTable = RecordColumns & {
  held_on: string
  issued: number | null
  valid: number
  black: number
  adults_living_there: number | null
  satisfied: number | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    senses_records: SensesTable
    questionnaires: QuestionnaireTable
  }
}

/**
 * Keeps what the senses said of a water. The same record again is fine. Fact `survey.basis-recorded`.
 *
 * @param id made where the record is made (phone, desk)
 * @throws Problem `water.not-found`; `basis.refused`; `basis.differs` for other content under the same id
 */
export async function recordSenses(tx: Tx, id: string, senses: NewSenses): Promise<Senses> {
  const refusal = refuseSenses(senses, tx.at)
  if (refusal !== undefined) throw new Problem(basisRefused, refusal)
  const row = sensesRow(tx, id, await requireWaterInPlace(tx, senses.waterId), senses)
  const inserted = await tx.sql
    .insertInto('senses_records')
    .values(row)
    .onConflict(conflict => conflict.columns(['county_code', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted === undefined) return sameSenses(tx, row)
  const told = { colour: row.colour, odour: row.odour, finding: row.finding }
  await appendBasis(tx, { row, basis: 'senses', values: told, contentHash: hashBasis(sensesOf(row)) })
  return signedOne(tx, sensesOf(row))
}

function sensesRow(tx: Tx, id: string, water: WaterPlace, senses: NewSenses): SensesTable {
  return {
    ...recordColumns(tx, id, water, senses),
    observed_at: new Date(senses.observedAt),
    colour: senses.colour,
    colour_text: senses.colourText ?? null,
    odour: senses.odour ?? null,
    finding: senses.finding,
    floating: senses.floating ?? null,
    weather: senses.weather ?? null,
  }
}

/** A record of one of the bases with the water it is of, which the caller holds or has just made. */
export type BulkBasis<Record> = { readonly id: string; readonly water: WaterPlace; readonly record: Record }

/**
 * Keeps many senses records without a fact of their own: the caller's fact vouches for them.
 *
 * @throws Problem `basis.refused`
 */
export async function recordSensesInBulk(tx: Tx, all: readonly BulkBasis<NewSenses>[]): Promise<void> {
  for (const { record } of all) {
    const refusal = refuseSenses(record, tx.at)
    if (refusal !== undefined) throw new Problem(basisRefused, refusal)
  }
  await insertInBulk(
    tx,
    'senses_records',
    all.map(({ id, water, record }) => sensesRow(tx, id, water, record)),
  )
}

/** As `recordSensesInBulk`. @throws Problem `basis.refused` */
export async function recordQuestionnairesInBulk(tx: Tx, all: readonly BulkBasis<NewQuestionnaire>[]): Promise<void> {
  for (const { record } of all) {
    const refusal = refuseQuestionnaire(record, chinaDate(tx.at))
    if (refusal !== undefined) throw new Problem(basisRefused, refusal)
  }
  await insertInBulk(
    tx,
    'questionnaires',
    all.map(({ id, water, record }) => questionnaireRow(tx, id, water, record)),
  )
}

async function insertInBulk(
  tx: Tx,
  table: 'senses_records' | 'questionnaires',
  rows: readonly RecordColumns[],
): Promise<void> {
  if (rows.length === 0) return
  const target = sql.table(table)
  await sql`insert into ${target} select * from jsonb_populate_recordset(null::${target}, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx.sql,
  )
}

async function sameSenses(tx: Tx, row: SensesTable): Promise<Senses> {
  const stored = await tx.sql
    .selectFrom('senses_records')
    .selectAll()
    .where('county_code', '=', row.county_code)
    .where('id', '=', row.id)
    .executeTakeFirst()
  if (stored === undefined || !sameContent(sensesOf(stored), sensesOf(row)))
    throw new Problem(basisDiffers, { id: row.id })
  return signedOne(tx, sensesOf(stored))
}

/**
 * Keeps the counts of a questionnaire of residents. The same record again is fine. Fact `survey.basis-recorded`.
 *
 * @throws Problem `water.not-found`; `basis.refused`; `basis.differs` for other content under the same id
 */
export async function recordQuestionnaire(tx: Tx, id: string, questionnaire: NewQuestionnaire): Promise<Questionnaire> {
  const refusal = refuseQuestionnaire(questionnaire, chinaDate(tx.at))
  if (refusal !== undefined) throw new Problem(basisRefused, refusal)
  const row = questionnaireRow(tx, id, await requireWaterInPlace(tx, questionnaire.waterId), questionnaire)
  const inserted = await tx.sql
    .insertInto('questionnaires')
    .values(row)
    .onConflict(conflict => conflict.columns(['county_code', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted === undefined) return sameQuestionnaire(tx, row)
  const told = { valid: row.valid, black: row.black }
  await appendBasis(tx, { row, basis: 'questionnaire', values: told, contentHash: hashBasis(questionnaireOf(row)) })
  return signedOne(tx, questionnaireOf(row))
}

function questionnaireRow(tx: Tx, id: string, water: WaterPlace, record: NewQuestionnaire): QuestionnaireTable {
  return {
    ...recordColumns(tx, id, water, record),
    held_on: record.heldOn,
    issued: record.issued ?? null,
    valid: record.valid,
    black: record.black,
    adults_living_there: record.adultsLivingThere ?? null,
    satisfied: record.satisfied ?? null,
  }
}

async function sameQuestionnaire(tx: Tx, row: QuestionnaireTable): Promise<Questionnaire> {
  const stored = await tx.sql
    .selectFrom('questionnaires')
    .selectAll()
    .where('county_code', '=', row.county_code)
    .where('id', '=', row.id)
    .executeTakeFirst()
  if (stored === undefined || !sameContent(questionnaireOf(stored), questionnaireOf(row))) {
    throw new Problem(basisDiffers, { id: row.id })
  }
  return signedOne(tx, questionnaireOf(stored))
}

type WaterPlace = { readonly county_code: string; readonly id: string; readonly region_code: RegionCode }

function recordColumns(
  tx: Tx,
  id: string,
  water: WaterPlace,
  { note, photos }: { readonly note?: string | undefined; readonly photos: readonly string[] },
): RecordColumns {
  return {
    county_code: water.county_code,
    id,
    water_id: water.id,
    region_code: water.region_code,
    note: note ?? null,
    photos: [...photos],
    recorded_by: tx.actor.accountId,
    recorder: tx.actor.username,
    recorded_at: tx.at,
  }
}

/** Who sent it and when may differ: a phone's second attempt after a lost answer is the same record. */
function sameContent(a: BasisRecord, b: BasisRecord): boolean {
  return hashBasis(a) === hashBasis(b)
}

/** Of what a record says; who kept it and when is not of it, nor what is computed from it. Persisted: facts hold it. */
export function hashBasis(record: BasisRecord): string {
  return hashContent(record)
}

function hashContent(content: object): string {
  return sha256(canonicalJson({ ...content, recorderId: undefined, recordedAt: undefined, blackPercent: undefined }))
}

/** As `hashBasis` of the record once kept. */
export function hashNewSenses(id: string, senses: NewSenses): string {
  return hashContent({ ...senses, id, observedAt: new Date(senses.observedAt).toISOString() })
}

/** As `hashBasis` of the record once kept. */
export function hashNewQuestionnaire(id: string, questionnaire: NewQuestionnaire): string {
  return hashContent({ ...questionnaire, id })
}

async function appendBasis(
  tx: Tx,
  {
    row,
    basis,
    values,
    contentHash,
  }: {
    readonly row: RecordColumns
    readonly basis: 'senses' | 'questionnaire'
    readonly values: Readonly<Record<string, unknown>>
    readonly contentHash: string
  },
): Promise<void> {
  await tx.append({
    kind: 'survey.basis-recorded',
    regionCode: row.region_code,
    subjectId: row.water_id,
    body: { basis, values: { id: row.id, ...values }, contentHash },
  })
}

/** A record as it is kept: by the id of whoever made it. */
export type Kept<Record extends { readonly recordedBy: unknown }> = Omit<Record, 'recordedBy'> & {
  readonly recorderId: string
}
type BasisRecord = Kept<Senses> | Kept<Questionnaire>

/** Puts to each record who made it; one query for all. */
export async function signed<Unsigned extends { readonly recorderId: string }>(
  tx: Tx,
  records: readonly Unsigned[],
): Promise<(Omit<Unsigned, 'recorderId'> & { recordedBy: PersonLabel })[]> {
  const whoIs = await labelPeople(
    tx,
    records.map(({ recorderId }) => recorderId),
  )
  return records.map(({ recorderId, ...record }) => ({ ...record, recordedBy: whoIs(recorderId) }))
}

async function signedOne<Unsigned extends { readonly recorderId: string }>(tx: Tx, record: Unsigned) {
  const [only] = await signed(tx, [record])
  return only! // one in, one out
}

/** The senses records and questionnaires of some waters, newest first. Waters without any are absent. */
export async function findBases(
  tx: Tx,
  waterIds: readonly string[],
): Promise<{ readonly senses: readonly Kept<Senses>[]; readonly questionnaires: readonly Kept<Questionnaire>[] }> {
  if (waterIds.length === 0) return { senses: [], questionnaires: [] }
  const [senses, questionnaires] = await Promise.all([
    tx.sql
      .selectFrom('senses_records')
      .selectAll()
      .where('water_id', 'in', waterIds)
      .orderBy('observed_at', 'desc')
      .orderBy('id', 'desc')
      .execute(),
    tx.sql
      .selectFrom('questionnaires')
      .selectAll()
      .where('water_id', 'in', waterIds)
      .orderBy('held_on', 'desc')
      .orderBy('id', 'desc')
      .execute(),
  ])
  return { senses: senses.map(sensesOf), questionnaires: questionnaires.map(questionnaireOf) }
}

/** Moves a water's records with it to the division it is corrected to, so that they stay behind the same wall. */
export async function moveBasesToRegion(tx: Tx, waterId: string, regionCode: RegionCode): Promise<void> {
  const tables = ['survey_candidates', 'senses_records', 'questionnaires'] as const
  for (const table of tables) {
    await tx.sql.updateTable(table).set({ region_code: regionCode }).where('water_id', '=', waterId).execute()
  }
}

function sensesOf(row: SensesTable): Kept<Senses> {
  return {
    ...recordOf(row),
    observedAt: row.observed_at.toISOString(),
    colour: row.colour,
    ...(row.colour_text === null ? {} : { colourText: row.colour_text }),
    ...(row.odour === null ? {} : { odour: row.odour }),
    finding: row.finding,
    ...(row.floating === null ? {} : { floating: row.floating }),
    ...(row.weather === null ? {} : { weather: row.weather }),
  }
}

function questionnaireOf(row: QuestionnaireTable): Kept<Questionnaire> {
  return {
    ...recordOf(row),
    heldOn: row.held_on,
    ...(row.issued === null ? {} : { issued: row.issued }),
    valid: row.valid,
    black: row.black,
    ...(row.adults_living_there === null ? {} : { adultsLivingThere: row.adults_living_there }),
    ...(row.satisfied === null ? {} : { satisfied: row.satisfied }),
    ...(row.valid === 0 ? {} : { blackPercent: Math.round((row.black / row.valid) * 1000) / 10 }),
  }
}

function recordOf(row: RecordColumns) {
  return {
    id: row.id,
    waterId: row.water_id,
    ...(row.note === null ? {} : { note: row.note }),
    photos: row.photos,
    recorderId: row.recorded_by,
    recordedAt: row.recorded_at.toISOString(),
  }
}
