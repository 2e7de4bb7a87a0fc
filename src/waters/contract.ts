import { z } from 'zod'
import { endpoint } from '../platform/http/endpoint.ts'
import { waterFilter, waterSorts } from './filter.ts'
import {
  geometryFaulty,
  mergeRefused,
  nothingToChange,
  numberTaken,
  regionUnknown,
  splitRefused,
  transitionRefused,
  waterChangedMeanwhile,
  waterDoubtful,
  waterImplausible,
  waterNotFound,
} from './problems.ts'
import {
  Duplicate,
  FindingShape,
  Geometry,
  HistoryEntry,
  Id,
  Reason,
  Version,
  Water,
  WaterChanges,
  WaterItem,
  WaterValues,
} from './shapes.ts'
import { mergeReasonIds, splitReasonIds } from './unit-of-record.ts'
import { coordinateSourceIds, warningColourIds } from './words.ts'

export * from './contract-files.ts'
export * from './filter.ts'
export { mergeReasonIds, mergeReasons, splitReasonIds, splitReasons } from './unit-of-record.ts'
export * from './problems.ts'
export * from './shapes.ts'
export * from './words.ts'

const WaterKey = z.object({ id: Id })

export const listWaters = endpoint({
  method: 'GET',
  path: '/waters',
  tag: 'waters',
  summary: { zh: '水体列表', en: 'List of waters' },
  may: 'water.read',
  query: z.object({
    ...waterFilter,
    sort: z.enum(waterSorts).default('code'),
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  }),
  answer: z.object({
    items: z.array(WaterItem),
    /** Cursor of the next page; absent on the last. */
    next: z.string().optional(),
    /** Counted up to a limit: `capped` says that there are more. */
    total: z.object({ count: z.int(), capped: z.boolean() }),
  }),
})

export const createWater = endpoint({
  method: 'POST',
  path: '/waters',
  tag: 'waters',
  summary: { zh: '登记一个水体（疑似）', en: 'Record one water, as suspected' },
  may: 'water.write',
  body: z.object({
    values: WaterValues,
    geometry: Geometry.optional(),
    reason: Reason.optional(),
    /** Save although some values are doubtful. */
    acceptDoubts: z.boolean().default(false),
  }),
  answer: Water,
  problems: [regionUnknown, waterImplausible, waterDoubtful, geometryFaulty],
})

/** Says what is doubtful or impossible about values before they are saved; changes nothing. */
export const checkWater = endpoint({
  method: 'POST',
  path: '/waters/check',
  tag: 'waters',
  summary: { zh: '保存前核查数值', en: 'Check values before saving' },
  may: 'water.write',
  body: z.object({ values: WaterValues, geometry: Geometry.optional() }),
  answer: z.object({
    refusals: z.array(FindingShape),
    doubts: z.array(FindingShape),
    drawnAreaM2: z.number().optional(),
    drawnLengthM: z.number().optional(),
    /** Known waters that may be the same one. */
    duplicates: z.array(Duplicate),
  }),
  problems: [regionUnknown],
})

export const getWater = endpoint({
  method: 'GET',
  path: '/waters/:id',
  tag: 'waters',
  summary: { zh: '一个水体', en: 'One water' },
  may: 'water.read',
  params: WaterKey,
  answer: Water,
  problems: [waterNotFound],
})

/** By the public short code on its sign, as in `JQ500231-0007`. */
export const getWaterByCode = endpoint({
  method: 'GET',
  path: '/water-codes/:code',
  tag: 'waters',
  summary: { zh: '按公示编号查水体', en: 'One water by its public code' },
  may: 'water.read',
  params: z.object({ code: z.string().regex(/^JQ\d{6}-\d{4,}$/) }),
  answer: Water,
  problems: [waterNotFound],
})

export const correctWater = endpoint({
  method: 'PATCH',
  path: '/waters/:id',
  tag: 'waters',
  summary: { zh: '更正水体', en: 'Correct a water' },
  may: 'water.write',
  params: WaterKey,
  body: z.object({
    expectedVersion: Version,
    changes: WaterChanges,
    reason: Reason,
    acceptDoubts: z.boolean().default(false),
  }),
  answer: Water,
  problems: [waterNotFound, waterChangedMeanwhile, waterImplausible, waterDoubtful, nothingToChange, regionUnknown],
})

