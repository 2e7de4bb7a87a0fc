import { Link, useNavigate } from '@tanstack/react-router'
import { Select, Skeleton } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { chinaDate } from '../../../domain/dates.ts'
import { countProgress, listProgress, type BoardRow } from '../../../works/progress/contract.ts'
import { progressLevelIds, progressLevels } from '../../../works/progress/rules.ts'
import { call } from '../../shared/client.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PageTabs } from '../../shared/components/page-tabs.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey, useAnswer } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { usePhone } from '../../shared/hooks/use-phone.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { MapView } from '../../shared/map/map-view.tsx'
import { useAccount } from '../../shared/session.tsx'
import { Gantt } from './gantt.tsx'
import { PartsPanel } from './parts-panel.tsx'
import { DivisionTable, ProgressFigures } from './progress-figures.tsx'
import { LevelMark, levelColours } from './progress-marks.tsx'
import { progressWords as words } from './progress-words.ts'
import { UnscheduledPanel } from './unscheduled-panel.tsx'
import './progress.css'
import './works.css'

const viewIds = ['gantt', 'map', 'counties', 'parts', 'unscheduled'] as const

export const ProgressFilters = z.object({
  view: z.enum(viewIds).optional(),
  level: z.enum(progressLevelIds).optional(),
  region: RegionCodeText.optional(),
})
export type ProgressFilters = z.output<typeof ProgressFilters>

/** The board of county and city: works by level, slippage first, as Gantt, on the map, by division; and what departments owe. */
export default function ProgressPage() {
  const say = useSay()
  const [filters, setFilters] = useSearchState(ProgressFilters)
  const counts = useAnswer(countProgress, { query: filters.region === undefined ? {} : { region: filters.region } })
  const policy = counts.data?.policy
  return (
    <div className="stack">
      <PageHeader title={say(words.title)} subtitle={say(words.lead)} />
      {counts.error === null ? null : <ProblemAlert error={counts.error} onRetry={counts.refetch} />}
      {counts.data === undefined ? null : <ProgressFigures counts={counts.data} onFilters={setFilters} />}
      <Filters filters={filters} onFilters={setFilters} />
      <PageTabs
        label={say(words.views)}
        activeKey={filters.view ?? 'gantt'}
        onChange={key => setFilters({ view: viewIds.find(id => id === key && id !== 'gantt') })}
        items={[
          { key: 'gantt', label: say(words.gantt), children: <Board filters={filters} as="gantt" /> },
          { key: 'map', label: say(words.map), children: <Board filters={filters} as="map" /> },
          {
            key: 'counties',
            label: say(words.counties),
            children: <DivisionTable divisions={counts.data?.divisions} onFilters={setFilters} />,
          },
          { key: 'parts', label: say(words.parts), children: <PartsPanel region={filters.region} /> },
          {
            key: 'unscheduled',
            label: say(words.withoutSchedule),
            children: <UnscheduledPanel region={filters.region} />,
          },
        ]}
      />
      {policy === undefined ? null : (
        <p className="quiet">
          {say(words.policyNote(policy.slippingFromDays, policy.lateFromDays, policy.silentFromDays))}{' '}
          <CitationNote citation={policy} />
        </p>
      )}
    </div>
  )
}

type FilterProps = {
  readonly filters: ProgressFilters
  readonly onFilters: (change: Partial<ProgressFilters>) => void
}

function Filters({ filters, onFilters }: FilterProps) {
  const say = useSay()
  const { regionCode } = useAccount()
  return (
    <div className="works-filters">
      <Select
        allowClear
        style={{ width: 150 }}
        placeholder={say(words.anyLevel)}
        aria-label={say(words.level)}
        {...(filters.level === undefined ? {} : { value: filters.level })}
        options={progressLevelIds.map(value => ({ value, label: say(progressLevels[value]) }))}
        onChange={(level: ProgressFilters['level']) => onFilters({ level })}
      />
      <RegionPicker
        within={regionCode}
        style={{ width: 260, maxWidth: '100%' }}
        placeholder={say(words.region)}
        label={say(words.region)}
        {...(filters.region === undefined ? {} : { value: filters.region })}
        onChange={region => onFilters({ region: region ?? undefined })}
      />
    </div>
  )
}

