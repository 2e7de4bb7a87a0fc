import { Select, Skeleton } from 'antd'
import { adviceFilterIds, listAdvice } from '../../../experts/contract.ts'
import { call } from '../../shared/client.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { AdviceCards } from './advice-card.tsx'
import { expertsWords as words } from './experts-words.ts'

export type AdviceFilter = (typeof adviceFilterIds)[number]

/** Advice by the day it is due, the late first; or what was closed. */
export function AdvicePanel(props: {
  readonly region?: string | undefined
  readonly expert?: string | undefined
  readonly state: AdviceFilter
  readonly onState: (state: AdviceFilter) => void
}) {
  const say = useSay()
  const { region, expert, state } = props
  const filter = {
    state,
    limit: 30,
    ...(region === undefined ? {} : { region }),
    ...(expert === undefined ? {} : { expert }),
  }
  const pages = usePages([...answerKey(listAdvice), filter], (cursor, signal) =>
    call(listAdvice, { query: { ...filter, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  return (
    <div>
      <div className="advice-filter">
        <Select<AdviceFilter>
          aria-label={say(words.adviceState)}
          style={{ width: 170 }}
          value={state}
          onChange={props.onState}
          options={adviceFilterIds.map(value => ({ value, label: say(words[value]) }))}
        />
      </div>
      {pages.error === null ? null : <ProblemAlert error={pages.error} onRetry={pages.retry} />}
      {pages.rows === undefined && pages.error === null ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {pages.rows?.length === 0 ? <EmptyState title={say(words.noAdvice)} hint={say(words.noAdviceHint)} /> : null}
      <AdviceCards items={pages.rows ?? []} />
      <MoreRows pages={pages} />
    </div>
  )
}
