import { chinaDate } from '../domain/dates.ts'
import { dutiesOfWater } from '../duties/store.ts'
import { isHeldOn } from '../duties/rules.ts'
import { currentStandardId, suitableStandards } from '../identification/editions.ts'
import { latestVerdicts, requireEdition } from '../identification/store.ts'
import type { IdentificationEdition } from '../identification/rules.ts'
import { moneyOfWater } from '../funding/money/money-of-water-store.ts'
import { samplesOf } from '../monitoring/store.ts'
import { planOfWater, requireVersion } from '../planning/plans/plans-store.ts'
import type { Tx } from '../platform/db/database.ts'
import { policyAt, type PolicyEdition } from '../policy/policy.ts'
import { findBases } from '../survey/store.ts'
import { findStandard } from '../standards/registry.ts'
import { completionOf } from '../waters/completion-store.ts'
import { sourcesOf, type WaterRow } from '../waters/store.ts'
import { owedPartsOf } from '../works/progress/parts/parts-store.ts'
import { scheduleOfWater } from '../works/progress/schedules-store.ts'
import { openItemsOf, questionOf } from '../works/rectifications-store.ts'
import { answersOfCycle } from '../works/visits-store.ts'
import type { Snapshot } from './contract.ts'
import { declaredOf } from './declared-store.ts'
import {
  checkFile,
  type CheckedItem,
  type DeclaredMeasure,
  type Evidence,
  type FundsInBrief,
  type PlanInBrief,
  type WorksInBrief,
} from './rules.ts'

export type Assembled = {
  readonly edition: PolicyEdition<'acceptance'>
  readonly standardId: string
  readonly evidence: Evidence
  readonly items: readonly CheckedItem[]
}

/**
 * Puts the file of a water together from what the earlier slices hold of it now.
 *
 * @param edition of the policy: today's, or that of a file sent in
 */
export async function assemble(tx: Tx, water: WaterRow, edition: PolicyEdition<'acceptance'>): Promise<Assembled> {
  const today = chinaDate(tx.at)
  const standardId = await standardOf(tx, water)
  const evidence = await collectEvidence(tx, water, requireEdition(standardId))
  const items = checkFile({ evidence, edition, measures: policyAt('measures', today).value, today })
  return { edition, standardId, evidence, items }
}

/** The edition that identified the water; the current one where none did. */
async function standardOf(tx: Tx, { id }: WaterRow): Promise<string> {
  const verdict = (await latestVerdicts(tx, [id])).get(id)
  const known = suitableStandards().some(standard => standard.id === verdict?.standard_id)
  return known && verdict !== undefined ? verdict.standard_id : currentStandardId
}

async function collectEvidence(tx: Tx, water: WaterRow, standard: IdentificationEdition): Promise<Evidence> {
  const { id, type, stage } = water
  const today = chinaDate(tx.at)
  const completedOn = await completionOf(tx, water)
  const bases = await findBases(tx, [id])
  const samples = await samplesOf(
    tx,
    [id],
    completedOn === undefined ? undefined : new Date(`${completedOn}T00:00:00+08:00`),
  )
  const duties = await dutiesOfWater(tx, id)
  const plan = await planInBrief(tx, water)
  const funds = await fundsInBrief(tx, id)
  const works = await worksInBrief(tx, water)
  return {
    water: { type, stage },
    ...(completedOn === undefined ? {} : { completedOn }),
    standard: findStandard(standard.standardId)?.citation ?? standard.combination,
    samples: samples.map(({ id: readingId, takenAt, point, sample }) => {
      const { outcome, words } = standard.judgeSample(sample)
      return { id: readingId, takenOn: chinaDate(new Date(takenAt)), point, outcome, words }
    }),
    senses: bases.senses.map(({ id: sensesId, observedAt, finding, colour, odour }) => {
      const opinion = standard.judgeSenses?.({ finding, colour, odour })
      const words = opinion?.words ?? findingWords[finding]
      return { id: sensesId, on: chinaDate(new Date(observedAt)), outcome: opinion?.outcome ?? finding, words }
    }),
    questionnaires: bases.questionnaires,
    posts: duties
      .filter(({ from_on, until_on }) => isHeldOn({ fromOn: from_on, untilOn: until_on ?? undefined }, today))
      .map(duty => ({ id: duty.id, level: duty.level })),
    openItems: await openItems(tx, id),
    answers: await answersOf(tx, water),
    sources: (await sourcesOf(tx, id)).map(source => ({ id: source.id, name: source.name })),
    declared: (await declaredOf(tx, water)).map(row => ({
      id: row.id,
      measureId: row.measure_id,
      ...(row.quantity === null ? {} : { quantity: row.quantity }),
      ...(row.source === null ? {} : { source: row.source }),
      startsOn: row.starts_on,
    })),
    ...(plan === undefined ? {} : { plan }),
    ...(funds === undefined ? {} : { funds }),
    ...(works === undefined ? {} : { works }),
  }
}

