import { Button, Skeleton } from 'antd'
import { levelOf, type RegionCode, type RegionLevel } from '../../../domain/regions.ts'
import { getPlace } from '../../../places/contract.ts'
import { getCoverage, type CoverageRow } from '../../../survey/contract.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { Missing, Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { everywhere } from '../../shared/hooks/use-place-name.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { CoverageBar } from './coverage-bar.tsx'
import { surveyWords as words } from './survey-words.ts'

const below = {
  province: 'county',
  city: 'county',
  county: 'town',
  town: 'village',
  village: 'village',
} as const satisfies Record<RegionLevel, CoverageRow['level']>

type Props = {
  readonly region: RegionCode | undefined
  readonly taskId?: string
  readonly onRegion: (region: RegionCode | undefined) => void
}

/** Coverage of a division: its totals, and the divisions one level below, each opening its own. */
export function CoveragePanel({ region, taskId, onRegion }: Props) {
  const say = useSay()
  const account = useAccount()
  const at = region ?? account.regionCode
  const level = at === everywhere ? 'county' : below[levelOf(at)]
  const coverage = useAnswer(getCoverage, {
    query: {
      level,
      ...(region === undefined ? {} : { region }),
      ...(taskId === undefined ? {} : { taskId }),
    },
  })
  return (
    <div className="stack">
      {coverage.data === undefined ? (
        coverage.error === null ? (
          <Skeleton active title={false} paragraph={{ rows: 2 }} />
        ) : null
      ) : (
        <CoverageTally total={coverage.data.total} />
      )}
      <Panel
        title={say({ county: words.byCounty, town: words.byTown, village: words.byVillage }[level])}
        tools={<Upwards region={region} onRegion={onRegion} />}
        flush
      >
        <DataTable
          name={say(words.tabCoverage)}
          columns={useColumns()}
          rows={coverage.data?.items}
          rowKey={row => row.regionCode}
          error={coverage.error}
          onRetry={coverage.refetch}
          {...(level === 'village' ? {} : { onOpen: (row: CoverageRow) => onRegion(row.regionCode) })}
          empty={{ title: say(words.coverageEmpty), hint: say(words.coverageEmptyHint) }}
        />
      </Panel>
    </div>
  )
}

/** Where the table stands, and the way back up to the own jurisdiction. */
function Upwards({ region, onRegion }: Pick<Props, 'region' | 'onRegion'>) {
  const say = useSay()
  const account = useAccount()
  const place = useAnswer(getPlace, { params: { code: region ?? '' } }, { enabled: region !== undefined })
  if (region === undefined) return null
  const parent = place.data?.parentCode
  const top =
    parent === undefined ||
    parent === account.regionCode ||
    levelOf(parent) === 'city' ||
    levelOf(parent) === 'province'
  return (
    <>
      <strong className="long-name">{place.data?.path.slice(1).join(' · ')}</strong>
      <Button size="small" onClick={() => onRegion(top ? undefined : parent)}>
        {say(words.up)}
      </Button>
    </>
  )
}

function CoverageTally({ total }: { readonly total: Omit<CoverageRow, 'regionCode' | 'name' | 'level'> }) {
  const say = useSay()
  const locale = useLocale()
  const count = (value: number) => formatNumber(value, locale)
  const percent = total.donePercent
  return (
    <Tally
      label={say(words.tabCoverage)}
      figures={[
        { label: say(words.villages), value: count(total.villages) },
        {
          label: say(words.done),
          value: count(total.noneFound + total.withCandidates),
          note: percent === undefined ? undefined : `${formatNumber(percent, locale, 1)}%`,
          tone: 'good',
        },
        { label: say(words.inProgress), value: count(total.inProgress) },
        { label: say(words.open), value: count(total.open) },
        { label: say(words.overdue), value: count(total.overdue), tone: total.overdue > 0 ? 'bad' : undefined },
        { label: say(words.candidates), value: count(total.candidates) },
      ]}
    />
  )
}

function useColumns(): readonly Column<CoverageRow>[] {
  const say = useSay()
  const number = (
    key: 'villages' | 'noneFound' | 'withCandidates' | 'inProgress' | 'open' | 'overdue' | 'candidates',
    title: string,
  ): Column<CoverageRow> => ({
    key,
    title,
    value: row => row[key],
    render: row => <Num value={row[key]} />,
    align: 'right',
    sortable: true,
  })
  return [
    { key: 'name', title: say(words.division), value: row => row.name, always: true, sortable: true, width: 190 },
    {
      key: 'bar',
      title: say(words.donePercent),
      value: row => row.donePercent,
      render: row => (row.donePercent === undefined ? <Missing /> : <CoverageBar row={row} />),
      sortable: true,
      width: 260,
    },
    number('villages', say(words.villages)),
    number('noneFound', say(words.noneFound)),
    number('withCandidates', say(words.withCandidates)),
    number('inProgress', say(words.inProgress)),
    number('open', say(words.open)),
    number('overdue', say(words.overdue)),
    number('candidates', say(words.candidates)),
  ]
}
