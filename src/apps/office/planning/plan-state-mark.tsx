import { planStates, type PlanState } from '../../../planning/plans/rules.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { planWords as words } from './plan-words.ts'

const tones = {
  draft: undefined,
  submitted: 'amber',
  returned: 'red',
  approved: 'green',
  'set-aside': undefined,
} as const satisfies Record<PlanState, 'amber' | 'red' | 'green' | undefined>

export function PlanStateMark({ state }: { readonly state: PlanState }) {
  const say = useSay()
  const tone = tones[state]
  return <Mark tone={tone}>{say(planStates[state])}</Mark>
}

export function OverdueMark({ overdue }: { readonly overdue: boolean }) {
  const say = useSay()
  return overdue ? <Mark tone="red">{say(words.overdue)}</Mark> : null
}
