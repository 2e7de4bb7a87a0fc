import gcoordModule from 'gcoord'
import type { Bilingual } from '../domain/words.ts'
import { plainText } from './written-names.ts'

// Its types describe an ES module; what Node and Vite load has the functions on the default export itself.
const gcoord = gcoordModule as unknown as (typeof gcoordModule)['default']

/** A position in degrees, CGCS2000 (EPSG:4490) unless said otherwise. An unknown position is absent, never 0, 0. */
export type Position = { readonly longitude: number; readonly latitude: number }

/**
 * Coordinate systems in which positions arrive. Persisted beside every stored position.
 *
 * CGCS2000 and WGS84 differ by centimetres and are one for our purposes. GCJ-02 (AMap, Tencent, WeChat) is shifted by 50 to 500 m,
 * BD-09 (Baidu) further. They are turned into CGCS2000 where they enter and never stored.
 */
export const coordinateSystems = {
  cgcs2000: { zh: '2000国家大地坐标系（CGCS2000）', en: 'CGCS2000' },
  wgs84: { zh: 'WGS84（GPS、手机定位）', en: 'WGS84 (GPS, phones)' },
  'gcj-02': { zh: 'GCJ-02（高德、腾讯、微信）', en: 'GCJ-02 (AMap, Tencent, WeChat)' },
  'bd-09': { zh: 'BD-09（百度）', en: 'BD-09 (Baidu)' },
} as const satisfies Record<string, Bilingual>

export type CoordinateSystem = keyof typeof coordinateSystems

export const coordinateSystemIds = Object.keys(coordinateSystems) as readonly CoordinateSystem[] // keys of a const object are exactly its union

/** A stored position: CGCS2000, with the system it came in. `not-stated` came without one and was taken as CGCS2000. */
export type SourcedPosition = Position & { readonly sourceSystem: CoordinateSystem | 'not-stated' }

/** gcoord stops at steps of 1e-6 degrees, up to 0.16 m away; the forward formula bends so little that each step gains three digits. */
function refined(target: Pair, found: Pair): Pair {
  let [longitude, latitude] = found
  for (let step = 0; step < 3; step++) {
    const [x, y] = gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.GCJ02)
    longitude += target[0] - x
    latitude += target[1] - y
  }
  return [longitude, latitude]
}

/**
 * Turns a position into CGCS2000. The inverse of GCJ-02 is iterated to within a millimetre of the published forward
 * formula; of BD-09 within 1 m. Rounded to 8 decimals (1 mm).
 *
 * @example toCgcs2000({ longitude: 106.5, latitude: 29.5 }, 'gcj-02') // { longitude: 106.49614261, latitude: 29.50272353, sourceSystem: 'gcj-02' }
 */
export function toCgcs2000(position: Position, from: CoordinateSystem | 'not-stated'): SourcedPosition {
  const [longitude, latitude] = inverse[from]([position.longitude, position.latitude])
  return { longitude: rounded(longitude), latitude: rounded(latitude), sourceSystem: from }
}

/** Turns a stored position into another system, for a map or device that wants it. Never stored. */
export function fromCgcs2000(position: Position, to: CoordinateSystem): Position {
  const [longitude, latitude] = forward[to]([position.longitude, position.latitude])
  return { longitude, latitude }
}

type Pair = [number, number]

const same = (pair: Pair): Pair => pair

const inverse = {
  'not-stated': same,
  cgcs2000: same,
  wgs84: same,
  'gcj-02': pair => refined(pair, gcoord.transform(pair, gcoord.GCJ02, gcoord.WGS84)),
  'bd-09': pair => gcoord.transform(pair, gcoord.BD09, gcoord.WGS84),
} as const satisfies Record<CoordinateSystem | 'not-stated', (pair: Pair) => Pair>

const forward = {
  cgcs2000: same,
  wgs84: same,
  'gcj-02': pair => gcoord.transform(pair, gcoord.WGS84, gcoord.GCJ02),
  'bd-09': pair => gcoord.transform(pair, gcoord.WGS84, gcoord.BD09),
} as const satisfies Record<CoordinateSystem, (pair: Pair) => Pair>

function rounded(degrees: number): number {
  return Math.round(degrees * 1e8) / 1e8
}

