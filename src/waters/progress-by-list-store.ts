import { sql } from 'kysely'
import { stageIds, type Stage } from '../domain/lifecycle.ts'
import type { FigureSource, KindSource } from './by-list-store.ts'

const among = (stages: readonly Stage[]) => sql`w.stage = any(array[${sql.join(stages.map(stage => sql.lit(stage)))}])`

const delisted = ['delisted', 'upkeep'] as const satisfies readonly Stage[]
/** Where a water stood before it could relapse. */
const eliminated = ['accepted', ...delisted] as const satisfies readonly Stage[]
const finished = ['completed', ...eliminated, 'relapsed'] as const satisfies readonly Stage[]
const started = ['in-works', ...finished] as const satisfies readonly Stage[]

/** How far waters have come, by the stage they stand in. */
export const stageFigures: FigureSource<'works-started' | 'works-finished' | 'delisted' | 'relapsed'> = {
  from: sql``,
  figures: {
    'works-started': { of: sql`1`, part: sql`(${among(started)})::int` },
    'works-finished': { of: sql`1`, part: sql`(${among(finished)})::int` },
    delisted: { of: sql`1`, part: sql`(${among(delisted)})::int` },
    // A cycle more than the first begins with a relapse; only what was eliminated once can relapse.
    relapsed: {
      of: sql`(w.cycle > 1 or ${among([...eliminated, 'relapsed'])})::int`,
      part: sql`(w.cycle > 1 or w.stage = 'relapsed')::int`,
    },
  },
}

export const stageKinds: KindSource = { from: sql``, kind: sql`w.stage` }

/** The stages that show that a plan was approved, and those that show completion: what a water goes through after them. */
const planned = stageIds.filter(stage => stage === 'planned' || (started as readonly Stage[]).includes(stage)) // widened to ask for membership

/**
 * Days from the list to the approved plan and to completion, of the present cycle, by the moves in the ledger. A completion counts by the day
 * it names. A water that was taken in from a workbook or bulk file in a later stage has no such moves and is not asked.
 */
export const daysFigures: FigureSource<'days-to-plan' | 'days-to-completion'> = {
  from: sql`left join lateral (
    select (min(f.at) filter (where f.body->>'transition' in ('list', 'relist', 'declare')) at time zone 'Asia/Shanghai')::date as listed_on,
           (min(f.at) filter (where f.body->>'transition' = 'approve-plan') at time zone 'Asia/Shanghai')::date as planned_on,
           max(f.body->'values'->>'completedOn') filter (where f.body->>'transition' = 'complete') as completed_on
    from facts f where f.subject_id = w.id::text and f.kind = 'water.moved' and (f.body->>'cycle')::int = w.cycle) moved
    on ${among(planned)}`,
  figures: {
    'days-to-plan': {
      of: sql`(moved.planned_on >= moved.listed_on)::int`,
      part: sql`moved.planned_on - moved.listed_on`,
      isMedian: true,
    },
    'days-to-completion': {
      of: sql`(${among(finished)} and moved.completed_on::date >= moved.listed_on)::int`,
      part: sql`moved.completed_on::date - moved.listed_on`,
      isMedian: true,
    },
  },
}
