import { App } from 'antd'
import { changeAnnualPlan, type AnnualPlan } from '../../../planning/annual/contract.ts'
import type { BodyOf } from '../../../platform/http/endpoint.ts'
import { call } from '../../shared/client.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { annualWords as words } from './annual-words.ts'
import { useAnnualChanged } from './use-annual-changed.ts'

type Change = Omit<BodyOf<typeof changeAnnualPlan>, 'seenVersion'>

/** Saves a change of a draft over the version that is shown, and says so. */
export function useAnnualSave(plan: AnnualPlan) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useAnnualChanged()
  return async (change: Change) => {
    await call(changeAnnualPlan, { params: { id: plan.id }, body: { seenVersion: plan.version, ...change } })
    await changed()
    void message.success(say(words.saved))
  }
}
