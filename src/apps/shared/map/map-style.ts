import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from '@maplibre/maplibre-gl-style-spec'
import { stageIds, stages } from '../../../domain/lifecycle-table.ts'
import { warningColours } from '../components/marks.tsx'
import { palette } from '../theme.ts'

/** What the colour of a water on the map tells. */
export type ColourBy = 'colour' | 'list' | 'stage'

export const listColours = { national: '#1f5aa6', municipal: '#0b7f88', county: '#7b8791' } as const
const unset = '#9aa8ad'

export function waterColour(by: ColourBy): ExpressionSpecification {
  if (by === 'stage')
    return [
      'match',
      ['get', 'stage'],
      ...stageIds.flatMap(id => [id, stages[id].colour]),
      unset,
    ] as unknown as ExpressionSpecification // a spread cannot be typed as the tuple it makes
  if (by === 'list') {
    return [
      'match',
      ['get', 'list'],
      'national',
      listColours.national,
      'municipal',
      listColours.municipal,
      'county',
      listColours.county,
      unset,
    ]
  }
  const { red, yellow, green } = warningColours
  return ['match', ['get', 'colour'], 'red', red.ground, 'yellow', yellow.ground, 'green', green.ground, unset]
}

const nothing = { type: 'FeatureCollection', features: [] } as const

/** Which waters the tiles hold; values as the platform's filters take them, several with commas between. */
export type TileFilter = {
  readonly list?: string | undefined
  readonly stage?: string | undefined
  readonly type?: string | undefined
  readonly colour?: string | undefined
}

/** Address of the tiles; `version` changes after a change of a water, so that the map asks again. */
export function tilesAddress(version: string, filter: TileFilter = {}): string {
  const query = new URLSearchParams({ v: version })
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value)
  return `${location.origin}/tiles/waters/{z}/{x}/{y}.mvt?${query.toString()}`
}

export function mapStyle(options: {
  readonly tiandituKey: string | undefined
  readonly tiles: string
}): StyleSpecification {
  const official = options.tiandituKey !== undefined
  return {
    version: 8,
    sources: {
      ...(options.tiandituKey === undefined ? {} : tiandituSources(options.tiandituKey)),
      outlines: { type: 'geojson', data: { ...nothing, features: [] } },
      names: { type: 'geojson', data: { ...nothing, features: [] } },
      waters: { type: 'vector', tiles: [options.tiles], minzoom: 0, maxzoom: 16 },
      marked: { type: 'geojson', data: { ...nothing, features: [] } },
      shape: { type: 'geojson', data: { ...nothing, features: [] } },
      drawing: { type: 'geojson', data: { ...nothing, features: [] } },
    },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': '#e9efef' } },
      ...(official ? tiandituLayers : []),
      ...outlineLayers(official),
      ...waterLayers,
      markedLayer,
      ...shapeLayers,
      ...drawingLayers,
    ],
  }
}

/** Tianditu, the state's public map service; CGCS2000 web mercator tiles. */
function tiandituSources(key: string): Record<string, SourceSpecification> {
  const tiles = (layer: string) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map(
      host =>
        `https://t${host}.tianditu.gov.cn/${layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=${layer}&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=${key}`,
    )
  return {
    'tianditu-ground': { type: 'raster', tiles: tiles('vec'), tileSize: 256, maxzoom: 18, attribution: '天地图' },
    'tianditu-names': { type: 'raster', tiles: tiles('cva'), tileSize: 256, maxzoom: 18 },
  }
}

const tiandituLayers: LayerSpecification[] = [
  { id: 'tianditu-ground', type: 'raster', source: 'tianditu-ground', paint: { 'raster-saturation': -0.5 } },
  { id: 'tianditu-names', type: 'raster', source: 'tianditu-names' },
]

