import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { listRectifications, listVisits } from '../../../works/contract.ts'
import { visitPhases, visitRoles } from '../../../works/rules.ts'
import { Mark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { PlanVisitDialog } from './plan-visit.tsx'
import { VisitMark } from './visits-panel.tsx'
import { worksWords as words } from './works-words.ts'
import './works.css'

/** The visits to a water, and how many of their problems are still open. */
export function WaterVerification({ waterId, cycle }: { readonly waterId: string; readonly cycle: number }) {
  const say = useSay()
  const mayVerify = useAccount().may('works.verify')
  const [planning, setPlanning] = useState(false)
  const visits = useAnswer(listVisits, { query: { water: waterId, limit: 10 } })
  const open = useAnswer(listRectifications, { query: { water: waterId, state: 'unsettled' } })
  const count = open.data?.items.length ?? 0
  return (
    <Panel
      title={say(words.title)}
      id="verification"
      tools={
        mayVerify ? (
          <Button size="small" onClick={() => setPlanning(true)}>
            {say(words.planVisit)}
          </Button>
        ) : undefined
      }
    >
      {visits.error === null ? null : <ProblemAlert error={visits.error} onRetry={visits.refetch} />}
      {visits.data?.items.length === 0 ? <p className="quiet">{say(words.noVisits)}</p> : null}
      {count === 0 ? null : (
        <p>
          <Link to="/verification/problems">{say(words.openProblems(count))}</Link>
        </p>
      )}
      <ul className="step-list">
        {visits.data?.items.map(visit => (
          <li key={visit.id}>
            <Link to={`/verification/visits/${visit.id}`}>
              {say(visitPhases[visit.phase])} · {say(visitRoles[visit.role])}
            </Link>{' '}
            <DateText at={visit.visitedOn ?? visit.dueOn} /> <VisitMark visit={visit} />
            {visit.cycle === cycle || visit.state === 'planned' ? null : <Mark>{say(words.ofCycle(visit.cycle))}</Mark>}
          </li>
        ))}
      </ul>
      {planning ? <PlanVisitDialog waterId={waterId} onClose={() => setPlanning(false)} /> : null}
    </Panel>
  )
}
