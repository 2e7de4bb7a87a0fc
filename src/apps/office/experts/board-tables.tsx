import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import type { CountyHelp, ExpertLoad, getExpertBoard } from '../../../experts/contract.ts'
import { helpPhaseIds } from '../../../experts/rules.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { visitPhases, type VisitPhase } from '../../../works/rules.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { ExpertName, ExpertNames, expertWords, LoadBar, WithLate } from './expert-parts.tsx'
import { expertsWords as words } from './experts-words.ts'

type Board = AnswerOf<typeof getExpertBoard> | undefined

/** Every expert with load against the limit, visits owed and advice that waits. */
export function ExpertTable({ board }: { readonly board: Board }) {
  const say = useSay()
  const navigate = useNavigate()
  return (
    <section className="panel">
      <DataTable
        name={say(words.experts)}
        columns={useExpertColumns()}
        rows={board?.experts}
        rowKey={row => row.expert.id}
        onOpen={row => void navigate({ to: `/experts/${row.expert.id}` })}
        empty={{ title: say(words.noExperts), hint: say(words.noExpertsHint) }}
      />
    </section>
  )
}

function useExpertColumns(): readonly Column<ExpertLoad>[] {
  const say = useSay()
  return [
    {
      key: 'expert',
      title: say(words.expert),
      value: row => say(expertWords(row.expert)),
      render: row => <ExpertName expert={row.expert} />,
      always: true,
      width: 220,
    },
    {
      key: 'load',
      title: say(words.load),
      value: row => row.load.waters,
      render: row => <LoadBar load={row.load} />,
      sortable: true,
      width: 250,
    },
    numberColumn('counties', say(words.countiesAssigned), row => row.counties),
    numberColumn('singles', say(words.watersAssigned), row => row.singleWaters),
    {
      ...numberColumn('uncovered', say(words.uncovered), row => row.uncovered),
      render: row => (row.uncovered === 0 ? <Num value={0} /> : <Mark tone="amber">{row.uncovered}</Mark>),
    },
    {
      key: 'open',
      title: say(words.adviceOpen),
      value: row => row.advice.open,
      render: row => <WithLate count={row.advice.open} late={row.advice.openLate} />,
      sortable: true,
      width: 130,
    },
    {
      key: 'answered',
      title: say(words.adviceReview),
      value: row => row.advice.answered,
      render: row => <WithLate count={row.advice.answered} late={row.advice.answeredLate} />,
      sortable: true,
      width: 150,
    },
  ]
}

function numberColumn<Row extends object>(key: string, title: string, value: (row: Row) => number): Column<Row> {
  return { key, title, value, render: row => <Num value={value(row)} />, align: 'right', sortable: true, width: 120 }
}

/** Every county: waters without an expert, phases nobody has visited. A number opens its waters. */
export function CountyTable(props: {
  readonly board: Board
  readonly onOpen: (region: string) => void
  readonly onGap: (region: string, phase: VisitPhase) => void
}) {
  const say = useSay()
  return (
    <section className="panel">
      <DataTable
        name={say(words.tabCounties)}
        columns={useCountyColumns(props.onGap)}
        rows={props.board?.counties}
        rowKey={row => row.regionCode}
        onOpen={row => props.onOpen(row.regionCode)}
        empty={{ title: say(words.noWaters), hint: say(words.noWatersHint) }}
        pageSize={100}
      />
    </section>
  )
}

function useCountyColumns(onGap: (region: string, phase: VisitPhase) => void): readonly Column<CountyHelp>[] {
  const say = useSay()
  return [
    { key: 'county', title: say(words.county), value: row => row.name, always: true, sortable: true, width: 120 },
    {
      key: 'experts',
      title: say(words.countyExperts),
      value: row => row.experts.map(expert => say(expertWords(expert))).join(say({ zh: '、', en: '; ' })),
      render: row => <ExpertNames experts={row.experts} />,
      width: 220,
    },
    numberColumn('waters', say(words.inHelp), row => row.waters),
    {
      ...numberColumn<CountyHelp>('without', say(words.withoutExpert), row => row.withoutExpert),
      render: row => (row.withoutExpert === 0 ? <Num value={0} /> : <Mark tone="amber">{row.withoutExpert}</Mark>),
    },
    ...helpPhaseIds.map((phase): Column<CountyHelp> => ({
      key: phase,
      title: say(words.gapTitle(say(visitPhases[phase]))),
      value: row => row.uncovered[phase],
      render: row => <PhaseGap row={row} phase={phase} onGap={onGap} />,
      align: 'right',
      sortable: true,
      width: 140,
    })),
    {
      key: 'late',
      title: say(words.late),
      value: row => row.adviceLate,
      render: row => (row.adviceLate === 0 ? <Num value={0} /> : <Mark tone="red">{row.adviceLate}</Mark>),
      align: 'right',
      sortable: true,
      width: 100,
    },
  ]
}

function PhaseGap(props: {
  readonly row: CountyHelp
  readonly phase: VisitPhase
  readonly onGap: (region: string, phase: VisitPhase) => void
}) {
  const say = useSay()
  const { row, phase } = props
  const text = say(words.gapOf(row.uncovered[phase], row.inPhase[phase]))
  if (row.uncovered[phase] === 0) return <span className="number quiet">{text}</span>
  return (
    <Button
      type="link"
      size="small"
      className="number"
      onClick={event => {
        event.stopPropagation()
        props.onGap(row.regionCode, phase)
      }}
    >
      {text}
    </Button>
  )
}
