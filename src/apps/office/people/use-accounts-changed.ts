import { useQueryClient } from '@tanstack/react-query'
import { getAccount, listAccounts, listOrganisations } from '../../../people/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'

/** After a change everything that shows accounts asks again. */
export function useAccountsChanged(): () => Promise<void> {
  const cache = useQueryClient()
  return async () => {
    const stale = [listAccounts, getAccount, listOrganisations]
    await Promise.all(stale.map(endpoint => cache.invalidateQueries({ queryKey: answerKey(endpoint) })))
  }
}
