import { z } from 'zod'
import { datePrecisions } from '../domain/dates.ts'
import { stageIds } from '../domain/lifecycle.ts'
import { PersonLabel } from '../domain/person-label.ts'
import { supervisionListIds, waterTypeIds } from '../domain/waters.ts'
import {
  areaMethodIds,
  attachmentKindIds,
  basisIds,
  candidateSourceIds,
  coordinateSourceIds,
  listWayIds,
  sourceKindIds,
  warningColourIds,
} from './words.ts'

export const Id = z.uuid()
export const RegionCodeText = z.string().regex(/^\d{12}$/)
export const CountyCodeText = z.string().regex(/^\d{6}$/)
export const Reason = z.string().trim().min(2).max(500)
export const Version = z.int().min(1)
export const Instant = z.iso.datetime({ offset: true })
export const Words = z.object({ zh: z.string(), en: z.string() })
export const FindingShape = z.object({ field: z.string(), code: z.string(), zh: z.string(), en: z.string() })

/** Degrees. `0,0` is no position: unknown is absent. Not bounded here: the rules name a swapped or projected pair for what it is. */
export const Point = z
  .object({ longitude: z.number(), latitude: z.number() })
  .refine(({ longitude, latitude }) => longitude !== 0 || latitude !== 0, '0,0')
export type Point = z.output<typeof Point>

const Coordinate = z.tuple([z.number(), z.number()]).rest(z.number())
const Line = z.array(Coordinate).min(2).max(20_000)
const Ring = z.array(Coordinate).min(4).max(20_000)
/** GeoJSON (RFC 7946) without a `crs`: a line for a reach, a polygon for an outline. */
export const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('LineString'), coordinates: Line }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(Line).min(1).max(200) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1).max(200) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1).max(200) }),
])
export type Geometry = z.output<typeof Geometry>

/** When treatment was finished, as written, and read as far as it says. */
export const Completion = z.object({
  text: z.string().trim().min(1).max(50),
  /** The last day that the words allow: what is due in the fourth quarter is late from 1 January on. */
  on: z.iso.date().optional(),
  precision: z.enum(datePrecisions).optional(),
})
export type Completion = z.output<typeof Completion>

const text = (max: number) => z.string().trim().min(1).max(max)
// No upper limit: the rules compare a slip of units with the village and the city, and say so.
const AreaM2 = z.number().positive()

/** What can be entered by hand. Square metres, metres, centimetres; positions in the system `coordinateSource` names. */
export const WaterValues = z.object({
  name: text(80),
  type: z.enum(waterTypeIds),
  regionCode: RegionCodeText,
  placeText: text(200).optional(),
  naturalVillages: text(300).optional(),
  areaM2: AreaM2.optional(),
  areaMethod: z.enum(areaMethodIds).optional(),
  areaOn: z.iso.date().optional(),
  lengthM: z.number().positive().optional(),
  widthM: z.number().positive().optional(),
  depthCm: z.number().positive().optional(),
  startName: text(80).optional(),
  start: Point.optional(),
  endName: text(80).optional(),
  end: Point.optional(),
  position: Point.optional(),
  coordinateSource: z.enum(coordinateSourceIds).optional(),
  causes: z
    .array(z.string().regex(/^[a-z]+(-[a-z]+)*$/))
    .max(20)
    .optional(),
  causesText: text(500).optional(),
  completion: Completion.optional(),
  yearRound: z.boolean().optional(),
  basis: z.enum(basisIds).optional(),
  complaint: z.boolean().optional(),
})
export type WaterValues = z.output<typeof WaterValues>

const shape = WaterValues.shape
/** Fields left out stay; `null` says that the value is not known. */
export const WaterChanges = z
  .strictObject({
    name: shape.name.optional(),
    type: shape.type.optional(),
    regionCode: shape.regionCode.optional(),
    placeText: shape.placeText.nullable(),
    naturalVillages: shape.naturalVillages.nullable(),
    areaM2: shape.areaM2.nullable(),
    areaMethod: shape.areaMethod.nullable(),
    areaOn: shape.areaOn.nullable(),
    lengthM: shape.lengthM.nullable(),
    widthM: shape.widthM.nullable(),
    depthCm: shape.depthCm.nullable(),
    startName: shape.startName.nullable(),
    start: shape.start.nullable(),
    endName: shape.endName.nullable(),
    end: shape.end.nullable(),
    position: shape.position.nullable(),
    coordinateSource: shape.coordinateSource,
    causes: shape.causes,
    causesText: shape.causesText.nullable(),
    completion: shape.completion.nullable(),
    yearRound: shape.yearRound.nullable(),
    basis: shape.basis,
    complaint: shape.complaint,
  })
  .partial()
export type WaterChanges = z.output<typeof WaterChanges>

