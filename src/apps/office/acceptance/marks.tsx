import { fileStates, itemOutcomes, type CheckedItem, type FileState, type Urgency } from '../../../acceptance/rules.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { acceptanceWords as words } from './acceptance-words.ts'

type Tone = 'red' | 'amber' | 'green' | undefined

const stateTones = {
  submitted: 'amber',
  accepted: 'amber',
  'on-notice': 'amber',
  delisted: 'green',
  refused: 'red',
  withdrawn: undefined,
  revoked: 'red',
  lapsed: undefined,
} as const satisfies Record<FileState, Tone>

export function FileStateMark({ state }: { readonly state: FileState }) {
  const say = useSay()
  const tone = stateTones[state]
  return <Mark tone={tone}>{say(fileStates[state])}</Mark>
}

const urgencyTones = {
  late: 'red',
  'due-soon': 'amber',
  'in-time': undefined,
  settled: undefined,
} as const satisfies Record<Urgency, Tone>

/** How many days are left, or that it is late; nothing for what has ended. */
export function DueMark({ urgency, daysLeft }: { readonly urgency: Urgency; readonly daysLeft?: number | undefined }) {
  const say = useSay()
  if (urgency === 'settled' || daysLeft === undefined) return null
  const tone = urgencyTones[urgency]
  return <Mark tone={tone}>{say(words.daysLeft(daysLeft))}</Mark>
}

/** Pass, missing or fails; what does not stop the file is a warning. */
export function OutcomeMark({ item }: { readonly item: Pick<CheckedItem, 'outcome' | 'blocks'> }) {
  const say = useSay()
  const { outcome, blocks } = item
  const tone = outcome === 'pass' ? 'green' : outcome === 'fails' ? 'red' : 'amber'
  return (
    <Mark tone={tone}>
      {say(itemOutcomes[outcome])}
      {outcome === 'pass' || blocks ? null : ` · ${say(words.warning)}`}
    </Mark>
  )
}
