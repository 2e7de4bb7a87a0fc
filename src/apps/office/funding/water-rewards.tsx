import { Button } from 'antd'
import { useState } from 'react'
import type { MoneyReward, WaterMoney } from '../../../funding/money/contract.ts'
import { isOpenReward, rewardStages, rewardStates, rewardSteps } from '../../../funding/money/rules.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { EarmarkDialog, EndRewardDialog, ReleaseDialog } from './money-dialogs.tsx'
import { FileLink, useYuanText } from './money-parts.tsx'
import { moneyWords as words } from './money-words.ts'

/** Rewards for verified results: what is held back and why, what was released, taken back or cancelled. */
export function WaterRewards({ money }: { readonly money: WaterMoney }) {
  const say = useSay()
  const [earmarking, setEarmarking] = useState(false)
  const hasOpen = money.rewards.some(({ state }) => isOpenReward(state))
  const { rewardOffer, rewardPolicy } = money
  return (
    <Panel
      title={say(words.rewards)}
      id="rewards"
      tools={
        money.may.decideRewards && !hasOpen && rewardOffer.yuan !== undefined ? (
          <Button size="small" onClick={() => setEarmarking(true)}>
            {say(words.earmark)}
          </Button>
        ) : undefined
      }
    >
      {hasOpen ? null : <Offer money={money} />}
      <ul className="reward-list">
        {money.rewards.map(reward => (
          <li key={reward.id}>
            <Reward money={money} reward={reward} />
          </li>
        ))}
      </ul>
      <p className="money-policy">
        {say(words.policyOf(rewardPolicy.inForceFrom))} ·{' '}
        {say(rewardPolicy.decidedBy === 'city' ? words.decidedByCity : words.decidedByCounty)} ·{' '}
        <CitationNote citation={rewardPolicy} />
      </p>
      {earmarking ? <EarmarkDialog money={money} onClose={() => setEarmarking(false)} /> : null}
    </Panel>
  )
}

function Offer({ money: { rewardOffer } }: { readonly money: WaterMoney }) {
  const say = useSay()
  const text = useYuanText()
  return (
    <p className="money-offer">
      {rewardOffer.yuan === undefined ? null : <strong>{say(words.earmarkYuan(text(rewardOffer.yuan)))}</strong>}
      <span className="quiet">{say(rewardOffer.words)}</span>
    </p>
  )
}

function Reward({ money, reward }: { readonly money: WaterMoney; readonly reward: MoneyReward }) {
  const say = useSay()
  const [ending, setEnding] = useState<'take-back' | 'cancel'>()
  const mayCancel = reward.state === 'earmarked'
  return (
    <article className="reward">
      <header>
        <strong>
          <Num value={reward.yuan} unit={say(words.yuan)} digits={0} />
        </strong>
        <Mark {...(reward.state === 'released' ? { tone: 'green' as const } : {})}>
          {say(rewardStates[reward.state])}
        </Mark>
        {reward.toTakeBack ? <Mark tone="red">{say(words.toTakeBackMark)}</Mark> : null}
        <span className="quiet">
          {say(words.releasedYuan)} <Num value={reward.releasedYuan} digits={0} /> · {say(words.heldYuan)}{' '}
          <Num value={reward.heldYuan} digits={0} />
        </span>
        {money.may.decideRewards && (reward.toTakeBack || mayCancel) ? (
          <Button size="small" danger onClick={() => setEnding(reward.toTakeBack ? 'take-back' : 'cancel')}>
            {say(reward.toTakeBack ? words.takeBack : words.cancelReward)}
          </Button>
        ) : null}
      </header>
      {isOpenReward(reward.state) ? <Releases money={money} reward={reward} /> : null}
      <Steps reward={reward} />
      {ending === undefined ? null : (
        <EndRewardDialog reward={reward} step={ending} onClose={() => setEnding(undefined)} />
      )}
    </article>
  )
}

/** Stage by stage: due, or held back with every reason. */
function Releases({ money, reward }: { readonly money: WaterMoney; readonly reward: MoneyReward }) {
  const say = useSay()
  const text = useYuanText()
  const [releasing, setReleasing] = useState<WaterMoney['releases'][number]>()
  return (
    <ol className="reward-releases">
      {money.releases.map(due => (
        <li key={due.stage} className={due.yuan === undefined ? 'held' : 'due'}>
          <span className="money-marks">
            <strong>{say(rewardStages[due.stage])}</strong>
            <span className="quiet">{say(words.upTo(due.upToPercent))}</span>
            {due.yuan === undefined ? null : <Mark tone="green">{say(words.due(text(due.yuan)))}</Mark>}
            {due.yuan !== undefined && money.may.decideRewards ? (
              <Button
                size="small"
                type="primary"
                aria-label={`${say(words.release)} ${say(rewardStages[due.stage])}`}
                onClick={() => setReleasing(due)}
              >
                {say(words.release)}
              </Button>
            ) : null}
          </span>
          {due.reasons.length === 0 ? null : (
            <ul className="quiet">
              {due.reasons.map(reason => (
                <li key={reason.en}>{say(reason)}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
      {releasing === undefined ? null : (
        <ReleaseDialog money={money} reward={reward} due={releasing} onClose={() => setReleasing(undefined)} />
      )}
    </ol>
  )
}

function Steps({ reward }: { readonly reward: MoneyReward }) {
  const say = useSay()
  return (
    <ul className="reward-steps">
      {reward.steps.map(step => (
        <li key={step.number}>
          <DateText at={step.at} /> {say(rewardSteps[step.step])}
          {step.stage === undefined ? null : `（${say(rewardStages[step.stage])}）`}{' '}
          <Num value={step.yuan} unit={say(words.yuan)} digits={0} />
          {step.documentNumber === undefined ? null : <span className="long-name"> · {step.documentNumber}</span>}{' '}
          {step.attachmentId === undefined ? null : (
            <FileLink waterId={reward.water.id} attachmentId={step.attachmentId} />
          )}
          {step.reason === undefined ? null : <span className="long-name"> · {step.reason}</span>} ·{' '}
          <PersonName person={step.by} brief />
          <span className="quiet"> · {say(words.policyOf(step.policyFrom))}</span>
        </li>
      ))}
    </ul>
  )
}
