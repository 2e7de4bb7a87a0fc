import { Form, Input, InputNumber, type FormRule } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { chinaDate } from '../../../domain/dates.ts'
import { putQuestionnaire, type NewQuestionnaire } from '../../../survey/contract.ts'
import { call } from '../../shared/client.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { notAfter, notMoreThan } from './form-rules.ts'
import { RecordDialog } from './record-dialog.tsx'
import { surveyWords as words } from './survey-words.ts'

type Values = Omit<z.input<typeof NewQuestionnaire>, 'waterId' | 'photos'>

const today = () => chinaDate(new Date())

/** The result of a questionnaire of residents, in counts. */
export function QuestionnaireForm(props: { readonly waterId: string; readonly onClose: () => void }) {
  const say = useSay()
  const [heldOn] = useState(today)
  return (
    <RecordDialog<Values>
      title={say(words.addQuestionnaire)}
      explain={<span className="note-line">{say(words.questionnaireRule)}</span>}
      initialValues={{ heldOn }}
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
  const needed = { required: true, message: say(words.needed) }
  return (
    <>
      <Form.Item
        name="heldOn"
        label={say(words.heldOn)}
        rules={[needed, notAfter(today, say(words.inFuture))]}
        className="date-field"
      >
        <Input type="date" max={today()} />
      </Form.Item>
      <div className="two-fields">
        <Count
          name="valid"
          label={say(words.valid)}
          rules={[
            needed,
            notMoreThan('issued', say(words.tooManyIssued)),
            notMoreThan('adultsLivingThere', say(words.tooManyForAdults)),
          ]}
          dependencies={['issued', 'adultsLivingThere']}
        />
        <Count
          name="black"
          label={say(words.black)}
          rules={[needed, notMoreThan('valid', say(words.tooManyBlack))]}
          dependencies={['valid']}
        />
        <Count name="issued" label={say(common.optional(words.issued))} />
        <Count
          name="satisfied"
          label={say(common.optional(words.satisfied))}
          rules={[notMoreThan('valid', say(words.tooManyBlack))]}
          dependencies={['valid']}
        />
      </div>
      <Count
        name="adultsLivingThere"
        label={say(common.optional(words.adults))}
        extra={say(words.adultsHint)}
        from={1}
      />
      <Form.Item name="note" label={say(common.optional(words.reportNote))}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </>
  )
}

function Count(props: {
  readonly name: keyof Values
  readonly label: string
  readonly extra?: string
  readonly rules?: FormRule[]
  /** Fields whose change judges this one again. */
  readonly dependencies?: (keyof Values)[]
  readonly from?: number
}) {
  const { from = 0, ...item } = props
  return (
    <Form.Item {...item}>
      <InputNumber min={from} max={100_000} precision={0} inputMode="numeric" style={{ width: '100%' }} />
    </Form.Item>
  )
}
