import { Link } from '@tanstack/react-router'
import { App, Button } from 'antd'
import { useState } from 'react'
import {
  changeAnnualPlan,
  listAnnualCandidates,
  type AnnualPlan,
  type AnnualWaterAnswer,
} from '../../../planning/annual/contract.ts'
import { milestoneIds, milestones, targetKinds, type Milestone } from '../../../planning/annual/rules.ts'
import { fundSources } from '../../../planning/plans/rules.ts'
import { supervisionLists } from '../../../domain/waters.ts'
import { stages } from '../../../domain/lifecycle-table.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { ListMark, Mark, StageMark } from '../../shared/components/marks.tsx'
import { DateText, Missing, Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { DaysDialog, LeaveOutDialog } from './annual-dialogs.tsx'
import { isShown, type AnnualFilters, type Narrow } from './annual-filters.ts'
import { MilestoneMark } from './annual-state-mark.tsx'
import { annualWords as words } from './annual-words.ts'
import { measureOf } from './catalogue.ts'
import { useAnnualChanged } from './use-annual-changed.ts'

/** The waters of the plan with their milestones against what happened; those behind a number where one was opened. */
export function AnnualWaters(props: {
  readonly plan: AnnualPlan
  readonly filters: AnnualFilters
  readonly narrow: Narrow
}) {
  const { plan, filters, narrow } = props
  const say = useSay()
  const [asking, setAsking] = useState<{ readonly what: 'days' | 'out'; readonly water: AnnualWaterAnswer }>()
  const mayWrite = plan.may.write && plan.shownVersion === plan.version
  const narrowed = useNarrowed(plan, filters)
  return (
    <>
      <section className="panel" id="waters">
        <div className="panel-head">
          <h2>{say(words.rows)}</h2>
          <div className="panel-tools">
            {narrowed === '' ? (
              <span className="quiet">{say(words.rowsHint)}</span>
            ) : (
              <>
                <Mark tone="amber">{say(words.shown(narrowed))}</Mark>
                <Button size="small" onClick={() => narrow({})}>
                  {say(words.showAll)}
                </Button>
              </>
            )}
          </div>
        </div>
        <DataTable
          name={say(words.rows)}
          columns={useColumns()}
          rows={plan.rows.filter(water => isShown(water, filters, plan))}
          rowKey={row => row.waterId}
          empty={{ title: say(words.noRows), hint: say(words.noRowsHint) }}
          pageSize={50}
          renderActions={row => (
            <span className="row-actions">
              <Link to={`/plans/${row.planId}`}>{say(words.openPlan)}</Link>
              {mayWrite ? (
                <>
                  <Button size="small" onClick={() => setAsking({ what: 'days', water: row })}>
                    {say(words.setDays)}
                  </Button>
                  <Button size="small" danger onClick={() => setAsking({ what: 'out', water: row })}>
                    {say(words.leaveOut)}
                  </Button>
                </>
              ) : null}
            </span>
          )}
        />
      </section>
      <LeftOut plan={plan} mayWrite={mayWrite} />
      {mayWrite ? <Candidates plan={plan} /> : null}
      {asking?.what === 'days' ? (
        <DaysDialog plan={plan} water={asking.water} onClose={() => setAsking(undefined)} />
      ) : null}
      {asking?.what === 'out' ? (
        <LeaveOutDialog plan={plan} water={asking.water} onClose={() => setAsking(undefined)} />
      ) : null}
    </>
  )
}

/** Which number's waters are shown, in words; empty where all are. */
function useNarrowed(plan: AnnualPlan, filters: AnnualFilters): string {
  const say = useSay()
  const { list, kind, progress, measure, source, county, late } = filters
  const named = measure === undefined ? undefined : measureOf(measure)?.name
  return [
    kind === undefined ? undefined : say(targetKinds[kind]),
    list === undefined ? undefined : say(supervisionLists[list]),
    measure === undefined ? undefined : named === undefined ? measure : say(named),
    source === undefined ? undefined : say(fundSources[source]),
    county === undefined ? undefined : (plan.counties.find(one => one.county === county)?.name ?? county),
    progress === undefined ? undefined : say(progressWords(progress, kind)),
    late === undefined ? undefined : say(words.late),
  ]
    .filter(part => part !== undefined)
    .join(' · ')
}

function progressWords(progress: 'expected' | 'done', kind: AnnualFilters['kind']) {
  if (progress === 'expected') return words.byNow
  return kind === undefined ? words.completed : words.done
}

const placeOf = ({ regionNames: { county, town, village } }: Pick<AnnualWaterAnswer, 'regionNames'>) =>
  [county, town, village].filter(Boolean).join(' ')

function useColumns(): readonly Column<AnnualWaterAnswer>[] {
  const say = useSay()
  const milestone = (id: Milestone): Column<AnnualWaterAnswer> => ({
    key: id,
    title: say(milestones[id]),
    value: row => row.milestones[id],
    render: row => <MilestoneCell water={row} id={id} />,
    width: 108,
  })
  return [
    {
      key: 'water',
      title: say(words.waters),
      value: row => row.name,
      render: row => <WaterCell water={row} />,
      always: true,
      width: 180,
    },
    { key: 'place', title: say(words.place), value: placeOf, width: 170, hiddenAtFirst: true },
    {
      key: 'list',
      title: say(words.list),
      value: row => (row.list === undefined ? undefined : say(supervisionLists[row.list])),
      render: row => (row.list === undefined ? <Missing /> : <ListMark list={row.list} />),
      width: 96,
      hiddenAtFirst: true,
    },
    {
      key: 'stage',
      title: say(words.stage),
      value: row => (row.stage === undefined ? say(words.elsewhere) : say(stages[row.stage].label)),
      render: row => (row.stage === undefined ? say(words.elsewhere) : <StageMark stage={row.stage} />),
      width: 120,
    },
    ...milestoneIds.map(milestone),
    {
      key: 'cost',
      title: say(words.cost),
      value: row => row.costYuan,
      render: row => <Num value={row.costYuan} digits={2} />,
      width: 120,
      align: 'right',
    },
  ]
}

function WaterCell({ water }: { readonly water: AnnualWaterAnswer }) {
  const say = useSay()
  return (
    <>
      <Link to={`/waters/${water.waterId}`} className="long-name">
        {water.name}
      </Link>
      {water.planState === 'submitted' ? (
        <>
          {' '}
          <Mark tone="amber">{say(words.submittedOnly)}</Mark>
        </>
      ) : null}
      {water.adjusted ? (
        <div className="quiet" title={water.note}>
          {say(words.adjusted)}
          {water.note === undefined ? null : `：${water.note}`}
        </div>
      ) : null}
    </>
  )
}

function MilestoneCell({ water, id }: { readonly water: AnnualWaterAnswer; readonly id: Milestone }) {
  const [day, state, really] = [water.milestones[id], water.states[id], water.happened[id]]
  if (day === undefined || state === undefined) return <Missing />
  return (
    <span className="annual-milestone">
      <DateText at={day} />
      <span>
        <MilestoneMark state={state} /> {really === undefined || really === day ? null : <DateText at={really} />}
      </span>
    </span>
  )
}

function useTakeIn(plan: AnnualPlan) {
  const say = useSay()
  const { message } = App.useApp()
  const doing = useDoing()
  const changed = useAnnualChanged()
  const takeIn = (waterId: string) =>
    void doing.run(async () => {
      const body = { seenVersion: plan.version, takeIn: [waterId] }
      await call(changeAnnualPlan, { params: { id: plan.id }, body })
      await changed()
      void message.success(say(words.saved))
    })
  return { ...doing, takeIn }
}

function LeftOut({ plan, mayWrite }: { readonly plan: AnnualPlan; readonly mayWrite: boolean }) {
  const say = useSay()
  const { busy, error, takeIn } = useTakeIn(plan)
  if (plan.leftOut.length === 0) return null
  return (
    <Panel title={say(words.leftOut)}>
      {error === undefined ? null : <ProblemAlert error={error} />}
      <ul className="annual-left-out">
        {plan.leftOut.map(one => (
          <li key={one.waterId}>
            <span>
              <Link to={`/waters/${one.waterId}`}>{one.name}</Link> <span className="quiet">{placeOf(one)}</span>
              <br />
              {one.reason}
            </span>
            {mayWrite ? (
              <Button size="small" disabled={busy} onClick={() => takeIn(one.waterId)}>
                {say(words.takeIn)}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Candidates({ plan }: { readonly plan: AnnualPlan }) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  const answer = useAnswer(listAnnualCandidates, { params: { id: plan.id } }, { enabled: isOpen })
  const { busy, error, takeIn } = useTakeIn(plan)
  return (
    <Panel
      title={say(words.candidates)}
      tools={
        isOpen ? undefined : (
          <Button size="small" onClick={() => setOpen(true)}>
            {say(words.showCandidates)}
          </Button>
        )
      }
    >
      {answer.error === null ? null : <ProblemAlert error={answer.error} onRetry={answer.refetch} />}
      {error === undefined ? null : <ProblemAlert error={error} />}
      {answer.data?.items.length === 0 ? <p className="quiet">{say(words.noCandidates)}</p> : null}
      <ul className="annual-left-out">
        {(answer.data?.items ?? []).map(one => (
          <li key={one.waterId}>
            <span>
              <Link to={`/plans/${one.planId}`}>{one.name}</Link> <span className="quiet">{placeOf(one)}</span>
            </span>
            <Button size="small" disabled={busy} onClick={() => takeIn(one.waterId)}>
              {say(words.takeIn)}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
