import { App, Form, Radio } from 'antd'
import {
  setWaterColour,
  warningColourIds,
  warningColours,
  type Water,
  type WarningColour,
} from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { waterWords as words } from './water-words.ts'

type Values = { readonly colour: WarningColour | 'policy' }

/** Red, yellow or green by hand, or back to what the policy says. */
export function ColourDialog({ water, onClose }: { readonly water: Water; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  const submit = async ({ colour, reason }: Values & { readonly reason: string }) => {
    await call(setWaterColour, { params: { id: water.id }, body: { colour, reason, expectedVersion: water.version } })
    await changed()
    void message.success(say(words.done))
  }
  return (
    <ReasonDialog<Values>
      open
      title={`${say(words.setColour)} · ${water.name}`}
      initialValues={{ colour: water.colour ?? 'policy' }}
      onClose={onClose}
      onSubmit={submit}
    >
      <Form.Item name="colour" label={say(words.colour)}>
        <Radio.Group
          options={[
            ...warningColourIds.map(id => ({ value: id, label: say(warningColours[id]) })),
            { value: 'policy' as const, label: say(words.byPolicy) },
          ]}
        />
      </Form.Item>
    </ReasonDialog>
  )
}
