import { useParams } from '@tanstack/react-router'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { getWaterMoney, type MoneyEntry, type WaterBalance, type WaterMoney } from '../../../funding/money/contract.ts'
import { byNature, moneyKinds, moneyNatures, moneySources, roomOf } from '../../../funding/money/rules.ts'
import { moneyNatureIds } from '../../../policy/money-schemas.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { ListMark, Mark, StageMark } from '../../shared/components/marks.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { measureName } from '../planning/catalogue.ts'
import { EntryDialog, ExceptionDialog, ReversalDialog } from './money-dialogs.tsx'
import { useEntryColumns } from './money-entries-page.tsx'
import { shareSpent, ShareSpent } from './money-parts.tsx'
import { moneyWords as words } from './money-words.ts'
import { WaterRewards } from './water-rewards.tsx'
import './money.css'

/** The money of one water: what it comes to by source and measure, its rewards, and every entry. */
export default function WaterMoneyPage() {
  const say = useSay()
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const money = useAnswer(getWaterMoney, { params: { id } })
  if (money.error !== null) {
    return (
      <>
        <PageHeader title={say(words.title)} crumbs={[{ label: say(words.title), to: '/money' }]} />
        <ProblemAlert error={money.error} onRetry={money.refetch} />
      </>
    )
  }
  if (money.data === undefined) return <Skeleton active paragraph={{ rows: 14 }} style={{ padding: '24px 0' }} />
  return <Shown money={money.data} />
}

function Shown({ money }: { readonly money: WaterMoney }) {
  const say = useSay()
  const { water } = money
  const { county, town, village } = water.regionNames
  return (
    <div className="stack">
      <PageHeader
        title={say(words.ofWater(water.name))}
        crumbs={[
          { label: say(words.title), to: '/money' },
          { label: water.name, to: `/waters/${water.id}` },
        ]}
        marks={
          <>
            <StageMark stage={water.stage} cycle={water.cycle} />
            {water.list === undefined ? null : <ListMark list={water.list} />}
          </>
        }
        subtitle={
          <>
            <span className="number">{water.code}</span> · {[county, town, village].filter(Boolean).join(' ')}
          </>
        }
        actions={<Actions money={money} />}
      />
      <Sums money={money} />
      <Balances money={money} />
      <WaterRewards money={money} />
      <Measures money={money} />
      <Entries money={money} />
      <p className="money-policy">
        {say(words.policyOf(money.policy.inForceFrom))} <CitationNote citation={money.policy} />
      </p>
    </div>
  )
}

function Actions({ money }: { readonly money: WaterMoney }) {
  const say = useSay()
  const [open, setOpen] = useState<'entry' | 'exception'>()
  const close = () => setOpen(undefined)
  return (
    <>
      {money.may.grantExceptions ? <Button onClick={() => setOpen('exception')}>{say(words.grant)}</Button> : null}
      {money.may.write ? (
        <Button type="primary" onClick={() => setOpen('entry')}>
          {say(words.record)}
        </Button>
      ) : null}
      {open === 'entry' ? <EntryDialog money={money} onClose={close} /> : null}
      {open === 'exception' ? <ExceptionDialog money={money} onClose={close} /> : null}
    </>
  )
}

