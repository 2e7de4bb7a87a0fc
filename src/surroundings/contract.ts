import { z } from 'zod'
import { PersonLabel } from '../domain/person-label.ts'
import {
  BilingualText,
  CellProblem,
  CountNumber,
  CursorText,
  DateText,
  ExpectedVersion,
  InstantText,
  LimitQuery,
  pageOf,
  ReasonText,
  RegionCodeText,
  RegionNames,
} from '../domain/shapes.ts'
import { confidences } from '../domain/words.ts'
import { placeNotFound } from '../places/problems.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { waterNotFound } from '../waters/problems.ts'
import { Point } from '../waters/shapes.ts'
import { coordinateSourceIds } from '../waters/words.ts'
import {
  linkDayRefused,
  linkEnded,
  linkExists,
  linkNotFound,
  linkUnfit,
  outletElsewhere,
  surroundingDiffers,
  surroundingExists,
  surroundingNotFound,
  surroundingPlaceTooHigh,
  surroundingRefused,
  surroundingsExportTooLong,
  surroundingsHeaderMissing,
  surroundingSortFixed,
  surroundingsTooLong,
} from './problems.ts'
import { surroundingConcernIds } from './warnings.ts'
import { facilityKindIds, facilityStateIds, linkKindIds, sewageHandlingIds, surroundingSortIds } from './words.ts'

const tag = 'surroundings'
const Key = z.object({ id: z.uuid() })
const text = (most: number) => z.string().trim().min(1).max(most)
/** Cubic metres a day; the largest town works of a county stay far below. */
const FlowM3PerDay = z.number().min(0).max(1_000_000)
const Count = z.int().min(0).max(10_000_000)

const common = {
  name: text(80),
  regionCode: RegionCodeText,
  /** What it was taken from: name or number of a document. */
  document: text(200).optional(),
  position: Point.optional(),
  /** Absent: not stated. */
  coordinateSource: z.enum(coordinateSourceIds).optional(),
  note: text(500).optional(),
}

/** 农村生活污水处理设施: what is left out is not known. */
export const FacilityValues = z.strictObject({
  sort: z.literal('facility'),
  ...common,
  kind: z.enum(facilityKindIds).optional(),
  state: z.enum(facilityStateIds).optional(),
  capacityM3PerDay: FlowM3PerDay.positive().optional(),
  treatedM3PerDay: FlowM3PerDay.optional(),
  /** Of the treated flow. */
  treatedOn: DateText.optional(),
  households: Count.optional(),
  dischargeStandard: text(100).optional(),
  operator: text(100).optional(),
})

/** 聚居点: what is left out is not known. */
export const SettlementValues = z.strictObject({
  sort: z.literal('settlement'),
  ...common,
  households: Count.optional(),
  people: Count.optional(),
  handling: z.enum(sewageHandlingIds).optional(),
  livestock: text(200).optional(),
})

export const SurroundingValues = z.discriminatedUnion('sort', [FacilityValues, SettlementValues])
export type SurroundingValues = z.output<typeof SurroundingValues>

/** Everything that either sort can say, as answers have it; positions are CGCS2000. */
const SurroundingShape = z.object({
  id: z.uuid(),
  sort: z.enum(surroundingSortIds),
  name: z.string(),
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  kind: z.enum(facilityKindIds).optional(),
  state: z.enum(facilityStateIds).optional(),
  capacityM3PerDay: z.number().optional(),
  treatedM3PerDay: z.number().optional(),
  treatedOn: DateText.optional(),
  households: CountNumber.optional(),
  people: CountNumber.optional(),
  handling: z.enum(sewageHandlingIds).optional(),
  livestock: z.string().optional(),
  dischargeStandard: z.string().optional(),
  operator: z.string().optional(),
  document: z.string().optional(),
  longitude: z.number().optional(),
  latitude: z.number().optional(),
  coordinateSource: z.enum(coordinateSourceIds).optional(),
  note: z.string().optional(),
})

const WaterInBrief = z.object({ id: z.uuid(), code: z.string(), name: z.string() })

export const Surrounding = SurroundingShape.extend({
  version: ExpectedVersion,
  updatedAt: InstantText,
  updatedBy: PersonLabel,
  /** Waters it is linked with that the caller may see. */
  links: z.array(z.object({ id: z.uuid(), kind: z.enum(linkKindIds), water: WaterInBrief })),
})
export type Surrounding = z.output<typeof Surrounding>

const Filter = z.object({
  region: RegionCodeText.optional(),
  sort: z.enum(surroundingSortIds).optional(),
  /** `unknown`: works whose state nobody stated. */
  state: z.enum([...facilityStateIds, 'unknown']).optional(),
  handling: z.enum([...sewageHandlingIds, 'unknown']).optional(),
  search: z.string().trim().max(80).optional(),
})

