import { chinaDate } from '../domain/dates.ts'
import { needs, transitions, transitionsFrom, type Need, type Transition } from '../domain/lifecycle.ts'
import { supervisionLists } from '../domain/waters.ts'
import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/db/database.ts'
import { listFacts } from '../platform/facts/store.ts'
import { policyAt } from '../policy/policy.ts'
import { requireWater, type WaterRow } from '../waters/store.ts'
import type { RegisterEntry } from './contract.ts'
import { checkWaterType, compareDeclaredList, deriveList, statusOf, type DerivedList, type Status } from './rules.ts'

/** Where a water stands in the register and what can be done about it. @throws Problem `water.not-found` */
export async function registerEntry(tx: Tx, id: string): Promise<RegisterEntry> {
  const water = await requireWater(tx, id)
  const derived = derivedListOf(water, chinaDate(tx.at))
  const colour = await colourOf(tx, water)
  return {
    waterId: water.id,
    code: water.code,
    name: water.name,
    regionCode: water.region_code,
    stage: water.stage,
    cycle: water.cycle,
    stageSince: water.stage_since.toISOString(),
    version: water.version,
    ...(water.area_m2 === null ? {} : { areaM2: water.area_m2 }),
    ...(water.list === null ? {} : { list: water.list }),
    ...(water.list_how === null ? {} : { listHow: water.list_how }),
    derived: { ...(derived.list === undefined ? {} : { list: derived.list }), words: derived.words },
    warnings: warningsOf(water, derived, chinaDate(tx.at)),
    colour: { value: colour.colour, byHand: colour.byHand, words: colour.words, citation: colour.citation },
    transitions: transitionsFrom(water.stage).map(transition => possible(transition, tx.actor)),
  }
}

/** The list that area and scope give. @param today YYYY-MM-DD, China time */
export function derivedListOf(water: Pick<WaterRow, 'area_m2' | 'complaint'>, today: string): DerivedList {
  return deriveList(listBasis(water), policyAt('lists', today))
}

function listBasis({ area_m2, complaint }: Pick<WaterRow, 'area_m2' | 'complaint'>) {
  return { areaM2: area_m2 ?? undefined, strongComplaints: complaint }
}

function warningsOf(water: WaterRow, derived: DerivedList, today: string): { zh: string; en: string }[] {
  const type = checkWaterType(water.type, water.region_code, policyAt('water-types', today).value)
  const list = listWarning(water, derived, today)
  return [list, type].flatMap(warning => (warning === undefined ? [] : [{ zh: warning.zh, en: warning.en }]))
}

/** A list stays as it was stated or decided; a list that followed from an area corrected since deserves a second look. */
function listWarning(water: WaterRow, derived: DerivedList, today: string) {
  const { list, list_how: how } = water
  if (list === null || how === 'by-hand') return undefined
  if (how === 'declared') return compareDeclaredList(list, listBasis(water), policyAt('lists', today))
  if (derived.list === undefined || derived.list === list) return undefined
  const [stands, would] = [supervisionLists[list], supervisionLists[derived.list]]
  return {
    zh: `列入时按面积分级为${stands.zh}，按现在的面积应为${would.zh}（${derived.words.zh}）。如需调整请升级或降级并写明理由。`,
    en: `Entered on the ${stands.en} by its area then; by its area now it would be the ${would.en} (${derived.words.en}). Promote or demote it with a reason where that is right.`,
  }
}

async function colourOf(tx: Tx, water: WaterRow): Promise<Status> {
  const policy = policyAt('traffic-light', chinaDate(tx.at))
  const enteredAt = water.stage_since.toISOString()
  const set = water.colour_by_hand ? await lastColouring(tx, water.id) : undefined
  const byHand = set === undefined || water.colour === null ? {} : { byHand: { ...set, colour: water.colour } }
  return statusOf({ stage: water.stage, enteredAt, ...byHand }, policy)
}

async function lastColouring(tx: Tx, id: string): Promise<{ reason: string; at: string } | undefined> {
  const { items } = await listFacts(tx, { kind: 'water.status-set', subject: id }, { limit: 1 })
  const [last] = items
  if (last === undefined || !('reason' in last.body)) return undefined
  return { reason: String(last.body.reason), at: last.at }
}

/** Transitions that have a door of their own. */
export const ownDoors = {
  suspect: 'POST /survey/candidates',
  declare: 'POST /survey/imports',
  identify: 'POST /identification/waters/:id/judge',
  clear: 'POST /identification/waters/:id/judge',
  merge: 'POST /waters/:id/merger',
  split: 'POST /waters/:id/split',
  complete: 'POST /works/waters/:id/completion',
} as const satisfies Partial<Record<Transition, string>>

export function doorOf(transition: Transition): string | undefined {
  const doors: Partial<Record<Transition, string>> = ownDoors
  return doors[transition]
}

function possible(transition: Transition, actor: Actor): RegisterEntry['transitions'][number] {
  const { label, way, may, needs: asked } = transitions[transition]
  const through = doorOf(transition)
  return {
    transition,
    label,
    way,
    needs: asked.map((need: Need) => ({ need, label: needs[need].label, remedy: needs[need].remedy })),
    permitted: actor.may(may),
    ...(through === undefined ? {} : { through }),
  }
}
