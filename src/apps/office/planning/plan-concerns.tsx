import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { reviewMeasures } from '../../../planning/contract.ts'
import type { Plan } from '../../../planning/plans/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { MeasureWarnings } from './measure-warnings.tsx'
import { measureWords as words } from './measure-words.ts'
/** Once it is approved, what was done is looked at by acceptance. */
const undecided: ReadonlySet<Plan['state']> = new Set(['draft', 'submitted', 'returned'])

/** False fixes and over-engineering among the measures of a plan, for whoever writes it and whoever approves it. */
export function PlanConcerns({ plan }: { readonly plan: Plan }) {
  const say = useSay()
  const { waterId, content } = plan
  const measures = content.measures.map(({ measureId, quantity, costYuan, from }) => ({
    measureId,
    quantity,
    costYuan,
    ...(from === undefined ? {} : { startsOn: from }),
  }))
  const review = useQuery({
    queryKey: [...answerKey(reviewMeasures), waterId, measures],
    queryFn: ({ signal }) => call(reviewMeasures, { params: { id: waterId }, body: { measures }, signal }),
    enabled: measures.length > 0 && undecided.has(plan.state),
  })
  if (review.error !== null) return <ProblemAlert error={review.error} onRetry={() => void review.refetch()} />
  const concerns = review.data?.warnings.filter(({ level }) => level !== 'note')
  if (concerns === undefined || concerns.length === 0) return null
  return (
    <div className="plan-concerns">
      <MeasureWarnings warnings={concerns} />
      <p>
        <Link to={`/waters/${waterId}/measures`}>{say(words.review)}</Link>
      </p>
    </div>
  )
}