function Board({ filters, as }: { readonly filters: ProgressFilters; readonly as: 'gantt' | 'map' }) {
  const say = useSay()
  const { level, region } = filters
  const query = { ...(level === undefined ? {} : { level }), ...(region === undefined ? {} : { region }) }
  // One map shows many; bars are read one by one.
  const limit = as === 'map' ? 500 : 50
  const pages = usePages([...answerKey(listProgress), query, limit], (cursor, signal) =>
    call(listProgress, {
      query: { ...query, limit, ...(cursor === undefined ? {} : { cursor: String(cursor) }) },
      signal,
    }),
  )
  if (pages.error !== null) return <ProblemAlert error={pages.error} onRetry={pages.retry} />
  if (pages.rows === undefined) return <Skeleton active paragraph={{ rows: 8 }} />
  if (pages.rows.length === 0) {
    const filtered = level !== undefined || region !== undefined
    return <EmptyState title={say(filtered ? words.noneOfLevel : words.none)} hint={say(words.noneHint)} />
  }
  return (
    <>
      {as === 'map' ? <BoardMap rows={pages.rows} region={region} /> : <BoardGantt rows={pages.rows} />}
      <MoreRows pages={pages} />
    </>
  )
}

function BoardGantt({ rows }: { readonly rows: readonly BoardRow[] }) {
  const say = useSay()
  const [today] = useState(() => chinaDate(new Date()))
  return (
    <section className="panel gantt-panel">
      <Gantt
        label={say(words.gantt)}
        today={today}
        rows={rows.map(row => ({
          key: row.waterId,
          label: (
            <>
              <Link to={`/waters/${row.waterId}/progress`}>{row.waterName}</Link>{' '}
              <span className="quiet">{[row.regionNames.county, row.regionNames.town].filter(Boolean).join(' ')}</span>
            </>
          ),
          aside: <BoardAside row={row} />,
          startsOn: row.firstDay,
          endsOn: row.lastDay,
          share: row.share,
          level: row.level,
        }))}
      />
    </section>
  )
}

function BoardAside({ row }: { readonly row: BoardRow }) {
  const say = useSay()
  return (
    <>
      <LevelMark level={row.level} />
      <span className="quiet">
        {row.openMeasures === 0
          ? say(words.allDone)
          : row.reasons.length > 0
            ? row.reasons.map(reason => say(reason)).join(say({ zh: '，', en: '; ' }))
            : say(words.openMeasures(row.openMeasures))}
      </span>
    </>
  )
}

function BoardMap({ rows, region }: { readonly rows: readonly BoardRow[]; readonly region: string | undefined }) {
  const say = useSay()
  const phone = usePhone()
  const navigate = useNavigate()
  const { regionCode } = useAccount()
  // The worst last, so that it lies on top.
  const marked = rows
    .toReversed()
    .flatMap(({ waterId, waterCode, waterName, longitude, latitude, level }) =>
      longitude === undefined || latitude === undefined
        ? []
        : [{ id: waterId, code: waterCode, name: waterName, longitude, latitude, colour: levelColours[level] }],
    )
  return (
    <section className="panel progress-map">
      <MapView
        height={phone ? 320 : 520}
        hideWaters
        marked={marked}
        region={region ?? regionCode}
        onOpen={id => void navigate({ to: `/waters/${id}/progress` })}
      />
      <ul className="level-legend" aria-label={say(words.levels)}>
        {progressLevelIds.map(level => (
          <li key={level}>
            <LevelMark level={level} />
          </li>
        ))}
      </ul>
      <p className="quiet">{say(words.mapNote(marked.length, rows.length - marked.length))}</p>
    </section>
  )
}
