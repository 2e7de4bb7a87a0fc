import { Select } from 'antd'
import { supervisionListIds, supervisionLists, type SupervisionList } from '../../../domain/waters.ts'
import { useSay } from '../i18n/language.tsx'

const words = {
  any: { zh: '全部清单', en: 'Any list' },
  list: { zh: '监管清单', en: 'List' },
} as const

/** Narrows a table of records to those whose water is on one list. */
export function ListFilter(props: {
  readonly value: SupervisionList | undefined
  readonly onChange: (list: SupervisionList | undefined) => void
}) {
  const say = useSay()
  return (
    <Select<SupervisionList>
      size="small"
      allowClear
      style={{ width: 150 }}
      placeholder={say(words.any)}
      aria-label={say(words.list)}
      {...(props.value === undefined ? {} : { value: props.value })}
      options={supervisionListIds.map(value => ({ value, label: say(supervisionLists[value]) }))}
      onChange={props.onChange}
    />
  )
}
