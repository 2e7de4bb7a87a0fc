import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { AnnualPlan } from '../../../planning/annual/contract.ts'
import { ConfidenceMark } from '../../shared/components/citation-note.tsx'
import { FactList } from '../../shared/components/fact-list.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { AnnualStateMark } from './annual-state-mark.tsx'
import { annualWords as words } from './annual-words.ts'

/** What stands beside the document: how it stands, its editions and every save of this one. */
export function AnnualAside(props: { readonly plan: AnnualPlan; readonly onVersion: (version: number) => void }) {
  const { plan } = props
  const say = useSay()
  return (
    <>
      <Panel title={say(words.standing)}>
        <FactList
          lines={[
            { label: say(words.since), value: <DateText at={plan.stateSince} time /> },
            plan.number === undefined ? undefined : { label: say(words.number), value: plan.number },
            plan.noticeId === undefined
              ? undefined
              : {
                  label: say(words.notice),
                  value: <Link to={`/notices/${plan.noticeId}`}>{say(words.openReceipts)}</Link>,
                },
            plan.reason === undefined ? undefined : { label: say(words.reason), value: plan.reason, wide: true },
            {
              label: say(words.policy),
              wide: true,
              value: (
                <>
                  {plan.policy.title} {plan.policy.clause} <ConfidenceMark confidence={plan.policy.confidence} />
                </>
              ),
            },
          ]}
        />
      </Panel>
      <Panel title={say(words.editions)}>
        <ul className="plan-comments">
          {plan.editions.map(({ id, edition, state, number }) => (
            <li key={id}>
              {id === plan.id ? (
                <strong>{say(words.editionOf(edition))}</strong>
              ) : (
                <Link to={`/annual-plans/${id}`}>{say(words.editionOf(edition))}</Link>
              )}{' '}
              <AnnualStateMark state={state} /> {number}
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={say(words.versions)}>
        <ol className="plan-versions" reversed>
          {plan.versions.toReversed().map(({ version, at, by, contentHash }) => (
            <li key={version}>
              <Button
                type="link"
                size="small"
                title={contentHash}
                aria-current={version === plan.shownVersion}
                onClick={() => props.onVersion(version)}
              >
                {say(words.versionOf(version))}
              </Button>{' '}
              <PersonName person={by} brief /> · <DateText at={at} time />
            </li>
          ))}
        </ol>
      </Panel>
    </>
  )
}
