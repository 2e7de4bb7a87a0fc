import { z } from 'zod'
import { stageIds } from '../../domain/lifecycle-table.ts'
import { PersonLabel } from '../../domain/person-label.ts'
import {
  BilingualText,
  CountNumber,
  CursorText,
  DateText,
  InstantText,
  LimitQuery,
  pageOf,
  ReasonText,
  RegionCodeText,
  RegionNames,
} from '../../domain/shapes.ts'
import { supervisionListIds } from '../../domain/waters.ts'
import { confidences } from '../../domain/words.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import {
  moneyKindIds,
  moneyNatureIds,
  moneySourceIds,
  rewardEvidenceIds,
  rewardStageIds,
} from '../../policy/money-schemas.ts'
import { maxAttachmentBytes, putAttachment } from '../../waters/contract-files.ts'
import { waterNotFound } from '../../waters/problems.ts'
import { Attachment } from '../../waters/shapes.ts'
import * as problem from './problems.ts'
import { moneyWarningIds, rewardStateIds, rewardStepIds } from './rules.ts'

const tag = 'funding'
const most = 100_000_000_000
/** Whole yuan of an entry. */
const EntryYuan = z.int().min(1).max(most)
const Yuan = z.int()
const Slug = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/)
  .max(60)
const DocumentNumber = z.string().trim().min(2).max(120)
const Source = z.enum(moneySourceIds)

const sums = { plannedYuan: Yuan, allottedYuan: Yuan, spentYuan: Yuan, exceptionYuan: Yuan }

const PolicyMark = z.object({
  inForceFrom: DateText,
  title: z.string(),
  clause: z.string(),
  confidence: z.enum(confidences),
})

/** The policy `funding-sources` as pages need it. */
const SourcesInForce = PolicyMark.extend({
  sources: z.array(z.object({ source: Source, nature: z.enum(moneyNatureIds) })),
  lateAfterDays: CountNumber,
  fileNeededFor: z.array(z.enum(moneyKindIds)),
})

const WaterLabel = z.object({ id: z.uuid(), code: z.string(), name: z.string() })

export const MoneyEntry = z.object({
  id: z.uuid(),
  water: WaterLabel,
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  cycle: CountNumber,
  kind: z.enum(moneyKindIds),
  source: Source,
  /** Below zero for a reversal. */
  yuan: Yuan,
  on: DateText,
  measureId: z.string().optional(),
  documentNumber: z.string(),
  /** An attachment of the water. */
  attachmentId: z.uuid().optional(),
  note: z.string().optional(),
  /** The entry that this one undoes. */
  reverses: z.uuid().optional(),
  /** The entry that undoes this one. */
  reversedBy: z.uuid().optional(),
  reason: z.string().optional(),
  policyFrom: DateText,
  by: PersonLabel,
  at: InstantText,
})
export type MoneyEntry = z.output<typeof MoneyEntry>

const Warning = z.object({ code: z.enum(moneyWarningIds), words: BilingualText })

export const WaterBalance = z.object({
  source: Source,
  ...sums,
  /** Spent beyond what was allotted. */
  excessYuan: Yuan,
  oldestUnspentOn: DateText.optional(),
  lateYuan: Yuan,
  warnings: z.array(Warning),
})
export type WaterBalance = z.output<typeof WaterBalance>

export const MoneyReward = z.object({
  id: z.uuid(),
  water: WaterLabel.extend({ stage: z.enum(stageIds), cycle: CountNumber }),
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  cycle: CountNumber,
  list: z.enum(supervisionListIds),
  source: Source,
  yuan: Yuan,
  releasedYuan: Yuan,
  heldYuan: Yuan,
  state: z.enum(rewardStateIds),
  /** The water relapsed or fell behind: what was released is to be taken back. */
  toTakeBack: z.boolean(),
  steps: z.array(
    z.object({
      number: CountNumber,
      step: z.enum(rewardStepIds),
      stage: z.enum(rewardStageIds).optional(),
      yuan: Yuan,
      evidence: z.array(z.enum(rewardEvidenceIds)),
      documentNumber: z.string().optional(),
      attachmentId: z.uuid().optional(),
      reason: z.string().optional(),
      policyFrom: DateText,
      by: PersonLabel,
      at: InstantText,
    }),
  ),
})
export type MoneyReward = z.output<typeof MoneyReward>

/** What a stage still lacks for its part of a reward, by the policy of today. */
const Release = z.object({
  stage: z.enum(rewardStageIds),
  upToPercent: z.number(),
  evidence: z.array(z.enum(rewardEvidenceIds)),
  yuan: Yuan.optional(),
  reasons: z.array(BilingualText),
})

