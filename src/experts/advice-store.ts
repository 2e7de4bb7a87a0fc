import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { regionRange, type RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { cutPage, readCursor, writeCursor, type RowPage } from '../platform/http/cursor.ts'
import type { BodyOf, QueryOf } from '../platform/http/endpoint.ts'
import { policyAt } from '../policy/policy.ts'
import { requireWaterInPlace } from '../waters/store.ts'
import { waitingIn, type WaitingList } from '../waters/waiting-store.ts'
import { readDayCursor } from '../platform/http/day-cursor.ts'
import { requirePhotos } from '../works/photos.ts'
import type { VisitPhase } from '../works/rules.ts'
import type {
  answerAdvice as answerAdviceEndpoint,
  giveAdvice as giveAdviceEndpoint,
  listAdvice as listAdviceEndpoint,
  stepAdvice as stepAdviceEndpoint,
} from './contract.ts'
import { myAssignment } from './assignments-store.ts'
import type { ExpertColumns } from './expert-labels.ts'
import {
  adviceDeedMissing,
  adviceMeasureUnknown,
  adviceNotFound,
  adviceNotYours,
  adviceStepRefused,
} from './problems.ts'
import {
  adviceAfter,
  answerBy,
  dueAfterStep,
  needsDeed,
  type Adoption,
  type AdviceState,
  type AdviceStep,
} from './rules.ts'

export type AdviceTable = ExpertColumns & {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  phase: VisitPhase
  measure_id: string | null
  part: string | null
  text: string
  files: string[]
  given_by: string
  given_at: Date
  due_on: string
  state: AdviceState
  state_since: Date
  steps: number
}

export type AdviceStepTable = {
  county_code: string
  advice_id: string
  number: number
  region_code: RegionCode
  step: AdviceStep
  adoption: Adoption | null
  text: string
  deed: string | null
  files: string[]
  due_on: string
  by_account: string
  at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    expert_advice: AdviceTable
    expert_advice_steps: AdviceStepTable
  }
}

export type Advising = BodyOf<typeof giveAdviceEndpoint>

/**
 * Leaves advice that the county has to answer. Fact `expert.advised`.
 *
 * @throws Problem `water.not-found`, `advice.not-yours`, `advice.measure-unknown`, `works.photos-not-there`
 * @returns its id
 */
export async function giveAdvice(tx: Tx, { waterId, phase, measureId, part, text, files }: Advising): Promise<string> {
  const water = await requireWaterInPlace(tx, waterId)
  const assignment = await myAssignment(tx, water)
  if (assignment === undefined) throw new Problem(adviceNotYours, { water: water.name })
  const today = chinaDate(tx.at)
  requireMeasure(measureId, today)
  await requirePhotos(tx, waterId, files)
  const row: AdviceTable = {
    county_code: water.county_code,
    id: uuidv7(tx.at.getTime()),
    water_id: water.id,
    region_code: water.region_code,
    expert_account: assignment.expert_account,
    expert_organisation: assignment.expert_organisation,
    phase,
    measure_id: measureId ?? null,
    part: part ?? null,
    text,
    files,
    given_by: tx.actor.accountId,
    given_at: tx.at,
    due_on: answerBy(policyAt('expert-help', today).value, today),
    state: 'open',
    state_since: tx.at,
    steps: 0,
  }
  await tx.sql.insertInto('expert_advice').values(row).execute()
  await tx.append({
    kind: 'expert.advised',
    regionCode: row.region_code,
    subjectId: row.water_id,
    body: {
      adviceId: row.id,
      phase,
      ...(measureId === undefined ? {} : { measureId }),
      dueOn: row.due_on,
      contentHash: hashAdvice(row),
    },
  })
  return row.id
}

function requireMeasure(measureId: string | undefined, today: string): void {
  if (measureId === undefined) return
  const { measures } = policyAt('measures', today).value
  if (!measures.some(({ id }) => id === measureId)) throw new Problem(adviceMeasureUnknown, { measureId })
}

/** Persisted: facts hold it. */
export function hashAdvice(row: AdviceTable): string {
  const { text, part, files, given_by, expert_account, expert_organisation } = row
  return sha256(canonicalJson({ text, part, files, given_by, expert_account, expert_organisation }))
}

/** Persisted: facts hold it. */
export function hashAdviceStep({ text, deed, files, by_account }: AdviceStepTable): string {
  return sha256(canonicalJson({ text, deed, files, by_account }))
}

export type Answering = BodyOf<typeof answerAdviceEndpoint>

