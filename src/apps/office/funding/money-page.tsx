import { Link } from '@tanstack/react-router'
import { Alert, Select, Skeleton } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { levelOf } from '../../../domain/regions.ts'
import { getMoneyBoard, type BoardCell, type BoardDivision } from '../../../funding/money/contract.ts'
import { byNature, moneyNatures, moneySources, type MoneyNature } from '../../../funding/money/rules.ts'
import { moneyNatureIds } from '../../../policy/money-schemas.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { wanOf } from './money.ts'
import { shareSpent, ShareSpent, useYuanText } from './money-parts.tsx'
import { moneyWords as words } from './money-words.ts'
import './money.css'

type Board = AnswerOf<typeof getMoneyBoard>

const Filters = z.object({
  region: RegionCodeText.optional(),
  nature: z.enum(moneyNatureIds).optional(),
})

/** The money of a division: what needs looking at first, then the sums, each of which opens. */
export default function MoneyPage() {
  const say = useSay()
  const account = useAccount()
  const [filters, setFilters] = useSearchState(Filters)
  const board = useAnswer(getMoneyBoard, { query: filters.region === undefined ? {} : { region: filters.region } })
  return (
    <div className="stack">
      <PageHeader
        title={say(words.title)}
        subtitle={say(words.lead)}
        actions={
          <RegionPicker
            within={account.regionCode}
            deepest="town"
            value={filters.region}
            onChange={region => setFilters({ region })}
            placeholder={say(words.wholeDivision)}
            label={say(words.division)}
            style={{ width: 220 }}
          />
        }
      />
      {board.error === null ? null : <ProblemAlert error={board.error} onRetry={board.refetch} />}
      {board.data === undefined ? (
        board.error === null ? (
          <Skeleton active paragraph={{ rows: 12 }} />
        ) : null
      ) : (
        <BoardParts board={board.data} filters={filters} onFilter={setFilters} />
      )}
    </div>
  )
}

type Parts = {
  readonly board: Board
  readonly filters: z.output<typeof Filters>
  readonly onFilter: (change: Partial<z.output<typeof Filters>>) => void
}

function BoardParts(props: Parts) {
  const say = useSay()
  const { board } = props
  const cells = board.divisions.flatMap(division => division.cells)
  if (cells.length === 0) return <EmptyState title={say(words.boardEmpty)} hint={say(words.boardEmptyHint)} />
  return (
    <>
      <Attention board={board} cells={cells} region={props.filters.region} />
      <Natures board={board} cells={cells} />
      <Divisions {...props} />
      <Sources board={board} cells={cells} region={props.filters.region} />
      <p className="money-policy">
        {say(words.policyOf(board.policy.inForceFrom))} <CitationNote citation={board.policy} />
      </p>
    </>
  )
}

const sumOf = (cells: readonly BoardCell[], value: (cell: BoardCell) => number) =>
  cells.reduce((sum, cell) => sum + value(cell), 0)

type Shown = {
  readonly board: Board
  readonly cells: readonly BoardCell[]
  readonly region?: string | undefined
}

/** Exceptions, late spending and rewards to be taken back, before any sum. */
function Attention({ board, cells, region }: Shown) {
  const say = useSay()
  const text = useYuanText()
  const at = region === undefined ? {} : { region }
  const exceptions = sumOf(cells, each => each.exceptions)
  const late = sumOf(cells, each => each.lateWaters)
  const lines = [
    exceptions === 0 ? undefined : { tab: 'exceptions', words: words.exceptionsOpen(exceptions, text(sumOf(cells, each => each.excessYuan))) }, // prettier-ignore
    late === 0 ? undefined : { tab: 'late', words: words.lateOpen(late, text(sumOf(cells, each => each.lateYuan)), board.policy.lateAfterDays) }, // prettier-ignore
    board.rewardsToTakeBack === 0 ? undefined : { tab: 'to-take-back', words: words.takeBackOpen(board.rewardsToTakeBack) }, // prettier-ignore
  ].filter(line => line !== undefined)
  if (lines.length === 0) return <Alert type="success" showIcon title={say(words.allWell)} />
  return (
    <Alert
      type="warning"
      showIcon
      title={say(words.attention)}
      description={
        <ul className="money-attention">
          {lines.map(line => (
            <li key={line.tab}>
              <Link to="/money/entries" search={{ ...at, tab: line.tab }}>
                {say(line.words)}
              </Link>
            </li>
          ))}
        </ul>
      }
    />
  )
}

function sourcesOf(board: Board) {
  return Object.fromEntries(board.policy.sources.map(({ source, nature }) => [source, nature]))
}

function Natures({ board, cells }: Shown) {
  const say = useSay()
  const sums = byNature(cells, sourcesOf(board))
  return (
    <div className="money-natures">
      {moneyNatureIds.map(nature => {
        const sum = sums[nature]
        const percent = shareSpent(sum)
        return (
          <Panel key={nature} title={say(moneyNatures[nature])} className={`money-nature ${nature}`} flush>
            <Tally
              label={say(moneyNatures[nature])}
              figures={[
                { label: say(words.plannedWan), value: <Num value={wanOf(sum.plannedYuan)} digits={2} /> },
                { label: say(words.allottedWan), value: <Num value={wanOf(sum.allottedYuan)} digits={2} /> },
                {
                  label: say(words.spentWan),
                  value: <Num value={wanOf(sum.spentYuan)} digits={2} />,
                  note: say(percent === undefined ? words.noAllotted : words.ofPlanned(`${percent}%`)),
                },
              ]}
            />
          </Panel>
        )
      })}
    </div>
  )
}

