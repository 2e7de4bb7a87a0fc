import { useQueryClient } from '@tanstack/react-query'
import { countWatersByDuties, getDutiesOfWater, listWatersByDuties } from '../../../duties/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useWatersChanged } from '../../shared/map/waters-version.ts'

/** After somebody was named or relieved: everything that shows persons asks again, the histories of waters too. */
export function useDutiesChanged(): () => Promise<void> {
  const cache = useQueryClient()
  const watersChanged = useWatersChanged()
  return async () => {
    const stale = [getDutiesOfWater, listWatersByDuties, countWatersByDuties].map(endpoint =>
      cache.invalidateQueries({ queryKey: answerKey(endpoint) }),
    )
    await Promise.all([watersChanged(), ...stale])
  }
}
