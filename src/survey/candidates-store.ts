import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import { contains, regionRange, type RegionCode } from '../domain/regions.ts'
import type { WaterType } from '../domain/waters.ts'
import { samplesOf } from '../monitoring/samples-store.ts'
import type { BodyOf, QueryOf } from '../platform/http/endpoint.ts'
import type { Tx } from '../platform/db/database.ts'
import { placeNotFound } from '../places/problems.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { isPlace, placeDirectory, type PlaceDirectory } from '../places/store.ts'
import { policyAt } from '../policy/policy.ts'
import { checkPlausibility, knownDivisions, type PlausibilityFinding } from '../waters/plausibility.ts'
import { moveWater, recordWater, requireWater, requireWaterInPlace } from '../waters/store.ts'
import type { CandidateSource } from '../waters/words.ts'
import { findBases, signed } from './bases-store.ts'
import type {
  Candidate,
  decideScope as decideScopeEndpoint,
  listCandidates as listCandidatesEndpoint,
  NewCandidate,
} from './contract.ts'
import { basisDiffers, candidateNotFound, implausible } from './problems.ts'
import { isVillage, scopeOf, type Scope } from './rules.ts'
import { requireVillageInTask } from './villages-store.ts'

type SurveyCandidateTable = {
  county_code: string
  water_id: string
  region_code: RegionCode
  task_id: string | null
  source: CandidateSource
  found_on: string | null
  note: string | null
  recorded_by: string
  recorder: string
  recorded_at: Date
  in_scope: boolean | null
  scope_reason: string | null
  scope_by: string | null
  scope_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    survey_candidates: SurveyCandidateTable
  }
}

type Proposal = { readonly scope: Scope; readonly findings: PlausibilityFinding[] }

/**
 * Looks at a candidate before it is recorded: is it in scope, can the values be?
 *
 * @throws Problem `place.not-found` unless the code is a village of the caller's jurisdiction; `survey.village-not-in-task`
 */
export async function proposeCandidate(tx: Tx, candidate: NewCandidate): Promise<Proposal> {
  await requireVillage(tx, candidate.villageCode)
  if (candidate.taskId !== undefined) {
    await requireVillageInTask(tx, { taskId: candidate.taskId, villageCode: candidate.villageCode })
  }
  const today = chinaDate(tx.at)
  const policy = policyAt('plausibility', today).value
  const findings = checkPlausibility(
    {
      divisions: knownDivisions(candidate.villageCode, policy),
      type: candidate.type,
      ...(candidate.areaM2 === undefined ? {} : { areaM2: candidate.areaM2 }),
      ...(candidate.lengthM === undefined ? {} : { lengthM: candidate.lengthM }),
      ...(candidate.widthM === undefined ? {} : { widthM: candidate.widthM }),
      ...(candidate.foundOn === undefined ? {} : { surveyedOn: candidate.foundOn }),
    },
    { policy, today },
  )
  return { scope: scopeOf(candidate, policyAt('lists', today).value), findings: [...findings] }
}

/**
 * Puts a candidate on record as a suspected water. Out of scope is a result to be decided, not a refusal. The same candidate
 * again (same id) changes nothing. Facts `water.recorded`, `water.moved`.
 *
 * @throws Problem `survey.implausible`; `basis.differs` for another candidate under the same id
 */
export async function recordCandidate(
  tx: Tx,
  candidate: NewCandidate,
): Promise<Proposal & { readonly candidate: Candidate }> {
  const proposal = await proposeCandidate(tx, candidate)
  const refused = proposal.findings.filter(({ severity }) => severity === 'refuse')
  if (refused.length > 0) throw new Problem(implausible, { zh: joined(refused, 'zh'), en: joined(refused, 'en') })
  const known = candidate.id === undefined ? undefined : await knownCandidate(tx, candidate.id, candidate)
  if (known !== undefined) return { ...proposal, candidate: known }
  const water = await recordWater(tx, {
    ...(candidate.id === undefined ? {} : { id: candidate.id }),
    values: valuesOf(candidate),
    candidateSource: candidate.source,
    entry: { transition: 'suspect' },
  })
  await tx.sql
    .insertInto('survey_candidates')
    .values({
      county_code: water.county_code,
      water_id: water.id,
      region_code: water.region_code,
      task_id: candidate.taskId ?? null,
      source: candidate.source,
      found_on: candidate.foundOn ?? null,
      note: candidate.note ?? null,
      recorded_by: tx.actor.accountId,
      recorder: tx.actor.username,
      recorded_at: tx.at,
      in_scope: null,
      scope_reason: null,
      scope_by: null,
      scope_at: null,
    })
    .execute()
  return { ...proposal, candidate: await findCandidate(tx, water.id) }
}

