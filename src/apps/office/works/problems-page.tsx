import { Select, Skeleton } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { severityIds } from '../../../policy/schemas.ts'
import { listRectifications, type rectificationFilterIds } from '../../../works/contract.ts'
import { severities } from '../../../works/rules.ts'
import { call } from '../../shared/client.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { TabbedPage } from '../../shared/components/tabbed-page.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { Problems } from './problem-card.tsx'
import { worksWords as words } from './works-words.ts'
import './works.css'

type Shown = (typeof rectificationFilterIds)[number]

const Search = z.object({
  region: RegionCodeText.optional(),
  severity: z.enum(severityIds).optional(),
})
type Search = z.output<typeof Search>

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
  const [search, setSearch] = useSearchState(Search)
  return (
    <div className="stack">
      <Filters search={search} onSearch={setSearch} />
      <ProblemsFound state={state} search={search} />
    </div>
  )
}

type FilterProps = { readonly search: Search; readonly onSearch: (change: Partial<Search>) => void }

function Filters({ search: { region, severity }, onSearch }: FilterProps) {
  const say = useSay()
  const { regionCode } = useAccount()
  return (
    <div className="works-filters">
      <RegionPicker
        within={regionCode}
        style={{ width: 260, maxWidth: '100%' }}
        placeholder={say(words.region)}
        label={say(words.region)}
        value={region}
        onChange={chosen => onSearch({ region: chosen })}
      />
      <Select<Search['severity']>
        allowClear
        style={{ width: 180, maxWidth: '100%' }}
        placeholder={say(words.anySeverity)}
        aria-label={say(words.severity)}
        {...(severity === undefined ? {} : { value: severity })}
        options={severityIds.map(value => ({ value, label: say(severities[value]) }))}
        onChange={chosen => onSearch({ severity: chosen })}
      />
    </div>
  )
}

function ProblemsFound({ state, search }: { readonly state: Shown; readonly search: Search }) {
  const say = useSay()
  const pages = usePages([...answerKey(listRectifications), state, search], (cursor, signal) =>
    call(listRectifications, {
      query: { ...search, state, limit: 30, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  if (pages.error !== null) return <ProblemAlert error={pages.error} onRetry={pages.retry} />
  if (pages.rows === undefined) return <Skeleton active paragraph={{ rows: 8 }} />
  if (pages.rows.length === 0) {
    const isNarrowed = search.region !== undefined || search.severity !== undefined
    return (
      <EmptyState
        title={say(isNarrowed ? words.problemsNarrowed : words.problemsEmpty)}
        hint={say(isNarrowed ? words.problemsNarrowedHint : words.problemsEmptyHint)}
      />
    )
  }
  return (
    <>
      <Problems items={pages.rows} />
      <MoreRows pages={pages} />
    </>
  )
}
