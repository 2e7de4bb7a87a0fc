import { App, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { commentPlan, type Plan } from '../../../planning/plans/contract.ts'
import { planSectionIds, planSections, type PlanSection } from '../../../planning/plans/rules.ts'
import { call } from '../../shared/client.ts'
import { ConfidenceMark } from '../../shared/components/citation-note.tsx'
import { FactList } from '../../shared/components/fact-list.tsx'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { DateText } from '../../shared/components/numbers.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { PersonName } from '../../shared/components/person-name.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { WaterMoneyCard } from '../funding/water-money.tsx'
import { WaterSurroundings } from '../surroundings/water-surroundings.tsx'
import { usePlansChanged } from './plan-steps.tsx'
import { SimilarCases } from './similar-cases.tsx'
import { planWords as words } from './plan-words.ts'

/** What stands beside the document: how it stands, what was said about it, and its versions. */
export function PlanAside(props: {
  readonly plan: Plan
  readonly version: number
  readonly onVersion: (version: number) => void
}) {
  return (
    <aside className="plan-aside">
      <Standing plan={props.plan} />
      <SimilarCases waterId={props.plan.waterId} stage={props.plan.stage} />
      <WaterSurroundings waterId={props.plan.waterId} regionCode={props.plan.regionCode} />
      <WaterMoneyCard waterId={props.plan.waterId} />
      <Comments plan={props.plan} />
      <Versions {...props} />
    </aside>
  )
}

function Standing({ plan }: { readonly plan: Plan }) {
  const say = useSay()
  return (
    <Panel title={say(words.state)}>
      <FactList
        lines={[
          { label: say(words.since), value: <DateText at={plan.stateSince} time /> },
          plan.dueOn === undefined ? undefined : { label: say(words.due), value: <DateText at={plan.dueOn} /> },
          plan.reference === undefined ? undefined : { label: say(words.reference), value: plan.reference },
          plan.reason === undefined ? undefined : { label: say(words.reason), value: plan.reason, wide: true },
          {
            label: say(words.policy),
            wide: true,
            value: (
              <>
                {plan.approver === undefined
                  ? null
                  : `${say(plan.approver === 'city' ? words.decidedByCity : words.decidedByCounty)} · `}
                {plan.policy.title} {plan.policy.clause} <ConfidenceMark confidence={plan.policy.confidence} />
              </>
            ),
          },
        ]}
      />
    </Panel>
  )
}

function Comments({ plan }: { readonly plan: Plan }) {
  const say = useSay()
  const [isAsking, setAsking] = useState(false)
  return (
    <Panel
      title={say(words.comments)}
      tools={
        <Button size="small" onClick={() => setAsking(true)}>
          {say(words.comment)}
        </Button>
      }
    >
      {plan.comments.length === 0 ? <p className="quiet">{say(words.noComments)}</p> : null}
      <ul className="plan-comments">
        {plan.comments.map(({ id, section, version, text, at, by }) => (
          <li key={id}>
            <p className="plan-prose">{text}</p>
            <p className="quiet">
              <a href={`#${section}`}>{say(planSections[section])}</a> · {say(words.versionOf(version))} ·{' '}
              <PersonName person={by} brief /> · <DateText at={at} time />
            </p>
          </li>
        ))}
      </ul>
      {isAsking ? <CommentDialog plan={plan} onClose={() => setAsking(false)} /> : null}
    </Panel>
  )
}

type Remark = { readonly section: PlanSection; readonly text: string }

function CommentDialog({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = usePlansChanged()
  return (
    <FormDialog<Remark>
      title={say(words.comment)}
      saveLabel={say(words.save)}
      initialValues={{ section: 'measures' }}
      onClose={onClose}
      onSave={async body => {
        await call(commentPlan, { params: { id: plan.id }, body })
        await changed()
        void message.success(say(words.done))
      }}
    >
      <Form.Item name="section" label={say(words.commentOn)}>
        <Select options={planSectionIds.map(value => ({ value, label: say(planSections[value]) }))} />
      </Form.Item>
      <Form.Item name="text" label={say(words.commentText)} rules={[{ required: true, whitespace: true, min: 2 }]}>
        <Input.TextArea rows={4} maxLength={2000} showCount />
      </Form.Item>
    </FormDialog>
  )
}

function Versions(props: {
  readonly plan: Plan
  readonly version: number
  readonly onVersion: (version: number) => void
}) {
  const say = useSay()
  return (
    <Panel title={say(words.versions)}>
      <ol className="plan-versions" reversed>
        {props.plan.versions.toReversed().map(({ version, at, by, contentHash }) => (
          <li key={version}>
            <Button
              type="link"
              size="small"
              title={contentHash}
              aria-current={version === props.version}
              onClick={() => props.onVersion(version)}
            >
              {say(words.versionOf(version))}
            </Button>{' '}
            <PersonName person={by} brief /> · <DateText at={at} time />
          </li>
        ))}
      </ol>
    </Panel>
  )
}