function valuesOf(candidate: NewCandidate) {
  const { longitude, latitude } = candidate
  return {
    name: candidate.name,
    type: candidate.type,
    regionCode: candidate.villageCode,
    complaint: candidate.complaint,
    ...(candidate.naturalVillages === undefined ? {} : { naturalVillages: candidate.naturalVillages }),
    ...(candidate.areaM2 === undefined ? {} : { areaM2: candidate.areaM2, areaMethod: candidate.areaMethod }),
    ...(candidate.foundOn === undefined ? {} : { areaOn: candidate.foundOn }),
    ...(candidate.lengthM === undefined ? {} : { lengthM: candidate.lengthM }),
    ...(candidate.widthM === undefined ? {} : { widthM: candidate.widthM }),
    ...(longitude === undefined || latitude === undefined
      ? {}
      : { position: { longitude, latitude }, coordinateSource: candidate.coordinateSource }),
  }
}

/** The candidate already recorded under the id the phone made: its answer was lost on the way. */
async function knownCandidate(tx: Tx, id: string, candidate: NewCandidate): Promise<Candidate | undefined> {
  const [known] = await selectCandidates(tx, sql`w.id = ${id}`, 1)
  if (known === undefined) return undefined
  const same =
    known.name === candidate.name && known.type === candidate.type && known.regionCode === candidate.villageCode
  if (!same) throw new Problem(basisDiffers, { id })
  return known
}

/**
 * Decides by hand whether a candidate is in scope. Out of scope ends it at `cleared` (transition `dismiss`). Fact
 * `survey.scope-decided`.
 *
 * @throws Problem `survey.candidate-not-found` unless it is a suspected water of the caller's jurisdiction
 */
export async function decideScope(
  tx: Tx,
  id: string,
  { inScope, reason, expectedVersion }: BodyOf<typeof decideScopeEndpoint>,
): Promise<Candidate> {
  const before = await findCandidate(tx, id)
  if (before.stage !== 'suspected') throw new Problem(candidateNotFound, { id })
  await writeScope(tx, id, { inScope, reason })
  if (!inScope) await moveWater(tx, { id, transition: 'dismiss', reason, expectedVersion })
  return findCandidate(tx, id)
}

async function writeScope(tx: Tx, id: string, decision: { inScope: boolean; reason: string }): Promise<void> {
  const water = await requireWaterInPlace(tx, id)
  const decided = {
    in_scope: decision.inScope,
    scope_reason: decision.reason,
    scope_by: tx.actor.accountId,
    scope_at: tx.at,
  }
  await tx.sql
    .insertInto('survey_candidates')
    .values({
      county_code: water.county_code,
      water_id: id,
      region_code: water.region_code,
      task_id: null,
      source: water.candidate_source,
      found_on: null,
      note: null,
      recorded_by: tx.actor.accountId,
      recorder: tx.actor.username,
      recorded_at: tx.at,
      ...decided,
    })
    .onConflict(conflict => conflict.columns(['county_code', 'water_id']).doUpdateSet(decided))
    .execute()
  await tx.append({
    kind: 'survey.scope-decided',
    regionCode: water.region_code,
    subjectId: id,
    body: decision,
  })
}