/** Public money, money of others and what an enterprise pays, one beside the other and never added up. */
function Sums({ money }: { readonly money: WaterMoney }) {
  const say = useSay()
  const sums = byNature(
    money.balances,
    Object.fromEntries(money.policy.sources.map(({ source, nature }) => [source, nature])),
  )
  const shown = moneyNatureIds.filter(nature => nature === 'public' || sums[nature].plannedYuan + sums[nature].allottedYuan > 0) // prettier-ignore
  return (
    <div className="money-natures">
      {shown.map(nature => {
        const percent = shareSpent(sums[nature])
        return (
          <Panel key={nature} title={say(moneyNatures[nature])} className={`money-nature ${nature}`} flush>
            <Tally
              label={say(moneyNatures[nature])}
              figures={[
                { label: say(words.plannedYuan), value: <Num value={sums[nature].plannedYuan} digits={0} /> },
                { label: say(words.allottedYuan), value: <Num value={sums[nature].allottedYuan} digits={0} /> },
                {
                  label: say(words.spentYuan),
                  value: <Num value={sums[nature].spentYuan} digits={0} />,
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

function Balances({ money }: { readonly money: WaterMoney }) {
  const say = useSay()
  const inPlan = new Map(money.planFunding.map(({ source, yuan }) => [source, yuan]))
  const yuan = (
    key: string,
    title: string,
    value: (row: WaterBalance) => number | undefined,
  ): Column<WaterBalance> => ({
    key,
    title,
    value: row => value(row) ?? null,
    render: row => <Num value={value(row)} digits={0} />,
    align: 'right',
  })
  const columns: readonly Column<WaterBalance>[] = [
    { key: 'source', title: say(words.source), value: row => say(moneySources[row.source]), always: true, width: 180 },
    yuan('in-plan', say(words.fromPlan), row => inPlan.get(row.source)),
    yuan('planned', say(words.plannedYuan), row => row.plannedYuan),
    yuan('allotted', say(words.allottedYuan), row => row.allottedYuan),
    yuan('spent', say(words.spentYuan), row => row.spentYuan),
    yuan('left', say(words.leftYuan), row => roomOf(row)),
    {
      key: 'share',
      title: say(words.share),
      value: row => shareSpent(row) ?? null,
      render: row => <ShareSpent sums={row} />,
      width: 150,
    },
    {
      key: 'warnings',
      title: say(words.note),
      value: row => row.warnings.map(each => say(each.words)).join(' '),
      render: row => (
        <span className="money-warnings">
          {row.warnings.map(({ code, words: text }) => (
            <Mark key={code} tone={code === 'overspent' ? 'red' : 'amber'}>
              {say(text)}
            </Mark>
          ))}
        </span>
      ),
    },
  ]
  const planned = money.planFunding
    .filter(({ source }) => !money.balances.some(each => each.source === source))
    .map(({ source }): WaterBalance => ({ source, plannedYuan: 0, allottedYuan: 0, spentYuan: 0, exceptionYuan: 0, excessYuan: 0, lateYuan: 0, warnings: [] })) // prettier-ignore
  return (
    <Panel title={say(words.balances)} flush>
      <DataTable
        name={say(words.balances)}
        columns={columns}
        rows={[...money.balances, ...planned]}
        rowKey={row => row.source}
        empty={{ title: say(words.noMoney) }}
      />
    </Panel>
  )
}

type Measure = WaterMoney['measures'][number]

function Measures({ money }: { readonly money: WaterMoney }) {
  const say = useSay()
  const name = ({ measureId }: Measure) => say(measureName(measureId))
  const yuan = (key: string, title: string, value: (row: Measure) => number | undefined): Column<Measure> => ({
    key,
    title,
    value: row => value(row) ?? null,
    render: row => <Num value={value(row)} digits={0} />,
    align: 'right',
  })
  return (
    <Panel title={say(words.byMeasure)} flush>
      <DataTable
        name={say(words.byMeasure)}
        columns={[
          {
            key: 'measure',
            title: say(words.measure),
            value: name,
            render: row => (
              <span className="money-marks">
                {name(row)}
                {row.inPlan ? null : <Mark tone="amber">{say(words.notInPlan)}</Mark>}
              </span>
            ),
            always: true,
            width: 200,
          },
          yuan('cost', say(words.planYuan), row => row.planCostYuan),
          yuan('planned', say(words.plannedYuan), row => row.plannedYuan),
          yuan('allotted', say(words.allottedYuan), row => row.allottedYuan),
          yuan('spent', say(words.spentYuan), row => row.spentYuan),
        ]}
        rows={money.measures}
        rowKey={row => row.measureId}
        empty={{ title: say(words.noMeasures) }}
      />
    </Panel>
  )
}

function Entries({ money }: { readonly money: WaterMoney }) {
  const say = useSay()
  const [reversing, setReversing] = useState<MoneyEntry>()
  const mayReverse = (entry: MoneyEntry) =>
    (entry.kind === 'exception' ? money.may.grantExceptions : money.may.write) &&
    entry.reverses === undefined &&
    entry.reversedBy === undefined
  return (
    <Panel title={say(words.entries)} flush id="entries">
      <DataTable
        name={`${say(words.ofWater(money.water.name))} ${say(words.entries)}`}
        columns={useEntryColumns({ withWater: false })}
        rows={money.entries}
        rowKey={row => row.id}
        empty={{ title: say(words.noMoney) }}
        renderActions={row =>
          mayReverse(row) ? (
            <Button
              size="small"
              aria-label={`${say(words.reverse)} ${say(moneyKinds[row.kind])} ${row.yuan}`}
              onClick={() => setReversing(row)}
            >
              {say(words.reverse)}
            </Button>
          ) : null
        }
      />
      {reversing === undefined ? null : <ReversalDialog entry={reversing} onClose={() => setReversing(undefined)} />}
    </Panel>
  )
}
