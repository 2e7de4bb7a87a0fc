import 'maplibre-gl/dist/maplibre-gl.css'
import { Alert, Button } from 'antd'
import type { FeatureCollection, Geometry } from 'geojson'
import {
  AttributionControl,
  Map as MapLibre,
  NavigationControl,
  ScaleControl,
  setWorkerUrl,
  type ErrorEvent,
  type GeoJSONSource,
  type VectorTileSource,
} from 'maplibre-gl'
import workerAddress from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { getSession } from '../../../people/contract.ts'
import { call } from '../client.ts'
import { common } from '../i18n/common-words.ts'
import { useSay } from '../i18n/language.tsx'
import { sketchOf, type Drawing } from './drawing.ts'
import { letDraw } from './drawing-layer.ts'
import { boundsOf, middleOf } from './geometry-bounds.ts'
import { drawMissingImages } from './map-images.ts'
import { letOpenWaters } from './map-pointer.ts'
import { mapStyle, tilesAddress, waterColour, type ColourBy, type TileFilter } from './map-style.ts'
import { mapWords } from './map-words.ts'

setWorkerUrl(workerAddress)

/** Where the map looks before anything else is known: the middle of Chongqing's outline. */
const start = { center: [107.75, 30.05] as [number, number], zoom: 5.6 }

/** From zoom 11 on waters stand singly; a little nearer still shows the county around on the plain ground. */
const nearEnough = 11.3

export type MarkedWater = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly longitude: number
  readonly latitude: number
  readonly colour: string
}

export type MapCanvasProps = {
  readonly outlines?: FeatureCollection | undefined
  readonly tiandituKey?: string | undefined
  readonly colourBy?: ColourBy
  readonly chosen?: string | undefined
  /** Flies there when it changes. */
  readonly focus?: { readonly longitude: number; readonly latitude: number } | undefined
  readonly shape?: Geometry | undefined
  readonly drawing?: Drawing | undefined
  readonly onDraw?: ((drawing: Drawing) => void) | undefined
  readonly onOpen?: ((id: string) => void) | undefined
  readonly hideWaters?: boolean
  /** Waters named one by one, each in a colour of its own; the last one lies on top. */
  readonly marked?: readonly MarkedWater[] | undefined
  /** The division to look at first, twelve digits; everything outlined where absent. */
  readonly region?: string | undefined
  readonly filter?: TileFilter
  readonly version?: number
}

/** The map itself. Loaded lazily through `MapView`; use that. */
export default function MapCanvas(props: MapCanvasProps) {
  const say = useSay()
  const place = useRef<HTMLDivElement>(null)
  const [map, setMap] = useState<MapLibre>()
  const [unable, setUnable] = useState(false)
  const first = useRef(props)
  const label = say(mapWords.label)
  const [attempt, setAttempt] = useState(0)
  const [refused, setRefused] = useState(false)
  const asking = useRef(false)
  const again = () => {
    asking.current = false
    setRefused(false)
    setAttempt(before => before + 1)
  }
  const failed = useEffectEvent((event: ErrorEvent) => {
    if (sourceOf(event) !== 'waters' || asking.current) return
    asking.current = statusOf(event) === 401
    // Every tile of a view fails at once when the session ended: one question is enough.
    if (asking.current) void call(getSession).then(again, () => setRefused(true))
    else setRefused(true)
  })
  useEffect(() => {
    if (place.current === null) return undefined
    const made = createMap(place.current, first.current, {
      'Map.Title': label,
      'NavigationControl.ZoomIn': say(mapWords.zoomIn),
      'NavigationControl.ZoomOut': say(mapWords.zoomOut),
    })
    if (made === undefined) {
      setUnable(true)
      return undefined
    }
    made.once('style.load', () => setMap(made))
    made.on('error', event => failed(event))
    return () => {
      setMap(undefined)
      made.remove()
    }
  }, [label, say])
  useMapContent(map, props, attempt)
  if (unable) return <div className="map-unable">{say(mapWords.noWebgl)}</div>
  return (
    <>
      <div ref={place} className="map-canvas" />
      {refused ? (
        <Alert
          className="map-notice"
          type="warning"
          showIcon
          title={say(mapWords.tilesFailed)}
          action={
            <Button size="small" onClick={again}>
              {say(common.retry)}
            </Button>
          }
        />
      ) : null}
    </>
  )
}

