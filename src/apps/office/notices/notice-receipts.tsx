import type { Notice } from '../../../notices/contract.ts'
import { receiptStates } from '../../../notices/rules.ts'
import { DataTable } from '../../shared/components/data-table.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ScrollArea } from '../../shared/components/scroll-area.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { personWords } from '../../../domain/person-label.ts'
import { ReceiptMark } from './notice-marks.tsx'
import { noticesWords as words } from './notices-words.ts'

type Receipts = NonNullable<Notice['receipts']>

/** Who opened and confirmed a notice: by county, then person by person. */
export function NoticeReceipts({ receipts }: { readonly receipts: Receipts }) {
  const say = useSay()
  return (
    <>
      <Panel title={`${say(words.receipts)} · ${say(words.receiptsSubtitle)}`}>
        {receipts.length === 0 ? <p className="quiet">{say(words.nobody)}</p> : <ByCounty receipts={receipts} />}
      </Panel>
      <section className="panel">
        <DataTable
          name={say(words.receipts)}
          columns={[
            {
              key: 'person',
              title: say(words.person),
              value: row => say(personWords(row.person)),
              render: row => <PersonName person={row.person} />,
              always: true,
              width: 260,
            },
            { key: 'county', title: say(words.county), value: row => row.county, width: 140 },
            {
              key: 'state',
              title: say(words.state),
              value: row => say(receiptStates[row.state]),
              render: row => <ReceiptMark state={row.state} />,
              width: 150,
            },
            {
              key: 'openedAt',
              title: say(words.openedAt),
              value: row => row.openedAt,
              render: row => <DateText at={row.openedAt} time />,
              width: 170,
            },
            {
              key: 'confirmedAt',
              title: say(words.confirmedAt),
              value: row => row.confirmedAt,
              render: row => <DateText at={row.confirmedAt} time />,
              width: 170,
            },
          ]}
          rows={receipts}
          rowKey={row => row.person.id}
          empty={{ title: say(words.nobody) }}
          pageSize={50}
        />
      </section>
    </>
  )
}

function ByCounty({ receipts }: { readonly receipts: Receipts }) {
  const say = useSay()
  const counties = [...Map.groupBy(receipts, ({ county }) => county)]
  const count = (rows: Receipts, states: readonly string[]) => rows.filter(({ state }) => states.includes(state)).length
  return (
    <ScrollArea label={say(words.receipts)}>
      <table className="notice-counties">
        <thead>
          <tr>
            <th>{say(words.county)}</th>
            <th className="right">{say(words.addressed)}</th>
            <th className="right">{say(words.opened)}</th>
            <th className="right">{say(words.confirmed)}</th>
            <th className="right">{say(words.overdue)}</th>
          </tr>
        </thead>
        <tbody>
          {counties.map(([county, rows]) => (
            <tr key={county}>
              <th scope="row">{county}</th>
              <td className="right">
                <Num value={rows.length} />
              </td>
              <td className="right">
                <Num value={rows.filter(({ openedAt }) => openedAt !== undefined).length} />
              </td>
              <td className="right">
                <Num value={count(rows, ['confirmed'])} />
              </td>
              <td className="right">
                <Num value={count(rows, ['overdue'])} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  )
}
