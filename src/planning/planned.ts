import { chinaDate } from '../domain/dates.ts'
import { Problem } from '../domain/problems.ts'
import { labelPeople, type WhoIs } from '../people/store.ts'
import type { Tx } from '../platform/db/database.ts'
import type { AnswerOf, BodyOf } from '../platform/http/endpoint.ts'
import { policyAt, type PolicyEdition } from '../policy/policy.ts'
import { aroundWater, warningsFor } from '../surroundings/store.ts'
import { requireWater, sourcesOf, type WaterRow } from '../waters/store.ts'
import { classificationsOf, type ClassificationRow } from './classifications-store.ts'
import type { Classification, getClassifications, reviewMeasures as reviewEndpoint } from './contract.ts'
import { measureUnknown } from './problems.ts'
import { proposeMeasures } from './proposal.ts'
import { costsOfComparable } from './plans/comparing-store.ts'
import { compareCosts, priceOf, reviewMeasures as review } from './warnings.ts'
import type { WaterClass } from './words.ts'

/** All classifications of a water, newest first, and what follows from the newest. @throws Problem `water.not-found` */
export async function classificationsAnswer(tx: Tx, waterId: string): Promise<AnswerOf<typeof getClassifications>> {
  const water = await requireWater(tx, waterId)
  const rows = await classificationsOf(tx, waterId)
  const items = await answersOf(tx, rows)
  const [newest] = rows
  const waterClass = newest === undefined ? undefined : classOf(newest)
  if (newest === undefined || waterClass === undefined) return { items }
  return { items, proposal: await proposalFor(tx, water, { newest, waterClass }) }
}

export async function answerOf(tx: Tx, row: ClassificationRow): Promise<Classification> {
  const [answer] = await answersOf(tx, [row])
  return answer! // one row, one answer
}

async function answersOf(tx: Tx, rows: readonly ClassificationRow[]): Promise<Classification[]> {
  const whoIs = await labelPeople(
    tx,
    rows.map(row => row.by_account),
  )
  return rows.map(row => toAnswer(row, whoIs))
}

function toAnswer(row: ClassificationRow, whoIs: WhoIs): Classification {
  const { causes, statements, rule } = row.record
  const names = causeNames(policyAt('causes', chinaDate(row.at)))
  const waterClass = classOf(row)
  return {
    id: row.id,
    waterId: row.water_id,
    at: row.at.toISOString(),
    by: whoIs(row.by_account),
    causes: causes.map(cause => ({ ...cause, name: names.get(cause.causeId) ?? plainName(cause.causeId) })),
    statements,
    rule,
    ...(row.override_class === null || row.override_reason === null
      ? {}
      : { override: { waterClass: row.override_class, reason: row.override_reason } }),
    ...(waterClass === undefined ? {} : { waterClass }),
  }
}

function classOf({ override_class, rule_class }: ClassificationRow): WaterClass | undefined {
  if (override_class !== null) return override_class
  return rule_class === 'undecided' ? undefined : rule_class
}

function causeNames({ value }: PolicyEdition<'causes'>) {
  return new Map(value.causes.map(({ id, name }) => [id, name]))
}

const plainName = (id: string) => ({ zh: id, en: id })

async function proposalFor(
  tx: Tx,
  water: WaterRow,
  { newest, waterClass }: { newest: ClassificationRow; waterClass: WaterClass },
) {
  const edition = policyAt('measures', chinaDate(tx.at))
  const basis = {
    waterClass,
    causes: newest.record.causes,
    extent: extentOf(water),
    sources: await sourcesOf(tx, water.id),
  }
  const proposal = proposeMeasures(basis, edition.value)
  const planned = {
    measures: proposal.steps.flatMap(({ measures }) =>
      measures.map(({ measureId, quantity }) => ({ measureId, quantity })),
    ),
    extent: basis.extent,
    on: chinaDate(tx.at),
  }
  return {
    ...proposal,
    warnings: [...review(planned, edition.value), ...(await notesOfSurroundings(tx, water, planned.measures))],
    policyInForceFrom: edition.inForceFrom,
    citation: edition.citation,
  }
}

/** What the works linked with a water say to measures: the balance of sewage is evidence for and against them. */
async function notesOfSurroundings(tx: Tx, water: WaterRow, measures: readonly { readonly measureId: string }[]) {
  const warnings = warningsFor(
    await aroundWater(tx, water),
    measures.map(({ measureId }) => measureId),
  )
  return warnings.map(({ concern, words, measureIds }) => ({ concern, level: 'note' as const, words, measureIds }))
}

function extentOf({ area_m2, length_m }: WaterRow) {
  return { areaM2: area_m2 ?? undefined, lengthM: length_m ?? undefined }
}

/**
 * Looks at measures somebody has in mind, beside what comparable waters cost by their approved plans.
 *
 * @throws Problem `water.not-found`, `planning.measure-unknown`
 */
export async function reviewMeasures(
  tx: Tx,
  waterId: string,
  { measures, interception }: BodyOf<typeof reviewEndpoint>,
): Promise<AnswerOf<typeof reviewEndpoint>> {
  const water = await requireWater(tx, waterId)
  const on = chinaDate(tx.at)
  const policy = policyAt('measures', on).value
  const unknown = measures.find(({ measureId }) => !policy.measures.some(({ id }) => id === measureId))
  if (unknown !== undefined) throw new Problem(measureUnknown, { id: unknown.measureId })
  const withinTimes = policyAt('similar-cases', on).value.sizeTimesAtZero
  const comparison = compareCosts(await costsOfComparable(tx, water, withinTimes))
  const extent = extentOf(water)
  return {
    warnings: [
      ...review({ measures, extent, interception, comparison, on }, policy),
      ...(await notesOfSurroundings(tx, water, measures)),
    ],
    ...priceOf(measures, extent.areaM2, policy),
    comparison: {
      waters: comparison?.waters ?? 0,
      ...(comparison === undefined ? {} : { medianYuanPerM2: comparison.medianYuanPerM2 }),
      leastComparable: policy.overEngineering.leastComparable,
      withinTimes,
    },
  }
}
