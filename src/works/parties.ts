import { Problem } from '../domain/problems.ts'
import { organisationNames } from '../people/experts-at-hand-store.ts'
import { labelPeople, type WhoIs } from '../people/store.ts'
import type { Tx } from '../platform/db/database.ts'
import type { Party, PartyLabel } from './contract.ts'
import { personUnknown } from './problems.ts'

/** A party as rows keep it: one of both is there. */
export type PartyColumns = { readonly account: string | null; readonly organisation: string | null }

/** @throws Problem `works.person-unknown` for an account that is unknown, disabled or erased */
export async function partyColumns(tx: Tx, party: Party): Promise<PartyColumns> {
  if ('organisation' in party) return { account: null, organisation: party.organisation }
  // Asking for a work account only: whoever it is may live outside the jurisdiction of whoever plans.
  const isMe = party.accountId === tx.actor.accountId
  const whoIs = await labelPeople(tx, [party.accountId])
  if (!isMe && whoIs(party.accountId).standing !== 'working') throw new Problem(personUnknown, party)
  return { account: party.accountId, organisation: null }
}

/** What an owner is compared with: the caller's account and the name of their organisation. */
export type Self = { readonly account: string; readonly organisation: string | undefined }

export async function selfOf(tx: Tx): Promise<Self> {
  const { accountId, organisationId } = tx.actor
  const names = await organisationNames(tx, organisationId === undefined ? [] : [organisationId])
  return { account: accountId, organisation: names.get(organisationId ?? '') }
}

/** Whether a party is the caller, or the organisation they work for, by its name. */
export function isParty({ account, organisation }: PartyColumns, self: Self): boolean {
  if (account !== null) return account === self.account
  return organisation !== null && organisation === self.organisation
}

export function partyLabel({ account, organisation }: PartyColumns, whoIs: WhoIs): PartyLabel {
  return {
    ...(account === null ? {} : { person: whoIs(account) }),
    ...(organisation === null ? {} : { organisation }),
  }
}
