import { Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { colourIds, putSenses, type NewSenses } from '../../../survey/contract.ts'
import { call } from '../../shared/client.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { instantOf, localText } from './local-time.ts'
import { notAfter } from './form-rules.ts'
import { RecordDialog } from './record-dialog.tsx'
import { findingWords, odourWords, surveyWords as words, waterColourWords } from './survey-words.ts'

type Values = Omit<z.input<typeof NewSenses>, 'waterId' | 'photos'>
const now = () => localText(new Date())
const findings = ['black-odorous', 'not-black-odorous', 'undecided'] as const

/** What somebody saw and smelled. */
export function SensesForm(props: { readonly waterId: string; readonly onClose: () => void }) {
  const say = useSay()
  const [observedAt] = useState(now)
  return (
    <RecordDialog<Values>
      title={say(words.addSenses)}
      initialValues={{ observedAt }}
      onClose={props.onClose}
      onSave={(id, values) =>
        call(putSenses, {
          params: { id },
          body: { ...withoutBlanks(values), waterId: props.waterId, observedAt: instantOf(values.observedAt) },
        })
      }
    >
      <SensesFields />
    </RecordDialog>
  )
}

function SensesFields() {
  const say = useSay()
  const colour: unknown = Form.useWatch('colour')
  const needed = [{ required: true, message: say(words.needed) }]
  const chosen = [{ required: true, message: say(words.choose) }]
  const inWords = colour === 'other-abnormal' || colour === 'not-graded'
  return (
    <>
      <Form.Item
        name="observedAt"
        label={say(words.observedAt)}
        rules={[...needed, notAfter(now, say(words.inFuture))]}
        className="date-field"
      >
        <Input type="datetime-local" max={now()} />
      </Form.Item>
      <Form.Item name="colour" label={say(words.colour)} rules={chosen}>
        <Select
          placeholder={say(words.choose)}
          options={colourIds.map(value => ({ value, label: say(waterColourWords[value]) }))}
        />
      </Form.Item>
      {inWords ? (
        <Form.Item name="colourText" label={say(words.colourText)} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
      ) : null}
      <Form.Item name="odour" label={say(common.optional(words.odour))}>
        <Select
          allowClear
          placeholder={say(words.choose)}
          options={odourWords.map((label, value) => ({ value, label: say(label) }))}
        />
      </Form.Item>
      <Form.Item name="finding" label={say(words.finding)} extra={say(words.findingHint)} rules={chosen}>
        <Radio.Group options={findings.map(value => ({ value, label: say(findingWords[value]) }))} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="floating" label={say(common.optional(words.floating))}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="weather" label={say(common.optional(words.weather))}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={say(common.optional(words.reportNote))}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </>
  )
}
