import { App, Form, Radio } from 'antd'
import { useQueryClient } from '@tanstack/react-query'
import { getClassifications, overrideClass, type Classification } from '../../../planning/contract.ts'
import { waterClasses, waterClassIds, type WaterClass } from '../../../planning/rules.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { answerKey } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { planningWords as words } from './planning-words.ts'

/** Asks again for what a change of causes or class makes stale. */
export function useClassificationsChanged(): () => Promise<void> {
  const cache = useQueryClient()
  const changed = useWatersChanged()
  return async () => {
    await cache.invalidateQueries({ queryKey: answerKey(getClassifications) })
    await changed()
  }
}

/** Sets the class by hand, with a reason. */
export function OverrideDialog(props: { readonly newest: Classification; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useClassificationsChanged()
  const { id, waterId, waterClass } = props.newest
  const choices = waterClassIds.filter(choice => choice !== waterClass)
  return (
    <ReasonDialog<{ waterClass: WaterClass }>
      open
      title={say(words.override)}
      explain={say(words.overrideExplain)}
      initialValues={choices.length === 1 && choices[0] !== undefined ? { waterClass: choices[0] } : {}}
      onClose={props.onClose}
      onSubmit={async ({ waterClass: chosen, reason }) => {
        await call(overrideClass, { params: { id: waterId }, body: { waterClass: chosen, reason, basedOn: id } })
        await changed()
        void message.success(say(words.done))
      }}
    >
      <Form.Item name="waterClass" label={say(words.newClass)} rules={[{ required: true, message: say(words.needed) }]}>
        <Radio.Group options={choices.map(choice => ({ value: choice, label: say(waterClasses[choice]) }))} />
      </Form.Item>
    </ReasonDialog>
  )
}
