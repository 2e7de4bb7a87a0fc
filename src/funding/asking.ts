import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import { contains, type RegionCode } from '../domain/regions.ts'
import { placeNotFound } from '../places/problems.ts'
import { placeDirectory, placeName, placeNames, requirePlace } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { policyAt } from '../policy/policy.ts'
import { eachWater } from '../waters/store.ts'
import { watersWithSource } from '../waters/sources-store.ts'
import type { WaterRow } from '../waters/water-row.ts'
import type { BundleOutcome } from './best-bundle.ts'
import { settledOut, type BundleProblem } from './best-bundle.ts'
import { reasonWords } from './bundle-reasons.ts'
import type { BundleRule } from './bundle.ts'
import { bundleStageIds, type BundleAsk, type BundleResult, type BundleWater, type RuleInForce } from './contract.ts'
import * as problems from './problems.ts'

/** More would take longer than anybody waits at a page. */
const mostCandidates = 5000

/** A question with everything read that answers it: what goes to the solver's thread. */
export type PreparedAsk = {
  readonly ask: BundleAsk
  readonly rule: RuleInForce
  readonly waters: readonly BundleWater[]
  readonly problem: BundleProblem
}

/** The rule of the day. */
export function ruleInForce(at: Date) {
  const { inForceFrom, title, citation, value } = policyAt('pilot-bundle', chinaDate(at))
  return { value, shown: { inForceFrom, title, citation, tiers: value.tiers, costEstimate: value.costEstimate } }
}

/** The waters of a division that may be bundled, by code. @throws Problem `place.not-found`, `funding.too-many-candidates` */
export async function findCandidates(
  tx: Tx,
  ask: Pick<BundleAsk, 'regionCode'> & Partial<Pick<BundleAsk, 'lists' | 'stages' | 'figures'>>,
): Promise<BundleWater[]> {
  const directory = await placeDirectory(tx)
  requirePlace(directory, ask.regionCode)
  if (!contains(tx.actor.range, ask.regionCode)) throw new Problem(placeNotFound, { code: ask.regionCode })
  const rows = await readRows(tx, ask)
  const industrial = await watersWithSource(tx, 'industry', rows.map(({ id }) => id)) // prettier-ignore
  const { costEstimate } = ruleInForce(tx.at).value
  const figures = new Map((ask.figures ?? []).map(each => [each.waterId, each]))
  return rows.map(row => {
    const entered = figures.get(row.id)
    const county = placeNames(directory, row.region_code).county
    return {
      ...itemOf(row, county),
      ...moneyOf(row, entered?.investmentYuan, costEstimate),
      ...(entered?.people === undefined ? {} : { people: entered.people }),
      enterpriseResponsible: entered?.enterpriseResponsible ?? industrial.has(row.id),
    }
  })
}

async function readRows(
  tx: Tx,
  { regionCode, lists, stages }: { regionCode: RegionCode } & Partial<Pick<BundleAsk, 'lists' | 'stages'>>,
): Promise<WaterRow[]> {
  const rows: WaterRow[] = []
  const filter = {
    region: regionCode,
    list: [...(lists ?? (['national', 'municipal', 'county'] as const))],
    stage: [...(stages ?? bundleStageIds)],
  }
  for await (const row of eachWater(tx, filter)) {
    rows.push(row)
    if (rows.length > mostCandidates) throw new Problem(problems.tooManyCandidates, { most: mostCandidates })
  }
  return rows.toSorted((a, b) => (a.code < b.code ? -1 : Number(a.code > b.code)))
}

function itemOf(row: WaterRow, county: string | undefined) {
  const stage = bundleStageIds.find(id => id === row.stage)
  if (row.list === null || stage === undefined) throw new RangeError(`water ${row.id} came past the filter`)
  return {
    waterId: row.id,
    code: row.code,
    name: row.name,
    regionCode: row.region_code,
    countyCode: row.region_code.slice(0, 6),
    county: county ?? row.region_code.slice(0, 6),
    list: row.list,
    stage,
    ...(row.area_m2 === null ? {} : { areaM2: row.area_m2 }),
  }
}

function moneyOf({ area_m2 }: WaterRow, entered: number | undefined, { yuanPerM2 }: BundleRule['costEstimate']) {
  if (entered !== undefined) return { investmentYuan: entered, estimated: false }
  return area_m2 === null ? { estimated: true } : { investmentYuan: Math.round(area_m2 * yuanPerM2), estimated: true }
}

/** Reads the candidates and refuses wishes that cannot be, before anything is calculated. */
export async function prepareAsk(tx: Tx, ask: BundleAsk): Promise<PreparedAsk> {
  const waters = await findCandidates(tx, ask)
  if (waters.length === 0) {
    throw new Problem(problems.noCandidates, { region: placeName(await placeDirectory(tx), ask.regionCode) })
  }
  const { value, shown } = ruleInForce(tx.at)
  refuseWishes(ask, waters, value)
  return { ask, rule: shown, waters, problem: { rule: value, candidates: waters, wishes: ask } }
}

function refuseWishes(ask: BundleAsk, waters: readonly BundleWater[], rule: BundleRule): void {
  const known = new Map(waters.map(each => [each.waterId, each]))
  const nameOf = (id: string) => known.get(id)?.name ?? id
  const named = [...ask.mustInclude, ...ask.mustLeaveOut, ...ask.figures.map(({ waterId }) => waterId)]
  const unknown = [...new Set(named)].filter(id => !known.has(id))
  if (unknown.length > 0) throw new Problem(problems.notCandidates, { ids: unknown })
  const both = ask.mustInclude.filter(id => ask.mustLeaveOut.includes(id))
  if (both.length > 0) throw new Problem(problems.wishContradicts, { names: both.map(nameOf) })
  const { atLeastCounties: atLeast, atMostCounties: atMost } = ask
  if (atLeast !== undefined && atMost !== undefined && atLeast > atMost) {
    throw new Problem(problems.countiesContradict, { atLeast, atMost })
  }
  const impossible = ask.mustInclude.flatMap(id => {
    const reason = settledOut({ rule, wishes: ask }, known.get(id)!) // looked for above
    return reason === undefined ? [] : [{ id, reason }]
  })
  const [first] = impossible
  if (first !== undefined) {
    const names = impossible.filter(({ reason }) => reason.why === first.reason.why).map(({ id }) => nameOf(id))
    throw new Problem(problems.wishAgainstRule, { names, ...reasonWords(first.reason) })
  }
  if (ask.goal === 'people' && waters.every(({ people = 0 }) => people === 0)) {
    throw new Problem(problems.nobodyEntered, {})
  }
}

/** What the solver found, beside the waters it is about. @throws Problem `funding.wishes-conflict` */
export function resultOf({ rule, waters }: PreparedAsk, outcome: BundleOutcome): BundleResult {
  if (outcome.kind === 'conflict') throw new Problem(problems.wishesConflict, outcome.conflict)
  const { totals, next, applicant, proven, decisions } = outcome.bundle
  const byId = new Map(decisions.map(each => [each.waterId, each]))
  return {
    rule,
    totals,
    ...(next === undefined ? {} : { next }),
    applicant,
    proven,
    waters: waters.map(each => {
      const decision = byId.get(each.waterId)
      const reasons = decision?.reasons ?? []
      return {
        ...each,
        in: decision?.in ?? false,
        reasons: reasons.map(reason => ({ why: reason.why, words: reasonWords(reason) })),
      }
    }),
  }
}
