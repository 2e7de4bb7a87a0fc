import { Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { chinaDate } from '../../../domain/dates.ts'
import { putQuestionnaire, type NewQuestionnaire } from '../../../survey/contract.ts'
import { call } from '../../shared/client.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { RecordDialog } from './record-dialog.tsx'
import { surveyWords as words } from './survey-words.ts'

type Values = Omit<z.input<typeof NewQuestionnaire>, 'waterId' | 'photos'>

/** The result of a questionnaire of residents, in counts. */
export function QuestionnaireForm(props: { readonly waterId: string; readonly onClose: () => void }) {
  const say = useSay()
  const [today] = useState(() => chinaDate(new Date()))
  return (
    <RecordDialog<Values>
      title={say(words.addQuestionnaire)}
      initialValues={{ heldOn: today }}
      onClose={props.onClose}
      onSave={(id, values) =>
        call(putQuestionnaire, { params: { id }, body: { ...withoutBlanks(values), waterId: props.waterId } })
      }
    >
      <QuestionnaireFields />
    </RecordDialog>
  )
}

function QuestionnaireFields() {
  const say = useSay()
  const needed = [{ required: true, message: say(words.needed) }]
  const count = <InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} />
  return (
    <>
      <p className="note-line">{say(words.questionnaireRule)}</p>
      <Form.Item name="heldOn" label={say(words.heldOn)} rules={needed}>
        <Input type="date" style={{ width: 180 }} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="valid" label={say(words.valid)} rules={needed}>
          {count}
        </Form.Item>
        <Form.Item
          name="black"
          label={say(words.black)}
          dependencies={['valid']}
          rules={[
            ...needed,
            ({ getFieldValue }) => ({
              validator: (_rule, value: unknown) =>
                Number(value ?? 0) <= Number(getFieldValue('valid') ?? 0)
                  ? Promise.resolve()
                  : Promise.reject(new Error(say(words.tooManyBlack))),
            }),
          ]}
        >
          {count}
        </Form.Item>
        <Form.Item name="issued" label={`${say(words.issued)}（${say(words.optional)}）`}>
          {count}
        </Form.Item>
        <Form.Item name="satisfied" label={`${say(words.satisfied)}（${say(words.optional)}）`}>
          {count}
        </Form.Item>
      </div>
      <Form.Item name="adultsLivingThere" label={say(words.adults)}>
        <InputNumber min={1} max={100_000} precision={0} style={{ width: 160 }} />
      </Form.Item>
      <Form.Item name="note" label={`${say(words.reportNote)}（${say(words.optional)}）`}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </>
  )
}
