import { Alert, Button } from 'antd'
import { useState } from 'react'
import { checkFacts } from '../../../platform/facts/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { call } from '../../shared/client.ts'
import { DataTable } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { Num } from '../../shared/components/numbers.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { ledgerWords as words } from './ledger-words.ts'

type Check = AnswerOf<typeof checkFacts>

/** Reads every entry again and says whether all chains hold. */
export function CheckChains() {
  const say = useSay()
  const locale = useLocale()
  const checking = useDoing()
  const [check, setCheck] = useState<Check>()
  const run = () => checking.run(async () => setCheck(await call(checkFacts)))
  const count = (value: number) => formatNumber(value, locale)
  return (
    <section className="panel ledger-check" aria-live="polite">
      <Button type="primary" loading={checking.busy} onClick={() => void run()}>
        {say(checking.busy ? words.checking : words.check)}
      </Button>
      {checking.error === undefined ? null : <ProblemAlert error={checking.error} onRetry={run} />}
      {check === undefined ? null : (
        <Alert
          type={check.sound ? 'success' : 'error'}
          showIcon
          title={check.sound ? say(words.sound(count(check.facts), count(check.chains.length))) : say(words.unsound)}
        />
      )}
      {check === undefined ? null : <ChainTable check={check} />}
    </section>
  )
}

function ChainTable({ check }: { readonly check: Check }) {
  const say = useSay()
  return (
    <div className="ledger-chains">
      <DataTable
        name={say(words.check)}
        columns={[
          { key: 'chain', title: say(words.chain), value: row => row.chain, always: true, width: 100 },
          {
            key: 'facts',
            title: say(words.facts),
            value: row => row.facts,
            render: row => <Num value={row.facts} />,
            align: 'right',
            sortable: true,
            width: 110,
          },
          {
            key: 'result',
            title: say(words.result),
            value: row => (row.fault === null ? say(words.good) : say(row.fault.words)),
            render: row =>
              row.fault === null ? (
                <Mark tone="green">{say(words.good)}</Mark>
              ) : (
                <span className="severity-refuse">{say(row.fault.words)}</span>
              ),
            width: 260,
          },
          {
            key: 'hash',
            title: say(words.hash),
            value: row => row.hash,
            render: row => <code className="hash">{row.hash}</code>,
          },
        ]}
        rows={check.chains}
        rowKey={row => row.chain}
        pageSize={10}
      />
    </div>
  )
}
