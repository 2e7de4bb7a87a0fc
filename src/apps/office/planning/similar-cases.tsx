import { Link, useNavigate } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { waterTypes } from '../../../domain/waters.ts'
import { listSimilarCases } from '../../../planning/cases/contract.ts'
import { similarityCriteria } from '../../../planning/cases/rules.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { ExampleMark } from '../../shared/components/marks.tsx'
import { Area } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { caseWords as words } from './case-words.ts'
import { CaseOutcomeMark } from './outcome-mark.tsx'
import './cases.css'

type Similar = AnswerOf<typeof listSimilarCases>['items'][number]

const solvedStages: ReadonlySet<string> = new Set(['accepted', 'delisted', 'upkeep', 'relapsed'])

/** Solved cases ranked for a water, each with its reasons; one that relapsed is a warning. */
export function SimilarCases(props: { readonly waterId: string; readonly stage: string }) {
  const say = useSay()
  const navigate = useNavigate()
  const mayWrite = useAccount().may('plan.write') && solvedStages.has(props.stage)
  const answer = useAnswer(listSimilarCases, { params: { id: props.waterId } })
  return (
    <Panel
      title={say(words.similar)}
      id="similar-cases"
      tools={
        mayWrite ? (
          <Button size="small" onClick={() => void navigate({ to: '/cases/new', search: { water: props.waterId } })}>
            {say(words.write)}
          </Button>
        ) : undefined
      }
    >
      {answer.error === null ? null : <ProblemAlert error={answer.error} onRetry={answer.refetch} />}
      {answer.isLoading ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {answer.data?.items.length === 0 ? <p className="quiet">{say(words.noSimilar)}</p> : null}
      <ol className="similar-cases">
        {answer.data?.items.map(similar => (
          <SimilarCase key={similar.caseId ?? similar.waterId} similar={similar} />
        ))}
      </ol>
      {answer.data === undefined ? null : (
        <p className="quiet similar-foot">
          {say(words.similarHint(answer.data.looked, answer.data.policy.leastPoints))} {say(words.policy)}{' '}
          <CitationNote citation={answer.data.policy} />
        </p>
      )}
    </Panel>
  )
}

function SimilarCase({ similar }: { readonly similar: Similar }) {
  const say = useSay()
  const { caseId, waterId, title, placeText, type, areaM2, points, warning, outcome, invented } = similar
  const to = caseId === undefined ? `/waters/${waterId ?? ''}` : `/cases/${caseId}`
  return (
    <li>
      <div className="similar-head">
        <Link to={to} className="long-name">
          {title}
        </Link>
        <CaseOutcomeMark mark={outcome.mark} />
        {invented ? <ExampleMark /> : null}
        <strong className="similar-points number">{say(words.points(points))}</strong>
      </div>
      <p className="quiet">
        {placeText}
        {type === undefined ? null : <> · {say(waterTypes[type].label)}</>}
        {areaM2 === undefined ? null : (
          <>
            {' '}
            · <Area m2={areaM2} />
          </>
        )}
        {caseId === undefined ? <> · {say(words.notWritten)}</> : null}
      </p>
      <p>
        {similar.reasons
          .filter(reason => reason.points > 0)
          .map(reason => say(reason.words))
          .join(say({ zh: '；', en: '; ' }))}
      </p>
      {warning === undefined ? null : <Alert type="warning" showIcon title={say(warning)} />}
      <details>
        <summary>{say(words.why)}</summary>
        <ul className="similar-reasons">
          {similar.reasons.map(reason => (
            <li key={reason.criterion}>
              <span>{say(similarityCriteria[reason.criterion])}</span>
              <span className="cause-bar" aria-hidden="true">
                <span style={{ width: `${(reason.points / reason.of) * 100}%` }} />
              </span>
              <span className="number">{say(words.of(reason.points, reason.of))}</span>
              <span className="similar-said quiet">{say(reason.words)}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}
