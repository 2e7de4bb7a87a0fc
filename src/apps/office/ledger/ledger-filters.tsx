import { Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { factGroupIds, factGroups, factLabels, kindsOf, type FactGroup, type FactKind } from '../../../domain/facts.ts'
import { nameWords, type PersonLabel } from '../../../domain/person-label.ts'
import { listAccounts } from '../../../people/contract.ts'
import { withoutSignIns } from '../../../platform/facts/contract.ts'
import { getWater, listWaters } from '../../../waters/contract.ts'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import type { LedgerSearch } from './ledger-page.tsx'
import { ledgerWords as words } from './ledger-words.ts'

type Props = {
  readonly search: LedgerSearch
  readonly onSearch: (change: Partial<LedgerSearch>) => void
  /** Who stands in the first entry shown: the one filtered by, where entries are filtered by person. */
  readonly person: PersonLabel | undefined
}

/** What the ledger is looked through by; all of it stands in the address. */
export function LedgerFilters(props: Props) {
  const say = useSay()
  const account = useAccount()
  const { search, onSearch } = props
  return (
    <div className="filter-bar">
      <GroupFilter {...props} />
      <KindFilter {...props} />
      <PersonFilter {...props} />
      <WaterFilter {...props} />
      <span className="narrow">
        <RegionPicker
          within={account.regionCode}
          value={search.region}
          onChange={region => onSearch({ region })}
          placeholder={say(words.anyRegion)}
          label={say(words.region)}
        />
      </span>
      <span className="ledger-days">
        <DayFilter {...props} day="from" />
        <DayFilter {...props} day="to" />
      </span>
      {search.subject === undefined ? null : (
        <Tag closable onClose={() => onSearch({ subject: undefined })} className="ledger-subject">
          {say(words.subject)} {search.subject}
        </Tag>
      )}
    </div>
  )
}

function GroupFilter({ search, onSearch }: Props) {
  const say = useSay()
  return (
    <Select<NonNullable<LedgerSearch['group']>>
      className="narrow"
      aria-label={say(words.group)}
      value={search.group ?? withoutSignIns}
      options={[
        { value: withoutSignIns, label: say(words.withoutSignIns) },
        { value: 'everything', label: say(words.everything) },
        ...factGroupIds.map(value => ({ value, label: say(factGroups[value]) })),
      ]}
      onChange={group => onSearch({ group: group === withoutSignIns ? undefined : group, kind: undefined })}
    />
  )
}

function KindFilter({ search, onSearch }: Props) {
  const say = useSay()
  const groups = factGroupIds.filter(group => isOffered(group, search.group))
  return (
    <Select<FactKind>
      className="narrow"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={say(words.anyKind)}
      aria-label={say(words.kind)}
      {...(search.kind === undefined ? {} : { value: search.kind })}
      options={groups.map(group => ({
        label: say(factGroups[group]),
        options: kindsOf(group).map(value => ({ value, label: say(factLabels[value]) })),
      }))}
      onChange={kind => onSearch({ kind })}
    />
  )
}

/** One group chosen offers its own kinds, anything else all of them. */
function isOffered(group: FactGroup, chosen: LedgerSearch['group']): boolean {
  return chosen === undefined || chosen === withoutSignIns || chosen === 'everything' || chosen === group
}

/** Whoever may not look people up still filters by those who stand in the entries (see `FactDrawer`) and can let go of them here. */
function PersonFilter({ search, onSearch, person }: Props) {
  const say = useSay()
  const mayLook = useAccount().may('people.read')
  const [text, setText] = useState('')
  const found = useAnswer(listAccounts, { query: { search: text, limit: 20 } }, { enabled: mayLook && text !== '' })
  const chosen = search.person
  const known = person === undefined || person.id !== chosen ? words.chosenPerson : nameWords(person)
  if (!mayLook && chosen === undefined) return null
  return (
    <LookUp
      label={say(words.actor)}
      placeholder={say(words.anyPerson)}
      hint={say(text === '' ? words.typeName : words.noSuchPerson)}
      options={(text === '' ? [] : (found.data?.items ?? [])).map(one => ({
        value: one.id,
        label: [one.displayName, one.organisationName].filter(Boolean).join(' · '),
      }))}
      chosen={chosen === undefined ? undefined : { value: chosen, label: say(known) }}
      onType={setText}
      onChoose={picked => onSearch({ person: picked })}
    />
  )
}

function WaterFilter({ search, onSearch }: Props) {
  const say = useSay()
  const mayLook = useAccount().may('water.read')
  const [text, setText] = useState('')
  const chosen = search.water
  const found = useAnswer(listWaters, { query: { search: text, limit: 20 } }, { enabled: mayLook && text !== '' })
  const water = useAnswer(getWater, { params: { id: chosen ?? '' } }, { enabled: mayLook && chosen !== undefined })
  if (!mayLook && chosen === undefined) return null
  return (
    <LookUp
      label={say(words.water)}
      placeholder={say(words.anyWater)}
      hint={say(text === '' ? words.typeWater : words.noSuchWater)}
      options={(text === '' ? [] : (found.data?.items ?? [])).map(({ id, code, name }) => ({
        value: id,
        label: `${name} · ${code}`,
      }))}
      chosen={chosen === undefined ? undefined : { value: chosen, label: water.data?.name ?? say(words.chosenWater) }}
      onType={setText}
      onChoose={picked => onSearch({ water: picked })}
    />
  )
}

type Option = { readonly value: string; readonly label: string }

/** Something looked up by typing. What is chosen keeps its name also where the typed text does not find it. */
function LookUp(props: {
  readonly label: string
  readonly placeholder: string
  /** Where there is nothing to offer. */
  readonly hint: string
  readonly options: readonly Option[]
  readonly chosen: Option | undefined
  readonly onType: (text: string) => void
  readonly onChoose: (value: string | undefined) => void
}) {
  const { options, chosen } = props
  const offered =
    chosen === undefined || options.some(({ value }) => value === chosen.value) ? options : [chosen, ...options]
  return (
    <Select<string>
      className="narrow"
      allowClear
      showSearch={{ filterOption: false, onSearch: props.onType }}
      popupMatchSelectWidth={false}
      placeholder={props.placeholder}
      aria-label={props.label}
      notFoundContent={props.hint}
      {...(chosen === undefined ? {} : { value: chosen.value })}
      options={[...offered]}
      onChange={props.onChoose}
    />
  )
}

function DayFilter({ search, onSearch, day }: Props & { readonly day: 'from' | 'to' }) {
  const say = useSay()
  return (
    <Input
      type="date"
      className="ledger-day"
      aria-label={say(words[day])}
      prefix={say(words[day])}
      value={search[day] ?? ''}
      onChange={({ target }) => onSearch({ [day]: target.value === '' ? undefined : target.value })}
    />
  )
}
