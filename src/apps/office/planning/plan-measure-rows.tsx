import { Form, Input, InputNumber, Select } from 'antd'
import { useSay } from '../../shared/i18n/language.tsx'
import { measureOf, measuresToday, unitOf } from './catalogue.ts'
import { Rows } from './plan-rows.tsx'
import { planWords as words } from './plan-words.ts'

/** Measures with quantity and cost; the catalogue's unit and usual cost stand beside what is typed. */
export function MeasureRows() {
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
          <Form.Item name={[index, 'costYuan']} label={say(words.costYuan)} rules={[{ required: true }]}>
            <InputNumber min={0} max={1e11} precision={2} />
          </Form.Item>
          <Form.Item name={[index, 'from']} label={say(words.from)}>
            <Input type="date" />
          </Form.Item>
          <Form.Item name={[index, 'to']} label={say(words.to)}>
            <Input type="date" />
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
  const known = typeof chosen === 'string' ? measureOf(chosen) : undefined
  const unit = typeof chosen === 'string' ? unitOf(chosen) : undefined
  const usual =
    known === undefined ? undefined : `${say(words.unitCost)} ${known.costYuan.low} ~ ${known.costYuan.high}`
  return (
    <Form.Item
      name={[index, 'quantity']}
      label={say(words.quantity)}
      rules={[{ required: true }]}
      {...(usual === undefined ? {} : { extra: usual })}
    >
      <InputNumber min={0} max={1e9} {...(unit === undefined ? {} : { suffix: say(unit) })} />
    </Form.Item>
  )
}
