import { Collapse, Form, InputNumber, Select } from 'antd'
import { coordinateSourceIds, coordinateSources } from '../../../waters/contract.ts'
import { useSay } from '../../shared/i18n/language.tsx'
import type { Drawing } from '../../shared/map/drawing.ts'
import { MapView } from '../../shared/map/map-view.tsx'
import { useAccount } from '../../shared/session.tsx'
import type { FormValues } from './form-values.ts'
import { surroundingsWords as words } from './surroundings-words.ts'

/** Where it stands: typed as degrees, or chosen on the map, which fills them in. */
export function PositionFields() {
  const say = useSay()
  return (
    <>
      <div className="form-row three">
        <Degrees name="longitude" other="latitude" />
        <Degrees name="latitude" other="longitude" />
        <Form.Item name="coordinateSource" label={say(words.coordinateSource)}>
          <Select
            allowClear
            options={coordinateSourceIds.map(value => ({ value, label: say(coordinateSources[value]) }))}
          />
        </Form.Item>
      </div>
      <Collapse
        ghost
        size="small"
        className="position-on-map"
        items={[{ key: 'map', label: say(words.onMap), children: <OnMap /> }]}
      />
    </>
  )
}

type Degree = 'longitude' | 'latitude'

/** One half of a position, which says nothing without the other. */
function Degrees({ name, other }: { readonly name: Degree; readonly other: Degree }) {
  const say = useSay()
  const together = ({ getFieldValue }: { getFieldValue: (field: string) => unknown }) => ({
    validator: (_: unknown, value: unknown) =>
      (value ?? undefined) === undefined && (getFieldValue(other) ?? undefined) !== undefined
        ? Promise.reject(new Error(say(words.bothDegrees)))
        : Promise.resolve(),
  })
  return (
    <Form.Item name={name} label={say(words[name])} dependencies={[other]} rules={[together]}>
      <InputNumber style={{ width: '100%' }} />
    </Form.Item>
  )
}

function OnMap() {
  const say = useSay()
  const form = Form.useFormInstance<FormValues>()
  const account = useAccount()
  const longitude = Form.useWatch<number | null | undefined>('longitude') ?? undefined
  const latitude = Form.useWatch<number | null | undefined>('latitude') ?? undefined
  const regionCode = Form.useWatch<string | undefined>('regionCode')
  const drawing: Drawing = {
    kind: 'point',
    vertices: longitude === undefined || latitude === undefined ? [] : [[longitude, latitude]],
  }
  const take = ({ vertices: [chosen] }: Drawing) => {
    if (chosen === undefined) return
    // The map is drawn in CGCS2000, whatever the coordinates typed before were.
    form.setFieldsValue({ longitude: chosen[0]!, latitude: chosen[1]!, coordinateSource: 'cgcs2000' })
    void form.validateFields(['longitude', 'latitude'])
  }
  return (
    <>
      <p className="quiet">{say(words.onMapHint)}</p>
      <MapView height={300} region={regionCode ?? account.regionCode} drawing={drawing} onDraw={take} />
    </>
  )
}
