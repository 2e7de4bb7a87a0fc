import { supervisionLists, type SupervisionList } from '../../../domain/waters.ts'
import { getDisagreements, type Disagreement } from '../../../register/contract.ts'
import { listWays } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { ListMark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { Missing, Num } from '../../shared/components/numbers.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { placeOf } from './list-waters.tsx'
import { registerWords as words } from './register-words.ts'

/** Waters whose list is not the one their area would give: a hint for a person, never a correction. */
export function Disagreements(props: {
  readonly list: SupervisionList | undefined
  readonly region: string | undefined
  readonly onOpen: (waterId: string) => void
}) {
  const say = useSay()
  const { list, region } = props
  const filter = { ...(list === undefined ? {} : { list }), ...(region === undefined ? {} : { region }) }
  const pages = usePages([...answerKey(getDisagreements), filter], (cursor, signal) =>
    call(getDisagreements, {
      query: { ...filter, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  return (
    <section className="panel">
      <DataTable
        name={say(words.tabDisagreements)}
        columns={useColumns()}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.waterId}
        error={pages.error}
        onRetry={pages.retry}
        onOpen={row => props.onOpen(row.waterId)}
        empty={{ title: say(words.emptyDisagreements) }}
      />
      <MoreRows pages={pages} />
    </section>
  )
}

function useColumns(): readonly Column<Disagreement>[] {
  const say = useSay()
  return [
    { key: 'name', title: say(words.name), value: row => row.name, always: true, width: 150 },
    { key: 'code', title: say(words.code), value: row => row.code, width: 130 },
    { key: 'place', title: say(words.place), value: placeOf, width: 190 },
    {
      key: 'area',
      title: say(words.area),
      value: row => row.areaM2,
      render: row => <Num value={row.areaM2} digits={1} />,
      align: 'right',
      sortable: true,
      width: 110,
    },
    {
      key: 'list',
      title: say(words.list),
      value: row => say(supervisionLists[row.list]),
      render: row => <ListMark list={row.list} />,
      width: 110,
    },
    {
      key: 'derived',
      title: say(words.derived),
      value: row => (row.derivedList === undefined ? undefined : say(supervisionLists[row.derivedList])),
      render: row => (row.derivedList === undefined ? <Missing /> : <ListMark list={row.derivedList} />),
      width: 110,
    },
    { key: 'how', title: say(words.how), value: row => say(listWays[row.how]), width: 120 },
    { key: 'why', title: say(words.why), value: row => say(row.words), width: 250 },
  ]
}
