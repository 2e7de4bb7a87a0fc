import { Select } from 'antd'
import { useState } from 'react'
import { regionRange } from '../../../domain/regions.ts'
import { listAccounts, type Account } from '../../../people/contract.ts'
import { findHandoverFault, type Holder } from '../../../people/rules.ts'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { everywhere } from '../../shared/hooks/use-place-name.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { peopleWords as words } from './people-words.ts'

/** Chooses who takes over. Those who cannot are shown after the others, with the reason. A form control. */
export function ReceiverPicker(props: {
  readonly giver: Account
  readonly value?: string
  readonly onChange?: (id: string) => void
  readonly id?: string
}) {
  const say = useSay()
  const [search, setSearch] = useState('')
  const asked = search.trim()
  const found = useAnswer(listAccounts, {
    query: { limit: 50, disabled: 'false', ...(asked === '' ? {} : { search: asked }) },
  })
  const colleagues = (found.data?.items ?? []).filter(({ id }) => id !== props.giver.id)
  const options = colleagues.map(account => optionOf(account, props.giver))
  return (
    <Select<string, Option>
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.value === undefined ? {} : { value: props.value })}
      placeholder={say(words.searchAccounts)}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={found.isFetching}
      notFoundContent={say(found.isPending ? words.searching : words.noReceiver)}
      options={options.toSorted((a, b) => Number(a.disabled) - Number(b.disabled))}
      optionRender={renderOption}
      onChange={id => props.onChange?.(id)}
    />
  )
}

type Option = {
  readonly value: string
  readonly label: string
  readonly disabled: boolean
  readonly fault: ReturnType<typeof findHandoverFault>
}

function renderOption({ data }: { readonly data: Option }) {
  return <ReceiverOption option={data} />
}

function ReceiverOption({ option }: { readonly option: Option }) {
  const say = useSay()
  return (
    <span className="receiver">
      {option.label}
      {option.fault === undefined ? null : <small>{say(option.fault)}</small>}
    </span>
  )
}

function optionOf(account: Account, giver: Account): Option {
  const { id, displayName, username, organisationName } = account
  const fault = findHandoverFault(holderOf(giver), holderOf(account))
  const label = [displayName, username, organisationName].filter(Boolean).join(' · ')
  return { value: id, label, disabled: fault !== undefined, fault }
}

function holderOf({ id, role, roleName, regionCode, disabled }: Account): Holder {
  const range = regionCode === everywhere ? { from: everywhere, to: ':' } : regionRange(regionCode)
  return { id, role, roleName, regionCode, range, disabled }
}
