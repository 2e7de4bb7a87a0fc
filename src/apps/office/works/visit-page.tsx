import { Link, useParams } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { cancelVisit, getVisit, listRectifications, type Visit } from '../../../works/contract.ts'
import { measureUnits, visitPhases, visitRoles, yesNoWords, type Answer } from '../../../works/rules.ts'
import { call } from '../../shared/client.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { ToBeConfirmedMark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { ChecklistForm, checklistOfVisit } from './checklist-form.tsx'
import { PartyName } from './marks.tsx'
import { PhotoRow } from './photos.tsx'
import { Problems } from './problem-card.tsx'
import { useWorksChanged } from './use-works-changed.ts'
import { VisitMark } from './visits-panel.tsx'
import { worksWords as words } from './works-words.ts'
import './works.css'

/** One visit: the checklist to fill in, or what was seen and what came of it. */
export default function VisitPage() {
  const say = useSay()
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const found = useAnswer(getVisit, { params: { id } })
  const mayVerify = useAccount().may('works.verify')
  if (found.error !== null) {
    return (
      <>
        <PageHeader title={say(words.title)} />
        <ProblemAlert error={found.error} onRetry={found.refetch} />
      </>
    )
  }
  if (found.data === undefined) return <Skeleton active paragraph={{ rows: 10 }} style={{ padding: '24px 0' }} />
  const visit = found.data
  return (
    <div className="stack">
      <VisitHeader visit={visit} />
      <VisitFacts visit={visit} />
      {visit.state === 'planned' && mayVerify ? <ChecklistForm visit={visit} /> : null}
      {visit.state === 'done' ? <Recorded visit={visit} /> : null}
    </div>
  )
}

function VisitHeader({ visit }: { readonly visit: Visit }) {
  const say = useSay()
  const changed = useWorksChanged()
  const mayVerify = useAccount().may('works.verify')
  const [cancelling, setCancelling] = useState(false)
  return (
    <>
      <PageHeader
        crumbs={[{ label: say(words.title), to: '/verification' }]}
        title={visit.water.name}
        marks={<VisitMark visit={visit} />}
        subtitle={`${say(visitPhases[visit.phase])} · ${say(visitRoles[visit.role])}`}
        actions={
          visit.state === 'planned' && mayVerify ? (
            <Button onClick={() => setCancelling(true)}>{say(words.cancelVisit)}</Button>
          ) : undefined
        }
      />
      <ReasonDialog
        open={cancelling}
        danger
        title={say(words.cancelVisit)}
        onClose={() => setCancelling(false)}
        onSubmit={async ({ reason }) => {
          await call(cancelVisit, { params: { id: visit.id }, body: { reason } })
          await changed()
        }}
      />
    </>
  )
}

function VisitFacts({ visit }: { readonly visit: Visit }) {
  const say = useSay()
  const { county, town, village } = visit.regionNames
  return (
    <section className="panel">
      <div className="panel-body">
        <FactList
          lines={[
            {
              label: say(words.water),
              value: (
                <>
                  <Link to={`/waters/${visit.water.id}`}>{visit.water.code}</Link>{' '}
                  {[county, town, village].filter(Boolean).join(' ')}
                </>
              ),
            },
            { label: say(words.visitor), value: <PartyName party={visit.visitor} /> },
            { label: say(words.dueOn), value: <DateText at={visit.dueOn} /> },
            {
              label: say(words.handbook),
              value: (
                <>
                  {say(words.edition(visit.handbook))} <ToBeConfirmedMark />
                </>
              ),
            },
            { label: say(words.plannedBy), value: <PersonName person={visit.plannedBy} /> },
            visit.visitedOn === undefined
              ? undefined
              : { label: say(words.visitedOn), value: <DateText at={visit.visitedOn} /> },
            visit.endedBy === undefined
              ? undefined
              : { label: say(words.recordedBy), value: <PersonName person={visit.endedBy} /> },
            visit.note === undefined ? undefined : { label: say(words.overallNote), value: visit.note, wide: true },
          ]}
        />
      </div>
    </section>
  )
}

function Recorded({ visit }: { readonly visit: Visit }) {
  const say = useSay()
  const items = checklistOfVisit(visit)
  const found = useAnswer(listRectifications, { query: { visit: visit.id } })
  return (
    <>
      {found.data === undefined || found.data.items.length === 0 ? (
        <p className="note-line">{say(words.noFindings)}</p>
      ) : (
        <Problems items={found.data.items} />
      )}
      <Panel title={say(words.checklist)} flush>
        <div className="checklist">
          {items.map((item, index) => {
            const answer = visit.answers?.find(({ itemId }) => itemId === item.id)
            return (
              <section key={item.id} className="check-item">
                <h3>
                  {index + 1}. {say(item.question)}
                </h3>
                <p>
                  <strong>{answer === undefined ? '—' : <AnswerText answer={answer} />}</strong>
                  {answer?.note === undefined ? null : <span className="quiet"> {answer.note}</span>}
                </p>
                <PhotoRow waterId={visit.water.id} photos={answer?.photos ?? []} label={say(item.question)} />
              </section>
            )
          })}
        </div>
      </Panel>
    </>
  )
}

function AnswerText({ answer }: { readonly answer: Answer }) {
  const say = useSay()
  if (answer.kind === 'yes-no') return <>{say(yesNoWords[answer.value])}</>
  if (answer.kind === 'text') return <>{answer.text}</>
  if (answer.kind === 'photo') return null
  return (
    <>
      {answer.value} {say(measureUnits[answer.unit])}
    </>
  )
}
