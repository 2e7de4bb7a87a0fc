import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { getDisagreements, getLists, getRegisterEntry } from '../../../register/contract.ts'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { registerWords as words } from './register-words.ts'

/** After a decision: everything that shows lists asks again, the map too, and the person reads that it was done. */
export function useRegisterChanged(): () => Promise<void> {
  const say = useSay()
  const cache = useQueryClient()
  const watersChanged = useWatersChanged()
  const { message } = App.useApp()
  return async () => {
    void message.success(say(words.done))
    const stale = [getLists, getDisagreements, getRegisterEntry].map(endpoint =>
      cache.invalidateQueries({ queryKey: answerKey(endpoint) }),
    )
    await Promise.all([watersChanged(), ...stale])
  }
}
