import { Link } from '@tanstack/react-router'
import { Alert, Button, Collapse, Skeleton } from 'antd'
import { useState } from 'react'
import {
  judgeWater,
  listIdentificationStandards,
  listVerdictsOfWater,
  replayVerdict,
  type VerdictDetail,
} from '../../../identification/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import type { Water } from '../../../waters/contract.ts'
import { bases } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { Mark, ToBeConfirmedMark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { JudgeButton } from './judge-button.tsx'
import { Arithmetic } from './verdict-arithmetic.tsx'
import { waterWords as words } from './water-words.ts'

export const outcomes = {
  'black-odorous': { label: words.blackOdorous, tone: 'red' },
  'not-black-odorous': { label: words.notBlackOdorous, tone: 'green' },
  undecided: { label: words.undecided, tone: 'amber' },
} as const satisfies Record<AnswerOf<typeof judgeWater>['record']['outcome'], object>

/** The verdicts of a water, newest first: outcome, the three bases, clause, arithmetic, and a replay of the record. */
export function WaterVerdicts({ water }: { readonly water: Water }) {
  const say = useSay()
  const account = useAccount()
  const verdicts = useAnswer(listVerdictsOfWater, { params: { id: water.id } })
  const [latest, ...earlier] = verdicts.data?.items ?? []
  return (
    <Panel
      title={say(words.verdicts)}
      id="verdicts"
      tools={
        <>
          {account.may('survey.record') ? (
            <Link to={`/survey/waters/${water.id}`}>{say(words.recordBases)}</Link>
          ) : null}
          {account.may('identification.judge') ? <JudgeButton water={water} /> : null}
        </>
      }
    >
      {verdicts.error === null ? null : <ProblemAlert error={verdicts.error} onRetry={verdicts.refetch} />}
      {verdicts.isPending ? <Skeleton active title={false} paragraph={{ rows: 4 }} /> : null}
      {verdicts.data !== undefined && latest === undefined ? (
        <EmptyState title={say(words.noVerdict)} hint={say(words.noVerdictHint)} />
      ) : null}
      {latest === undefined ? null : <Verdict verdict={latest} />}
      {earlier.length === 0 ? null : (
        <Collapse
          ghost
          size="small"
          style={{ marginTop: 12 }}
          items={[
            {
              key: 'earlier',
              label: say(words.earlier(earlier.length)),
              children: earlier.map(verdict => <Verdict key={verdict.id} verdict={verdict} />),
            },
          ]}
        />
      )}
    </Panel>
  )
}

function Verdict({ verdict }: { readonly verdict: VerdictDetail }) {
  const say = useSay()
  const { record } = verdict
  return (
    <article className="verdict">
      <div className="verdict-head">
        <strong>{say(outcomes[verdict.outcome].label)}</strong>
        <Mark tone={outcomes[verdict.outcome].tone}>{say(bases[record.basis])}</Mark>
        <span className="quiet">
          <StandardTitle id={verdict.standardId} /> · <PersonName person={verdict.by} /> ·{' '}
          <DateText at={verdict.at} time />
        </span>
      </div>
      <p className="verdict-words">{say(record.words)}</p>
      {record.missing.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={say(words.missing)}
          description={
            <ul className="plain-list">
              {record.missing.map(missing => (
                <li key={missing.en}>{say(missing)}</li>
              ))}
            </ul>
          }
        />
      )}
      <div className="bases">
        {record.parts.map(part => (
          <Basis key={part.basis} part={part} deciding={part.basis === record.basis} />
        ))}
      </div>
      <Arithmetic parts={record.parts} />
      <Citations citations={record.citations} />
      <Replay id={verdict.id} />
    </article>
  )
}

function StandardTitle({ id }: { readonly id: string }) {
  const say = useSay()
  const standards = useAnswer(listIdentificationStandards, {}, { staleMs: Infinity })
  const standard = standards.data?.items.find(item => item.id === id)
  return standard === undefined ? id : say(standard.title)
}

type Part = VerdictDetail['record']['parts'][number]

function Basis({ part, deciding }: { readonly part: Part; readonly deciding: boolean }) {
  const say = useSay()
  return (
    <section className={`basis${deciding ? ' deciding' : ''}`}>
      <h3>
        {say(bases[part.basis])}
        {deciding ? <Mark tone="green">{say(words.decidedBy)}</Mark> : null}
      </h3>
      <p className={part.outcome === undefined ? 'quiet' : undefined}>{say(part.words)}</p>
      {part.citation === undefined ? null : <Citations citations={[part.citation]} />}
    </section>
  )
}

function Citations({ citations }: { readonly citations: VerdictDetail['record']['citations'] }) {
  return (
    <>
      {citations.map(({ title, clause, confidence }) => (
        <div className="citation" key={`${title} ${clause}`}>
          <span>
            {title} {clause}
          </span>
          {confidence === 'to-be-confirmed' ? <ToBeConfirmedMark /> : null}
        </div>
      ))}
    </>
  )
}

/** Judges the kept inputs again, to show that the record was not altered. */
function Replay({ id }: { readonly id: string }) {
  const say = useSay()
  const [replayed, setReplayed] = useState<AnswerOf<typeof replayVerdict>>()
  const [error, setError] = useState<unknown>()
  const replay = async () => {
    try {
      setReplayed(await call(replayVerdict, { params: { id } }))
    } catch (thrown) {
      setError(thrown) // shown below the button
    }
  }
  return (
    <div className="citation">
      <Button size="small" onClick={() => void replay()}>
        {say(words.replay)}
      </Button>
      {replayed === undefined ? null : (
        <Mark tone={replayed.same ? 'green' : 'red'}>
          {say(replayed.same ? words.replaySame : words.replayDiffers(replayed.differences.join(', ')))}
        </Mark>
      )}
      {error === undefined ? null : <ProblemAlert error={error} />}
    </div>
  )
}
