import { datePrecisions, type DatePrecision } from '../domain/dates.ts'
import {
  bodyOf,
  joinedWords,
  numberText,
  placeWords,
  plain,
  textOf,
  wordOf,
  type FactBody,
  type Telling,
  type ToldChange,
} from '../domain/told.ts'
import { waterTypes } from '../domain/waters.ts'
import type { Bilingual } from '../domain/words.ts'
import { policyAt } from '../policy/policy.ts'
import { areaMethods, bases, coordinateSources, waterFields, type WaterField } from './words.ts'

/** How exactly a date was stated, where that alone was corrected. */
const precisions = {
  day: { zh: '精确到日', en: 'to the day' },
  'ten-days': { zh: '精确到旬', en: 'to ten days' },
  'end-of-month': { zh: '某月底', en: 'the end of a month' },
  month: { zh: '精确到月', en: 'to the month' },
  quarter: { zh: '精确到季度', en: 'to the quarter' },
  'half-year': { zh: '精确到半年', en: 'to the half-year' },
  'end-of-year': { zh: '某年底', en: 'the end of a year' },
  year: { zh: '精确到年', en: 'to the year' },
} as const satisfies Record<DatePrecision, Bilingual>

/** One corrected field with both values as people read them. A field of a newer release is told without its values. */
export function toldChange(field: string, from: unknown, to: unknown, telling: Telling): ToldChange {
  if (!Object.hasOwn(waterFields, field)) {
    return { field, label: { zh: '本版本不认识的字段', en: 'a field this release does not know' } }
  }
  const known = field as WaterField // just asked
  const [before, after] = [fieldWords(known, from, telling), fieldWords(known, to, telling)]
  return {
    field,
    label: waterFields[known],
    ...(before === undefined ? {} : { from: before }),
    ...(after === undefined ? {} : { to: after }),
  }
}

/** A value of a water's field in words; unknown is absent. */
export function fieldWords(field: WaterField, value: unknown, telling: Telling): Bilingual | undefined {
  return value === null || value === undefined ? undefined : fieldTellers[field](value, telling)
}

type FieldTeller = (value: unknown, telling: Telling) => Bilingual | undefined

const yesOrNo: FieldTeller = value => (value === true ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' })
const typed: FieldTeller = value => textOf(value)

const fieldTellers = {
  name: typed,
  type: value => wordOf(waterTypes, value),
  regionCode: placeWords,
  placeText: typed,
  naturalVillages: typed,
  areaM2: typed,
  areaMethod: value => wordOf(areaMethods, value),
  areaOn: typed,
  lengthM: typed,
  widthM: typed,
  depthCm: typed,
  startName: typed,
  start: pointWords,
  endName: typed,
  end: pointWords,
  position: pointWords,
  coordinateSource: value => wordOf(coordinateSources, value),
  geometry: shapeWords,
  causes: causesWords,
  causesText: typed,
  completion: completionWords,
  yearRound: yesOrNo,
  basis: value => wordOf(bases, value),
  complaint: yesOrNo,
} as const satisfies Record<WaterField, FieldTeller>

/** Degrees; a correction of one of the two keeps only that one, without saying which. */
function pointWords(value: unknown): Bilingual | undefined {
  if (typeof value === 'number') return plain(`${value.toFixed(6)}°`)
  const degrees = Object.entries(bodyOf(value)).flatMap(([name, one]) =>
    typeof one !== 'number' ? [] : [name.endsWith('longitude') ? longitudeWords(one) : latitudeWords(one)],
  )
  return degrees.length === 0 ? undefined : joinedWords(degrees)
}

function longitudeWords(degrees: number): Bilingual {
  return { zh: `东经 ${degrees.toFixed(6)}°`, en: `${degrees.toFixed(6)}° E` }
}

function latitudeWords(degrees: number): Bilingual {
  return { zh: `北纬 ${degrees.toFixed(6)}°`, en: `${degrees.toFixed(6)}° N` }
}

const shapes = {
  Point: { zh: '点', en: 'point' },
  LineString: { zh: '线', en: 'line' },
  MultiLineString: { zh: '多段线', en: 'lines' },
  Polygon: { zh: '面', en: 'outline' },
  MultiPolygon: { zh: '多个面', en: 'outlines' },
} as const satisfies Record<string, Bilingual>

function shapeWords(value: unknown): Bilingual {
  const { type, coordinates } = bodyOf(value)
  const vertices = numberText(JSON.stringify(coordinates ?? []).match(/\[-?\d/g)?.length ?? 0)
  const shape = wordOf(shapes, type)
  return { zh: `${shape.zh}（${vertices} 个点）`, en: `${shape.en} of ${vertices} points` }
}

function causesWords(value: unknown, { on }: Telling): Bilingual | undefined {
  const { causes } = policyAt('causes', on).value
  const names = (Array.isArray(value) ? value : []).map(id =>
    wordOf(Object.fromEntries(causes.map(cause => [cause.id, cause])), id),
  )
  if (names.length === 0) return undefined
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join('; ') }
}

/** As it was written, with the day that was understood; where only one of the three changed, that one. */
function completionWords(value: unknown): Bilingual | undefined {
  if (typeof value === 'string') return isPrecision(value) ? precisions[value] : plain(value)
  const { completion_text: text, completion_on: on, completion_precision: precision }: FactBody = bodyOf(value)
  const said = [text, on].filter(one => typeof one === 'string' && one !== '')
  if (said.length === 0) return isPrecision(precision) ? precisions[precision] : undefined
  const [first, second] = said.map(String)
  return second === undefined || second === first
    ? plain(first ?? '')
    : { zh: `${first}（${second}）`, en: `${first} (${second})` }
}

function isPrecision(value: unknown): value is DatePrecision {
  return (datePrecisions as readonly unknown[]).includes(value) // widened to ask for membership
}
