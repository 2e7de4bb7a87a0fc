import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { regionRange, type RegionCode } from '../domain/regions.ts'
import { labelPeople } from '../people/store.ts'
import { placeDirectory, placeNames } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { cutPage, writeCursor, type RowPage } from '../platform/http/cursor.ts'
import type { BodyOf, QueryOf } from '../platform/http/endpoint.ts'
import { policyAt, type PolicyEdition } from '../policy/policy.ts'
import { isOnList } from '../waters/by-list-store.ts'
import { watersById } from '../waters/overview-store.ts'
import { requireWaterInPlace, type WaterRow } from '../waters/store.ts'
import type {
  cancelVisit as cancelVisitEndpoint,
  listVisits as listVisitsEndpoint,
  planVisit as planVisitEndpoint,
  Visit,
  VisitRecord,
} from './contract.ts'
import { readDayCursor } from '../platform/http/day-cursor.ts'
import { partyColumns, partyLabel } from './parties.ts'
import { requirePhotos } from './photos.ts'
import {
  ownerMissing,
  visitAnswersRefused,
  visitDayWrong,
  visitEnded,
  visitNotFound,
  visitOtherEdition,
} from './problems.ts'
import { openRectifications } from './rectifications-store.ts'
import {
  checklistOf,
  countdown,
  findingsOf,
  handbookOf,
  refuseAnswers,
  type Answer,
  type VisitPhase,
  type VisitRole,
  type VisitState,
} from './rules.ts'

export type VisitTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  /** In which it was made; while it is only planned, in which it was planned. */
  cycle: number
  phase: VisitPhase
  role: VisitRole
  handbook: string
  visitor_account: string | null
  visitor_organisation: string | null
  due_on: string
  sample_id: string | null
  planned_by: string
  planned_at: Date
  state: VisitState
  visited_on: string | null
  answers: readonly Answer[] | null
  note: string | null
  ended_by: string | null
  ended_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    verification_visits: VisitTable
  }
}

export type VisitPlan = BodyOf<typeof planVisitEndpoint> & { readonly sampleId?: string }

/**
 * Plans a visit by the handbook in force today. Fact `works.visit-planned`.
 *
 * @throws Problem `water.not-found`, `visit.day-wrong`, `works.person-unknown`
 * @returns its id
 */
export async function planVisit(tx: Tx, plan: VisitPlan): Promise<string> {
  const water = await requireWaterInPlace(tx, plan.waterId)
  const today = chinaDate(tx.at)
  if (plan.dueOn < today) throw new Problem(visitDayWrong, pastDue(plan.dueOn, today))
  const visitor = await partyColumns(tx, plan.visitor)
  const row: VisitTable = {
    county_code: water.county_code,
    id: uuidv7(tx.at.getTime()),
    water_id: water.id,
    region_code: water.region_code,
    cycle: water.cycle,
    phase: plan.phase,
    role: plan.role,
    handbook: policyAt('handbook', today).inForceFrom,
    visitor_account: visitor.account,
    visitor_organisation: visitor.organisation,
    due_on: plan.dueOn,
    sample_id: plan.sampleId ?? null,
    planned_by: tx.actor.accountId,
    planned_at: tx.at,
    state: 'planned',
    visited_on: null,
    answers: null,
    note: null,
    ended_by: null,
    ended_at: null,
  }
  await tx.sql.insertInto('verification_visits').values(row).execute()
  await tx.append({
    kind: 'works.visit-planned',
    regionCode: row.region_code,
    subjectId: row.water_id,
    body: { ...namedBy(row), dueOn: row.due_on, cycle: row.cycle, contentHash: hashPlan(row) },
  })
  return row.id
}

function pastDue(dueOn: string, today: string) {
  return {
    zh: `完成期限 ${dueOn} 早于今天（${today}），没有安排。请填写今天或以后的日期。`,
    en: `The visit would be due on ${dueOn}, before today (${today}). Give today or a later day.`,
  }
}

