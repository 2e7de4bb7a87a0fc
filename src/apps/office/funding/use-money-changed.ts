import { useQueryClient } from '@tanstack/react-query'
import {
  getMoneyBoard,
  getWaterMoney,
  getWaterMoneyBrief,
  listMoneyBalances,
  listMoneyEntries,
  listRewards,
} from '../../../funding/money/contract.ts'
import { getWater } from '../../../waters/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'

/** Call after money has changed: every page that shows any is asked for anew, and the attachments of the water. */
export function useMoneyChanged(): () => Promise<void> {
  const cache = useQueryClient()
  return async () => {
    const endpoints = [
      getMoneyBoard,
      getWaterMoney,
      getWaterMoneyBrief,
      listMoneyBalances,
      listMoneyEntries,
      listRewards,
      getWater,
    ]
    await Promise.all(endpoints.map(each => cache.invalidateQueries({ queryKey: answerKey(each) })))
  }
}
