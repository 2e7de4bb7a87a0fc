import { Form, Input, Select } from 'antd'
import { listRoles } from '../../../people/contract.ts'
import { isUsername, normalUsername } from '../../../people/rules.ts'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { OrganisationPicker } from './organisation-picker.tsx'
import { levelWords, peopleWords as words } from './people-words.ts'

/** The fields of an account that creating and changing have in common. */
export function AccountFields({ withUsername }: { readonly withUsername: boolean }) {
  const say = useSay()
  const account = useAccount()
  const needed = [{ required: true, message: say(words.needed) }]
  return (
    <>
      <Form.Item
        name="displayName"
        label={say(words.name)}
        rules={[{ required: true, whitespace: true, message: say(words.needed) }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      {withUsername ? <UsernameField /> : null}
      <RoleField />
      <Form.Item name="regionCode" label={say(words.region)} rules={needed}>
        <RegionPicker within={account.regionCode} />
      </Form.Item>
      <Form.Item
        name="organisationId"
        label={say(words.organisation)}
        rules={needed}
        extra={say(words.organisationHint)}
      >
        <OrganisationPicker />
      </Form.Item>
      <Form.Item
        name="phone"
        label={say(common.optional(words.phone))}
        rules={[{ pattern: /^\+?[\d -]{5,20}$/, message: say(words.phoneWrong) }]}
      >
        <Input type="tel" autoComplete="off" maxLength={21} />
      </Form.Item>
      <Form.Item
        name="email"
        label={say(common.optional(words.email))}
        rules={[{ type: 'email', message: say(words.emailWrong) }]}
      >
        <Input type="email" autoComplete="off" maxLength={200} />
      </Form.Item>
    </>
  )
}

function UsernameField() {
  const say = useSay()
  return (
    <Form.Item
      name="username"
      label={say(words.username)}
      extra={say(words.usernameRule)}
      rules={[
        { required: true, message: say(words.needed) },
        {
          validator: (_rule, value: unknown) =>
            typeof value !== 'string' || value === '' || isUsername(normalUsername(value))
              ? Promise.resolve()
              : Promise.reject(new Error(say(words.usernameWrong))),
        },
      ]}
    >
      <Input maxLength={32} autoComplete="off" spellCheck={false} />
    </Form.Item>
  )
}

function RoleField() {
  const say = useSay()
  const roles = useAnswer(listRoles, {}, { staleMs: Infinity })
  const chosen: unknown = Form.useWatch('role')
  const levels = roles.data?.items.find(({ id }) => id === chosen)?.levels
  return (
    <Form.Item
      name="role"
      label={say(words.role)}
      rules={[{ required: true, message: say(words.needed) }]}
      extra={
        levels === undefined
          ? null
          : say(words.roleHint(levels.map(level => say(levelWords[level])).join(say({ zh: '、', en: ', ' }))))
      }
    >
      <Select
        loading={roles.isPending}
        options={(roles.data?.items ?? [])
          .filter(({ grantable, id }) => grantable || id === chosen)
          .map(({ id, name }) => ({ value: id, label: say(name) }))}
      />
    </Form.Item>
  )
}
