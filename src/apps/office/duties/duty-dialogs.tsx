import { App, Form, Input, Radio } from 'antd'
import { chinaDate } from '../../../domain/dates.ts'
import { dutyLevels, type DutyLevel } from '../../../domain/duties.ts'
import { assignDuty, endDuty, getDutiesOfSamePerson, replaceDuties, type DutyPost } from '../../../duties/contract.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { dutiesWords as words } from './duties-words.ts'
import { HolderFields, holderOf, type HolderValues } from './holder-fields.tsx'
import { useDutiesChanged } from './use-duties-changed.ts'

const today = () => chinaDate(new Date())
const width = 640

type Starting = HolderValues & { readonly fromOn: string }

/** Names somebody at a level of a water. */
export function AssignDialog(props: {
  readonly waterId: string
  readonly level: DutyLevel
  readonly onClose: () => void
}) {
  const say = useSay()
  const saved = useSaved()
  const { waterId, level } = props
  return (
    <FormDialog<Starting>
      title={say(words.nameTitle(say(dutyLevels[level].post)))}
      width={width}
      initialValues={{ fromOn: today() }}
      onClose={props.onClose}
      onSave={async ({ fromOn, ...holder }) => {
        await call(assignDuty, { params: { id: waterId }, body: { level, fromOn, holder: holderOf(holder) } })
        await saved(say(words.done))
      }}
    >
      <HolderFields />
      <FirstDay />
    </FormDialog>
  )
}

type Replacing = Starting & { readonly scope?: 'one' | 'person' }

/** Hands a post over, alone or with all waters of the same person. */
export function ReplaceDialog({ duty, onClose }: { readonly duty: DutyPost; readonly onClose: () => void }) {
  const say = useSay()
  const saved = useSaved()
  const same = useAnswer(getDutiesOfSamePerson, { params: { id: duty.id } })
  const count = same.data?.items.length ?? 1
  return (
    <ReasonDialog<Replacing>
      open
      title={say(words.replaceTitle(say(dutyLevels[duty.level].post)))}
      explain={`${duty.name} · ${duty.organisation} · ${say(words.since(duty.fromOn))}`}
      width={width}
      initialValues={{ fromOn: today(), scope: 'one' }}
      onClose={onClose}
      onSubmit={async ({ fromOn, reason, scope = 'one', ...holder }) => {
        const body = { holder: holderOf(holder), fromOn, reason, scope }
        const { replaced } = await call(replaceDuties, { params: { id: duty.id }, body })
        await saved(say(words.replaced(replaced)))
      }}
    >
      <HolderFields />
      <FirstDay />
      {count < 2 ? null : (
        <Form.Item
          name="scope"
          label={say(words.scope)}
          extra={(same.data?.items ?? []).map(({ water }) => water.name).join(say({ zh: '、', en: ', ' }))}
        >
          <Radio.Group
            options={[
              { value: 'one', label: say(words.scopeOne) },
              { value: 'person', label: say(words.scopePerson(count)) },
            ]}
          />
        </Form.Item>
      )}
    </ReasonDialog>
  )
}

/** Relieves somebody; nobody answers at the level from then on. */
export function EndDialog({ duty, onClose }: { readonly duty: DutyPost; readonly onClose: () => void }) {
  const say = useSay()
  const saved = useSaved()
  return (
    <ReasonDialog<{ readonly untilOn: string }>
      open
      danger
      title={say(words.endTitle(duty.name))}
      initialValues={{ untilOn: today() }}
      onClose={onClose}
      onSubmit={async ({ untilOn, reason }) => {
        await call(endDuty, { params: { id: duty.id }, body: { untilOn, reason } })
        await saved(say(words.done))
      }}
    >
      <Form.Item
        name="untilOn"
        label={say(words.untilOn)}
        extra={say(words.untilOnHint)}
        rules={[{ required: true, message: say(words.needed) }]}
      >
        <Input type="date" min={duty.fromOn} max={today()} style={{ width: 180 }} />
      </Form.Item>
    </ReasonDialog>
  )
}

function FirstDay() {
  const say = useSay()
  return (
    <Form.Item
      name="fromOn"
      label={say(words.fromOn)}
      extra={say(words.fromOnHint)}
      rules={[{ required: true, message: say(words.needed) }]}
    >
      <Input type="date" max={today()} style={{ width: 180 }} />
    </Form.Item>
  )
}

function useSaved(): (said: string) => Promise<void> {
  const { message } = App.useApp()
  const changed = useDutiesChanged()
  return async said => {
    await changed()
    void message.success(said)
  }
}
