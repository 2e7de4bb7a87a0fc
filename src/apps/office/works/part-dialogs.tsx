import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { chinaDate, dayAfter } from '../../../domain/dates.ts'
import { listOrganisations } from '../../../people/contract.ts'
import { askForPart, stepPart, type Part, type PartContent } from '../../../works/progress/parts/contract.ts'
import {
  partSteps,
  partSubjectIds,
  partSubjects,
  type PartStep,
  type PartSubject,
} from '../../../works/progress/parts/rules.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { FilesField } from './files-field.tsx'
import { PartText } from './part-text.tsx'
import { progressWords as words } from './progress-words.ts'
import { useProgressChanged } from './use-progress-changed.ts'

type Asking = {
  readonly organisationId: string
  readonly subject: PartSubject
  readonly ask: string
  readonly dueOn: string
}

/** Asks a department for its part of a water's works. */
export function AskDialog({ waterId, onClose }: { readonly waterId: string; readonly onClose: () => void }) {
  const say = useSay()
  const changed = useProgressChanged()
  const [today] = useState(() => chinaDate(new Date()))
  const departments = useAnswer(listOrganisations, { query: { kind: 'department', limit: 200 } })
  const needed = [{ required: true, message: say(words.needed) }]
  const save = async (asking: Asking) => {
    await call(askForPart, { params: { id: waterId }, body: asking })
    await changed()
  }
  return (
    <FormDialog<Asking>
      title={say(words.ask)}
      explain={say(departments.data?.items.length === 0 ? words.noDepartment : words.partsLead)}
      initialValues={{ dueOn: dayAfter(today, 15) }}
      onClose={onClose}
      onSave={save}
    >
      <Form.Item name="subject" label={say(words.subject)} rules={needed}>
        <Select
          options={partSubjectIds.map(value => ({
            value,
            label: `${say(partSubjects[value])} · ${say(partSubjects[value].department)}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="organisationId" label={say(words.department)} rules={needed}>
        <Select
          loading={departments.isPending}
          options={(departments.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="ask"
        label={say(words.askText)}
        rules={[{ required: true, whitespace: true, min: 4, message: say(words.needed) }]}
      >
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
      <Form.Item name="dueOn" label={say(words.dueOn)} rules={needed}>
        <Input type="date" min={today} style={{ width: 180 }} />
      </Form.Item>
    </FormDialog>
  )
}

type StepProps = { readonly part: Part; readonly step: PartStep; readonly onClose: () => void }

export function PartStepDialog(props: StepProps) {
  if (props.step === 'fill') return <FillDialog {...props} />
  if (props.step === 'sign') return <SignDialog {...props} />
  return <DecideDialog {...props} step={props.step} />
}

function useTitle({ part, step }: Pick<StepProps, 'part' | 'step'>): string {
  const say = useSay()
  return `${say(partSteps[step].label)} · ${say(partSubjects[part.subject])}`
}

type Filling = {
  readonly text: string
  readonly quantities?: PartContent['quantities']
  readonly attachments?: readonly string[]
}

function FillDialog({ part, step, onClose }: StepProps) {
  const say = useSay()
  const changed = useProgressChanged()
  const save = async ({ text, quantities = [], attachments = [] }: Filling) => {
    await call(stepPart, {
      params: { id: part.id },
      body: { step: 'fill', seenVersion: part.version, content: { text, quantities, attachments: [...attachments] } },
    })
    await changed()
  }
  return (
    <FormDialog<Filling>
      title={useTitle({ part, step })}
      explain={part.ask}
      initialValues={part.content ?? { quantities: [], attachments: [] }}
      width={640}
      onClose={onClose}
      onSave={save}
    >
      <Form.Item
        name="text"
        label={say(words.fillText)}
        rules={[{ required: true, whitespace: true, min: 2, message: say(words.needed) }]}
      >
        <Input.TextArea rows={4} maxLength={4000} />
      </Form.Item>
      <QuantityFields />
      <Form.Item name="attachments" label={say(words.attachments)}>
        <FilesField waterId={part.water.id} door="part" label={say(words.attachments)} />
      </Form.Item>
    </FormDialog>
  )
}

function QuantityFields() {
  const say = useSay()
  const needed = [{ required: true, message: say(words.needed) }]
  return (
    <Form.Item label={say(words.quantities)}>
      <Form.List name="quantities">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="quantity-row">
                <Form.Item name={[name, 'name']} rules={needed}>
                  <Input maxLength={60} placeholder={say(words.quantityName)} aria-label={say(words.quantityName)} />
                </Form.Item>
                <Form.Item name={[name, 'value']} rules={needed}>
                  <InputNumber
                    style={{ width: '100%' }}
                    placeholder={say(words.quantityValue)}
                    aria-label={say(words.quantityValue)}
                  />
                </Form.Item>
                <Form.Item name={[name, 'unit']} rules={needed}>
                  <Input maxLength={20} placeholder={say(words.quantityUnit)} aria-label={say(words.quantityUnit)} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<MinusCircleOutlined />}
                  aria-label={say(common.remove)}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button size="small" icon={<PlusOutlined />} onClick={() => add()}>
              {say(words.addQuantity)}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  )
}

/** Shows exactly what is signed. */
function SignDialog({ part, step, onClose }: StepProps) {
  const say = useSay()
  const changed = useProgressChanged()
  const save = async () => {
    await call(stepPart, { params: { id: part.id }, body: { step: 'sign', seenVersion: part.version } })
    await changed()
  }
  return (
    <FormDialog
      title={useTitle({ part, step })}
      saveLabel={say(partSteps.sign.label)}
      before={
        <>
          <p className="long-name">{part.ask}</p>
          <PartText part={part} />
          <p className="dialog-explain">{say(words.signExplain)}</p>
        </>
      }
      onClose={onClose}
      onSave={save}
    >
      {null}
    </FormDialog>
  )
}

type Deciding = { readonly dueOn?: string; readonly ask?: string }

/** Refuses, withdraws or asks again, each with a reason. */
function DecideDialog(props: StepProps & { readonly step: 'refuse' | 'withdraw' | 'ask-again' }) {
  const say = useSay()
  const changed = useProgressChanged()
  const { part, step } = props
  const [today] = useState(() => chinaDate(new Date()))
  const save = async ({ reason, dueOn = today, ask = '' }: Deciding & { readonly reason: string }) => {
    const seen = { seenVersion: part.version, reason }
    const body =
      step === 'ask-again' ? { step, ...seen, dueOn, ...(ask.trim() === '' ? {} : { ask }) } : { step, ...seen }
    await call(stepPart, { params: { id: part.id }, body })
    await changed()
  }
  return (
    <ReasonDialog<Deciding>
      open
      title={useTitle({ part, step })}
      explain={part.ask}
      danger={step !== 'ask-again'}
      initialValues={{ dueOn: dayAfter(today, 15), ask: part.ask }}
      onClose={props.onClose}
      onSubmit={save}
    >
      {step === 'ask-again' ? (
        <>
          <Form.Item name="ask" label={say(words.askText)}>
            <Input.TextArea rows={3} maxLength={2000} />
          </Form.Item>
          <Form.Item name="dueOn" label={say(words.dueOn)} rules={[{ required: true, message: say(words.needed) }]}>
            <Input type="date" min={today} style={{ width: 180 }} />
          </Form.Item>
        </>
      ) : null}
    </ReasonDialog>
  )
}
