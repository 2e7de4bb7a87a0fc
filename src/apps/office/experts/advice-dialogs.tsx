import { Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { chinaDate } from '../../../domain/dates.ts'
import { answerAdvice, giveAdvice, stepAdvice, type Advice } from '../../../experts/contract.ts'
import {
  adoptionIds,
  adoptions,
  helpPhaseIds,
  helpPhases,
  needsDeed,
  type Adoption,
  type AdviceStep,
} from '../../../experts/rules.ts'
import { policyAt } from '../../../policy/policy.ts'
import type { VisitPhase } from '../../../works/rules.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { PhotoField } from '../works/photos.tsx'
import { expertsWords as words } from './experts-words.ts'
import { useExpertsChanged } from './use-experts-changed.ts'

type Giving = {
  readonly phase: VisitPhase
  readonly measureId?: string
  readonly part?: string
  readonly text: string
  readonly files?: readonly string[]
}

/** Leaves advice on a water. */
export function GiveDialog(props: {
  readonly waterId: string
  readonly phase: VisitPhase | undefined
  readonly onClose: () => void
}) {
  const say = useSay()
  const changed = useExpertsChanged()
  const [today] = useState(() => chinaDate(new Date()))
  const { deadlines } = policyAt('expert-help', today).value
  const measures = policyAt('measures', today).value.measures.map(({ id, name }) => ({ value: id, label: say(name) }))
  const needed = [{ required: true, message: say(words.needed) }]
  return (
    <FormDialog<Giving>
      title={say(words.give)}
      explain={say(words.giveExplain(deadlines.answerDays))}
      width={640}
      initialValues={{ phase: props.phase ?? 'after' }}
      onClose={props.onClose}
      onSave={async ({ phase, measureId, part = '', text, files = [] }) => {
        await call(giveAdvice, {
          body: {
            waterId: props.waterId,
            phase,
            text,
            files: [...files],
            ...(measureId === undefined ? {} : { measureId }),
            ...(part.trim() === '' ? {} : { part }),
          },
        })
        await changed()
      }}
    >
      <Form.Item name="phase" label={say(words.phase)} rules={needed}>
        <Select options={helpPhaseIds.map(value => ({ value, label: say(helpPhases[value]) }))} />
      </Form.Item>
      <Form.Item name="measureId" label={say(words.measure)}>
        <Select allowClear options={measures} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="part" label={say(words.part)} extra={say(words.partHint)}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="text"
        label={say(words.adviceText)}
        rules={[{ required: true, whitespace: true, min: 4, message: say(words.needed) }]}
      >
        <Input.TextArea rows={5} maxLength={4000} />
      </Form.Item>
      <FilesItem waterId={props.waterId} />
    </FormDialog>
  )
}

type Answering = { readonly adoption: Adoption; readonly deed?: string; readonly files?: readonly string[] }

/** The county's answer. */
export function AnswerDialog({ advice, onClose }: { readonly advice: Advice; readonly onClose: () => void }) {
  const say = useSay()
  const changed = useExpertsChanged()
  return (
    <ReasonDialog<Answering>
      open
      title={`${say(words.answerTitle)} · ${advice.water.name}`}
      explain={advice.text}
      width={640}
      confirmLabel={say(words.answer)}
      initialValues={{ adoption: 'adopted' }}
      onClose={onClose}
      onSubmit={async ({ adoption, reason, deed = '', files = [] }) => {
        await call(answerAdvice, {
          params: { id: advice.id },
          body: { adoption, reason, files: [...files], ...(deed.trim() === '' ? {} : { deed }) },
        })
        await changed()
      }}
    >
      <Form.Item name="adoption" label={say(words.adoption)}>
        <Radio.Group options={adoptionIds.map(value => ({ value, label: say(adoptions[value]) }))} />
      </Form.Item>
      <DeedItem />
      <FilesItem waterId={advice.water.id} />
    </ReasonDialog>
  )
}

function DeedItem() {
  const say = useSay()
  const adoption = Form.useWatch('adoption') as Adoption | undefined // typed as anything
  if (adoption === undefined || !needsDeed(adoption)) return null
  return (
    <Form.Item
      name="deed"
      label={say(words.deed)}
      extra={say(words.deedHint)}
      rules={[{ required: true, whitespace: true, min: 2, message: say(words.needed) }]}
    >
      <Input.TextArea rows={3} maxLength={4000} />
    </Form.Item>
  )
}

/** What the expert makes of the answer. */
export function ExpertStepDialog(props: {
  readonly advice: Advice
  readonly step: Exclude<AdviceStep, 'answer'>
  readonly onClose: () => void
}) {
  const say = useSay()
  const changed = useExpertsChanged()
  const { advice, step } = props
  return (
    <ReasonDialog<{ readonly files?: readonly string[] }>
      open
      title={`${say(words[step])} · ${advice.water.name}`}
      explain={advice.text}
      confirmLabel={say(words[step])}
      danger={step === 'withdraw'}
      onClose={props.onClose}
      onSubmit={async ({ reason, files = [] }) => {
        await call(stepAdvice, { params: { id: advice.id }, body: { step, reason, files: [...files] } })
        await changed()
      }}
    >
      {step === 'withdraw' ? null : <FilesItem waterId={advice.water.id} />}
    </ReasonDialog>
  )
}

function FilesItem({ waterId }: { readonly waterId: string }) {
  const say = useSay()
  return (
    <Form.Item name="files" label={say(words.files)}>
      <PhotoField waterId={waterId} label={say(words.files)} withPapers />
    </Form.Item>
  )
}
