import { Button, InputNumber, Select } from 'antd'
import { useId, type ReactNode } from 'react'
import { stages } from '../../../domain/lifecycle-table.ts'
import { supervisionListIds, supervisionLists } from '../../../domain/waters.ts'
import { bundleStageIds, type BundleAsk } from '../../../funding/contract.ts'
import { bundleGoalIds, bundleGoals } from '../../../funding/rules.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { fundingWords as words } from './funding-words.ts'
import { wanOf, yuanOf } from './money.ts'

export type Asking = Pick<
  BundleAsk,
  'ownYuan' | 'goal' | 'weakFinanceCounties' | 'atLeastCounties' | 'atMostCounties' | 'lists' | 'stages'
>

/** Money, goal and wishes; lists and stages narrow the table and the calculation alike. */
export function BundleWishes(props: {
  readonly asking: Asking
  readonly counties: ReadonlyMap<string, string>
  readonly busy: boolean
  readonly onChange: (change: Partial<Asking>) => void
  readonly onSolve: () => void
}) {
  const say = useSay()
  const { asking, onChange } = props
  return (
    <div className="bundle-wishes">
      <Field label={say(words.ownMoney)}>
        {id => (
          <InputNumber
            id={id}
            min={0}
            max={100_000_000}
            value={wanOf(asking.ownYuan)}
            onChange={wan => onChange({ ownYuan: yuanOf(wan ?? 0) })}
          />
        )}
      </Field>
      <Field label={say(words.goal)}>
        {id => (
          <Select
            id={id}
            value={asking.goal}
            onChange={goal => onChange({ goal })}
            options={bundleGoalIds.map(value => ({ value, label: say(bundleGoals[value]) }))}
          />
        )}
      </Field>
      <Field label={say(words.weak)}>
        {id => (
          <Select
            id={id}
            mode="multiple"
            allowClear
            maxTagCount={1}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={say(words.weakNone)}
            value={asking.weakFinanceCounties}
            onChange={weakFinanceCounties => onChange({ weakFinanceCounties })}
            options={[...props.counties].map(([value, label]) => ({ value, label }))}
          />
        )}
      </Field>
      <Field label={say(words.atLeast)}>
        {id => (
          <InputNumber
            id={id}
            min={1}
            precision={0}
            value={asking.atLeastCounties ?? null}
            onChange={count => onChange({ atLeastCounties: count ?? undefined })}
          />
        )}
      </Field>
      <Field label={say(words.atMost)}>
        {id => (
          <InputNumber
            id={id}
            min={1}
            precision={0}
            value={asking.atMostCounties ?? null}
            onChange={count => onChange({ atMostCounties: count ?? undefined })}
          />
        )}
      </Field>
      <Field label={say(words.lists)}>
        {id => (
          <Several
            id={id}
            value={asking.lists}
            all={supervisionListIds}
            labelOf={value => say(supervisionLists[value])}
            onChange={lists => onChange({ lists })}
          />
        )}
      </Field>
      <Field label={say(words.stages)}>
        {id => (
          <Several
            id={id}
            value={asking.stages}
            all={bundleStageIds}
            labelOf={value => say(stages[value].label)}
            onChange={chosen => onChange({ stages: chosen })}
          />
        )}
      </Field>
      <Button type="primary" loading={props.busy} onClick={props.onSolve}>
        {say(words.solve)}
      </Button>
    </div>
  )
}

function Field(props: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="bundle-field">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  )
}

/** Some of a closed set; all of it shows as nothing chosen. */
function Several<T extends string>(props: {
  readonly id: string
  readonly value: readonly T[]
  readonly all: readonly T[]
  readonly labelOf: (value: T) => string
  readonly onChange: (value: T[]) => void
}) {
  const say = useSay()
  const { all, value } = props
  return (
    <Select<T[]>
      id={props.id}
      mode="multiple"
      allowClear
      maxTagCount={1}
      placeholder={say(words.all)}
      value={value.length === all.length ? [] : [...value]}
      onChange={chosen => props.onChange(chosen.length === 0 ? [...all] : chosen)}
      options={all.map(each => ({ value: each, label: props.labelOf(each) }))}
    />
  )
}
