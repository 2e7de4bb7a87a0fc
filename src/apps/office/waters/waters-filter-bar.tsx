import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { stageIds, stages } from '../../../domain/lifecycle-table.ts'
import { supervisionListIds, supervisionLists, waterTypeIds, waterTypes } from '../../../domain/waters.ts'
import { bases, basisIds, warningColourIds, warningColours } from '../../../waters/contract.ts'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { usePhone } from '../../shared/hooks/use-phone.ts'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useAccount } from '../../shared/session.tsx'
import { filterOf, isFiltered, noFilters, type WaterFilters } from './water-filters.ts'
import { watersWords as words } from './waters-words.ts'

type Change = (change: Partial<WaterFilters>) => void

/** The filters, each kept in the address. */
export function WatersFilterBar({ filters, onChange }: { readonly filters: WaterFilters; readonly onChange: Change }) {
  const say = useSay()
  const account = useAccount()
  const phone = usePhone()
  const [unfolded, unfold] = useState(false)
  const several = (
    name: 'list' | 'stage' | 'type' | 'colour' | 'basis',
    options: readonly { value: string; label: string }[],
  ) => (
    <Several
      label={say(words[name])}
      value={filters[name]}
      options={options}
      onChange={value => onChange({ [name]: value })}
    />
  )
  return (
    <search className={phone && !unfolded ? 'filter-bar folded' : 'filter-bar'}>
      <SearchField key={filters.search ?? ''} search={filters.search ?? ''} onSearch={search => onChange({ search })} />
      {phone ? (
        <Button aria-expanded={unfolded} onClick={() => unfold(!unfolded)}>
          {say(words.filters)}
          {isFiltered(filters) ? ` (${Object.keys(filterOf(filters)).length})` : ''}
        </Button>
      ) : null}
      <RegionPicker
        within={account.regionCode}
        value={filters.region}
        label={say(words.region)}
        placeholder={say(words.region)}
        style={{ width: 190 }}
        onChange={region => onChange({ region })}
      />
      {several('list', [
        ...supervisionListIds.map(id => ({ value: id, label: say(supervisionLists[id]) })),
        { value: 'none', label: say(words.noList) },
      ])}
      {several(
        'stage',
        stageIds.map(id => ({ value: id, label: say(stages[id].label) })),
      )}
      {several(
        'type',
        waterTypeIds.map(id => ({ value: id, label: say(waterTypes[id].label) })),
      )}
      {several('colour', [
        ...warningColourIds.map(id => ({ value: id, label: say(warningColours[id]) })),
        { value: 'none', label: say(words.noColour) },
      ])}
      {several(
        'basis',
        basisIds.map(id => ({ value: id, label: say(bases[id]) })),
      )}
      <Select
        allowClear
        aria-label={say(words.position)}
        placeholder={say(words.position)}
        value={filters.position ?? null}
        popupMatchSelectWidth={false}
        style={{ width: 108 }}
        onChange={position => onChange({ position: position ?? undefined })}
        options={[
          { value: 'known' as const, label: say(words.positionKnown) },
          { value: 'unknown' as const, label: say(words.positionUnknown) },
        ]}
      />
      {isFiltered(filters) ? (
        <Button type="link" onClick={() => onChange(noFilters)}>
          {say(common.reset)}
        </Button>
      ) : null}
    </search>
  )
}

function SearchField({
  search,
  onSearch,
}: {
  readonly search: string
  readonly onSearch: (search: string | undefined) => void
}) {
  const say = useSay()
  const [text, setText] = useState(search)
  return (
    <Input.Search
      allowClear
      value={text}
      placeholder={say(words.searchHint)}
      aria-label={say(words.searchHint)}
      style={{ width: 220 }}
      onChange={event => setText(event.target.value)}
      onSearch={found => onSearch(found.trim() === '' ? undefined : found.trim())}
    />
  )
}

function Several(props: {
  readonly label: string
  readonly value: string | undefined
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string | undefined) => void
}) {
  return (
    <Select
      mode="multiple"
      allowClear
      showSearch={false}
      maxTagCount={1}
      maxTagTextLength={8}
      maxTagPlaceholder={rest => `+${rest.length}`}
      aria-label={props.label}
      placeholder={props.label}
      value={props.value === undefined || props.value === '' ? [] : props.value.split(',')}
      options={[...props.options]}
      popupMatchSelectWidth={false}
      className="filter-select"
      onChange={(chosen: string[]) => props.onChange(chosen.length === 0 ? undefined : chosen.join(','))}
    />
  )
}
