import { chinaDate } from '../../domain/dates.ts'
import { regionRange } from '../../domain/regions.ts'
import { noticeAbout } from '../../notices/notices-store.ts'
import { labelPeople } from '../../people/store.ts'
import { regionNamesOf } from '../../places/region-names.ts'
import { placeDirectory, placeName, type PlaceDirectory } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { AnswerOf, QueryOf } from '../../platform/http/endpoint.ts'
import { policyAt } from '../../policy/policy.ts'
import { watersById } from '../../waters/overview-store.ts'
import {
  annualVersions,
  editionsOf,
  issuedRows,
  listAnnualRows,
  movesOf,
  requireAnnual,
  requireAnnualVersion,
  type AnnualContent,
  type AnnualTable,
} from './annual-plans-store.ts'
import type {
  AnnualPlan,
  AnnualPlanSummary,
  getAnnualPlan,
  listAnnualCandidates,
  listAnnualPlans as listEndpoint,
} from './contract.ts'
import { freshWaters } from './drawing-up.ts'
import { replayMoves } from './milestones.ts'
import { outdatedTexts } from './retelling.ts'
import { faultsOfAnnual } from './rules.ts'
import { sumCounties, sumMeasures, sumSources } from './sums.ts'
import { trackTarget, trackWater, type TrackedWater } from './tracking.ts'

/** Newest years first; of a division with what lies in it. */
export async function listAnnualPlans(tx: Tx, { year, region }: QueryOf<typeof listEndpoint>) {
  const directory = await placeDirectory(tx)
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const rows = await listAnnualRows(tx, { year, range })
  return { items: rows.map(row => summaryOf(directory, row)) }
}

function summaryOf(directory: PlaceDirectory, row: AnnualTable): AnnualPlanSummary {
  return {
    id: row.id,
    regionCode: row.region_code,
    regionName: placeName(directory, row.region_code),
    year: row.year,
    edition: row.edition,
    state: row.state,
    version: row.version,
    waters: row.waters,
    areaM2: row.area_m2,
    costYuan: row.cost_yuan,
    ...(row.number === null ? {} : { number: row.number }),
    ...(row.issued_on === null ? {} : { issuedOn: row.issued_on }),
    stateSince: row.entered_at.toISOString(),
  }
}

/**
 * An annual work plan, tracked as of a day: today, or an earlier one.
 *
 * @throws Problem `annual-plan.not-found`
 */
export async function showAnnualPlan(
  tx: Tx,
  id: string,
  { asOf, version }: QueryOf<typeof getAnnualPlan> = {},
): Promise<AnnualPlan> {
  const row = await requireAnnual(tx, id)
  const shownVersion = version ?? row.version
  const content = await requireAnnualVersion(tx, id, shownVersion)
  const today = chinaDate(tx.at)
  const day = asOf === undefined || asOf > today ? today : asOf
  const directory = await placeDirectory(tx)
  const { tracked, stageOf } = await trackAll(tx, content, { asOf: day, today })
  return {
    ...summaryOf(directory, row),
    asOf: day,
    shownVersion,
    texts: content.texts,
    targets: content.targets.map(target => trackTarget(target, { waters: tracked, year: row.year, asOf: day })),
    rows: tracked.map(water => {
      const stage = stageOf(water.waterId)
      return {
        ...water,
        regionNames: regionNamesOf(directory, water.regionCode),
        ...(stage === undefined ? {} : { stage }),
      }
    }),
    leftOut: content.leftOut.map(one => ({ ...one, regionNames: regionNamesOf(directory, one.regionCode) })),
    measures: sumMeasures(content.waters),
    sources: sumSources(content.waters),
    counties: await countiesOf(tx, row, { tracked, directory }),
    faults: row.state === 'draft' ? faultsOfAnnual(content, row.year) : [],
    outdatedTexts: row.state === 'draft' ? outdatedTexts(content, row.year) : [],
    ...(row.reason === null ? {} : { reason: row.reason }),
    may: mayOf(tx, row),
    policy: policyOf(today),
    versions: await versionsOf(tx, id),
    editions: await editionsAnswer(tx, row),
    ...(row.state === 'draft' ? {} : await noticeOf(tx, id)),
  }
}

