import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Advice } from '../../../experts/contract.ts'
import { adoptions, adviceStates, adviceSteps, type AdviceState, type AdviceStep } from '../../../experts/rules.ts'
import { getAttachment } from '../../../waters/contract.ts'
import { visitPhases } from '../../../works/rules.ts'
import { addressOf } from '../../shared/client.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { CountdownMark } from '../works/marks.tsx'
import { AnswerDialog, ExpertStepDialog } from './advice-dialogs.tsx'
import { expertWords } from './expert-parts.tsx'
import { expertsWords as words } from './experts-words.ts'

/** Pieces of advice with what became of them, and the dialogs of whoever may act. */
export function AdviceCards(props: {
  readonly items: readonly Advice[]
  /** On the page of the water it need not be named. */
  readonly ofWater?: boolean
}) {
  const [taking, setTaking] = useState<{ readonly advice: Advice; readonly step: AdviceStep }>()
  const close = () => setTaking(undefined)
  return (
    <div className={props.ofWater === true ? 'water-advice' : 'advice-list'}>
      {props.items.map(advice => (
        <AdviceCard
          key={advice.id}
          advice={advice}
          ofWater={props.ofWater === true}
          onStep={step => setTaking({ advice, step })}
        />
      ))}
      {taking === undefined ? null : taking.step === 'answer' ? (
        <AnswerDialog advice={taking.advice} onClose={close} />
      ) : (
        <ExpertStepDialog advice={taking.advice} step={taking.step} onClose={close} />
      )}
    </div>
  )
}

const stateTones = {
  open: {},
  answered: {},
  closed: { tone: 'green' },
  withdrawn: {},
} as const satisfies Record<AdviceState, { readonly tone?: 'green' }>

function AdviceCard(props: {
  readonly advice: Advice
  readonly ofWater: boolean
  readonly onStep: (step: AdviceStep) => void
}) {
  const say = useSay()
  const { advice, ofWater } = props
  const about = [advice.measure === undefined ? advice.measureId : say(advice.measure), advice.part].filter(Boolean)
  const title = about.length === 0 ? say(words.wholeWater) : about.join(' · ')
  return (
    <article className={ofWater ? 'advice' : 'panel advice'}>
      <header>
        <Mark>{say(visitPhases[advice.phase])}</Mark>
        <Mark {...stateTones[advice.state]}>{say(adviceStates[advice.state])}</Mark>
        <CountdownMark urgency={advice.urgency} daysLeft={advice.daysLeft} />
      </header>
      {ofWater ? <h3 className="long-name">{title}</h3> : <WaterLine advice={advice} title={title} />}
      <p className="advice-text long-name">{advice.text}</p>
      <Files waterId={advice.water.id} files={advice.files} />
      <p className="quiet long-name">
        {say(words.forExpert(say(expertWords(advice.expert))))} · <DateText at={advice.givenAt} />
        {advice.urgency === 'settled' ? null : (
          <>
            {' '}
            · {say(advice.state === 'open' ? words.toAnswer : words.toReview)} <DateText at={advice.dueOn} />
          </>
        )}
      </p>
      {advice.steps.length === 0 ? null : <Steps advice={advice} />}
      {advice.may.length === 0 ? null : (
        <footer>
          {advice.may.map(step => (
            <Button
              key={step}
              size="small"
              type={step === 'answer' || step === 'close' ? 'primary' : 'default'}
              onClick={() => props.onStep(step)}
            >
              {say(words[step])}
            </Button>
          ))}
        </footer>
      )}
    </article>
  )
}

function WaterLine({ advice, title }: { readonly advice: Advice; readonly title: string }) {
  const { county, town } = advice.regionNames
  return (
    <div>
      <h2 className="long-name">
        <Link to={`/waters/${advice.water.id}`} hash="experts">
          {advice.water.name}
        </Link>
      </h2>
      <p className="quiet long-name">
        {[county, town].filter(Boolean).join(' ')} · {title}
      </p>
    </div>
  )
}

function Steps({ advice }: { readonly advice: Advice }) {
  const say = useSay()
  return (
    <ol className="advice-steps">
      {advice.steps.map(({ number, step, adoption, text, deed, files, by, at }) => (
        <li key={number} className="long-name">
          <strong>{say(adoption === undefined ? adviceSteps[step] : adoptions[adoption])}</strong> ·{' '}
          <PersonName person={by} brief /> · <DateText at={at} />
          <p className="advice-text">{text}</p>
          {deed === undefined ? null : (
            <p className="advice-text">
              {say(words.deed)}: {deed}
            </p>
          )}
          <Files waterId={advice.water.id} files={files} />
        </li>
      ))}
    </ol>
  )
}

function Files(props: { readonly waterId: string; readonly files: Advice['files'] }) {
  if (props.files.length === 0) return null
  return (
    <span className="advice-files">
      {props.files.map(({ id, name }) => (
        <a
          key={id}
          href={addressOf(getAttachment, {
            params: { id: props.waterId, attachmentId: id },
            query: { as: 'inline' },
          })}
          target="_blank"
          rel="noreferrer"
        >
          {name}
        </a>
      ))}
    </span>
  )
}
