import { chinaDate } from '../../../domain/dates.ts'
import { policyEditions, type PolicyEdition, type PolicyName } from '../../../policy/policy.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { PolicyValueTable } from './policy-value.tsx'
import { policyNames, standardsWords as words } from './standards-words.ts'

const names = Object.keys(policyNames) as readonly PolicyName[] // keys of a const object are exactly its union

function today(): string {
  return chinaDate(new Date())
}

/** Every policy with all its editions, the one in force first. */
export function PolicyPanel() {
  const say = useSay()
  return (
    <div className="stack">
      <p className="note-line">{say(words.policyLead)}</p>
      {names.map(name => (
        <Panel key={name} title={say(policyNames[name])} id={name} flush>
          {policyEditions(name)
            .toReversed()
            .map(edition => (
              <Edition key={edition.inForceFrom} name={name} edition={edition} />
            ))}
        </Panel>
      ))}
    </div>
  )
}

function Edition<N extends PolicyName>({ name, edition }: { readonly name: N; readonly edition: PolicyEdition<N> }) {
  const say = useSay()
  const state = stateOf(name, edition.inForceFrom, today())
  return (
    <article className="policy-edition">
      <header>
        <span>
          {say(words.inForceFrom)} <DateText at={edition.inForceFrom} />
        </span>
        <Mark {...(state === 'inForce' ? { tone: 'green' as const } : {})}>{say(words[state])}</Mark>
        <CitationNote citation={edition.citation} />
      </header>
      <PolicyValueTable value={edition.value} />
    </article>
  )
}

function stateOf(name: PolicyName, from: string, day: string): 'inForce' | 'later' | 'earlier' {
  if (from > day) return 'later'
  const current = policyEditions(name).findLast(({ inForceFrom }) => inForceFrom <= day)
  return current?.inForceFrom === from ? 'inForce' : 'earlier'
}