/**
 * Land and near seas of China in degrees, both ends included: the mainland, Hainan and the near seas; the far islands of the
 * South China Sea have no rural waters and would let slips through.
 */
export const chinaBounds = { west: 73.4, east: 135.1, south: 17.9, north: 53.6 } as const

/** How a pair of numbers fails to be a position in China. Persisted. */
export type PositionFault = 'not-a-number' | 'zero' | 'swapped' | 'projected' | 'point-missing' | 'outside-china'

export type PositionCheck =
  | { readonly ok: true; readonly position: Position }
  | { readonly ok: false; readonly fault: PositionFault; readonly suggestion?: Position; readonly words: Bilingual }

/**
 * Checks that two numbers can be a position in China, and names the usual slips. A suggestion is shown, never used in its place.
 *
 * @example checkPosition({ longitude: 34.5, latitude: 106.1 })
 * // { ok: false, fault: 'swapped', suggestion: { longitude: 106.1, latitude: 34.5 }, words: ... }
 */
export function checkPosition(written: Position): PositionCheck {
  const { longitude, latitude } = written
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return fault('not-a-number', written)
  if (isInChina(written)) return { ok: true, position: written }
  if (longitude === 0 || latitude === 0) return fault('zero', written)
  const turned = { longitude: latitude, latitude: longitude }
  if (isInChina(turned)) return fault('swapped', written, turned)
  const pointed = { longitude: withPoint(longitude, 'longitude'), latitude: withPoint(latitude, 'latitude') }
  if (Number.isInteger(longitude) && Number.isInteger(latitude) && isInChina(pointed)) {
    return isProjected(written) ? fault('projected', written) : fault('point-missing', written, pointed)
  }
  return fault(isProjected(written) ? 'projected' : 'outside-china', written)
}

export function isInChina({ longitude, latitude }: Position): boolean {
  const { west, east, south, north } = chinaBounds
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north
}

function withPoint(digits: number, axis: 'longitude' | 'latitude'): number {
  const text = String(Math.abs(digits))
  const whole = axis === 'longitude' && text.startsWith('1') ? 3 : 2
  return text.length <= whole ? digits : Number(`${text.slice(0, whole)}.${text.slice(whole)}`)
}

// Gauss-Krüger: easting of six digits, or eight with the zone number before it; northing of seven digits (1,900,000 to 6,000,000 m).
function isProjected({ longitude, latitude }: Position): boolean {
  const [easting, northing] = longitude > latitude && longitude < 1e7 ? [latitude, longitude] : [longitude, latitude]
  const isNorthing = (metres: number): boolean => metres >= 1.9e6 && metres <= 6e6
  const isEasting = (metres: number): boolean => (metres >= 1e5 && metres < 1e6) || (metres >= 1.3e7 && metres < 4.6e7)
  return (isNorthing(northing) && isEasting(easting)) || (isNorthing(easting) && isEasting(northing))
}

const faultWords = {
  'not-a-number': () => ({
    zh: '经度或纬度不是数字。请填写十进制度数，如 106.160797、34.532532。',
    en: 'Longitude or latitude is not a number. Write decimal degrees, such as 106.160797 and 34.532532.',
  }),
  zero: () => ({
    zh: '经度或纬度为 0。位置不明时请留空，不要填 0。',
    en: 'Longitude or latitude is 0. Leave an unknown position empty; do not write 0.',
  }),
  swapped: ({ longitude, latitude }) => ({
    zh: `经度 ${longitude}、纬度 ${latitude} 像是填反了。请对调两列：经度在前，纬度在后。`,
    en: `Longitude ${longitude} and latitude ${latitude} seem to be swapped. Exchange them: longitude first, then latitude.`,
  }),
  projected: ({ longitude, latitude }) => ({
    zh: `“${longitude}、${latitude}”像是以米为单位的平面坐标（高斯投影）。请换算成十进制经纬度后再填。`,
    en: `“${longitude}, ${latitude}” look like plane coordinates in metres (Gauss-Krüger). Convert them to decimal degrees first.`,
  }),
  'point-missing': ({ longitude, latitude }) => ({
    zh: `“${longitude}、${latitude}”像是漏了小数点。请补上小数点。`,
    en: `“${longitude}, ${latitude}” seem to lack their decimal points. Put them in.`,
  }),
  'outside-china': ({ longitude, latitude }) => ({
    zh: `经度 ${longitude}、纬度 ${latitude} 不在中国范围内（经度 73.4 至 135.1，纬度 17.9 至 53.6）。请核对。`,
    en: `Longitude ${longitude}, latitude ${latitude} are outside China (73.4 to 135.1 E, 17.9 to 53.6 N). Check them.`,
  }),
} as const satisfies Record<PositionFault, (written: Position) => Bilingual>

