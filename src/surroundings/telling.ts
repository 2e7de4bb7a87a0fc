import type { Bilingual } from '../domain/words.ts'
import type { Amount } from './amounts.ts'
import type { Balance } from './balance.ts'
import {
  facilityKinds,
  facilityStates,
  linkKinds,
  sewageHandlings,
  type FacilityKind,
  type FacilityState,
  type LinkKind,
  type SewageHandling,
} from './words.ts'

/** A flow in words: whole, at least so much, or not known. */
export function tellAmount({ m3PerDay, complete }: Amount): Bilingual {
  if (m3PerDay === undefined) return { zh: '未知', en: 'not known' }
  return complete
    ? { zh: `${m3PerDay} m³/d`, en: `${m3PerDay} m³/d` }
    : { zh: `至少 ${m3PerDay} m³/d`, en: `at least ${m3PerDay} m³/d` }
}

/** A link of a water, as its present state tells it. */
export type ToldLink = {
  readonly name: string
  readonly link: LinkKind
  readonly kind?: FacilityKind | undefined
  readonly state?: FacilityState | undefined
  readonly capacityM3PerDay?: number | undefined
  readonly quantityM3PerDay?: number | undefined
  readonly people?: number | undefined
  readonly households?: number | undefined
  readonly handling?: SewageHandling | undefined
  readonly distanceM?: number | undefined
}

/** Works and settlements around a water with their balance, in the words of a plan; `undefined` where nothing is linked. */
export function tellPresentState(links: readonly ToldLink[], balance: Balance): string | undefined {
  if (links.length === 0) return undefined
  const settlements = links.filter(({ link }) => link === 'drains-into').map(settlementText)
  const works = links.filter(({ link }) => link !== 'drains-into').map(worksText)
  const sums = `产生污水${tellAmount(balance.generated).zh}，进设施处理${tellAmount(balance.treated).zh}，自建化粪池${tellAmount(balance.ownTanks).zh}，未经处理排入${tellAmount(balance.untreated).zh}`
  return [
    ...(settlements.length === 0 ? [] : [`周边聚居点：${settlements.join('；')}。`]),
    ...(works.length === 0 ? [] : [`周边污水处理设施：${works.join('；')}。`]),
    ...(settlements.length === 0 ? [] : [`生活污水测算：${sums}。`]),
  ].join('\n')
}

function settlementText({ name, people, households, handling, distanceM }: ToldLink): string {
  return `${name}（${among([
    people === undefined ? undefined : `${people} 人`,
    households === undefined ? undefined : `${households} 户`,
    handling === undefined ? '污水去向未填写' : sewageHandlings[handling].zh,
    distanceText(distanceM),
  ])}）`
}

function worksText({ name, link, kind, state, capacityM3PerDay, quantityM3PerDay, distanceM }: ToldLink): string {
  return `${name}（${among([
    kind === undefined ? undefined : facilityKinds[kind].zh,
    linkKinds[link].zh,
    capacityM3PerDay === undefined ? '设计规模未填写' : `设计规模 ${capacityM3PerDay} m³/d`,
    quantityM3PerDay === undefined ? undefined : `水量 ${quantityM3PerDay} m³/d`,
    state === undefined ? '运行状态未填写' : facilityStates[state].zh,
    distanceText(distanceM),
  ])}）`
}

function distanceText(distanceM: number | undefined): string | undefined {
  return distanceM === undefined ? undefined : `距水体 ${Math.round(distanceM)} 米`
}

const among = (parts: readonly (string | undefined)[]) => parts.filter(part => part !== undefined).join('，')
