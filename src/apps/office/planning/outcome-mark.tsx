import { caseStates, outcomeMarks, type CaseState, type OutcomeMark } from '../../../planning/cases/rules.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'

const outcomeTones = {
  clean: 'green',
  relapsed: 'red',
  'clean-again': 'amber',
  unknown: undefined,
} as const satisfies Record<OutcomeMark, 'green' | 'amber' | 'red' | undefined>

export function CaseOutcomeMark({ mark }: { readonly mark: OutcomeMark }) {
  const say = useSay()
  const tone = outcomeTones[mark]
  return <Mark tone={tone}>{say(outcomeMarks[mark])}</Mark>
}

const stateTones = { draft: 'amber', published: 'green', withdrawn: undefined } as const satisfies Record<
  CaseState,
  'green' | 'amber' | undefined
>

export function CaseStateMark({ state }: { readonly state: CaseState }) {
  const say = useSay()
  const tone = stateTones[state]
  return <Mark tone={tone}>{say(caseStates[state])}</Mark>
}
