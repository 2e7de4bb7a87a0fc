import { chinaDate } from '../domain/dates.ts'
import type { DutyLevel } from '../domain/duties.ts'
import { uuidv7 } from '../domain/ids.ts'
import { stages } from '../domain/lifecycle.ts'
import { Problem } from '../domain/problems.ts'
import { regionRange, type RegionCode } from '../domain/regions.ts'
import { requireAccount } from '../people/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { policyAt } from '../policy/policy.ts'
import { findWatersInPlace, requireWaterInPlace, type WaterRow } from '../waters/store.ts'
import { dutiesTooMany, dutyDayRefused, dutyEnded, dutyNotFound, dutyWaterEnded } from './problems.ts'
import { isSamePerson, refuseEnd, refuseStart, type DutySource, type Holder, type Term } from './rules.ts'

type DutyTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  level: DutyLevel
  name: string
  organisation: string
  office_phone: string | null
  mobile: string | null
  account_id: string | null
  from_on: string
  until_on: string | null
  source: DutySource
  assigned_at: Date
  by_account: string
  ended_at: Date | null
  ended_by: string | null
  end_reason: string | null
}
export type DutyRow = DutyTable

declare module '../platform/db/tables.ts' {
  interface Tables {
    water_duties: DutyTable
  }
}

/** Whom to name, where, from which day on. */
export type Assignment = {
  readonly level: DutyLevel
  readonly holder: Holder
  /** YYYY-MM-DD, today at the latest. */
  readonly fromOn: string
}

