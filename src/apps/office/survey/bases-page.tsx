import { Link, useParams } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState, type ReactNode } from 'react'
import { isParameter, isQualifier, parameters } from '../../../domain/parameters.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { getBases, type Questionnaire, type Senses } from '../../../survey/contract.ts'
import { getWater, type Water } from '../../../waters/contract.ts'
import { measurementWords } from '../../../standards/wording.ts'
import { StageMark } from '../../shared/components/marks.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { QuestionnaireForm } from './questionnaire-form.tsx'
import { SampleForm } from './sample-form.tsx'
import { SensesForm } from './senses-form.tsx'
import { findingWords, odourWords, surveyWords as words, waterColourWords } from './survey-words.ts'
import './survey.css'

type Sample = AnswerOf<typeof getBases>['samples'][number]

/** The three bases of one water, apart from each other, each with a form for a new record. */
export default function BasesPage() {
  const say = useSay()
  const { id = '' } = useParams({ strict: false })
  const water = useAnswer(getWater, { params: { id } })
  const bases = useAnswer(getBases, { params: { id } })
  const error = water.error ?? bases.error
  if (error !== null) return <ProblemAlert error={error} onRetry={bases.refetch} />
  if (water.data === undefined || bases.data === undefined) {
    return <Skeleton active paragraph={{ rows: 8 }} style={{ padding: '24px 0' }} />
  }
  return (
    <div className="stack">
      <BasesHeader water={water.data} />
      <div className="basis-columns">
        <Basis
          title={say(words.senses)}
          add={say(words.addSenses)}
          none={say(words.noSenses)}
          form="senses"
          water={water.data}
        >
          {bases.data.senses.map(record => (
            <SensesRecord key={record.id} record={record} />
          ))}
        </Basis>
        <Basis
          title={say(words.questionnaire)}
          add={say(words.addQuestionnaire)}
          none={say(words.noQuestionnaires)}
          form="questionnaire"
          water={water.data}
        >
          {bases.data.questionnaires.map(record => (
            <QuestionnaireRecord key={record.id} record={record} />
          ))}
        </Basis>
        <Basis
          title={say(words.samples)}
          add={say(words.addSample)}
          none={say(words.noSamples)}
          form="sample"
          water={water.data}
        >
          {bases.data.samples.map(record => (
            <SampleRecord key={record.id} record={record} />
          ))}
        </Basis>
      </div>
    </div>
  )
}

function BasesHeader({ water }: { readonly water: Water }) {
  const say = useSay()
  const account = useAccount()
  const { county, town, village } = water.regionNames
  return (
    <PageHeader
      crumbs={[{ label: say(words.candidatesTitle), to: '/survey/candidates' }, { label: say(words.basesTitle) }]}
      title={water.name}
      marks={<StageMark stage={water.stage} cycle={water.cycle} />}
      subtitle={
        <>
          {water.code} · {[county, town, village].filter(Boolean).join(' · ')} · {say(words.basesLead)}
        </>
      }
      actions={
        <>
          <Link to={`/waters/${water.id}`}>
            <Button>{say(words.openWater)}</Button>
          </Link>
          {account.may('identification.judge') ? (
            <Link to="/identification" search={{ judge: water.id }}>
              <Button type="primary">{say(words.toJudge)}</Button>
            </Link>
          ) : null}
        </>
      }
    />
  )
}

const forms = { senses: SensesForm, questionnaire: QuestionnaireForm, sample: SampleForm } as const
const rights = { senses: 'survey.record', questionnaire: 'survey.record', sample: 'reading.record' } as const

function Basis(props: {
  readonly title: string
  readonly add: string
  readonly none: string
  readonly form: keyof typeof forms
  readonly water: Water
  readonly children: readonly ReactNode[]
}) {
  const account = useAccount()
  const [open, setOpen] = useState(false)
  const Form = forms[props.form]
  const may = account.may(rights[props.form])
  return (
    <Panel
      title={props.title}
      flush
      tools={
        may ? (
          <Button size="small" onClick={() => setOpen(true)}>
            {props.add}
          </Button>
        ) : undefined
      }
    >
      {props.children.length === 0 ? <p className="basis-none">{props.none}</p> : props.children}
      {open ? <Form waterId={props.water.id} onClose={() => setOpen(false)} /> : null}
    </Panel>
  )
}

/** One record: when, what it says at a glance, then the details that were given. */
function Record(props: { readonly head: ReactNode; readonly lines: readonly (readonly [string, ReactNode])[] }) {
  return (
    <article className="basis-record">
      <header>{props.head}</header>
      <dl>
        {props.lines
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([label, value]) => [
            <dt key={`${label} label`}>{label}</dt>,
            <dd key={label} className="long-name">
              {value}
            </dd>,
          ])}
      </dl>
    </article>
  )
}

function SensesRecord({ record }: { readonly record: Senses }) {
  const say = useSay()
  const odour = record.odour === undefined ? undefined : odourWords[record.odour]
  return (
    <Record
      head={
        <>
          <strong className="big">{say(findingWords[record.finding])}</strong>
          <span className="quiet">
            <DateText at={record.observedAt} time /> · <PersonName person={record.recordedBy} />
          </span>
        </>
      }
      lines={[
        [say(words.colour), `${say(waterColourWords[record.colour])} ${record.colourText ?? ''}`],
        [say(words.odour), odour === undefined ? undefined : say(odour)],
        [say(words.floating), record.floating],
        [say(words.weather), record.weather],
        [say(words.reportNote), record.note],
      ]}
    />
  )
}

function QuestionnaireRecord({ record }: { readonly record: Questionnaire }) {
  const say = useSay()
  const locale = useLocale()
  const share = record.blackPercent === undefined ? '—' : `${formatNumber(record.blackPercent, locale, 1)}%`
  return (
    <Record
      head={
        <>
          <strong className="big">{share}</strong>
          <span>{say(words.blackShare)}</span>
          <span className="quiet">
            <DateText at={record.heldOn} /> · <PersonName person={record.recordedBy} />
          </span>
        </>
      }
      lines={[
        [say(words.issued), record.issued],
        [say(words.valid), record.valid],
        [say(words.black), record.black],
        [say(words.adults), record.adultsLivingThere],
        [say(words.satisfied), record.satisfied],
        [say(words.reportNote), record.note],
      ]}
    />
  )
}

function SampleRecord({ record }: { readonly record: Sample }) {
  const say = useSay()
  return (
    <Record
      head={
        <>
          <strong>
            <DateText at={record.takenAt} time />
          </strong>
          <span className="quiet">{record.point === undefined ? '' : `${say(words.point)} ${record.point}`}</span>
        </>
      }
      lines={Object.entries(record.sample).map(([id, { value, qualifier }]) => {
        // A parameter of a newer release keeps its id: the value must not be lost.
        if (!isParameter(id) || !isQualifier(qualifier)) return [id, value]
        return [
          say(parameters[id].name),
          <span key={id} className="number">
            {say(measurementWords(id, { value, qualifier }))}
          </span>,
        ]
      })}
    />
  )
}
