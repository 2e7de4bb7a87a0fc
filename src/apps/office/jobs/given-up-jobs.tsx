import { listGivenUpJobs, type GivenUpJob } from '../../../platform/given-up-jobs/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { personColumn } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { RegionName } from '../people/region-name.tsx'
import { JobActions } from './job-actions.tsx'
import { givenUpStateWords, jobsWords as words } from './jobs-words.ts'

/** Those that wait for somebody, or those that were seen to. */
export function GivenUpJobs({ show }: { readonly show: 'open' | 'settled' }) {
  const say = useSay()
  const pages = usePages([...answerKey(listGivenUpJobs), show], (cursor, signal) =>
    call(listGivenUpJobs, { query: { show, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  const about = useAboutColumns(show)
  const ending = useEndingColumns(show)
  const empty =
    show === 'open' ? { title: say(words.noneOpen), hint: say(words.noneOpenHint) } : { title: say(words.noneSettled) }
  return (
    <section className="panel">
      <DataTable
        name={`${say(words.title)} ${say(words[show])}`}
        columns={[...about, ...ending]}
        rows={pages.rows}
        isBeginning={pages.hasMore}
        rowKey={row => row.id}
        error={pages.error}
        onRetry={pages.retry}
        empty={empty}
      />
      <MoreRows pages={pages} />
    </section>
  )
}

function useAboutColumns(show: 'open' | 'settled'): readonly Column<GivenUpJob>[] {
  const say = useSay()
  return [
    { key: 'job', title: say(words.job), value: row => say(row.label), always: true, width: 170 },
    {
      key: 'fact',
      title: say(words.wokenBy),
      value: row => `${say(row.factLabel)} ${say(words.link(row.chain, row.sequence))}`,
      render: row => (
        <span className="job-fact">
          {say(row.factLabel)}
          <span className="quiet">{say(words.link(row.chain, row.sequence))}</span>
        </span>
      ),
      width: 160,
    },
    {
      key: 'region',
      title: say(words.region),
      value: row => row.regionCode,
      render: row => <RegionName code={row.regionCode} />,
      width: 130,
    },
    {
      key: 'gaveUpAt',
      title: say(words.gaveUpAt),
      value: row => row.gaveUpAt,
      render: row => <DateText at={row.gaveUpAt} time />,
      width: 150,
    },
    {
      key: 'tries',
      title: say(words.tries),
      value: row => row.tries,
      render: row => <Num value={row.tries} />,
      align: 'right',
      width: 90,
      hiddenAtFirst: show === 'settled',
    },
    {
      key: 'wokenAt',
      title: say(words.wokenAt),
      value: row => row.wokenAt,
      render: row => <DateText at={row.wokenAt} time />,
      width: 150,
      hiddenAtFirst: true,
    },
    { key: 'subject', title: say(words.subject), value: row => row.subjectId, width: 290, hiddenAtFirst: true },
  ]
}

function useEndingColumns(show: 'open' | 'settled'): readonly Column<GivenUpJob>[] {
  const say = useSay()
  if (show === 'open') {
    const value = (row: GivenUpJob) => (row.mender === 'asker' ? say(words.askerMends) : say(givenUpStateWords.open))
    const render = (row: GivenUpJob) => <JobActions job={row} />
    return [{ key: 'actions', title: say(words.actions), value, render, always: true, width: 260 }]
  }
  return [
    {
      key: 'outcome',
      title: say(words.outcome),
      value: row => say(givenUpStateWords[row.state]),
      render: row => (
        <Mark {...(row.state === 'retried' ? { tone: 'green' as const } : {})}>
          {say(givenUpStateWords[row.state])}
        </Mark>
      ),
      width: 120,
    },
    { key: 'reason', title: say(words.reason), value: row => row.reason, width: 220 },
    personColumn({ key: 'settledBy', title: say(words.settledBy), person: row => row.settledBy }, say),
    {
      key: 'settledAt',
      title: say(words.settledAt),
      value: row => row.settledAt,
      render: row => (row.settledAt === undefined ? null : <DateText at={row.settledAt} time />),
      width: 150,
    },
  ]
}
