import type { GeoJSONSource, Map as MapLibre, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import { sketchOf, withMovedVertex, withVertex, type Drawing } from './drawing.ts'

/**
 * Lets somebody draw on the map: a click adds a vertex, a vertex can be dragged.
 *
 * @param changed told of each new state; the page keeps it and gives it back through `show`
 */
export function letDraw(
  map: MapLibre,
  changed: (drawing: Drawing) => void,
): { show(drawing: Drawing): void; end(): void } {
  let current: Drawing | undefined
  let dragged: number | undefined
  const show = (drawing: Drawing) => {
    current = drawing
    map.getSource<GeoJSONSource>('drawing')?.setData(sketchOf(drawing))
  }
  const update = (drawing: Drawing) => {
    show(drawing)
    changed(drawing)
  }
  const vertexAt = (event: MapMouseEvent | MapTouchEvent): number | undefined => {
    const { x, y } = event.point
    const reach = 9
    const box: [[number, number], [number, number]] = [[x - reach, y - reach], [x + reach, y + reach]] // prettier-ignore
    const found: unknown = map.queryRenderedFeatures(box, { layers: ['drawing-vertices'] })[0]?.properties.vertex
    return typeof found === 'number' ? found : undefined
  }
  const click = (event: MapMouseEvent) => {
    if (current === undefined || vertexAt(event) !== undefined) return
    update(withVertex(current, event.lngLat.toArray()))
  }
  const grab = (event: MapMouseEvent | MapTouchEvent) => {
    dragged = vertexAt(event)
    if (dragged !== undefined) event.preventDefault()
  }
  const drag = (event: MapMouseEvent | MapTouchEvent) => {
    if (dragged !== undefined && current !== undefined)
      update(withMovedVertex(current, dragged, event.lngLat.toArray()))
  }
  const release = () => {
    dragged = undefined
  }
  map.getCanvas().style.cursor = 'crosshair'
  map.doubleClickZoom.disable()
  const subscriptions = [
    map.on('click', click),
    ...(['mousedown', 'touchstart'] as const).map(event => map.on(event, grab)),
    ...(['mousemove', 'touchmove'] as const).map(event => map.on(event, drag)),
    ...(['mouseup', 'touchend'] as const).map(event => map.on(event, release)),
  ]
  const end = () => {
    for (const subscription of subscriptions) subscription.unsubscribe()
    map.doubleClickZoom.enable()
    map.getCanvas().style.cursor = ''
    if (map.style !== undefined)
      map.getSource<GeoJSONSource>('drawing')?.setData({ type: 'FeatureCollection', features: [] })
  }
  return { show, end }
}
