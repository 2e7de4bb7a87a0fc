import { Link } from '@tanstack/react-router'
import { Alert, Button, Collapse, Skeleton } from 'antd'
import { useState } from 'react'
import { getClassifications, type Classification } from '../../../planning/contract.ts'
import { classOutcomes, waterClasses } from '../../../planning/rules.ts'
import type { Water } from '../../../waters/contract.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { Mark } from '../../shared/components/marks.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { CausesDialog } from './causes-dialog.tsx'
import { ClassReasons } from './class-reasons.tsx'
import { measureWords } from './measure-words.ts'
import { OverrideDialog } from './override-dialog.tsx'
import { planningWords as words } from './planning-words.ts'
import { ProposalView } from './proposal-view.tsx'
import './planning.css'

/** Causes with their shares, the class with its reasons, and the measures that follow. */
export function WaterCauses({ water }: { readonly water: Water }) {
  const say = useSay()
  const mayPlan = useAccount().may('plan.write')
  const [open, setOpen] = useState<'causes' | 'override'>()
  const known = useAnswer(getClassifications, { params: { id: water.id } })
  const [newest, ...earlier] = known.data?.items ?? []
  const tools =
    mayPlan && known.data !== undefined ? (
      <>
        {newest === undefined ? null : (
          <Button size="small" onClick={() => setOpen('override')}>
            {say(words.override)}
          </Button>
        )}
        <Button size="small" onClick={() => setOpen('causes')}>
          {say(newest === undefined ? words.record : words.recordAgain)}
        </Button>
      </>
    ) : null
  return (
    <Panel title={say(words.title)} id="causes" tools={tools}>
      {known.error === null ? null : <ProblemAlert error={known.error} onRetry={known.refetch} />}
      {known.isPending ? <Skeleton active title={false} paragraph={{ rows: 4 }} /> : null}
      {known.data !== undefined && newest === undefined ? (
        <EmptyState title={say(words.none)} hint={say(words.noneHint)} />
      ) : null}
      {newest === undefined ? null : <ClassificationView classification={newest} />}
      {known.data?.proposal === undefined ? null : <ProposalView proposal={known.data.proposal} />}
      <p>
        <Link to={`/waters/${water.id}/measures`}>{say(measureWords.review)}</Link>
      </p>
      {earlier.length === 0 ? null : <Earlier items={earlier} />}
      {open === 'causes' ? <CausesDialog water={water} newest={newest} onClose={() => setOpen(undefined)} /> : null}
      {open === 'override' && newest !== undefined ? (
        <OverrideDialog newest={newest} onClose={() => setOpen(undefined)} />
      ) : null}
    </Panel>
  )
}

function ClassificationView({ classification }: { readonly classification: Classification }) {
  const say = useSay()
  const { rule, override, waterClass, by, at } = classification
  return (
    <article className="classification">
      <div className="verdict-head">
        <strong>{say(waterClass === undefined ? classOutcomes.undecided : waterClasses[waterClass])}</strong>
        <Mark {...(override === undefined ? {} : { tone: 'amber' as const })}>
          {say(override === undefined ? words.byRule : words.byHand)}
        </Mark>
        {rule.borderline ? <Mark tone="amber">{say(words.borderline)}</Mark> : null}
        <span className="quiet">
          <PersonName person={by} /> · <DateText at={at} time />
        </span>
      </div>
      {override === undefined ? null : (
        <p>
          <span className="quiet">{say(words.overrideReason)} · </span>
          {override.reason}
        </p>
      )}
      <p className="verdict-words">
        {override === undefined ? null : <span className="quiet">{say(words.rulesAnswer)} · </span>}
        {say(rule.words)}
      </p>
      {rule.missing.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={say(words.missing)}
          description={
            <ul className="plain-list">
              {rule.missing.map(missing => (
                <li key={missing.en}>{say(missing)}</li>
              ))}
            </ul>
          }
        />
      )}
      <CauseBars causes={classification.causes} />
      <ClassReasons rule={rule} />
    </article>
  )
}

function CauseBars({ causes }: { readonly causes: Classification['causes'] }) {
  const say = useSay()
  return (
    <section>
      <h3>{say(words.causes)}</h3>
      <ul className="cause-bars">
        {causes
          .toSorted((a, b) => b.sharePercent - a.sharePercent)
          .map(({ causeId, name, sharePercent, evidence }) => (
            <li key={causeId}>
              <span className="cause-name">{say(name)}</span>
              <span className="cause-bar" aria-hidden="true">
                <span style={{ width: `${sharePercent}%` }} />
              </span>
              <span className="number">{sharePercent}%</span>
              <span className="quiet cause-evidence">
                {[
                  evidence.text ?? '',
                  linkedText(say(words.sourcesOf), evidence.sourceIds),
                  linkedText(say(words.readingsOf), evidence.readingIds),
                  linkedText(say(words.attachmentsOf), evidence.attachmentIds),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
      </ul>
    </section>
  )
}

function linkedText(name: string, ids: readonly string[]): string {
  return ids.length === 0 ? '' : `${name} ${ids.length}`
}

function Earlier({ items }: { readonly items: readonly Classification[] }) {
  const say = useSay()
  return (
    <Collapse
      ghost
      size="small"
      items={[
        {
          key: 'earlier',
          label: say(words.earlier(items.length)),
          children: items.map(item => <ClassificationView key={item.id} classification={item} />),
        },
      ]}
    />
  )
}