export const listSurroundings = endpoint({
  method: 'GET',
  path: '/surroundings',
  tag,
  summary: { zh: '污水处理设施与聚居点', en: 'Sewage works and settlements' },
  may: 'water.read',
  query: Filter.extend({ cursor: CursorText.optional(), limit: LimitQuery }),
  answer: pageOf(Surrounding),
})

/** Sums of what is known, and of how many it is not. */
export const countSurroundings = endpoint({
  method: 'GET',
  path: '/surroundings/counts',
  tag,
  summary: { zh: '设施与聚居点汇总', en: 'How many works and settlements' },
  may: 'water.read',
  query: z.object({ region: RegionCodeText.optional() }),
  answer: z.object({
    facilities: CountNumber,
    running: CountNumber,
    /** Idle or broken. */
    standing: CountNumber,
    capacityM3PerDay: z.number(),
    capacityUnknown: CountNumber,
    settlements: CountNumber,
    people: CountNumber,
    peopleUnknown: CountNumber,
    untreatedSettlements: CountNumber,
  }),
})

export const getSurrounding = endpoint({
  method: 'GET',
  path: '/surroundings/:id',
  tag,
  summary: { zh: '一个设施或聚居点', en: 'One works or settlement' },
  may: 'water.read',
  params: Key,
  answer: Surrounding,
  problems: [surroundingNotFound],
})

export const recordSurrounding = endpoint({
  method: 'POST',
  path: '/surroundings',
  tag,
  summary: { zh: '登记设施或聚居点', en: 'Record works or a settlement' },
  may: 'water.write',
  body: z.object({ values: SurroundingValues }),
  answer: Surrounding,
  problems: [surroundingRefused, surroundingExists, surroundingPlaceTooHigh, placeNotFound],
})

/** Says the whole of it anew; what is left out is not known any more. */
export const changeSurrounding = endpoint({
  method: 'PUT',
  path: '/surroundings/:id',
  tag,
  summary: { zh: '修改设施或聚居点', en: 'Change works or a settlement' },
  may: 'water.write',
  params: Key,
  body: z.object({ values: SurroundingValues, expectedVersion: ExpectedVersion, reason: ReasonText }),
  answer: Surrounding,
  problems: [
    surroundingNotFound,
    surroundingDiffers,
    surroundingSortFixed,
    surroundingRefused,
    surroundingExists,
    surroundingPlaceTooHigh,
    placeNotFound,
  ],
})

export const removeSurrounding = endpoint({
  method: 'POST',
  path: '/surroundings/:id/remove',
  tag,
  summary: { zh: '移除设施或聚居点', en: 'Take works or a settlement off the record' },
  may: 'water.write',
  params: Key,
  body: z.object({ reason: ReasonText }),
  answer: z.object({ removed: z.literal(true) }),
  problems: [surroundingNotFound],
})

export const SurroundingLink = SurroundingShape.omit({ id: true }).extend({
  id: z.uuid(),
  surroundingId: z.uuid(),
  link: z.enum(linkKindIds),
  quantityM3PerDay: z.number().optional(),
  /** Where it is known from. */
  source: z.string().optional(),
  sinceOn: DateText,
  /** The outlet through which it reaches the water. */
  outlet: z.object({ id: z.uuid(), name: z.string() }).optional(),
  /** Metres on the ellipsoid from the nearest place of the water; absent where one of both has no position. */
  distanceM: z.number().optional(),
  /** Taken off the record meanwhile: not reckoned with any more. */
  removed: z.boolean(),
  at: InstantText,
  by: PersonLabel,
  endedAt: InstantText.optional(),
  endedBy: PersonLabel.optional(),
  endReason: z.string().optional(),
})
export type SurroundingLink = z.output<typeof SurroundingLink>

const AmountShape = z.object({ m3PerDay: z.number().optional(), complete: z.boolean() })

export const BalanceShape = z.object({
  flows: z
    .array(
      z.object({
        name: z.string(),
        handling: z.enum(sewageHandlingIds).optional(),
        m3PerDay: z.number().optional(),
        words: BilingualText,
      }),
    )
    .readonly(),
  generated: AmountShape,
  capacity: AmountShape,
  spare: AmountShape,
  treated: AmountShape,
  ownTanks: AmountShape,
  untreated: AmountShape,
  reasons: z.array(BilingualText).readonly(),
})

export const SurroundingWarningShape = z.object({
  concern: z.enum(surroundingConcernIds),
  words: BilingualText,
  measureIds: z.array(z.string()).readonly(),
})