/** Draws or redraws the outline (polygon) or reach (line). Area and length are computed on the ellipsoid. */
export const drawWater = endpoint({
  method: 'PUT',
  path: '/waters/:id/geometry',
  tag: 'waters',
  summary: { zh: '勾绘水体', en: 'Draw a water' },
  may: 'water.write',
  params: WaterKey,
  body: z.object({
    expectedVersion: Version,
    geometry: Geometry,
    coordinateSource: z.enum(coordinateSourceIds).default('cgcs2000'),
    /** Take the drawn area as the water's area; otherwise the stated one stays and the drawn one enters the history. */
    takeArea: z.boolean().default(false),
    reason: Reason,
    acceptDoubts: z.boolean().default(false),
  }),
  answer: z.object({
    water: Water,
    drawnAreaM2: z.number().optional(),
    drawnLengthM: z.number(),
    warnings: z.array(FindingShape),
  }),
  problems: [waterNotFound, waterChangedMeanwhile, geometryFaulty, waterImplausible, waterDoubtful],
})

export const getWaterHistory = endpoint({
  method: 'GET',
  path: '/waters/:id/history',
  tag: 'waters',
  summary: { zh: '水体履历', en: 'History of a water' },
  may: 'water.read',
  params: WaterKey,
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
  }),
  /** Newest first. */
  answer: z.object({ items: z.array(HistoryEntry), next: z.string().optional() }),
  problems: [waterNotFound],
})

export const addWaterNumber = endpoint({
  method: 'POST',
  path: '/waters/:id/numbers',
  tag: 'waters',
  summary: { zh: '登记外部编号', en: 'Add an external number' },
  may: 'water.write',
  params: WaterKey,
  body: z.object({
    issuer: z.string().trim().min(1).max(80),
    number: z.string().trim().min(1).max(80),
    issuedOn: z.iso.date(),
  }),
  answer: Water,
  problems: [waterNotFound, numberTaken],
})

/** Red, yellow or green by hand; `policy` returns to what the policy says for the stage. */
export const setWaterColour = endpoint({
  method: 'PUT',
  path: '/waters/:id/colour',
  tag: 'waters',
  summary: { zh: '调整红黄绿状态', en: 'Set red, yellow or green' },
  may: 'register.decide',
  params: WaterKey,
  body: z.object({
    colour: z.enum([...warningColourIds, 'policy'] as const),
    reason: Reason,
    expectedVersion: Version,
  }),
  answer: Water,
  problems: [waterNotFound, waterChangedMeanwhile, nothingToChange],
})

export const listDuplicates = endpoint({
  method: 'GET',
  path: '/waters/:id/duplicates',
  tag: 'waters',
  summary: { zh: '疑似重复的水体', en: 'Waters that may be the same' },
  may: 'water.read',
  params: WaterKey,
  answer: z.object({ items: z.array(Duplicate) }),
  problems: [waterNotFound],
})

const SplitPart = z.object({
  values: WaterValues,
  geometry: Geometry.optional(),
  /** Part of the parent's area, 0 to 1. */
  share: z.number().gt(0).lt(1).optional(),
})

/** A closed water is one record; a reach is cut at village borders or where it is not continuous (rural guide, unit of record). */
export const splitWater = endpoint({
  method: 'POST',
  path: '/waters/:id/split',
  tag: 'waters',
  summary: { zh: '拆分水体', en: 'Split a water' },
  may: 'register.decide',
  params: WaterKey,
  body: z.object({
    expectedVersion: Version,
    parts: z.array(SplitPart).min(2).max(20),
    why: z.enum(splitReasonIds),
    reason: Reason,
  }),
  answer: z.object({ water: Water, parts: z.array(WaterItem) }),
  problems: [
    waterNotFound,
    waterChangedMeanwhile,
    splitRefused,
    transitionRefused,
    waterImplausible,
    regionUnknown,
    geometryFaulty,
  ],
})

/** Merges other waters into this one, which stays. Joined reaches add their areas up; the same water recorded twice keeps its own. */
export const mergeWaters = endpoint({
  method: 'POST',
  path: '/waters/:id/merger',
  tag: 'waters',
  summary: { zh: '合并水体', en: 'Merge waters into this one' },
  may: 'register.decide',
  params: WaterKey,
  body: z.object({
    expectedVersion: Version,
    merged: z
      .array(z.object({ id: Id, expectedVersion: Version }))
      .min(1)
      .max(20),
    why: z.enum(mergeReasonIds),
    reason: Reason,
  }),
  answer: Water,
  problems: [waterNotFound, waterChangedMeanwhile, mergeRefused, transitionRefused],
})