export const WaterMoney = z.object({
  water: WaterLabel.extend({
    regionCode: RegionCodeText,
    regionNames: RegionNames,
    stage: z.enum(stageIds),
    cycle: CountNumber,
    list: z.enum(supervisionListIds).optional(),
    areaM2: z.number().optional(),
  }),
  policy: SourcesInForce,
  balances: z.array(WaterBalance),
  /** Measures of the approved plan of this cycle, and of entries that name another. */
  measures: z.array(
    z.object({ measureId: z.string(), inPlan: z.boolean(), planCostYuan: z.number().optional(), ...sums }),
  ),
  /** What the approved plan says of its sources. */
  planFunding: z.array(z.object({ source: Source, yuan: z.number() })),
  entries: z.array(MoneyEntry),
  rewards: z.array(MoneyReward),
  rewardPolicy: PolicyMark.extend({ source: Source, decidedBy: z.enum(['city', 'county']) }),
  /** What the water would earn today; why nothing, where it earns nothing or has one already. */
  rewardOffer: z.object({ yuan: Yuan.optional(), words: BilingualText }),
  /** For the reward that counts. */
  releases: z.array(Release),
  /** Whether the caller may. */
  may: z.object({ write: z.boolean(), grantExceptions: z.boolean(), decideRewards: z.boolean() }),
})
export type WaterMoney = z.output<typeof WaterMoney>

const WaterKey = z.object({ id: z.uuid() })
const EntryKey = z.object({ id: z.uuid(), entryId: z.uuid() })

export const getWaterMoney = endpoint({
  method: 'GET',
  path: '/money/waters/:id',
  tag,
  summary: { zh: '水体的资金', en: 'The money of a water' },
  may: 'water.read',
  params: WaterKey,
  answer: WaterMoney,
  problems: [waterNotFound],
})

/** In short, for the page of the water: balances with their warnings, and rewards. */
export const getWaterMoneyBrief = endpoint({
  method: 'GET',
  path: '/money/waters/:id/brief',
  tag,
  summary: { zh: '水体资金概况', en: 'The money of a water in short' },
  may: 'water.read',
  params: WaterKey,
  answer: WaterMoney.pick({ balances: true, rewards: true }),
  problems: [waterNotFound],
})

export const NewMoneyEntry = z.strictObject({
  kind: z.enum(['planned', 'allotted', 'spent']),
  source: Source,
  yuan: EntryYuan,
  /** The day of the document; today at the latest. */
  on: DateText,
  /** A measure of the approved plan. */
  measureId: Slug.optional(),
  documentNumber: DocumentNumber,
  attachmentId: z.uuid().optional(),
  note: z.string().trim().min(1).max(500).optional(),
})
export type NewMoneyEntry = z.output<typeof NewMoneyEntry>

const writeProblems = [
  waterNotFound,
  problem.sourceNotInForce,
  problem.dayWrong,
  problem.fileNeeded,
  problem.fileNotThere,
  problem.entryDiffers,
] as const

/** Under an id made by the caller: the same again is fine, so that nothing is entered twice. */
export const putMoneyEntry = endpoint({
  method: 'PUT',
  path: '/money/waters/:id/entries/:entryId',
  tag,
  summary: { zh: '登记计划、下达或支出', en: 'Record money planned, allotted or spent' },
  may: 'funds.write',
  params: EntryKey,
  body: NewMoneyEntry,
  answer: z.object({ entry: MoneyEntry, warnings: z.array(Warning) }),
  problems: [...writeProblems, problem.measureNotPlanned, problem.beyondAllotted],
})

/** Lets more be spent than was allotted: with reason and document, by whoever may; always shown beside the number. */
export const putMoneyException = endpoint({
  method: 'PUT',
  path: '/money/waters/:id/exceptions/:entryId',
  tag,
  summary: { zh: '批准超支例外', en: 'Grant an exception to spending' },
  may: 'funds.approve',
  params: EntryKey,
  body: z.strictObject({
    source: Source,
    yuan: EntryYuan,
    on: DateText,
    documentNumber: DocumentNumber,
    attachmentId: z.uuid().optional(),
    reason: ReasonText,
  }),
  answer: z.object({ entry: MoneyEntry, warnings: z.array(Warning) }),
  problems: [...writeProblems, problem.approverElsewhere],
})

/** Undoes an entry by another; nothing is edited. */
export const reverseMoneyEntry = endpoint({
  method: 'POST',
  path: '/money/entries/:id/reversal',
  tag,
  summary: { zh: '冲销一笔资金登记', en: 'Reverse an entry of money' },
  may: 'funds.write',
  params: WaterKey,
  body: z.strictObject({ reason: ReasonText }),
  answer: z.object({ entry: MoneyEntry, warnings: z.array(Warning) }),
  problems: [problem.entryNotFound, problem.entryReversed, problem.spentAlready, problem.approverElsewhere],
})