export function namedBy({ id, phase, role, handbook }: Pick<VisitTable, 'id' | 'phase' | 'role' | 'handbook'>) {
  return { visitId: id, phase, role, handbook }
}

/** Persisted: facts hold it. */
export function hashPlan(row: VisitTable): string {
  const { visitor_account, visitor_organisation, sample_id, planned_by } = row
  return sha256(canonicalJson({ visitor_account, visitor_organisation, sample_id, planned_by }))
}

/** Persisted: facts hold it. */
export function hashRecord({ visited_on, answers, note }: Pick<VisitTable, 'visited_on' | 'answers' | 'note'>): string {
  return sha256(canonicalJson({ visited_on, answers, note }))
}

/**
 * Records what was seen, for the cycle the water is in; findings become rectification items. The same record again changes nothing.
 * Fact `works.visit-recorded`.
 *
 * @throws Problem `visit.not-found`, `visit.ended`, `visit.other-edition`, `visit.answers-refused`, `visit.day-wrong`,
 *   `works.photos-not-there`, `visit.owner-missing`, `works.person-unknown`
 */
export async function recordVisit(tx: Tx, id: string, record: VisitRecord): Promise<void> {
  const { visit, water, edition } = await holdVisit(tx, id)
  const kept = { visited_on: record.visitedOn, answers: record.answers, note: record.note ?? null }
  if (visit.state === 'done' && hashRecord(kept) === hashRecord(visit)) return
  if (visit.state !== 'planned') throw new Problem(visitEnded, { state: visit.state })
  if (record.handbook !== visit.handbook) {
    throw new Problem(visitOtherEdition, { handbook: visit.handbook, given: record.handbook })
  }
  const checklist = checklistOf(edition, visit)
  const faults = refuseAnswers(checklist, record.answers)
  if (faults.length > 0) throw new Problem(visitAnswersRefused, { faults })
  const today = chinaDate(tx.at)
  if (record.visitedOn > today) throw new Problem(visitDayWrong, inFuture(record.visitedOn, today))
  await requirePhotos(
    tx,
    visit.water_id,
    record.answers.flatMap(({ photos }) => photos),
  )
  const findings = findingsOf(checklist, record.answers)
  if (findings.length > 0 && record.owner === undefined) throw new Problem(ownerMissing, { findings: findings.length })
  await endVisit(tx, visit, { ...kept, cycle: water.cycle, state: 'done' })
  await tx.append({
    kind: 'works.visit-recorded',
    regionCode: visit.region_code,
    subjectId: visit.water_id,
    body: {
      ...namedBy(visit),
      visitedOn: record.visitedOn,
      cycle: water.cycle,
      findings: findings.length,
      contentHash: hashRecord(kept),
    },
  })
  if (record.owner !== undefined) {
    const owner = await partyColumns(tx, record.owner)
    await openRectifications(tx, { visit, edition, findings, answers: record.answers, owner })
  }
}

function inFuture(visitedOn: string, today: string) {
  return {
    zh: `核查日期 ${visitedOn} 晚于今天（${today}），没有保存。请核对日期。`,
    en: `The visit would have taken place on ${visitedOn}, after today (${today}). Check the day.`,
  }
}

/** The visit and its water, which nobody changes before this transaction ends. */
async function holdVisit(
  tx: Tx,
  id: string,
): Promise<{ readonly visit: VisitTable; readonly water: WaterRow; readonly edition: PolicyEdition<'handbook'> }> {
  const found = await requireVisit(tx, id)
  const water = await requireWaterInPlace(tx, found.water_id)
  const visit = await tx.sql
    .selectFrom('verification_visits')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (visit === undefined) throw new Problem(visitNotFound, { id })
  const edition = handbookOf(visit.handbook)
  if (edition === undefined) throw new Error(`this release has no handbook of ${visit.handbook}`)
  return { visit, water, edition }
}

