import { Checkbox, Select, Skeleton } from 'antd'
import { z } from 'zod'
import { listParts, partFilterIds } from '../../../works/progress/parts/contract.ts'
import { call } from '../../shared/client.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { PartList } from './part-list.tsx'
import { progressWords as words } from './progress-words.ts'

const Filters = z.object({ part: z.enum(partFilterIds).optional(), mine: z.enum(['true', 'false']).optional() })

const filterWords = {
  owed: words.owed,
  late: words.lateParts,
  signed: words.signed,
  refused: words.refused,
} as const satisfies Record<(typeof partFilterIds)[number], unknown>

/** What departments are asked for, by day; a department sees its own first. */
export function PartsPanel({ region }: { readonly region: string | undefined }) {
  const say = useSay()
  const isDepartment = useAccount().may('part.fill')
  const [filters, setFilters] = useSearchState(Filters)
  const mine = filters.mine === undefined ? isDepartment : filters.mine === 'true'
  const query = {
    limit: 30,
    ...(filters.part === undefined ? {} : { state: filters.part }),
    ...(region === undefined ? {} : { region }),
    ...(mine ? { mine: 'true' } : {}),
  }
  const pages = usePages([...answerKey(listParts), query], (cursor, signal) =>
    call(listParts, { query: { ...query, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  return (
    <div className="stack">
      <div className="works-filters">
        <Select
          allowClear
          style={{ width: 150 }}
          placeholder={say(words.allParts)}
          aria-label={say(words.parts)}
          {...(filters.part === undefined ? {} : { value: filters.part })}
          options={partFilterIds.map(value => ({ value, label: say(filterWords[value]) }))}
          onChange={(part: typeof filters.part) => setFilters({ part })}
        />
        {isDepartment ? (
          <Checkbox checked={mine} onChange={({ target }) => setFilters({ mine: target.checked ? 'true' : 'false' })}>
            {say(words.onlyMine)}
          </Checkbox>
        ) : null}
      </div>
      {pages.error === null ? null : <ProblemAlert error={pages.error} onRetry={pages.retry} />}
      {pages.rows === undefined && pages.error === null ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {pages.rows?.length === 0 ? <EmptyState title={say(words.noParts)} hint={say(words.noPartsHint)} /> : null}
      {pages.rows === undefined || pages.rows.length === 0 ? null : (
        <section className="panel">
          <PartList parts={pages.rows} withWater />
        </section>
      )}
      <MoreRows pages={pages} />
    </div>
  )
}
