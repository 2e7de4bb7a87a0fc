import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Alert, Progress, Skeleton } from 'antd'
import { useEffect } from 'react'
import { getSurveyImport, listImportRows, type SurveyImport } from '../../../survey/import/contract.ts'
import { call, type ProblemError } from '../../shared/client.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { formatNumber } from '../../shared/components/number-formats.ts'
import { DateText } from '../../shared/components/numbers.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useLocale, useSay } from '../../shared/i18n/language.tsx'
import { ImportCommit } from './import-commit.tsx'
import { ImportDone } from './import-done.tsx'
import { useDrafts } from './import-drafts.ts'
import { GiveUpImport } from './give-up-import.tsx'
import { ImportFailed } from './import-failed.tsx'
import { ImportFigures } from './import-figures.tsx'
import { ImportStateMark } from './import-state-mark.tsx'
import { ImportTabs } from './import-tabs.tsx'
import { importWords as words } from './import-words.ts'
import './import.css'

const pollMs = 800

/** One import from the upload to the report: reading, settling what is doubtful, writing. */
export default function ImportPage() {
  const say = useSay()
  const { id = '' } = useParams({ strict: false })
  const query = useImport(id)
  const held = query.data
  return (
    <div className="stack import-page">
      <PageHeader
        crumbs={[{ label: say(words.title), to: '/import' }]}
        title={held?.fileName ?? say(words.title)}
        marks={held === undefined ? undefined : <ImportStateMark state={held.state} />}
        subtitle={held === undefined ? undefined : <Provenance held={held} />}
      />
      {query.error === null ? null : <ProblemAlert error={query.error} onRetry={query.refetch} />}
      {query.isPending ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
      {held === undefined ? null : <ImportBody held={held} />}
    </div>
  )
}

/** Asks again while the platform reads or writes. Rows are fetched anew once it has finished. */
function useImport(id: string) {
  const cache = useQueryClient()
  const query = useQuery<SurveyImport, ProblemError>({
    queryKey: answerKey(getSurveyImport, { params: { id } }),
    queryFn: ({ signal }) => call(getSurveyImport, { params: { id }, signal }),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? pollMs : false),
  })
  const changedAt = isUnderWay(query.data) ? undefined : query.data?.updatedAt
  useEffect(() => {
    if (changedAt !== undefined) void cache.invalidateQueries({ queryKey: answerKey(listImportRows) })
  }, [cache, changedAt])
  return query
}

function isUnderWay(held: SurveyImport | undefined): boolean {
  return held?.state === 'reading' || held?.state === 'writing'
}

function Provenance({ held }: { readonly held: SurveyImport }) {
  const say = useSay()
  return (
    <>
      {say(words.by)} <PersonName person={held.by} /> · <DateText at={held.createdAt} time />
      {held.responsible.id === held.by.id ? null : (
        <>
          {' · '}
          {say(words.responsible)} <PersonName person={held.responsible} />
        </>
      )}
    </>
  )
}

function ImportBody({ held }: { readonly held: SurveyImport }) {
  const say = useSay()
  if (held.state === 'reading' || held.state === 'writing') return <UnderWay held={held} />
  if (held.state === 'failed') return <ImportFailed held={held} />
  if (held.state === 'cancelled') {
    return (
      <section className="panel">
        <EmptyState title={say(words.cancelledTitle)} action={<Link to="/import">{say(words.another)}</Link>} />
      </section>
    )
  }
  if (held.state === 'imported') return <ImportDone held={held} />
  return <OpenImport held={held} />
}

function OpenImport({ held }: { readonly held: SurveyImport }) {
  const say = useSay()
  const drafts = useDrafts(held.id)
  return (
    <>
      {held.failure === undefined ? null : (
        <Alert type="warning" showIcon title={say(words.refusedTitle)} description={say(held.failure)} />
      )}
      <ImportFigures held={held} />
      <ImportCommit held={held} drafts={drafts} />
      <ImportTabs held={held} drafts={drafts} editable />
    </>
  )
}

function UnderWay({ held }: { readonly held: SurveyImport }) {
  const say = useSay()
  const locale = useLocale()
  const reading = held.state === 'reading'
  return (
    <section className="panel import-underway" aria-live="polite">
      <h2>{say(reading ? words.readingTitle : words.writingTitle)}</h2>
      <Progress
        percent={100}
        status="active"
        showInfo={false}
        aria-label={say(reading ? words.readingTitle : words.writingTitle)}
      />
      {reading ? (
        <p className="import-count number">{say(words.rowsSoFar(formatNumber(held.rowsRead, locale)))}</p>
      ) : null}
      <p className="quiet">{say(reading ? words.readingHint : words.writingHint)}</p>
      {reading ? <GiveUpImport held={held} /> : null}
    </section>
  )
}
