import { Alert, Button } from 'antd'
import type { AnnualPlan } from '../../../planning/annual/contract.ts'
import type { AnnualText } from '../../../planning/annual/rules.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { annualWords as words } from './annual-words.ts'
import { useAnnualSave } from './use-annual-save.ts'

/** Above a text whose numbers are not those of the plan: what would be generated today, for whoever writes to take. */
export function OutdatedText(props: {
  readonly plan: AnnualPlan
  readonly id: AnnualText
  readonly mayWrite: boolean
}) {
  const { plan, id, mayWrite } = props
  const say = useSay()
  const doing = useDoing()
  const save = useAnnualSave(plan)
  const found = plan.outdatedTexts.find(({ text }) => text === id)
  if (found === undefined) return null
  const take = () => void doing.run(() => save({ texts: { [id]: found.generated } }))
  return (
    <>
      <Alert
        type="warning"
        showIcon
        className="annual-outdated"
        title={say(words.outdated)}
        description={<p className="plan-prose">{found.generated}</p>}
        action={
          mayWrite ? (
            <Button size="small" loading={doing.busy} onClick={take}>
              {say(words.takeGenerated)}
            </Button>
          ) : null
        }
      />
      {doing.error === undefined ? null : <ProblemAlert error={doing.error} />}
    </>
  )
}
