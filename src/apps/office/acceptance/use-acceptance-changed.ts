import { useQueryClient } from '@tanstack/react-query'
import { countFiles, getAcceptance, getAcceptanceBrief, getFile, listFiles } from '../../../acceptance/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useWatersChanged } from '../../shared/map/waters-version.ts'

/** After a change of a file: it, the lists of files, and the water, which may have moved on. */
export function useAcceptanceChanged(): () => Promise<void> {
  const cache = useQueryClient()
  const watersChanged = useWatersChanged()
  return async () => {
    const endpoints = [getAcceptance, getAcceptanceBrief, getFile, listFiles, countFiles]
    await Promise.all([
      watersChanged(),
      ...endpoints.map(endpoint => cache.invalidateQueries({ queryKey: answerKey(endpoint) })),
    ])
  }
}
