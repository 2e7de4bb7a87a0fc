import { daysBetween } from '../domain/dates.ts'
import type { Bilingual } from '../domain/words.ts'
import type { PolicyValue } from '../policy/policy.ts'
import { beyond, nothingKnown, plus, rounded, sumOf, takenBy, type Amount } from './amounts.ts'
import { sewageHandlings, type FacilityState, type LinkKind, type SewageHandling } from './words.ts'

type Policy = PolicyValue<'surroundings'>

/** A settlement that drains into the water. */
export type DrainingSettlement = {
  readonly name: string
  readonly people?: number | undefined
  readonly households?: number | undefined
  readonly handling?: SewageHandling | undefined
}

/** Works linked with the water, once for each link. */
export type LinkedFacility = {
  readonly id: string
  readonly name: string
  readonly link: LinkKind
  readonly state?: FacilityState | undefined
  readonly capacityM3PerDay?: number | undefined
  readonly treatedM3PerDay?: number | undefined
  /** YYYY-MM-DD */
  readonly treatedOn?: string | undefined
  /** Of the link: water it brings a day. */
  readonly quantityM3PerDay?: number | undefined
}

export type BalanceGround = {
  readonly settlements: readonly DrainingSettlement[]
  readonly facilities: readonly LinkedFacility[]
  /** YYYY-MM-DD, China time. */
  readonly on: string
}

/** One settlement reckoned: its sewage with the arithmetic. */
export type SettlementFlow = {
  readonly name: string
  readonly handling?: SewageHandling | undefined
  readonly m3PerDay?: number
  readonly words: Bilingual
}

/** Sewage around a water, and where it goes. All flows in m³ a day. */
export type Balance = {
  readonly flows: readonly SettlementFlow[]
  /** Of all settlements that drain into it. */
  readonly generated: Amount
  /** Of works that run: design capacity. */
  readonly capacity: Amount
  /** What running works had room for beyond the flow they treat. */
  readonly spare: Amount
  readonly treated: Amount
  /** Goes through tanks of the households: treated in part, counted neither as treated nor as untreated. */
  readonly ownTanks: Amount
  /** Arrives in the water without treatment. */
  readonly untreated: Amount
  /** Why it is so, one sentence each. */
  readonly reasons: readonly Bilingual[]
}

/**
 * Reckons what sewage arrives around a water: people x water use x discharge coefficient, against the design capacity of linked works
 * that run. What is connected beyond that capacity arrives untreated, and so does what nobody treats. Anything not known leaves the sums
 * it belongs to incomplete.
 *
 * @example 200 people without treatment at 80 L and 0.7: 200 x 80 x 0.7 / 1000 = 11.2 m³/d untreated
 */
export function balanceOf({ settlements, facilities, on }: BalanceGround, policy: Policy): Balance {
  const flows = settlements.map(settlement => flowOf(settlement, policy))
  const capacity = capacityOf(facilities)
  const part = (handling: SewageHandling | undefined) =>
    sumOf(flows.filter(flow => flow.handling === handling).map(({ m3PerDay }) => m3PerDay))
  const connected = part('connected')
  const isOpen = flows.some(({ handling }) => handling === undefined)
  const open: Amount = isOpen ? nothingKnown : { m3PerDay: 0, complete: true }
  return {
    flows,
    generated: settlements.length === 0 ? nothingKnown : sumOf(flows.map(({ m3PerDay }) => m3PerDay)),
    capacity,
    spare: spareOf(facilities, on, policy),
    treated: whole(settlements, plus(takenBy(connected, capacity), open)),
    ownTanks: whole(settlements, plus(part('own-tank'), open)),
    untreated: whole(settlements, plus(plus(part('none'), beyond(connected, capacity)), open)),
    reasons: reasonsOf({ settlements, facilities, on }, { flows, connected, capacity }),
  }
}

/** Without any settlement linked nothing is known of its sewage. */
function whole(settlements: readonly DrainingSettlement[], amount: Amount): Amount {
  return settlements.length === 0 ? nothingKnown : amount
}

function flowOf(settlement: DrainingSettlement, policy: Policy): SettlementFlow {
  const { name, handling, households } = settlement
  const { waterUseLPerPersonDay, dischargeCoefficient, peoplePerHousehold } = policy
  const stated = settlement.people
  const people = stated ?? (households === undefined ? undefined : households * peoplePerHousehold.value)
  if (people === undefined) return { name, handling, words: peopleUnknown(name) }
  const m3PerDay = rounded((people * waterUseLPerPersonDay.value * dischargeCoefficient.value) / 1000)
  const from = stated === undefined ? derived(households ?? 0, peoplePerHousehold.value) : statedPeople(people)
  return { name, handling, m3PerDay, words: arithmetic({ name, from, m3PerDay }, policy) }
}