/** Of public and social money; what an enterprise must pay is its own affair. `undefined`: nothing is on record. */
async function fundsInBrief(tx: Tx, waterId: string): Promise<FundsInBrief | undefined> {
  const { sources } = await moneyOfWater(tx, waterId)
  const natures = policyAt('funding-sources', chinaDate(tx.at)).value.sources
  const counted = sources.filter(({ source }) => natures[source] !== 'enterprise')
  if (counted.length === 0) return undefined
  return {
    allottedYuan: sum(counted.map(({ allottedYuan }) => allottedYuan)),
    spentYuan: sum(counted.map(({ spentYuan }) => spentYuan)),
    openExceptions: counted.filter(({ excessYuan }) => excessYuan > 0).length,
  }
}

async function worksInBrief(tx: Tx, water: WaterRow): Promise<WorksInBrief | undefined> {
  const schedule = await scheduleOfWater(tx, water)
  if (schedule === undefined) return undefined
  return { openMeasures: schedule.open_measures, owedParts: await owedPartsOf(tx, water) }
}

const sum = (amounts: readonly number[]) => amounts.reduce((left, amount) => left + amount, 0)

/** For editions that know no senses: the observer's own finding. */
const findingWords = {
  'black-odorous': { zh: '观察人认为黑臭。', en: 'The observer found it black or odorous.' },
  'not-black-odorous': { zh: '观察人认为无黑臭。', en: 'The observer found it neither black nor odorous.' },
  undecided: { zh: '观察人未能判断。', en: 'The observer could not tell.' },
} as const

async function planInBrief(tx: Tx, water: WaterRow): Promise<PlanInBrief | undefined> {
  const plan = await planOfWater(tx, water)
  if (plan === undefined) return undefined
  const { content } = await requireVersion(tx, plan)
  return {
    id: plan.id,
    approved: plan.state === 'approved',
    hasUpkeep: content.upkeep !== undefined && content.upkeep.duties.trim() !== '',
    measureIds: content.measures.map(({ measureId }) => measureId),
  }
}

async function openItems(tx: Tx, waterId: string): Promise<Evidence['openItems']> {
  const items = await openItemsOf(tx, waterId)
  return items.map(item => ({ id: item.id, question: questionOf(item), dueOn: item.due_on }))
}

/** Yes and no of every visit of this cycle, as the rules ask; what does not apply says nothing. */
async function answersOf(tx: Tx, water: WaterRow): Promise<Evidence['answers']> {
  const visits = await answersOfCycle(tx, water)
  return visits.flatMap(({ id, visited_on, answers }) =>
    (answers ?? []).flatMap(answer => {
      if (answer.kind !== 'yes-no' || answer.value === 'not-applicable') return []
      const { itemId, value, note } = answer
      return [{ visitId: id, itemId, on: visited_on ?? '', value, ...(note === undefined ? {} : { note }) }]
    }),
  )
}

/** What the file says now, to be kept whole. */
export function snapshotOf(
  water: WaterRow,
  { edition, standardId, evidence, items }: Assembled,
  takenOn: string,
): Snapshot {
  const { completedOn, declared } = evidence
  return {
    takenOn,
    policyFrom: edition.inForceFrom,
    standardId,
    water: {
      code: water.code,
      name: water.name,
      type: water.type,
      regionCode: water.region_code,
      ...(water.list === null ? {} : { list: water.list }),
      ...(water.area_m2 === null ? {} : { areaM2: water.area_m2 }),
      cycle: water.cycle,
    },
    ...(completedOn === undefined ? {} : { completedOn }),
    items: items.map(itemView),
    declared: declared.map(measure => ({ ...plain(measure) })),
  }
}

export function itemView({ records, ...item }: CheckedItem): Snapshot['items'][number] {
  return { ...item, records: records.map(record => ({ ...record })) }
}

function plain({ id, measureId, quantity, source, startsOn }: DeclaredMeasure) {
  return {
    id,
    measureId,
    ...(quantity === undefined ? {} : { quantity }),
    ...(source === undefined ? {} : { source }),
    startsOn,
  }
}
