import { z } from 'zod'
import { dutyLevelIds } from '../domain/duties.ts'
import { stageIds } from '../domain/lifecycle.ts'
import { PersonLabel } from '../domain/person-label.ts'
import {
  CellProblem,
  CountNumber,
  CursorText,
  DateText,
  InstantText,
  LimitQuery,
  pageOf,
  ReasonText,
  RegionCodeText,
  RegionNames,
} from '../domain/shapes.ts'
import { supervisionListIds } from '../domain/waters.ts'
import { accountNotFound } from '../people/problems.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { waterNotFound } from '../waters/problems.ts'
import {
  dutiesHeaderMissing,
  dutiesTooLong,
  dutiesTooMany,
  dutyDayRefused,
  dutyEnded,
  dutyNotFound,
  dutyWaterEnded,
} from './problems.ts'
import { dutySourceIds } from './rules.ts'

const tag = 'duties'
const Level = z.enum(dutyLevelIds)
const Key = z.object({ id: z.uuid() })

/** As account lists take them: digits, blanks, hyphens and a leading +. */
export const phonePattern = /^\+?[\d -]{5,20}$/
const PhoneText = z.string().trim().regex(phonePattern)

/** Longest name of a person, and of an organisation. */
export const maxNameLength = 100
const NameText = z.string().trim().min(1).max(maxNameLength)

/** Whoever is to answer for a water. */
export const NewHolder = z.object({
  name: NameText,
  organisation: NameText,
  /** Public: it stands on sign boards and the portal. */
  officePhone: PhoneText.optional(),
  /** Private: answered only to those who may assign, never public. */
  mobile: PhoneText.optional(),
  /** The account with which this person signs in. */
  accountId: z.uuid().optional(),
})
export type NewHolder = z.output<typeof NewHolder>

export const DutyPost = z.object({
  id: z.uuid(),
  level: Level,
  name: z.string(),
  organisation: z.string(),
  officePhone: z.string().optional(),
  /** Only for callers that may assign. */
  mobile: z.string().optional(),
  account: PersonLabel.optional(),
  fromOn: DateText,
  /** The first day on which the person does not answer any more; absent for who answers now. */
  untilOn: DateText.optional(),
  source: z.enum(dutySourceIds),
  assignedAt: InstantText,
  assignedBy: PersonLabel,
  endReason: z.string().optional(),
  endedBy: PersonLabel.optional(),
})
export type DutyPost = z.output<typeof DutyPost>

const CitationText = z.object({
  title: z.string(),
  clause: z.string(),
  confidence: z.enum(['published', 'secondary', 'to-be-confirmed']),
})

/** Present persons first, by level; then the past ones, newest first. */
export const getDutiesOfWater = endpoint({
  method: 'GET',
  path: '/duties/waters/:id',
  tag,
  summary: { zh: '水体的责任人', en: 'Persons responsible for a water' },
  may: 'water.read',
  params: Key,
  answer: z.object({
    items: z.array(DutyPost),
    /** Levels at which the stage of the water expects somebody, and those of them at which nobody answers today. */
    expected: z.array(Level),
    missing: z.array(Level),
    citation: CitationText,
  }),
  problems: [waterNotFound],
})

export const assignDuty = endpoint({
  method: 'POST',
  path: '/duties/waters/:id',
  tag,
  summary: { zh: '指定责任人', en: 'Name a person responsible' },
  may: 'duties.assign',
  params: Key,
  body: z.object({ level: Level, holder: NewHolder, fromOn: DateText }),
  answer: DutyPost,
  problems: [waterNotFound, dutyWaterEnded, dutyDayRefused, accountNotFound],
})

export const endDuty = endpoint({
  method: 'POST',
  path: '/duties/:id/end',
  tag,
  summary: { zh: '责任人卸任', en: 'Relieve a person responsible' },
  may: 'duties.assign',
  params: Key,
  body: z.object({ untilOn: DateText, reason: ReasonText }),
  answer: DutyPost,
  problems: [dutyNotFound, dutyEnded, dutyDayRefused],
})

const WaterInBrief = z.object({ id: z.uuid(), code: z.string(), name: z.string() })

