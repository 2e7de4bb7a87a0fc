import { chinaDate } from '../src/domain/dates.ts'
import { answerAdvice, giveAdvice, stepAdvice } from '../src/experts/advice-store.ts'
import { assignExpert } from '../src/experts/assignments-store.ts'
import { assignDuty } from '../src/duties/store.ts'
import { judgeWater } from '../src/identification/store.ts'
import { recordReading } from '../src/monitoring/store.ts'
import type { Tx } from '../src/platform/db/database.ts'
import { recordQuestionnaire, recordSenses, reportVillages } from '../src/survey/store.ts'
import { linkSurrounding, recordSurrounding } from '../src/surroundings/store.ts'
import { addWaterNumber } from '../src/waters/numbers-store.ts'
import { putSource } from '../src/waters/sources-store.ts'
import { correctWater, moveWater, recordWater, requireWater } from '../src/waters/store.ts'
import type { EventKind, ExampleEvent, VillageReport } from './events.ts'
import * as papers from './recording-treatments.ts'

/** Puts one event on record through the store that answers for it. Events of one water must come in their order. */
export type Recorder = (tx: Tx, event: ExampleEvent) => Promise<void>

type Recording = {
  readonly taskId: string
  /** By username. */
  readonly accountOf: (username: string) => string
  readonly pictures: papers.Pictures
}

type Handlers = {
  readonly [K in EventKind]: (tx: Tx, event: Extract<ExampleEvent, { kind: K }>) => Promise<void>
}

export function recorder(recording: Recording): Recorder {
  const handlers = handlersFor(recording, new Map())
  return (tx, event) => {
    const handle = handlers[event.kind] as (tx: Tx, event: ExampleEvent) => Promise<void> // the handler of this kind
    return handle(tx, event)
  }
}

/** @param versions of each water, as its last change left it */
function handlersFor({ taskId, accountOf, pictures }: Recording, versions: Map<string, number>): Handlers {
  const advice = new Map<string, string>()
  const begun: papers.Begun = { plans: new Map(), files: new Map() }
  const adviceOn = (waterId: string) => advice.get(waterId) ?? ''
  const changed = ({ id, version }: { readonly id: string; readonly version: number }) => void versions.set(id, version)
  const expected = (id: string) => ({ id, expectedVersion: versions.get(id) ?? 0 })
  return {
    'water-recorded': async (tx, { water }) => {
      const { id, values, geometry, candidateSource, invented } = water
      const entry = { transition: 'suspect' } as const
      changed(await recordWater(tx, { id, values, geometry, candidateSource, invented, entry }))
    },
    'senses-recorded': async (tx, { id, record }) => void (await recordSenses(tx, id, record)),
    'questionnaire-held': async (tx, { id, record }) => void (await recordQuestionnaire(tx, id, record)),
    'reading-taken': async (tx, { id, record }) => void (await recordReading(tx, id, record)),
    judged: async (tx, { waterId, standardId }) => {
      const judging = { standardId, dryRun: false, disputed: false, expectedVersion: versions.get(waterId) }
      changed({ id: waterId, version: (await judgeWater(tx, waterId, judging)).version })
    },
    moved: async (tx, event) => {
      const { waterId, transition, list, reason, values } = event
      if (await papers.movedThroughPapers(tx, event, begun)) return changed(await requireWater(tx, waterId))
      const listHow = transition === 'list' ? ({ listHow: 'derived' } as const) : {}
      changed(await moveWater(tx, { ...expected(waterId), transition, list, ...listHow, reason, values }))
    },
    corrected: async (tx, { waterId, changes, reason }) =>
      changed(await correctWater(tx, { ...expected(waterId), changes, reason })),
    numbered: (tx, { waterId, number }) => addWaterNumber(tx, waterId, number),
    'source-recorded': async (tx, { id, waterId, values }) =>
      void (await putSource(tx, { id, values, waterIds: [waterId] })),
    'person-named': async (tx, { waterId, assignment }) => void (await assignDuty(tx, waterId, assignment)),
    'expert-assigned': async (tx, { expert, to, fromOn, reason }) =>
      void (await assignExpert(tx, {
        expert: { accountId: accountOf(expert) },
        to,
        fromOn,
        reason,
        aboveLimit: false,
      })),
    'advice-given': async (tx, { waterId, phase, text }) =>
      void advice.set(waterId, await giveAdvice(tx, { waterId, phase, text, files: [] })),
    'advice-answered': (tx, { waterId, adoption, reason, deed }) =>
      answerAdvice(tx, adviceOn(waterId), { adoption, reason, deed, files: [] }),
    'advice-closed': (tx, { waterId, reason }) =>
      stepAdvice(tx, adviceOn(waterId), { step: 'close', reason, files: [] }),
    pictured: (tx, { id, waterId, picture }) => papers.photograph(tx, { waterId, photoIds: [id] }, pictures[picture]),
    'plan-written': (tx, event) => papers.writePlan(tx, event, begun),
    scheduled: papers.schedule,
    'progress-reported': papers.report,
    'money-entered': papers.enterMoney,
    visited: (tx, event) => papers.visit(tx, event, pictures),
    'problem-answered': (tx, event) => papers.answerProblem(tx, event, pictures),
    'problem-closed': papers.closeProblem,
    'measure-declared': papers.declare,
    'file-sent': (tx, event) => papers.sendFile(tx, event, begun),
    'file-checked': (tx, event) => papers.checkFile(tx, event, begun),
    'notice-begun': (tx, event) => papers.putOnNotice(tx, event, begun),
    'annual-plan-issued': papers.issuePlanOfYear,
    'surroundings-found': recordAround,
    'villages-reported': (tx, { reports }) => reportVillages(tx, taskId, reports.map(villageOf)),
  }
}

/** Each is recorded once, also where it has to do with the water in two ways. */
async function recordAround(
  tx: Tx,
  { waterId, around }: Extract<ExampleEvent, { kind: 'surroundings-found' }>,
): Promise<void> {
  const recorded = new Map<string, string>()
  for (const { values, link } of around) {
    const surroundingId = recorded.get(values.name) ?? (await recordSurrounding(tx, { values, source: 'form' })).id
    recorded.set(values.name, surroundingId)
    if (link === undefined) continue
    const told = { surroundingId, sinceOn: chinaDate(tx.at), source: '示例踏勘', proposed: false }
    await linkSurrounding(tx, waterId, { ...told, ...link })
  }
}

function villageOf({ villageCode, found, surveyedOn }: VillageReport) {
  return { villageCode, found, surveyedOn, state: found > 0 ? 'done-with-candidates' : 'done-none-found' } as const
}