function outlineLayers(official: boolean): LayerSpecification[] {
  const ground: LayerSpecification = {
    id: 'county-ground',
    type: 'fill',
    source: 'outlines',
    paint: { 'fill-color': '#fbfdfc', 'fill-opacity': official ? 0 : 1 },
  }
  return [
    ground,
    {
      id: 'county-lines',
      type: 'line',
      source: 'outlines',
      paint: { 'line-color': '#a9bcc0', 'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.6, 10, 1.6] },
    },
    {
      id: 'county-names',
      type: 'symbol',
      source: 'names',
      minzoom: official ? 24 : 6.4,
      layout: { 'icon-image': ['concat', 'county:', ['get', 'name']], 'icon-padding': 4 },
    },
  ]
}

const isTally: ExpressionSpecification = ['has', 'count']

const waterLayers: LayerSpecification[] = [
  {
    id: 'water-areas',
    type: 'fill',
    source: 'waters',
    'source-layer': 'waters',
    filter: ['all', ['!', isTally], ['==', ['geometry-type'], 'Polygon']],
    paint: { 'fill-color': waterColour('colour'), 'fill-opacity': 0.35 },
  },
  {
    id: 'water-lines',
    type: 'line',
    source: 'waters',
    'source-layer': 'waters',
    filter: ['all', ['!', isTally], ['!=', ['geometry-type'], 'Point']],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': waterColour('colour'), 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 2, 16, 3.5] },
  },
  {
    id: 'water-points',
    type: 'circle',
    source: 'waters',
    'source-layer': 'waters',
    filter: ['all', ['!', isTally], ['==', ['geometry-type'], 'Point']],
    paint: {
      'circle-color': waterColour('colour'),
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 7, 4.5, 14, 7],
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 1.6,
    },
  },
  {
    id: 'water-chosen',
    type: 'circle',
    source: 'waters',
    'source-layer': 'waters',
    filter: ['==', ['get', 'id'], ''],
    paint: { 'circle-radius': 12, 'circle-opacity': 0, 'circle-stroke-color': palette.ink, 'circle-stroke-width': 2.5 },
  },
  {
    id: 'water-tallies',
    type: 'symbol',
    source: 'waters',
    'source-layer': 'waters',
    filter: isTally,
    layout: {
      'icon-image': ['concat', 'tally:', ['get', 'count'], ':', ['coalesce', ['get', 'national'], 0]],
      'icon-allow-overlap': true,
      'symbol-sort-key': ['get', 'count'],
    },
  },
  {
    id: 'water-names',
    type: 'symbol',
    source: 'waters',
    'source-layer': 'waters',
    minzoom: 12,
    filter: ['all', ['!', isTally], ['==', ['geometry-type'], 'Point']],
    layout: { 'icon-image': ['concat', 'name:', ['get', 'name']], 'icon-anchor': 'top', 'icon-offset': [0, 9] },
  },
]

/** Waters that a page names one by one, each in the colour the page gives it. */
const markedLayer: LayerSpecification = {
  id: 'marked-points',
  type: 'circle',
  source: 'marked',
  paint: {
    'circle-color': ['get', 'colour'],
    'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, 5, 14, 9],
    'circle-stroke-color': '#ffffff',
    'circle-stroke-width': 1.6,
  },
}

const shapeLayers: LayerSpecification[] = [
  {
    id: 'shape-fill',
    type: 'fill',
    source: 'shape',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': palette.teal, 'fill-opacity': 0.25 },
  },
  {
    id: 'shape-line',
    type: 'line',
    source: 'shape',
    filter: ['!=', ['geometry-type'], 'Point'],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': palette.teal, 'line-width': 3 },
  },
  {
    id: 'shape-point',
    type: 'circle',
    source: 'shape',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 7,
      'circle-color': palette.teal,
      'circle-stroke-color': '#ffffff',
      'circle-stroke-width': 2,
    },
  },
]

const drawingLayers: LayerSpecification[] = [
  {
    id: 'drawing-fill',
    type: 'fill',
    source: 'drawing',
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': '#c25a00', 'fill-opacity': 0.18 },
  },
  {
    id: 'drawing-line',
    type: 'line',
    source: 'drawing',
    filter: ['!=', ['geometry-type'], 'Point'],
    paint: { 'line-color': '#c25a00', 'line-width': 2.5 },
  },
  {
    id: 'drawing-vertices',
    type: 'circle',
    source: 'drawing',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': ['case', ['to-boolean', ['get', 'last']], 7, 5.5],
      'circle-color': '#ffffff',
      'circle-stroke-color': '#c25a00',
      'circle-stroke-width': 2.5,
    },
  },
]
