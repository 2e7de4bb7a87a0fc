import { Link } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { getOverviewTodo, type Todo, type TodoKind } from '../../../reports/overview/contract.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { overviewWords as words, todoLabels } from './overview-words.ts'

/** What waits for this account, most urgent kind first as the platform orders it. */
export function TodoPanel() {
  const say = useSay()
  const todo = useAnswer(getOverviewTodo)
  return (
    <Panel title={say(words.todo)} flush className="todo-panel">
      {todo.error === null ? null : (
        <div style={{ padding: 16 }}>
          <ProblemAlert error={todo.error} onRetry={todo.refetch} />
        </div>
      )}
      {todo.isPending ? <Skeleton active title={false} paragraph={{ rows: 7 }} style={{ padding: 16 }} /> : null}
      {todo.data?.items.length === 0 ? (
        <EmptyState title={say(words.todoEmpty)} hint={say(words.todoEmptyHint)} />
      ) : (
        <ul className="todo-list">
          {todo.data?.items.map(item => (
            <TodoGroup key={item.kind} item={item} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function TodoGroup({ item }: { readonly item: Todo }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <li>
      <div className="todo-head">
        <strong>
          <KindLink kind={item.kind} />
        </strong>
        <span className="todo-count number">
          {item.capped ? say(words.moreThan(formatNumber(item.count, locale))) : formatNumber(item.count, locale)}
        </span>
      </div>
      <ul>
        {item.examples.map(example => (
          <li key={example.id} className="todo-item">
            <span className="todo-title long-name">
              <ExampleLink kind={item.kind} example={example} />
              <span className="quiet"> {example.place}</span>
            </span>
            <span className="quiet">
              {example.dueOn === undefined ? null : `${say(words.dueBy)} `}
              <DateText at={example.dueOn ?? example.since} />
            </span>
          </li>
        ))}
      </ul>
    </li>
  )
}

function KindLink({ kind }: { readonly kind: TodoKind }) {
  const say = useSay()
  const list = listOf[kind]
  const label = say(todoLabels[kind])
  return list === undefined ? label : <Link {...list}>{label}</Link>
}

/** Where everything of a kind stands; kinds without such a page have none. */
const listOf: Partial<Record<TodoKind, { readonly to: string; readonly search: object }>> = {
  'to-confirm': { to: '/notices', search: {} },
  'plans-to-approve': { to: '/plans', search: { state: 'submitted' } },
  'plans-to-revise': { to: '/plans', search: { state: 'returned' } },
  'to-rectify': { to: '/verification/problems', search: {} },
  'late-rectifications': { to: '/verification/problems', search: { tab: 'late' } },
  'late-visits': { to: '/verification', search: { state: 'late' } },
  'late-advice': { to: '/experts', search: { tab: 'advice', advice: 'late' } },
}

function ExampleLink({
  kind,
  example: { subject, id, title },
}: {
  readonly kind: TodoKind
  readonly example: Todo['examples'][number]
}) {
  if (subject === 'water') return <Link to={`/waters/${id}`}>{title}</Link>
  if (subject === 'task') return <Link to={`/survey/tasks/${id}`}>{title}</Link>
  if (subject === 'import') return <Link to={`/import/${id}`}>{title}</Link>
  if (subject === 'visit') return <Link to={`/verification/visits/${id}`}>{title}</Link>
  if (subject === 'plan') return <Link to={`/plans/${id}`}>{title}</Link>
  if (subject === 'notice') return <Link to={`/notices/${id}`}>{title}</Link>
  const list = listOf[kind]
  return list === undefined ? title : <Link {...list}>{title}</Link>
}
