import { Button, Collapse, Input, Segmented, Space } from 'antd'
import { useEffect, useState } from 'react'
import { Area, Num } from '../components/numbers.tsx'
import { useSay } from '../i18n/language.tsx'
import { useAccount } from '../session.tsx'
import { drawWords as words } from './draw-words.ts'
import { geometryOf, typedVertices, withoutLastVertex, type Drawing, type DrawingKind } from './drawing.ts'
import { MapView } from './map-view.tsx'

type Measures = { readonly areaM2?: number; readonly lengthM?: number }

/**
 * Draws a point, a line or an outline: by clicking on the map, or by typing coordinates. Area and length are shown as drawn.
 *
 * @example <DrawEditor drawing={drawing} onChange={setDrawing} kinds={['line', 'polygon']} height={380} />
 */
export function DrawEditor(props: {
  readonly drawing: Drawing
  readonly onChange: (drawing: Drawing) => void
  readonly kinds: readonly DrawingKind[]
  readonly height: number
  readonly focus?: { readonly longitude: number; readonly latitude: number } | undefined
}) {
  const say = useSay()
  const { drawing, onChange, kinds } = props
  const { regionCode } = useAccount()
  const labels = { point: words.point, line: words.line, polygon: words.polygon } as const
  const hints = { point: words.pointHint, line: words.lineHint, polygon: words.polygonHint } as const
  return (
    <div className="draw-editor">
      <div className="draw-tools">
        {kinds.length < 2 ? null : (
          <Segmented<DrawingKind>
            aria-label={say(words.kind)}
            value={drawing.kind}
            options={kinds.map(kind => ({ value: kind, label: say(labels[kind]) }))}
            onChange={kind =>
              onChange({ kind, vertices: kind === 'point' ? drawing.vertices.slice(0, 1) : drawing.vertices })
            }
          />
        )}
        <span className="quiet">{say(hints[drawing.kind])}</span>
        <Space style={{ marginLeft: 'auto' }}>
          <Button
            size="small"
            disabled={drawing.vertices.length === 0}
            onClick={() => onChange(withoutLastVertex(drawing))}
          >
            {say(words.undo)}
          </Button>
          <Button
            size="small"
            disabled={drawing.vertices.length === 0}
            onClick={() => onChange({ ...drawing, vertices: [] })}
          >
            {say(words.clear)}
          </Button>
        </Space>
      </div>
      <MapView height={props.height} region={regionCode} drawing={drawing} onDraw={onChange} focus={props.focus} />
      <Measured drawing={drawing} />
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'typed',
            label: say(words.typed),
            children: <TypedCoordinates key={drawing.kind} drawing={drawing} onChange={onChange} />,
          },
        ]}
      />
    </div>
  )
}

/** Area and length on the ellipsoid, reckoned as the shape is drawn; the platform reckons them again when it is saved. */
function Measured({ drawing }: { readonly drawing: Drawing }) {
  const say = useSay()
  const [measures, setMeasures] = useState<Measures>({})
  useEffect(() => {
    let wanted = true
    const reckon = async () => {
      const geometry = geometryOf(drawing)
      const { measure } = await import('./measure.ts')
      if (wanted) setMeasures(geometry === undefined ? {} : measure(geometry))
    }
    void reckon()
    return () => {
      wanted = false
    }
  }, [drawing])
  return (
    <p className="draw-measures" aria-live="polite">
      {say(words.vertices(drawing.vertices.length))}
      {measures.areaM2 === undefined ? null : (
        <span>
          {say(words.area)} <Area m2={Math.round(measures.areaM2 * 10) / 10} exact />
        </span>
      )}
      {measures.lengthM === undefined ? null : (
        <span>
          {say(words.length)} <Num value={measures.lengthM} unit="m" digits={1} />
        </span>
      )}
    </p>
  )
}

function TypedCoordinates({
  drawing,
  onChange,
}: {
  readonly drawing: Drawing
  readonly onChange: (drawing: Drawing) => void
}) {
  const say = useSay()
  const [text, setText] = useState(() => drawing.vertices.map(vertex => vertex.join(', ')).join('\n'))
  const read = typedVertices(text)
  const faulty = 'faultyLine' in read ? say(words.faultyLine(read.faultyLine, read.text)) : undefined
  return (
    <>
      <Input.TextArea
        rows={5}
        value={text}
        aria-label={say(words.typed)}
        aria-invalid={faulty !== undefined}
        placeholder={'107.2156, 30.3327\n107.2161, 30.3330'}
        onChange={event => setText(event.target.value)}
      />
      <Space style={{ marginTop: 8 }} wrap>
        <Button
          size="small"
          disabled={faulty !== undefined}
          onClick={() => {
            if ('vertices' in read)
              onChange({ ...drawing, vertices: drawing.kind === 'point' ? read.vertices.slice(0, 1) : read.vertices })
          }}
        >
          {say(words.take)}
        </Button>
        <span className={faulty === undefined ? 'quiet' : 'fault'} role={faulty === undefined ? undefined : 'alert'}>
          {faulty ?? say(words.typedHint)}
        </span>
      </Space>
    </>
  )
}
