import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import type { BodyOf } from '../platform/http/endpoint.ts'
import { requireWaterInPlace, sourcesOf, type WaterRow } from '../waters/store.ts'
import type { linkSurrounding as linkEndpoint } from './contract.ts'
import { distanceFromWater } from './distances.ts'
import { linkDayRefused, linkEnded, linkExists, linkNotFound, linkUnfit, outletElsewhere } from './problems.ts'
import type { LinkRow } from './link-row.ts'
import { toldOf, type SurroundingRow } from './surrounding-row.ts'
import { holdSurrounding } from './surroundings-store.ts'
import { linkKinds, type LinkKind } from './words.ts'

/** Every link of a water, those that hold and those that were undone, the newest first. */
export async function linksOfWater(tx: Tx, waterId: string): Promise<readonly LinkRow[]> {
  return tx.sql
    .selectFrom('surrounding_links')
    .selectAll()
    .where('water_id', '=', waterId)
    .orderBy('id', 'desc')
    .execute()
}

type Linking = BodyOf<typeof linkEndpoint>

/**
 * Links works or a settlement with a water. Appends `surroundings.linked`; a refusal of the same is undone by it.
 *
 * @throws Problem `water.not-found`, `surroundings.not-found`, `surroundings.link-unfit`, `surroundings.linked-already`,
 * `surroundings.link-day-refused`, `surroundings.outlet-elsewhere`
 * @example await linkSurrounding(tx, waterId, { surroundingId, kind: 'drains-into', sinceOn: '2026-11-30', proposed: true })
 */
export async function linkSurrounding(tx: Tx, waterId: string, linking: Linking): Promise<LinkRow> {
  const { kind, sinceOn, outletId } = linking
  const { water, surrounding } = await holdBoth(tx, waterId, linking)
  const today = chinaDate(tx.at)
  if (sinceOn > today) throw new Problem(linkDayRefused, { sinceOn, today })
  if (outletId !== undefined) await requireOutlet(tx, water, outletId)
  const others = await between(tx, water, surrounding)
  if (others.some(link => link.state === 'linked' && link.kind === kind)) {
    throw new Problem(linkExists, { name: surrounding.name, kind })
  }
  const declined = others.find(({ state }) => state === 'declined')
  if (declined !== undefined) await endAt(tx, declined, `关联 linked: ${linkKinds[kind].zh} ${linkKinds[kind].en}`)
  const row = { ...freshLink(tx, water, surrounding), ...saidOf(linking), state: 'linked' as const }
  await insertLink(tx, row)
  await appendLinked(tx, water, row)
  return row
}

/** Turns a proposed link down, so that it is proposed no more. Appends `surroundings.declined`. */
export async function declineSurrounding(
  tx: Tx,
  waterId: string,
  declining: { readonly surroundingId: string; readonly kind: LinkKind },
): Promise<LinkRow> {
  const { water, surrounding } = await holdBoth(tx, waterId, declining)
  const others = await between(tx, water, surrounding)
  const held = others.find(({ state }) => state !== 'ended')
  if (held?.state === 'declined') return held
  if (held !== undefined) throw new Problem(linkExists, { name: surrounding.name, kind: held.kind })
  const sinceOn = chinaDate(tx.at)
  const said = saidOf({ ...declining, sinceOn, proposed: true })
  const row = { ...freshLink(tx, water, surrounding), ...said, state: 'declined' as const }
  await insertLink(tx, row)
  const body = { ...namedIn(row), sinceOn, ...distanceOf(water, row) }
  await tx.append({ kind: 'surroundings.declined', regionCode: water.region_code, subjectId: water.id, body })
  return row
}

/** Undoes a link or a refusal. Appends `surroundings.unlinked`. @throws Problem `surroundings.link-not-found`, `surroundings.link-ended` */
export async function endLink(tx: Tx, id: string, reason: string): Promise<void> {
  const found = await findLink(tx, id)
  if (found === undefined) throw new Problem(linkNotFound, { id })
  await requireWaterInPlace(tx, found.water_id)
  const link = (await findLink(tx, id)) ?? found
  if (link.state === 'ended') throw new Problem(linkEnded, { name: link.told.name })
  await endAt(tx, link, reason)
}

async function endAt(tx: Tx, link: LinkRow, reason: string): Promise<void> {
  await tx.sql
    .updateTable('surrounding_links')
    .set({ state: 'ended', was: link.state, ended_at: tx.at, ended_by: tx.actor.accountId, end_reason: reason })
    .where('county_code', '=', link.county_code)
    .where('id', '=', link.id)
    .execute()
  await tx.append({
    kind: 'surroundings.unlinked',
    regionCode: link.region_code,
    subjectId: link.water_id,
    body: { ...namedIn(link), was: link.state, reason },
  })
}