/** Suspected waters, newest first, whether they came by a survey or were entered at the desk. */
export async function listCandidates(
  tx: Tx,
  { region, source, bases, cursor, limit }: QueryOf<typeof listCandidatesEndpoint>,
): Promise<{ items: Candidate[]; next?: string; total: number }> {
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const filter = sql.join(
    [
      sql`w.stage = 'suspected'`,
      sql`w.region_code >= ${range.from} collate "C" and w.region_code < ${range.to} collate "C"`,
      source === undefined ? sql`true` : sql`w.candidate_source = ${source}`,
      bases === undefined ? sql`true` : bases === 'some' ? hasBasis : sql`not ${hasBasis}`,
    ],
    sql` and `,
  )
  const beyond = cursor === undefined ? sql`true` : sql`w.id < ${cursor}::uuid`
  const items = await selectCandidates(tx, sql`${filter} and ${beyond}`, limit + 1)
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from waters w where ${filter}`.execute(
    tx.sql,
  )
  const total = rows[0]?.total ?? 0
  const last = items[limit - 1]
  return items.length > limit && last !== undefined
    ? { items: items.slice(0, limit), next: last.waterId, total }
    : { items, total }
}

/** @throws Problem `survey.candidate-not-found` */
async function findCandidate(tx: Tx, id: string): Promise<Candidate> {
  const [found] = await selectCandidates(tx, sql`w.id = ${id}`, 1)
  if (found === undefined) throw new Problem(candidateNotFound, { id })
  return found
}

const basisOf = (table: 'senses_records' | 'questionnaires' | 'readings') =>
  sql`from ${sql.table(table)} b where b.county_code = w.county_code and b.water_id = w.id`
const hasBasis = sql`(exists (select ${basisOf('senses_records')}) or exists (select ${basisOf('questionnaires')})
  or exists (select ${basisOf('readings')}))`

type CandidateRow = {
  id: string
  code: string
  name: string
  type: WaterType
  region_code: RegionCode
  area_m2: number | null
  candidate_source: CandidateSource
  complaint: boolean
  stage: string
  version: number
  stage_since: Date
  in_scope: boolean | null
  scope_reason: string | null
  senses: number
  questionnaires: number
  samples: number
}

async function selectCandidates(tx: Tx, condition: ReturnType<typeof sql>, limit: number): Promise<Candidate[]> {
  const directory = await placeDirectory(tx)
  const { rows } = await sql<CandidateRow>`
    select w.id, w.code, w.name, w.type, w.region_code, w.area_m2, w.candidate_source, w.complaint, w.stage, w.version,
           w.stage_since, c.in_scope, c.scope_reason,
           (select count(*)::int ${basisOf('senses_records')}) as senses,
           (select count(*)::int ${basisOf('questionnaires')}) as questionnaires,
           (select count(*)::int ${basisOf('readings')}) as samples
    from waters w left join survey_candidates c on c.county_code = w.county_code and c.water_id = w.id
    where ${condition} order by w.id desc limit ${limit}`.execute(tx.sql)
  const limits = policyAt('lists', chinaDate(tx.at)).value
  return rows.map(row => candidateOf(row, directory, scopeOf(scopeBasis(row), limits)))
}

function scopeBasis(row: CandidateRow) {
  const { in_scope: inScope, scope_reason: reason } = row
  return {
    areaM2: row.area_m2 ?? undefined,
    complaint: row.complaint,
    byHand: inScope === null || reason === null ? undefined : { inScope, reason },
  }
}

function candidateOf(row: CandidateRow, directory: PlaceDirectory, scope: Scope): Candidate {
  return {
    waterId: row.id,
    code: row.code,
    name: row.name,
    type: row.type,
    regionCode: row.region_code,
    regionNames: regionNamesOf(directory, row.region_code),
    ...(row.area_m2 === null ? {} : { areaM2: row.area_m2 }),
    source: row.candidate_source,
    complaint: row.complaint,
    stage: row.stage,
    version: row.version,
    since: row.stage_since.toISOString(),
    scope,
    bases: { senses: row.senses, questionnaires: row.questionnaires, samples: row.samples },
  }
}

/** The three bases of one water apart, newest first. @throws Problem `water.not-found` */
export async function basesOfWater(tx: Tx, waterId: string) {
  await requireWater(tx, waterId)
  const [{ senses, questionnaires }, samples] = await Promise.all([findBases(tx, [waterId]), samplesOf(tx, [waterId])])
  return {
    senses: await signed(tx, senses),
    questionnaires: await signed(tx, questionnaires),
    samples: samples.map(({ id, takenAt, point, sample }) => ({ id, takenAt, point, sample })),
  }
}

async function requireVillage(tx: Tx, code: RegionCode): Promise<void> {
  const known = isPlace(await placeDirectory(tx), code)
  if (!known || !isVillage(code) || !contains(tx.actor.range, code)) throw new Problem(placeNotFound, { code })
}

function joined(findings: readonly PlausibilityFinding[], language: 'zh' | 'en'): string {
  return findings.map(finding => finding[language]).join(language === 'zh' ? '' : ' ')
}
