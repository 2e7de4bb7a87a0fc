import type { Bilingual } from '../domain/words.ts'
import type { PolicyValue } from '../policy/policy.ts'
import type { FacilityState, LinkKind, SewageHandling, SurroundingSort } from './words.ts'

/** Something on record near a water that nobody linked or declined. */
export type NearSurrounding = {
  readonly id: string
  readonly sort: SurroundingSort
  readonly name: string
  /** Metres between it and the nearest place of the water. */
  readonly distanceM: number
  readonly state?: FacilityState | undefined
  readonly handling?: SewageHandling | undefined
}

/** A link that somebody may accept or decline with a click. */
export type LinkProposal = NearSurrounding & { readonly kind: LinkKind; readonly words: Bilingual }

type Policy = PolicyValue<'surroundings'>

/** How far from a water something of a sort is looked for, in metres. */
export function nearWithinM(sort: SurroundingSort, policy: Policy): number {
  return sort === 'settlement' ? policy.nearSettlementM.value : policy.nearFacilityM.value
}

/**
 * Proposes links by distance alone, the nearest first: a settlement may drain into the water, works that run may treat the sewage around
 * it, and works that do not run yet may be connected to. Only people know whether it is so: nothing is linked by itself.
 */
export function proposeLinks(near: readonly NearSurrounding[], policy: Policy): readonly LinkProposal[] {
  return near
    .filter(({ sort, distanceM }) => distanceM <= nearWithinM(sort, policy))
    .toSorted((a, b) => a.distanceM - b.distanceM || a.name.localeCompare(b.name, 'zh') || (a.id < b.id ? -1 : 1))
    .map(one => ({ ...one, kind: kindFor(one), words: why(one, policy) }))
}

function kindFor({ sort, state }: NearSurrounding): LinkKind {
  if (sort === 'settlement') return 'drains-into'
  return state === 'building' ? 'planned-connection' : 'treats'
}

function why({ sort, distanceM }: NearSurrounding, policy: Policy): Bilingual {
  const [metres, within] = [Math.round(distanceM), nearWithinM(sort, policy)]
  return {
    zh: `距水体 ${metres} 米（${within} 米以内）`,
    en: `${metres} m from the water (within ${within} m)`,
  }
}
