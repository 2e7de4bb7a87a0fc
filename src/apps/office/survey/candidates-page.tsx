import { Link } from '@tanstack/react-router'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { RegionCodeText } from '../../../domain/shapes.ts'
import { waterTypes } from '../../../domain/waters.ts'
import { listCandidates, type Candidate } from '../../../survey/contract.ts'
import { candidateSourceIds, candidateSources } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { DataTable, type Column } from '../../shared/components/data-table.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { MoreRows } from '../../shared/components/more-rows.tsx'
import { DateText, Num } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { usePages } from '../../shared/hooks/use-pages.ts'
import { useSearchState } from '../../shared/hooks/use-search-state.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { NewCandidateDrawer } from './new-candidate.tsx'
import { ScopeDialog } from './scope-dialog.tsx'
import { scopeWords, surveyWords as words } from './survey-words.ts'
import './survey.css'

const CandidateSearch = z.object({
  region: RegionCodeText.optional(),
  source: z.enum(candidateSourceIds).optional(),
  bases: z.enum(['none', 'some']).optional(),
})
type CandidateSearch = z.output<typeof CandidateSearch>

/** Suspected waters: in scope or not, which bases they have, and the way on to the verdict. */
export default function CandidatesPage() {
  const say = useSay()
  const account = useAccount()
  const [search, setSearch] = useSearchState(CandidateSearch)
  const [recording, setRecording] = useState(false)
  const [deciding, setDeciding] = useState<Candidate>()
  const pages = usePages([...answerKey(listCandidates), search], (cursor, signal) =>
    call(listCandidates, { query: { ...search, ...(cursor === undefined ? {} : { cursor: String(cursor) }) }, signal }),
  )
  const total = pages.first?.total
  return (
    <div className="stack">
      <PageHeader
        title={say(words.candidatesTitle)}
        subtitle={say(words.candidatesLead)}
        actions={
          account.may('survey.record') ? (
            <Button type="primary" onClick={() => setRecording(true)}>
              {say(words.addCandidate)}
            </Button>
          ) : undefined
        }
      />
      <section className="panel">
        <CandidateFilters search={search} onSearch={setSearch} />
        <DataTable
          name={say(words.candidatesTitle)}
          columns={useColumns()}
          rows={pages.rows}
          isBeginning={pages.hasMore}
          rowKey={row => row.waterId}
          error={pages.error}
          onRetry={pages.retry}
          renderActions={row => <CandidateActions candidate={row} onDecide={setDeciding} />}
          {...(total === undefined ? {} : { count: say(common.rows(total)) })}
          empty={{ title: say(words.candidatesEmpty), hint: say(words.candidatesEmptyHint) }}
          pageSize={100}
        />
        <MoreRows pages={pages} />
      </section>
      <NewCandidateDrawer open={recording} onClose={() => setRecording(false)} />
      <ScopeDialog candidate={deciding} onClose={() => setDeciding(undefined)} />
    </div>
  )
}

function CandidateFilters(props: {
  readonly search: CandidateSearch
  readonly onSearch: (change: Partial<CandidateSearch>) => void
}) {
  const say = useSay()
  const account = useAccount()
  const { search, onSearch } = props
  return (
    <div className="filter-bar">
      <span className="wide">
        <RegionPicker
          within={account.regionCode}
          value={search.region}
          onChange={region => onSearch({ region })}
          placeholder={say(words.region)}
          label={say(words.region)}
        />
      </span>
      <Select
        className="narrow"
        allowClear
        placeholder={say(words.anySource)}
        aria-label={say(words.source)}
        {...(search.source === undefined ? {} : { value: search.source })}
        options={candidateSourceIds.map(value => ({ value, label: say(candidateSources[value]) }))}
        onChange={(source: CandidateSearch['source']) => onSearch({ source })}
      />
      <Select
        className="narrow"
        allowClear
        placeholder={say(words.basesFilter)}
        aria-label={say(words.basesFilter)}
        {...(search.bases === undefined ? {} : { value: search.bases })}
        options={[
          { value: 'none' as const, label: say(words.basesNone) },
          { value: 'some' as const, label: say(words.basesSome) },
        ]}
        onChange={(bases: CandidateSearch['bases']) => onSearch({ bases })}
      />
    </div>
  )
}

function useColumns(): readonly Column<Candidate>[] {
  const say = useSay()
  return [
    {
      key: 'name',
      title: say(words.name),
      value: row => row.name,
      render: row => (
        <>
          <Link to={`/waters/${row.waterId}`} className="long-name">
            {row.name}
          </Link>
          {row.complaint ? <Mark tone="amber">{say(words.complaint)}</Mark> : null}
        </>
      ),
      always: true,
      width: 170,
    },
    { key: 'place', title: say(words.place), value: placeOf, width: 180 },
    { key: 'type', title: say(words.type), value: row => say(waterTypes[row.type].label), width: 70 },
    {
      key: 'area',
      title: say(words.area),
      value: row => row.areaM2,
      render: row => <Num value={row.areaM2} digits={1} />,
      align: 'right',
      width: 100,
    },
    { key: 'source', title: say(words.source), value: row => say(candidateSources[row.source]), width: 110 },
    {
      key: 'scope',
      title: say(words.scope),
      value: row => say(scopeWords[row.scope.why]),
      render: row => (
        <span title={say(row.scope.words)}>
          <Mark {...(row.scope.inScope ? { tone: 'green' as const } : { tone: 'amber' as const })}>
            {say(scopeWords[row.scope.why])}
          </Mark>
        </span>
      ),
      width: 120,
    },
    {
      key: 'bases',
      title: say(words.basesCount),
      value: row => `${row.bases.senses} / ${row.bases.questionnaires} / ${row.bases.samples}`,
      align: 'center',
      width: 130,
    },
    {
      key: 'since',
      title: say(words.since),
      value: row => row.since,
      render: row => <DateText at={row.since} />,
      width: 110,
    },
  ]
}

function CandidateActions(props: { readonly candidate: Candidate; readonly onDecide: (candidate: Candidate) => void }) {
  const say = useSay()
  const account = useAccount()
  const { candidate, onDecide } = props
  return (
    <span className="row-actions">
      <Link to={`/survey/waters/${candidate.waterId}`}>{say(words.basesOf)}</Link>
      {account.may('identification.judge') ? (
        <>
          <Button type="link" size="small" onClick={() => onDecide(candidate)}>
            {say(words.decideScope)}
          </Button>
          <Link to="/identification" search={{ judge: candidate.waterId }}>
            {say(words.judge)}
          </Link>
        </>
      ) : null}
    </span>
  )
}

function placeOf({ regionNames }: Candidate): string {
  const { county, town, village } = regionNames
  return [county, town, village].filter(Boolean).join(' · ')
}
