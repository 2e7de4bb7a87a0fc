import { useQueryClient } from '@tanstack/react-query'
import { countProgress, getWorks, listProgress } from '../../../works/progress/contract.ts'
import { listParts } from '../../../works/progress/parts/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useWatersChanged } from '../../shared/map/waters-version.ts'

/** Call after a schedule, a report or a part has changed: boards, parts and waters are asked for anew. */
export function useProgressChanged(): () => Promise<void> {
  const cache = useQueryClient()
  const watersChanged = useWatersChanged()
  return async () => {
    const endpoints = [getWorks, listProgress, countProgress, listParts]
    await Promise.all([
      watersChanged(),
      ...endpoints.map(endpoint => cache.invalidateQueries({ queryKey: answerKey(endpoint) })),
    ])
  }
}
