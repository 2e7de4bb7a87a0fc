import type { Chance } from '../../example/chance.ts'
import type { Caller } from './caller.ts'
import type { Cast, Member, Village } from './cast.ts'

/** A water as this person saw it last. */
export type Known = {
  readonly id: string
  readonly countyCode: string
  readonly regionCode: string
  version: number
  stage: string
}

export type Desk = {
  readonly caller: Caller
  readonly member: Member
  readonly cast: Cast
  readonly random: Chance
  readonly waters: Known[]
  /** Something that nobody else has, to find a change again by. */
  readonly mark: () => string
  readonly isOver: () => boolean
}

/** A position near the village's, so that some waters stand close to others. */
export function positionIn({ centre }: Village, random: Chance): { longitude: number; latitude: number } {
  return {
    longitude: Number((centre.longitude + random.decimal(-0.008, 0.008, 6)).toFixed(6)),
    latitude: Number((centre.latitude + random.decimal(-0.008, 0.008, 6)).toFixed(6)),
  }
}