async function endVisit(
  tx: Tx,
  visit: VisitTable,
  { answers, ...end }: Pick<VisitTable, 'state' | 'cycle' | 'visited_on' | 'answers' | 'note'>,
): Promise<void> {
  await tx.sql
    .updateTable('verification_visits')
    .set({
      ...end,
      answers: answers === null ? null : sql`${JSON.stringify(answers)}::jsonb`,
      ended_by: tx.actor.accountId,
      ended_at: tx.at,
    })
    .where('county_code', '=', visit.county_code)
    .where('id', '=', visit.id)
    .execute()
}

/** Calls off what was planned. Fact `works.visit-cancelled`. @throws Problem `visit.not-found`, `visit.ended` */
export async function cancelVisit(tx: Tx, id: string, { reason }: BodyOf<typeof cancelVisitEndpoint>): Promise<void> {
  const { visit } = await holdVisit(tx, id)
  if (visit.state !== 'planned') throw new Problem(visitEnded, { state: visit.state })
  await endVisit(tx, visit, { state: 'cancelled', cycle: visit.cycle, visited_on: null, answers: null, note: reason })
  await tx.append({
    kind: 'works.visit-cancelled',
    regionCode: visit.region_code,
    subjectId: visit.water_id,
    body: { ...namedBy(visit), reason },
  })
}

async function requireVisit(tx: Tx, id: string): Promise<VisitTable> {
  const found = await tx.sql.selectFrom('verification_visits').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Problem(visitNotFound, { id })
  return found
}

/** @throws Problem `visit.not-found` */
export async function findVisit(tx: Tx, id: string): Promise<Visit> {
  const [visit] = await shown(tx, [await requireVisit(tx, id)])
  return visit! // one in, one out
}

/** What is to be done comes by its day, the most urgent first; any other list the latest day first. */
export async function listVisits(tx: Tx, query: QueryOf<typeof listVisitsEndpoint>): Promise<RowPage<Visit>> {
  const { region, water, sample, state, phase, list, cursor, limit } = query
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const ahead = state === 'planned' || state === 'late'
  const after = cursor === undefined ? undefined : readDayCursor(cursor)
  const conditions = [
    sql`region_code >= ${range.from} collate "C" and region_code < ${range.to} collate "C"`,
    water === undefined ? sql`true` : sql`water_id = ${water}::uuid`,
    sample === undefined ? sql`true` : sql`sample_id = ${sample}::uuid`,
    phase === undefined ? sql`true` : sql`phase = ${phase}`,
    list === undefined ? sql`true` : isOnList(sql`verification_visits`, list),
    state === undefined ? sql`true` : sql`state = ${state === 'late' ? 'planned' : state}`,
    state === 'late' ? sql`due_on < ${chinaDate(tx.at)}::date` : sql`true`,
    after === undefined
      ? sql`true`
      : sql`(due_on, id) ${ahead ? sql`>` : sql`<`} (${after.day}::date, ${after.id}::uuid)`,
  ]
  const order = ahead ? sql`due_on, id` : sql`due_on desc, id desc`
  const { rows } = await sql<VisitTable>`select * from verification_visits where ${sql.join(conditions, sql` and `)}
    order by ${order} limit ${limit + 1}`.execute(tx.sql)
  const page = cutPage(rows, limit, last => writeCursor([last.due_on, last.id]))
  return { ...page, items: await shown(tx, page.items) }
}

