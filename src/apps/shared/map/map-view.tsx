import { Alert, Segmented, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { stages } from '../../../domain/lifecycle-table.ts'
import { supervisionListIds, supervisionLists } from '../../../domain/waters.ts'
import { getSettings } from '../../../platform/http/contract.ts'
import { warningColours } from '../components/marks.tsx'
import { useAnswer } from '../hooks/use-answer.ts'
import { useLanguage, useSay } from '../i18n/language.tsx'
import type { MapCanvasProps } from './map-canvas.tsx'
import { listColours, type ColourBy } from './map-style.ts'
import { mapWords } from './map-words.ts'
import { useOutlines } from './use-outlines.ts'
import { useWatersVersion } from './waters-version.ts'
import './map.css'

const MapCanvas = lazy(() => import('./map-canvas.tsx'))

export type MapViewProps = Omit<MapCanvasProps, 'outlines' | 'tiandituKey' | 'colourBy' | 'version'> & {
  /** CSS height of the map; the place is kept while it loads. */
  readonly height: string | number
  readonly legend?: boolean
}

/**
 * The map of the platform: county outlines, waters as vector tiles (tallies from afar, shapes near by), the official base map
 * where a key is set. What it shows stands in a table or form beside it as well: it is never the only way.
 *
 * @example <MapView height={420} legend onOpen={id => navigate({ to: `/waters/${id}` })} />
 */
export function MapView({ height, legend = false, ...props }: MapViewProps) {
  const say = useSay()
  const { language } = useLanguage()
  const [colourBy, setColourBy] = useState<ColourBy>('colour')
  const settings = useAnswer(getSettings, {}, { staleMs: Infinity })
  const outlines = useOutlines()
  const version = useWatersVersion()
  return (
    <div className="map-view">
      <span className="visually-hidden">{say(mapWords.hint)}</span>
      <div className="map-frame" style={{ height }}>
        {settings.isPending || outlines.isPending ? (
          <Skeleton.Node active className="map-loading" />
        ) : (
          <Suspense fallback={<Skeleton.Node active className="map-loading" />}>
            <MapCanvas
              // Its controls are labelled when it is made.
              key={language}
              {...props}
              version={version}
              outlines={outlines.data}
              tiandituKey={settings.data?.tiandituKey}
              colourBy={colourBy}
            />
          </Suspense>
        )}
        {outlines.error === null ? null : (
          <Alert className="map-notice" type="warning" showIcon title={say(outlines.error.words)} />
        )}
      </div>
      {legend ? <Legend colourBy={colourBy} onColourBy={setColourBy} /> : null}
    </div>
  )
}

function Legend(props: { readonly colourBy: ColourBy; readonly onColourBy: (by: ColourBy) => void }) {
  const say = useSay()
  return (
    <div className="map-legend">
      <Segmented<ColourBy>
        size="small"
        aria-label={say(mapWords.colourBy)}
        value={props.colourBy}
        onChange={props.onColourBy}
        options={[
          { value: 'colour', label: say(mapWords.byColour) },
          { value: 'list', label: say(mapWords.byList) },
          { value: 'stage', label: say(mapWords.byStage) },
        ]}
      />
      <ul>
        {useLegend(props.colourBy).map(({ label, colour }) => (
          <li key={label}>
            <span className="dot" style={{ background: colour }} />
            {label}
          </li>
        ))}
      </ul>
      <span className="quiet">{say(mapWords.outlineNote)}</span>
    </div>
  )
}

function useLegend(by: ColourBy): readonly { readonly label: string; readonly colour: string }[] {
  const say = useSay()
  if (by === 'stage') {
    return Object.values(stages)
      .filter(({ end }) => !end)
      .map(({ label, colour }) => ({ label: say(label), colour }))
  }
  if (by === 'list')
    return supervisionListIds.map(id => ({ label: say(supervisionLists[id]), colour: listColours[id] }))
  return [
    ...Object.values(warningColours).map(({ label, ground }) => ({ label: say(label), colour: ground })),
    { label: say(mapWords.unset), colour: '#9aa8ad' },
  ]
}
