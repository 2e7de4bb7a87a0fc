import { App, Checkbox, Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { chinaDate } from '../../../domain/dates.ts'
import { levelOf } from '../../../domain/regions.ts'
import {
  assignExpert,
  listExpertsAtHand,
  relieveExpert,
  type Assignment,
  type ExpertAtHand,
  type ExpertChoice,
} from '../../../experts/contract.ts'
import { assignmentScopeIds, assignmentScopes, type AssignmentScope } from '../../../experts/rules.ts'
import { policyAt } from '../../../policy/policy.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { WaterPicker } from '../works/plan-visit.tsx'
import { expertWords } from './expert-parts.tsx'
import { expertsWords as words } from './experts-words.ts'
import { useExpertsChanged } from './use-experts-changed.ts'

type Values = {
  readonly expert: string
  readonly scope?: AssignmentScope
  readonly regionCode?: string
  readonly waterId?: string
  readonly fromOn: string
  readonly untilOn?: string
  readonly aboveLimit?: boolean
}

/** Assigns an expert to a county or a water; `waterId` or `expert` where one is chosen already. */
export function AssignExpertDialog(props: {
  readonly waterId?: string
  readonly regionCode?: string
  readonly onClose: () => void
}) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useExpertsChanged()
  const account = useAccount()
  const [today] = useState(() => chinaDate(new Date()))
  const needed = [{ required: true, message: say(words.needed) }]
  const ownCounty = levelOf(account.regionCode) === 'county' ? { regionCode: account.regionCode } : {}
  const save = async (values: Values & { readonly reason: string }) => {
    const { expert, regionCode = '', fromOn, untilOn = '', reason, aboveLimit = false } = values
    const waterId = props.waterId ?? (values.scope === 'water' ? values.waterId : undefined)
    await call(assignExpert, {
      body: {
        expert: choiceOf(expert),
        to: waterId === undefined ? { regionCode } : { waterId },
        fromOn,
        ...(untilOn === '' ? {} : { untilOn }),
        reason,
        aboveLimit,
      },
    })
    await changed()
    void message.success(say(words.assigned))
  }
  return (
    <ReasonDialog<Values>
      open
      title={say(words.assign)}
      explain={say(words.assignExplain(policyAt('expert-help', today).value.mostWatersPerExpert.waters))}
      width={600}
      confirmLabel={say(words.assign)}
      initialValues={{
        scope: 'county',
        fromOn: today,
        ...ownCounty,
        ...(props.regionCode === undefined ? {} : { regionCode: props.regionCode }),
      }}
      onClose={props.onClose}
      onSubmit={save}
    >
      {props.waterId === undefined ? <ScopeItems /> : null}
      <Form.Item name="expert" label={say(words.expert)} rules={needed}>
        <ExpertPicker />
      </Form.Item>
      <Form.Item name="fromOn" label={say(words.fromOn)} rules={needed}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="untilOn" label={say(words.untilOn)} extra={say(words.untilHint)}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="aboveLimit" valuePropName="checked">
        <Checkbox>{say(words.aboveLimit)}</Checkbox>
      </Form.Item>
    </ReasonDialog>
  )
}

function ScopeItems() {
  const say = useSay()
  const account = useAccount()
  const scope: unknown = Form.useWatch('scope')
  const needed = [{ required: true, message: say(words.needed) }]
  return (
    <>
      <Form.Item name="scope" label={say(words.scope)}>
        <Radio.Group options={assignmentScopeIds.map(value => ({ value, label: say(assignmentScopes[value]) }))} />
      </Form.Item>
      {scope === 'water' ? (
        <Form.Item name="waterId" label={say(words.water)} rules={needed}>
          <WaterPicker />
        </Form.Item>
      ) : (
        <Form.Item name="regionCode" label={say(words.county)} rules={needed}>
          <RegionPicker within={account.regionCode} deepest="county" deepestOnly label={say(words.county)} />
        </Form.Item>
      )}
    </>
  )
}

/** An organisation is kept apart from an account by its prefix: a select holds one kind of value. */
const ofOrganisation = 'organisation:'

function choiceOf(value: string): ExpertChoice {
  return value.startsWith(ofOrganisation)
    ? { organisationId: value.slice(ofOrganisation.length) }
    : { accountId: value }
}

/** Experts who see the place first; each organisation after its people. A form control. */
function ExpertPicker(props: {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (value: string) => void
}) {
  const say = useSay()
  const chosen: unknown = Form.useWatch('regionCode')
  const region = typeof chosen === 'string' && chosen !== '' ? { region: chosen } : {}
  const found = useAnswer(listExpertsAtHand, { query: region })
  const experts = found.data?.items ?? []
  const groups = new Map(experts.map(({ organisationId, organisation }) => [organisationId, organisation]))
  const options = [
    ...experts.map(expert => ({ value: expert.accountId, label: labelOf(expert, say(words.outOfReach)) })),
    ...[...groups].map(([id, name]) => ({ value: `${ofOrganisation}${id}`, label: `${name} · ${say(words.asOrganisation)}` })), // prettier-ignore
  ]
  return (
    <Select<string>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.value === undefined ? {} : { value: props.value })}
      placeholder={say(words.chooseExpert)}
      showSearch={{ optionFilterProp: 'label' }}
      loading={found.isFetching}
      notFoundContent={say(words.noExpertsHint)}
      options={options}
      onChange={value => props.onChange?.(value)}
    />
  )
}

function labelOf({ name, organisation, reaches }: ExpertAtHand, outOfReach: string): string {
  return [name, organisation, ...(reaches ? [] : [outOfReach])].join(' · ')
}

/** Ends an assignment with a reason. */
export function EndAssignmentDialog(props: { readonly assignment: Assignment; readonly onClose: () => void }) {
  const say = useSay()
  const changed = useExpertsChanged()
  const { assignment } = props
  const [today] = useState(() => chinaDate(new Date()))
  const first = assignment.fromOn > today ? assignment.fromOn : today
  return (
    <ReasonDialog<{ readonly untilOn: string }>
      open
      danger
      title={say(words.endTitle(say(expertWords(assignment.expert))))}
      confirmLabel={say(words.end)}
      initialValues={{ untilOn: first }}
      onClose={props.onClose}
      onSubmit={async ({ untilOn, reason }) => {
        await call(relieveExpert, { params: { id: assignment.id }, body: { untilOn, reason } })
        await changed()
      }}
    >
      <Form.Item
        name="untilOn"
        label={say(words.endOn)}
        extra={say(words.untilHint)}
        rules={[{ required: true, message: say(words.needed) }]}
      >
        <Input type="date" min={assignment.fromOn} max={first} style={{ width: 180 }} />
      </Form.Item>
    </ReasonDialog>
  )
}
