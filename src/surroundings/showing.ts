import { chinaDate } from '../domain/dates.ts'
import { labelPeople, type WhoIs } from '../people/store.ts'
import { regionNamesOf } from '../places/region-names.ts'
import { placeDirectory, type PlaceDirectory } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { policyAt, type PolicyEdition } from '../policy/policy.ts'
import { requireWater, sourcesOf, type WaterRow } from '../waters/store.ts'
import { balanceOf, type Balance, type LinkedFacility } from './balance.ts'
import type { Surrounding, SurroundingLink, SurroundingsOfWater } from './contract.ts'
import { distanceFromWater } from './distances.ts'
import type { LinkRow } from './link-row.ts'
import { linksOfWater, watersLinkedWith } from './links-store.ts'
import { surroundingsNear } from './near-store.ts'
import { nearWithinM, proposeLinks } from './proposing.ts'
import { toldOf, type SurroundingRow, type Told } from './surrounding-row.ts'
import { tellPresentState } from './telling.ts'
import { warnOfMeasures, warnOfWorks, type SurroundingWarning } from './warnings.ts'
import { surroundingSortIds } from './words.ts'

type Edition = PolicyEdition<'surroundings'>

/** Records with the waters they are linked with, as far as the caller sees those. */
export async function showSurroundings(tx: Tx, rows: readonly SurroundingRow[]): Promise<Surrounding[]> {
  const directory = await placeDirectory(tx)
  const whoIs = await labelPeople(
    tx,
    rows.map(row => row.by_account),
  )
  const ids = rows.map(({ id }) => id)
  const links = Map.groupBy(await watersLinkedWith(tx, ids), ({ surroundingId }) => surroundingId)
  return rows.map(row => ({
    id: row.id,
    ...said(directory, toldOf(row)),
    version: row.version,
    updatedAt: row.updated_at.toISOString(),
    updatedBy: whoIs(row.by_account),
    links: (links.get(row.id) ?? []).map(({ id, kind, water }) => ({ id, kind, water })),
  }))
}

export async function showSurrounding(tx: Tx, row: SurroundingRow): Promise<Surrounding> {
  const [shown] = await showSurroundings(tx, [row])
  return shown! // one row, one answer
}

function said(directory: PlaceDirectory, told: Told) {
  return { ...told, regionNames: regionNamesOf(directory, told.regionCode) }
}

/** What a plan and a page need of a water's surroundings; links that hold only, without what was taken off the record. */
export type Around = {
  readonly water: WaterRow
  readonly rows: readonly LinkRow[]
  readonly facilities: readonly LinkedFacility[]
  readonly balance: Balance
  readonly on: string
  readonly edition: Edition
}

/** What is linked with a water and what it amounts to today. */
export async function aroundWater(tx: Tx, water: WaterRow): Promise<Around> {
  const on = chinaDate(tx.at)
  const edition = policyAt('surroundings', on)
  const rows = await linksOfWater(tx, water.id)
  const held = rows.filter(({ state, told_removed }) => state === 'linked' && !told_removed)
  const facilities = held.filter(({ told }) => told.sort === 'facility').map(linkedFacility)
  const settlements = held.filter(({ kind }) => kind === 'drains-into').map(({ told }) => told)
  return { water, rows, facilities, balance: balanceOf({ settlements, facilities, on }, edition.value), on, edition }
}

function linkedFacility({ surrounding_id, kind, quantity_m3_per_day, told }: LinkRow): LinkedFacility {
  const { name, state, capacityM3PerDay, treatedM3PerDay, treatedOn } = told
  const quantityM3PerDay = quantity_m3_per_day ?? undefined
  return { id: surrounding_id, name, link: kind, state, capacityM3PerDay, treatedM3PerDay, treatedOn, quantityM3PerDay }
}

/** Warnings of the works as they stand and, where measures are in mind, of what the works say to these. */
export function warningsFor({ facilities, balance, on, edition }: Around, measureIds: readonly string[] = []) {
  const ground = { facilities, balance, on }
  return [
    ...warnOfWorks(ground, edition.value),
    ...warnOfMeasures(measureIds, ground, edition.value),
  ] satisfies SurroundingWarning[]
}

/** Works and settlements linked with a water in the words of a plan, with the day; `undefined` where nothing is linked. */
export function presentStateOf({ rows, balance, water }: Around): string | undefined {
  const held = rows.filter(({ state, told_removed }) => state === 'linked' && !told_removed).toReversed()
  return tellPresentState(
    held.map(({ kind, quantity_m3_per_day, told: { kind: facilityKind, ...told } }) => ({
      ...told,
      kind: facilityKind,
      link: kind,
      quantityM3PerDay: quantity_m3_per_day ?? undefined,
      distanceM: distanceFromWater(water, told),
    })),
    balance,
  )
}

