import { Link } from '@tanstack/react-router'
import { getAcceptanceBrief } from '../../../acceptance/contract.ts'
import { acceptanceSteps, deciders, fileItems } from '../../../acceptance/rules.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { acceptanceWords as words } from './acceptance-words.ts'
import { DueMark, FileStateMark } from './marks.tsx'

/** The acceptance of a water in short, on the water's page: how its file stands, or what it still lacks. */
export function WaterAcceptance({ waterId }: { readonly waterId: string }) {
  const say = useSay()
  const { data, error, refetch } = useAnswer(getAcceptanceBrief, { params: { id: waterId } })
  const file = data?.file
  const blocking = data?.blocking
  return (
    <Panel title={say(words.title)} id="acceptance">
      {error === null ? null : <ProblemAlert error={error} onRetry={refetch} />}
      {file === undefined ? null : (
        <FactList
          lines={[
            { label: say(words.state), value: <FileStateMark state={file.state} /> },
            file.step === undefined || file.decider === undefined
              ? undefined
              : {
                  label: say(words.next),
                  value: say(words.nextStep(say(acceptanceSteps[file.step]), say(deciders[file.decider]))),
                },
            file.dueOn === undefined
              ? undefined
              : {
                  label: say(words.dueOn),
                  value: (
                    <>
                      <DateText at={file.dueOn} /> <DueMark urgency={file.urgency} daysLeft={file.daysLeft} />
                    </>
                  ),
                },
          ]}
        />
      )}
      {data === undefined || (blocking === undefined && file !== undefined) ? null : blocking === undefined ? (
        <p className="quiet">{say(words.tooEarly)}</p>
      ) : blocking.length === 0 ? (
        <p>{say(file === undefined ? words.ready : words.holds)}</p>
      ) : (
        <p>
          {say(words.notReady(blocking.length))}
          {say({ zh: '：', en: ': ' })}
          {blocking.map(id => say(fileItems[id])).join(say({ zh: '、', en: ', ' }))}
        </p>
      )}
      <Link to={`/waters/${waterId}/acceptance`}>{say(words.open)}</Link>
    </Panel>
  )
}
