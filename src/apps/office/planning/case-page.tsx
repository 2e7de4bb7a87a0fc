import { useParams } from '@tanstack/react-router'
import { Alert, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { getCase, type SolvedCase } from '../../../planning/cases/contract.ts'
import { caseSections } from '../../../planning/cases/rules.ts'
import { waterTypes } from '../../../domain/waters.ts'
import { ExampleMark } from '../../shared/components/marks.tsx'
import { PageHeader } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { CaseAside } from './case-aside.tsx'
import { CaseDocument } from './case-document.tsx'
import { CaseForm } from './case-form.tsx'
import { CaseSteps } from './case-steps.tsx'
import { caseWords as words } from './case-words.ts'
import { CompendiumMenu } from './compendium-menu.tsx'
import { CaseOutcomeMark, CaseStateMark } from './outcome-mark.tsx'
import './cases.css'
import './plan.css'

/** A solved case as a document; as a form for whoever wrote it. */
export default function CasePage() {
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const found = useAnswer(getCase, { params: { id } })
  const [isWriting, setWriting] = useState(false)
  if (found.error !== null) return <ProblemAlert error={found.error} onRetry={found.refetch} />
  if (found.data === undefined) return <Skeleton active paragraph={{ rows: 12 }} style={{ padding: '24px 0' }} />
  const one = found.data
  return (
    <div className="stack">
      <CaseHeader one={one} isWriting={isWriting} onWrite={() => setWriting(true)} />
      {isWriting ? (
        <CaseForm
          key={one.version}
          caseId={id}
          waterId={one.water?.id}
          seenVersion={one.version}
          content={one.content}
          onDone={() => setWriting(false)}
        />
      ) : (
        <>
          <Standing one={one} />
          <div className="plan-grid">
            <CaseDocument one={one} />
            <CaseAside one={one} />
          </div>
        </>
      )}
    </div>
  )
}

function CaseHeader(props: { readonly one: SolvedCase; readonly isWriting: boolean; readonly onWrite: () => void }) {
  const say = useSay()
  const { one, isWriting } = props
  const mayChange = useAccount().may('plan.write') && one.own && one.state !== 'withdrawn'
  return (
    <PageHeader
      crumbs={[{ label: say(words.title), to: '/cases' }]}
      title={one.title}
      marks={
        <>
          {one.state === 'published' ? null : <CaseStateMark state={one.state} />}
          {one.type === undefined ? null : <CaseOutcomeMark mark={one.outcome.mark} />}
          {one.water?.invented === true ? <ExampleMark /> : null}
        </>
      }
      subtitle={`${one.placeText} · ${say(one.type === undefined ? words.mechanism : waterTypes[one.type].label)} · ${say(words.versionOf(one.version))}`}
      actions={
        isWriting ? undefined : (
          <>
            {mayChange ? <Button onClick={props.onWrite}>{say(words.edit)}</Button> : null}
            {mayChange ? <CaseSteps one={one} /> : null}
            {one.state === 'published' ? (
              <CompendiumMenu filter={{ case: one.id }} label={say(words.printOne)} />
            ) : null}
          </>
        )
      }
    />
  )
}

/** What its own division has to know before anything else: who sees it, and what is missing. */
function Standing({ one }: { readonly one: SolvedCase }) {
  const say = useSay()
  if (!one.own) return null
  if (one.state === 'withdrawn') {
    return <Alert type="info" showIcon title={say(words.withdrawnNote)} description={one.reason} />
  }
  if (one.version === one.publishedVersion) return null
  const note = one.publishedVersion === undefined ? words.draftNote : words.unpublished(one.publishedVersion)
  if (one.faults.length === 0) {
    return <Alert type="success" showIcon title={say(words.complete)} description={say(note)} />
  }
  return (
    <Alert
      type="warning"
      showIcon
      title={say(words.faults(one.faults.length))}
      description={
        <>
          <ul className="plan-faults">
            {one.faults.map(({ code, section, words: text }) => (
              <li key={code}>
                <a href={`#${section}`}>{say(caseSections[section])}</a> {say(text)}
              </li>
            ))}
          </ul>
          <p className="quiet">{say(note)}</p>
        </>
      }
    />
  )
}
