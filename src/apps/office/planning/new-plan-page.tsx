import { useNavigate, useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { getWater } from '../../../waters/contract.ts'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { PlanForm } from './plan-form.tsx'
import { emptyPlan } from './plan-form-values.ts'
import { planWords as words } from './plan-words.ts'

/** The first version of a water's plan; what the register knows of its causes stands there already. */
export default function NewPlanPage() {
  const say = useSay()
  const navigate = useNavigate()
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const water = useAnswer(getWater, { params: { id } })
  if (water.error !== null) return <ProblemAlert error={water.error} onRetry={water.refetch} />
  if (water.data === undefined) return <Skeleton active paragraph={{ rows: 12 }} style={{ padding: '24px 0' }} />
  const causes = water.data.causes.map(causeId => ({
    causeId,
    percent: Math.round(1000 / water.data.causes.length) / 10,
  }))
  return (
    <div className="stack">
      <PageHeader
        crumbs={[
          { label: say(words.title), to: '/plans' },
          { label: water.data.name, to: `/waters/${id}` },
        ]}
        title={say(words.planOf(water.data.name))}
      />
      <PlanForm
        waterId={id}
        seenVersion={0}
        content={{ ...emptyPlan, causes }}
        onDone={() => void navigate({ to: `/waters/${id}` })}
      />
    </div>
  )
}
