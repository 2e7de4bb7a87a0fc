import type { File, getAcceptance } from '../../../acceptance/contract.ts'
import { acceptanceSteps, deciders, fileDecisions, fileItems, type AcceptanceStep } from '../../../acceptance/rules.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { findStandard } from '../../../standards/registry.ts'
import { CitationNote } from '../../shared/components/citation-note.tsx'
import { FactList } from '../../shared/components/fact-list.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { acceptanceWords as words } from './acceptance-words.ts'
import { DueMark, FileStateMark } from './marks.tsx'

type Acceptance = AnswerOf<typeof getAcceptance>
type Props = { readonly acceptance: Acceptance }

/** What stands beside the checklist: who decides next, what was decided, and by which papers. */
export function AcceptanceAside({ acceptance }: Props) {
  return (
    <aside className="accept-aside">
      <Steps acceptance={acceptance} />
      {acceptance.file === undefined ? null : <Decisions file={acceptance.file} />}
      <Basis acceptance={acceptance} />
      <Earlier acceptance={acceptance} />
    </aside>
  )
}

function Steps({ acceptance: { policy, file } }: Props) {
  const say = useSay()
  // A file that was taken back or revoked has passed nothing any more.
  const standing = file === undefined || isUndone(file) ? [] : file.decisions
  const passed = new Set(standing.filter(({ decision }) => decision === 'accept').map(({ step }) => step))
  const refused = new Set(standing.filter(({ decision }) => decision === 'refuse').map(({ step }) => step))
  return (
    <Panel title={say(words.steps)}>
      <ol className="accept-steps">
        {policy.steps.flatMap(({ id, decider, days }) => [
          ...(id === 'delisting' ? [<NoticeStep key="notice" file={file} />] : []),
          <li
            key={id}
            className={refused.has(id) ? 'refused' : stepClass({ isDone: passed.has(id), isNow: file?.step === id })}
            aria-current={file?.step === id ? 'step' : undefined}
          >
            <strong>
              {say(acceptanceSteps[id])}
              {refused.has(id) ? ` · ${say(fileDecisions.refuse)}` : ''}
            </strong>
            <span className="quiet">{say(words.decidesIn(say(deciders[decider]), days))}</span>
            {file?.step === id ? <Due file={file} /> : null}
          </li>,
        ])}
      </ol>
    </Panel>
  )
}

function NoticeStep({ file }: { readonly file: File | undefined }) {
  const say = useSay()
  const notice = file?.notice
  const isNow = file?.state === 'accepted'
  return (
    <li className={stepClass({ isDone: notice !== undefined && !isUndone(file), isNow })}>
      <strong>{say(words.publicNotice)}</strong>
      {notice === undefined ? null : (
        <span className="quiet">{say(words.runsFromTo(notice.startsOn, notice.endsOn))}</span>
      )}
      {isNow ? <Due file={file} /> : null}
    </li>
  )
}

const undone: ReadonlySet<File['state']> = new Set(['withdrawn', 'revoked', 'lapsed'])
const isUndone = (file: File | undefined) => file !== undefined && undone.has(file.state)

function stepClass({ isDone, isNow }: { readonly isDone: boolean; readonly isNow: boolean }): string {
  return isNow ? 'now' : isDone ? 'done' : 'ahead'
}

function Due({ file }: { readonly file: File }) {
  const say = useSay()
  return (
    <span>
      {say(words.dueOn)} <DateText at={file.dueOn} /> <DueMark urgency={file.urgency} daysLeft={file.daysLeft} />
    </span>
  )
}

function Decisions({ file }: { readonly file: File }) {
  const say = useSay()
  const stepName = (step: AcceptanceStep | undefined) => (step === undefined ? '' : `${say(acceptanceSteps[step])} · `)
  return (
    <Panel title={say(words.decisions)}>
      <ul className="accept-list">
        {file.decisions.toReversed().map(({ number, step, decision, reason, items, by, at }) => (
          <li key={number}>
            <strong>
              {stepName(step)}
              {say(fileDecisions[decision])}
            </strong>
            <p>{reason}</p>
            {items.length === 0 ? null : <p>{items.map(id => say(fileItems[id])).join(say({ zh: '、', en: ', ' }))}</p>}
            <p className="quiet">
              <PersonName person={by} brief /> · <DateText at={at} time />
            </p>
          </li>
        ))}
        <li>
          <strong>{say(words.submitted)}</strong>
          {file.note === undefined ? null : <p>{file.note}</p>}
          <p className="quiet">
            <PersonName person={file.submittedBy} brief /> · <DateText at={file.submittedAt} time />
          </p>
        </li>
      </ul>
    </Panel>
  )
}

function Basis({ acceptance }: Props) {
  const say = useSay()
  const { policy, standardId, file } = acceptance
  const standard = findStandard(file?.snapshot.standardId ?? standardId)
  return (
    <Panel title={say(words.basis)}>
      <p>
        {say(words.policyOf(file?.snapshot.policyFrom ?? policy.inForceFrom))}
        <br />
        <CitationNote citation={policy.citation} />
      </p>
      {standard === undefined ? null : (
        <p>
          <CitationNote citation={standard.citation} />
        </p>
      )}
      {file === undefined ? null : (
        <FactList
          lines={[
            { label: say(words.hash), value: <span className="accept-hash">{file.snapshotHash}</span>, wide: true },
          ]}
        />
      )}
    </Panel>
  )
}

function Earlier({ acceptance }: Props) {
  const say = useSay()
  if (acceptance.earlier.length === 0) return null
  return (
    <Panel title={say(words.earlier)}>
      <ul className="accept-list">
        {acceptance.earlier.map(({ id, state, stateSince }) => (
          <li key={id}>
            <FileStateMark state={state} /> <DateText at={stateSince} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
