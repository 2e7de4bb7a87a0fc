import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, Checkbox, Form, Input, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { changeTask, getTask, listTasks, type SurveyTask, villageStateIds } from '../../../survey/contract.ts'
import { call } from '../../shared/client.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { CoveragePanel } from './coverage-panel.tsx'
import { surveyWords as words, villageStateWords } from './survey-words.ts'
import { TaskMark } from './tasks-panel.tsx'
import { TaskVillages } from './task-villages.tsx'
import './survey.css'

const TaskSearch = z.object({
  tab: z.enum(['coverage']).optional(),
  region: RegionCodeText.optional(),
  state: z.enum(villageStateIds).optional(),
  overdue: z.enum(['true']).optional(),
})

/** One task: its villages with their reports, and its coverage. */
export default function TaskPage() {
  const say = useSay()
  const { id = '' } = useParams({ strict: false })
  const [search, setSearch] = useSearchState(TaskSearch)
  const task = useAnswer(getTask, { params: { id } })
  if (task.error !== null) return <ProblemAlert error={task.error} onRetry={task.refetch} />
  if (task.data === undefined) return <Skeleton active paragraph={{ rows: 8 }} style={{ padding: '24px 0' }} />
  return (
    <div className="stack">
      <TaskHeader task={task.data} />
      <PageTabs
        label={say(words.title)}
        activeKey={search.tab ?? 'villages'}
        onChange={key => setSearch({ tab: key === 'coverage' ? 'coverage' : undefined })}
        items={[
          {
            key: 'villages',
            label: say(words.byVillage),
            children: (
              <TaskVillages
                task={task.data}
                state={search.state}
                overdue={search.overdue === 'true'}
                tools={
                  <>
                    <Select
                      size="small"
                      allowClear
                      style={{ width: 180 }}
                      placeholder={say(words.anyState)}
                      aria-label={say(words.state)}
                      {...(search.state === undefined ? {} : { value: search.state })}
                      options={villageStateIds.map(value => ({ value, label: say(villageStateWords[value]) }))}
                      onChange={(state: typeof search.state) => setSearch({ state })}
                    />
                    <Checkbox
                      checked={search.overdue === 'true'}
                      onChange={({ target }) => setSearch({ overdue: target.checked ? 'true' : undefined })}
                    >
                      {say(words.onlyOverdue)}
                    </Checkbox>
                  </>
                }
              />
            ),
          },
          {
            key: 'coverage',
            label: say(words.tabCoverage),
            children: <CoveragePanel taskId={id} region={search.region} onRegion={region => setSearch({ region })} />,
          },
        ]}
      />
    </div>
  )
}

function TaskHeader({ task }: { readonly task: SurveyTask }) {
  const say = useSay()
  const account = useAccount()
  const [asking, setAsking] = useState<'due' | 'close'>()
  const closed = task.closedAt !== undefined
  return (
    <>
      <PageHeader
        crumbs={[{ label: say(words.title), to: '/survey' }]}
        title={task.title}
        marks={<TaskMark task={task} />}
        subtitle={
          <>
            {task.regionName} · {say(words.dueOn)} <DateText at={task.dueOn} /> ·{' '}
            {say(words.edition(task.placesEdition))}
            {task.note === undefined ? null : <span className="task-note">{task.note}</span>}
          </>
        }
        actions={
          account.may('survey.manage') ? (
            <>
              <Button onClick={() => setAsking('due')}>{say(words.changeTask)}</Button>
              <Button onClick={() => setAsking('close')}>{say(closed ? words.reopenTask : words.closeTask)}</Button>
            </>
          ) : undefined
        }
      />
      <ChangeTask task={task} asking={asking} onClose={() => setAsking(undefined)} />
    </>
  )
}

function ChangeTask(props: {
  readonly task: SurveyTask
  readonly asking: 'due' | 'close' | undefined
  readonly onClose: () => void
}) {
  const say = useSay()
  const cache = useQueryClient()
  const { task, asking } = props
  const closed = task.closedAt !== undefined
  const change = async ({ dueOn, reason }: { dueOn?: string; reason: string }) => {
    const body = asking === 'due' && dueOn !== undefined ? { dueOn, reason } : { closed: !closed, reason }
    await call(changeTask, { params: { id: task.id }, body })
    await Promise.all([getTask, listTasks].map(each => cache.invalidateQueries({ queryKey: answerKey(each) })))
  }
  const closing = closed ? words.reopenTask : words.closeTask
  return (
    <ReasonDialog<{ dueOn?: string }>
      open={asking !== undefined}
      title={`${say(asking === 'due' ? words.changeTask : closing)} · ${task.title}`}
      explain={asking === 'close' && !closed ? say(words.closeExplain) : undefined}
      initialValues={{ dueOn: task.dueOn }}
      onClose={props.onClose}
      onSubmit={change}
    >
      {asking === 'due' ? (
        <Form.Item name="dueOn" label={say(words.dueOn)} rules={[{ required: true, message: say(words.needed) }]}>
          <Input type="date" style={{ width: 180 }} />
        </Form.Item>
      ) : null}
    </ReasonDialog>
  )
}
