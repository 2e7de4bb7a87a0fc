import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { splitReasonIds, splitReasons, splitWater, type Water } from '../../../waters/contract.ts'
import { call } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { RegionPicker } from '../../shared/components/region-picker.tsx'
import { common } from '../../shared/i18n/common-words.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { useAccount } from '../../shared/session.tsx'
import { formWords } from './new-water-words.ts'
import { waterWords as words } from './water-words.ts'

type Part = { readonly name: string; readonly regionCode: string; readonly areaM2?: number | null }
type Values = { readonly parts: readonly Part[]; readonly why: (typeof splitReasonIds)[number] }

/** Splits a water into two or more, each with name, village and area; the old record stays. */
export function SplitDialog({ water, onClose }: { readonly water: Water; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  const half = water.areaM2 === undefined ? null : Math.round(water.areaM2 * 5) / 10
  const part = (number: number): Part => ({
    name: `${water.name}${number}`,
    regionCode: water.regionCode,
    areaM2: half,
  })
  const submit = async ({ parts, why, reason }: Values & { readonly reason: string }) => {
    await call(splitWater, {
      params: { id: water.id },
      body: {
        expectedVersion: water.version,
        why,
        reason,
        parts: parts.map(({ name, regionCode, areaM2 }) => ({
          values: { name, type: water.type, regionCode, ...(typeof areaM2 === 'number' ? { areaM2 } : {}) },
          ...(typeof areaM2 === 'number' && water.areaM2 !== undefined && areaM2 < water.areaM2
            ? { share: areaM2 / water.areaM2 }
            : {}),
        })),
      },
    })
    await changed()
    void message.success(say(words.done))
  }
  return (
    <ReasonDialog<Values>
      open
      width={680}
      title={`${say(words.splitTitle)} · ${water.name}`}
      explain={say(words.splitExplain)}
      initialValues={{ parts: [part(1), part(2)] }}
      onClose={onClose}
      onSubmit={submit}
    >
      <Form.Item name="why" label={say(words.unitReason)} rules={[{ required: true, message: say(words.fieldNeeded) }]}>
        <Select options={splitReasonIds.map(id => ({ value: id, label: say(splitReasons[id]) }))} />
      </Form.Item>
      <Form.List name="parts">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, index) => (
              <PartFields
                key={key}
                index={index}
                name={name}
                onRemove={fields.length > 2 ? () => remove(name) : undefined}
              />
            ))}
            <Button size="small" style={{ marginBottom: 16 }} onClick={() => add(part(fields.length + 1))}>
              {say(words.addPart)}
            </Button>
          </>
        )}
      </Form.List>
    </ReasonDialog>
  )
}

function PartFields(props: {
  readonly index: number
  readonly name: number
  readonly onRemove: (() => void) | undefined
}) {
  const say = useSay()
  const { regionCode } = useAccount()
  const needed = [{ required: true, message: say(words.fieldNeeded) }]
  return (
    <fieldset className="part-fields">
      <legend>
        {say(words.part(props.index + 1))}
        {props.onRemove === undefined ? null : (
          <Button type="link" size="small" onClick={props.onRemove}>
            {say(common.remove)}
          </Button>
        )}
      </legend>
      <div className="form-row three">
        <Form.Item name={[props.name, 'name']} label={say(formWords.name)} rules={needed}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name={[props.name, 'regionCode']} label={say(formWords.region)} rules={needed}>
          <RegionPicker within={regionCode} />
        </Form.Item>
        <Form.Item name={[props.name, 'areaM2']} label={say(formWords.area)}>
          <InputNumber min={0.1} max={1e9} suffix={say(common.squareMetres)} style={{ width: '100%' }} />
        </Form.Item>
      </div>
    </fieldset>
  )
}
