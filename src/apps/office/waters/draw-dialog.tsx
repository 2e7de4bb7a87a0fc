import { App, Checkbox, Form } from 'antd'
import { useState } from 'react'
import { correctWater, drawWater, type Water } from '../../../waters/contract.ts'
import { call, ProblemError } from '../../shared/client.ts'
import { ReasonDialog } from '../../shared/components/reason-dialog.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { DrawEditor } from '../../shared/map/draw-editor.tsx'
import { drawingOf, isFinished, type Drawing } from '../../shared/map/drawing.ts'
import { useWatersChanged } from '../../shared/map/waters-version.ts'
import { shapeOf } from './shape-of.ts'
import { positionOf } from './water-facts.tsx'
import { waterWords as words } from './water-words.ts'

type Extra = { readonly takeArea?: boolean; readonly acceptDoubts?: boolean }

/** Draws or redraws a water, with a reason. A point corrects the position; a line or outline becomes the shape. */
export function DrawDialog({ water, onClose }: { readonly water: Water; readonly onClose: () => void }) {
  const say = useSay()
  const { message } = App.useApp()
  const changed = useWatersChanged()
  const [drawing, setDrawing] = useState<Drawing>(() => startOf(water))
  const [doubtful, setDoubtful] = useState(false)
  const save = async (values: Extra & { readonly reason: string }) => {
    if (!isFinished(drawing)) throw new ProblemError({ code: 'drawing.unfinished', status: 0, words: words.drawNeeded })
    const warnings = await withDoubts(() => send(water, drawing, values), setDoubtful)
    await changed()
    if (warnings.length > 0)
      void message.warning(`${say(words.drawnWarnings)}${say({ zh: '：', en: ': ' })}${warnings.map(say).join(' ')}`, 8)
  }
  return (
    <ReasonDialog<Extra>
      open
      width={860}
      title={`${say(words.drawTitle)} · ${water.name}`}
      onClose={onClose}
      onSubmit={save}
      before={
        <DrawEditor
          drawing={drawing}
          onChange={setDrawing}
          kinds={['polygon', 'line', 'point']}
          height={360}
          focus={positionOf(water)}
        />
      }
    >
      {drawing.kind === 'polygon' ? (
        <Form.Item name="takeArea" valuePropName="checked">
          <Checkbox>{say(words.takeArea)}</Checkbox>
        </Form.Item>
      ) : null}
      {doubtful ? (
        <Form.Item name="acceptDoubts" valuePropName="checked">
          <Checkbox>{say(words.saveAnyway)}</Checkbox>
        </Form.Item>
      ) : null}
    </ReasonDialog>
  )
}

async function send(water: Water, drawing: Drawing, values: Extra & { readonly reason: string }) {
  const { position, given } = shapeOf(drawing)
  const common = { expectedVersion: water.version, reason: values.reason, acceptDoubts: values.acceptDoubts ?? false }
  const params = { id: water.id }
  if (given.geometry !== undefined) {
    const body = { ...common, geometry: given.geometry, takeArea: values.takeArea ?? false }
    return (await call(drawWater, { params, body })).warnings
  }
  if (position !== undefined) {
    await call(correctWater, { params, body: { ...common, changes: { position, coordinateSource: 'cgcs2000' } } })
  }
  return []
}

/** Runs a change; where the platform doubts the values, tells the form to offer a confirmation, and lets the refusal through. */
export async function withDoubts<Result>(
  work: () => Promise<Result>,
  doubt: (doubtful: boolean) => void,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'water.doubtful') doubt(true)
    throw error
  }
}

function startOf(water: Water): Drawing {
  const drawn = water.geometry === undefined ? undefined : drawingOf(water.geometry)
  if (drawn !== undefined) return drawn
  const reach = water.type === 'river' || water.type === 'ditch'
  return { kind: reach ? 'line' : 'polygon', vertices: [] }
}
