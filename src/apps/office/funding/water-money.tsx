import { Link } from '@tanstack/react-router'
import { getWaterMoneyBrief } from '../../../funding/money/contract.ts'
import { moneySources, rewardStates } from '../../../funding/money/rules.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { moneyWords as words } from './money-words.ts'
import './money.css'

/** The money of a water in short, on the water's page: spent of allotted by source, warnings, its rewards. */
export function WaterMoneyCard({ waterId }: { readonly waterId: string }) {
  const say = useSay()
  const money = useAnswer(getWaterMoneyBrief, { params: { id: waterId } })
  const { balances = [], rewards = [] } = money.data ?? {}
  return (
    <Panel title={say(words.title)} id="money">
      {money.error === null ? null : <ProblemAlert error={money.error} onRetry={money.refetch} />}
      {money.data !== undefined && balances.length === 0 ? <p className="quiet">{say(words.noMoney)}</p> : null}
      <FactList
        lines={balances.map(({ source, plannedYuan, allottedYuan, spentYuan, warnings }) => ({
          label: say(moneySources[source]),
          wide: true,
          value: (
            <span className="money-warnings">
              <span>
                {say(words.spentYuan)} <Num value={spentYuan} digits={0} /> / {say(words.allottedYuan)}{' '}
                <Num value={allottedYuan} digits={0} /> / {say(words.plannedYuan)}{' '}
                <Num value={plannedYuan} digits={0} />
              </span>
              {warnings.map(({ code, words: text }) => (
                <Mark key={code} tone={code === 'overspent' ? 'red' : 'amber'}>
                  {say(text)}
                </Mark>
              ))}
            </span>
          ),
        }))}
      />
      {rewards.map(reward => (
        <p key={reward.id} className="money-marks">
          {say(words.rewards)} <Num value={reward.yuan} unit={say(words.yuan)} digits={0} />
          <Mark>{say(rewardStates[reward.state])}</Mark>
          {reward.toTakeBack ? <Mark tone="red">{say(words.toTakeBackMark)}</Mark> : null}
        </p>
      ))}
      <Link to={`/waters/${waterId}/money`}>{say(words.openMoney)}</Link>
    </Panel>
  )
}
