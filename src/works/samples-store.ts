import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Stage } from '../domain/lifecycle.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { contains, type RegionCode } from '../domain/regions.ts'
import { labelPeople } from '../people/store.ts'
import { placeNotFound } from '../places/problems.ts'
import { placeDirectory, placeName, placeNames, requirePlace } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { cutPage, type RowPage } from '../platform/http/cursor.ts'
import type { BodyOf, QueryOf } from '../platform/http/endpoint.ts'
import { walkWaters, watersById } from '../waters/overview-store.ts'
import type {
  drawSample as drawSampleEndpoint,
  listSamples as listSamplesEndpoint,
  planSampleVisits as planSampleVisitsEndpoint,
  Sample,
} from './contract.ts'
import { sampleNotFound, sampleSizeWrong, sampleTooWide } from './problems.ts'
import { drawSample, sizesOf, type Drawable, type Stratum } from './sampling.ts'
import { planVisit } from './visits-store.ts'

export type SampleTable = {
  id: string
  region_code: RegionCode
  seed: string
  size: number
  filter: { readonly stages?: readonly Stage[] }
  population: string[]
  strata: readonly Stratum[]
  drawn: string[]
  drawn_by: string
  drawn_at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    verification_samples: SampleTable
  }
}

/** Every id of the population is kept beside the seed, so that the draw can be done again whatever became of the waters. */
const mostWaters = 20_000

/**
 * Draws a spot check, stratified by county, and keeps it with seed and population. Fact `works.sample-drawn`.
 *
 * @throws Problem `place.not-found`, `sample.size-wrong`, `sample.too-wide`
 * @returns its id
 */
export async function keepSample(tx: Tx, plan: BodyOf<typeof drawSampleEndpoint>): Promise<string> {
  const { regionCode, stages, size } = plan
  requirePlace(await placeDirectory(tx), regionCode)
  if (!contains(tx.actor.range, regionCode)) throw new Problem(placeNotFound, { code: regionCode })
  const population = await drawables(tx, regionCode, stages)
  const { least, most } = sizesOf(population)
  if (size < least || size > most) throw new Problem(sampleSizeWrong, { size, least, most })
  const seed = plan.seed ?? randomBytes(8).toString('hex')
  const { ids, strata } = drawSample(population, { seed, size })
  const row: SampleTable = {
    id: uuidv7(tx.at.getTime()),
    region_code: regionCode,
    seed,
    size,
    filter: stages === undefined ? {} : { stages },
    population: population.map(({ id }) => id),
    strata,
    drawn: [...ids],
    drawn_by: tx.actor.accountId,
    drawn_at: tx.at,
  }
  await tx.sql
    .insertInto('verification_samples')
    .values({
      ...row,
      filter: sql`${JSON.stringify(row.filter)}::jsonb`,
      strata: sql`${JSON.stringify(row.strata)}::jsonb`,
    })
    .execute()
  await tx.append({
    kind: 'works.sample-drawn',
    regionCode,
    subjectId: row.id,
    body: { sampleId: row.id, seed, size, population: population.length, contentHash: hashSample(row) },
  })
  return row.id
}

async function drawables(tx: Tx, region: RegionCode, stages: readonly Stage[] | undefined): Promise<Drawable[]> {
  const waters = await walkWaters(tx, { region, stages, limit: mostWaters + 1 })
  if (waters.length > mostWaters) throw new Problem(sampleTooWide, { most: mostWaters })
  return waters.map(({ id, regionCode }) => ({ id, county: regionCode.slice(0, 6) }))
}

/** Persisted: facts hold it. */
export function hashSample({ filter, population, strata, drawn }: SampleTable): string {
  return sha256(canonicalJson({ filter, population, strata, drawn }))
}

async function requireSample(tx: Tx, id: string): Promise<SampleTable> {
  const found = await tx.sql.selectFrom('verification_samples').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Problem(sampleNotFound, { id })
  return found
}

/** @throws Problem `sample.not-found` */
export async function findSample(tx: Tx, id: string): Promise<Sample> {
  const [sample] = await shown(tx, [await requireSample(tx, id)])
  return sample! // one in, one out
}

/** Newest first. */
export async function listSamples(
  tx: Tx,
  { cursor, limit }: QueryOf<typeof listSamplesEndpoint>,
): Promise<RowPage<Sample>> {
  let query = tx.sql.selectFrom('verification_samples').selectAll().orderBy('id', 'desc')
  if (cursor !== undefined) query = query.where('id', '<', cursor)
  const rows = await query.limit(limit + 1).execute()
  const page = cutPage(rows, limit, ({ id }) => id)
  return { ...page, items: await shown(tx, page.items) }
}

/** Plans a visit for each water drawn that has none from this draw yet and is still there. @returns how many */
export async function planSampleVisits(
  tx: Tx,
  id: string,
  plan: BodyOf<typeof planSampleVisitsEndpoint>,
): Promise<number> {
  const { drawn } = await requireSample(tx, id)
  const planned = await tx.sql
    .selectFrom('verification_visits')
    .select('water_id')
    .where('sample_id', '=', id)
    .where('state', '<>', 'cancelled')
    .execute()
  const done = new Set(planned.map(({ water_id }) => water_id))
  const there = await watersById(tx, drawn)
  // In the order of their ids, so that two who hold some never wait for each other.
  const open = drawn.filter(waterId => !done.has(waterId) && there.has(waterId)).toSorted()
  for (const waterId of open) await planVisit(tx, { ...plan, waterId, sampleId: id })
  return open.length
}

async function shown(tx: Tx, rows: readonly SampleTable[]): Promise<Sample[]> {
  const waters = await watersById(tx, rows.flatMap(row => row.drawn)) // prettier-ignore
  const whoIs = await labelPeople(tx, rows.map(row => row.drawn_by)) // prettier-ignore
  const directory = await placeDirectory(tx)
  const nameOf = (county: string) => placeNames(directory, `${county}000000`).county ?? county
  return rows.map(row => ({
    id: row.id,
    regionCode: row.region_code,
    regionName: placeName(directory, row.region_code),
    seed: row.seed,
    size: row.size,
    population: row.population.length,
    ...(row.filter.stages === undefined ? {} : { stages: [...row.filter.stages] }),
    strata: row.strata.map(stratum => ({ ...stratum, name: nameOf(stratum.county) })),
    waters: row.drawn.flatMap(id => {
      const water = waters.get(id)
      if (water === undefined) return []
      return [{ id, code: water.code, name: water.name, county: nameOf(water.regionCode.slice(0, 6)) }]
    }),
    drawnBy: whoIs(row.drawn_by),
    drawnAt: row.drawn_at.toISOString(),
  }))
}
