import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Input, Select } from 'antd'
import { confidences, type Confidence } from '../../../domain/words.ts'
import { registerZone } from '../../../places/zones/contract.ts'
import { call } from '../../shared/client.ts'
import { ConfidenceMark } from '../../shared/components/citation-note.tsx'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { RegionList } from '../../shared/components/region-list.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { placesWords as words } from './places-words.ts'

/** What the dialog begins with: nothing, or a zone the product proposes. */
export type ZoneDraft = {
  readonly code?: string
  readonly name?: string
  readonly source?: string
  readonly confidence?: Confidence
  readonly towns?: readonly { readonly statistical: string; readonly name: string }[]
}

type Values = {
  readonly code: string
  readonly name: string
  readonly source: string
  readonly confidence: Confidence
  readonly towns: string[]
}

/** Registers a functional zone. What follows from it is said before the button. */
export function NewZone({ draft, onClose }: { readonly draft: ZoneDraft; readonly onClose: () => void }) {
  const say = useSay()
  const account = useAccount()
  const cache = useQueryClient()
  const { message } = App.useApp()
  const needed = [{ required: true, message: say(words.needed) }]
  const { towns = [], confidence = 'to-be-confirmed', ...given } = draft
  const save = async (body: Values) => {
    const { name, accounts } = await call(registerZone, { body })
    // Divisions, tasks, waters: whatever is on a screen may name the zone from now on.
    await cache.invalidateQueries()
    void message.success(say(words.zoneSaved(name, accounts)))
  }
  return (
    <FormDialog<Values>
      title={say(words.newZone)}
      initialValues={{ ...given, confidence, towns: towns.map(({ statistical }) => statistical) }}
      onSave={save}
      onClose={onClose}
    >
      <Form.Item name="name" label={say(words.name)} rules={needed}>
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="code" label={say(words.zoneCode)} extra={say(words.zoneCodeHint)} rules={needed}>
        <Input maxLength={6} inputMode="numeric" />
      </Form.Item>
      <Form.Item
        name="towns"
        label={say(words.zoneTowns)}
        rules={[{ required: true, type: 'array', min: 1, message: say(words.needed) }]}
      >
        <RegionList
          level="town"
          label={say(words.addTown)}
          within={account.regionCode}
          names={new Map(towns.map(({ statistical, name }) => [statistical, name]))}
        />
      </Form.Item>
      <Form.Item name="source" label={say(words.source)} extra={say(words.sourceHint)} rules={needed}>
        <Input.TextArea maxLength={200} autoSize={{ minRows: 1, maxRows: 3 }} />
      </Form.Item>
      <Form.Item name="confidence" label={say(words.confidence)}>
        <Select options={confidences.map(value => ({ value, label: <ConfidenceMark confidence={value} /> }))} />
      </Form.Item>
      <Alert type="info" showIcon title={say(words.zoneConsequence)} />
    </FormDialog>
  )
}
