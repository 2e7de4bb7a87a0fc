import { Skeleton } from 'antd'
import { listRectifications, type rectificationFilterIds } from '../../../works/contract.ts'
import { call } from '../../shared/client.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { TabbedPage } from '../../shared/components/tabbed-page.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { Problems } from './problem-card.tsx'
import { worksWords as words } from './works-words.ts'
import './works.css'

type Shown = (typeof rectificationFilterIds)[number]

/** What visits found: the most urgent first, and what came of it. */
export default function ProblemsPage() {
  const say = useSay()
  const tab = (key: Shown, label: string) => ({ key, label, children: <ProblemsPanel state={key} /> })
  return (
    <TabbedPage
      title={say(words.problems)}
      lead={say(words.problemsLead)}
      tabs={[
        tab('unsettled', say(words.unsettled)),
        tab('late', say(words.late)),
        tab('answered', say(words.toCheck)),
        tab('closed', say(words.results)),
      ]}
    />
  )
}

function ProblemsPanel({ state }: { readonly state: Shown }) {
  const say = useSay()
  const pages = usePages([...answerKey(listRectifications), state], (cursor, signal) =>
    call(listRectifications, {
      query: { state, limit: 30, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  if (pages.error !== null) return <ProblemAlert error={pages.error} onRetry={pages.retry} />
  if (pages.rows === undefined) return <Skeleton active paragraph={{ rows: 8 }} />
  if (pages.rows.length === 0) {
    return <EmptyState title={say(words.problemsEmpty)} hint={say(words.problemsEmptyHint)} />
  }
  return (
    <>
      <Problems items={pages.rows} />
      <MoreRows pages={pages} />
    </>
  )
}
