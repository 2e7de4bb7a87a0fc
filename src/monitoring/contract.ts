import { z } from 'zod'
import { parameterIds, qualifierIds } from '../domain/parameters.ts'
import { PersonLabel } from '../domain/person-label.ts'
import type { Bilingual } from '../domain/words.ts'
import { CursorText, pageOf } from '../domain/shapes.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { waterNotFound } from '../waters/contract.ts'
import { readingDiffers, readingImplausible, readingNotFound } from './problems.ts'

export * from './problems.ts'

/** The weather at sampling: rain dilutes and stirs, so a verdict is read with it. Persisted. */
export const weathers = {
  sunny: { zh: '晴', en: 'sunny' },
  cloudy: { zh: '阴', en: 'cloudy' },
  rain: { zh: '雨', en: 'rain' },
  'after-rain': { zh: '雨后', en: 'after rain' },
  snow: { zh: '雪', en: 'snow' },
} as const satisfies Record<string, Bilingual>
export type Weather = keyof typeof weathers
const weatherIds = Object.keys(weathers) as readonly Weather[] // keys of a const object are exactly its union

/** By whose hand a reading came. Persisted. */
export const readingSources = {
  'by-hand': { zh: '人工填报', en: 'entered by hand' },
  laboratory: { zh: '实验室', en: 'laboratory' },
  workbook: { zh: '表格导入', en: 'workbook' },
  survey: { zh: '排查时监测', en: 'at survey' },
  sensor: { zh: '自动监测', en: 'sensor' },
  example: { zh: '示例数据', en: 'example data' },
} as const satisfies Record<string, Bilingual>
export type ReadingSource = keyof typeof readingSources
const readingSourceIds = Object.keys(readingSources) as readonly ReadingSource[] // as above

/** `below`: below the detection limit, which is `value`. `above`: more than `value`. `to-bottom`: seen to the bottom at `value` cm. */
export const MeasurementShape = z.object({
  value: z.number(),
  qualifier: z.enum(qualifierIds).default('measured'),
})

/** Parameter id of `domain/parameters.ts` → measurement in that parameter's unit. Not measured is absent. */
export const SampleShape = z
  .partialRecord(z.enum(parameterIds), MeasurementShape)
  .refine(sample => Object.keys(sample).length > 0, { error: '至少一项 / at least one measurement' })

const Id = z.uuid()
const Instant = z.iso.datetime({ offset: true })

export const NewReading = z.object({
  waterId: Id,
  /** Name of the sampling point within the water. */
  point: z.string().trim().min(1).max(60).default('1'),
  takenAt: Instant,
  sample: SampleShape,
  weather: z.enum(weatherIds).optional(),
  note: z.string().trim().min(1).max(500).optional(),
  source: z.enum(readingSourceIds).default('by-hand'),
})
export type NewReading = z.output<typeof NewReading>

export const Reading = z.object({
  id: Id,
  waterId: Id,
  countyCode: z.string(),
  point: z.string(),
  takenAt: Instant,
  sample: z.partialRecord(z.enum(parameterIds), MeasurementShape.required()),
  weather: z.enum(weatherIds).optional(),
  note: z.string().optional(),
  source: z.enum(readingSourceIds),
  recordedAt: Instant,
  /** Display name of whoever recorded it. */
  recordedBy: PersonLabel,
})
export type Reading = z.output<typeof Reading>

const ReadingKey = z.object({ id: Id })

/** Idempotent: the id is made where the reading is made; the same content again is fine, other content is refused. */
export const putReading = endpoint({
  method: 'PUT',
  path: '/monitoring/readings/:id',
  tag: 'monitoring',
  summary: { zh: '登记一次监测', en: 'Record a reading' },
  may: 'reading.record',
  params: ReadingKey,
  body: NewReading,
  answer: Reading,
  problems: [waterNotFound, readingDiffers, readingImplausible],
})

export const getReading = endpoint({
  method: 'GET',
  path: '/monitoring/readings/:id',
  tag: 'monitoring',
  summary: { zh: '一次监测', en: 'One reading' },
  may: 'water.read',
  params: ReadingKey,
  answer: Reading,
  problems: [readingNotFound],
})

export const listReadings = endpoint({
  method: 'GET',
  path: '/monitoring/readings',
  tag: 'monitoring',
  summary: { zh: '监测数据列表', en: 'Readings' },
  may: 'water.read',
  query: z.object({
    waterId: Id.optional(),
    /** Six digits: the founding county of the water. */
    county: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
    point: z.string().max(60).optional(),
    /** Readings in which this was measured. */
    parameter: z.enum(parameterIds).optional(),
    from: Instant.optional(),
    before: Instant.optional(),
    cursor: CursorText.optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(100),
  }),
  /** Newest first. */
  answer: pageOf(Reading),
})
