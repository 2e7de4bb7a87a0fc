import { z } from 'zod'
import { stageIds, transitionIds, type Need } from '../domain/lifecycle-table.ts'
import {
  BilingualText,
  CountNumber,
  ExpectedVersion,
  InstantText,
  LimitQuery,
  pageOf,
  ReasonText,
  RegionCodeText,
  RegionNames,
} from '../domain/shapes.ts'
import { supervisionListIds } from '../domain/waters.ts'
import { confidences } from '../domain/words.ts'
import { endpoint } from '../platform/http/endpoint.ts'
import { transitionRefused, waterChangedMeanwhile, waterNotFound } from '../waters/problems.ts'
import { listWayIds } from '../waters/words.ts'
import { listUndecided, reasonMissing, throughOtherDoor } from './problems.ts'

const tag = 'register'
const List = z.enum(supervisionListIds)
const Colour = z.enum(['red', 'yellow', 'green', 'none'])

const CitationText = z.object({ title: z.string(), clause: z.string(), confidence: z.enum(confidences) })

export const ListTotals = z.object({
  list: List,
  label: BilingualText,
  count: CountNumber,
  areaM2: z.number().min(0),
  /** Waters whose area is not known: they add nothing to `areaM2`. */
  withoutArea: CountNumber,
  /** Every stage with a water on this list. */
  stages: z.array(z.object({ stage: z.enum(stageIds), count: CountNumber, areaM2: z.number() })),
  colours: z.object({ red: CountNumber, yellow: CountNumber, green: CountNumber, none: CountNumber }),
  /** Accepted and not relapsed since. */
  eliminated: CountNumber,
  eliminatedAreaM2: z.number(),
  /** Waters whose area would put them on another list. */
  disagreements: CountNumber,
})
export type ListTotals = z.output<typeof ListTotals>

export const getLists = endpoint({
  method: 'GET',
  path: '/register/lists',
  tag,
  summary: { zh: '三级监管清单汇总', en: 'The supervision lists in numbers' },
  may: 'water.read',
  query: z.object({ region: RegionCodeText.optional() }),
  answer: z.object({ lists: z.array(ListTotals) }),
})

export const Disagreement = z.object({
  waterId: z.uuid(),
  code: z.string(),
  name: z.string(),
  regionCode: RegionCodeText,
  regionNames: RegionNames,
  areaM2: z.number(),
  list: List,
  /** Absent where the area gives no list at all. */
  derivedList: List.optional(),
  how: z.enum(listWayIds),
  words: BilingualText,
})

export type Disagreement = z.output<typeof Disagreement>

/** Waters whose list is not the one their area would give: a warning, never a correction. */
export const getDisagreements = endpoint({
  method: 'GET',
  path: '/register/disagreements',
  tag,
  summary: { zh: '清单级别与面积不一致的水体', en: 'Waters whose list and area disagree' },
  may: 'water.read',
  query: z.object({
    region: RegionCodeText.optional(),
    list: List.optional(),
    cursor: z.uuid().optional(),
    limit: LimitQuery,
  }),
  answer: pageOf(Disagreement),
})

export const PossibleTransition = z.object({
  transition: z.enum(transitionIds),
  label: BilingualText,
  way: z.enum(['on', 'back', 'beside']),
  /** Asked for in `values` (or `reason`). */
  needs: z.array(z.object({ need: z.string(), label: BilingualText, remedy: BilingualText })),
  /** Held by the caller. */
  permitted: z.boolean(),
  /** Where another endpoint does it: judge, split, merge, list. */
  through: z.string().optional(),
})

/** Where a water stands in the register and what can be done about it. */
export const RegisterEntry = z.object({
  waterId: z.uuid(),
  code: z.string(),
  name: z.string(),
  regionCode: RegionCodeText,
  stage: z.enum(stageIds),
  cycle: CountNumber,
  stageSince: InstantText,
  version: CountNumber,
  areaM2: z.number().optional(),
  list: List.optional(),
  listHow: z.enum(listWayIds).optional(),
  /** What area and scope give, with the reason; its list is absent where none follows. */
  derived: z.object({ list: List.optional(), words: BilingualText }),
  warnings: z.array(BilingualText),
  /** As of the policy of the day, unless set by hand in this stage (`PUT /waters/:id/colour`); `none` where no colour applies. */
  colour: z.object({ value: Colour, byHand: z.boolean(), words: BilingualText, citation: CitationText }),
  transitions: z.array(PossibleTransition),
})
export type RegisterEntry = z.output<typeof RegisterEntry>

const WaterKey = z.object({ id: z.uuid() })

export const getRegisterEntry = endpoint({
  method: 'GET',
  path: '/register/waters/:id',
  tag,
  summary: { zh: '水体的清单情况', en: 'A water in the register' },
  may: 'water.read',
  params: WaterKey,
  answer: RegisterEntry,
  problems: [waterNotFound],
})

/** An identified water enters the list its area gives; another list is by hand and needs a reason. */
export const listWater = endpoint({
  method: 'POST',
  path: '/register/waters/:id/list',
  tag,
  summary: { zh: '列入监管清单', en: 'Enter a water on a list' },
  may: 'register.decide',
  params: WaterKey,
  body: z.object({ list: List.optional(), reason: ReasonText.optional(), expectedVersion: ExpectedVersion }),
  answer: RegisterEntry,
  problems: [waterNotFound, waterChangedMeanwhile, listUndecided, reasonMissing, transitionRefused],
})

/** Promotion, demotion, or removal (`list: null`: withdrawn, stage `cleared`). */
export const changeList = endpoint({
  method: 'POST',
  path: '/register/waters/:id/change-list',
  tag,
  summary: { zh: '升级、降级或移出清单', en: 'Promote, demote or remove' },
  may: 'register.decide',
  params: WaterKey,
  body: z.object({ list: List.nullable(), reason: ReasonText, expectedVersion: ExpectedVersion }),
  answer: RegisterEntry,
  problems: [waterNotFound, waterChangedMeanwhile, transitionRefused],
})

/** What a transition may bring beside its reason; see `needs` in domain/lifecycle-table.ts. */
export const TransitionValues = z.object({
  list: List.optional(),
  planReference: z.string().trim().min(1).max(200).optional(),
  acceptanceReference: z.string().trim().min(1).max(200).optional(),
  noticeReference: z.string().trim().min(1).max(500).optional(),
  relapseReference: z.string().trim().min(1).max(200).optional(),
}) satisfies z.ZodType<Partial<Record<Need, unknown>>>

/**
 * Moves a water along its life. The permission asked for is the transition's own; `identify`, `clear` need a verdict (judge the
 * water), `split` and `merge` their own endpoints, `suspect` and `declare` a new record, `complete` works that are done.
 */
export const moveThroughLife = endpoint({
  method: 'POST',
  path: '/register/waters/:id/transitions',
  tag,
  summary: { zh: '推进水体所处阶段', en: 'Move a water along its life' },
  may: 'signed-in',
  params: WaterKey,
  body: z.object({
    transition: z.enum(transitionIds),
    reason: ReasonText.optional(),
    expectedVersion: ExpectedVersion,
    values: TransitionValues.default({}),
  }),
  answer: RegisterEntry,
  problems: [waterNotFound, waterChangedMeanwhile, transitionRefused, throughOtherDoor, listUndecided, reasonMissing],
})
