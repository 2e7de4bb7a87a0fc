import { Progress } from 'antd'
import { getOverviewCounties, type DivisionTally } from '../../../reports/overview/contract.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { overviewWords as words } from './overview-words.ts'

/** The divisions below, each a row that opens. */
export function DivisionTable(props: {
  readonly region: string | undefined
  readonly onOpen: (regionCode: string) => void
}) {
  const say = useSay()
  const { region } = props
  const answer = useAnswer(getOverviewCounties, { query: region === undefined ? {} : { region } })
  return (
    <Panel title={say(words.divisions)} flush>
      <DataTable
        name={say(words.divisions)}
        columns={useColumns(answer.data?.items[0]?.level)}
        rows={answer.data?.items}
        rowKey={row => row.regionCode}
        error={answer.error}
        onRetry={answer.refetch}
        onOpen={row => props.onOpen(row.regionCode)}
        empty={{ title: say(words.divisionsEmpty), hint: say(words.divisionsEmptyHint) }}
      />
    </Panel>
  )
}

function useColumns(level: DivisionTally['level'] | undefined): readonly Column<DivisionTally>[] {
  const say = useSay()
  const titles = { county: words.byCounty, town: words.byTown, village: words.byVillage } as const
  const number = (key: string, title: string, value: (row: DivisionTally) => number): Column<DivisionTally> => ({
    key,
    title,
    value,
    render: row => <Num value={value(row)} digits={0} />,
    align: 'right',
    sortable: true,
  })
  return [
    {
      key: 'name',
      title: say(titles[level ?? 'county']),
      value: row => row.name,
      render: row => <span className="division-name">{row.name}</span>,
      sortable: true,
      always: true,
      width: 150,
    },
    { ...number('villages', say(words.villagesColumn), row => row.villages), hiddenAtFirst: true },
    { ...number('surveyed', say(words.surveyedColumn), row => row.villagesSurveyed), hiddenAtFirst: true },
    {
      key: 'share',
      title: say(words.surveyShare),
      value: row => (row.villages === 0 ? null : Math.round((row.villagesSurveyed / row.villages) * 1000) / 10),
      render: row => <Share row={row} />,
      sortable: true,
      width: 190,
    },
    number('waters', say(words.waters), row => row.waters),
    number('area', say(words.areaColumn), row => row.areaM2),
    number('national', say(words.nationalColumn), row => row.lists.national),
    number('municipal', say(words.municipalColumn), row => row.lists.municipal),
    number('county', say(words.countyColumn), row => row.lists.county),
    number('red', say(words.red), row => row.colours.red),
    number('yellow', say(words.yellow), row => row.colours.yellow),
    number('green', say(words.green), row => row.colours.green),
    number('eliminated', say(words.eliminatedColumn), row => row.eliminated),
    number('eliminatedArea', say(words.eliminatedAreaColumn), row => row.eliminatedAreaM2),
  ]
}

function Share({ row }: { readonly row: DivisionTally }) {
  const say = useSay()
  const percent = row.villages === 0 ? 0 : (row.villagesSurveyed / row.villages) * 100
  return (
    <span className="share">
      <Progress percent={percent} showInfo={false} size="small" aria-label={say(words.surveyed)} />
      <span className="number nowrap">
        {row.villagesSurveyed}
        <span className="quiet"> / {row.villages}</span>
      </span>
    </span>
  )
}