type Row = Omit<BoardCell, 'source'> & { readonly key: string; readonly name: string; readonly search: object }

function rowOf(key: string, name: string, cells: readonly BoardCell[], search: object): Row {
  const sum = (value: (cell: BoardCell) => number) => sumOf(cells, value)
  return {
    key,
    name,
    search,
    waters: sum(each => each.waters),
    plannedYuan: sum(each => each.plannedYuan),
    allottedYuan: sum(each => each.allottedYuan),
    spentYuan: sum(each => each.spentYuan),
    exceptionYuan: sum(each => each.exceptionYuan),
    exceptions: sum(each => each.exceptions),
    excessYuan: sum(each => each.excessYuan),
    heldYuan: sum(each => each.heldYuan),
    releasedYuan: sum(each => each.releasedYuan),
    takenBackYuan: sum(each => each.takenBackYuan),
    lateWaters: sum(each => each.lateWaters),
    lateYuan: sum(each => each.lateYuan),
  }
}

function Divisions({ board, filters, onFilter }: Parts) {
  const say = useSay()
  const nature = filters.nature ?? 'public'
  const natures = sourcesOf(board)
  const rows = board.divisions
    .map(({ code, name, cells }: BoardDivision) =>
      rowOf(
        code,
        name,
        cells.filter(({ source }) => natures[source] === nature),
        { region: code, nature },
      ),
    )
    .filter(row => row.waters > 0 || row.heldYuan + row.releasedYuan + row.takenBackYuan > 0)
  const level = levelOf(board.regionCode)
  const title = level === 'county' ? words.town : level === 'town' || level === 'village' ? words.village : words.county
  return (
    <Panel
      title={say(words.byDivision)}
      flush
      tools={
        <Select<MoneyNature>
          size="small"
          style={{ width: 210 }}
          aria-label={say(words.nature)}
          value={nature}
          onChange={chosen => onFilter({ nature: chosen === 'public' ? undefined : chosen })}
          options={moneyNatureIds.map(value => ({ value, label: say(moneyNatures[value]) }))}
        />
      }
    >
      <DataTable
        name={`${say(words.title)} ${say(moneyNatures[nature])}`}
        columns={useColumns(say(title), level === 'town' || level === 'village' ? undefined : nature)}
        rows={rows}
        rowKey={row => row.key}
        empty={{ title: say(words.boardEmpty) }}
      />
    </Panel>
  )
}

function Sources({ board, cells, region }: Shown) {
  const say = useSay()
  const at = region === undefined ? {} : { region }
  const rows = board.policy.sources
    .map(({ source }) =>
      rowOf(
        source,
        say(moneySources[source]),
        cells.filter(each => each.source === source),
        { ...at, source },
      ),
    )
    .filter(row => row.waters > 0 || row.heldYuan + row.releasedYuan + row.takenBackYuan > 0)
  return (
    <Panel title={say(words.bySource)} flush>
      <DataTable
        name={`${say(words.title)} ${say(words.bySource)}`}
        columns={useColumns(say(words.source))}
        rows={rows}
        rowKey={row => row.key}
      />
    </Panel>
  )
}

function opensBoard({ key, name }: Row, nature: MoneyNature) {
  return (
    <Link to="/money" search={{ region: key, ...(nature === 'public' ? {} : { nature }) }}>
      {name}
    </Link>
  )
}

/**
 * Every number is a link to the entries it sums.
 *
 * @param within the nature of money whose board of the division a name opens; names open nothing where absent
 */
function useColumns(title: string, within?: MoneyNature): readonly Column<Row>[] {
  const say = useSay()
  const opened = (row: Row, search: object, value: number, digits = 2) => (
    <Link
      to="/money/entries"
      search={{ ...row.search, ...search }}
      className="money-number"
      onClick={event => event.stopPropagation()}
    >
      <Num value={value} digits={digits} />
    </Link>
  )
  const wan = (key: string, label: string, value: (row: Row) => number, search: object): Column<Row> => ({
    key,
    title: label,
    value: row => wanOf(value(row)),
    render: row => opened(row, search, wanOf(value(row))),
    align: 'right',
    sortable: true,
  })
  const count = (key: string, label: string, value: (row: Row) => number, tab: string): Column<Row> => ({
    key,
    title: label,
    value,
    render: row => (value(row) === 0 ? <Num value={0} /> : opened(row, { tab }, value(row), 0)),
    align: 'right',
    sortable: true,
  })
  return [
    {
      key: 'name',
      title,
      value: row => row.name,
      render: row => (within === undefined ? row.name : opensBoard(row, within)),
      always: true,
      sortable: true,
      width: 160,
    },
    count('exceptions', say(words.exceptions), row => row.exceptions, 'exceptions'),
    count('late', say(words.late), row => row.lateWaters, 'late'),
    wan('planned', say(words.plannedWan), row => row.plannedYuan, { kind: 'planned' }),
    wan('allotted', say(words.allottedWan), row => row.allottedYuan, { kind: 'allotted' }),
    wan('spent', say(words.spentWan), row => row.spentYuan, { kind: 'spent' }),
    {
      key: 'share',
      title: say(words.share),
      value: row => shareSpent(row) ?? null,
      render: row => <ShareSpent sums={row} />,
      sortable: true,
      width: 150,
    },
    wan('held', say(words.heldWan), row => row.heldYuan, { tab: 'rewards' }),
    wan('released', say(words.releasedWan), row => row.releasedYuan, { tab: 'rewards' }),
    { ...wan('taken-back', say(words.takenBackWan), row => row.takenBackYuan, { tab: 'rewards', reward: 'closed' }), hiddenAtFirst: true }, // prettier-ignore
  ]
}
