import { Link } from '@tanstack/react-router'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { Part } from '../../../works/progress/parts/contract.ts'
import { partSteps, partSubjects, type PartStep } from '../../../works/progress/parts/rules.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { PartStepDialog } from './part-dialogs.tsx'
import { PartText } from './part-text.tsx'
import { PartMark, PartUrgencyMark } from './progress-marks.tsx'
import { progressWords as words } from './progress-words.ts'

/** Parts of departments; `withWater` where they are of many waters. */
export function PartList({
  parts,
  withWater = false,
}: {
  readonly parts: readonly Part[]
  readonly withWater?: boolean
}) {
  const [taking, setTaking] = useState<{ readonly part: Part; readonly step: PartStep }>()
  return (
    <div>
      {parts.map(part => (
        <PartItem key={part.id} part={part} withWater={withWater} onStep={step => setTaking({ part, step })} />
      ))}
      {taking === undefined ? null : <PartStepDialog {...taking} onClose={() => setTaking(undefined)} />}
    </div>
  )
}

function PartItem(props: {
  readonly part: Part
  readonly withWater: boolean
  readonly onStep: (step: PartStep) => void
}) {
  const say = useSay()
  const { part } = props
  const voided = part.state === 'filled' && part.steps.at(-1)?.voids !== undefined
  return (
    <article className="part-item">
      <header>
        <h3>{say(partSubjects[part.subject])}</h3>
        <PartMark state={part.state} />
        <PartUrgencyMark urgency={part.urgency} />
      </header>
      <p className="measure-line">
        <span className="long-name">{part.organisation.name}</span>
        <span>
          {say(words.dueOn)} <DateText at={part.dueOn} />
        </span>
        {props.withWater ? <Link to={`/waters/${part.water.id}/progress#parts`}>{part.water.name}</Link> : null}
      </p>
      <p className="long-name">{part.ask}</p>
      {part.content === undefined ? null : <PartText part={part} />}
      {voided ? <Alert type="warning" showIcon title={say(words.signatureVoid)} /> : null}
      <Signature part={part} />
      {part.steps.length < 2 ? null : <Steps part={part} />}
      {part.may.length === 0 ? null : (
        <footer>
          {part.may.map(step => (
            <Button
              key={step}
              size="small"
              type={step === 'sign' || (step === 'fill' && part.state === 'asked') ? 'primary' : 'default'}
              onClick={() => props.onStep(step)}
            >
              {say(partSteps[step].label)}
            </Button>
          ))}
        </footer>
      )}
    </article>
  )
}

function Signature({ part: { signature } }: { readonly part: Part }) {
  const say = useSay()
  if (signature === undefined) return null
  return (
    <p className="signature quiet">
      <span>
        {say(words.signedBy)}: <PersonName person={signature.by} /> · <DateText at={signature.at} time />
      </span>
      <span>
        {say(words.fingerprint)} <code title={signature.hash}>{signature.hash.slice(0, 16)}</code>
      </span>
    </p>
  )
}

function Steps({ part }: { readonly part: Part }) {
  const say = useSay()
  return (
    <details>
      <summary>{say(words.history(part.steps.length))}</summary>
      <ol className="report-list">
        {part.steps.map(({ number, step, reason, by, at, voids }) => (
          <li key={number}>
            {step === 'ask' ? say(words.asked) : say(partSteps[step].label)} · <PersonName person={by} brief /> ·{' '}
            <DateText at={at} time />
            {reason === undefined ? null : <p className="long-name">{reason}</p>}
            {voids === undefined ? null : <p className="quiet">{say(words.signatureVoid)}</p>}
          </li>
        ))}
      </ol>
    </details>
  )
}
