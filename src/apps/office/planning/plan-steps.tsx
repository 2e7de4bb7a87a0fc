import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { countPlans, getPlan, listPlans, stepPlan, type Plan } from '../../../planning/plans/contract.ts'
import type { PlanStep } from '../../../planning/plans/rules.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { planWords as words } from './plan-words.ts'

/** Buttons for what this person may do with the plan now. */
export function PlanSteps({ plan }: { readonly plan: Plan }) {
  const say = useSay()
  const [asking, setAsking] = useState<PlanStep>()
  const steps = plan.steps.filter(({ permitted }) => permitted)
  return (
    <>
      {steps.map(({ step, label }) => (
        <Button
          key={step}
          type={step === 'submit' || step === 'approve' ? 'primary' : 'default'}
          disabled={step === 'submit' && plan.faults.length > 0}
          danger={step === 'set-aside'}
          onClick={() => setAsking(step)}
        >
          {say(label)}
        </Button>
      ))}
      {asking === undefined ? null : <StepDialog plan={plan} step={asking} onClose={() => setAsking(undefined)} />}
    </>
  )
}

type Values = { readonly reference?: string }

function StepDialog(props: { readonly plan: Plan; readonly step: PlanStep; readonly onClose: () => void }) {
  const { plan, step } = props
  const say = useSay()
  const { message } = App.useApp()
  const changed = usePlansChanged()
  const label = plan.steps.find(one => one.step === step)?.label
  const submit = async ({ reason, reference }: Values & { readonly reason: string }) => {
    await call(stepPlan, { params: { id: plan.id }, body: bodyOf(step, plan.version, { reason, reference }) })
    await changed()
    void message.success(say(words.done))
  }
  return (
    <ReasonDialog<Values>
      open
      title={`${label === undefined ? '' : say(label)} · ${plan.waterName}`}
      danger={step === 'set-aside'}
      reasonNeeded={step === 'return' || step === 'set-aside'}
      {...(step === 'submit' ? { explain: say(words.submitAsk) } : {})}
      onClose={props.onClose}
      onSubmit={submit}
    >
      {step === 'approve' ? (
        <Form.Item
          name="reference"
          label={say(words.reference)}
          extra={say(words.referenceHint)}
          rules={[{ required: true, whitespace: true, min: 2, message: say(words.referenceNeeded) }]}
        >
          <Input maxLength={100} />
        </Form.Item>
      ) : null}
    </ReasonDialog>
  )
}

function bodyOf(
  step: PlanStep,
  seenVersion: number,
  { reason, reference = '' }: { readonly reason: string | undefined; readonly reference: string | undefined },
) {
  const why = reason?.trim() ?? ''
  switch (step) {
    case 'submit':
      return { step, seenVersion, ...(why === '' ? {} : { reason: why }) }
    case 'approve':
      return { step, seenVersion, reference, ...(why === '' ? {} : { reason: why }) }
    case 'return':
    case 'set-aside':
      return { step, seenVersion, reason: why }
  }
}

/** After a change of a plan: it, the lists of plans, and the water, which may have moved on. */
export function usePlansChanged() {
  const cache = useQueryClient()
  const watersChanged = useWatersChanged()
  return async () => {
    await Promise.all([
      watersChanged(),
      ...[getPlan, listPlans, countPlans].map(endpoint => cache.invalidateQueries({ queryKey: answerKey(endpoint) })),
    ])
  }
}
