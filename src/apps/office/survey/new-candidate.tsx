import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Drawer, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { waterTypeIds, waterTypes } from '../../../domain/waters.ts'
import type { AnswerOf } from '../../../platform/http/endpoint.ts'
import {
  getCoverage,
  listCandidates,
  NewCandidate,
  recordCandidate,
  surveySourceIds,
} from '../../../survey/contract.ts'
import { candidateSources } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { ProblemAlert } from '../../shared/components/problem-alert.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useDoing } from '../../shared/hooks/use-doing.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { useAccount } from '../../shared/session.tsx'
import { surveyWords as words } from './survey-words.ts'

type Values = z.input<typeof NewCandidate>
type Checked = AnswerOf<typeof recordCandidate>

/** Records a suspected water: checked first, so that scope and doubtful values are seen before it is kept. */
export function NewCandidateDrawer(props: { readonly open: boolean; readonly onClose: () => void }) {
  const say = useSay()
  const [form] = Form.useForm<Values>()
  const [checked, setChecked] = useState<Checked>()
  const doing = useDoing()
  const record = useRecord(props.onClose)
  const submit = (values: Values) =>
    doing.run(async () => {
      const body = withoutBlanks(values)
      const found = checked ?? (await call(recordCandidate, { query: { dryRun: 'true' }, body }))
      setChecked(found)
      const clean = found.findings.length === 0 && found.scope.inScope
      if (checked !== undefined || clean) await record(body)
    })
  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      size={520}
      title={say(words.addCandidate)}
      destroyOnHidden
      afterOpenChange={open => {
        if (open) return
        setChecked(undefined)
        doing.forget()
      }}
      footer={
        <div className="row-actions">
          <Button type="primary" htmlType="submit" form="new-candidate" loading={doing.busy}>
            {say(checked === undefined ? words.recordIt : words.recordAnyway)}
          </Button>
          <Button onClick={props.onClose}>{say(common.cancel)}</Button>
        </div>
      }
    >
      <Form<Values>
        id="new-candidate"
        form={form}
        layout="vertical"
        preserve={false}
        onFinish={values => void submit(values)}
        onValuesChange={() => setChecked(undefined)}
      >
        <CandidateFields />
      </Form>
      {checked === undefined ? null : <Findings checked={checked} />}
      {doing.error === undefined ? null : <ProblemAlert error={doing.error} />}
    </Drawer>
  )
}

function useRecord(onDone: () => void) {
  const say = useSay()
  const cache = useQueryClient()
  const changed = useWatersChanged()
  const { message } = App.useApp()
  return async (body: Values) => {
    await call(recordCandidate, { query: {}, body })
    const stale = [listCandidates, getCoverage].map(each => cache.invalidateQueries({ queryKey: answerKey(each) }))
    await Promise.all([changed(), ...stale])
    void message.success(say(words.recorded))
    onDone()
  }
}

function Findings({ checked }: { readonly checked: Checked }) {
  const say = useSay()
  return (
    <div className="stack">
      <Alert type={checked.scope.inScope ? 'success' : 'warning'} showIcon title={say(checked.scope.words)} />
      {checked.findings.map(finding => (
        <Alert
          key={finding.code}
          type={finding.severity === 'refuse' ? 'error' : 'warning'}
          showIcon
          title={say(finding)}
        />
      ))}
    </div>
  )
}

function CandidateFields() {
  const say = useSay()
  const account = useAccount()
  const needed = [{ required: true, message: say(words.needed) }]
  return (
    <>
      <Form.Item name="villageCode" label={say(words.village)} rules={needed}>
        <RegionPicker within={account.regionCode} />
      </Form.Item>
      <Form.Item name="name" label={say(words.name)} rules={needed}>
        <Input maxLength={120} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="type" label={say(words.type)} rules={needed}>
          <Select options={waterTypeIds.map(value => ({ value, label: say(waterTypes[value].label) }))} />
        </Form.Item>
        <Form.Item name="source" label={say(words.source)} rules={needed} initialValue="field-team">
          <Select options={surveySourceIds.map(value => ({ value, label: say(candidateSources[value]) }))} />
        </Form.Item>
      </div>
      <SizeFields />
      <Form.Item name="foundOn" label={say(words.foundOn)}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <Form.Item name="naturalVillages" label={say(common.optional(words.naturalVillages))}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="complaint" valuePropName="checked">
        <Checkbox>{say(words.complaint)}</Checkbox>
      </Form.Item>
      <Form.Item name="note" label={say(common.optional(words.reportNote))}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </>
  )
}

function SizeFields() {
  const say = useSay()
  const number = (name: string, label: string, range: { min: number; max: number }) => (
    <Form.Item name={name} label={label}>
      <InputNumber {...range} style={{ width: '100%' }} />
    </Form.Item>
  )
  const other = { longitude: 'latitude', latitude: 'longitude' } as const
  const coordinate = (name: 'longitude' | 'latitude', range: { min: number; max: number }) => (
    <Form.Item
      name={name}
      label={say(words[name])}
      dependencies={[other[name]]}
      rules={[
        ({ getFieldValue }) => ({
          validator: (_rule, value: unknown) =>
            isGiven(value) === isGiven(getFieldValue(other[name]))
              ? Promise.resolve()
              : Promise.reject(new Error(say(words.bothCoordinates))),
        }),
      ]}
    >
      <InputNumber {...range} style={{ width: '100%' }} />
    </Form.Item>
  )
  return (
    <div className="two-fields">
      {number('areaM2', say(words.areaM2), { min: 0.01, max: 1e10 })}
      {number('lengthM', say(words.lengthM), { min: 0.01, max: 1e6 })}
      {number('widthM', say(words.widthM), { min: 0.01, max: 1e5 })}
      <span />
      {coordinate('longitude', { min: 73, max: 136 })}
      {coordinate('latitude', { min: 3, max: 54 })}
    </div>
  )
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}
