import { contains, regionRange, type RegionCode } from '../domain/regions.ts'
import { Problem } from '../domain/problems.ts'
import { expertsAtHand, organisationNames, type ExpertAtHand } from '../people/experts-at-hand-store.ts'
import { labelPeople } from '../people/store.ts'
import { rangeOf } from '../platform/actor.ts'
import type { Tx } from '../platform/db/database.ts'
import type { ExpertChoice, ExpertLabel } from './contract.ts'
import { expertNotFound, expertOutOfReach } from './problems.ts'

/** An expert as rows keep it: one of both is there. */
export type ExpertColumns = { readonly expert_account: string | null; readonly expert_organisation: string | null }

/** The id that opens the page of an expert: of the account, or of the organisation. */
export function expertId({ expert_account, expert_organisation }: ExpertColumns): string {
  return expert_account ?? expert_organisation ?? ''
}

export function columnsOf(choice: ExpertChoice): ExpertColumns {
  return 'accountId' in choice
    ? { expert_account: choice.accountId, expert_organisation: null }
    : { expert_account: null, expert_organisation: choice.organisationId }
}

/** Names every expert of some rows, in one query for the accounts and one for the organisations. */
export async function expertLabels(
  tx: Tx,
  rows: readonly ExpertColumns[],
): Promise<(row: ExpertColumns) => ExpertLabel> {
  const accounts = rows.map(({ expert_account }) => expert_account)
  const organisations = rows.flatMap(({ expert_organisation: id }) => (id === null ? [] : [id]))
  const [whoIs, names] = [await labelPeople(tx, accounts), await organisationNames(tx, organisations)]
  return ({ expert_account: account, expert_organisation: organisation }) => {
    if (account !== null) return { id: account, person: whoIs(account) }
    const name = names.get(organisation ?? '')
    return { id: organisation ?? '', ...(name === undefined ? {} : { organisation: name }) }
  }
}

/** Accounts behind a choice: the one, or those of the organisation. */
export function behind(choice: ExpertChoice, experts: readonly ExpertAtHand[]): readonly ExpertAtHand[] {
  return experts.filter(expert =>
    'accountId' in choice ? expert.accountId === choice.accountId : expert.organisationId === choice.organisationId,
  )
}

/** Whether somebody with this account sees every water of a division. */
export function reaches({ regionCode }: ExpertAtHand, region: RegionCode): boolean {
  const [theirs, asked] = [rangeOf(regionCode), regionRange(region)]
  return contains(theirs, asked.from) && asked.to <= theirs.to
}

/**
 * The name of whoever is to be assigned, once it is sure that somebody of them can see the place.
 *
 * @throws Problem `expert.not-found`, `expert.out-of-reach`
 */
export async function requireExpert(
  tx: Tx,
  choice: ExpertChoice,
  to: { readonly regionCode: RegionCode; readonly name: string },
): Promise<string> {
  const found = behind(choice, await expertsAtHand(tx))
  const [first] = found
  if (first === undefined) {
    throw new Problem(expertNotFound, { id: 'accountId' in choice ? choice.accountId : choice.organisationId })
  }
  const name = 'accountId' in choice ? first.name : first.organisation
  if (!found.some(expert => reaches(expert, to.regionCode))) {
    throw new Problem(expertOutOfReach, { expert: name, place: to.name })
  }
  return name
}
