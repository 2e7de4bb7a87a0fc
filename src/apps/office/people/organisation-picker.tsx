import { Select } from 'antd'
import { useState } from 'react'
import { listOrganisations } from '../../../people/contract.ts'
import { problemWords } from '../../shared/components/problem-alert.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'

/** Chooses an organisation by part of its name. A form control; `known` names a value that the first page may lack. */
export function OrganisationPicker(props: {
  readonly value?: string
  readonly onChange?: (id: string) => void
  readonly id?: string
  readonly known?: { readonly id: string; readonly name: string }
}) {
  const say = useSay()
  const [search, setSearch] = useState('')
  const asked = search.trim()
  const found = useAnswer(listOrganisations, { query: { limit: 50, ...(asked === '' ? {} : { search: asked }) } })
  const items = (found.data?.items ?? []).map(({ id, name, kindName }) => ({
    value: id,
    label: `${name} · ${say(kindName)}`,
  }))
  const { known } = props
  const options =
    known === undefined || items.some(({ value }) => value === known.id)
      ? items
      : [{ value: known.id, label: known.name }, ...items]
  return (
    <Select
      {...(props.id === undefined ? {} : { id: props.id })}
      value={props.value ?? null}
      onChange={id => {
        if (id !== null) props.onChange?.(id)
      }}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={found.isFetching}
      options={options}
      notFoundContent={found.error === null ? say(common.none) : say(problemWords(found.error))}
    />
  )
}
