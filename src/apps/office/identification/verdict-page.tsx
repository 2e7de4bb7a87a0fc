import { Link, useParams } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { getVerdict, replayVerdict, type VerdictDetail } from '../../../identification/contract.ts'
import { findStandard } from '../../../standards/registry.ts'
import { FactList } from '../../shared/components/fact-list.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { identificationWords as words } from './identification-words.ts'
import { OutcomeMark } from './outcome-mark.tsx'
import { VerdictInputs } from './verdict-inputs.tsx'
import { VerdictRecordView } from './verdict-record.tsx'
import './identification.css'

/** One verdict as a document: who judged what by which edition, on which records, with which arithmetic; and its replay. */
export default function VerdictPage() {
  const say = useSay()
  const { id = '' } = useParams({ strict: false })
  const verdict = useAnswer(getVerdict, { params: { id } })
  const [replaying, setReplaying] = useState(false)
  if (verdict.error !== null) return <ProblemAlert error={verdict.error} onRetry={verdict.refetch} />
  if (verdict.data === undefined) return <Skeleton active paragraph={{ rows: 10 }} style={{ padding: '24px 0' }} />
  const { water, record, outcome, latest } = verdict.data
  return (
    <div className="stack">
      <PageHeader
        crumbs={[{ label: say(words.title), to: '/identification' }]}
        title={`${say(words.verdictTitle)} · ${water.name}`}
        marks={
          <>
            <OutcomeMark outcome={outcome} />
            {latest ? null : <Mark>{say(words.superseded)}</Mark>}
          </>
        }
        subtitle={<Link to={`/waters/${water.id}`}>{water.code}</Link>}
        actions={
          <>
            <Button onClick={() => setReplaying(true)}>{say(words.replay)}</Button>
            <Button onClick={() => print()}>{say(words.print)}</Button>
          </>
        }
      />
      {replaying ? <Replay id={id} /> : null}
      <Panel title={say(words.verdictTitle)}>
        <Facts verdict={verdict.data} />
        <VerdictRecordView record={record} />
      </Panel>
      <VerdictInputs verdict={verdict.data} />
    </div>
  )
}

function Facts({ verdict }: { readonly verdict: VerdictDetail }) {
  const say = useSay()
  const standard = findStandard(verdict.standardId)
  return (
    <FactList
      lines={[
        {
          label: say(words.standard),
          value: standard === undefined ? verdict.standardId : say(standard.title),
          wide: true,
        },
        { label: say(words.by), value: <PersonName person={verdict.by} />, wide: true },
        { label: say(words.at), value: <DateText at={verdict.at} time /> },
      ]}
    />
  )
}

function Replay({ id }: { readonly id: string }) {
  const say = useSay()
  const replay = useAnswer(replayVerdict, { params: { id } })
  if (replay.error !== null) return <ProblemAlert error={replay.error} onRetry={replay.refetch} />
  if (replay.data === undefined) return <Skeleton active title={false} paragraph={{ rows: 1 }} />
  const { same, differences } = replay.data
  return (
    <Alert
      type={same ? 'success' : 'error'}
      showIcon
      title={say(same ? words.replaySame : words.replayDiffers)}
      description={
        <>
          {say(replay.data.words)}
          {differences.length === 0 ? null : (
            <p className="long-name">
              {say(words.differences)}: <code>{differences.join(', ')}</code>
            </p>
          )}
        </>
      }
    />
  )
}
