import { Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { colourIds, putSenses, type NewSenses } from '../../../survey/contract.ts'
import { call } from '../../shared/client.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { instantOf, localText } from './local-time.ts'
import { RecordDialog } from './record-dialog.tsx'
import { findingWords, odourWords, surveyWords as words, waterColourWords } from './survey-words.ts'

type Values = Omit<z.input<typeof NewSenses>, 'waterId' | 'photos'>
const findings = ['black-odorous', 'not-black-odorous', 'undecided'] as const

/** What somebody saw and smelled. */
export function SensesForm(props: { readonly waterId: string; readonly onClose: () => void }) {
  const say = useSay()
  const [now] = useState(() => localText(new Date()))
  return (
    <RecordDialog<Values>
      title={say(words.addSenses)}
      initialValues={{ observedAt: now }}
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
  const inWords = colour === 'other-abnormal' || colour === 'not-graded'
  return (
    <>
      <Form.Item name="observedAt" label={say(words.observedAt)} rules={needed}>
        <Input type="datetime-local" style={{ width: 220 }} />
      </Form.Item>
      <Form.Item name="colour" label={say(words.colour)} rules={needed}>
        <Select options={colourIds.map(value => ({ value, label: say(waterColourWords[value]) }))} />
      </Form.Item>
      {inWords ? (
        <Form.Item name="colourText" label={say(words.colourText)} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
      ) : null}
      <Form.Item name="odour" label={say(words.odour)}>
        <Select allowClear options={odourWords.map((label, value) => ({ value, label: say(label) }))} />
      </Form.Item>
      <Form.Item name="finding" label={say(words.finding)} rules={needed}>
        <Radio.Group options={findings.map(value => ({ value, label: say(findingWords[value]) }))} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="floating" label={`${say(words.floating)}（${say(words.optional)}）`}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="weather" label={`${say(words.weather)}（${say(words.optional)}）`}>
          <Input maxLength={100} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={`${say(words.reportNote)}（${say(words.optional)}）`}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </>
  )
}
