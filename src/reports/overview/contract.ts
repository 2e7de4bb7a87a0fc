import { z } from 'zod'
import { DateText } from '../../domain/shapes.ts'
import { endpoint } from '../../platform/http/endpoint.ts'

const Count = z.int().min(0)

/** Waters by supervision list; a water on none is in none of the three. */
export const ListCounts = z.object({ national: Count, municipal: Count, county: Count })

/** Waters by warning colour; `none` holds those without one (not on a list yet, or ended). */
export const ColourCounts = z.object({ red: Count, yellow: Count, green: Count, none: Count })

/** One figure set of a division. Areas are square metres of the waters whose area is known. */
const Tally = z.object({
  /** Villages and communities that owe a survey. */
  villages: Count,
  villagesSurveyed: Count,
  /** Every water that is or was on record as one, those that ended as merged or split left out. */
  waters: Count,
  areaM2: z.number().min(0),
  /** Waters counted in `waters` whose area is unknown: they add nothing to `areaM2`. */
  watersWithoutArea: Count,
  /** Waters accepted and not relapsed since: stages `accepted`, `delisted`, `upkeep`. */
  eliminated: Count,
  eliminatedAreaM2: z.number().min(0),
  lists: ListCounts,
  colours: ColourCounts,
})

export const Overview = Tally.extend({
  /** Stage → number of waters. Every stage of `domain/lifecycle.ts` is a key, also with 0. */
  stages: z.record(z.string(), Count),
  /** Area in square metres by list. */
  listAreasM2: z.object({ national: z.number(), municipal: z.number(), county: z.number() }),
  /** Waters of the example, marked invented: above zero the page says that it shows an example. */
  invented: Count,
  /** Time of counting. */
  countedAt: z.iso.datetime({ offset: true }),
})
export type Overview = z.output<typeof Overview>

/** Numbers of everything the caller may see, or of one division within it. */
export const getOverview = endpoint({
  method: 'GET',
  path: '/overview',
  tag: 'overview',
  summary: { zh: '总览', en: 'Overview' },
  may: 'water.read',
  query: z.object({
    region: z
      .string()
      .regex(/^\d{12}$/)
      .optional(),
  }),
  answer: Overview,
})

export const DivisionTally = Tally.extend({
  /** Twelve digits. */
  regionCode: z.string(),
  name: z.string(),
  level: z.enum(['county', 'town', 'village']),
})
export type DivisionTally = z.output<typeof DivisionTally>

/** The divisions one level below `region` (below the caller's jurisdiction where not given): counties, towns or villages. */
export const getOverviewCounties = endpoint({
  method: 'GET',
  path: '/overview/counties',
  tag: 'overview',
  summary: { zh: '各区县（乡镇、村）进展', en: 'Progress by county, town or village' },
  may: 'water.read',
  query: z.object({
    region: z
      .string()
      .regex(/^\d{12}$/)
      .optional(),
  }),
  answer: z.object({ items: z.array(DivisionTally) }),
})

/**
 * What waits for somebody to do something.
 * `returned`: sent back for correction. `overdue`: villages past the due date of their survey task. `unanswered`: candidates nobody
 * has decided on. `undecided`: verdicts that name a missing measurement. `duplicates`: likely duplicates to decide.
 * `drafts`: imports begun and not finished. `without-position`: waters not on the map.
 * `to-confirm`: notices that wait for the caller's receipt.
 * `plans-to-approve`: submitted to the caller's own level. `plans-to-revise`: returned.
 * `late-visits`, `late-rectifications`, `late-advice`: past their day. `to-rectify`: items of the caller or their organisation, late or not.
 */
export const todoKinds = [
  'to-confirm',
  'plans-to-approve',
  'plans-to-revise',
  'to-rectify',
  'late-rectifications',
  'late-visits',
  'late-advice',
  'returned',
  'overdue',
  'unanswered',
  'undecided',
  'duplicates',
  'drafts',
  'without-position',
] as const
export type TodoKind = (typeof todoKinds)[number]

export const TodoExample = z.object({
  /** What it is about: the id opens `/waters/:id`, a survey task, an import or a visit; items and advice stand in their lists. */
  subject: z.enum(['water', 'task', 'import', 'visit', 'rectification', 'advice', 'notice', 'plan']),
  id: z.string(),
  title: z.string(),
  /** Division in words, as in 垫江县 · 沙坪镇. */
  place: z.string(),
  /** When it began to wait, or when it was due. */
  since: z.iso.datetime({ offset: true }),
  /** Until when, where a day was named. */
  dueOn: DateText.optional(),
})

export const Todo = z.object({
  kind: z.enum(todoKinds),
  count: Count,
  /** There are more than were counted. */
  capped: z.literal(true).optional(),
  examples: z.array(TodoExample).max(5),
})
export type Todo = z.output<typeof Todo>

/** The caller's to-do list; kinds with nothing to do are left out. */
export const getOverviewTodo = endpoint({
  method: 'GET',
  path: '/overview/todo',
  tag: 'overview',
  summary: { zh: '我的待办', en: 'My to-do list' },
  may: 'water.read',
  answer: z.object({ items: z.array(Todo) }),
})
