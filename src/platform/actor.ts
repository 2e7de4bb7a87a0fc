import type { Permission, Role } from '../domain/permissions.ts'
import { regionRange, type RegionCode, type RegionRange } from '../domain/regions.ts'

/** Who is acting, by which door, and where: everything the two walls ask. */
export type Actor = {
  readonly accountId: string
  readonly username: string
  readonly role: Role | 'system'
  readonly organisationId?: string
  /** The division this actor answers for. */
  readonly region: RegionCode
  /** The codes this actor may see and change; row-level security compares with it. */
  readonly range: RegionRange
  readonly may: (permission: Permission) => boolean
  readonly via: 'session' | 'token' | 'command-line' | 'job'
}

/** The jurisdiction of the first administrator, before any division is imported: the whole country. Persisted. */
export const wholeCountry: RegionCode = '000000000000'

/** Every division code. `:` follows `9` in the database's order. */
const everywhere: RegionRange = { from: wholeCountry, to: ':' }

/** The platform itself, for jobs and for commands run by whoever owns the data folder. */
export function systemActor(via: 'command-line' | 'job'): Actor {
  return {
    accountId: '00000000-0000-0000-0000-000000000000',
    username: 'system',
    role: 'system',
    region: wholeCountry,
    range: everywhere,
    may: () => true,
    via,
  }
}

/** The range of codes for a person's division. */
export function rangeOf(region: RegionCode): RegionRange {
  return region === wholeCountry ? everywhere : regionRange(region)
}
