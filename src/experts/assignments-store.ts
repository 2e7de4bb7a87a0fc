import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { contains, levelOf, regionRange, type RegionCode } from '../domain/regions.ts'
import { labelPeople } from '../people/store.ts'
import { placeNotFound } from '../places/problems.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { placeDirectory, requirePlace } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { cutPage, readCursor, writeCursor, type RowPage } from '../platform/http/cursor.ts'
import type { BodyOf, QueryOf } from '../platform/http/endpoint.ts'
import { policyAt } from '../policy/policy.ts'
import { watersById } from '../waters/overview-store.ts'
import { requireWaterInPlace } from '../waters/store.ts'
import type {
  Assignment,
  assignExpert as assignExpertEndpoint,
  listAssignments as listAssignmentsEndpoint,
  relieveExpert as relieveExpertEndpoint,
} from './contract.ts'
import { columnsOf, expertId, expertLabels, requireExpert, type ExpertColumns } from './expert-labels.ts'
import {
  assignmentDayRefused,
  assignmentEnded,
  assignmentNeedsCounty,
  assignmentNotFound,
  assignmentThere,
  expertOverloaded,
} from './problems.ts'
import { helpedStages, loadOf, refuseEnd, refuseTerm, type Load } from './rules.ts'

export type AssignmentTable = ExpertColumns & {
  county_code: string
  id: string
  region_code: RegionCode
  water_id: string | null
  from_on: string
  until_on: string | null
  reason: string
  assigned_by: string
  assigned_at: Date
  end_reason: string | null
  ended_by: string | null
  ended_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    expert_assignments: AssignmentTable
  }
}

export type Assigning = BodyOf<typeof assignExpertEndpoint>

/**
 * Assigns an expert to a county or a water. Fact `expert.assigned`.
 *
 * @throws Problem `water.not-found`, `place.not-found`, `expert-assignment.needs-county`, `expert.not-found`, `expert.out-of-reach`,
 *   `expert-assignment.day-refused`, `expert-assignment.there`, `expert.overloaded`
 * @returns its id
 */
export async function assignExpert(tx: Tx, assigning: Assigning): Promise<string> {
  const { fromOn, untilOn, reason } = assigning
  const to = await placeOf(tx, assigning.to)
  const expert = await requireExpert(tx, assigning.expert, to)
  const refusal = refuseTerm({ fromOn, untilOn, today: chinaDate(tx.at) })
  if (refusal !== undefined) throw new Problem(assignmentDayRefused, refusal)
  const row: AssignmentTable = {
    county_code: to.countyCode,
    id: uuidv7(tx.at.getTime()),
    region_code: to.regionCode,
    water_id: to.waterId,
    ...columnsOf(assigning.expert),
    from_on: fromOn,
    until_on: untilOn ?? null,
    reason,
    assigned_by: tx.actor.accountId,
    assigned_at: tx.at,
    end_reason: null,
    ended_by: null,
    ended_at: null,
  }
  await refuseTwice(tx, row, expert)
  await tx.sql.insertInto('expert_assignments').values(row).execute()
  const load = await loadWith(tx, row)
  if (load.over && !assigning.aboveLimit) throw new Problem(expertOverloaded, { expert, ...load })
  await tx.append({
    kind: 'expert.assigned',
    regionCode: row.region_code,
    subjectId: row.water_id ?? row.id,
    body: {
      assignmentId: row.id,
      scope: scopeOf(row),
      ...(row.expert_account === null ? {} : { accountId: row.expert_account }),
      ...(row.expert_organisation === null ? {} : { organisationId: row.expert_organisation }),
      fromOn,
      ...(untilOn === undefined ? {} : { untilOn }),
      reason,
      ...(load.over ? { aboveLimit: { waters: load.waters, most: load.most } } : {}),
    },
  })
  return row.id
}

export function scopeOf({ water_id }: Pick<AssignmentTable, 'water_id'>): Assignment['scope'] {
  return water_id === null ? 'county' : 'water'
}

async function placeOf(tx: Tx, to: Assigning['to']) {
  if ('waterId' in to) {
    const water = await requireWaterInPlace(tx, to.waterId)
    return { countyCode: water.county_code, regionCode: water.region_code, waterId: water.id, name: water.name }
  }
  const { regionCode } = to
  if (!contains(tx.actor.range, regionCode)) throw new Problem(placeNotFound, { code: regionCode })
  if (levelOf(regionCode) !== 'county') throw new Problem(assignmentNeedsCounty, { code: regionCode })
  const { name } = requirePlace(await placeDirectory(tx), regionCode)
  return { countyCode: regionCode.slice(0, 6), regionCode, waterId: null, name }
}

/** The same expert is not assigned to the same place twice for one day; what was called off before it began holds no day. */
async function refuseTwice(tx: Tx, row: AssignmentTable, expert: string): Promise<void> {
  const { rows } = await sql<{ from_on: string }>`select from_on from expert_assignments
    where county_code = ${row.county_code} and water_id is not distinct from ${row.water_id}::uuid
      and (water_id is not null or region_code = ${row.region_code})
      and coalesce(expert_account, expert_organisation) = ${expertId(row)}::uuid
      and (until_on is null or until_on > greatest(from_on, ${row.from_on}::date))
      and (${row.until_on}::date is null or from_on < ${row.until_on}::date) limit 1`.execute(tx.sql)
  const [held] = rows
  if (held !== undefined) throw new Problem(assignmentThere, { expert, fromOn: held.from_on })
}

