import { Collapse } from 'antd'
import type { SurroundingsOfWater } from '../../../surroundings/contract.ts'
import { tellAmount } from '../../../surroundings/rules.ts'
import { ConfidenceMark } from '../../shared/components/citation-note.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { AmountText } from './amount.tsx'
import { surroundingsWords as words } from './surroundings-words.ts'
import { Warnings } from './warnings.tsx'

/** What sewage there is around a water and where it goes, with the sentences and numbers behind each sum. */
export function BalanceView({ around }: { readonly around: SurroundingsOfWater }) {
  const say = useSay()
  const { balance } = around
  const sums = [
    ['generated', words.generated],
    ['treated', words.treatedSum],
    ['ownTanks', words.ownTanks],
    ['untreated', words.untreated],
  ] as const
  const isArriving = (balance.untreated.m3PerDay ?? 0) > 0
  return (
    <section aria-label={say(words.balance)}>
      <dl className="sewage-sums">
        {sums.map(([key, label]) => (
          <div key={key} className={key === 'untreated' && isArriving ? 'arriving' : undefined}>
            <dt>{say(label)}</dt>
            <dd>
              <AmountText amount={balance[key]} />
            </dd>
          </div>
        ))}
      </dl>
      <Warnings warnings={around.warnings} />
      <Collapse
        ghost
        size="small"
        items={[{ key: 'how', label: say(words.howReckoned), children: <Reasons around={around} /> }]}
      />
    </section>
  )
}

function Reasons({ around: { balance, policy } }: { readonly around: SurroundingsOfWater }) {
  const say = useSay()
  return (
    <>
      <ul className="sewage-reasons">
        {balance.reasons.map(reason => (
          <li key={reason.zh}>{say(reason)}</li>
        ))}
        <li>{say(words.spare(say(tellAmount(balance.spare))))}</li>
      </ul>
      <h3>{say(words.figures)}</h3>
      <ul className="sewage-figures">
        {policy.figures.map(({ name, value, citation }) => (
          <li key={name.zh}>
            {say(name)} <Num value={value} digits={2} />{' '}
            <span className="quiet">
              {citation.title} {citation.clause}
            </span>{' '}
            <ConfidenceMark confidence={citation.confidence} />
          </li>
        ))}
      </ul>
    </>
  )
}
