import type { Bilingual } from '../domain/words.ts'

/** What stands around a water and is put on record here. Persisted. Outlets are pollution sources of the water: links name them. */
export const surroundingSorts = {
  facility: { zh: '污水处理设施', en: 'sewage works' },
  settlement: { zh: '聚居点', en: 'settlement' },
} as const satisfies Record<string, Bilingual>
export type SurroundingSort = keyof typeof surroundingSorts
export const surroundingSortIds = Object.keys(surroundingSorts) as readonly SurroundingSort[] // keys of a const object are exactly its union

/** Ways in which rural sewage is dealt with. Persisted. */
export const facilityKinds = {
  central: { zh: '集中处理站', en: 'central works' },
  decentralised: { zh: '分散处理设施', en: 'decentralised works' },
  'pipe-to-town': { zh: '纳入城镇污水管网', en: 'pipe to town works' },
  'resource-use': { zh: '资源化利用', en: 'resource use' },
} as const satisfies Record<string, Bilingual>
export type FacilityKind = keyof typeof facilityKinds
export const facilityKindIds = Object.keys(facilityKinds) as readonly FacilityKind[] // as above

/** Whether works treat anything today. Persisted. */
export const facilityStates = {
  running: { zh: '正常运行', en: 'running' },
  idle: { zh: '闲置停运', en: 'idle' },
  broken: { zh: '损坏待修', en: 'broken' },
  building: { zh: '在建', en: 'being built' },
} as const satisfies Record<string, Bilingual>
export type FacilityState = keyof typeof facilityStates
export const facilityStateIds = Object.keys(facilityStates) as readonly FacilityState[] // as above

/** Where the sewage of a settlement goes. Persisted. */
export const sewageHandlings = {
  connected: { zh: '接入处理设施', en: 'connected to works' },
  'own-tank': { zh: '自建化粪池', en: 'tanks of their own' },
  none: { zh: '未处理直排', en: 'no treatment' },
} as const satisfies Record<string, Bilingual>
export type SewageHandling = keyof typeof sewageHandlings
export const sewageHandlingIds = Object.keys(sewageHandlings) as readonly SewageHandling[] // as above

/** How something around a water has to do with it. Persisted. */
export const linkKinds = {
  'drains-into': { zh: '污水汇入本水体', en: 'drains into it', of: 'settlement' },
  treats: { zh: '收集处理周边污水', en: 'treats the sewage around it', of: 'facility' },
  'discharges-into': { zh: '尾水排入', en: 'discharges tailwater into it', of: 'facility' },
  'planned-connection': { zh: '规划接入', en: 'planned to be connected to', of: 'facility' },
  'make-up-water': { zh: '尾水补水', en: 'supplies make-up water', of: 'facility' },
} as const satisfies Record<string, Bilingual & { readonly of: SurroundingSort }>
export type LinkKind = keyof typeof linkKinds
export const linkKindIds = Object.keys(linkKinds) as readonly LinkKind[] // as above

/** The kinds of link that something of a sort can have. */
export function linkKindsOf(sort: SurroundingSort): readonly LinkKind[] {
  return linkKindIds.filter(kind => linkKinds[kind].of === sort)
}

/** `linked`: it holds; `declined`: proposed and turned down; `ended`: held or declined once, undone by a later fact. Persisted. */
export const linkStateIds = ['linked', 'declined', 'ended'] as const
export type LinkState = (typeof linkStateIds)[number]
