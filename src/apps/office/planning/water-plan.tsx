import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { getPlanOfWater } from '../../../planning/plans/contract.ts'
import { barOf, planBars, planTargets } from '../../../planning/plans/rules.ts'
import type { Water } from '../../../waters/contract.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { OverdueMark, PlanStateMark } from './plan-state-mark.tsx'
import { planWords as words } from './plan-words.ts'

/** The plan of a water in short, on the water's page; or how to begin one. */
export function WaterPlan({ water }: { readonly water: Water }) {
  const say = useSay()
  const navigate = useNavigate()
  const account = useAccount()
  const answer = useAnswer(getPlanOfWater, { params: { id: water.id } })
  const plan = answer.data?.plan
  const bar = barOf(water.stage)
  const mayBegin = answer.data !== undefined && plan === undefined && bar === undefined
  return (
    <Panel
      title={say(words.title)}
      id="plan"
      tools={
        mayBegin && account.may('plan.write') ? (
          <Button size="small" onClick={() => void navigate({ to: `/waters/${water.id}/plan` })}>
            {say(words.write)}
          </Button>
        ) : undefined
      }
    >
      {answer.error === null ? null : <ProblemAlert error={answer.error} onRetry={answer.refetch} />}
      {answer.data === undefined || plan !== undefined ? null : (
        <p className="quiet">
          {say(words.noneOfWater)} {bar === undefined ? null : say(planBars[bar])}
        </p>
      )}
      {plan === undefined ? null : (
        <>
          <FactList
            lines={[
              {
                label: say(words.state),
                value: (
                  <>
                    <PlanStateMark state={plan.state} /> <OverdueMark overdue={plan.overdue} />
                  </>
                ),
              },
              plan.goal === undefined ? undefined : { label: say(words.goal), value: say(planTargets[plan.goal]) },
              plan.targetOn === undefined
                ? undefined
                : { label: say(words.by), value: <DateText at={plan.targetOn} /> },
              { label: say(words.costTotal), value: <Num value={plan.costYuan} unit={say(words.yuan)} digits={2} /> },
              plan.dueOn === undefined ? undefined : { label: say(words.due), value: <DateText at={plan.dueOn} /> },
              plan.reference === undefined ? undefined : { label: say(words.reference), value: plan.reference },
            ]}
          />
          <Link to={`/plans/${plan.id}`}>{say(words.open)}</Link>
        </>
      )}
    </Panel>
  )
}
