import { Form, Input, Radio } from 'antd'
import type { Party } from '../../../works/contract.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { worksWords as words } from './works-words.ts'

export type PartyValues = { readonly who: 'me' | 'organisation'; readonly organisation?: string }

/** Whoever is signed in, or an organisation by name. */
export function PartyFields({ label }: { readonly label: string }) {
  const say = useSay()
  const who: unknown = Form.useWatch('who')
  return (
    <>
      <Form.Item name="who" label={label} initialValue="organisation">
        <Radio.Group
          options={[
            { value: 'organisation', label: say(words.anOrganisation) },
            { value: 'me', label: say(words.me) },
          ]}
        />
      </Form.Item>
      {who === 'me' ? null : (
        <Form.Item
          name="organisation"
          label={say(words.anOrganisation)}
          extra={say(words.organisationHint)}
          rules={[{ required: true, whitespace: true, min: 2, message: say(words.needed) }]}
        >
          <Input maxLength={120} />
        </Form.Item>
      )}
    </>
  )
}

/** @example const party = useParty(); party({ who: 'organisation', organisation: '沙坪镇人民政府' }) */
export function useParty(): (values: PartyValues) => Party {
  const { id } = useAccount()
  return ({ who, organisation = '' }) => (who === 'me' ? { accountId: id } : { organisation })
}