const CitationText = z.object({ title: z.string(), clause: z.string(), confidence: z.enum(confidences) })

/** Everything around a water: linked, near and not linked, and what it amounts to. */
export const getSurroundingsOfWater = endpoint({
  method: 'GET',
  path: '/surroundings/waters/:id',
  tag,
  summary: { zh: '水体周边的设施与聚居点', en: 'What stands around a water' },
  may: 'water.read',
  params: Key,
  answer: z.object({
    links: z.array(SurroundingLink),
    /** Near ones that nobody linked or declined, the nearest first. */
    proposals: z.array(
      SurroundingShape.extend({ link: z.enum(linkKindIds), distanceM: z.number(), words: BilingualText }),
    ),
    declined: z.array(SurroundingLink),
    /** Links and refusals that were undone, the newest first. */
    past: z.array(SurroundingLink),
    balance: BalanceShape,
    warnings: z.array(SurroundingWarningShape).readonly(),
    policy: z.object({
      inForceFrom: DateText,
      citation: CitationText,
      figures: z.array(z.object({ name: BilingualText, value: z.number(), citation: CitationText })),
    }),
  }),
  problems: [waterNotFound],
})
export type SurroundingsOfWater = z.output<typeof getSurroundingsOfWater.answer>

const LinkBody = z.object({
  surroundingId: z.uuid(),
  kind: z.enum(linkKindIds),
  quantityM3PerDay: FlowM3PerDay.positive().optional(),
  source: text(200).optional(),
  sinceOn: DateText,
  outletId: z.uuid().optional(),
  /** Whether it was proposed by distance. */
  proposed: z.boolean().default(false),
})

export const linkSurrounding = endpoint({
  method: 'POST',
  path: '/surroundings/waters/:id/links',
  tag,
  summary: { zh: '关联设施或聚居点', en: 'Link works or a settlement' },
  may: 'water.write',
  params: Key,
  body: LinkBody,
  answer: z.object({ id: z.uuid() }),
  problems: [waterNotFound, surroundingNotFound, linkUnfit, linkExists, linkDayRefused, outletElsewhere],
})

export const declineSurrounding = endpoint({
  method: 'POST',
  path: '/surroundings/waters/:id/declined',
  tag,
  summary: { zh: '不关联（不再提示）', en: 'Decline a proposed link' },
  may: 'water.write',
  params: Key,
  body: z.object({ surroundingId: z.uuid(), kind: z.enum(linkKindIds) }),
  answer: z.object({ id: z.uuid() }),
  problems: [waterNotFound, surroundingNotFound, linkUnfit, linkExists],
})

/** Undoes a link, or a refusal: then it is proposed again. */
export const endLink = endpoint({
  method: 'POST',
  path: '/surroundings/links/:id/end',
  tag,
  summary: { zh: '解除关联', en: 'Undo a link' },
  may: 'water.write',
  params: Key,
  body: z.object({ reason: ReasonText }),
  answer: z.object({ ended: z.literal(true) }),
  problems: [linkNotFound, linkEnded],
})

export const maxSurroundingsBytes = 10 * 1024 * 1024

/** All or nothing; rows are matched by sort, division and name, so that a second import updates. Empty cells leave what is known. */
export const importSurroundings = endpoint({
  method: 'POST',
  path: '/surroundings/import',
  tag,
  summary: { zh: '从 Excel 导入设施与聚居点', en: 'Import works and settlements from a workbook' },
  may: 'water.write',
  query: z.object({ dryRun: z.stringbool().default(false) }),
  body: { bytes: { maxBytes: maxSurroundingsBytes } },
  answer: z.object({
    read: CountNumber,
    recorded: CountNumber,
    changed: CountNumber,
    unchanged: CountNumber,
    problems: z.array(CellProblem),
    dryRun: z.boolean(),
  }),
  problems: [surroundingsHeaderMissing, surroundingsTooLong],
})

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const getSurroundingsTemplate = endpoint({
  method: 'GET',
  path: '/surroundings/template.xlsx',
  tag,
  summary: { zh: '设施与聚居点空白模板', en: 'Blank template for works and settlements' },
  may: 'water.write',
  answer: { file: [xlsx] },
})

/** The columns of the template, so that it can be changed and imported again. */
export const exportSurroundings = endpoint({
  method: 'GET',
  path: '/surroundings/export.xlsx',
  tag,
  summary: { zh: '导出设施与聚居点', en: 'Works and settlements as a workbook' },
  may: 'water.export',
  query: Filter,
  answer: { file: [xlsx] },
  problems: [surroundingsExportTooLong],
})
