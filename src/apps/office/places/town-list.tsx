import { Tag } from 'antd'
import { useState } from 'react'
import type { RegionCode } from '../../../domain/regions.ts'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { placesWords as words } from './places-words.ts'

/** Several towns, chosen one after the other. A form control. */
export function TownList(props: {
  readonly within: RegionCode
  readonly value?: readonly RegionCode[]
  readonly onChange?: (codes: readonly RegionCode[]) => void
}) {
  const say = useSay()
  const { value = [] } = props
  const [names, setNames] = useState<ReadonlyMap<RegionCode, string>>(new Map())
  return (
    <>
      <RegionPicker
        key={value.length}
        within={props.within}
        deepest="town"
        placeholder={say(words.addTown)}
        label={say(words.addTown)}
        onChange={(code, place) => {
          if (code === undefined || place?.level !== 'town' || value.includes(code)) return
          setNames(new Map([...names, [code, place.name]]))
          props.onChange?.([...value, code])
        }}
      />
      <div className="town-tags">
        {value.map(code => (
          <Tag key={code} closable onClose={() => props.onChange?.(value.filter(each => each !== code))}>
            {names.get(code) ?? code}
          </Tag>
        ))}
      </div>
    </>
  )
}
