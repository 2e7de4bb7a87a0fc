import { z } from 'zod'
import { stageIds } from '../../domain/lifecycle.ts'
import { PersonLabel } from '../../domain/person-label.ts'
import {
  BilingualText,
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
} from '../../domain/shapes.ts'
import { confidences } from '../../domain/words.ts'
import { endpoint } from '../../platform/http/endpoint.ts'
import { measureUnitIds } from '../../policy/planning-schemas.ts'
import { transitionRefused, waterChangedMeanwhile, waterNotFound } from '../../waters/problems.ts'
import { Part } from './parts/contract.ts'
import * as problem from './problems.ts'
import { progressLevelIds, scheduleStateIds } from './rules.ts'

const tag = 'works'
/** In the unit of the measure. */
const Quantity = z.number().min(0).max(1e9)
const Contractor = z.string().trim().min(2).max(120)
const Share = z.number().min(0).max(1)
const Files = z.array(z.uuid()).max(20).default([])

const levelFrame = {
  level: z.enum(progressLevelIds),
  daysBehind: CountNumber,
  silentDays: CountNumber,
  /** Why it is at this level; empty on time. */
  reasons: z.array(BilingualText),
}

const Report = z.object({
  id: z.uuid(),
  onDay: DateText,
  doneQuantity: Quantity,
  note: z.string().optional(),
  /** Attachments of the water. */
  photos: z.array(z.uuid()),
  invoices: z.array(z.uuid()),
  /** The report that this one corrects. */
  corrects: z.uuid().optional(),
  /** False once another report corrects it. */
  counts: z.boolean(),
  by: PersonLabel,
  at: InstantText,
})
export type Report = z.output<typeof Report>

const Change = z.object({
  version: CountNumber,
  startsOn: DateText,
  endsOn: DateText,
  quantity: Quantity,
  contractor: z.string().optional(),
  dropped: z.boolean(),
  /** Absent where the schedule was made. */
  reason: z.string().optional(),
  by: PersonLabel,
  at: InstantText,
})

export const Measure = z.object({
  id: z.uuid(),
  /** Its place in the plan, from 1. */
  number: z.int(),
  measureId: z.string(),
  name: BilingualText,
  unit: z.enum(measureUnitIds),
  costYuan: z.number(),
  version: CountNumber,
  startsOn: DateText,
  endsOn: DateText,
  quantity: Quantity,
  contractor: z.string().optional(),
  state: z.enum(['open', 'done', 'dropped']),
  doneQuantity: Quantity,
  share: Share,
  expectedShare: Share,
  ...levelFrame,
  /** The last day for which what is done is enough. */
  caughtUpOn: DateText,
  lastReportOn: DateText.optional(),
  /** Absent where nothing was done yet, or the end is out of sight. */
  forecastOn: DateText.optional(),
  changes: z.array(Change),
  reports: z.array(Report),
})
export type Measure = z.output<typeof Measure>

const Schedule = z.object({
  id: z.uuid(),
  planId: z.uuid(),
  planVersion: CountNumber,
  state: z.enum(scheduleStateIds),
  cycle: CountNumber,
  startedOn: DateText.optional(),
  completedOn: DateText.optional(),
  costYuan: z.number(),
  /** By cost. */
  share: Share,
  expectedShare: Share,
  ...levelFrame,
  forecastOn: DateText.optional(),
  measures: z.array(Measure),
})
export type Schedule = z.output<typeof Schedule>

/** The works of a water: what its page shows, and what later stages ask. */
export const Works = z.object({
  water: z.object({
    id: z.uuid(),
    code: z.string(),
    name: z.string(),
    stage: z.enum(stageIds),
    regionNames: RegionNames,
  }),
  schedule: Schedule.optional(),
  /** Of the approved plan where no schedule was made yet: what it would begin with. */
  proposal: z
    .array(
      z.object({
        number: z.int(),
        measureId: z.string(),
        name: BilingualText,
        unit: z.enum(measureUnitIds),
        quantity: Quantity,
        costYuan: z.number(),
        startsOn: DateText.optional(),
        endsOn: DateText.optional(),
      }),
    )
    .optional(),
  parts: z.array(Part),
  today: DateText,
  policy: z.object({
    inForceFrom: DateText,
    title: z.string(),
    clause: z.string(),
    confidence: z.enum(confidences),
    slippingFromDays: CountNumber,
    lateFromDays: CountNumber,
    silentFromDays: CountNumber,
  }),
})
export type Works = z.output<typeof Works>

const WaterKey = z.object({ id: z.uuid() })
const MeasureKey = z.object({ id: z.uuid() })

export const getWorks = endpoint({
  method: 'GET',
  path: '/works/waters/:id/progress',
  tag,
  summary: { zh: '水体的工程进度', en: 'Progress of the works of a water' },
  may: 'water.read',
  params: WaterKey,
  answer: Works,
  problems: [waterNotFound],
})

export const makeSchedule = endpoint({
  method: 'POST',
  path: '/works/waters/:id/schedule',
  tag,
  summary: { zh: '按批复方案编制进度计划', en: 'Make the schedule from the approved plan' },
  may: 'plan.write',
  params: WaterKey,
  body: z.strictObject({
    /** One for each measure of the plan; quantities are those of the plan. */
    measures: z
      .array(
        z.strictObject({
          number: z.int().min(1).max(60),
          startsOn: DateText,
          endsOn: DateText,
          contractor: Contractor.optional(),
        }),
      )
      .min(1)
      .max(60),
  }),
  answer: Works,
  problems: [waterNotFound, problem.planNotApproved, problem.scheduleThere, problem.scheduleWrong],
})

