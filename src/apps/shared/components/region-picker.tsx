import { useQuery, useQueryClient } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useState } from 'react'
import { contains, regionRange, type RegionCode } from '../../../domain/regions.ts'
import { getPlace, listPlaces, type Place } from '../../../places/contract.ts'
import { call } from '../client.ts'
import { answerKey } from '../hooks/use-answer.ts'
import { everywhere } from '../hooks/use-place-name.ts'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'
import { problemWords } from './problem-alert.tsx'

type Level = Place['level']
const levels = ['province', 'city', 'county', 'town', 'village'] as const satisfies readonly Level[]

type Node = {
  readonly id: string
  readonly pId: string
  readonly value: string
  readonly title: string
  readonly isLeaf: boolean
  readonly selectable: boolean
}

/**
 * Chooses a division: opened level by level below `within`, or found by typing part of a name. Works as a form control.
 *
 * @param deepest the lowest level offered; villages where not given
 * @param deepestOnly levels above `deepest` open on a click and cannot be chosen themselves
 * @example <Form.Item name="regionCode"><RegionPicker within={account.regionCode} /></Form.Item>
 */
export function RegionPicker(props: {
  readonly within: RegionCode
  readonly deepest?: Level
  readonly deepestOnly?: boolean
  readonly value?: RegionCode | undefined
  readonly onChange?: (code: RegionCode | undefined, place: Place | undefined) => void
  readonly placeholder?: string
  readonly allowClear?: boolean
  readonly id?: string
  readonly label?: string
  readonly style?: React.CSSProperties
  readonly size?: 'small'
}) {
  const say = useSay()
  const cache = useQueryClient()
  const [known, setKnown] = useState<ReadonlyMap<string, Place>>(new Map())
  const [search, setSearch] = useState('')
  const remember = (places: readonly Place[]) =>
    setKnown(before => new Map([...before, ...places.map(place => [place.code, place] as const)]))
  const below = (parent: RegionCode) =>
    cache.fetchQuery({
      queryKey: answerKey(listPlaces, { query: { parent, limit: 2000 } }),
      queryFn: () => call(listPlaces, { query: { parent, limit: 2000 } }),
      staleTime: Infinity,
    })
  const unbounded = props.within === everywhere
  const first = useQuery({
    queryKey: ['region-picker', props.within, props.value ?? ''],
    queryFn: async () => {
      const chosen = props.value === undefined ? [] : [await call(getPlace, { params: { code: props.value } })]
      if (unbounded) return [...(await call(listPlaces, { query: { level: 'province' } })).items, ...chosen]
      const top = await call(getPlace, { params: { code: props.within } })
      const { items } = await below(props.within)
      return [top, ...items, ...chosen]
    },
    staleTime: Infinity,
  })
  const found = useFound(search)
  const places = [...new Map([...(first.data ?? []), ...known.values()].map(place => [place.code, place])).values()]
  const deepest = levels.indexOf(props.deepest ?? 'village')
  const mayChoose = ({ level }: Place) => props.deepestOnly !== true || levels.indexOf(level) === deepest
  const range = regionRange(props.within)
  const offered = (search === '' ? places : (found.data ?? [])).filter(
    place => levels.indexOf(place.level) <= deepest && (unbounded || contains(range, place.code)),
  )
  const nodes = offered
    .filter(place => search === '' || mayChoose(place))
    .map(place => ({ ...nodeOf(place, search !== '', deepest), selectable: mayChoose(place) }))
  const chosen = props.value === undefined ? undefined : places.find(({ code }) => code === props.value)
  return (
    <TreeSelect
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      style={{ width: '100%', ...props.style }}
      {...(props.size === undefined ? {} : { size: props.size })}
      treeDataSimpleMode
      treeDefaultExpandedKeys={[props.within]}
      {...(props.deepestOnly === true ? { treeExpandAction: 'click' } : {})}
      treeData={nodes}
      value={
        props.value === undefined
          ? null
          : { value: props.value, label: chosen === undefined ? props.value : shortPath(chosen) }
      }
      labelInValue
      showSearch={{ searchValue: search, onSearch: setSearch, filterTreeNode: false }}
      allowClear={props.allowClear ?? true}
      placeholder={props.placeholder}
      loading={first.isPending}
      notFoundContent={first.error === null ? say(common.none) : say(problemWords(first.error))}
      popupMatchSelectWidth={320}
      loadData={async ({ value }) => remember((await below(String(value))).items)}
      onChange={picked => {
        setSearch('')
        const place =
          picked === undefined || picked === null
            ? undefined
            : [...places, ...(found.data ?? [])].find(each => each.code === picked.value)
        if (place !== undefined) remember([place])
        props.onChange?.(place?.code, place)
      }}
    />
  )
}

function useFound(search: string) {
  const asked = search.trim()
  return useQuery({
    queryKey: answerKey(listPlaces, { query: { search: asked, limit: 50 } }),
    queryFn: async () => (await call(listPlaces, { query: { search: asked, limit: 50 } })).items,
    enabled: asked !== '',
  })
}

function nodeOf(place: Place, flat: boolean, deepest: number): Omit<Node, 'selectable'> {
  return {
    id: place.code,
    pId: flat ? '' : (place.parentCode ?? ''),
    value: place.code,
    title: flat ? shortPath(place) : place.name,
    isLeaf: flat || place.children === 0 || levels.indexOf(place.level) >= deepest,
  }
}

/** County, town, village: the province goes without saying. */
function shortPath({ path, name }: Place): string {
  return path.length < 2 ? name : path.slice(1).join(' · ')
}
