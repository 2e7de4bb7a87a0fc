import { createContext, useContext } from 'react'
import type { Permission } from '../../domain/permissions.ts'
import type { RegionCode } from '../../domain/regions.ts'
import type { Session } from '../../people/contract.ts'

/** Who is signed in, and what a page asks about it. */
export type SignedIn = Session['account'] & {
  may(permission: Permission): boolean
  readonly idleMinutes: number
  /** The division shown as the root of pickers: the jurisdiction itself. */
  readonly regionCode: RegionCode
  signOut(): Promise<void>
  changePassword(): void
}

export const SignedInContext = createContext<SignedIn | undefined>(undefined)

/**
 * The account that is signed in.
 *
 * @throws Error outside the signed-in part of the office
 * @example const account = useAccount(); account.may('water.write') ? <Button>...</Button> : null
 */
export function useAccount(): SignedIn {
  const account = useContext(SignedInContext)
  if (account === undefined) throw new Error('useAccount outside the signed-in part')
  return account
}
