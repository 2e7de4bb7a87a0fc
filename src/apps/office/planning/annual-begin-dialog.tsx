import { useNavigate } from '@tanstack/react-router'
import { Form, InputNumber } from 'antd'
import { beginAnnualPlan } from '../../../planning/annual/contract.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { useLanguage, useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { annualWords as words } from './annual-words.ts'
import { useAnnualChanged } from './use-annual-changed.ts'

type Values = { readonly regionCode: string; readonly year: number }

/** The year that is planned ahead of. */
function nextYear(): number {
  return new Date().getFullYear() + 1
}

/** Asks for division and year, and opens the draft that is drawn up. */
export function BeginDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay()
  const { language } = useLanguage()
  const account = useAccount()
  const navigate = useNavigate()
  const changed = useAnnualChanged()
  return (
    <FormDialog<Values>
      title={say(words.begin)}
      explain={say(words.beginHint)}
      saveLabel={say(words.begin)}
      initialValues={{ regionCode: account.regionCode, year: nextYear() }}
      onClose={onClose}
      onSave={async values => {
        const plan = await call(beginAnnualPlan, { body: { ...values, language } })
        await changed()
        await navigate({ to: `/annual-plans/${plan.id}` })
      }}
    >
      <Form.Item name="year" label={say(words.year)} rules={[{ required: true, message: say(words.yearNeeded) }]}>
        <InputNumber min={1900} max={2999} precision={0} />
      </Form.Item>
      <Form.Item
        name="regionCode"
        label={say(words.division)}
        rules={[{ required: true, message: say(words.divisionNeeded) }]}
      >
        <RegionPicker within={account.regionCode} label={say(words.division)} />
      </Form.Item>
    </FormDialog>
  )
}