/** What is left out stays as it is. */
export const adjustMeasure = endpoint({
  method: 'POST',
  path: '/works/measures/:id/adjustments',
  tag,
  summary: { zh: '调整一项措施的计划', en: 'Adjust the schedule of a measure' },
  may: 'plan.write',
  params: MeasureKey,
  body: z.strictObject({
    seenVersion: z.int().min(1),
    startsOn: DateText.optional(),
    endsOn: DateText.optional(),
    quantity: Quantity.optional(),
    contractor: Contractor.optional(),
    /** True: no longer carried out; false: taken up again. */
    dropped: z.boolean().optional(),
    reason: ReasonText,
  }),
  answer: Works,
  problems: [
    problem.scheduleNotFound,
    problem.scheduleClosed,
    problem.scheduleWrong,
    problem.measureChangedMeanwhile,
    waterNotFound,
  ],
})

/** Under an id made by the caller; the same again is fine. Nothing reported is ever changed: a new report corrects. */
export const reportProgress = endpoint({
  method: 'PUT',
  path: '/works/measures/:id/reports/:reportId',
  tag,
  summary: { zh: '上报一项措施的进度', en: 'Report the progress of a measure' },
  may: 'water.write',
  params: MeasureKey.extend({ reportId: z.uuid() }),
  body: z.strictObject({
    onDay: DateText,
    /** Everything done since the start. */
    doneQuantity: Quantity,
    note: z.string().trim().min(1).max(1000).optional(),
    photos: Files,
    invoices: Files,
    corrects: z.uuid().optional(),
  }),
  answer: Works,
  problems: [
    problem.scheduleNotFound,
    problem.worksNotRunning,
    problem.measureDropped,
    problem.reportRefused,
    problem.reportDiffers,
    problem.correctionWrong,
    problem.filesNotThere,
    waterNotFound,
  ],
})

/** Moves the water to `in-works`. */
export const startWorks = endpoint({
  method: 'POST',
  path: '/works/waters/:id/start',
  tag,
  summary: { zh: '登记开工', en: 'Start the works' },
  may: 'water.write',
  params: WaterKey,
  body: z.strictObject({ startedOn: DateText }),
  answer: Works,
  problems: [waterNotFound, problem.scheduleNotFound, problem.worksDayWrong, transitionRefused],
})

/** Moves the water to `completed`; every measure is done or dropped. Whatever else is open needs a reason. */
export const completeWorks = endpoint({
  method: 'POST',
  path: '/works/waters/:id/completion',
  tag,
  summary: { zh: '登记完工', en: 'Complete the works' },
  may: 'water.write',
  params: WaterKey,
  body: z.strictObject({
    completedOn: DateText,
    reason: ReasonText.optional(),
    /** Of the water as it was seen. */
    expectedVersion: ExpectedVersion.optional(),
  }),
  answer: Works,
  problems: [
    waterNotFound,
    waterChangedMeanwhile,
    problem.measuresOpen,
    problem.completionUnexplained,
    problem.worksDayWrong,
    transitionRefused,
  ],
})

const LevelCounts = z.object({
  late: CountNumber,
  silent: CountNumber,
  slipping: CountNumber,
  'on-time': CountNumber,
  costYuan: z.number(),
  /** Cost times share done. */
  earnedYuan: z.number(),
})

/** Schedules still open, by level and division; `withoutSchedule` are waters planned or in works that have none. */
export const countProgress = endpoint({
  method: 'GET',
  path: '/works/progress/counts',
  tag,
  summary: { zh: '工程进度统计', en: 'Works by level and division' },
  may: 'water.read',
  query: z.object({ region: RegionCodeText.optional() }),
  answer: z.object({
    total: LevelCounts,
    divisions: z.array(LevelCounts.extend({ division: RegionCodeText, name: z.string() })),
    withoutSchedule: CountNumber,
    partsLate: CountNumber,
    policy: Works.shape.policy,
  }),
})

const BoardRow = z.object({
  waterId: z.uuid(),
  waterCode: z.string(),
  waterName: z.string(),
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  state: z.enum(scheduleStateIds),
  ...levelFrame,
  share: Share,
  costYuan: z.number(),
  openMeasures: CountNumber,
  /** First and last day of the schedule. */
  firstDay: DateText,
  lastDay: DateText,
  /** Absent where every measure is done. */
  caughtUpOn: DateText.optional(),
  longitude: z.number().optional(),
  latitude: z.number().optional(),
})
export type BoardRow = z.output<typeof BoardRow>

const UnscheduledWater = z.object({
  waterId: z.uuid(),
  waterCode: z.string(),
  waterName: z.string(),
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  stage: z.enum(['planned', 'in-works']),
  stageSince: InstantText,
})
export type UnscheduledWater = z.output<typeof UnscheduledWater>

/** The waters that `countProgress` counts as without a schedule, the one that waits longest first. */
export const listUnscheduled = endpoint({
  method: 'GET',
  path: '/works/progress/unscheduled',
  tag,
  summary: { zh: '未编进度计划的水体', en: 'Waters without a schedule of works' },
  may: 'water.read',
  query: z.object({ region: RegionCodeText.optional(), cursor: CursorText.optional(), limit: LimitQuery }),
  answer: pageOf(UnscheduledWater),
})

/** The one furthest behind first. */
export const listProgress = endpoint({
  method: 'GET',
  path: '/works/progress',
  tag,
  summary: { zh: '工程进度', en: 'Works against their schedules' },
  may: 'water.read',
  query: z.object({
    region: RegionCodeText.optional(),
    level: z.enum(progressLevelIds).optional(),
    cursor: CursorText.optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(BoardRow),
})