/**
 * The county's answer: what is adopted, why, and what was done. Fact `expert.advice-moved`.
 *
 * @throws Problem `advice.not-found`, `advice.step-refused`, `advice.deed-missing`, `works.photos-not-there`
 */
export async function answerAdvice(tx: Tx, id: string, { adoption, reason, deed, files }: Answering): Promise<void> {
  const before = await holdAdvice(tx, id)
  requireStep(before, 'answer')
  if (needsDeed(adoption) && deed === undefined) throw new Problem(adviceDeedMissing, {})
  await takeStep(tx, before, { step: 'answer', adoption, text: reason, deed: deed ?? null, files })
}

export type Stepping = BodyOf<typeof stepAdviceEndpoint>

/**
 * What the expert makes of the answer; also whoever is assigned to the water now, where the one who advised has gone. Fact
 * `expert.advice-moved`.
 *
 * @throws Problem `advice.not-found`, `advice.not-yours`, `advice.step-refused`, `works.photos-not-there`
 */
export async function stepAdvice(tx: Tx, id: string, { step, reason, files }: Stepping): Promise<void> {
  const before = await holdAdvice(tx, id)
  if (before.given_by !== tx.actor.accountId) {
    const water = await requireWaterInPlace(tx, before.water_id)
    if ((await myAssignment(tx, water)) === undefined) throw new Problem(adviceNotYours, { water: water.name })
  }
  await takeStep(tx, before, { step, adoption: null, text: reason, deed: null, files })
}

/** Where a step leads. @throws Problem `advice.step-refused` */
function requireStep({ state }: AdviceTable, step: AdviceStep): AdviceState {
  const after = adviceAfter(state, step)
  if (after === undefined) throw new Problem(adviceStepRefused, { state, step })
  return after
}

type Taken = Pick<AdviceStepTable, 'step' | 'adoption' | 'text' | 'deed' | 'files'>

async function takeStep(tx: Tx, advice: AdviceTable, taken: Taken): Promise<void> {
  const after = requireStep(advice, taken.step)
  await requirePhotos(tx, advice.water_id, taken.files)
  const on = chinaDate(tx.at)
  const row: AdviceStepTable = {
    county_code: advice.county_code,
    advice_id: advice.id,
    number: advice.steps + 1,
    region_code: advice.region_code,
    ...taken,
    due_on: dueAfterStep(policyAt('expert-help', on).value, { step: taken.step, on, dueOn: advice.due_on }),
    by_account: tx.actor.accountId,
    at: tx.at,
  }
  await tx.sql.insertInto('expert_advice_steps').values(row).execute()
  await tx.sql
    .updateTable('expert_advice')
    .set({ due_on: row.due_on, state: after, state_since: tx.at, steps: row.number })
    .where('county_code', '=', advice.county_code)
    .where('id', '=', advice.id)
    .execute()
  await tx.append({
    kind: 'expert.advice-moved',
    regionCode: advice.region_code,
    subjectId: advice.water_id,
    body: {
      adviceId: advice.id,
      phase: advice.phase,
      number: row.number,
      step: row.step,
      from: advice.state,
      to: after,
      dueOn: row.due_on,
      ...(row.adoption === null ? {} : { adoption: row.adoption }),
      contentHash: hashAdviceStep(row),
    },
  })
}

async function holdAdvice(tx: Tx, id: string): Promise<AdviceTable> {
  const found = await requireAdvice(tx, id)
  await requireWaterInPlace(tx, found.water_id)
  const held = await tx.sql.selectFrom('expert_advice').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (held === undefined) throw new Problem(adviceNotFound, { id })
  return held
}

/** @throws Problem `advice.not-found` */
export async function requireAdvice(tx: Tx, id: string): Promise<AdviceTable> {
  const found = await tx.sql.selectFrom('expert_advice').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Problem(adviceNotFound, { id })
  return found
}

/** What waits comes by its day, the most urgent first; closed ones and all together the latest first. */
export async function findAdvice(tx: Tx, query: QueryOf<typeof listAdviceEndpoint>): Promise<RowPage<AdviceTable>> {
  const { region, water, expert, state, cursor, limit } = query
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const byDay = state !== undefined && state !== 'closed'
  const conditions = [
    sql`region_code >= ${range.from} collate "C" and region_code < ${range.to} collate "C"`,
    water === undefined ? sql`true` : sql`water_id = ${water}::uuid`,
    expert === undefined ? sql`true` : sql`coalesce(expert_account, expert_organisation) = ${expert}::uuid`,
    stateCondition(state, chinaDate(tx.at)),
    cursor === undefined ? sql`true` : beyond(cursor, byDay),
  ]
  const order = byDay ? sql`due_on, id` : sql`state_since desc, id desc`
  const { rows } = await sql<AdviceTable>`select * from expert_advice where ${sql.join(conditions, sql` and `)}
    order by ${order} limit ${limit + 1}`.execute(tx.sql)
  return cutPage(rows, limit, last => writeCursor([byDay ? last.due_on : last.state_since.toISOString(), last.id]))
}