function fault(kind: PositionFault, written: Position, suggestion?: Position): PositionCheck {
  const say: (written: Position) => Bilingual = faultWords[kind]
  return { ok: false, fault: kind, ...(suggestion && { suggestion }), words: say(written) }
}

/** How the coordinate system of a list is written. `unsupported` systems are known but cannot be converted without local parameters. */
export type ReadSystem =
  | { readonly outcome: 'known'; readonly system: CoordinateSystem }
  | { readonly outcome: 'unsupported' | 'unknown'; readonly words: Bilingual }

const systemNames: readonly { readonly pattern: RegExp; readonly system: CoordinateSystem }[] = [
  { pattern: /cgcs|国家大地2000|2000国家大地|大地2000|国家2000|epsg:?4490|天地图/i, system: 'cgcs2000' },
  { pattern: /^2000(?:坐标系?|系)?$/, system: 'cgcs2000' },
  { pattern: /wgs|gps|epsg:?4326|奥维|谷歌地球/i, system: 'wgs84' },
  { pattern: /gcj|火星|高德|腾讯|微信|amap/i, system: 'gcj-02' },
  { pattern: /bd-?_?09|百度|baidu/i, system: 'bd-09' },
]

/** Reads the name of a coordinate system as lists write it. @example readCoordinateSystem('高德') // { outcome: 'known', system: 'gcj-02' } */
export function readCoordinateSystem(written: string): ReadSystem {
  const text = plainText(written)
  if (/54|80/.test(text) && /北京|西安|beijing|xian|国家80|bj|xa/i.test(text))
    return { outcome: 'unsupported', words: unsupported(text) }
  const known = systemNames.find(({ pattern }) => pattern.test(text))
  if (known) return { outcome: 'known', system: known.system }
  return { outcome: 'unknown', words: unknown(text) }
}

function unsupported(text: string): Bilingual {
  return {
    zh: `“${text}”须用当地转换参数才能换算到 CGCS2000。请先用测绘部门的工具转换，再填 CGCS2000 坐标。`,
    en: `“${text}” can be turned into CGCS2000 only with local parameters. Convert it with the surveying office's tool and give CGCS2000.`,
  }
}

function unknown(text: string): Bilingual {
  return {
    zh: `不认识坐标系“${text}”。请填 CGCS2000、WGS84、GCJ-02（高德）或 BD-09（百度）。`,
    en: `Coordinate system “${text}” is not known. Write CGCS2000, WGS84, GCJ-02 (AMap) or BD-09 (Baidu).`,
  }
}

/** A position that fits its county only if it is read in another system. */
export type SystemHint = {
  readonly system: 'gcj-02' | 'bd-09'
  readonly position: SourcedPosition
  readonly words: Bilingual
}

/**
 * Asks whether a position given as CGCS2000 (or without a system) looks like GCJ-02 or BD-09: outside the named area as it
 * stands, inside once converted. A hint to a person, never a conversion; with shifts of some 500 m it can only speak near a border.
 *
 * @param isInside whether a CGCS2000 position lies in the named area, as `isInsideOutline` from `outlines.ts` tells
 */
export function hintOtherSystem(position: Position, isInside: (position: Position) => boolean): SystemHint | undefined {
  if (isInside(position)) return undefined
  for (const system of ['gcj-02', 'bd-09'] as const) {
    const converted = toCgcs2000(position, system)
    if (isInside(converted)) return { system, position: converted, words: hintWords(system) }
  }
  return undefined
}

function hintWords(system: 'gcj-02' | 'bd-09'): Bilingual {
  const name = coordinateSystems[system]
  return {
    zh: `该点按 CGCS2000 落在所填区域之外，按 ${name.zh} 换算后落在区域之内。请核对坐标系一栏。`,
    en: `As CGCS2000 the point lies outside the stated area; read as ${name.en} it lies inside. Check the coordinate system.`,
  }
}
