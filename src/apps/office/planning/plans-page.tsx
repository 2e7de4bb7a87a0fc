import { useNavigate } from '@tanstack/react-router'
import { Checkbox, Select } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { supervisionListIds } from '../../../domain/waters.ts'
import { countPlans, listPlans, type PlanSummary } from '../../../planning/plans/contract.ts'
import { planStateIds, planStates, planTargets } from '../../../planning/plans/rules.ts'
import { call } from '../../shared/client.ts'
import { ListFilter } from '../../shared/components/list-filter.tsx'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { openingFigure } from '../../shared/components/opening-figure.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { OverdueMark, PlanStateMark } from './plan-state-mark.tsx'
import { planWords as words } from './plan-words.ts'
import './plan.css'

const Filters = z.object({
  state: z.enum(planStateIds).optional(),
  region: RegionCodeText.optional(),
  list: z.enum(supervisionListIds).optional(),
  overdue: z.enum(['true']).optional(),
})

/** All plans of the jurisdiction, the newest first, with how many stand where. */
export default function PlansPage() {
  const say = useSay()
  const navigate = useNavigate()
  const account = useAccount()
  const [filters, setFilters] = useSearchState(Filters)
  const query = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined))
  const pages = usePages([...answerKey(listPlans), query], (cursor, signal) =>
    call(listPlans, { query: { ...query, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  return (
    <div className="stack">
      <PageHeader title={say(words.title)} subtitle={say(words.subtitle)} />
      <PlanCounts region={filters.region} onOpen={setFilters} />
      <section className="panel">
        <DataTable
          name={say(words.title)}
          tools={
            <>
              <Select
                size="small"
                allowClear
                style={{ width: 150 }}
                placeholder={say(words.all)}
                aria-label={say(words.state)}
                {...(filters.state === undefined ? {} : { value: filters.state })}
                options={planStateIds.map(value => ({ value, label: say(planStates[value]) }))}
                onChange={(state: typeof filters.state) => setFilters({ state })}
              />
              <RegionPicker
                within={account.regionCode}
                style={{ width: 240 }}
                placeholder={say(words.place)}
                label={say(words.place)}
                {...(filters.region === undefined ? {} : { value: filters.region })}
                onChange={region => setFilters({ region: region ?? undefined })}
              />
              <ListFilter value={filters.list} onChange={list => setFilters({ list })} />
              <Checkbox
                checked={filters.overdue === 'true'}
                onChange={({ target }) => setFilters({ overdue: target.checked ? 'true' : undefined })}
              >
                {say(words.onlyOverdue)}
              </Checkbox>
            </>
          }
          columns={useColumns()}
          rows={pages.rows}
          isBeginning={pages.hasMore}
          rowKey={row => row.id}
          error={pages.error}
          onRetry={pages.retry}
          onOpen={row => void navigate({ to: `/plans/${row.id}` })}
          empty={{ title: say(words.none), hint: say(words.noneHint) }}
          pageSize={100}
        />
        <MoreRows pages={pages} />
      </section>
    </div>
  )
}

type Opened = Pick<z.output<typeof Filters>, 'state' | 'overdue'>

/** Where the plans stand; each number opens exactly those below. */
function PlanCounts({
  region,
  onOpen,
}: {
  readonly region: string | undefined
  readonly onOpen: (opened: Opened & { readonly list: undefined }) => void
}) {
  const say = useSay()
  const counts = useAnswer(countPlans, { query: region === undefined ? {} : { region } })
  if (counts.data === undefined) return null
  return (
    <Tally
      label={say(words.title)}
      figures={[
        ...counts.data.states.map(({ state, count, costYuan }) => ({
          ...openingFigure(say(planStates[state]), count, () => onOpen({ state, overdue: undefined, list: undefined })),
          note: <Num value={costYuan} unit={say(words.yuan)} />,
        })),
        {
          ...openingFigure(say(words.overdue), counts.data.overdue, () =>
            onOpen({ state: undefined, overdue: 'true', list: undefined }),
          ),
          tone: counts.data.overdue > 0 ? ('bad' as const) : undefined,
        },
      ]}
    />
  )
}

function useColumns(): readonly Column<PlanSummary>[] {
  const say = useSay()
  const place = ({ regionNames: { county, town, village } }: PlanSummary) =>
    [county, town, village].filter(Boolean).join(' ')
  return [
    { key: 'water', title: say(words.water), value: row => row.waterName, always: true, width: 180 },
    {
      key: 'state',
      title: say(words.state),
      value: row => say(planStates[row.state]),
      render: row => <PlanStateMark state={row.state} />,
      width: 120,
    },
    { key: 'place', title: say(words.place), value: place, width: 240 },
    {
      key: 'goal',
      title: say(words.goal),
      value: row => (row.goal === undefined ? undefined : say(planTargets[row.goal])),
      width: 160,
    },
    {
      key: 'by',
      title: say(words.by),
      value: row => row.targetOn,
      render: row => <DateText at={row.targetOn} />,
      width: 120,
    },
    {
      key: 'cost',
      title: say(words.cost),
      value: row => row.costYuan,
      render: row => <Num value={row.costYuan} digits={2} />,
      width: 130,
    },
    {
      key: 'due',
      title: say(words.due),
      value: row => row.dueOn,
      render: row => (
        <span className="plan-due">
          <DateText at={row.dueOn} /> <OverdueMark overdue={row.overdue} />
        </span>
      ),
      width: 180,
    },
    { key: 'version', title: say(words.version), value: row => row.version, width: 80 },
  ]
}
