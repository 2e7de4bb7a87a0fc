import { Form, Input, InputNumber, Select } from 'antd'
import { useSay } from '../../shared/i18n/language.tsx'
import { causesToday } from '../waters/causes.ts'
import { measuresToday, unitOf } from './catalogue.ts'
import { caseWords as words } from './case-words.ts'
import { Rows } from './plan-rows.tsx'

export function CaseCauseRows() {
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
          <Form.Item name={[index, 'percent']} label={say(words.percent)}>
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

/** Measures with quantity and cost as far as they are known. */
export function CaseMeasureRows() {
  const say = useSay()
  return (
    <Rows name="measures" add={say(words.addMeasure)}>
      {index => (
        <>
          <Form.Item name={[index, 'measureId']} label={say(words.measure)} rules={[{ required: true }]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={measuresToday().map(({ id, name }) => ({ value: id, label: say(name) }))}
            />
          </Form.Item>
          <Quantity index={index} />
          <Form.Item name={[index, 'costYuan']} label={say(words.costYuan)}>
            <InputNumber min={0} max={1e11} precision={2} />
          </Form.Item>
          <Form.Item name={[index, 'note']} label={say(words.note)} className="wide">
            <Input maxLength={500} />
          </Form.Item>
        </>
      )}
    </Rows>
  )
}

function Quantity({ index }: { readonly index: number }) {
  const say = useSay()
  const chosen: unknown = Form.useWatch(['measures', index, 'measureId'])
  const unit = typeof chosen === 'string' ? unitOf(chosen) : undefined
  return (
    <Form.Item name={[index, 'quantity']} label={say(words.quantity)}>
      <InputNumber min={0} max={1e9} {...(unit === undefined ? {} : { suffix: say(unit) })} />
    </Form.Item>
  )
}
