import { Link } from '@tanstack/react-router'
import { getWorks } from '../../../works/progress/contract.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { LevelMark, percentOf, ScheduleMark } from './progress-marks.tsx'
import { progressWords as words } from './progress-words.ts'

/** The works of a water in short, on the water's page. */
export function WaterProgress({ waterId }: { readonly waterId: string }) {
  const say = useSay()
  const works = useAnswer(getWorks, { params: { id: waterId } })
  const schedule = works.data?.schedule
  return (
    <Panel title={say(words.title)} id="progress">
      {works.error === null ? null : <ProblemAlert error={works.error} onRetry={works.refetch} />}
      {works.data === undefined || schedule !== undefined ? null : (
        <p className="quiet">{say(works.data.proposal === undefined ? words.noPlan : words.noSchedule)}</p>
      )}
      {schedule === undefined ? null : (
        <FactList
          lines={[
            {
              label: say(words.level),
              value: (
                <>
                  <ScheduleMark state={schedule.state} /> <LevelMark level={schedule.level} />
                </>
              ),
            },
            { label: say(words.share), value: <Num value={percentOf(schedule.share)} unit="%" /> },
            { label: say(words.expected), value: <Num value={percentOf(schedule.expectedShare)} unit="%" /> },
            schedule.forecastOn === undefined
              ? undefined
              : { label: say(words.forecast), value: <DateText at={schedule.forecastOn} /> },
          ]}
        />
      )}
      <Link to={`/waters/${waterId}/progress`}>{say(words.openPage)}</Link>
    </Panel>
  )
}