const unsettled = sql<SqlBool>`state in ('open', 'answered')`

function stateCondition(state: QueryOf<typeof listAdviceEndpoint>['state'], today: string): RawBuilder<SqlBool> {
  if (state === undefined) return sql<SqlBool>`true`
  if (state === 'unsettled') return unsettled
  if (state === 'late') return sql<SqlBool>`${unsettled} and due_on < ${today}::date`
  return state === 'closed' ? sql<SqlBool>`state in ('closed', 'withdrawn')` : sql<SqlBool>`state = ${state}`
}

function beyond(cursor: string, byDay: boolean): RawBuilder<SqlBool> {
  if (byDay) {
    const { day, id } = readDayCursor(cursor)
    return sql<SqlBool>`(due_on, id) > (${day}::date, ${id}::uuid)`
  }
  const [since, id] = readCursor(cursor, ['instant', 'uuid'])
  return sql<SqlBool>`(state_since, id) < (${since}::timestamptz, ${id}::uuid)`
}

/** The steps of some advice, in their order. */
export async function stepsOfAdvice(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, AdviceStepTable[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.sql
    .selectFrom('expert_advice_steps')
    .selectAll()
    .where('advice_id', 'in', ids)
    .orderBy('number')
    .execute()
  return Map.groupBy(rows, row => row.advice_id)
}

/** Advice that waits, of some waters; waters without any are absent. */
export async function countAdviceOfWaters(
  tx: Tx,
  waterIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly unsettled: number; readonly late: number }>> {
  if (waterIds.length === 0) return new Map()
  const { rows } = await sql<{ water_id: string; unsettled: number; late: number }>`
    select water_id, count(*)::int as unsettled, (count(*) filter (where due_on < ${chinaDate(tx.at)}::date))::int as late
    from expert_advice where water_id = any(${waterIds}::uuid[]) and ${unsettled} group by 1`.execute(tx.sql)
  return new Map(rows.map(({ water_id, ...counts }) => [water_id, counts]))
}

export type WaitingAdvice = {
  readonly expert: string
  /** Six digits. */
  readonly county: string
  readonly state: 'open' | 'answered'
  readonly count: number
  readonly late: number
}

/** Advice that waits, by expert, county and whose turn it is. */
export async function countWaitingAdvice(tx: Tx, region?: RegionCode): Promise<readonly WaitingAdvice[]> {
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const { rows } = await sql<WaitingAdvice>`
    select coalesce(expert_account, expert_organisation) as expert, left(region_code, 6) as county, state,
           count(*)::int as count, (count(*) filter (where due_on < ${chinaDate(tx.at)}::date))::int as late
    from expert_advice where ${unsettled}
      and region_code >= ${range.from} collate "C" and region_code < ${range.to} collate "C" group by 1, 2, 3`.execute(
    tx.sql,
  )
  return rows
}

/** Advice past its day: what the county has to answer, or what the calling expert has to look at. With the water, as `lateVisits`. */
export async function lateAdvice(tx: Tx): Promise<WaitingList> {
  const { actor } = tx
  const turn = actor.may('experts.advise')
    ? sql`t.state = 'answered' and coalesce(t.expert_account, t.expert_organisation)
        in (${actor.accountId}::uuid, ${actor.organisationId ?? actor.accountId}::uuid)`
    : sql`t.state = 'open'`
  return waitingIn(tx, sql`expert_advice`, sql<SqlBool>`${turn} and t.due_on < ${chinaDate(tx.at)}::date`)
}

/** Moves what belongs to a water with it to the division it is corrected to, so that it stays behind the same wall. */
export async function moveExpertsToRegion(tx: Tx, waterId: string, regionCode: RegionCode): Promise<void> {
  for (const table of ['expert_assignments', 'expert_advice'] as const) {
    await tx.sql.updateTable(table).set({ region_code: regionCode }).where('water_id', '=', waterId).execute()
  }
  await sql`update expert_advice_steps s set region_code = ${regionCode} from expert_advice a
    where a.county_code = s.county_code and a.id = s.advice_id and a.water_id = ${waterId}::uuid`.execute(tx.sql)
}
