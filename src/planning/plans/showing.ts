import { chinaDate } from '../../domain/dates.ts'
import { regionRange, type RegionCode } from '../../domain/regions.ts'
import { labelPeople } from '../../people/store.ts'
import { regionNamesOf } from '../../places/region-names.ts'
import { placeDirectory, type PlaceDirectory } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import { cutPage, readCursor, writeCursor } from '../../platform/http/cursor.ts'
import type { QueryOf } from '../../platform/http/endpoint.ts'
import { policyAt } from '../../policy/policy.ts'
import { aroundWater, warningsFor } from '../../surroundings/store.ts'
import { requireWater, type WaterRow } from '../../waters/store.ts'
import type { listPlans as listPlansEndpoint, Plan, PlanSummary } from './contract.ts'
import { approverFor, isAllowed, knownOn } from './deciding.ts'
import {
  commentsOf,
  planOfWater,
  plansBefore,
  requirePlan,
  requireVersion,
  tallyPlans,
  versionsOf,
  type PlanTable,
} from './plans-store.ts'
import { faultsOfPlan, planStateIds, planSteps, stepsFrom } from './rules.ts'

/** A plan as its page shows it, with what may be done and what is missing today. */
export async function showPlan(tx: Tx, id: string): Promise<Plan> {
  const plan = await requirePlan(tx, id)
  const water = await requireWater(tx, plan.water_id)
  const { content } = await requireVersion(tx, plan)
  const versions = await versionsOf(tx, id)
  const comments = await commentsOf(tx, id)
  const whoIs = await labelPeople(
    tx,
    [...versions, ...comments].map(row => row.by_account),
  )
  const today = chinaDate(tx.at)
  const { citation, inForceFrom, value: rules } = policyAt('plans', today)
  const approver = approverFor(tx, water)
  return {
    ...summaryOf(await placeDirectory(tx), { ...plan, ...named(water) }, today),
    content,
    faults: faultsOfPlan(content, { rules, known: knownOn(today), today }).map(fault => ({ ...fault })),
    surroundingWarnings: warningsFor(
      await aroundWater(tx, water),
      content.measures.map(({ measureId }) => measureId),
    ),
    steps: stepsFrom(plan.state).map(step => ({
      step,
      label: planSteps[step].label,
      permitted: isAllowed(tx, { plan, water }, step),
    })),
    policy: { inForceFrom, title: citation.title, clause: citation.clause, confidence: citation.confidence },
    ...(approver === undefined ? {} : { approver }),
    ...(plan.reference === null ? {} : { reference: plan.reference }),
    ...(plan.reason === null ? {} : { reason: plan.reason }),
    versions: versions.map(({ version, at, by_account, content_hash }) => ({
      version,
      at: at.toISOString(),
      by: whoIs(by_account),
      contentHash: content_hash,
    })),
    comments: comments.map(({ id: commentId, version, section, text, at, by_account }) => ({
      id: commentId,
      version,
      section,
      text,
      at: at.toISOString(),
      by: whoIs(by_account),
    })),
  }
}

/** The plan of a water's present cycle. @throws Problem `water.not-found` */
export async function showPlanOfWater(tx: Tx, waterId: string): Promise<{ readonly plan?: Plan }> {
  const plan = await planOfWater(tx, await requireWater(tx, waterId))
  return plan === undefined ? {} : { plan: await showPlan(tx, plan.id) }
}

/** One version as it was saved. @throws Problem `plan.not-found` */
export async function showVersion(tx: Tx, id: string, version: number) {
  await requirePlan(tx, id)
  const found = await requireVersion(tx, { id, version })
  const whoIs = await labelPeople(tx, [found.by_account])
  return { version, at: found.at.toISOString(), by: whoIs(found.by_account), content: found.content }
}

/** Plans, the newest first. @throws Problem `request.cursor-invalid` */
export async function listPlans(tx: Tx, { cursor, limit, region, ...filter }: QueryOf<typeof listPlansEndpoint>) {
  const [before] = cursor === undefined ? [undefined] : readCursor(cursor, ['uuid'])
  const directory = await placeDirectory(tx)
  const rows = await plansBefore(tx, { ...filter, region: rangeIn(region) }, { before, limit: limit + 1 })
  const page = cutPage(rows, limit, ({ id }) => writeCursor([id]))
  return { ...page, items: page.items.map(row => summaryOf(directory, row, chinaDate(tx.at))) }
}

/** How many plans stand where; every state has a number. */
export async function countPlans(tx: Tx, region: RegionCode | undefined) {
  const tallies = new Map((await tallyPlans(tx, { region: rangeIn(region) })).map(row => [row.state, row]))
  const states = planStateIds
    .filter(state => state !== 'set-aside')
    .map(state => ({ state, count: tallies.get(state)?.count ?? 0, costYuan: tallies.get(state)?.costYuan ?? 0 }))
  return { states, overdue: [...tallies.values()].reduce((sum, { overdue }) => sum + overdue, 0) }
}

function rangeIn(region: RegionCode | undefined) {
  return region === undefined ? undefined : regionRange(region)
}

type Named = Pick<WaterRow, 'code' | 'name' | 'stage' | 'list'>

function named({ code, name, stage, list }: WaterRow): Named {
  return { code, name, stage, list }
}

function summaryOf(directory: PlaceDirectory, plan: PlanTable & Named, today: string): PlanSummary {
  return {
    id: plan.id,
    waterId: plan.water_id,
    waterCode: plan.code,
    waterName: plan.name,
    regionCode: plan.region_code,
    regionNames: regionNamesOf(directory, plan.region_code),
    ...(plan.list === null ? {} : { list: plan.list }),
    stage: plan.stage,
    cycle: plan.cycle,
    state: plan.state,
    version: plan.version,
    costYuan: plan.cost_yuan,
    ...(plan.goal === null ? {} : { goal: plan.goal }),
    ...(plan.target_on === null ? {} : { targetOn: plan.target_on }),
    stateSince: plan.entered_at.toISOString(),
    ...(plan.due_on === null ? {} : { dueOn: plan.due_on }),
    overdue: plan.due_on !== null && plan.due_on < today,
  }
}
