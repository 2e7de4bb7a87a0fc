import { Tag } from 'antd'
import { useState } from 'react'
import type { RegionCode } from '../../../domain/regions.ts'
import { RegionPicker } from '../../shared/components/region-picker.tsx'

/** Several villages, chosen one after the other. A form control. */
export function VillageList(props: {
  readonly within: RegionCode
  readonly label: string
  readonly value?: readonly RegionCode[]
  readonly onChange?: (codes: readonly RegionCode[]) => void
}) {
  const { value = [] } = props
  const [names, setNames] = useState<ReadonlyMap<RegionCode, string>>(new Map())
  return (
    <>
      <RegionPicker
        key={value.length}
        within={props.within}
        placeholder={props.label}
        label={props.label}
        onChange={(code, place) => {
          if (code === undefined || place?.level !== 'village' || value.includes(code)) return
          setNames(new Map([...names, [code, place.name]]))
          props.onChange?.([...value, code])
        }}
      />
      {value.length === 0 ? null : (
        <div className="village-tags">
          {value.map(code => (
            <Tag key={code} closable onClose={() => props.onChange?.(value.filter(each => each !== code))}>
              {names.get(code) ?? code}
            </Tag>
          ))}
        </div>
      )}
    </>
  )
}
