import { Button } from 'antd'
import type { Geometry } from 'geojson'
import { useMemo, useState } from 'react'
import type { Water } from '../../../waters/contract.ts'
import { EmptyState } from '../../shared/components/empty-state.tsx'
import { Panel } from '../../shared/components/page-header.tsx'
import { useSay } from '../../shared/i18n/language.tsx'
import { MapView } from '../../shared/map/map-view.tsx'
import { useAccount } from '../../shared/session.tsx'
import { DrawDialog } from './draw-dialog.tsx'
import { positionOf } from './water-facts.tsx'
import { waterWords as words } from './water-words.ts'

/** The water's shape on the map, or its point where it was never drawn. */
export function WaterShape({ water }: { readonly water: Water }) {
  const say = useSay()
  const account = useAccount()
  const [drawing, setDrawing] = useState(false)
  const shape = useMemo(() => shapeOfWater(water), [water])
  return (
    <Panel
      title={say(words.shape)}
      id="shape"
      flush
      tools={
        account.may('water.write') ? (
          <Button size="small" onClick={() => setDrawing(true)}>
            {say(words.draw)}
          </Button>
        ) : null
      }
    >
      {shape === undefined ? (
        <EmptyState title={say(words.noShape)} hint={say(words.noShapeHint)} />
      ) : (
        <MapView height={300} shape={shape} hideWaters />
      )}
      {drawing ? <DrawDialog water={water} onClose={() => setDrawing(false)} /> : null}
    </Panel>
  )
}

function shapeOfWater(water: Water): Geometry | undefined {
  if (water.geometry !== undefined) return water.geometry
  const position = positionOf(water)
  return position === undefined ? undefined : { type: 'Point', coordinates: [position.longitude, position.latitude] }
}
