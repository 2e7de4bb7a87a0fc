import { useQueryClient } from '@tanstack/react-query'
import { getAnnualPlan, listAnnualCandidates, listAnnualPlans } from '../../../planning/annual/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'

/** After a change of an annual work plan: it, the list, and what could be taken in. */
export function useAnnualChanged() {
  const cache = useQueryClient()
  return async () => {
    await Promise.all(
      [getAnnualPlan, listAnnualPlans, listAnnualCandidates].map(endpoint =>
        cache.invalidateQueries({ queryKey: answerKey(endpoint) }),
      ),
    )
  }
}
