import { useQueryClient } from '@tanstack/react-query'
import { getVisit, listRectifications, listSamples, listVisits } from '../../../works/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'

/** Call after a visit, a rectification item or a draw has changed: every list of them is asked for anew. */
export function useWorksChanged(): () => Promise<void> {
  const cache = useQueryClient()
  return async () => {
    const endpoints = [listVisits, getVisit, listRectifications, listSamples]
    await Promise.all(endpoints.map(each => cache.invalidateQueries({ queryKey: answerKey(each) })))
  }
}