async function noticeOf(tx: Tx, id: string): Promise<Pick<AnnualPlan, 'noticeId'>> {
  const notice = await noticeAbout(tx, id)
  return notice === undefined ? {} : { noticeId: notice.id }
}

async function trackAll(
  tx: Tx,
  { waters }: AnnualContent,
  { asOf, today }: { readonly asOf: string; readonly today: string },
) {
  const ids = waters.map(({ waterId }) => waterId)
  const moves = await movesOf(tx, ids)
  const known = await watersById(tx, ids)
  const { dueWithinDays } = policyAt('annual-plans', today).value
  const how = { asOf, isToday: asOf === today, dueWithinDays }
  const stageOf = (id: string) => known.get(id)?.stage
  const tracked: TrackedWater[] = waters.map(water =>
    trackWater(water, { days: replayMoves(moves.get(water.waterId) ?? [], asOf), stage: stageOf(water.waterId) }, how),
  )
  return { tracked, stageOf }
}

async function countiesOf(
  tx: Tx,
  { region_code, year }: AnnualTable,
  { tracked, directory }: { readonly tracked: readonly TrackedWater[]; readonly directory: PlaceDirectory },
): Promise<AnnualPlan['counties']> {
  const taken = new Set(tracked.map(({ countyPlanId }) => countyPlanId))
  const issued = taken.size > 0 ? await issuedRows(tx, regionRange(region_code), year) : []
  return sumCounties(tracked).map(sum => {
    const own = issued.find(one => taken.has(one.id) && one.region_code.startsWith(sum.county))
    return {
      ...sum,
      name: placeName(directory, `${sum.county}000000`),
      ...(own === undefined ? {} : { countyPlan: { id: own.id, number: own.number ?? '', edition: own.edition } }),
    }
  })
}

function mayOf(tx: Tx, { state }: AnnualTable): AnnualPlan['may'] {
  const isDraft = state === 'draft'
  return { write: isDraft && tx.actor.may('plan.write'), issue: isDraft && tx.actor.may('register.decide') }
}

function policyOf(today: string): AnnualPlan['policy'] {
  const { inForceFrom, citation } = policyAt('annual-plans', today)
  return { inForceFrom, title: citation.title, clause: citation.clause, confidence: citation.confidence }
}

async function versionsOf(tx: Tx, id: string): Promise<AnnualPlan['versions']> {
  const rows = await annualVersions(tx, id)
  const whoIs = await labelPeople(
    tx,
    rows.map(row => row.by_account),
  )
  return rows.map(({ version, at, by_account, content_hash }) => ({
    version,
    at: at.toISOString(),
    by: whoIs(by_account),
    contentHash: content_hash,
  }))
}

async function editionsAnswer(tx: Tx, { region_code, year }: AnnualTable): Promise<AnnualPlan['editions']> {
  return (await editionsOf(tx, region_code, year)).map(({ id, edition, state, number, issued_on }) => ({
    id,
    edition,
    state,
    ...(number === null ? {} : { number }),
    ...(issued_on === null ? {} : { issuedOn: issued_on }),
  }))
}

/** Waters with a plan of their own that are not in this one. @throws Problem `annual-plan.not-found`, `annual-plan.too-wide` */
export async function annualCandidates(tx: Tx, id: string): Promise<AnswerOf<typeof listAnnualCandidates>> {
  const row = await requireAnnual(tx, id)
  const { waters } = await requireAnnualVersion(tx, id, row.version)
  const inside = new Set(waters.map(({ waterId }) => waterId))
  const directory = await placeDirectory(tx)
  const fresh = await freshWaters(tx, row.region_code, row.year)
  const outside = fresh.waters.filter(({ waterId }) => !inside.has(waterId))
  return { items: outside.map(water => ({ ...water, regionNames: regionNamesOf(directory, water.regionCode) })) }
}
