import { CloseOutlined } from '@ant-design/icons'
import { useState } from 'react'
import type { RegionCode } from '../../../domain/regions.ts'
import type { Place } from '../../../places/contract.ts'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'
import { RegionPicker } from './region-picker.tsx'

/**
 * Several divisions of one level, chosen one after the other. A form control.
 *
 * @param names of those that stand there at first
 * @example <Form.Item name="towns"><RegionList level="town" within={account.regionCode} label={say(words.addTown)} /></Form.Item>
 */
export function RegionList(props: {
  readonly level: Place['level']
  readonly within: RegionCode
  readonly label: string
  readonly names?: ReadonlyMap<RegionCode, string>
  readonly value?: readonly RegionCode[]
  readonly onChange?: (codes: readonly RegionCode[]) => void
}) {
  const say = useSay()
  const { value = [], level } = props
  const [names, setNames] = useState<ReadonlyMap<RegionCode, string>>(props.names ?? new Map())
  const remove = (code: RegionCode) => props.onChange?.(value.filter(each => each !== code))
  return (
    <>
      <RegionPicker
        key={value.length}
        within={props.within}
        deepest={level}
        deepestOnly
        placeholder={props.label}
        label={props.label}
        onChange={(code, place) => {
          if (code === undefined || place?.level !== level || value.includes(code)) return
          setNames(new Map([...names, [code, place.name]]))
          props.onChange?.([...value, code])
        }}
      />
      {value.length === 0 ? null : (
        <ul className="chosen-regions">
          {value.map(code => {
            const name = names.get(code) ?? code
            return (
              <li key={code}>
                {name}
                <button type="button" aria-label={say(common.removeNamed(name))} onClick={() => remove(code)}>
                  <CloseOutlined aria-hidden />
                </button>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}