/** Works once each, those that are only planned left out. */
function presentOf(facilities: readonly LinkedFacility[]): readonly LinkedFacility[] {
  const present = facilities.filter(({ link }) => link !== 'planned-connection')
  return [...new Map(present.map(facility => [facility.id, facility])).values()]
}

/** Works whose state is not known may run: their capacity is open, not 0. Without any works linked it is not known whether there are any. */
function capacityOf(facilities: readonly LinkedFacility[]): Amount {
  const present = presentOf(facilities)
  if (present.length === 0) return nothingKnown
  const mayRun = present.filter(({ state }) => state === 'running' || state === undefined)
  return sumOf(mayRun.map(({ state, capacityM3PerDay }) => (state === 'running' ? capacityM3PerDay : undefined)))
}

/** Also of works that the sewage is only planned to be connected to. */
function spareOf(facilities: readonly LinkedFacility[], on: string, policy: Policy): Amount {
  const once = [...new Map(facilities.map(facility => [facility.id, facility])).values()]
  if (once.length === 0) return nothingKnown
  const mayRun = once.filter(({ state }) => state === 'running' || state === undefined)
  return sumOf(
    mayRun.map(({ state, capacityM3PerDay, ...flow }) => {
      const treated = isCurrent(flow, on, policy) ? flow.treatedM3PerDay : undefined
      if (state !== 'running' || capacityM3PerDay === undefined || treated === undefined) return undefined
      return rounded(Math.max(0, capacityM3PerDay - treated))
    }),
  )
}

/** Whether a treated flow is young enough to be reckoned with. */
export function isCurrent({ treatedOn }: Pick<LinkedFacility, 'treatedOn'>, on: string, policy: Policy): boolean {
  return treatedOn !== undefined && daysBetween(treatedOn, on) <= policy.flowHoldsDays.value
}

type Reckoned = { readonly flows: readonly SettlementFlow[]; readonly connected: Amount; readonly capacity: Amount }

function reasonsOf({ settlements, facilities }: BalanceGround, { flows, connected, capacity }: Reckoned): Bilingual[] {
  const reasons: Bilingual[] = []
  if (settlements.length === 0) reasons.push(noSettlements)
  reasons.push(...flows.map(({ words }) => words))
  const open = flows.filter(({ handling }) => handling === undefined).map(({ name }) => name)
  if (open.length > 0) reasons.push(handlingUnknown(open))
  const isConnected = flows.some(({ handling }) => handling === 'connected')
  if (isConnected && presentOf(facilities).length === 0) reasons.push(noWorks)
  if (isConnected && capacity.m3PerDay !== undefined && connected.m3PerDay !== undefined) {
    reasons.push(connectedAgainst(connected.m3PerDay, capacity))
  }
  return reasons
}

const noSettlements: Bilingual = {
  zh: '尚未关联任何排入本水体的聚居点，产生的污水量未知。',
  en: 'No settlement that drains into this water is linked: how much sewage there is, is not known.',
}
const peopleUnknown = (name: string): Bilingual => ({
  zh: `${name}：人口和户数都没有填写，污水量未知。`,
  en: `${name}: neither people nor households are known, so its sewage is not.`,
})
const statedPeople = (people: number): Bilingual => ({ zh: `${people} 人`, en: `${people} people` })
const derived = (households: number, each: number): Bilingual => ({
  zh: `${households} 户 × ${each} 人/户（推算）`,
  en: `${households} households × ${each} people (derived)`,
})
const arithmetic = (
  { name, from, m3PerDay }: { readonly name: string; readonly from: Bilingual; readonly m3PerDay: number },
  { waterUseLPerPersonDay: use, dischargeCoefficient: share }: Policy,
): Bilingual => ({
  zh: `${name}：${from.zh} × ${use.value} 升/人·日 × ${share.value} ÷ 1000 = ${m3PerDay} m³/d`,
  en: `${name}: ${from.en} × ${use.value} L a person and day × ${share.value} ÷ 1000 = ${m3PerDay} m³/d`,
})
const handlingUnknown = (names: readonly string[]): Bilingual => ({
  zh: `污水去向未填写：${names.join('、')}。是否经过处理未知，未经处理的水量只是下限。`,
  en: `Where the sewage goes is not known for ${names.join(', ')}: what arrives untreated is the least it can be.`,
})
const noWorks: Bilingual = {
  zh: `有聚居点“${sewageHandlings.connected.zh}”，但没有关联任何处理设施，是否处理得了未知。请关联接纳其污水的设施。`,
  en: 'Settlements are connected, but no works are linked: whether they can take the sewage is not known. Link the works that take it.',
}
const connectedAgainst = (connected: number, { m3PerDay, complete }: Amount): Bilingual => ({
  zh: `已接入 ${connected} m³/d，正在运行的设施设计规模合计${complete ? '' : '至少'} ${m3PerDay ?? 0} m³/d。`,
  en: `${connected} m³/d are connected; works that run are designed for ${complete ? '' : 'at least '}${m3PerDay ?? 0} m³/d.`,
})
