import { useNavigate } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { listAnnualPlans, type AnnualPlanSummary } from '../../../planning/annual/contract.ts'
import { annualStates } from '../../../planning/annual/rules.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { BeginDialog } from './annual-begin-dialog.tsx'
import { AnnualStateMark } from './annual-state-mark.tsx'
import { annualWords as words } from './annual-words.ts'
import './annual.css'

const Filters = z.object({ year: z.coerce.number().int().optional() })

/** The annual work plans of the jurisdiction, the newest year first. */
export default function AnnualPlansPage() {
  const say = useSay()
  const navigate = useNavigate()
  const account = useAccount()
  const [filters, setFilters] = useSearchState(Filters)
  const [isBeginning, setBeginning] = useState(false)
  const all = useAnswer(listAnnualPlans)
  const years = [...new Set((all.data?.items ?? []).map(({ year }) => year))]
  const rows = all.data?.items.filter(({ year }) => filters.year === undefined || year === filters.year)
  const begin = account.may('plan.write') ? (
    <Button type="primary" onClick={() => setBeginning(true)}>
      {say(words.begin)}
    </Button>
  ) : undefined
  return (
    <div className="stack">
      <PageHeader title={say(words.title)} subtitle={say(words.subtitle)} actions={begin} />
      <section className="panel">
        <DataTable
          name={say(words.title)}
          tools={
            <Select
              size="small"
              allowClear
              style={{ width: 130 }}
              placeholder={say(words.allYears)}
              aria-label={say(words.year)}
              {...(filters.year === undefined ? {} : { value: filters.year })}
              options={years.map(year => ({ value: year, label: String(year) }))}
              onChange={(year: number | undefined) => setFilters({ year })}
            />
          }
          columns={useColumns()}
          rows={rows}
          rowKey={row => row.id}
          error={all.error}
          onRetry={all.refetch}
          onOpen={row => void navigate({ to: `/annual-plans/${row.id}` })}
          empty={{ title: say(words.none), hint: say(words.noneHint) }}
          pageSize={100}
        />
      </section>
      {isBeginning ? <BeginDialog onClose={() => setBeginning(false)} /> : null}
    </div>
  )
}

function useColumns(): readonly Column<AnnualPlanSummary>[] {
  const say = useSay()
  return [
    {
      key: 'plan',
      title: say(words.title),
      value: row => say(words.planOf(row.regionName, row.year)),
      always: true,
      width: 260,
    },
    {
      key: 'state',
      title: say(words.state),
      value: row => say(annualStates[row.state]),
      render: row => <AnnualStateMark state={row.state} />,
      width: 150,
    },
    { key: 'edition', title: say(words.edition), value: row => say(words.editionOf(row.edition)), width: 90 },
    { key: 'number', title: say(words.number), value: row => row.number, width: 180 },
    {
      key: 'issuedOn',
      title: say(words.issuedOn),
      value: row => row.issuedOn,
      render: row => <DateText at={row.issuedOn} />,
      width: 120,
    },
    { key: 'waters', title: say(words.waters), value: row => row.waters, render: row => <Num value={row.waters} />, width: 80, align: 'right' },
    { key: 'area', title: say(words.areaM2), value: row => row.areaM2, render: row => <Num value={row.areaM2} />, width: 110, align: 'right' },
    { key: 'cost', title: say(words.cost), value: row => row.costYuan, render: row => <Num value={row.costYuan} digits={2} />, width: 140, align: 'right' },
  ] // prettier-ignore
}
