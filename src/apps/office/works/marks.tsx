import type { Bilingual } from '../../../domain/words.ts'
import type { PartyLabel, Rectification } from '../../../works/contract.ts'
import { rectificationStates, severities, type Severity, type Urgency } from '../../../works/rules.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { personWords } from '../../../domain/person-label.ts'
import { worksWords as words } from './works-words.ts'

type Tone = { readonly tone?: 'red' | 'amber' | 'green' }

const urgencyTones = {
  late: { tone: 'red' },
  'due-soon': { tone: 'amber' },
  'in-time': {},
  settled: {},
} as const satisfies Record<Urgency, Tone>

/** How many days are left, or that it is late; nothing for what is settled. */
export function CountdownMark({ urgency, daysLeft }: { readonly urgency: Urgency; readonly daysLeft: number }) {
  const say = useSay()
  if (urgency === 'settled') return null
  return <Mark {...urgencyTones[urgency]}>{say(words.daysLeft(daysLeft))}</Mark>
}

const severityTones = {
  minor: {},
  serious: { tone: 'amber' },
  grave: { tone: 'red' },
} as const satisfies Record<Severity, Tone>

export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const say = useSay()
  return <Mark {...severityTones[severity]}>{say(severities[severity])}</Mark>
}

export function RectificationMark({ state }: { readonly state: Rectification['state'] }) {
  const say = useSay()
  return <Mark {...(state === 'closed' ? { tone: 'green' as const } : {})}>{say(rectificationStates[state])}</Mark>
}

export function PartyName({ party }: { readonly party: PartyLabel }) {
  return party.person === undefined ? <>{party.organisation}</> : <PersonName person={party.person} />
}

/** For tables that leave the page. */
export function partyWords({ person, organisation = '' }: PartyLabel): Bilingual {
  return person === undefined ? { zh: organisation, en: organisation } : personWords(person)
}
