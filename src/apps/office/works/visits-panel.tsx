import { Link, useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import type { RegionCode } from '../../../domain/regions.ts'
import type { SupervisionList } from '../../../domain/waters.ts'
import { listVisits, visitFilterIds, type Visit } from '../../../works/contract.ts'
import { visitPhases, visitRoles, visitStates } from '../../../works/rules.ts'
import { call } from '../../shared/client.ts'
import { ListFilter } from '../../shared/components/list-filter.tsx'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { CountdownMark, PartyName, partyWords } from './marks.tsx'
import { worksWords as words } from './works-words.ts'

export type VisitFilter = (typeof visitFilterIds)[number]

type VisitSearch = {
  readonly region?: RegionCode | undefined
  readonly state?: VisitFilter | undefined
  readonly list?: SupervisionList | undefined
}

/** Visits, what is to be done by its day first. */
export function VisitsPanel(props: {
  readonly search: VisitSearch
  readonly onSearch: (change: Partial<VisitSearch>) => void
}) {
  const say = useSay()
  const navigate = useNavigate()
  const { regionCode } = useAccount()
  const { region, state, list } = props.search
  const filter = { region, state, list }
  const pages = usePages([...answerKey(listVisits), filter], (cursor, signal) =>
    call(listVisits, { query: { ...filter, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  return (
    <section className="panel">
      <DataTable
        name={say(words.visits)}
        tools={
          <>
            <Select<VisitFilter>
              size="small"
              allowClear
              style={{ width: 140 }}
              placeholder={say(words.anyState)}
              aria-label={say(words.state)}
              {...(state === undefined ? {} : { value: state })}
              onChange={chosen => props.onSearch({ state: chosen })}
              options={visitFilterIds.map(value => ({ value, label: say(words[value]) }))}
            />
            <RegionPicker
              within={regionCode}
              size="small"
              style={{ width: 240 }}
              placeholder={say(words.region)}
              label={say(words.region)}
              value={region}
              onChange={chosen => props.onSearch({ region: chosen })}
            />
            <ListFilter value={list} onChange={chosen => props.onSearch({ list: chosen })} />
          </>
        }
        columns={useColumns()}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.id}
        error={pages.error}
        onRetry={pages.retry}
        onOpen={row => void navigate({ to: `/verification/visits/${row.id}` })}
        empty={{ title: say(words.visitsEmpty), hint: say(words.visitsEmptyHint) }}
      />
      <MoreRows pages={pages} />
    </section>
  )
}

function useColumns(): readonly Column<Visit>[] {
  const say = useSay()
  return [
    {
      key: 'water',
      title: say(words.water),
      value: row => row.water.name,
      render: row => (
        <Link to={`/verification/visits/${row.id}`} tabIndex={-1} className="long-name">
          {row.water.name}
        </Link>
      ),
      always: true,
      width: 200,
    },
    { key: 'county', title: say(words.county), value: row => row.regionNames.county, width: 110 },
    { key: 'phase', title: say(words.phase), value: row => say(visitPhases[row.phase]), width: 130 },
    { key: 'role', title: say(words.role), value: row => say(visitRoles[row.role]), width: 110 },
    {
      key: 'visitor',
      title: say(words.visitor),
      value: row => say(partyWords(row.visitor)),
      render: row => <PartyName party={row.visitor} />,
      width: 200,
    },
    {
      key: 'due',
      title: say(words.dueOn),
      value: row => row.dueOn,
      render: row => <DateText at={row.dueOn} />,
      width: 120,
    },
    {
      key: 'state',
      title: say(words.state),
      value: row => say(visitStates[row.state]),
      render: row => <VisitMark visit={row} />,
      width: 150,
    },
    {
      key: 'findings',
      title: say(words.findings),
      value: row => row.findings,
      render: row => (row.state === 'done' ? <Num value={row.findings} /> : null),
      align: 'right',
      width: 100,
    },
  ]
}

/** Its state; of one to be done the days that are left. */
export function VisitMark({ visit }: { readonly visit: Visit }) {
  const say = useSay()
  if (visit.state === 'planned') return <CountdownMark urgency={visit.urgency} daysLeft={visit.daysLeft} />
  return <Mark {...(visit.state === 'done' ? { tone: 'green' as const } : {})}>{say(visitStates[visit.state])}</Mark>
}
