import { useQueryClient } from '@tanstack/react-query'
import { App, Form, Input, Select } from 'antd'
import { supervisionListIds, supervisionLists, type SupervisionList } from '../../../domain/waters.ts'
import {
  changeList,
  getRegisterEntry,
  listWater,
  moveThroughLife,
  type RegisterEntry,
} from '../../../register/contract.ts'
import type { Water } from '../../../waters/contract.ts'
import { completeWorks } from '../../../works/progress/contract.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { waterWords as words } from './water-words.ts'

type Step = RegisterEntry['transitions'][number]

type Values = {
  readonly list?: SupervisionList
  readonly planReference?: string
  readonly completedOn?: string
  readonly acceptanceReference?: string
  readonly noticeReference?: string
  readonly relapseReference?: string
}

/** One step of a water's life: asks for what the step needs, and for a reason where it must have one. */
export function TransitionDialog(props: { readonly water: Water; readonly step: Step; readonly onClose: () => void }) {
  const { water, step } = props
  const say = useSay()
  const cache = useQueryClient()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  const needed = new Set(step.needs.map(({ need }) => need))
  const submit = async ({ reason, ...values }: Values & { readonly reason: string }) => {
    await send(water, step, { reason, values })
    await Promise.all([changed(), cache.invalidateQueries({ queryKey: answerKey(getRegisterEntry) })])
    void message.success(`${say(words.done)} · ${say(step.label)}`)
  }
  return (
    <ReasonDialog<Values>
      open
      title={`${say(step.label)} · ${water.name}`}
      danger={step.way === 'back'}
      reasonNeeded={needed.has('reason')}
      onClose={props.onClose}
      onSubmit={submit}
      {...(water.list === undefined ? {} : { initialValues: { list: water.list } })}
    >
      {step.needs
        .filter(({ need }) => need !== 'reason')
        .map(({ need, label, remedy }) => (
          <Form.Item
            key={need}
            name={need}
            label={say(label)}
            rules={[{ required: step.transition !== 'list' || need !== 'list', message: say(remedy) }]}
          >
            <NeedField need={need} optional={step.transition === 'list'} />
          </Form.Item>
        ))}
    </ReasonDialog>
  )
}

function NeedField({ need, optional, ...field }: { readonly need: string; readonly optional: boolean }) {
  const say = useSay()
  if (need === 'list') {
    return (
      <Select
        {...field}
        allowClear={optional}
        placeholder={optional ? say(words.byArea) : ''}
        options={supervisionListIds.map(id => ({ value: id, label: say(supervisionLists[id]) }))}
      />
    )
  }
  return <Input {...field} type={need === 'completedOn' ? 'date' : 'text'} maxLength={200} />
}

/** Each step goes through the slice that owns it. */
async function send(
  water: Water,
  step: Step,
  { reason, values }: { readonly reason: string; readonly values: Values },
): Promise<unknown> {
  const params = { id: water.id }
  const expectedVersion = water.version
  const why = reason === undefined || reason.trim() === '' ? {} : { reason }
  if (step.transition === 'list') {
    const list = values.list === undefined ? {} : { list: values.list }
    return call(listWater, { params, body: { ...list, ...why, expectedVersion } })
  }
  if (step.transition === 'change-list') {
    return call(changeList, { params, body: { list: values.list ?? null, reason, expectedVersion } })
  }
  if (step.transition === 'complete') {
    return call(completeWorks, { params, body: { completedOn: values.completedOn ?? '', ...why, expectedVersion } })
  }
  return call(moveThroughLife, { params, body: { transition: step.transition, ...why, expectedVersion, values } })
}
