import { useNavigate } from '@tanstack/react-router'
import { listUnscheduled, type UnscheduledWater } from '../../../works/progress/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { StageMark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { progressWords as words } from './progress-words.ts'

/** Waters that wait for a schedule, the longest first; each opens where it is made. */
export function UnscheduledPanel({ region }: { readonly region: string | undefined }) {
  const say = useSay()
  const navigate = useNavigate()
  const query = region === undefined ? {} : { region }
  const pages = usePages([...answerKey(listUnscheduled), query], (cursor, signal) =>
    call(listUnscheduled, { query: { ...query, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  const columns: readonly Column<UnscheduledWater>[] = [
    { key: 'water', title: say(words.water), value: row => row.waterName, always: true, width: 220 },
    { key: 'code', title: say(words.code), value: row => row.waterCode, width: 190 },
    {
      key: 'place',
      title: say(words.region),
      value: ({ regionNames: { county, town, village } }) => [county, town, village].filter(Boolean).join(' '),
      width: 280,
    },
    { key: 'stage', title: say(words.stage), value: row => row.stage, render: row => <StageMark stage={row.stage} /> },
    {
      key: 'since',
      title: say(words.since),
      value: row => row.stageSince,
      render: row => <DateText at={row.stageSince} />,
      width: 130,
    },
  ]
  return (
    <section className="panel">
      <DataTable
        name={say(words.withoutSchedule)}
        columns={columns}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.waterId}
        error={pages.error}
        onRetry={pages.retry}
        onOpen={row => void navigate({ to: `/waters/${row.waterId}/progress` })}
        empty={{ title: say(words.allScheduled), hint: say(words.noneHint) }}
        pageSize={100}
      />
      <MoreRows pages={pages} />
    </section>
  )
}
