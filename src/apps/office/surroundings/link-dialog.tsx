import { Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { chinaDate } from '../../../domain/dates.ts'
import { linkSurrounding, listSurroundings, type Surrounding } from '../../../surroundings/contract.ts'
import { linkKinds, linkKindsOf, surroundingSorts, type LinkKind } from '../../../surroundings/rules.ts'
import { getWater } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { FormDialog } from '../../shared/components/form-dialog.tsx'
import { useAnswer } from '../../shared/hooks/use-answer.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { withoutBlanks } from '../../shared/without-blanks.ts'
import { surroundingsWords as words } from './surroundings-words.ts'
import { useSurroundingsSaved } from './use-surroundings-changed.ts'

const today = () => chinaDate(new Date())

type Linking = {
  readonly surroundingId: string
  readonly kind: LinkKind
  readonly quantityM3PerDay?: number
  readonly source?: string
  readonly sinceOn: string
  readonly outletId?: string
}

/** Links works or a settlement on record with a water. */
export function LinkDialog({ waterId, onClose }: { readonly waterId: string; readonly onClose: () => void }) {
  const say = useSay()
  const saved = useSurroundingsSaved()
  const [chosen, setChosen] = useState<Surrounding>()
  return (
    <FormDialog<Linking>
      title={say(words.linkTitle)}
      initialValues={{ sinceOn: today() }}
      onClose={onClose}
      onSave={async form => {
        await call(linkSurrounding, { params: { id: waterId }, body: withoutBlanks(form) })
        await saved()
      }}
    >
      <Ends onChosen={setChosen} />
      {chosen === undefined ? null : <HowFields waterId={waterId} surrounding={chosen} />}
    </FormDialog>
  )
}

function Ends({ onChosen }: { readonly onChosen: (surrounding: Surrounding | undefined) => void }) {
  const say = useSay()
  const form = Form.useFormInstance<Linking>()
  const [search, setSearch] = useState('')
  const found = useAnswer(listSurroundings, {
    query: { limit: 50, ...(search.trim() === '' ? {} : { search: search.trim() }) },
  })
  const items = found.data?.items ?? []
  const place = ({ regionNames: { county, town, village } }: Surrounding) => village ?? town ?? county
  return (
    <Form.Item
      name="surroundingId"
      label={say(words.which)}
      extra={say(words.whichHint)}
      rules={[{ required: true, message: say(words.needed) }]}
    >
      <Select<string>
        showSearch={{ filterOption: false, onSearch: setSearch }}
        loading={found.isFetching}
        options={items.map(item => ({
          value: item.id,
          label: `${item.name} · ${say(surroundingSorts[item.sort])} · ${place(item)}`,
        }))}
        onChange={id => {
          const item = items.find(each => each.id === id)
          onChosen(item)
          const [kind] = item === undefined ? [] : linkKindsOf(item.sort)
          form.setFieldsValue(kind === undefined ? {} : { kind })
        }}
      />
    </Form.Item>
  )
}

function HowFields({ waterId, surrounding }: { readonly waterId: string; readonly surrounding: Surrounding }) {
  const say = useSay()
  const kind = Form.useWatch<LinkKind | undefined>('kind')
  const brings = kind === 'make-up-water' || kind === 'discharges-into'
  return (
    <>
      <Form.Item name="kind" label={say(words.how)} rules={[{ required: true, message: say(words.needed) }]}>
        <Select options={linkKindsOf(surrounding.sort).map(value => ({ value, label: say(linkKinds[value]) }))} />
      </Form.Item>
      {brings ? (
        <Form.Item
          name="quantityM3PerDay"
          label={say(words.quantity)}
          {...(kind === 'make-up-water' ? { extra: say(words.quantityHint) } : {})}
        >
          <InputNumber min={0.01} style={{ width: '100%' }} />
        </Form.Item>
      ) : null}
      <div className="form-row">
        <Form.Item
          name="sinceOn"
          label={say(words.sinceOn)}
          extra={kind === 'planned-connection' ? say(words.sinceHint) : undefined}
          rules={[{ required: true, message: say(words.needed) }]}
        >
          <Input type="date" max={today()} />
        </Form.Item>
        <Form.Item name="source" label={say(words.source)} extra={say(words.sourceHint)}>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </div>
      <OutletField waterId={waterId} />
    </>
  )
}

/** Outlets are pollution sources of the water already; where there is none, there is nothing to choose. */
function OutletField({ waterId }: { readonly waterId: string }) {
  const say = useSay()
  const water = useAnswer(getWater, { params: { id: waterId } })
  const outlets = (water.data?.sources ?? []).filter(({ kind }) => kind === 'outlet')
  if (outlets.length === 0) return null
  return (
    <Form.Item name="outletId" label={say(words.outlet)} extra={say(words.outletHint)}>
      <Select allowClear options={outlets.map(({ id, name }) => ({ value: id, label: name }))} />
    </Form.Item>
  )
}
