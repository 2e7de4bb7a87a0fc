import { chinaDate } from '../../domain/dates.ts'
import type { Bilingual } from '../../domain/words.ts'
import { placeDirectory, placeName, type PlaceDirectory } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { AnswerOf } from '../../platform/http/endpoint.ts'
import { policyAt } from '../../policy/policy.ts'
import { findWaters, requireWater, type WaterRow } from '../../waters/store.ts'
import { newestClassifications } from '../classifications-store.ts'
import { newestPlans } from '../plans/plans-store.ts'
import { casesBefore, type ShownCase } from './cases-store.ts'
import type { listSimilarCases } from './contract.ts'
import { outcomeMark, outcomeWords, type Outcome } from './outcome.ts'
import { rankSimilar, type CaseTraits, type CatalogueNames, type SolvedTraits } from './similarity.ts'
import { outcomesOf, solvedWaters, type SolvedWater } from './solved-waters-store.ts'

type Candidate = SolvedTraits & {
  readonly caseId?: string
  readonly waterId?: string
  readonly title: string
  readonly placeText: string
  readonly invented: boolean
}

/** More cases than this are not compared: the newest are. */
const mostCases = 500

/**
 * Solved cases ranked for a water: published cases of everywhere, and solved waters of the jurisdiction that no case tells of.
 *
 * @throws Problem `water.not-found`
 */
export async function similarCases(tx: Tx, waterId: string): Promise<AnswerOf<typeof listSimilarCases>> {
  const today = chinaDate(tx.at)
  const { value: policy, citation, inForceFrom } = policyAt('similar-cases', today)
  const water = await requireWater(tx, waterId)
  const candidates = await candidatesFor(tx, water)
  const [own] = await traitsOf(tx, [water])
  const ranked = rankSimilar(own!, candidates, { policy, today, names: namesOn(today) }) // one water, one set of traits
  return {
    policy: {
      inForceFrom,
      title: citation.title,
      clause: citation.clause,
      confidence: citation.confidence,
      leastPoints: policy.leastPoints,
    },
    looked: candidates.length,
    items: ranked.map(({ solved, similarity: { points, reasons, warning } }) => ({
      ...shownCandidate(solved),
      points,
      reasons: reasons.map(reason => ({ ...reason })),
      ...(warning === undefined ? {} : { warning }),
      outcome: shownOutcome(solved.outcome, today),
    })),
  }
}

function shownCandidate({ caseId, waterId, title, placeText, type, areaM2, invented }: Candidate) {
  return {
    title,
    placeText,
    invented,
    ...(caseId === undefined ? {} : { caseId }),
    ...(waterId === undefined ? {} : { waterId }),
    ...(type === undefined ? {} : { type }),
    ...(areaM2 === undefined ? {} : { areaM2 }),
  }
}

/** An outcome as answers give it, with its mark and words. */
export function shownOutcome(outcome: Outcome, today: string) {
  const { solvedOn, relapsedOn, knownOn, earlierRelapses } = outcome
  return {
    ...(solvedOn === undefined ? {} : { solvedOn }),
    ...(relapsedOn === undefined ? {} : { relapsedOn }),
    ...(knownOn === undefined ? {} : { knownOn }),
    earlierRelapses,
    mark: outcomeMark(outcome),
    words: outcomeWords(outcome, today),
  }
}

export function outcomeOfRow(row: ShownCase): Outcome {
  return {
    solvedOn: row.solved_on ?? undefined,
    relapsedOn: row.relapsed_on ?? undefined,
    knownOn: row.known_on ?? undefined,
    earlierRelapses: row.earlier_relapses,
  }
}

async function candidatesFor(tx: Tx, water: WaterRow): Promise<readonly Candidate[]> {
  const rows = await casesBefore(tx, { state: 'published' }, { limit: mostCases })
  const cases = rows.filter(row => row.water_id !== water.id && row.content.type !== undefined)
  const told = new Set(cases.map(row => row.water_id))
  const waters = (await solvedWaters(tx, water)).filter(({ id }) => !told.has(id))
  const visible = await findWaters(
    tx,
    [...told].filter(id => id !== null),
  )
  const invented = new Map(visible.map(row => [row.id, row.invented]))
  const directory = await placeDirectory(tx)
  return [...cases.map(row => caseCandidate(row, invented)), ...(await waterCandidates(tx, waters, directory))]
}

function caseCandidate(row: ShownCase, invented: ReadonlyMap<string, boolean>): Candidate {
  const { content, water_id } = row
  return {
    ...traitsOfCase(row),
    outcome: outcomeOfRow(row),
    caseId: row.id,
    ...(water_id !== null && invented.has(water_id) ? { waterId: water_id } : {}),
    title: content.title,
    placeText: content.placeText,
    invented: water_id !== null && invented.get(water_id) === true,
  }
}

function traitsOfCase({ content }: ShownCase): CaseTraits {
  const { type, areaM2, regionCode, functions, causes, measures } = content
  return { type, areaM2, regionCode, functions, causes, measureIds: measures.map(({ measureId }) => measureId) }
}

async function waterCandidates(
  tx: Tx,
  waters: readonly SolvedWater[],
  directory: PlaceDirectory,
): Promise<readonly Candidate[]> {
  const outcomes = await outcomesOf(
    tx,
    waters.map(({ id }) => id),
  )
  const solved = waters.filter(({ id }) => outcomes.has(id))
  const traits = await traitsOf(tx, solved)
  return solved.map((water, index) => ({
    ...traits[index]!, // one for each water
    outcome: outcomes.get(water.id) ?? { earlierRelapses: 0 },
    waterId: water.id,
    title: water.name,
    placeText: placeName(directory, water.region_code),
    invented: water.invented,
  }))
}

/** What is on record of waters: causes by the newest classification, else by the plan, else by the register; measures by the plan. */
async function traitsOf(tx: Tx, waters: readonly SolvedWater[]): Promise<readonly CaseTraits[]> {
  const ids = waters.map(({ id }) => id)
  const classifications = await newestClassifications(tx, ids)
  const plans = await newestPlans(tx, ids)
  return waters.map(({ id, type, area_m2, region_code, causes }) => {
    const classified = classifications.get(id)
    const plan = plans.get(id)?.content
    const planned = plan?.causes ?? []
    return {
      type,
      areaM2: area_m2 ?? undefined,
      regionCode: region_code,
      functions: classified?.statements.functions ?? [],
      causes:
        classified?.causes.map(({ causeId, sharePercent }) => ({ causeId, percent: sharePercent })) ??
        (planned.length > 0 ? planned : causes.map(causeId => ({ causeId }))),
      measureIds: plan?.measures.map(({ measureId }) => measureId) ?? [],
    }
  })
}

/** Names of the catalogues of a day. */
export function namesOn(day: string): CatalogueNames {
  const byId = (entries: readonly { readonly id: string; readonly name: Bilingual }[]) =>
    new Map(entries.map(({ id, name }) => [id, name]))
  return {
    causes: byId(policyAt('causes', day).value.causes),
    measures: byId(policyAt('measures', day).value.measures),
  }
}
