import { chinaDate } from '../domain/dates.ts'
import { dutyLevelIds, type DutyLevel } from '../domain/duties.ts'
import { labelPeople, type WhoIs } from '../people/store.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { placeDirectory } from '../places/store.ts'
import { policyAt } from '../policy/policy.ts'
import type { Tx } from '../platform/db/database.ts'
import { findWaters, requireWater } from '../waters/store.ts'
import type { DutyPost, WaterWithDuties } from './contract.ts'
import { dutiesOfSamePerson, dutiesOfWater, type DutyRow } from './duties-store.ts'
import { lackingLevels, type LackingRow } from './lacking-store.ts'
import { levelsExpected, missingLevels } from './rules.ts'

/** One post, for an answer. */
export async function dutyView(tx: Tx, row: DutyRow): Promise<DutyPost> {
  return viewOf(tx, row, await whoIsIn(tx, [row]))
}

function whoIsIn(tx: Tx, rows: readonly DutyRow[]): Promise<WhoIs> {
  return labelPeople(
    tx,
    rows.flatMap(row => [row.account_id, row.by_account, row.ended_by]),
  )
}

/** A mobile telephone is private: only those who may assign read it. */
function viewOf(tx: Tx, row: DutyRow, whoIs: WhoIs): DutyPost {
  const mayAssign = tx.actor.may('duties.assign')
  return {
    id: row.id,
    level: row.level,
    name: row.name,
    organisation: row.organisation,
    ...(row.office_phone === null ? {} : { officePhone: row.office_phone }),
    ...(row.mobile === null || !mayAssign ? {} : { mobile: row.mobile }),
    ...(row.account_id === null ? {} : { account: whoIs(row.account_id) }),
    fromOn: row.from_on,
    ...(row.until_on === null ? {} : { untilOn: row.until_on }),
    source: row.source,
    assignedAt: row.assigned_at.toISOString(),
    assignedBy: whoIs(row.by_account),
    ...(row.end_reason === null ? {} : { endReason: row.end_reason }),
    ...(row.ended_by === null ? {} : { endedBy: whoIs(row.ended_by) }),
  }
}

/** The persons of a water, and what its stage still lacks. @throws Problem `water.not-found` */
export async function waterDutiesView(tx: Tx, waterId: string) {
  const water = await requireWater(tx, waterId)
  const rows = await dutiesOfWater(tx, waterId)
  const whoIs = await whoIsIn(tx, rows)
  const day = chinaDate(tx.at)
  const { value: policy, citation } = policyAt('duties', day)
  const items = rows.map(row => viewOf(tx, row, whoIs))
  return {
    items: items.toSorted((a, b) => rank(a) - rank(b)),
    expected: [...levelsExpected(water.stage, policy)],
    missing: [...missingLevels({ stage: water.stage, posts: items, day, policy })],
    citation,
  }
}

/** Present ones by level, then the past ones as they came. */
function rank({ untilOn, level }: DutyPost): number {
  return untilOn === undefined ? dutyLevelIds.indexOf(level) : dutyLevelIds.length
}

export async function samePersonView(tx: Tx, id: string, region: string | undefined) {
  const rows = await dutiesOfSamePerson(tx, id, region)
  const found = await findWaters(
    tx,
    rows.map(row => row.water_id),
  )
  const waters = new Map(found.map(water => [water.id, water]))
  const directory = await placeDirectory(tx)
  return rows.map(row => ({
    dutyId: row.id,
    water: {
      id: row.water_id,
      code: waters.get(row.water_id)?.code ?? '',
      name: waters.get(row.water_id)?.name ?? '',
    },
    regionNames: regionNamesOf(directory, row.region_code),
    fromOn: row.from_on,
  }))
}

export async function lackingViews(tx: Tx, rows: readonly LackingRow[]): Promise<WaterWithDuties[]> {
  const directory = await placeDirectory(tx)
  const policy = policyAt('duties', chinaDate(tx.at)).value
  return rows.map(row => ({
    water: { id: row.id, code: row.code, name: row.name },
    regionCode: row.region_code,
    regionNames: regionNamesOf(directory, row.region_code),
    stage: row.stage,
    ...(row.list === null ? {} : { list: row.list }),
    ...(row.area_m2 === null ? {} : { areaM2: row.area_m2 }),
    ...Object.fromEntries(dutyLevelIds.flatMap(level => holderEntry(row, level))),
    missing: [...lackingLevels(row, policy)],
  }))
}

function holderEntry(row: LackingRow, level: DutyLevel) {
  const [id, name, organisation] = [row[`${level}_id`], row[`${level}_name`], row[`${level}_organisation`]]
  const [phone, fromOn] = [row[`${level}_phone`], row[`${level}_from`]]
  if (id === null || name === null || organisation === null || fromOn === null) return []
  return [
    [level, { dutyId: id, name, organisation, fromOn, ...(phone === null ? {} : { officePhone: phone }) }] as const,
  ]
}
