import type { Map as MapLibre, MapMouseEvent, MapTouchEvent } from 'maplibre-gl'
import { withMovedVertex, withVertex, type Drawing } from './drawing.ts'

/**
 * Lets somebody draw on the map: a click adds a vertex, a vertex can be dragged. The page keeps the drawing and shows it.
 *
 * @returns ends it
 */
export function letDraw(
  map: MapLibre,
  page: { current(): Drawing | undefined; changed(drawing: Drawing): void },
): () => void {
  let dragged: number | undefined
  const click = (event: MapMouseEvent) => {
    const drawing = page.current()
    if (drawing === undefined || vertexAt(map, event) !== undefined) return
    page.changed(withVertex(drawing, event.lngLat.toArray()))
  }
  const grab = (event: MapMouseEvent | MapTouchEvent) => {
    dragged = vertexAt(map, event)
    if (dragged !== undefined) event.preventDefault()
  }
  const drag = (event: MapMouseEvent | MapTouchEvent) => {
    const drawing = page.current()
    if (dragged === undefined || drawing === undefined) return
    page.changed(withMovedVertex(drawing, dragged, event.lngLat.toArray()))
  }
  const release = () => {
    dragged = undefined
  }
  const subscriptions = [
    map.on('click', click),
    ...(['mousedown', 'touchstart'] as const).map(event => map.on(event, grab)),
    ...(['mousemove', 'touchmove'] as const).map(event => map.on(event, drag)),
    ...(['mouseup', 'touchend'] as const).map(event => map.on(event, release)),
  ]
  map.getCanvas().style.cursor = 'crosshair'
  map.doubleClickZoom.disable()
  return () => {
    for (const subscription of subscriptions) subscription.unsubscribe()
    map.doubleClickZoom.enable()
    map.getCanvas().style.cursor = ''
  }
}

/** Index of the vertex under the pointer, with room for a finger. */
function vertexAt(map: MapLibre, { point: { x, y } }: MapMouseEvent | MapTouchEvent): number | undefined {
  const reach = 9
  const box: [[number, number], [number, number]] = [
    [x - reach, y - reach],
    [x + reach, y + reach],
  ]
  const found: unknown = map.queryRenderedFeatures(box, { layers: ['drawing-vertices'] })[0]?.properties.vertex
  return typeof found === 'number' ? found : undefined
}