/** Everything around a water as its page shows it. @throws Problem `water.not-found` */
export async function showSurroundingsOfWater(tx: Tx, waterId: string): Promise<SurroundingsOfWater> {
  const around = await aroundWater(tx, await requireWater(tx, waterId))
  const { rows, balance, edition } = around
  const links = await linkViews(tx, around)
  const views = (state: LinkRow['state']) => rows.flatMap((row, at) => (row.state === state ? [links[at]!] : [])) // one view a row
  return {
    links: views('linked').toReversed(),
    proposals: await proposalViews(tx, around),
    declined: views('declined'),
    past: views('ended'),
    balance,
    warnings: warningsFor(around),
    policy: { inForceFrom: edition.inForceFrom, citation: edition.citation, figures: figuresOf(edition) },
  }
}

async function linkViews(tx: Tx, { water, rows }: Around): Promise<SurroundingLink[]> {
  const directory = await placeDirectory(tx)
  const whoIs = await labelPeople(
    tx,
    rows.flatMap(row => [row.by_account, row.ended_by]),
  )
  const outlets = rows.some(({ outlet_id }) => outlet_id !== null) ? await sourcesOf(tx, water.id) : []
  const names = new Map(outlets.map(({ id, name }) => [id, name]))
  return rows.map(row => linkView(row, { water, directory, whoIs, names }))
}

type Seeing = {
  readonly water: WaterRow
  readonly directory: PlaceDirectory
  readonly whoIs: WhoIs
  readonly names: ReadonlyMap<string, string>
}

function linkView(row: LinkRow, { water, directory, whoIs, names }: Seeing): SurroundingLink {
  const distanceM = distanceFromWater(water, row.told)
  return {
    ...said(directory, row.told),
    id: row.id,
    surroundingId: row.surrounding_id,
    link: row.kind,
    ...(row.quantity_m3_per_day === null ? {} : { quantityM3PerDay: row.quantity_m3_per_day }),
    ...(row.source === null ? {} : { source: row.source }),
    sinceOn: row.since_on,
    ...(row.outlet_id === null ? {} : { outlet: { id: row.outlet_id, name: names.get(row.outlet_id) ?? '' } }),
    ...(distanceM === undefined ? {} : { distanceM: Math.round(distanceM) }),
    removed: row.told_removed,
    at: row.at.toISOString(),
    by: whoIs(row.by_account),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at.toISOString() }),
    ...(row.ended_by === null ? {} : { endedBy: whoIs(row.ended_by) }),
    ...(row.end_reason === null ? {} : { endReason: row.end_reason }),
  }
}

async function proposalViews(tx: Tx, { water, rows, edition }: Around) {
  const widestM = Math.max(...surroundingSortIds.map(sort => nearWithinM(sort, edition.value)))
  const settled = new Set(rows.filter(({ state }) => state !== 'ended').map(row => row.surrounding_id))
  const near = (await surroundingsNear(tx, water, widestM)).filter(({ row }) => !settled.has(row.id))
  const told = new Map(near.map(({ row }) => [row.id, toldOf(row)]))
  const directory = await placeDirectory(tx)
  const asked = near.map(({ row, distanceM }) => ({
    id: row.id,
    sort: row.sort,
    name: row.name,
    distanceM,
    state: row.state ?? undefined,
  }))
  return proposeLinks(asked, edition.value).map(({ id, kind, distanceM, words }) => ({
    ...said(directory, told.get(id)!), // proposed from these
    id,
    link: kind,
    distanceM: Math.round(distanceM),
    words,
  }))
}

/** The numbers that the balance stands on, as the page names them. */
function figuresOf({ value }: Edition): SurroundingsOfWater['policy']['figures'] {
  const names = {
    waterUseLPerPersonDay: { zh: '用水定额（升/人·日）', en: 'water use (L a person and day)' },
    dischargeCoefficient: { zh: '排放系数', en: 'discharge coefficient' },
    peoplePerHousehold: { zh: '户均人口', en: 'people a household' },
    nearSettlementM: { zh: '聚居点提示范围（米）', en: 'settlements proposed within (m)' },
    nearFacilityM: { zh: '设施提示范围（米）', en: 'works proposed within (m)' },
    flowHoldsDays: { zh: '处理量有效期（天）', en: 'a treated flow holds (days)' },
  } as const
  const ids = Object.keys(names) as (keyof typeof names)[] // its own keys
  return ids.map(id => ({ name: names[id], value: value[id].value, citation: value[id].citation }))
}
