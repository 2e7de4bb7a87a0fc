import { Segmented } from 'antd'
import { listCandidates, type Candidate } from '../../../survey/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { identificationWords as words } from './identification-words.ts'

type Bases = 'none' | 'some'

/** Suspected waters; a row opens the judgement with a preview. */
export function WaitingPanel(props: {
  readonly region: string | undefined
  readonly bases: Bases | undefined
  readonly onBases: (bases: Bases | undefined) => void
  readonly onJudge: (waterId: string) => void
}) {
  const say = useSay()
  const { region, bases } = props
  const filter = { ...(region === undefined ? {} : { region }), ...(bases === undefined ? {} : { bases }) }
  const pages = usePages([...answerKey(listCandidates), filter], (cursor, signal) =>
    call(listCandidates, { query: { ...filter, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  const total = pages.first?.total
  return (
    <section className="panel">
      <DataTable
        name={say(words.tabWaiting)}
        tools={
          <Segmented<Bases | 'any'>
            size="small"
            value={bases ?? 'any'}
            onChange={value => props.onBases(value === 'any' ? undefined : value)}
            options={[
              { value: 'any', label: say(words.anyBases) },
              { value: 'some', label: say(words.withBases) },
              { value: 'none', label: say(words.withoutBases) },
            ]}
          />
        }
        columns={useColumns()}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.waterId}
        error={pages.error}
        onRetry={pages.retry}
        onOpen={row => props.onJudge(row.waterId)}
        {...(total === undefined ? {} : { count: say(common.rows(total)) })}
        empty={{ title: say(words.waitingEmpty), hint: say(words.waitingEmptyHint) }}
        pageSize={100}
      />
      <MoreRows pages={pages} />
    </section>
  )
}

function useColumns(): readonly Column<Candidate>[] {
  const say = useSay()
  return [
    { key: 'name', title: say(words.name), value: row => row.name, always: true, width: 190 },
    {
      key: 'place',
      title: say(words.place),
      value: ({ regionNames: { county, town, village } }) => [county, town, village].filter(Boolean).join(' · '),
      width: 260,
    },
    {
      key: 'area',
      title: say(words.area),
      value: row => row.areaM2,
      render: row => <Num value={row.areaM2} digits={1} />,
      align: 'right',
      width: 110,
    },
    {
      key: 'bases',
      title: say(words.basesCount),
      value: row => `${row.bases.senses} / ${row.bases.questionnaires} / ${row.bases.samples}`,
      align: 'center',
      width: 160,
    },
    {
      key: 'scope',
      title: say(words.scope),
      value: row => say(row.scope.words),
      render: row => (
        <>
          <Mark tone={row.scope.inScope ? 'green' : 'amber'}>{say(row.scope.inScope ? common.yes : common.no)}</Mark>{' '}
          <span className="quiet">{say(row.scope.words)}</span>
        </>
      ),
      width: 300,
    },
    {
      key: 'since',
      title: say(words.since),
      value: row => row.since,
      render: row => <DateText at={row.since} />,
      width: 120,
    },
  ]
}
