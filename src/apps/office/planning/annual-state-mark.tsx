import {
  annualStates,
  milestoneStates,
  targetStates,
  type AnnualState,
  type MilestoneState,
  type TargetState,
} from '../../../planning/annual/rules.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'

type Tone = 'red' | 'amber' | 'green' | undefined

const stateTones = {
  draft: undefined,
  issued: 'green',
  replaced: 'amber',
} as const satisfies Record<AnnualState, Tone>

export function AnnualStateMark({ state }: { readonly state: AnnualState }) {
  const say = useSay()
  return <Toned tone={stateTones[state]}>{say(annualStates[state])}</Toned>
}

const milestoneTones = {
  met: 'green',
  'met-late': 'amber',
  late: 'red',
  due: 'amber',
  ahead: undefined,
} as const satisfies Record<MilestoneState, Tone>

export function MilestoneMark({ state }: { readonly state: MilestoneState }) {
  const say = useSay()
  return <Toned tone={milestoneTones[state]}>{say(milestoneStates[state])}</Toned>
}

const targetTones = { met: 'green', due: undefined, late: 'red' } as const satisfies Record<TargetState, Tone>

export function TargetMark({ state }: { readonly state: TargetState }) {
  const say = useSay()
  return <Toned tone={targetTones[state]}>{say(targetStates[state])}</Toned>
}

function Toned({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return <Mark tone={tone}>{children}</Mark>
}
