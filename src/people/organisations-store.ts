import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { contains, type RegionCode } from '../domain/regions.ts'
import { rangeOf } from '../platform/actor.ts'
import type { Tx } from '../platform/db/database.ts'
import { cutPage, readCursor, writeCursor } from '../platform/http/cursor.ts'
import { containing, type Page } from './paging.ts'
import { organisationExists, regionNotYours } from './problems.ts'
import type { OrganisationKind } from './rules.ts'

type OrganisationTable = {
  id: string
  name: string
  kind: OrganisationKind
  region_code: RegionCode
  /** End of the division's range of codes, exclusive: whoever works inside sees the organisation's name. */
  region_end: string
  created_at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    organisations: OrganisationTable
  }
}

export type OrganisationRow = Omit<OrganisationTable, 'region_end' | 'created_at'>

export type NewOrganisation = {
  readonly name: string
  readonly kind: OrganisationKind
  readonly regionCode: RegionCode
}

/**
 * Creates an organisation in the actor's jurisdiction.
 *
 * @throws Problem `account.region-not-yours`, `organisation.exists`
 */
export async function createOrganisation(tx: Tx, draft: NewOrganisation): Promise<OrganisationRow> {
  if (!contains(tx.actor.range, draft.regionCode)) throw new Problem(regionNotYours, { regionCode: draft.regionCode })
  const { name, kind, regionCode } = draft
  const id = uuidv7(tx.at.getTime())
  const inserted = await tx.sql
    .insertInto('organisations')
    .values({ id, name, kind, region_code: regionCode, region_end: rangeOf(regionCode).to, created_at: tx.at })
    .onConflict(conflict => conflict.columns(['region_code', 'name']).doNothing())
    .returning('id')
    .execute()
  if (inserted.length === 0) throw new Problem(organisationExists, { name })
  await tx.append({ kind: 'organisation.created', regionCode, subjectId: id, body: { name, regionCode, kind } })
  return { id, name, kind, region_code: regionCode }
}

export async function findOrganisation(tx: Tx, id: string): Promise<OrganisationRow | undefined> {
  return tx.sql
    .selectFrom('organisations')
    .select(['id', 'name', 'kind', 'region_code'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** All of a name that the actor may see: of the jurisdiction, and above it. */
export async function organisationsNamed(tx: Tx, names: readonly string[]): Promise<readonly OrganisationRow[]> {
  if (names.length === 0) return []
  return tx.sql
    .selectFrom('organisations')
    .select(['id', 'name', 'kind', 'region_code'])
    .where('name', 'in', [...new Set(names)])
    .execute()
}

export type OrganisationFilter = {
  readonly search?: string | undefined
  readonly kind?: OrganisationKind | undefined
  readonly region?: RegionCode | undefined
}

/** Organisations by division and name, a page at a time, with how many enabled accounts of each the actor may see. */
export async function listOrganisations(tx: Tx, filter: OrganisationFilter, { cursor, limit }: Page) {
  const rows = await pageOf(tx, filter, cursor)
    .limit(limit + 1)
    .execute()
  return cutPage(rows, limit, last => writeCursor([last.region_code, last.name]))
}

function pageOf(tx: Tx, { search, kind, region }: OrganisationFilter, cursor: string | undefined) {
  let query = tx.sql
    .selectFrom('organisations')
    .select(['id', 'name', 'kind', 'region_code'])
    .select(({ selectFrom }) =>
      selectFrom('accounts')
        .whereRef('accounts.organisation_id', '=', 'organisations.id')
        .where('accounts.disabled_at', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('accounts'),
    )
    .orderBy('region_code')
    .orderBy('name')
  if (kind !== undefined) query = query.where('kind', '=', kind)
  if (search !== undefined) query = query.where('name', 'ilike', containing(search))
  if (region !== undefined) {
    const { from, to } = rangeOf(region)
    query = query.where('region_code', '>=', from).where('region_code', '<', to)
  }
  if (cursor !== undefined) {
    const [regionCode, name] = readCursor(cursor, ['text', 'text'])
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('region_code', 'name'), '>', tuple(regionCode, name)))
  }
  return query
}