/** What the expert helps from now on, this assignment and those still to begin included; of what the caller may see. */
async function loadWith(tx: Tx, row: AssignmentTable): Promise<Load> {
  const policy = policyAt('expert-help', chinaDate(tx.at)).value
  const { rows } = await sql<{ waters: number }>`
    with w as (${assignedWaters(sql`(a.until_on is null or a.until_on > ${chinaDate(tx.at)}::date)`)})
    select count(*)::int as waters from w
    where expert = ${expertId(row)}::uuid and ${amongStages(helpedStages(policy))}`.execute(tx.sql)
  return loadOf(rows[0]?.waters ?? 0, policy)
}

/** Holds on a day: began, and has not ended. Of the alias `a`. */
export function holdsOn(day: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`(a.from_on <= ${day}::date and (a.until_on is null or a.until_on > ${day}::date))`
}

/** Every water under an assignment of the condition: `expert, county_code, id, region_code, stage, cycle`; each once for an expert. */
export function assignedWaters(condition: RawBuilder<SqlBool>): RawBuilder<unknown> {
  const columns = sql`coalesce(a.expert_account, a.expert_organisation) as expert, w.county_code, w.id, w.region_code, w.stage, w.cycle`
  return sql`
    select ${columns} from expert_assignments a
      join waters w on w.county_code = a.county_code and w.id = a.water_id where ${condition}
    union
    select ${columns} from expert_assignments a
      join waters w on w.region_code >= a.region_code and w.region_code < (left(a.region_code, 6) || ':') collate "C"
      where a.water_id is null and ${condition}`
}

/** Of the water `w`; as literals, so that partial indexes over stages can be taken. */
export function amongStages(stages: readonly string[]): RawBuilder<SqlBool> {
  if (stages.length === 0) return sql<SqlBool>`false`
  return sql<SqlBool>`w.stage = any(array[${sql.join(stages.map(stage => sql.lit(stage)))}])`
}

export type Relieving = BodyOf<typeof relieveExpertEndpoint>

/** Ends an assignment, at its end or before. Fact `expert.relieved`. @throws Problem `expert-assignment.not-found`, `.ended`, `.day-refused` */
export async function relieveExpert(tx: Tx, id: string, { untilOn, reason }: Relieving): Promise<void> {
  const row = await holdAssignment(tx, id)
  const today = chinaDate(tx.at)
  const over = row.until_on !== null && row.until_on <= today
  if (row.ended_at !== null || over) throw new Problem(assignmentEnded, { untilOn: row.until_on ?? today })
  const { from_on: fromOn, until_on: planned } = row
  const refusal = refuseEnd({ fromOn, untilOn: planned ?? undefined, endOn: untilOn, today })
  if (refusal !== undefined) throw new Problem(assignmentDayRefused, refusal)
  await tx.sql
    .updateTable('expert_assignments')
    .set({ until_on: untilOn, end_reason: reason, ended_by: tx.actor.accountId, ended_at: tx.at })
    .where('county_code', '=', row.county_code)
    .where('id', '=', id)
    .execute()
  await tx.append({
    kind: 'expert.relieved',
    regionCode: row.region_code,
    subjectId: row.water_id ?? row.id,
    body: { assignmentId: id, scope: scopeOf(row), untilOn, reason },
  })
}

async function holdAssignment(tx: Tx, id: string): Promise<AssignmentTable> {
  const found = await requireAssignment(tx, id)
  if (found.water_id !== null) await requireWaterInPlace(tx, found.water_id)
  const held = await tx.sql
    .selectFrom('expert_assignments')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (held === undefined) throw new Problem(assignmentNotFound, { id })
  return held
}

async function requireAssignment(tx: Tx, id: string): Promise<AssignmentTable> {
  const found = await tx.sql.selectFrom('expert_assignments').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Problem(assignmentNotFound, { id })
  return found
}

/** @throws Problem `expert-assignment.not-found` */
export async function findAssignment(tx: Tx, id: string): Promise<Assignment> {
  const [assignment] = await showAssignments(tx, [await requireAssignment(tx, id)])
  return assignment! // one in, one out
}

