import { Link } from '@tanstack/react-router'
import { Button, Form, Image, Input } from 'antd'
import { useState } from 'react'
import { stepRectification, type Rectification } from '../../../works/contract.ts'
import { rectificationSteps, type RectificationStep } from '../../../works/rules.ts'
import { call } from '../../shared/client.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { CountdownMark, PartyName, RectificationMark, SeverityMark } from './marks.tsx'
import { PartyFields, useParty, type PartyValues } from './party-field.tsx'
import { Photo, PhotoField } from './photos.tsx'
import { useWorksChanged } from './use-works-changed.ts'
import { worksWords as words } from './works-words.ts'

export function Problems({ items }: { readonly items: readonly Rectification[] }) {
  const [taking, setTaking] = useState<{ readonly item: Rectification; readonly step: RectificationStep }>()
  return (
    <div className="problem-list">
      {items.map(item => (
        <ProblemCard key={item.id} item={item} onStep={step => setTaking({ item, step })} />
      ))}
      {taking === undefined ? null : <StepDialog {...taking} onClose={() => setTaking(undefined)} />}
    </div>
  )
}

function ProblemCard(props: { readonly item: Rectification; readonly onStep: (step: RectificationStep) => void }) {
  const say = useSay()
  const { item } = props
  return (
    <article className="panel problem">
      <header>
        <SeverityMark severity={item.severity} />
        <RectificationMark state={item.state} />
        <CountdownMark urgency={item.urgency} daysLeft={item.daysLeft} />
      </header>
      <div>
        <h2 className="long-name">{say(item.question)}</h2>
        {item.note === undefined ? null : <p className="long-name">{item.note}</p>}
      </div>
      <p className="quiet long-name">
        <Link to={`/waters/${item.water.id}`}>{item.water.name}</Link> · {item.regionNames.county} ·{' '}
        <Link to={`/verification/visits/${item.visitId}`}>{say(words.toVisit)}</Link>
      </p>
      <p className="long-name">
        {say(words.owner)}: <PartyName party={item.owner} /> · {say(words.dueOn)} <DateText at={item.dueOn} />
      </p>
      <Image.PreviewGroup>
        <div className="two-photos">
          <Side label={say(words.before)} item={item} photos={item.photos} />
          <Side label={say(words.after)} item={item} photos={item.afterPhotos} />
        </div>
      </Image.PreviewGroup>
      {item.steps.length === 0 ? null : <Steps item={item} />}
      {item.may.length > 0 ? (
        <footer>
          {item.may.map(step => (
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
      ) : null}
    </article>
  )
}

function Side(props: { readonly label: string; readonly item: Rectification; readonly photos: readonly string[] }) {
  const say = useSay()
  const [first] = props.photos
  const more = props.photos.length > 1 ? ` · ${props.photos.length}` : ''
  return (
    <div>
      <h3>
        {props.label}
        {more}
      </h3>
      {first === undefined ? (
        <span className="photo-none">{say(words.noPhoto)}</span>
      ) : (
        <Photo waterId={props.item.water.id} id={first} label={props.label} />
      )}
    </div>
  )
}

function Steps({ item }: { readonly item: Rectification }) {
  const say = useSay()
  return (
    <details>
      <summary>
        {say(words.steps)} · {item.steps.length}
      </summary>
      <ol className="step-list">
        {item.steps.map(({ number, step, reason, by, at }) => (
          <li key={number} className="long-name">
            {say(rectificationSteps[step])} · <PersonName person={by} brief /> · <DateText at={at} /> · {reason}
          </li>
        ))}
      </ol>
    </details>
  )
}

type Extra = PartyValues & { readonly photos?: readonly string[]; readonly dueOn?: string }

function StepDialog(props: {
  readonly item: Rectification
  readonly step: RectificationStep
  readonly onClose: () => void
}) {
  const say = useSay()
  const changed = useWorksChanged()
  const party = useParty()
  const { item, step } = props
  const save = async ({ reason, photos = [], dueOn = '', ...who }: Extra & { readonly reason: string }) => {
    const owner = step === 'reassign' ? party(who) : undefined
    await call(stepRectification, {
      params: { id: item.id },
      body: {
        step,
        reason,
        photos: [...photos],
        ...(owner === undefined ? {} : { owner }),
        ...(dueOn === '' ? {} : { dueOn }),
      },
    })
    await changed()
  }
  return (
    <ReasonDialog<Extra>
      open
      title={`${say(words[step])} · ${item.water.name}`}
      explain={say(item.question)}
      confirmLabel={say(words[step])}
      danger={step === 'return'}
      onClose={props.onClose}
      onSubmit={save}
    >
      {step === 'answer' ? (
        <Form.Item name="photos" label={`${say(words.photos)} · ${say(words.after)}`}>
          <PhotoField waterId={item.water.id} label={say(words.after)} />
        </Form.Item>
      ) : null}
      {step === 'reassign' ? (
        <PartyFields label={say(words.newOwner)} choices={['same', 'organisation', 'person', 'me']} />
      ) : null}
      {step === 'reassign' ? (
        <Form.Item name="dueOn" label={say(words.newDue)}>
          <Input type="date" style={{ width: 180 }} />
        </Form.Item>
      ) : null}
    </ReasonDialog>
  )
}
