import type { Bilingual } from '../domain/words.ts'
import type { PolicyValue } from '../policy/policy.ts'
import { isNone } from './amounts.ts'
import { isCurrent, type Balance, type LinkedFacility } from './balance.ts'
import { facilityStates } from './words.ts'

type Policy = PolicyValue<'surroundings'>

export const surroundingConcerns = {
  'works-not-running': { zh: '处理设施未运行', en: 'works that do not run' },
  'works-full': { zh: '处理设施超负荷', en: 'works beyond their capacity' },
  'flow-out-of-date': { zh: '实际处理量过期', en: 'treated flow out of date' },
  'water-without-quantity': { zh: '尾水补水未写数量', en: 'make-up water without quantity' },
  'works-missing': { zh: '截污无处可去', en: 'intercepted sewage has nowhere to go' },
  'works-too-small': { zh: '接纳能力不足', en: 'works cannot take it all' },
} as const satisfies Record<string, Bilingual>
export type SurroundingConcern = keyof typeof surroundingConcerns
export const surroundingConcernIds = Object.keys(surroundingConcerns) as readonly SurroundingConcern[] // keys of a const object are exactly its union

export type SurroundingWarning = {
  readonly concern: SurroundingConcern
  readonly words: Bilingual
  /** Measures of a plan that it is about. */
  readonly measureIds: readonly string[]
}

type Ground = {
  readonly facilities: readonly LinkedFacility[]
  readonly balance: Balance
  /** YYYY-MM-DD, China time. */
  readonly on: string
}

/** What is wrong with the works around a water as they stand, whether or not anything is planned. */
export function warnOfWorks({ facilities, on }: Ground, policy: Policy): readonly SurroundingWarning[] {
  const once = [...new Map(facilities.map(facility => [facility.id, facility])).values()]
  const present = facilities.filter(({ link }) => link !== 'planned-connection')
  const presentIds = new Set(present.map(({ id }) => id))
  return [
    ...once.filter(({ id }) => presentIds.has(id)).flatMap(notRunning),
    ...once.flatMap(facility => flowWarnings(facility, on, policy)),
    ...facilities.flatMap(withoutQuantity),
  ]
}

/**
 * What the works around a water say to the measures of a plan: sewage that is collected must be able to go somewhere, and tailwater
 * brought in as make-up water has a quantity.
 *
 * @param measureIds of the policy `measures`, as the plan has them
 */
export function warnOfMeasures(
  measureIds: readonly string[],
  { facilities, balance }: Ground,
  policy: Policy,
): readonly SurroundingWarning[] {
  const collecting = measureIds.filter(id => policy.collecting.ids.includes(id))
  const isReceived = measureIds.some(id => policy.receiving.ids.includes(id))
  if (collecting.length === 0 || isReceived) return []
  const mayTake = facilities.filter(({ state }) => state !== 'idle' && state !== 'broken')
  if (mayTake.length === 0) return [{ concern: 'works-missing', words: nowhere, measureIds: collecting }]
  return tooSmall(balance).map(words => ({ concern: 'works-too-small' as const, words, measureIds: collecting }))
}

/** Only where both are known: what may arrive beyond the known part is told as such. */
function tooSmall({ untreated, spare }: Balance): readonly Bilingual[] {
  if (untreated.m3PerDay === undefined || isNone(untreated)) return []
  if (spare.m3PerDay === undefined || !spare.complete) return [spareUnknown(untreated.m3PerDay)]
  return untreated.m3PerDay <= spare.m3PerDay ? [] : [spareShort(untreated.m3PerDay, spare.m3PerDay)]
}

function notRunning({ name, state }: LinkedFacility): readonly SurroundingWarning[] {
  if (state !== 'idle' && state !== 'broken') return []
  return [{ concern: 'works-not-running', words: standsStill(name, facilityStates[state]), measureIds: [] }]
}

function flowWarnings(facility: LinkedFacility, on: string, policy: Policy): readonly SurroundingWarning[] {
  const { name, treatedM3PerDay, treatedOn, capacityM3PerDay, state } = facility
  if (treatedM3PerDay === undefined || state !== 'running') return []
  if (!isCurrent(facility, on, policy)) {
    const words = outOfDate(name, treatedOn ?? '', policy.flowHoldsDays.value)
    return [{ concern: 'flow-out-of-date', words, measureIds: [] }]
  }
  if (capacityM3PerDay === undefined || treatedM3PerDay <= capacityM3PerDay) return []
  return [{ concern: 'works-full', words: full(name, treatedM3PerDay, capacityM3PerDay), measureIds: [] }]
}

function withoutQuantity({ name, link, quantityM3PerDay }: LinkedFacility): readonly SurroundingWarning[] {
  if (link !== 'make-up-water' || quantityM3PerDay !== undefined) return []
  return [{ concern: 'water-without-quantity', words: quantityMissing(name), measureIds: [] }]
}

const standsStill = (name: string, state: Bilingual): Bilingual => ({
  zh: `${name}${state.zh}，不处理污水。请先修复、恢复运行，或改接其他设施。`,
  en: `${name} is ${state.en} and treats nothing. Put it to work again, or connect the sewage elsewhere.`,
})
const outOfDate = (name: string, day: string, days: number): Bilingual => ({
  zh: `${name}的实际处理量是 ${day} 的，已超过 ${days} 天，不再用于测算。请更新。`,
  en: `The treated flow of ${name} is of ${day}, more than ${days} days old, and not reckoned with. Bring it up to date.`,
})
const full = (name: string, flow: number, capacity: number): Bilingual => ({
  zh: `${name}实际处理 ${flow} m³/d，超过设计规模 ${capacity} m³/d。请核实出水是否达标，并考虑扩容。`,
  en: `${name} treats ${flow} m³/d, more than its design capacity of ${capacity} m³/d. Check its outflow and consider enlarging it.`,
})
const quantityMissing = (name: string): Bilingual => ({
  zh: `${name}的尾水用作补水，但没有写明每天多少。没有数量的补水验收时按调水冲污处理。请补充。`,
  en: `Tailwater of ${name} is used as make-up water without its quantity a day. Without one it counts as flushing at acceptance. Add it.`,
})
const nowhere: Bilingual = {
  zh: '方案安排了收集污水的截污措施，但没有关联能够接纳的处理设施（闲置、损坏的不算），方案中也没有处理措施。请关联设施，或增加处理措施。',
  en: 'Measures that collect sewage are planned, but no works that could take it are linked (idle and broken ones do not count) and none are planned. Link works, or plan treatment.',
}
const spareUnknown = (untreated: number): Bilingual => ({
  zh: `未经处理的污水至少 ${untreated} m³/d，关联设施的富余能力不完全清楚。请补充设计规模和近期实际处理量。`,
  en: `At least ${untreated} m³/d arrive untreated, and what the linked works have to spare is not fully known. Add their capacity and recent flow.`,
})
const spareShort = (untreated: number, spare: number): Bilingual => ({
  zh: `未经处理的污水 ${untreated} m³/d，关联设施只富余 ${spare} m³/d，接纳不了。请扩容或另建设施。`,
  en: `${untreated} m³/d arrive untreated, the linked works have ${spare} m³/d to spare. Enlarge them or build others.`,
})
