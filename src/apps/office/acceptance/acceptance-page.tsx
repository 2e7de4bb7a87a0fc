import { useNavigate } from '@tanstack/react-router'
import { Select } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { countFiles, fileFilterIds, listFiles, type FileSummary } from '../../../acceptance/contract.ts'
import { acceptanceSteps, deciders, fileStates } from '../../../acceptance/rules.ts'
import { call } from '../../shared/client.ts'
import { ListFilter } from '../../shared/components/list-filter.tsx'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { ListMark } from '../../shared/components/marks.tsx'
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
import { supervisionListIds, supervisionLists } from '../../../domain/waters.ts'
import { acceptanceWords as words } from './acceptance-words.ts'
import { DueMark, FileStateMark } from './marks.tsx'
import './acceptance.css'

const shownIds = [...fileFilterIds, 'all'] as const
const Filters = z.object({
  state: z.enum(shownIds).optional(),
  list: z.enum(supervisionListIds).optional(),
  region: RegionCodeText.optional(),
})

/** Files of the jurisdiction: those under way first, the most urgent on top. */
export default function AcceptancePage() {
  const say = useSay()
  const navigate = useNavigate()
  const account = useAccount()
  const [filters, setFilters] = useSearchState(Filters)
  const { state = 'running', region, list } = filters
  const query = {
    ...(state === 'all' ? {} : { state }),
    ...(region === undefined ? {} : { region }),
    ...(list === undefined ? {} : { list }),
  }
  const pages = usePages([...answerKey(listFiles), query], (cursor, signal) =>
    call(listFiles, { query: { ...query, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  const names = {
    running: words.running,
    late: words.late,
    objected: words.openObjections,
    all: words.anyState,
    ...fileStates,
  }
  return (
    <div className="stack">
      <PageHeader title={say(words.title)} subtitle={say(words.lead)} />
      <FileCounts region={region} onOpen={opened => setFilters({ state: opened, list: undefined })} />
      <section className="panel">
        <DataTable
          name={say(words.title)}
          tools={
            <>
              <Select
                size="small"
                style={{ width: 170 }}
                aria-label={say(words.state)}
                value={state}
                options={shownIds.map(value => ({ value, label: say(names[value]) }))}
                onChange={value => setFilters({ state: value === 'running' ? undefined : value })}
              />
              <RegionPicker
                within={account.regionCode}
                size="small"
                style={{ width: 240 }}
                placeholder={say(words.place)}
                label={say(words.place)}
                {...(region === undefined ? {} : { value: region })}
                onChange={code => setFilters({ region: code ?? undefined })}
              />
              <ListFilter value={list} onChange={chosen => setFilters({ list: chosen })} />
            </>
          }
          columns={useColumns()}
          rows={pages.rows}
          isBeginning={pages.hasMore}
          rowKey={row => row.id}
          error={pages.error}
          onRetry={pages.retry}
          onOpen={row => void navigate({ to: `/waters/${row.water.id}/acceptance` })}
          empty={{ title: say(words.none), hint: say(words.noneHint) }}
          pageSize={100}
        />
        <MoreRows pages={pages} />
      </section>
    </div>
  )
}

const tallied = ['submitted', 'accepted', 'on-notice', 'delisted', 'refused'] as const

/** Where the files stand; each number opens the files it counts. */
function FileCounts(props: {
  readonly region: string | undefined
  readonly onOpen: (state: (typeof fileFilterIds)[number]) => void
}) {
  const { region, onOpen } = props
  const say = useSay()
  const counts = useAnswer(countFiles, { query: region === undefined ? {} : { region } })
  if (counts.data === undefined) return null
  const { states, late, openObjections, waiting } = counts.data
  const bad = (value: number) => (value > 0 ? ('bad' as const) : undefined)
  return (
    <Tally
      label={say(words.title)}
      figures={[
        { label: say(words.waiting), value: <Num value={waiting} /> },
        ...tallied.map(state => {
          const count = states.find(each => each.state === state)?.count ?? 0
          return openingFigure(say(fileStates[state]), count, () => onOpen(state))
        }),
        { ...openingFigure(say(words.late), late, () => onOpen('late')), tone: bad(late) },
        {
          ...openingFigure(say(words.openObjections), openObjections, () => onOpen('objected')),
          tone: bad(openObjections),
        },
      ]}
    />
  )
}

function useColumns(): readonly Column<FileSummary>[] {
  const say = useSay()
  const place = ({ regionNames: { county, town, village } }: FileSummary) =>
    [county, town, village].filter(Boolean).join(' ')
  const next = ({ state, step, decider }: FileSummary) => {
    if (state === 'accepted') return say(words.noticeToCome)
    if (step === undefined || decider === undefined) return undefined
    return say(words.nextStep(say(acceptanceSteps[step]), say(deciders[decider])))
  }
  return [
    { key: 'water', title: say(words.water), value: row => row.water.name, always: true, width: 150 },
    {
      key: 'due',
      title: say(words.dueOn),
      value: row => row.dueOn,
      render: row => (
        <span className="accept-due">
          <DateText at={row.dueOn} /> <DueMark urgency={row.urgency} daysLeft={row.daysLeft} />
        </span>
      ),
      width: 180,
    },
    {
      key: 'state',
      title: say(words.state),
      value: row => say(fileStates[row.state]),
      render: row => <FileStateMark state={row.state} />,
      width: 130,
    },
    { key: 'next', title: say(words.next), value: next, width: 160 },
    {
      key: 'list',
      title: say(words.list),
      value: row => (row.list === undefined ? undefined : say(supervisionLists[row.list])),
      render: row => (row.list === undefined ? null : <ListMark list={row.list} />),
      width: 100,
    },
    { key: 'objections', title: say(words.openObjections), value: row => row.openObjections, width: 100 },
    { key: 'place', title: say(words.place), value: place, width: 160 },
    {
      key: 'submitted',
      title: say(words.submittedAt),
      value: row => row.submittedAt,
      render: row => <DateText at={row.submittedAt} />,
      width: 120,
    },
  ]
}