function createMap(
  container: HTMLDivElement,
  { tiandituKey, version = 0, filter = {} }: MapCanvasProps,
  locale: Record<string, string>,
): MapLibre | undefined {
  if (document.createElement('canvas').getContext('webgl2') === null) return undefined
  const map = new MapLibre({
    container,
    style: mapStyle({ tiandituKey, tiles: tilesAddress(`${version}.0`, filter) }),
    ...start,
    maxZoom: 18,
    minZoom: 3,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    localIdeographFontFamily: 'sans-serif',
    locale,
    fadeDuration: 0,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.addControl(new ScaleControl({ unit: 'metric' }), 'bottom-left')
  if (tiandituKey !== undefined) map.addControl(new AttributionControl({ compact: true }))
  drawMissingImages(map)
  return map
}

/** Keeps what stands on the map in step with the properties. */
function useMapContent(map: MapLibre | undefined, props: MapCanvasProps, attempt: number): void {
  const { outlines, shape, drawing, focus, chosen, version = 0, colourBy = 'colour', hideWaters = false } = props
  const current = useEffectEvent(() => props.drawing)
  const open = useEffectEvent((id: string) => props.onOpen?.(id))
  const draw = useEffectEvent((next: Drawing) => props.onDraw?.(next))
  const tiles = tilesAddress(`${version}.${attempt}`, props.filter)
  const { region } = props
  const looksElsewhere = shape !== undefined || focus !== undefined || (drawing?.vertices.length ?? 0) > 0
  const fit = useEffectEvent(() => !looksElsewhere)
  useEffect(() => showOutlines(map, outlines), [map, outlines])
  useEffect(() => {
    if (map !== undefined && outlines !== undefined && fit()) lookAtRegion(map, outlines, region)
  }, [map, outlines, region])
  useEffect(() => {
    const begun = shapeOf(current())
    if (map !== undefined && begun !== undefined) lookAt(map, begun)
  }, [map])
  useEffect(() => showShape(map, shape), [map, shape])
  const { marked } = props
  useEffect(() => showMarked(map, marked), [map, marked])
  useEffect(() => {
    map?.getSource<VectorTileSource>('waters')?.setTiles([tiles])
  }, [map, tiles])
  useEffect(() => {
    map?.setFilter('water-chosen', ['==', ['get', 'id'], chosen ?? ''])
  }, [map, chosen])
  useEffect(() => {
    map?.setPaintProperty('water-points', 'circle-color', waterColour(colourBy))
    map?.setPaintProperty('water-areas', 'fill-color', waterColour(colourBy))
    map?.setPaintProperty('water-lines', 'line-color', waterColour(colourBy))
  }, [map, colourBy])
  useEffect(() => {
    for (const layer of ['water-points', 'water-areas', 'water-lines', 'water-names', 'water-tallies'])
      map?.setLayoutProperty(layer, 'visibility', hideWaters ? 'none' : 'visible')
  }, [map, hideWaters])
  useEffect(() => {
    if (map === undefined || focus === undefined) return
    map.easeTo({ center: [focus.longitude, focus.latitude], zoom: Math.max(map.getZoom(), nearEnough), duration: 500 })
  }, [map, focus])
  useEffect(() => (map === undefined ? undefined : letOpenWaters(map, id => open(id))), [map])
  const draws = drawing !== undefined
  useEffect(
    () =>
      map === undefined || !draws ? undefined : letDraw(map, { current: () => current(), changed: next => draw(next) }),
    [map, draws],
  )
  useEffect(() => {
    void map?.getSource<GeoJSONSource>('drawing')?.setData(sketchOf(drawing))
  }, [map, drawing])
}

function showOutlines(map: MapLibre | undefined, outlines: FeatureCollection | undefined): void {
  if (map === undefined || outlines === undefined) return
  void map.getSource<GeoJSONSource>('outlines')?.setData(outlines)
  void map.getSource<GeoJSONSource>('names')?.setData({
    type: 'FeatureCollection',
    features: outlines.features.flatMap(({ geometry, properties }) => {
      const middle = middleOf(geometry)
      return middle === undefined
        ? []
        : [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: middle } }]
    }),
  })
}

/** The outlines inside a division, or of the county around it; all of them where none fits. */
function lookAtRegion(map: MapLibre, outlines: FeatureCollection, region = ''): void {
  const digits = region.replace(/0+$/, '').slice(0, 6)
  const inside = outlines.features.filter(({ properties }) => String(properties?.code).startsWith(digits))
  const shown = inside.length === 0 ? outlines.features : inside
  const bounds = boundsOf(shown.map(({ geometry }) => geometry))
  if (bounds !== undefined) map.fitBounds(bounds, { padding: 24, duration: 0 })
}

function showShape(map: MapLibre | undefined, shape: Geometry | undefined): void {
  if (map === undefined) return
  void map.getSource<GeoJSONSource>('shape')?.setData({
    type: 'FeatureCollection',
    features: shape === undefined ? [] : [{ type: 'Feature', geometry: shape, properties: {} }],
  })
  if (shape !== undefined) lookAt(map, shape)
}

function showMarked(map: MapLibre | undefined, marked: readonly MarkedWater[] = []): void {
  void map?.getSource<GeoJSONSource>('marked')?.setData({
    type: 'FeatureCollection',
    features: marked.map(({ longitude, latitude, ...properties }) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    })),
  })
}

function lookAt(map: MapLibre, shape: Geometry): void {
  const bounds = boundsOf([shape])
  if (bounds !== undefined) map.fitBounds(bounds, { padding: 56, maxZoom: 15.5, duration: 0 })
}

/** What a drawing covers so far; a single vertex is a point. */
function shapeOf(drawing: Drawing | undefined): Geometry | undefined {
  const [first] = drawing?.vertices ?? []
  if (drawing === undefined || first === undefined) return undefined
  return { type: 'MultiPoint', coordinates: drawing.vertices.map(vertex => [...vertex]) }
}

function sourceOf(event: object): unknown {
  return 'sourceId' in event ? event.sourceId : undefined
}

function statusOf({ error }: ErrorEvent): unknown {
  return 'status' in error ? error.status : undefined
}
