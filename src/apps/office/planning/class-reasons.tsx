import { pointings } from '../../../planning/rules.ts'
import type { Classification } from '../../../planning/contract.ts'
import { ToBeConfirmedMark, Mark } from '../../shared/components/marks.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { planningWords as words } from './planning-words.ts'

const tones = { complex: 'red', borderline: 'amber', simple: 'green', 'cannot-tell': undefined } as const

/** What each criterion saw, which way it points, and why. */
export function ClassReasons({ rule }: { readonly rule: Classification['rule'] }) {
  const say = useSay()
  return (
    <section>
      <h3>{say(words.reasons)}</h3>
      <ul className="class-reasons">
        {rule.findings.map(({ criterion, name, weight, pointing, saw, why }) => (
          <li key={criterion}>
            <span className="reason-name">
              {say(name)} <span className="quiet number">{weight}</span>
            </span>
            <span className="reason-what">
              {say(saw)}
              <span className="quiet"> · {say(why)}</span>
            </span>
            <Mark {...(tones[pointing] === undefined ? {} : { tone: tones[pointing] })}>
              {say(pointings[pointing])}
            </Mark>
          </li>
        ))}
      </ul>
      <div className="citation">
        <span>
          {say(words.edition)} {rule.policyInForceFrom}
        </span>
        {rule.findings.some(({ citation }) => citation.confidence === 'to-be-confirmed') ? <ToBeConfirmedMark /> : null}
      </div>
    </section>
  )
}
