import { useParams } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { getPlan, type Plan } from '../../../planning/plans/contract.ts'
import { isOpen } from '../../../planning/plans/rules.ts'
import { getPlanDocument } from '../../../reports/plan-paper/contract.ts'
import { addressOf } from '../../shared/client.ts'
import { ListMark, StageMark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PaperMenu } from '../../shared/components/paper-menu.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { PlanAside } from './plan-aside.tsx'
import { PlanDocument } from './plan-document.tsx'
import { PlanForm } from './plan-form.tsx'
import { OverdueMark, PlanStateMark } from './plan-state-mark.tsx'
import { PlanSteps } from './plan-steps.tsx'
import { planWords as words } from './plan-words.ts'
import './plan.css'

/** A plan as a document with what may be done, its comments and versions beside it; or as a form. */
export default function PlanPage() {
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const plan = useAnswer(getPlan, { params: { id } })
  const [isWriting, setWriting] = useState(false)
  if (plan.error !== null) return <ProblemAlert error={plan.error} onRetry={plan.refetch} />
  if (plan.data === undefined) return <Skeleton active paragraph={{ rows: 12 }} style={{ padding: '24px 0' }} />
  return (
    <div className="stack">
      <PlanHeader plan={plan.data} isWriting={isWriting} onWrite={() => setWriting(true)} />
      {isWriting ? (
        <PlanForm
          waterId={plan.data.waterId}
          seenVersion={plan.data.version}
          content={plan.data.content}
          onDone={() => setWriting(false)}
        />
      ) : (
        <Reading plan={plan.data} />
      )}
    </div>
  )
}

function Reading({ plan }: { readonly plan: Plan }) {
  const [version, setVersion] = useState<number>()
  return (
    <div className="plan-grid">
      <PlanDocument plan={plan} version={version} onNewest={() => setVersion(undefined)} />
      <PlanAside plan={plan} version={version ?? plan.version} onVersion={setVersion} />
    </div>
  )
}

function PlanHeader(props: { readonly plan: Plan; readonly isWriting: boolean; readonly onWrite: () => void }) {
  const { plan } = props
  const say = useSay()
  const account = useAccount()
  const { county, town, village } = plan.regionNames
  return (
    <PageHeader
      crumbs={[
        { label: say(words.title), to: '/plans' },
        { label: plan.waterName, to: `/waters/${plan.waterId}` },
      ]}
      title={say(words.planOf(plan.waterName))}
      marks={
        <>
          <PlanStateMark state={plan.state} />
          <OverdueMark overdue={plan.overdue} />
          <StageMark stage={plan.stage} cycle={plan.cycle} />
          {plan.list === undefined ? null : <ListMark list={plan.list} />}
        </>
      }
      subtitle={
        <>
          <span className="number">{plan.waterCode}</span> · {[county, town, village].filter(Boolean).join(' ')} ·{' '}
          {say(words.versionOf(plan.version))}
          {plan.dueOn === undefined ? null : (
            <>
              {' '}
              · {say(words.due)} <DateText at={plan.dueOn} />
            </>
          )}
        </>
      }
      actions={
        props.isWriting ? undefined : (
          <>
            <PaperMenu addressOf={query => addressOf(getPlanDocument, { params: { id: plan.id }, query })} />
            {isOpen(plan.state) && account.may('plan.write') ? (
              <Button onClick={props.onWrite}>{say(words.edit)}</Button>
            ) : null}
            <PlanSteps plan={plan} />
          </>
        )
      }
    />
  )
}
