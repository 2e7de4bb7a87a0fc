import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { dutyLevelIds } from '../../../domain/duties.ts'
import type { Bilingual } from '../../../domain/words.ts'
import { savePlan, type PlanContent } from '../../../planning/plans/contract.ts'
import {
  fundSourceIds,
  fundSources,
  planPersonLevels,
  planSections,
  planTargetIds,
  planTargets,
  type PlanSection,
} from '../../../planning/plans/rules.ts'
import { call } from '../../shared/client.ts'
import { Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { causesToday } from '../waters/causes.ts'
import { contentOf, formOf, type PlanFormValues } from './plan-form-values.ts'
import { MeasureRows } from './plan-measure-rows.tsx'
import { Rows } from './plan-rows.tsx'
import { usePlansChanged } from './plan-steps.tsx'
import { neededWith } from './needed-with.ts'
import { planWords as words } from './plan-words.ts'
import './plan.css'

/** Parts that stand there already, with where they come from. */
export type PlanOrigins = readonly { readonly section: PlanSection; readonly words: Bilingual }[]

/** The plan as a form, in the order of the document; it may be saved unfinished. */
export function PlanForm(props: {
  readonly waterId: string
  readonly seenVersion: number
  readonly content: PlanContent
  readonly origins?: PlanOrigins
  readonly onDone: () => void
}) {
  const say = useSay()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const saving = useDoing()
  const changed = usePlansChanged()
  const save = async (form: PlanFormValues) => {
    const body = { seenVersion: props.seenVersion, content: contentOf(form) }
    const plan = await call(savePlan, { params: { id: props.waterId }, body })
    await changed()
    const isNew = plan.version > props.seenVersion
    void message.success(say(isNew ? words.saved(plan.version) : words.unchanged))
    props.onDone()
    await navigate({ to: `/plans/${plan.id}` })
  }
  return (
    <Form<PlanFormValues>
      layout="vertical"
      className="plan-form stack"
      initialValues={formOf(props.content)}
      scrollToFirstError
      onFinish={form => void saving.run(() => save(form))}
    >
      <Panel title={say(planSections['present-state'])}>
        <Origins of="present-state" all={props.origins} />
        <Form.Item name="presentState" label={say(planSections['present-state'])} noStyle>
          <Input.TextArea rows={5} maxLength={5000} showCount aria-label={say(planSections['present-state'])} />
        </Form.Item>
      </Panel>
      <Panel title={say(planSections.causes)}>
        <Origins of="causes" all={props.origins} />
        <CauseRows />
      </Panel>
      <Panel title={say(planSections.target)}>
        <Origins of="target" all={props.origins} />
        <TargetFields />
      </Panel>
      <Panel title={say(planSections.measures)}>
        <Origins of="measures" all={props.origins} />
        <MeasureRows />
      </Panel>
      <Panel title={say(planSections.funding)}>
        <Origins of="funding" all={props.origins} />
        <FundingRows />
      </Panel>
      <Panel title={say(planSections.persons)}>
        <Origins of="persons" all={props.origins} />
        <PersonFields />
      </Panel>
      <Panel title={say(planSections.upkeep)}>
        <Origins of="upkeep" all={props.origins} />
        <UpkeepFields />
      </Panel>
      <div className="plan-form-foot">
        {saving.error === undefined ? null : <ProblemAlert error={saving.error} />}
        <Button onClick={props.onDone}>{say(words.cancel)}</Button>
        <Button type="primary" htmlType="submit" loading={saving.busy}>
          {say(words.save)}
        </Button>
      </div>
    </Form>
  )
}

/** Where the part that follows comes from; nothing where a person wrote it. */
function Origins({ of, all = [] }: { readonly of: PlanSection; readonly all?: PlanOrigins | undefined }) {
  const say = useSay()
  const own = all.filter(({ section }) => section === of)
  if (own.length === 0) return null
  return (
    <ul className="plan-origins" aria-label={say(words.origin)}>
      {own.map(({ words: text }) => (
        <li key={text.zh}>
          <strong>{say(words.origin)}</strong> {say(text)}
        </li>
      ))}
    </ul>
  )
}

function CauseRows() {
  const say = useSay()
  return (
    <Rows name="causes" add={say(words.addCause)}>
      {index => (
        <>
          <Form.Item name={[index, 'causeId']} label={say(words.cause)} rules={[{ required: true }]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={[...causesToday()].map(([value, name]) => ({ value, label: say(name) }))}
            />
          </Form.Item>
          <Form.Item name={[index, 'percent']} label={say(words.percent)} rules={[{ required: true }]}>
            <InputNumber min={0} max={100} precision={1} />
          </Form.Item>
          <Form.Item name={[index, 'note']} label={say(words.note)} className="wide">
            <Input maxLength={500} />
          </Form.Item>
        </>
      )}
    </Rows>
  )
}

function TargetFields() {
  const say = useSay()
  return (
    <>
      <div className="plan-row">
        <Form.Item name="goal" label={say(words.goal)} {...neededWith(['by'], say(words.neededTogether))}>
          <Select allowClear options={planTargetIds.map(value => ({ value, label: say(planTargets[value]) }))} />
        </Form.Item>
        <Form.Item name="by" label={say(words.by)} {...neededWith(['goal'], say(words.neededTogether))}>
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item name="route" label={say(words.route)} extra={say(words.routeHint)}>
        <Input.TextArea rows={3} maxLength={3000} />
      </Form.Item>
    </>
  )
}

function FundingRows() {
  const say = useSay()
  return (
    <Rows name="funding" add={say(words.addSource)}>
      {index => (
        <>
          <Form.Item name={[index, 'source']} label={say(words.source)} rules={[{ required: true }]}>
            <Select options={fundSourceIds.map(value => ({ value, label: say(fundSources[value]) }))} />
          </Form.Item>
          <Form.Item name={[index, 'yuan']} label={say(words.amount)} rules={[{ required: true }]}>
            <InputNumber min={0} max={1e11} precision={2} />
          </Form.Item>
          <Form.Item name={[index, 'note']} label={say(words.note)} className="wide">
            <Input maxLength={300} />
          </Form.Item>
        </>
      )}
    </Rows>
  )
}

function PersonFields() {
  const say = useSay()
  return (
    <>
      {dutyLevelIds.map(level => (
        <fieldset key={level} className="plan-row">
          <legend>{say(planPersonLevels[level])}</legend>
          <Form.Item
            name={['persons', level, 'name']}
            label={say(words.name)}
            {...neededWith(
              [
                ['persons', level, 'office'],
                ['persons', level, 'officePhone'],
              ],
              say(words.neededTogether),
            )}
          >
            <Input maxLength={50} />
          </Form.Item>
          <Form.Item name={['persons', level, 'office']} label={say(words.office)} className="wide">
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name={['persons', level, 'officePhone']} label={say(words.phone)}>
            <Input maxLength={30} />
          </Form.Item>
        </fieldset>
      ))}
    </>
  )
}

function UpkeepFields() {
  const say = useSay()
  return (
    <>
      <Form.Item
        name="duties"
        label={say(words.duties)}
        extra={say(words.dutiesHint)}
        {...neededWith(['yearlyYuan'], say(words.neededTogether))}
      >
        <Input.TextArea rows={3} maxLength={3000} />
      </Form.Item>
      <Form.Item
        name="yearlyYuan"
        label={say(words.yearlyInYuan)}
        {...neededWith(['duties'], say(words.neededTogether))}
      >
        <InputNumber min={0} max={1e11} precision={2} />
      </Form.Item>
    </>
  )
}
