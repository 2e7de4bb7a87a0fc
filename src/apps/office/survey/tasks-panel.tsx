import { Link, useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { listTasks, type SurveyTask } from '../../../survey/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { CoverageBar } from './coverage-bar.tsx'
import { surveyWords as words } from './survey-words.ts'

type State = 'open' | 'closed' | 'overdue'

/** The tasks set, newest first, each with how far its villages have come. */
export function TasksPanel(props: {
  readonly state: State | undefined
  readonly onState: (state: State | undefined) => void
}) {
  const say = useSay()
  const navigate = useNavigate()
  const { state } = props
  const pages = usePages([...answerKey(listTasks), state ?? 'any'], (cursor, signal) =>
    call(listTasks, {
      query: { ...(state === undefined ? {} : { state }), ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  return (
    <section className="panel">
      <DataTable
        name={say(words.tabTasks)}
        tools={
          <Select<State>
            size="small"
            allowClear
            style={{ width: 140 }}
            placeholder={say(words.anyState)}
            aria-label={say(words.state)}
            {...(state === undefined ? {} : { value: state })}
            onChange={props.onState}
            options={[
              { value: 'open', label: say(words.taskOpen) },
              { value: 'overdue', label: say(words.taskOverdue) },
              { value: 'closed', label: say(words.taskClosed) },
            ]}
          />
        }
        columns={useColumns()}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.id}
        error={pages.error}
        onRetry={pages.retry}
        onOpen={row => void navigate({ to: `/survey/tasks/${row.id}` })}
        empty={{ title: say(words.tasksEmpty), hint: say(words.tasksEmptyHint) }}
      />
      <MoreRows pages={pages} />
    </section>
  )
}

/** Closed, overdue somewhere, or simply open. */
export function TaskMark({ task }: { readonly task: SurveyTask }) {
  const say = useSay()
  if (task.closedAt !== undefined) return <Mark>{say(words.taskClosed)}</Mark>
  if (task.overdue > 0) return <Mark tone="red">{say(words.taskOverdue)}</Mark>
  return <Mark tone="green">{say(words.taskOpen)}</Mark>
}

/** The counts of a task as a coverage row shows them. */
export function taskCounts(task: SurveyTask) {
  const done = task.noneFound + task.withCandidates
  return { ...task, donePercent: task.villages === 0 ? 0 : Math.round((done / task.villages) * 1000) / 10 }
}

function useColumns(): readonly Column<SurveyTask>[] {
  const say = useSay()
  return [
    {
      key: 'title',
      title: say(words.taskTitle),
      value: row => row.title,
      render: row => (
        <Link to={`/survey/tasks/${row.id}`} tabIndex={-1} className="long-name">
          {row.title}
        </Link>
      ),
      always: true,
      width: 280,
    },
    { key: 'region', title: say(words.region), value: row => row.regionName, width: 150 },
    {
      key: 'state',
      title: say(words.state),
      value: row => say(row.closedAt === undefined ? words.taskOpen : words.taskClosed),
      render: row => <TaskMark task={row} />,
      width: 90,
    },
    {
      key: 'due',
      title: say(words.dueOn),
      value: row => row.dueOn,
      render: row => <DateText at={row.dueOn} />,
      sortable: true,
      width: 120,
    },
    {
      key: 'bar',
      title: say(words.donePercent),
      value: row => taskCounts(row).donePercent,
      render: row => <CoverageBar row={taskCounts(row)} />,
      width: 240,
    },
    {
      key: 'villages',
      title: say(words.villages),
      value: row => row.villages,
      render: row => <Num value={row.villages} />,
      align: 'right',
      width: 110,
    },
    {
      key: 'overdue',
      title: say(words.overdue),
      value: row => row.overdue,
      render: row => <Num value={row.overdue} />,
      align: 'right',
      width: 80,
    },
  ]
}
