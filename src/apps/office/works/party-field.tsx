import { Form, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { roles } from '../../../domain/permissions.ts'
import { listColleagues, type Party } from '../../../works/contract.ts'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { worksWords as words } from './works-words.ts'

const whoIds = ['organisation', 'person', 'me', 'same'] as const
type Who = (typeof whoIds)[number]

export type PartyValues = {
  readonly who?: Who | undefined
  readonly organisation?: string | undefined
  readonly accountId?: string | undefined
}

const whoWords = {
  organisation: words.anOrganisation,
  person: words.aPerson,
  me: words.me,
  same: words.unchanged,
} as const satisfies Record<Who, unknown>

/**
 * Whoever is signed in, somebody of the jurisdiction found by name, or an organisation by name.
 *
 * @param choices what is offered, the first of them at first; `same` leaves everything as it is
 * @param known somebody who may live elsewhere, already chosen
 */
export function PartyFields(props: {
  readonly label: string
  readonly choices?: readonly Who[]
  readonly extra?: string
  readonly known?: { readonly id: string; readonly label: string } | undefined
}) {
  const say = useSay()
  const { choices = ['organisation', 'person', 'me'] } = props
  const who = (Form.useWatch('who') as Who | undefined) ?? choices[0] // typed as anything
  return (
    <>
      <Form.Item name="who" label={props.label} initialValue={choices[0]} extra={props.extra}>
        <Radio.Group options={choices.map(value => ({ value, label: say(whoWords[value]) }))} />
      </Form.Item>
      {who === 'organisation' ? (
        <Form.Item
          name="organisation"
          label={say(words.anOrganisation)}
          extra={say(words.organisationHint)}
          rules={[{ required: true, whitespace: true, min: 2, message: say(words.needed) }]}
        >
          <Input maxLength={120} />
        </Form.Item>
      ) : null}
      {who === 'person' ? (
        <Form.Item name="accountId" label={say(words.aPerson)} rules={[{ required: true, message: say(words.needed) }]}>
          <ColleaguePicker known={props.known} />
        </Form.Item>
      ) : null}
    </>
  )
}

/** @example const party = useParty(); party({ who: 'organisation', organisation: '沙坪镇人民政府' }) */
export function useParty(): (values: PartyValues) => Party | undefined {
  const { id } = useAccount()
  return ({ who = 'organisation', organisation = '', accountId }) => {
    if (who === 'same') return undefined
    if (who === 'me') return { accountId: id }
    return who === 'person' && accountId !== undefined ? { accountId } : { organisation }
  }
}

/** Finds somebody with an account by name or organisation, within the jurisdiction. A form control. */
function ColleaguePicker(props: {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (id: string) => void
  readonly known?: { readonly id: string; readonly label: string } | undefined
}) {
  const say = useSay()
  const [search, setSearch] = useState('')
  const asked = search.trim()
  const found = useAnswer(listColleagues, { query: asked === '' ? {} : { search: asked } })
  const options = (found.data?.items ?? []).map(({ id, name, organisation, role }) => ({
    value: id,
    label: [name, organisation, say(roles[role].name)].join(' · '),
  }))
  const { known } = props
  const all =
    known === undefined || options.some(({ value }) => value === known.id)
      ? options
      : [{ value: known.id, label: known.label }, ...options]
  return (
    <Select<string>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.value === undefined ? {} : { value: props.value })}
      placeholder={say(words.choosePerson)}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={found.isFetching}
      notFoundContent={say(words.nobodyFound)}
      options={all}
      onChange={id => props.onChange?.(id)}
    />
  )
}
