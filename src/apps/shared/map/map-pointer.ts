import { Popup, type Map as MapLibre, type MapGeoJSONFeature, type MapMouseEvent } from 'maplibre-gl'

const openable = ['water-points', 'water-areas', 'water-lines', 'water-tallies', 'marked-points']

/**
 * Pointing at a water names it, clicking opens it; clicking a tally zooms in.
 *
 * @returns ends it
 */
export function letOpenWaters(map: MapLibre, open: (id: string) => void): () => void {
  const name = new Popup({ closeButton: false, closeOnClick: false, offset: 12, className: 'map-name' })
  const point = (event: MapMouseEvent) => {
    const [feature] = map.queryRenderedFeatures(event.point, { layers: openable })
    map.getCanvas().style.cursor = feature === undefined ? '' : 'pointer'
    const text = feature === undefined ? '' : nameOf(feature)
    if (text === '') name.remove()
    else name.setLngLat(event.lngLat).setText(text).addTo(map)
  }
  const click = (event: MapMouseEvent) => {
    const [feature] = map.queryRenderedFeatures(event.point, { layers: openable })
    if (feature === undefined) return
    const id: unknown = feature.properties.id
    if (typeof id === 'string') open(id)
    else map.easeTo({ center: event.lngLat, zoom: map.getZoom() + 2 })
  }
  map.on('mousemove', point)
  map.on('click', click)
  return () => {
    name.remove()
    map.off('mousemove', point)
    map.off('click', click)
  }
}

function nameOf({ properties }: MapGeoJSONFeature): string {
  const { name, code }: Record<string, unknown> = properties
  if (typeof name !== 'string') return ''
  return typeof code === 'string' ? `${name} ${code}` : name
}
