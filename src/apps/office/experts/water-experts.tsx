import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { getHelpOfWater, listAdvice, type Assignment } from '../../../experts/contract.ts'
import { assignmentScopes } from '../../../experts/rules.ts'
import { Mark, ToBeConfirmedMark } from '../../shared/components/marks.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { AdviceCards } from './advice-card.tsx'
import { GiveDialog } from './advice-dialogs.tsx'
import { AssignExpertDialog, EndAssignmentDialog } from './assign-dialog.tsx'
import { CoverMarks, ExpertName } from './expert-parts.tsx'
import { expertsWords as words } from './experts-words.ts'

/** Who helps the water, which phases are covered, and every piece of advice with its answer. */
export function WaterExperts({ waterId }: { readonly waterId: string }) {
  const say = useSay()
  const mayAssign = useAccount().may('experts.assign')
  const help = useAnswer(getHelpOfWater, { params: { id: waterId } })
  const advice = useAnswer(listAdvice, { query: { water: waterId, limit: 50 } })
  const [open, setOpen] = useState<'assign' | 'give'>()
  const close = () => setOpen(undefined)
  return (
    <Panel
      title={say(words.title)}
      id="experts"
      tools={
        <>
          {help.data?.citation.confidence === 'to-be-confirmed' ? <ToBeConfirmedMark /> : null}
          {mayAssign ? (
            <Button size="small" onClick={() => setOpen('assign')}>
              {say(words.assign)}
            </Button>
          ) : null}
          {help.data?.mayAdvise === true ? (
            <Button size="small" type="primary" onClick={() => setOpen('give')}>
              {say(words.give)}
            </Button>
          ) : null}
        </>
      }
    >
      {help.error === null ? null : <ProblemAlert error={help.error} onRetry={help.refetch} />}
      {help.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {help.data === undefined ? null : (
        <>
          <p className="help-line">
            <CoverMarks help={help.data} />
          </p>
          <Helpers assignments={help.data.assignments} />
        </>
      )}
      {advice.error === null ? null : <ProblemAlert error={advice.error} onRetry={advice.refetch} />}
      <AdviceCards items={advice.data?.items ?? []} ofWater />
      {open === 'assign' ? <AssignExpertDialog waterId={waterId} onClose={close} /> : null}
      {open === 'give' ? <GiveDialog waterId={waterId} phase={help.data?.phase} onClose={close} /> : null}
    </Panel>
  )
}

function Helpers({ assignments }: { readonly assignments: readonly Assignment[] }) {
  const say = useSay()
  const mayAssign = useAccount().may('experts.assign')
  const [ending, setEnding] = useState<Assignment>()
  if (assignments.length === 0) return <p className="quiet">{say(words.noExpertYet)}</p>
  return (
    <>
      {assignments.map(assignment => (
        <p key={assignment.id} className="help-line">
          <ExpertName expert={assignment.expert} />
          <Mark>{say(assignmentScopes[assignment.scope])}</Mark>
          <span className="quiet">
            {say(
              assignment.untilOn === undefined
                ? words.since(assignment.fromOn)
                : words.term(assignment.fromOn, assignment.untilOn),
            )}
          </span>
          {mayAssign && assignment.scope === 'water' ? (
            <Button type="link" size="small" onClick={() => setEnding(assignment)}>
              {say(words.end)}
            </Button>
          ) : null}
        </p>
      ))}
      {ending === undefined ? null : <EndAssignmentDialog assignment={ending} onClose={() => setEnding(undefined)} />}
    </>
  )
}
