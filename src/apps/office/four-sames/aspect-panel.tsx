import { Link } from '@tanstack/react-router'
import { supervisionListIds, type SupervisionList } from '../../../domain/waters.ts'
import type { ComparedFigure, ComparedKinds } from '../../../reports/four-sames/contract.ts'
import { aspects, figureOf, kindFigures, sameMarks, valueOf, type Aspect } from '../../../reports/four-sames/rules.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { fourSamesWords as words } from './four-sames-words.ts'
import { behindSearch, MeasuredCell, SamenessNote, type Where } from './measured.tsx'
import { listsOf, recordsOf } from './records.ts'

type Compared = { readonly figures: readonly ComparedFigure[]; readonly kinds: readonly ComparedKinds[] }

/** One of the four sames: its figures, then the editions or stages that waters have. */
export function AspectPanel({ aspect, compared, where }: { aspect: Aspect; compared: Compared; where: Where }) {
  const say = useSay()
  const figures = compared.figures.filter(({ id }) => figureOf(id).aspect === aspect)
  const kinds = compared.kinds.filter(({ id }) => kindFigures[id].aspect === aspect)
  return (
    <div className="stack">
      <Panel title={say(aspects[aspect])} flush>
        <DataTable
          name={`${say(words.title)} ${say(aspects[aspect])}`}
          columns={useFigureColumns(where)}
          rows={figures}
          rowKey={({ id }) => id}
          pageSize={100}
        />
      </Panel>
      {kinds.map(kind => (
        <KindPanel key={kind.id} compared={kind} where={where} />
      ))}
    </div>
  )
}

function useFigureColumns(where: Where): readonly Column<ComparedFigure>[] {
  const say = useSay()
  const ofList = (list: SupervisionList): Column<ComparedFigure> => ({
    key: list,
    title: say(words[list]),
    value: ({ id, lists }) => rounded(valueOf(figureOf(id).kind, lists[list])),
    render: ({ id, lists }) => (
      <MeasuredCell
        id={id}
        list={list}
        measured={lists[list]}
        where={where}
        name={`${say(figureOf(id).label)} ${say(words[list])}`}
      />
    ),
    align: 'right',
    width: 150,
    always: list !== 'county',
  })
  return [
    {
      key: 'figure',
      title: say(words.figure),
      value: ({ id }) => say(figureOf(id).label),
      render: row => <FigureName row={row} where={where} />,
      always: true,
      width: 300,
    },
    ...supervisionListIds.map(ofList),
    {
      key: 'compared',
      title: say(words.compared),
      value: ({ sameness: { mark, words: said } }) => `${say(sameMarks[mark])} ${say(said)}`,
      render: ({ sameness }) => <SamenessNote sameness={sameness} />,
      width: 320,
    },
  ]
}

/** Exported numbers without the dust of divisions. */
const rounded = (value: number | undefined) => (value === undefined ? undefined : Math.round(value * 100) / 100)

/** What a figure is called, what it means, and where its records stand. */
function FigureName({ row: { id }, where }: { readonly row: ComparedFigure; readonly where: Where }) {
  const say = useSay()
  const { label, means } = figureOf(id)
  return (
    <span className="sames-figure">
      <strong>{say(label)}</strong>
      <span className="quiet">
        {say(means)} <RecordLinks id={id} where={where} />
      </span>
    </span>
  )
}

/** To the records themselves: those of each list where their page can be narrowed to it. */
function RecordLinks({ id, where }: { readonly id: ComparedFigure['id']; readonly where: Where }) {
  const say = useSay()
  const all = recordsOf(id, where)
  if (all === undefined) return null
  const lists = listsOf(id)
  const links =
    lists.length === 0
      ? [{ ...all, name: say(words.records) }]
      : lists.map(list => ({ ...(recordsOf(id, where, list) ?? all), name: say(words.recordsOn(say(words[list]))) }))
  return links.map(({ to, search, name }) => (
    <Link
      key={name}
      to={to}
      search={search}
      className="nowrap sames-records"
      aria-label={`${say(figureOf(id).label)} ${name}`}
    >
      {name}
    </Link>
  ))
}

type KindRow = ComparedKinds['rows'][number]

function KindPanel({ compared, where }: { readonly compared: ComparedKinds; readonly where: Where }) {
  const say = useSay()
  const { label, means } = kindFigures[compared.id]
  const ofList = (list: SupervisionList): Column<KindRow> => ({
    key: list,
    title: say(words[list]),
    value: row => row[list],
    render: row =>
      row[list] === 0 ? (
        <span className="quiet">—</span>
      ) : (
        <Link
          to="/four-sames/waters"
          search={behindSearch(where, { figure: compared.id, kind: row.kind, list })}
          className="sames-value"
          aria-label={`${say(row.name)} ${say(words[list])} ${row[list]}`}
        >
          {row[list]}
        </Link>
      ),
    align: 'right',
    width: 150,
    always: list !== 'county',
  })
  const columns: readonly Column<KindRow>[] = [
    { key: 'kind', title: say(words.kind), value: ({ name }) => say(name), always: true, width: 300 },
    ...supervisionListIds.map(ofList),
  ]
  return (
    <Panel title={say(label)} flush>
      <div className="sames-kind-head">
        <span className="quiet">{say(means)}</span>
        <SamenessNote sameness={compared.sameness} />
      </div>
      {compared.rows.length === 0 ? null : (
        <DataTable
          name={say(label)}
          columns={columns}
          rows={compared.rows}
          rowKey={({ kind }) => kind}
          pageSize={100}
        />
      )}
    </Panel>
  )
}
