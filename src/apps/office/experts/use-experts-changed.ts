import { useQueryClient } from '@tanstack/react-query'
import {
  getExpert,
  getExpertBoard,
  getHelpOfWater,
  listAdvice,
  listAssignments,
  listWatersByHelp,
} from '../../../experts/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'

/** Call after an assignment or advice has changed: load, coverage and every list are asked for anew. */
export function useExpertsChanged(): () => Promise<void> {
  const cache = useQueryClient()
  return async () => {
    const endpoints = [getExpertBoard, getExpert, listWatersByHelp, getHelpOfWater, listAssignments, listAdvice]
    await Promise.all(endpoints.map(each => cache.invalidateQueries({ queryKey: answerKey(each) })))
  }
}