/** Every post of a water, present ones first, then by the day they ended, newest first. */
export async function dutiesOfWater(tx: Tx, waterId: string): Promise<readonly DutyRow[]> {
  return tx.sql
    .selectFrom('water_duties')
    .selectAll()
    .where('water_id', '=', waterId)
    .orderBy('until_on', order => order.desc().nullsFirst())
    .orderBy('from_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** @throws Problem `duty.not-found`: the same for what does not exist and for what lies elsewhere */
export async function requireDuty(tx: Tx, id: string): Promise<DutyRow> {
  const row = await tx.sql.selectFrom('water_duties').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Problem(dutyNotFound, { id })
  return row
}

/**
 * Names a person at a level of a water. Appends `duty.assigned`.
 *
 * @throws Problem `water.not-found`, `duty.water-ended`, `duty.day-refused`, `account.not-found`
 * @example await assignDuty(tx, waterId, { level: 'village', holder: { name: '吴前', organisation: '前进村村民委员会' }, fromOn: '2026-03-01' })
 */
export async function assignDuty(tx: Tx, waterId: string, assignment: Assignment): Promise<DutyRow> {
  const water = await requireWaterInPlace(tx, waterId)
  if (assignment.holder.accountId !== undefined) await requireAccount(tx, assignment.holder.accountId)
  return assignAt(tx, water, assignment, { source: 'form' })
}

type How = { readonly source: DutySource; readonly id?: string; readonly replaces?: string }

/** The same at a water that the caller holds already. */
export async function assignAt(tx: Tx, water: WaterRow, assignment: Assignment, how: How): Promise<DutyRow> {
  const { level, fromOn } = assignment
  requireLiving(water)
  const others = await termsOf(tx, water.id, level)
  const earliest = policyAt('duties', chinaDate(tx.at)).value.earliestStart
  const why = refuseStart({ fromOn, today: chinaDate(tx.at), earliest, others })
  if (why !== undefined) throw new Problem(dutyDayRefused, { level, water: water.name, why })
  return keepDuty(tx, water, assignment, how)
}

function requireLiving(water: WaterRow): void {
  const { end, label } = stages[water.stage]
  if (end) throw new Problem(dutyWaterEnded, { water: water.name, stage: label })
}

async function termsOf(tx: Tx, waterId: string, level: DutyLevel): Promise<readonly Term[]> {
  const rows = await tx.sql
    .selectFrom('water_duties')
    .select(['from_on', 'until_on'])
    .where('water_id', '=', waterId)
    .where('level', '=', level)
    .orderBy('from_on')
    .execute()
  return rows.map(row => ({ fromOn: row.from_on, untilOn: row.until_on ?? undefined }))
}

async function keepDuty(tx: Tx, water: WaterRow, { level, holder, fromOn }: Assignment, how: How): Promise<DutyRow> {
  const row: DutyRow = {
    county_code: water.county_code,
    id: how.id ?? uuidv7(tx.at.getTime()),
    water_id: water.id,
    region_code: water.region_code,
    level,
    name: holder.name,
    organisation: holder.organisation,
    office_phone: holder.officePhone ?? null,
    mobile: holder.mobile ?? null,
    account_id: holder.accountId ?? null,
    from_on: fromOn,
    until_on: null,
    source: how.source,
    assigned_at: tx.at,
    by_account: tx.actor.accountId,
    ended_at: null,
    ended_by: null,
    end_reason: null,
  }
  await tx.sql.insertInto('water_duties').values(row).execute()
  await appendAssigned(tx, row, how.replaces)
  return row
}

async function appendAssigned(tx: Tx, row: DutyRow, replaces: string | undefined): Promise<void> {
  await tx.append({
    kind: 'duty.assigned',
    regionCode: row.region_code,
    subjectId: row.water_id,
    body: {
      dutyId: row.id,
      level: row.level,
      fromOn: row.from_on,
      organisation: row.organisation,
      ...(row.office_phone === null ? {} : { officePhone: row.office_phone }),
      ...(row.account_id === null ? {} : { accountId: row.account_id }),
      source: row.source,
      ...(replaces === undefined ? {} : { replaces }),
    },
    personal: { name: row.name, ...(row.mobile === null ? {} : { mobile: row.mobile }) },
  })
}

export type Ending = { readonly untilOn: string; readonly reason: string }

/**
 * Ends a post. Appends `duty.ended`.
 *
 * @throws Problem `duty.not-found`, `duty.ended`, `duty.day-refused`
 */
export async function endDuty(tx: Tx, id: string, ending: Ending): Promise<DutyRow> {
  const { water_id: waterId } = await requireDuty(tx, id)
  const water = await requireWaterInPlace(tx, waterId)
  return endAt(tx, water, await requireDuty(tx, id), ending) // read again, now that nobody else can end it
}

/** The same at a water that the caller holds. */
export async function endAt(
  tx: Tx,
  water: WaterRow,
  duty: DutyRow,
  ending: Ending & { readonly replacedBy?: string },
): Promise<DutyRow> {
  const { level, until_on: endedOn } = duty
  if (endedOn !== null) throw new Problem(dutyEnded, { level, untilOn: endedOn })
  const why = refuseEnd({ fromOn: duty.from_on }, ending.untilOn, chinaDate(tx.at))
  if (why !== undefined) throw new Problem(dutyDayRefused, { level, water: water.name, why })
  const end = {
    until_on: ending.untilOn,
    ended_at: tx.at,
    ended_by: tx.actor.accountId,
    end_reason: ending.reason,
  }
  await tx.sql.updateTable('water_duties').set(end).where('id', '=', duty.id).execute()
  await tx.append({
    kind: 'duty.ended',
    regionCode: water.region_code,
    subjectId: water.id,
    body: {
      dutyId: duty.id,
      level,
      untilOn: ending.untilOn,
      reason: ending.reason,
      ...(ending.replacedBy === undefined ? {} : { replacedBy: ending.replacedBy }),
    },
  })
  return { ...duty, ...end }
}

export type Replacement = { readonly holder: Holder; readonly fromOn: string; readonly reason: string }

/** Ends a post at a water that the caller holds, and names the successor from the same day on. */
export async function replaceAt(
  tx: Tx,
  water: WaterRow,
  duty: DutyRow,
  { holder, fromOn, reason, source }: Replacement & { readonly source: DutySource },
): Promise<DutyRow> {
  const id = uuidv7(tx.at.getTime())
  await endAt(tx, water, duty, { untilOn: fromOn, reason, replacedBy: id })
  return assignAt(tx, water, { level: duty.level, holder, fromOn }, { source, id, replaces: duty.id })
}

/** One command holds every water until it ends. */
const mostAtOnce = 2000

/** The posts that the holder of one holds now, at the same level. @throws Problem `duty.not-found`, `duty.too-many` */
export async function dutiesOfSamePerson(tx: Tx, id: string, region?: RegionCode): Promise<readonly DutyRow[]> {
  const duty = await requireDuty(tx, id)
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const rows = await tx.sql
    .selectFrom('water_duties')
    .selectAll()
    .where('name', '=', duty.name)
    .where('level', '=', duty.level)
    .where('until_on', 'is', null)
    .where('region_code', '>=', range.from)
    .where('region_code', '<', range.to)
    .orderBy('region_code')
    .orderBy('water_id')
    .limit(mostAtOnce + 1)
    .execute()
  if (rows.length > mostAtOnce) throw new Problem(dutiesTooMany, { waters: mostAtOnce, most: mostAtOnce })
  return rows.filter(row => isSamePerson(holderOf(row), holderOf(duty)))
}

/**
 * Hands over one post, or all posts of its holder at the level within a division: all or none.
 *
 * @returns how many posts passed on
 * @throws Problem `duty.not-found`, `duty.ended`, `duty.water-ended`, `duty.day-refused`, `duty.too-many`, `account.not-found`
 */
export async function replaceDuties(
  tx: Tx,
  id: string,
  asked: Replacement & { readonly scope: 'one' | 'person'; readonly region?: RegionCode | undefined },
): Promise<number> {
  const first = await requireDuty(tx, id)
  if (first.until_on !== null) throw new Problem(dutyEnded, { level: first.level, untilOn: first.until_on })
  if (asked.holder.accountId !== undefined) await requireAccount(tx, asked.holder.accountId)
  const found = asked.scope === 'one' ? [first] : await dutiesOfSamePerson(tx, id, asked.region)
  const held = await findWatersInPlace(
    tx,
    found.map(duty => duty.water_id),
  )
  const waters = new Map(held.map(water => [water.id, water]))
  // Somebody may have been quicker while the waters were not yet held.
  const current = await currentDuties(tx, [...waters.keys()], first.level)
  for (const duty of found) {
    const [water, now] = [waters.get(duty.water_id), current.get(duty.water_id)]
    if (water === undefined || now?.id !== duty.id) throw new Problem(dutyNotFound, { id: duty.id })
    await replaceAt(tx, water, now, { ...asked, source: 'handover' })
  }
  return found.length
}

/** Who answers now at a level of some waters; by water. */
export async function currentDuties(
  tx: Tx,
  waterIds: readonly string[],
  level: DutyLevel,
): Promise<ReadonlyMap<string, DutyRow>> {
  if (waterIds.length === 0) return new Map()
  const rows = await tx.sql
    .selectFrom('water_duties')
    .selectAll()
    .where('water_id', 'in', waterIds)
    .where('level', '=', level)
    .where('until_on', 'is', null)
    .execute()
  return new Map(rows.map(row => [row.water_id, row]))
}

export function holderOf(row: DutyRow): Holder {
  return {
    name: row.name,
    organisation: row.organisation,
    officePhone: row.office_phone ?? undefined,
    mobile: row.mobile ?? undefined,
    accountId: row.account_id ?? undefined,
  }
}

/** Moves a water's posts with it to the division it is corrected to. */
export async function moveDutiesToRegion(tx: Tx, waterId: string, regionCode: RegionCode): Promise<void> {
  await tx.sql.updateTable('water_duties').set({ region_code: regionCode }).where('water_id', '=', waterId).execute()
}
