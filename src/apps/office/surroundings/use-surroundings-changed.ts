import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { reviewMeasures } from '../../../planning/contract.ts'
import { getPlan } from '../../../planning/plans/contract.ts'
import {
  countSurroundings,
  getSurrounding,
  getSurroundingsOfWater,
  listSurroundings,
} from '../../../surroundings/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { surroundingsWords as words } from './surroundings-words.ts'

/** After something around a water was recorded or linked: everything that shows it asks again, plans and histories too. */
export function useSurroundingsChanged(): () => Promise<void> {
  const cache = useQueryClient()
  const watersChanged = useWatersChanged()
  return async () => {
    const endpoints = [
      listSurroundings,
      countSurroundings,
      getSurrounding,
      getSurroundingsOfWater,
      getPlan,
      reviewMeasures,
    ]
    await Promise.all([
      watersChanged(),
      ...endpoints.map(endpoint => cache.invalidateQueries({ queryKey: answerKey(endpoint) })),
    ])
  }
}

/** The same, and says that it is saved. */
export function useSurroundingsSaved(): () => Promise<void> {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useSurroundingsChanged()
  return async () => {
    await changed()
    void message.success(say(words.saved))
  }
}