/** What the visits made in a water's present cycle answered, the latest day first: for judging, not for showing. */
export async function answersOfCycle(
  tx: Tx,
  { id, cycle }: Pick<WaterRow, 'id' | 'cycle'>,
): Promise<readonly Pick<VisitTable, 'id' | 'visited_on' | 'answers'>[]> {
  return tx.sql
    .selectFrom('verification_visits')
    .select(['id', 'visited_on', 'answers'])
    .where('water_id', '=', id)
    .where('cycle', '=', cycle)
    .where('state', '=', 'done')
    .orderBy('due_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/**
 * Visits of experts to some waters, by phase: done in the water's present cycle, and still ahead. Waters and phases without any are
 * absent.
 */
export async function expertVisitsOf(
  tx: Tx,
  waterIds: readonly string[],
): Promise<ReadonlyMap<string, Partial<Record<VisitPhase, { readonly done: number; readonly planned: number }>>>> {
  if (waterIds.length === 0) return new Map()
  const { rows } = await sql<{ water_id: string; phase: VisitPhase; done: number; planned: number }>`
    select v.water_id, v.phase, (count(*) filter (where v.state = 'done' and v.cycle = w.cycle))::int as done,
           (count(*) filter (where v.state = 'planned'))::int as planned
    from verification_visits v join waters w on w.county_code = v.county_code and w.id = v.water_id
    where v.water_id = any(${waterIds}::uuid[]) and v.role = 'expert' group by 1, 2`.execute(tx.sql)
  const byWater = Map.groupBy(rows, ({ water_id }) => water_id)
  return new Map(
    [...byWater].map(([id, of]) => [
      id,
      Object.fromEntries(of.map(({ phase, done, planned }) => [phase, { done, planned }])),
    ]),
  )
}

async function shown(tx: Tx, rows: readonly VisitTable[]): Promise<Visit[]> {
  const waters = await watersById(tx, rows.map(row => row.water_id)) // prettier-ignore
  const people = rows.flatMap(row => [row.planned_by, row.ended_by, row.visitor_account])
  const [whoIs, directory] = [await labelPeople(tx, people), await placeDirectory(tx)]
  const counts = await countFindings(tx, rows.map(row => row.id)) // prettier-ignore
  const today = chinaDate(tx.at)
  return rows.map(row => {
    const { county = '', ...names } = placeNames(directory, row.region_code)
    const water = waters.get(row.water_id)
    return {
      id: row.id,
      water: { id: row.water_id, code: water?.code ?? '', name: water?.name ?? '' },
      regionCode: row.region_code,
      regionNames: { county, ...names },
      cycle: row.cycle,
      phase: row.phase,
      role: row.role,
      handbook: row.handbook,
      visitor: partyLabel({ account: row.visitor_account, organisation: row.visitor_organisation }, whoIs),
      dueOn: row.due_on,
      ...countdown(row.due_on, today, row.state !== 'planned'),
      ...(row.sample_id === null ? {} : { sampleId: row.sample_id }),
      plannedBy: whoIs(row.planned_by),
      plannedAt: row.planned_at.toISOString(),
      state: row.state,
      ...(row.visited_on === null ? {} : { visitedOn: row.visited_on }),
      ...(row.answers === null
        ? {}
        : { answers: row.answers.map(answer => ({ ...answer, photos: [...answer.photos] })) }),
      ...(row.note === null ? {} : { note: row.note }),
      ...(row.ended_by === null ? {} : { endedBy: whoIs(row.ended_by) }),
      ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
      findings: counts.get(row.id) ?? 0,
    }
  })
}

async function countFindings(tx: Tx, visitIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (visitIds.length === 0) return new Map()
  const { rows } = await sql<{ visit_id: string; count: number }>`
    select visit_id, count(*)::int as count from rectifications where visit_id = any(${visitIds}::uuid[]) group by 1`.execute(
    tx.sql,
  )
  return new Map(rows.map(({ visit_id, count }) => [visit_id, count]))
}

/** Moves what belongs to a water with it to the division it is corrected to, so that it stays behind the same wall. */
export async function moveVisitsToRegion(tx: Tx, waterId: string, regionCode: RegionCode): Promise<void> {
  for (const table of ['verification_visits', 'rectifications'] as const) {
    await tx.sql.updateTable(table).set({ region_code: regionCode }).where('water_id', '=', waterId).execute()
  }
  await sql`update rectification_steps s set region_code = ${regionCode} from rectifications r
    where r.county_code = s.county_code and r.id = s.rectification_id and r.water_id = ${waterId}::uuid`.execute(tx.sql)
}