/** The posts that the holder of one holds at the same level, that one included. */
export const getDutiesOfSamePerson = endpoint({
  method: 'GET',
  path: '/duties/:id/same-person',
  tag,
  summary: { zh: '同一责任人负责的水体', en: 'Waters of the same person' },
  may: 'duties.assign',
  params: Key,
  query: z.object({ region: RegionCodeText.optional() }),
  answer: z.object({
    items: z.array(z.object({ dutyId: z.uuid(), water: WaterInBrief, regionNames: RegionNames, fromOn: DateText })),
  }),
  problems: [dutyNotFound, dutiesTooMany],
})

/** Hands a post over, alone or with all posts of its holder at the level within a division: all or none. */
export const replaceDuties = endpoint({
  method: 'POST',
  path: '/duties/:id/replace',
  tag,
  summary: { zh: '更换责任人', en: 'Replace a person responsible' },
  may: 'duties.assign',
  params: Key,
  body: z.object({
    holder: NewHolder,
    fromOn: DateText,
    reason: ReasonText,
    /** `one`: this water alone. `person`: all waters of the same person, within `region` where it is given. */
    scope: z.enum(['one', 'person']),
    region: RegionCodeText.optional(),
  }),
  answer: z.object({ replaced: CountNumber }),
  problems: [dutyNotFound, dutyEnded, dutyWaterEnded, dutyDayRefused, dutiesTooMany, accountNotFound],
})

const HolderInBrief = z.object({
  dutyId: z.uuid(),
  name: z.string(),
  organisation: z.string(),
  officePhone: z.string().optional(),
  fromOn: DateText,
})

export const WaterWithDuties = z.object({
  water: WaterInBrief,
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  stage: z.enum(stageIds),
  list: z.enum(supervisionListIds).optional(),
  areaM2: z.number().optional(),
  town: HolderInBrief.optional(),
  village: HolderInBrief.optional(),
  site: HolderInBrief.optional(),
  missing: z.array(Level),
})
export type WaterWithDuties = z.output<typeof WaterWithDuties>

/** `any`: at one level or more; `none`: every water of the expecting stages, with whoever answers. */
export const lacksIds = ['any', ...dutyLevelIds, 'none'] as const
export type Lacks = (typeof lacksIds)[number]

/** Waters in the stages that expect persons, by division. */
export const listWatersByDuties = endpoint({
  method: 'GET',
  path: '/duties/waters',
  tag,
  summary: { zh: '缺责任人的水体', en: 'Waters that lack a person responsible' },
  may: 'water.read',
  query: z.object({
    region: RegionCodeText.optional(),
    lacks: z.enum(lacksIds).default('any'),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(WaterWithDuties),
})

/** How many waters expect persons, and how many lack one at each level. */
export const countWatersByDuties = endpoint({
  method: 'GET',
  path: '/duties/counts',
  tag,
  summary: { zh: '责任人落实情况', en: 'How many waters lack persons' },
  may: 'water.read',
  query: z.object({ region: RegionCodeText.optional() }),
  answer: z.object({
    waters: CountNumber,
    any: CountNumber,
    town: CountNumber,
    village: CountNumber,
    site: CountNumber,
    citation: CitationText,
  }),
})

export const maxDutiesBytes = 10 * 1024 * 1024

/** All or nothing. With a `reason`, rows for posts held by somebody else replace that person; without, they are refused. */
export const importDuties = endpoint({
  method: 'POST',
  path: '/duties/import',
  tag,
  summary: { zh: '从 Excel 批量指定责任人', en: 'Name persons responsible from a workbook' },
  may: 'duties.assign',
  query: z.object({ dryRun: z.stringbool().default(false), reason: ReasonText.optional() }),
  body: { bytes: { maxBytes: maxDutiesBytes } },
  answer: z.object({
    read: CountNumber,
    assigned: CountNumber,
    replaced: CountNumber,
    /** Rows that say what stands on record already. */
    unchanged: CountNumber,
    problems: z.array(CellProblem),
    dryRun: z.boolean(),
  }),
  problems: [dutiesHeaderMissing, dutiesTooLong],
})

export const getDutiesTemplate = endpoint({
  method: 'GET',
  path: '/duties/template.xlsx',
  tag,
  summary: { zh: '责任人名册空白模板', en: 'Blank template for persons responsible' },
  may: 'duties.assign',
  answer: { file: ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] },
})
