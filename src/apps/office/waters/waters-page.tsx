import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { useMemo } from 'react'
import type { WaterItem } from '../../../waters/contract.ts'
import { ColumnChoice, useHiddenColumns } from '../../shared/components/data-table.tsx'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { ListMark, StageMark } from '../../shared/components/marks.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { Area } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useNarrow } from '../../shared/hooks/use-phone.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { MapView } from '../../shared/map/map-view.tsx'
import { useAccount } from '../../shared/session.tsx'
import { ExportWatersMenu } from './export-menu.tsx'
import { useWaters, type LoadedWaters } from './use-waters.ts'
import { useWaterColumns } from './water-columns.tsx'
import { isFiltered, noFilters, WaterFilters } from './water-filters.ts'
import { WatersFilterBar } from './waters-filter-bar.tsx'
import { WatersTable } from './waters-table.tsx'
import { watersWords as words } from './waters-words.ts'
import './waters.css'

/** Every water the account may see: filters, a list that scrolls without end, the map beside it. */
export default function WatersPage() {
  const say = useSay()
  const account = useAccount()
  const [filters, setFilters] = useSearchState(WaterFilters)
  const waters = useWaters(filters)
  return (
    <div className="waters-page">
      <PageHeader
        title={say(words.title)}
        actions={
          account.may('water.write') ? (
            <Link to="/waters/new">
              <Button type="primary">{say(words.record)}</Button>
            </Link>
          ) : undefined
        }
      />
      <section className="panel waters-panel">
        <WatersFilterBar filters={filters} onChange={setFilters} />
        {waters.error === null ? (
          <WatersBody filters={filters} onFilters={setFilters} waters={waters} />
        ) : (
          <div style={{ padding: 16 }}>
            <ProblemAlert error={waters.error} onRetry={waters.retry} />
          </div>
        )}
      </section>
    </div>
  )
}

type BodyProps = {
  readonly filters: WaterFilters
  readonly onFilters: (change: Partial<WaterFilters>) => void
  readonly waters: LoadedWaters
}

function WatersBody({ filters, onFilters, waters }: BodyProps) {
  const say = useSay()
  const narrow = useNarrow()
  const navigate = useNavigate()
  const columns = useWaterColumns()
  const [hidden, setHidden] = useHiddenColumns(columns)
  const shown = columns.filter(({ key, always }) => always === true || !hidden.has(key))
  const view = filters.view ?? (narrow ? 'list' : undefined)
  const withMap = view !== 'list'
  const open = (id: string) => void navigate({ to: `/waters/${id}` })
  return (
    <>
      <div className="table-tools">
        <WaterCount waters={waters} />
        <span className="table-buttons">
          {narrow ? (
            <Segmented
              size="small"
              value={view ?? 'list'}
              onChange={next => onFilters({ view: next })}
              options={[
                { value: 'list' as const, label: say(words.viewList) },
                { value: 'map' as const, label: say(words.viewMap) },
              ]}
            />
          ) : (
            <Button size="small" onClick={() => onFilters({ view: withMap ? 'list' : undefined })}>
              {say(withMap ? words.hideMap : words.showMap)}
            </Button>
          )}
          <ColumnChoice columns={columns} hidden={hidden} onHide={setHidden} />
          <ExportWatersMenu filters={filters} />
        </span>
      </div>
      <div className={`waters-split${withMap && !narrow ? ' with-map' : ''}`}>
        {narrow && view === 'map' ? null : waters.rows?.length === 0 && !waters.searching ? (
          <NoWaters filters={filters} onFilters={onFilters} />
        ) : (
          <WatersTable
            waters={waters}
            columns={shown}
            filters={filters}
            onFilters={onFilters}
            onOpen={water => open(water.id)}
          />
        )}
        {withMap ? <WatersMap filters={filters} onFilters={onFilters} waters={waters} /> : null}
      </div>
    </>
  )
}

function WaterCount({ waters: { total, rows, hasMore, searching } }: { readonly waters: LoadedWaters }) {
  const say = useSay()
  const locale = useLocale()
  if (total === undefined || rows === undefined) return <span className="table-count" aria-live="polite" />
  // Counting and loading both stop somewhere; whoever got further knows more.
  const count = Math.max(total.count, rows.length)
  const number = formatNumber(count, locale)
  const open = hasMore && total.capped
  return (
    <span className="table-count" aria-live="polite">
      {say(searching ? words.searchingOn(number) : words.count(number, open))}
    </span>
  )
}

/** The map beside the list; what is chosen in one is chosen in the other. */
function WatersMap({ filters, onFilters, waters }: BodyProps) {
  const { regionCode } = useAccount()
  const { list, stage, type, colour } = filters
  const tileFilter = { list, stage, type, colour }
  const chosen = waters.rows?.find(({ id }) => id === filters.chosen)
  const longitude = chosen?.longitude
  const latitude = chosen?.latitude
  const focus = useMemo(
    () => (longitude === undefined || latitude === undefined ? undefined : { longitude, latitude }),
    [longitude, latitude],
  )
  return (
    <div className="waters-map">
      <MapView
        height="100%"
        legend
        region={filters.region ?? regionCode}
        filter={tileFilter}
        chosen={filters.chosen}
        focus={focus}
        onOpen={id => onFilters({ chosen: id })}
      />
      {chosen === undefined ? null : <ChosenWater water={chosen} />}
    </div>
  )
}

function ChosenWater({ water }: { readonly water: WaterItem }) {
  const say = useSay()
  const { county, town, village } = water.regionNames
  return (
    <aside className="chosen-water" aria-label={say(words.chosen)}>
      <strong className="long-name">{water.name}</strong>
      <span className="quiet long-name">{[county, town, village].filter(Boolean).join(' · ')}</span>
      <span className="chosen-marks">
        <StageMark stage={water.stage} cycle={water.cycle} />
        {water.list === undefined ? null : <ListMark list={water.list} />}
        <Area m2={water.areaM2} />
        <Link to={`/waters/${water.id}`}>{say(words.open)}</Link>
      </span>
    </aside>
  )
}

function NoWaters({ filters, onFilters }: Pick<BodyProps, 'filters' | 'onFilters'>) {
  const say = useSay()
  const account = useAccount()
  if (isFiltered(filters)) {
    return (
      <EmptyState
        title={say(words.noMatchTitle)}
        hint={say(words.noMatchHint)}
        action={<Button onClick={() => onFilters(noFilters)}>{say(common.reset)}</Button>}
      />
    )
  }
  return (
    <EmptyState
      title={say(words.noneTitle)}
      hint={say(words.noneHint)}
      action={account.may('water.import') ? <Link to="/import">{say(words.importList)}</Link> : undefined}
    />
  )
}
