import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { waterTypeIds, waterTypes } from '../../../domain/waters.ts'
import { areaMethodIds, areaMethods, bases, basisIds, type WaterValues } from '../../../waters/contract.ts'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { causesToday } from './causes.ts'
import { formWords as words } from './new-water-words.ts'

/** Fields of a water as forms hold them; empty ones are `undefined` or `null`. */
export type WaterForm = {
  readonly name: string
  readonly type: WaterValues['type']
  readonly regionCode: string
  readonly naturalVillages?: string | null
  readonly areaM2?: number | null
  readonly areaMethod?: WaterValues['areaMethod'] | null
  readonly lengthM?: number | null
  readonly widthM?: number | null
  readonly depthCm?: number | null
  readonly causes?: readonly string[]
  readonly causesText?: string | null
  readonly basis?: WaterValues['basis']
  readonly complaint?: boolean
}

export function WhatFields() {
  const say = useSay()
  const { regionCode } = useAccount()
  return (
    <>
      <Form.Item
        name="name"
        label={say(words.name)}
        rules={[{ required: true, whitespace: true, message: say(words.nameNeeded) }]}
      >
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="type" label={say(words.type)} rules={[{ required: true, message: say(words.typeNeeded) }]}>
        <Select options={waterTypeIds.map(id => ({ value: id, label: say(waterTypes[id].label) }))} />
      </Form.Item>
      <Form.Item
        name="regionCode"
        label={say(words.region)}
        extra={say(words.regionHint)}
        rules={[
          { required: true, message: say(words.regionNeeded) },
          { pattern: /^\d{4}(?!00)\d\d/, message: say(words.aboveCounty) },
        ]}
      >
        <RegionPicker within={regionCode} />
      </Form.Item>
      <Form.Item name="naturalVillages" label={say(words.naturalVillages)}>
        <Input maxLength={300} />
      </Form.Item>
      <div className="form-row">
        <Form.Item name="areaM2" label={say(words.area)} extra={say(words.areaHint)}>
          <InputNumber min={0.1} max={1e9} suffix={say(common.squareMetres)} style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="areaMethod" label={say(words.areaMethod)}>
          <Select allowClear options={areaMethodIds.map(id => ({ value: id, label: say(areaMethods[id]) }))} />
        </Form.Item>
      </div>
      <div className="form-row three">
        <Form.Item name="lengthM" label={say(words.length)}>
          <InputNumber min={0.1} max={1e6} suffix="m" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="widthM" label={say(words.width)}>
          <InputNumber min={0.1} max={1e5} suffix="m" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="depthCm" label={say(words.depth)}>
          <InputNumber min={0.1} max={10_000} suffix="cm" style={{ width: '100%' }} />
        </Form.Item>
      </div>
    </>
  )
}

export function GroundsFields() {
  const say = useSay()
  return (
    <>
      <Form.Item name="causes" label={say(words.causes)}>
        <Select
          mode="multiple"
          allowClear
          optionFilterProp="label"
          options={[...causesToday()].map(([id, name]) => ({ value: id, label: say(name) }))}
        />
      </Form.Item>
      <Form.Item name="causesText" label={say(words.causesText)}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="basis" label={say(words.basis)}>
        <Select options={basisIds.map(id => ({ value: id, label: say(bases[id]) }))} />
      </Form.Item>
      <Form.Item name="complaint" valuePropName="checked">
        <Checkbox>{say(words.complaint)}</Checkbox>
      </Form.Item>
    </>
  )
}

/** The filled fields of a form, as the platform takes them; what is empty is left out. */
export function valuesOf(form: WaterForm): WaterValues {
  const filled = Object.fromEntries(
    Object.entries(form).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
  return filled as WaterValues // names and types of WaterForm are those of WaterValues, empty values gone
}
