import { Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { outcomeWords } from './identification-words.ts'

export type ShownOutcome = keyof typeof outcomeWords

const tones = {
  'black-odorous': 'red',
  'not-black-odorous': 'green',
  undecided: 'amber',
  'not-stated': undefined,
} as const satisfies Record<ShownOutcome, 'red' | 'green' | 'amber' | undefined>

export function OutcomeMark({ outcome }: { readonly outcome: ShownOutcome }) {
  const say = useSay()
  const tone = tones[outcome]
  return <Mark tone={tone}>{say(outcomeWords[outcome])}</Mark>
}
