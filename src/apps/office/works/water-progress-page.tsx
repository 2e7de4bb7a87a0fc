import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { getWorks, type Schedule, type Works } from '../../../works/progress/contract.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { StageMark } from '../../shared/components/marks.tsx'
import { DateText, Missing, Num } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { Gantt } from './gantt.tsx'
import { MeasureList } from './measure-list.tsx'
import { AskDialog } from './part-dialogs.tsx'
import { PartList } from './part-list.tsx'
import { LevelMark, percentOf } from './progress-marks.tsx'
import { progressWords as words } from './progress-words.ts'
import { RunDialog, ScheduleDialog } from './schedule-dialogs.tsx'
import './progress.css'
import './works.css'

type Asked = 'make' | 'start' | 'complete' | 'ask'

/** The works of one water: planned against real, what was reported, and the parts of departments. */
export default function WaterProgressPage() {
  const say = useSay()
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const works = useAnswer(getWorks, { params: { id } })
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const crumbs = [{ label: say(words.title), to: '/progress' }]
  if (works.error !== null) {
    return (
      <>
        <PageHeader title={say(words.title)} />
        <ProblemAlert error={works.error} onRetry={works.refetch} />
      </>
    )
  }
  if (works.data === undefined) return <Skeleton active title={false} paragraph={{ rows: 12 }} />
  const { water, schedule } = works.data
  const { county, town, village } = water.regionNames
  return (
    <div className="stack">
      <PageHeader
        title={water.name}
        crumbs={crumbs}
        marks={
          <>
            <StageMark stage={water.stage} />
            {schedule === undefined ? null : <LevelMark level={schedule.level} />}
          </>
        }
        subtitle={
          <>
            <Link to={`/waters/${id}`}>{water.code}</Link> · {[county, town, village].filter(Boolean).join(' ')}
          </>
        }
        actions={<Actions works={works.data} onAsk={setAsked} />}
      />
      {schedule === undefined ? (
        <NoSchedule works={works.data} />
      ) : (
        <Standing schedule={schedule} today={works.data.today} waterId={id} />
      )}
      <DepartmentsPanel works={works.data} onAsk={() => setAsked('ask')} />
      <PolicyNote policy={works.data.policy} />
      {asked === 'make' ? <ScheduleDialog works={works.data} onClose={close} /> : null}
      {asked === 'start' || asked === 'complete' ? (
        <RunDialog works={works.data} doing={asked} onClose={close} />
      ) : null}
      {asked === 'ask' ? <AskDialog waterId={id} onClose={close} /> : null}
    </div>
  )
}

function Actions({ works, onAsk }: { readonly works: Works; readonly onAsk: (asked: Asked) => void }) {
  const say = useSay()
  const account = useAccount()
  const { schedule, proposal } = works
  return (
    <>
      {proposal !== undefined && account.may('plan.write') ? (
        <Button type="primary" onClick={() => onAsk('make')}>
          {say(words.make)}
        </Button>
      ) : null}
      {schedule?.state === 'scheduled' && account.may('water.write') ? (
        <Button type="primary" onClick={() => onAsk('start')}>
          {say(words.start)}
        </Button>
      ) : null}
      {schedule?.state === 'running' && account.may('water.write') ? (
        <Button onClick={() => onAsk('complete')}>{say(words.complete)}</Button>
      ) : null}
    </>
  )
}

function NoSchedule({ works }: { readonly works: Works }) {
  const say = useSay()
  return (
    <section className="panel">
      <EmptyState
        title={say(words.noSchedule)}
        hint={say(works.proposal === undefined ? words.noPlan : words.makeExplain)}
        action={<Link to={`/waters/${works.water.id}#plan`}>{say(words.toPlan)}</Link>}
      />
    </section>
  )
}

function Standing({
  schedule,
  today,
  waterId,
}: {
  readonly schedule: Schedule
  readonly today: string
  readonly waterId: string
}) {
  const say = useSay()
  return (
    <>
      <Tally
        label={say(words.schedule)}
        figures={[
          {
            label: say(words.share),
            value: <Num value={percentOf(schedule.share)} unit="%" />,
            note: say(words.shareByCost),
          },
          { label: say(words.expected), value: <Num value={percentOf(schedule.expectedShare)} unit="%" /> },
          {
            label: say(words.behind),
            value: <Num value={schedule.daysBehind} unit={say(words.day)} />,
            tone: schedule.level === 'late' ? 'bad' : schedule.daysBehind > 0 ? 'warn' : 'good',
          },
          {
            label: say(words.forecast),
            value: schedule.forecastOn === undefined ? <Missing /> : <DateText at={schedule.forecastOn} />,
          },
          { label: say(words.cost), value: <Num value={schedule.costYuan} unit={say(words.yuan)} digits={2} /> },
        ]}
      />
      {schedule.reasons.length === 0 ? null : (
        <Alert
          type={schedule.level === 'late' ? 'error' : 'warning'}
          showIcon
          title={schedule.reasons.map(reason => say(reason)).join(say({ zh: '；', en: '; ' }))}
        />
      )}
      <section className="panel gantt-panel">
        <Gantt
          label={say(words.gantt)}
          today={today}
          rows={schedule.measures.map(measure => ({
            key: measure.id,
            label: `${measure.number}. ${say(measure.name)}`,
            aside: measure.state === 'open' ? <LevelMark level={measure.level} /> : null,
            startsOn: measure.startsOn,
            endsOn: measure.endsOn,
            share: measure.share,
            level: measure.level,
            forecastOn: measure.state === 'open' ? measure.forecastOn : undefined,
            dropped: measure.state === 'dropped',
          }))}
        />
      </section>
      <Panel title={say(words.measures)} flush>
        <MeasureList schedule={schedule} waterId={waterId} today={today} />
      </Panel>
    </>
  )
}

function DepartmentsPanel({ works, onAsk }: { readonly works: Works; readonly onAsk: () => void }) {
  const say = useSay()
  const mayAsk = useAccount().may('plan.write')
  return (
    <Panel
      title={say(words.parts)}
      id="parts"
      flush
      tools={
        mayAsk ? (
          <Button size="small" onClick={onAsk}>
            {say(words.ask)}
          </Button>
        ) : undefined
      }
    >
      {works.parts.length === 0 ? (
        <EmptyState title={say(words.noParts)} hint={say(words.partsLead)} />
      ) : (
        <PartList parts={works.parts} />
      )}
    </Panel>
  )
}

function PolicyNote({ policy }: { readonly policy: Works['policy'] }) {
  const say = useSay()
  return (
    <p className="quiet">
      {say(words.policyNote(policy.slippingFromDays, policy.lateFromDays, policy.silentFromDays))}{' '}
      <CitationNote citation={policy} />
    </p>
  )
}
