import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Alert, Skeleton } from 'antd'
import { getPlanOfWater, prefillPlan } from '../../../planning/plans/contract.ts'
import { getWater } from '../../../waters/contract.ts'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { PlanForm } from './plan-form.tsx'
import { planWords as words } from './plan-words.ts'
import './plan.css'

/** The first version of a water's plan; what the platform knows already stands there, each part with where it comes from. */
export default function NewPlanPage() {
  const say = useSay()
  const navigate = useNavigate()
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const water = useAnswer(getWater, { params: { id } })
  const prefill = useAnswer(prefillPlan, { params: { id } })
  const standing = useAnswer(getPlanOfWater, { params: { id } })
  const failed = [water, prefill, standing].find(({ error }) => error !== null)
  if (failed !== undefined) return <ProblemAlert error={failed.error} onRetry={failed.refetch} />
  if (water.data === undefined || prefill.data === undefined || standing.data === undefined)
    return <Skeleton active paragraph={{ rows: 12 }} style={{ padding: '24px 0' }} />
  return (
    <div className="stack">
      <PageHeader
        crumbs={[
          { label: say(words.title), to: '/plans' },
          { label: water.data.name, to: `/waters/${id}` },
        ]}
        title={say(words.planOf(water.data.name))}
      />
      {standing.data.plan === undefined ? (
        <>
          <Alert type="info" showIcon title={say(words.prefilled)} />
          <PlanForm
            waterId={id}
            seenVersion={0}
            content={prefill.data.content}
            origins={prefill.data.origins}
            onDone={() => void navigate({ to: `/waters/${id}` })}
          />
        </>
      ) : (
        <Alert
          type="info"
          showIcon
          title={say(words.standsAlready)}
          description={<Link to={`/plans/${standing.data.plan.id}`}>{say(words.open)}</Link>}
        />
      )}
    </div>
  )
}