export async function listAssignments(
  tx: Tx,
  query: QueryOf<typeof listAssignmentsEndpoint>,
): Promise<RowPage<Assignment>> {
  const { region, water, expert, state, cursor, limit } = query
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const today = chinaDate(tx.at)
  const after = cursor === undefined ? undefined : readCursor(cursor, ['instant', 'uuid'])
  const ended = sql`a.until_on is not null and a.until_on <= ${today}::date`
  const conditions = [
    sql`a.region_code >= ${range.from} collate "C" and a.region_code < ${range.to} collate "C"`,
    water === undefined ? sql`true` : sql`a.water_id = ${water}::uuid`,
    expert === undefined ? sql`true` : sql`coalesce(a.expert_account, a.expert_organisation) = ${expert}::uuid`,
    state === undefined ? sql`true` : state === 'ended' ? ended : sql`not (${ended})`,
    after === undefined ? sql`true` : sql`(a.assigned_at, a.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
  ]
  const { rows } =
    await sql<AssignmentTable>`select a.* from expert_assignments a where ${sql.join(conditions, sql` and `)}
    order by a.assigned_at desc, a.id desc limit ${limit + 1}`.execute(tx.sql)
  const page = cutPage(rows, limit, last => writeCursor([last.assigned_at.toISOString(), last.id]))
  return { ...page, items: await showAssignments(tx, page.items) }
}

/** All assignments of an expert that the caller may see: those that hold or are to begin first, then by the newest. */
export async function assignmentsOfExpert(tx: Tx, expert: string): Promise<readonly AssignmentTable[]> {
  const { rows } = await sql<AssignmentTable>`select a.* from expert_assignments a
    where coalesce(a.expert_account, a.expert_organisation) = ${expert}::uuid
    order by (a.until_on is not null and a.until_on <= ${chinaDate(tx.at)}::date), a.assigned_at desc, a.id desc
    limit 500`.execute(tx.sql)
  return rows
}

/** Every assignment that holds today in a division: to the county, or to waters of it. */
export async function assignmentsToday(tx: Tx, region?: RegionCode): Promise<readonly AssignmentTable[]> {
  const { from, to } = region === undefined ? tx.actor.range : regionRange(region)
  const { rows } = await sql<AssignmentTable>`select a.* from expert_assignments a
    where a.region_code >= ${from} collate "C" and a.region_code < ${to} collate "C" and ${holdsOn(chinaDate(tx.at))}
    order by a.assigned_at, a.id`.execute(tx.sql)
  return rows
}

type Place = { readonly id: string; readonly county_code: string; readonly region_code: RegionCode }

/** Assignments that hold today for some waters, to them or to their county. */
export async function assignmentsHeldFor(tx: Tx, waters: readonly Place[]): Promise<readonly AssignmentTable[]> {
  if (waters.length === 0) return []
  const counties = [...new Set(waters.map(({ region_code }) => `${region_code.slice(0, 6)}000000`))]
  const { rows } = await sql<AssignmentTable>`select a.* from expert_assignments a where ${holdsOn(chinaDate(tx.at))}
    and (a.water_id = any(${waters.map(({ id }) => id)}::uuid[])
      or (a.water_id is null and a.region_code = any(${counties}::text[])))
    order by a.assigned_at, a.id`.execute(tx.sql)
  return rows
}

/** Whether an assignment is to a water, or to the county in which it lies. */
export function covers({ water_id, region_code }: AssignmentTable, water: Place): boolean {
  if (water_id !== null) return water_id === water.id
  return region_code.slice(0, 6) === water.region_code.slice(0, 6)
}

/** Whether the caller is the expert of an assignment, or works for the organisation that is. */
export function isMine({ actor }: Tx, { expert_account, expert_organisation }: ExpertColumns): boolean {
  if (expert_account !== null) return expert_account === actor.accountId
  return expert_organisation !== null && expert_organisation === actor.organisationId
}

/** The assignment under which the caller advises on a water today; `undefined` where there is none. */
export async function myAssignment(tx: Tx, water: Place): Promise<AssignmentTable | undefined> {
  if (!tx.actor.may('experts.advise')) return undefined
  const held = await assignmentsHeldFor(tx, [water])
  return held.find(assignment => isMine(tx, assignment))
}

export async function showAssignments(tx: Tx, rows: readonly AssignmentTable[]): Promise<Assignment[]> {
  if (rows.length === 0) return []
  const waters = await watersById(tx, rows.flatMap(row => row.water_id ?? [])) // prettier-ignore
  const [labelOf, directory] = [await expertLabels(tx, rows), await placeDirectory(tx)]
  const whoIs = await labelPeople(tx, rows.flatMap(row => [row.assigned_by, row.ended_by])) // prettier-ignore
  const today = chinaDate(tx.at)
  return rows.map(row => {
    const water = row.water_id === null ? undefined : waters.get(row.water_id)
    return {
      id: row.id,
      scope: scopeOf(row),
      expert: labelOf(row),
      regionCode: row.region_code,
      regionNames: regionNamesOf(directory, row.region_code),
      ...(water === undefined ? {} : { water: { id: water.id, code: water.code, name: water.name } }),
      fromOn: row.from_on,
      ...(row.until_on === null ? {} : { untilOn: row.until_on }),
      current: row.from_on <= today && (row.until_on === null || row.until_on > today),
      reason: row.reason,
      assignedBy: whoIs(row.assigned_by),
      assignedAt: row.assigned_at.toISOString(),
      ...(row.end_reason === null ? {} : { endReason: row.end_reason }),
      ...(row.ended_by === null ? {} : { endedBy: whoIs(row.ended_by) }),
      ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
    }
  })
}
