import { stages } from '../../../domain/lifecycle-table.ts'
import { supervisionLists, supervisionListIds, waterTypes, type SupervisionList } from '../../../domain/waters.ts'
import { listWaters, listWays, type WaterItem } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { ColourMark, ListMark, StageMark, warningColours } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText, Missing, Num } from '../../shared/components/numbers.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { registerWords as words } from './register-words.ts'

type Props = {
  /** `listed`: those on a list. `waiting`: identified and on none yet. */
  readonly kind: 'listed' | 'waiting'
  readonly list: SupervisionList | undefined
  readonly region: string | undefined
  readonly onOpen: (waterId: string) => void
}

/** Waters of a list, or those that wait for one; a row opens the decision. */
export function ListWaters({ kind, list, region, onOpen }: Props) {
  const say = useSay()
  const lists = list === undefined ? supervisionListIds.join(',') : list
  const filter = {
    ...(kind === 'listed' ? { list: lists } : { stage: 'identified' }),
    ...(region === undefined ? {} : { region }),
  }
  const pages = usePages([...answerKey(listWaters), 'register', filter], (cursor, signal) =>
    call(listWaters, {
      query: { ...filter, sort: '-area', limit: 100, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  const total = pages.first?.total.count
  const empty =
    kind === 'listed'
      ? { title: say(words.emptyList), hint: say(words.emptyListHint) }
      : { title: say(words.emptyWaiting), hint: say(words.emptyWaitingHint) }
  return (
    <section className="panel">
      <DataTable
        name={
          list === undefined ? say(kind === 'listed' ? words.title : words.tabWaiting) : say(supervisionLists[list])
        }
        columns={useColumns()}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.id}
        error={pages.error}
        onRetry={pages.retry}
        onOpen={row => onOpen(row.id)}
        empty={empty}
        {...(total === undefined ? {} : { count: say(common.rows(total)) })}
        tools={list === undefined ? undefined : <ListMark list={list} />}
        pageSize={100}
      />
      <MoreRows pages={pages} />
    </section>
  )
}

function useColumns(): readonly Column<WaterItem>[] {
  const say = useSay()
  return [
    { key: 'name', title: say(words.name), value: row => row.name, always: true, width: 180 },
    { key: 'code', title: say(words.code), value: row => row.code, width: 130 },
    { key: 'place', title: say(words.place), value: placeOf, width: 230 },
    { key: 'type', title: say(words.type), value: row => say(waterTypes[row.type].label), width: 76 },
    {
      key: 'area',
      title: say(words.area),
      value: row => row.areaM2,
      render: row => <Num value={row.areaM2} digits={1} />,
      align: 'right',
      width: 104,
    },
    {
      key: 'list',
      title: say(words.list),
      value: row => (row.list === undefined ? undefined : say(supervisionLists[row.list])),
      render: row => (row.list === undefined ? <Missing /> : <ListMark list={row.list} />),
      width: 100,
    },
    {
      key: 'how',
      title: say(words.how),
      value: row => (row.listHow === undefined ? undefined : say(listWays[row.listHow])),
      width: 130,
      hiddenAtFirst: true,
    },
    {
      key: 'stage',
      title: say(words.stage),
      value: row => say(stages[row.stage].label),
      render: row => <StageMark stage={row.stage} cycle={row.cycle} />,
      width: 120,
    },
    {
      key: 'colour',
      title: say(words.colour),
      value: row => (row.colour === undefined ? undefined : say(warningColours[row.colour].label)),
      render: row => (row.colour === undefined ? <Missing /> : <ColourMark colour={row.colour} />),
      width: 80,
    },
    {
      key: 'since',
      title: say(words.since),
      value: row => row.stageSince,
      render: row => <DateText at={row.stageSince} />,
      width: 120,
    },
  ]
}

/** County, town and village as one text. */
export function placeOf({ regionNames }: Pick<WaterItem, 'regionNames'>): string {
  const { county, town, village } = regionNames
  return [county, town, village].filter(Boolean).join(' · ')
}
