import { Button, Form, Radio } from 'antd'
import { useState } from 'react'
import type { RegisterEntry } from '../../../register/contract.ts'
import { setWaterColour, warningColourIds, type WarningColour } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { ColourMark } from '../../shared/components/marks.tsx'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { registerWords as words } from './register-words.ts'
import { useRegisterChanged } from './use-register-changed.ts'

/** Sets a colour by hand, with a reason; or gives the decision back to the policy. */
export function ColourChoice({ entry }: { readonly entry: RegisterEntry }) {
  const say = useSay()
  const account = useAccount()
  const changed = useRegisterChanged()
  const [open, setOpen] = useState(false)
  if (!account.may('register.decide') || entry.list === undefined) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {say(words.setColour)}
      </Button>
      <ReasonDialog<{ colour: WarningColour | 'policy' }>
        open={open}
        title={`${say(words.setColour)} · ${entry.name}`}
        initialValues={entry.colour.value === 'none' ? {} : { colour: entry.colour.value }}
        onClose={() => setOpen(false)}
        onSubmit={async ({ colour, reason }) => {
          await call(setWaterColour, {
            params: { id: entry.waterId },
            body: { colour, reason, expectedVersion: entry.version },
          })
          await changed()
        }}
      >
        <Form.Item
          name="colour"
          label={say(words.colourTitle)}
          rules={[{ required: true, message: say(words.needed) }]}
        >
          <Radio.Group>
            {warningColourIds.map(colour => (
              <Radio key={colour} value={colour}>
                <ColourMark colour={colour} />
              </Radio>
            ))}
            <Radio value="policy">{say(words.colourPolicy)}</Radio>
          </Radio.Group>
        </Form.Item>
      </ReasonDialog>
    </>
  )
}