/** One row of the list. Fields that are not known are absent. Positions are CGCS2000. */
export const WaterItem = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  type: z.enum(waterTypeIds),
  countyCode: z.string(),
  regionCode: z.string(),
  regionNames: z.object({ county: z.string(), town: z.string().optional(), village: z.string().optional() }),
  areaM2: z.number().optional(),
  areaMethod: z.enum(areaMethodIds).optional(),
  stage: z.enum(stageIds),
  cycle: z.int(),
  stageSince: Instant,
  list: z.enum(supervisionListIds).optional(),
  listHow: z.enum(listWayIds).optional(),
  colour: z.enum(warningColourIds).optional(),
  basis: z.enum(basisIds),
  causes: z.array(z.string()),
  complaint: z.boolean(),
  completion: Completion.optional(),
  longitude: z.number().optional(),
  latitude: z.number().optional(),
  /** Example data, not a real water. */
  invented: z.boolean(),
  version: Version,
  updatedAt: Instant,
})
export type WaterItem = z.output<typeof WaterItem>

export const WaterNumber = z.object({
  id: Id,
  issuer: z.string(),
  number: z.string(),
  issuedOn: z.iso.date(),
  addedAt: Instant,
})
export type WaterNumber = z.output<typeof WaterNumber>

export const WaterArea = z.object({
  id: Id,
  areaM2: z.number(),
  method: z.enum(areaMethodIds),
  on: z.iso.date().optional(),
  recordedAt: Instant,
  geometry: Geometry.optional(),
})
export type WaterArea = z.output<typeof WaterArea>

export const LineageItem = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  stage: z.enum(stageIds),
  /** `split`: parent → part; `merge`: merged water → the one it went into. */
  how: z.enum(['split', 'merge']),
  /** Part of the parent's area, 0 to 1, where stated. */
  share: z.number().optional(),
  at: Instant,
})
export type LineageItem = z.output<typeof LineageItem>

export const SourceValues = z.object({
  kind: z.enum(sourceKindIds),
  name: text(80),
  /** Households, animals in stock, m³ a day ...: a quantity with its unit. */
  quantity: z.number().positive().optional(),
  quantityUnit: text(20).optional(),
  position: Point.optional(),
  coordinateSource: z.enum(coordinateSourceIds).optional(),
  note: text(500).optional(),
})
export type SourceValues = z.output<typeof SourceValues>

export const PollutionSource = z.object({
  id: Id,
  kind: z.enum(sourceKindIds),
  name: z.string(),
  quantity: z.number().optional(),
  quantityUnit: z.string().optional(),
  longitude: z.number().optional(),
  latitude: z.number().optional(),
  note: z.string().optional(),
  recordedAt: Instant,
  /** The waters it reaches that the caller may see. */
  waters: z.array(z.object({ id: Id, code: z.string(), name: z.string() })),
})
export type PollutionSource = z.output<typeof PollutionSource>

export const Attachment = z.object({
  id: Id,
  waterId: Id,
  name: z.string(),
  kind: z.enum(attachmentKindIds),
  caption: z.string().optional(),
  type: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  takenAt: Instant.optional(),
  addedAt: Instant,
  addedBy: PersonLabel,
})
export type Attachment = z.output<typeof Attachment>

/** The whole water but for verdicts, readings and survey records: their slices answer those. */
export const Water = WaterItem.extend({
  placeText: z.string().optional(),
  naturalVillages: z.string().optional(),
  areaOn: z.iso.date().optional(),
  lengthM: z.number().optional(),
  widthM: z.number().optional(),
  depthCm: z.number().optional(),
  startName: z.string().optional(),
  start: Point.optional(),
  endName: z.string().optional(),
  end: Point.optional(),
  coordinateSource: z.enum(coordinateSourceIds).optional(),
  geometry: Geometry.optional(),
  causesText: z.string().optional(),
  yearRound: z.boolean().optional(),
  candidateSource: z.enum(candidateSourceIds),
  createdAt: Instant,
  numbers: z.array(WaterNumber),
  areas: z.array(WaterArea),
  /** What it was made from, or what went into it. */
  parents: z.array(LineageItem),
  /** What it was split into, or the water it went into. */
  children: z.array(LineageItem),
  sources: z.array(PollutionSource),
  attachments: z.array(Attachment),
  /** Doubts about the values as they stand. */
  findings: z.array(FindingShape),
})
export type Water = z.output<typeof Water>

/** One fact of the water's history. */
export const HistoryEntry = z.object({
  id: z.string(),
  at: Instant,
  kind: z.string(),
  label: Words,
  /** What happened in a sentence. */
  words: Words,
  actor: PersonLabel,
  reason: z.string().optional(),
  changes: z.array(z.object({ field: z.string(), label: Words, from: Words.optional(), to: Words.optional() })),
  /** Place in the county's hash chain. */
  chain: z.string(),
  sequence: z.int(),
  hash: z.string(),
})
export type HistoryEntry = z.output<typeof HistoryEntry>

export const Duplicate = z.object({
  water: WaterItem,
  /** Metres between the two positions, where both are known. */
  distanceM: z.number().optional(),
  reasons: z.array(z.object({ code: z.enum(['near', 'same-name', 'overlapping']), zh: z.string(), en: z.string() })),
})
export type Duplicate = z.output<typeof Duplicate>
