import { useNavigate } from '@tanstack/react-router'
import { Checkbox, Select } from 'antd'
import { useState } from 'react'
import { listVerdicts, outcomeIds, type VerdictSummary } from '../../../identification/contract.ts'
import { findStandard } from '../../../standards/registry.ts'
import { bases } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { personColumn } from '../../shared/components/person-name.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { identificationWords as words, outcomeWords } from './identification-words.ts'
import { OutcomeMark } from './outcome-mark.tsx'

type Outcome = (typeof outcomeIds)[number]

/** Verdicts given, newest first; a row opens the verdict itself. */
export function VerdictsPanel(props: {
  readonly region: string | undefined
  readonly outcome: Outcome | undefined
  readonly onOutcome: (outcome: Outcome | undefined) => void
}) {
  const say = useSay()
  const navigate = useNavigate()
  const [latest, setLatest] = useState(true)
  const { region, outcome } = props
  const filter = {
    ...(region === undefined ? {} : { region }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(latest ? { latest: 'true' } : {}),
  }
  const pages = usePages([...answerKey(listVerdicts), filter], (cursor, signal) =>
    call(listVerdicts, { query: { ...filter, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  return (
    <section className="panel">
      <DataTable
        name={say(words.tabVerdicts)}
        tools={
          <>
            <Select<Outcome>
              size="small"
              allowClear
              style={{ width: 150 }}
              placeholder={say(words.anyOutcome)}
              aria-label={say(words.outcome)}
              {...(outcome === undefined ? {} : { value: outcome })}
              options={outcomeIds.map(value => ({ value, label: say(outcomeWords[value]) }))}
              onChange={props.onOutcome}
            />
            <Checkbox checked={latest} onChange={({ target }) => setLatest(target.checked)}>
              {say(words.latestOnly)}
            </Checkbox>
          </>
        }
        columns={useColumns()}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.id}
        error={pages.error}
        onRetry={pages.retry}
        onOpen={row => void navigate({ to: `/identification/verdicts/${row.id}` })}
        empty={{ title: say(words.verdictsEmpty) }}
        pageSize={100}
      />
      <MoreRows pages={pages} />
    </section>
  )
}

function useColumns(): readonly Column<VerdictSummary>[] {
  const say = useSay()
  const standardName = (id: string) => {
    const standard = findStandard(id)
    return standard === undefined ? id : say(standard.title)
  }
  return [
    { key: 'name', title: say(words.name), value: row => row.water.name, always: true, width: 180 },
    {
      key: 'outcome',
      title: say(words.outcome),
      value: row => say(outcomeWords[row.outcome]),
      render: row => <OutcomeMark outcome={row.outcome} />,
      width: 120,
    },
    { key: 'basis', title: say(words.basis), value: row => say(bases[row.basis]), width: 100 },
    {
      key: 'words',
      title: say(words.words),
      value: row => say(row.words),
      render: row => (
        <span className="verdict-why" title={say(row.words)}>
          {say(row.words)}
        </span>
      ),
      width: 290,
    },
    { key: 'standard', title: say(words.standard), value: row => standardName(row.standardId), width: 200 },
    {
      key: 'at',
      title: say(words.at),
      value: row => row.at,
      render: row => <DateText at={row.at} time />,
      width: 150,
    },
    personColumn({ key: 'by', title: say(words.by), person: row => row.by }, say),
  ]
}