/** As an attachment of a water is put, by whoever records money: finance departments may not write waters. */
export const putMoneyDocument = endpoint({
  method: 'PUT',
  path: '/money/waters/:id/documents/:attachmentId',
  tag,
  summary: { zh: '上传资金文件', en: 'Attach the document of money' },
  may: 'funds.write',
  params: z.object({ id: z.uuid(), attachmentId: z.uuid() }),
  query: z.object({
    name: z.string().trim().min(1).max(200),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  body: { bytes: { maxBytes: maxAttachmentBytes } },
  answer: Attachment,
  problems: putAttachment.problems ?? [],
})

export const listMoneyEntries = endpoint({
  method: 'GET',
  path: '/money/entries',
  tag,
  summary: { zh: '资金登记', en: 'Entries of money' },
  may: 'water.read',
  query: z.object({
    region: RegionCodeText.optional(),
    water: z.uuid().optional(),
    source: Source.optional(),
    /** Of any source of this nature, by the policy of today. */
    nature: z.enum(moneyNatureIds).optional(),
    kind: z.enum(moneyKindIds).optional(),
    from: DateText.optional(),
    to: DateText.optional(),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(MoneyEntry),
})

/** `excepted`: an exception is granted; `late`: allotted long ago and not spent. */
export const balanceFilterIds = ['excepted', 'late'] as const

export const MoneyBalance = z.object({
  water: WaterLabel,
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  source: Source,
  ...sums,
  excessYuan: Yuan,
  oldestUnspentOn: DateText.optional(),
  /** The reason and document of the newest exception that stands. */
  exception: z
    .object({ entryId: z.uuid(), reason: z.string(), documentNumber: z.string(), on: DateText, by: PersonLabel })
    .optional(),
})
export type MoneyBalance = z.output<typeof MoneyBalance>

export const listMoneyBalances = endpoint({
  method: 'GET',
  path: '/money/balances',
  tag,
  summary: { zh: '超支例外与支出滞后', en: 'Exceptions and late spending' },
  may: 'water.read',
  query: z.object({
    state: z.enum(balanceFilterIds),
    region: RegionCodeText.optional(),
    source: Source.optional(),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(MoneyBalance),
})

const BoardCell = z.object({
  source: Source,
  /** With an entry of this source. */
  waters: CountNumber,
  ...sums,
  exceptions: CountNumber,
  excessYuan: Yuan,
  heldYuan: Yuan,
  releasedYuan: Yuan,
  takenBackYuan: Yuan,
  lateWaters: CountNumber,
  /** Allotted and not spent, of the waters that are late. */
  lateYuan: Yuan,
})
export type BoardCell = z.output<typeof BoardCell>

const BoardDivision = z.object({ code: RegionCodeText, name: z.string(), cells: z.array(BoardCell) })
export type BoardDivision = z.output<typeof BoardDivision>

/** By county for a city, by town for a county, by village for a town. */
export const getMoneyBoard = endpoint({
  method: 'GET',
  path: '/money/board',
  tag,
  summary: { zh: '资金总览', en: 'The money board' },
  may: 'water.read',
  query: z.object({ region: RegionCodeText.optional() }),
  answer: z.object({
    regionCode: RegionCodeText,
    policy: SourcesInForce,
    divisions: z.array(BoardDivision),
    rewardsToTakeBack: CountNumber,
  }),
})

/** `open`: counts; `to-take-back`: released, and the water relapsed or fell behind since. */
export const rewardFilterIds = ['open', 'to-take-back', 'closed'] as const

export const listRewards = endpoint({
  method: 'GET',
  path: '/money/rewards',
  tag,
  summary: { zh: '以奖促治', en: 'Rewards for verified results' },
  may: 'water.read',
  query: z.object({
    state: z.enum(rewardFilterIds).default('open'),
    region: RegionCodeText.optional(),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(MoneyReward),
})

export const earmarkReward = endpoint({
  method: 'POST',
  path: '/money/waters/:id/rewards',
  tag,
  summary: { zh: '预留奖补', en: 'Earmark a reward' },
  may: 'funds.approve',
  params: WaterKey,
  body: z.strictObject({ documentNumber: DocumentNumber, attachmentId: z.uuid().optional() }),
  answer: MoneyReward,
  problems: [
    waterNotFound,
    problem.rewardNotDue,
    problem.rewardExists,
    problem.fileNotThere,
    problem.rewardDecidedElsewhere,
  ],
})

/** One step; a release names its stage and document, the others a reason. */
export const stepReward = endpoint({
  method: 'POST',
  path: '/money/rewards/:id/steps',
  tag,
  summary: { zh: '兑现、收回或撤销奖补', en: 'Release, take back or cancel a reward' },
  may: 'funds.approve',
  params: WaterKey,
  body: z.discriminatedUnion('step', [
    z.strictObject({
      step: z.literal('release'),
      stage: z.enum(rewardStageIds),
      documentNumber: DocumentNumber,
      /** The paper that verifies the result: an attachment of the water. */
      attachmentId: z.uuid().optional(),
    }),
    z.strictObject({ step: z.literal('take-back'), reason: ReasonText }),
    z.strictObject({ step: z.literal('cancel'), reason: ReasonText }),
  ]),
  answer: MoneyReward,
  problems: [
    problem.rewardNotFound,
    problem.rewardHeldBack,
    problem.rewardStands,
    problem.rewardReleased,
    problem.fileNotThere,
    problem.rewardDecidedElsewhere,
  ],
})
