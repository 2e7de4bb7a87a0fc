import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { getBases, listCandidates } from '../../../survey/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { surveyWords as words } from './survey-words.ts'

/** After a record of a basis: bases, candidates and the water ask again, and the person reads that it was kept. */
export function useBasesChanged(): () => Promise<void> {
  const say = useSay()
  const cache = useQueryClient()
  const changed = useWatersChanged()
  const { message } = App.useApp()
  return async () => {
    void message.success(say(words.saved))
    const stale = [getBases, listCandidates].map(each => cache.invalidateQueries({ queryKey: answerKey(each) }))
    await Promise.all([changed(), ...stale])
  }
}