async function findLink(tx: Tx, id: string): Promise<LinkRow | undefined> {
  return tx.sql.selectFrom('surrounding_links').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Both ends, held: the water first, as everybody does. Whoever links must see both, so across a county border the city does. */
async function holdBoth(
  tx: Tx,
  waterId: string,
  { surroundingId, kind }: { readonly surroundingId: string; readonly kind: LinkKind },
): Promise<{ readonly water: WaterRow; readonly surrounding: SurroundingRow }> {
  const water = await requireWaterInPlace(tx, waterId)
  const surrounding = await holdSurrounding(tx, surroundingId)
  const { name, sort } = surrounding
  if (linkKinds[kind].of !== sort) throw new Problem(linkUnfit, { name, sort, kind })
  return { water, surrounding }
}

/** @throws Problem `surroundings.outlet-elsewhere` */
async function requireOutlet(tx: Tx, { id }: WaterRow, outletId: string): Promise<void> {
  const sources = await sourcesOf(tx, id)
  const isOutlet = sources.some(source => source.id === outletId && source.kind === 'outlet')
  if (!isOutlet) throw new Problem(outletElsewhere, { id: outletId })
}

async function between(tx: Tx, water: WaterRow, surrounding: SurroundingRow): Promise<readonly LinkRow[]> {
  return tx.sql
    .selectFrom('surrounding_links')
    .selectAll()
    .where('water_id', '=', water.id)
    .where('surrounding_id', '=', surrounding.id)
    .execute()
}

function freshLink(tx: Tx, water: WaterRow, surrounding: SurroundingRow) {
  return {
    county_code: water.county_code,
    id: uuidv7(tx.at.getTime()),
    water_id: water.id,
    region_code: water.region_code,
    surrounding_id: surrounding.id,
    told: toldOf(surrounding),
    told_version: surrounding.version,
    told_removed: false,
    at: tx.at,
    by_account: tx.actor.accountId,
    was: null,
    ended_at: null,
    ended_by: null,
    end_reason: null,
  }
}

function saidOf({ kind, quantityM3PerDay, source, sinceOn, outletId, proposed }: Linking) {
  return {
    kind,
    quantity_m3_per_day: quantityM3PerDay ?? null,
    source: source ?? null,
    since_on: sinceOn,
    outlet_id: outletId ?? null,
    proposed,
  }
}

async function insertLink(tx: Tx, row: LinkRow): Promise<void> {
  await tx.sql
    .insertInto('surrounding_links')
    .values({ ...row, told: JSON.stringify(row.told) })
    .execute()
}

async function appendLinked(tx: Tx, water: WaterRow, row: LinkRow): Promise<void> {
  await tx.append({
    kind: 'surroundings.linked',
    regionCode: water.region_code,
    subjectId: water.id,
    body: {
      ...namedIn(row),
      sinceOn: row.since_on,
      proposed: row.proposed,
      ...(row.source === null ? {} : { source: row.source }),
      ...(row.quantity_m3_per_day === null ? {} : { quantityM3PerDay: row.quantity_m3_per_day }),
      ...(row.outlet_id === null ? {} : { outletId: row.outlet_id }),
      ...distanceOf(water, row),
    },
  })
}

function namedIn({ id, surrounding_id, kind, told }: LinkRow) {
  return { linkId: id, surroundingId: surrounding_id, sort: told.sort, name: told.name, kind }
}

/** Whole metres: a position of works is hardly better known. */
function distanceOf(water: WaterRow, { told }: LinkRow): { readonly distanceM?: number } {
  const distanceM = distanceFromWater(water, told)
  return distanceM === undefined ? {} : { distanceM: Math.round(distanceM) }
}

export type LinkInBrief = {
  readonly id: string
  readonly surroundingId: string
  readonly kind: LinkKind
  readonly water: { readonly id: string; readonly code: string; readonly name: string }
}

/** The waters that some records are linked with, as far as the caller may see them. */
export async function watersLinkedWith(tx: Tx, surroundingIds: readonly string[]): Promise<readonly LinkInBrief[]> {
  if (surroundingIds.length === 0) return []
  const rows = await tx.sql
    .selectFrom('surrounding_links as link')
    .innerJoin('waters', join =>
      join.onRef('waters.county_code', '=', 'link.county_code').onRef('waters.id', '=', 'link.water_id'),
    )
    .select(['link.id', 'link.surrounding_id', 'link.kind', 'link.water_id', 'waters.code', 'waters.name'])
    .where('link.surrounding_id', 'in', surroundingIds)
    .where('link.state', '=', 'linked')
    .orderBy('waters.code')
    .orderBy('link.id')
    .execute()
  return rows.map(({ id, surrounding_id, kind, water_id, code, name }) => ({
    id,
    surroundingId: surrounding_id,
    kind,
    water: { id: water_id, code, name },
  }))
}

/** Moves a water's links with it to the division it is corrected to. */
export async function moveLinksToRegion(tx: Tx, waterId: string, regionCode: RegionCode): Promise<void> {
  await tx.sql
    .updateTable('surrounding_links')
    .set({ region_code: regionCode })
    .where('water_id', '=', waterId)
    .execute()
}
