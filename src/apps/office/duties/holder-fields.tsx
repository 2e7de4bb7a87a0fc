import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { maxNameLength, phonePattern, type NewHolder } from '../../../duties/contract.ts'
import { listAccounts } from '../../../people/contract.ts'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { dutiesWords as words } from './duties-words.ts'

/** What the form holds; fields left empty are no part of the holder. */
export type HolderValues = { readonly [Field in keyof NewHolder]?: string }

/** Who is to answer: name, organisation, telephones, perhaps an account. Fields of a form. */
export function HolderFields() {
  const say = useSay()
  const needed = [{ required: true, whitespace: true, message: say(words.needed) }]
  const phone = [{ pattern: phonePattern, message: say(words.phoneMalformed) }]
  return (
    <>
      <div className="form-row">
        <Form.Item name="name" label={say(words.person)} rules={needed}>
          <Input maxLength={maxNameLength} autoComplete="off" />
        </Form.Item>
        <Form.Item name="organisation" label={say(words.organisation)} rules={needed}>
          <Input maxLength={maxNameLength} autoComplete="off" />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item name="officePhone" label={say(words.officePhone)} rules={phone} extra={say(words.officePhoneHint)}>
          <Input maxLength={20} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item name="mobile" label={say(words.mobile)} rules={phone} extra={say(words.mobileHint)}>
          <Input maxLength={20} inputMode="tel" autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="accountId" label={say(words.account)} extra={say(words.accountHint)}>
        <AccountPicker />
      </Form.Item>
    </>
  )
}

/** Chooses an account by part of its name. A form control. */
function AccountPicker(props: {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (id: string | undefined) => void
}) {
  const [search, setSearch] = useState('')
  const asked = search.trim()
  const found = useAnswer(listAccounts, {
    query: { limit: 50, disabled: 'false', ...(asked === '' ? {} : { search: asked }) },
  })
  return (
    <Select<string | undefined>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.value === undefined ? {} : { value: props.value })}
      allowClear
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={found.isFetching}
      options={(found.data?.items ?? []).map(({ id, displayName, organisationName }) => ({
        value: id,
        label: [displayName, organisationName].filter(Boolean).join(' · '),
      }))}
      onChange={id => props.onChange?.(id)}
    />
  )
}

/** The holder that a form describes. */
export function holderOf({ name = '', organisation = '', officePhone, mobile, accountId }: HolderValues): NewHolder {
  return {
    name: name.trim(),
    organisation: organisation.trim(),
    ...filled({ officePhone, mobile, accountId }),
  }
}

function filled(values: Readonly<Record<'officePhone' | 'mobile' | 'accountId', string | undefined>>) {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value.trim() !== ''))
}
