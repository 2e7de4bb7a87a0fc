import { DownloadOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { supervisionLists, supervisionListIds } from '../../../domain/waters.ts'
import { streamTrial, tryStandard, type TrialDifference, type TrialSummary } from '../../../identification/contract.ts'
import { addressOf } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { ListMark, Mark } from '../../shared/components/marks.tsx'
import { Num } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { Tally } from '../../shared/components/tally.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { identificationWords as words, outcomeWords } from './identification-words.ts'
import { StandardPicker } from './judge-drawer.tsx'
import { OutcomeMark } from './outcome-mark.tsx'
import './identification.css'

const Search = z.object({
  standard: z.string().max(60).optional(),
  region: RegionCodeText.optional(),
})

/** All waters under another edition: how verdicts and the three lists would change. Nothing is altered. */
export default function TrialPage() {
  const say = useSay()
  const account = useAccount()
  const [search, setSearch] = useSearchState(Search)
  return (
    <div className="stack">
      <PageHeader
        crumbs={[{ label: say(words.title), to: '/identification' }]}
        title={say(words.trialTitle)}
        subtitle={say(words.trialLead)}
      />
      <section className="panel trial-choice">
        <StandardPicker
          value={search.standard}
          withoutCurrent
          label={say(words.chooseStandard)}
          onChange={standard => setSearch({ standard })}
        />
        <RegionPicker
          within={account.regionCode}
          value={search.region}
          placeholder={say(words.region)}
          label={say(words.regionLabel)}
          onChange={region => setSearch({ region })}
        />
      </section>
      {search.standard === undefined ? (
        <section className="panel">
          <EmptyState title={say(words.chooseStandard)} hint={say(words.chooseStandardHint)} />
        </section>
      ) : (
        <Trial standardId={search.standard} region={search.region} />
      )}
    </div>
  )
}

function Trial({ standardId, region }: { readonly standardId: string; readonly region: string | undefined }) {
  const say = useSay()
  const query = { standardId, ...(region === undefined ? {} : { region }) }
  const columns = useColumns()
  const trial = useAnswer(tryStandard, { query })
  if (trial.error !== null) return <ProblemAlert error={trial.error} onRetry={trial.refetch} />
  if (trial.data === undefined) return <Skeleton active paragraph={{ rows: 8 }} />
  const { summary, differences, more } = trial.data
  return (
    <>
      <TrialTally summary={summary} />
      <ListChanges summary={summary} />
      <Panel
        title={say(words.differences2)}
        flush
        tools={
          <Button size="small" icon={<DownloadOutlined />} href={addressOf(streamTrial, { query })}>
            {say(words.downloadAll)}
          </Button>
        }
      >
        {more === 0 ? null : <Alert type="info" showIcon title={say(words.moreDifferences(more))} banner />}
        <DataTable
          name={say(words.differences2)}
          columns={columns}
          rows={differences}
          rowKey={row => row.water.id}
          empty={{ title: say(words.noDifference) }}
        />
      </Panel>
    </>
  )
}

function TrialTally({ summary }: { readonly summary: TrialSummary }) {
  const say = useSay()
  return (
    <Tally
      label={say(words.trialTitle)}
      figures={[
        { label: say(words.judged), value: <Num value={summary.judged} /> },
        { label: say(words.same), value: <Num value={summary.sameVerdict} /> },
        {
          label: say(words.different),
          value: <Num value={summary.differentVerdict} />,
          tone: summary.differentVerdict > 0 ? 'warn' : undefined,
        },
        { label: say(words.withoutBasis), value: <Num value={summary.withoutBasis} /> },
        { label: say(words.openLists), value: <Num value={summary.openLists} /> },
        { label: say(words.declaredOnly), value: <Num value={summary.declaredButNotIdentified} /> },
      ]}
    />
  )
}

const changeKinds = ['added', 'removed', 'movedIn', 'movedOut'] as const

function ListChanges({ summary }: { readonly summary: TrialSummary }) {
  const say = useSay()
  return (
    <Panel title={say(words.listChanges)} flush>
      <table className="list-changes">
        <thead>
          <tr>
            <th scope="col">{say(words.list)}</th>
            {changeKinds.map(kind => (
              <th scope="col" key={kind}>
                {say(words[kind])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {supervisionListIds.map(list => (
            <tr key={list}>
              <th scope="row">{say(supervisionLists[list])}</th>
              {changeKinds.map(kind => (
                <td key={kind} className={summary.lists[list][kind] === 0 ? 'none' : `some ${kind}`}>
                  {summary.lists[list][kind]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function useColumns(): readonly Column<TrialDifference>[] {
  const say = useSay()
  const list = (key: 'listBefore' | 'listAfter'): Column<TrialDifference> => ({
    key,
    title: say(words[key]),
    value: row => (row[key] === 'none' ? say(words.noList) : say(supervisionLists[row[key]])),
    render: row => (row[key] === 'none' ? <Mark>{say(words.noList)}</Mark> : <ListMark list={row[key]} />),
    width: 110,
  })
  return [
    {
      key: 'name',
      title: say(words.name),
      value: row => row.water.name,
      render: row => <Link to={`/waters/${row.water.id}`}>{row.water.name}</Link>,
      always: true,
      width: 190,
    },
    {
      key: 'area',
      title: say(words.area),
      value: row => row.areaM2,
      render: row => <Num value={row.areaM2} digits={1} />,
      align: 'right',
      sortable: true,
      width: 110,
    },
    {
      key: 'before',
      title: say(words.before),
      value: row => say(outcomeWords[row.before]),
      render: row => <OutcomeMark outcome={row.before} />,
      width: 160,
    },
    {
      key: 'after',
      title: say(words.after),
      value: row => say(outcomeWords[row.after]),
      render: row => <OutcomeMark outcome={row.after} />,
      width: 120,
    },
    list('listBefore'),
    list('listAfter'),
    { key: 'words', title: say(words.words), value: row => say(row.words), width: 340 },
  ]
}
