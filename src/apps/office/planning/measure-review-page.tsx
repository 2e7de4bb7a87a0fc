import { useParams } from '@tanstack/react-router'
import { Button, Form, Input, InputNumber, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { reviewMeasures } from '../../../planning/contract.ts'
import { getPlanOfWater } from '../../../planning/plans/contract.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import { getWater, type Water } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { Area } from '../../shared/components/numbers.tsx'
import { PageHeader, Panel } from '../../shared/components/page-header.tsx'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { measureOf, measuresToday, unitOf } from './catalogue.ts'
import { ReviewOutcome } from './measure-review-outcome.tsx'
import { measureWords as words } from './measure-words.ts'
import { Rows } from './plan-rows.tsx'
import './cases.css'
import './plan.css'

export type Review = AnswerOf<typeof reviewMeasures>
type Line = {
  readonly measureId?: string
  readonly quantity?: number | null
  readonly costYuan?: number | null
  readonly source?: string
  readonly startsOn?: string
}
type Values = { readonly measures?: readonly Line[]; readonly verifiedOn?: string; readonly evidence?: string }

/** Measures in mind for a water, looked at before anybody plans them. */
export default function MeasureReviewPage() {
  const say = useSay()
  const { id = '' }: { id?: string } = useParams({ strict: false })
  const water = useAnswer(getWater, { params: { id } })
  const [review, setReview] = useState<Review>()
  if (water.error !== null) return <ProblemAlert error={water.error} onRetry={water.refetch} />
  if (water.data === undefined) return <Skeleton active paragraph={{ rows: 10 }} style={{ padding: '24px 0' }} />
  return (
    <div className="stack">
      <PageHeader
        crumbs={[
          { label: say(words.title), to: '/measures' },
          { label: water.data.name, to: `/waters/${id}` },
        ]}
        title={say(words.reviewOf(water.data.name))}
        subtitle={
          <>
            <span className="number">{water.data.code}</span> · <Area m2={water.data.areaM2} exact /> ·{' '}
            {say(words.reviewSubtitle)}
          </>
        }
      />
      <ReviewForm water={water.data} onReviewed={setReview} />
      <Panel title={say(words.result)}>
        {review === undefined ? <p className="quiet">{say(words.notYet)}</p> : <ReviewOutcome review={review} />}
      </Panel>
    </div>
  )
}

function ReviewForm(props: { readonly water: Water; readonly onReviewed: (review: Review) => void }) {
  const say = useSay()
  const { id } = props.water
  const [form] = Form.useForm<Values>()
  const asking = useDoing()
  const plan = useAnswer(getPlanOfWater, { params: { id } })
  const planned = plan.data?.plan?.content.measures ?? []
  const ask = ({ measures = [], verifiedOn = '', evidence = '' }: Values) =>
    asking.run(async () => {
      const lines = measures.map(line => ({ ...withoutBlanks(line), measureId: line.measureId ?? '' }))
      const given = lines.map(({ measureId, quantity, costYuan, source, startsOn }) => ({
        measureId,
        ...(typeof quantity === 'number' ? { quantity } : {}),
        ...(typeof costYuan === 'number' ? { costYuan } : {}),
        ...(source === undefined ? {} : { source }),
        ...(startsOn === undefined ? {} : { startsOn }),
      }))
      const interception = verifiedOn === '' ? {} : { interception: { verifiedOn, evidence } }
      props.onReviewed(await call(reviewMeasures, { params: { id }, body: { measures: given, ...interception } }))
    })
  const takePlan = () =>
    form.setFieldsValue({
      measures: planned.map(({ measureId, quantity, costYuan, from }) => ({
        measureId,
        quantity,
        costYuan,
        ...(from === undefined ? {} : { startsOn: from }),
      })),
    })
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      initialValues={{ measures: [{}] }}
      onFinish={values => void ask(values)}
    >
      <Panel
        title={say(words.measures)}
        tools={
          planned.length === 0 ? undefined : (
            <Button size="small" onClick={takePlan}>
              {say(words.fromPlan)}
            </Button>
          )
        }
      >
        <Rows name="measures" add={say(words.add)}>
          {index => <ReviewRow index={index} />}
        </Rows>
        <fieldset className="plan-row review-interception">
          <legend>{say(words.interception)}</legend>
          <Form.Item name="verifiedOn" label={say(words.verifiedOn)}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name="evidence" label={say(words.evidence)} className="wide" extra={say(words.interceptionHint)}>
            <Input maxLength={1000} />
          </Form.Item>
        </fieldset>
        {asking.error === undefined ? null : <ProblemAlert error={asking.error} />}
        <Button type="primary" htmlType="submit" loading={asking.busy}>
          {say(words.check)}
        </Button>
      </Panel>
    </Form>
  )
}

function ReviewRow({ index }: { readonly index: number }) {
  const say = useSay()
  const chosen: unknown = Form.useWatch(['measures', index, 'measureId'])
  const unit = typeof chosen === 'string' ? unitOf(chosen) : undefined
  const isBroughtIn =
    typeof chosen === 'string' &&
    (measureOf(chosen)?.raises.some(concern => concern === 'dosing' || concern === 'flushing') ?? false)
  return (
    <>
      <Form.Item name={[index, 'measureId']} label={say(words.name)} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={measuresToday().map(({ id, name }) => ({ value: id, label: say(name) }))}
        />
      </Form.Item>
      <Form.Item name={[index, 'quantity']} label={say(words.quantity)}>
        <InputNumber min={0} max={1e9} {...(unit === undefined ? {} : { suffix: say(unit) })} />
      </Form.Item>
      <Form.Item name={[index, 'costYuan']} label={say(words.costYuan)} extra={say(words.costHint)}>
        <InputNumber min={0} max={1e11} precision={2} />
      </Form.Item>
      {isBroughtIn ? (
        <>
          <Form.Item name={[index, 'startsOn']} label={say(words.startsOn)}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name={[index, 'source']} label={say(words.source)} className="wide">
            <Input maxLength={200} />
          </Form.Item>
        </>
      ) : null}
    </>
  )
}
