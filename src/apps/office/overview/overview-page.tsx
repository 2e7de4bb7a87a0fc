import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { getPlace } from '../../../places/contract.ts'
import { getOverview, type Overview } from '../../../reports/overview/contract.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { usePhone } from '../../shared/hooks/use-phone.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { MapView } from '../../shared/map/map-view.tsx'
import { useAccount } from '../../shared/session.tsx'
import { DivisionTable } from './division-table.tsx'
import { Figures } from './figures.tsx'
import { overviewWords as words } from './overview-words.ts'
import './overview.css'
import { StageFlow } from './stage-flow.tsx'
import { TodoPanel } from './todo-panel.tsx'

const Filters = z.object({
  /** Twelve digits: the division looked at; the whole jurisdiction where absent. */
  region: RegionCodeText.optional(),
})

/** What the officer opens in the morning: numbers that open down, the map, what waits, and how each division stands. */
export default function OverviewPage() {
  const say = useSay()
  const locale = useLocale()
  const [{ region }, setFilters] = useSearchState(Filters)
  const overview = useAnswer(getOverview, { query: region === undefined ? {} : { region } })
  const place = useAnswer(getPlace, { params: { code: region ?? '' } }, { enabled: region !== undefined })
  const search: Record<string, string> = region === undefined ? {} : { region }
  return (
    <>
      <PageHeader
        title={place.data === undefined ? say(words.title) : place.data.name}
        crumbs={region === undefined ? [] : [{ label: say(words.title), to: '/' }]}
        subtitle={
          overview.data === undefined ? null : (
            <span>
              {say(words.countedAt)} <DateText at={overview.data.countedAt} time />
              {overview.data.invented === 0
                ? null
                : ` · ${say(words.exampleNote(formatNumber(overview.data.invented, locale)))}`}
            </span>
          )
        }
      />
      <div className="overview">
        {overview.error === null ? null : <ProblemAlert error={overview.error} onRetry={overview.refetch} />}
        {overview.isPending ? (
          <Skeleton active title={false} paragraph={{ rows: 5 }} className="panel overview-loading" />
        ) : null}
        {overview.data === undefined ? null : <Numbers overview={overview.data} search={search} />}
        <MapAndTodo region={region} />
        <DivisionTable region={region} onOpen={code => setFilters({ region: code })} />
      </div>
    </>
  )
}

function Numbers({ overview, search }: { readonly overview: Overview; readonly search: Record<string, string> }) {
  const say = useSay()
  if (overview.waters === 0 && overview.villages === 0) return <FirstSteps />
  return (
    <>
      <Figures overview={overview} region={search} />
      <Panel title={say(words.process)} tools={<span className="quiet">{say(words.processNote)}</span>}>
        <StageFlow overview={overview} region={search} />
      </Panel>
    </>
  )
}

function FirstSteps() {
  const say = useSay()
  const account = useAccount()
  return (
    <div className="panel">
      <EmptyState
        title={say(words.emptyTitle)}
        hint={say(words.emptyHint)}
        action={
          <>
            {account.may('water.import') ? (
              <Link to="/import">
                <Button type="primary">{say(words.importList)}</Button>
              </Link>
            ) : null}
            {account.may('water.write') ? (
              <Link to="/waters/new">
                <Button>{say(words.recordWater)}</Button>
              </Link>
            ) : null}
          </>
        }
      />
    </div>
  )
}

function MapAndTodo({ region }: { readonly region: string | undefined }) {
  const { regionCode } = useAccount()
  const say = useSay()
  const phone = usePhone()
  const navigate = useNavigate()
  return (
    <div className="overview-pair">
      <Panel title={say(words.map)} flush>
        <MapView
          height={phone ? 300 : 420}
          legend
          region={region ?? regionCode}
          onOpen={id => void navigate({ to: `/waters/${id}` })}
        />
      </Panel>
      <TodoPanel />
    </div>
  )
}
