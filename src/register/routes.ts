import { Readable } from 'node:stream'
import type { TrialDifference, TrialSummary } from '../identification/contract.ts'
import { streamTrial, tryStandard } from '../identification/contract.ts'
import { requireEdition } from '../identification/store.ts'
import { atomically, reading, type Tx } from '../platform/db/database.ts'
import { serve, type Door } from '../platform/http/serve.ts'
import * as contract from './contract.ts'
import { changeList, listWater, moveThroughLife } from './deciding.ts'
import { registerEntry } from './entry.ts'
import { findDisagreements, listTotals } from './lists-store.ts'
import { tryEdition, type Step, type Trial } from './trial.ts'

/** The supervision lists, a water's way through its life, and the trial of another edition, which compares lists. */
export function serveRegister(door: Door): void {
  serve(door, contract.getLists, ({ database, actor, query }) =>
    reading(database, actor, async tx => ({ lists: await listTotals(tx, query.region) })),
  )
  serve(door, contract.getDisagreements, ({ database, actor, query }) =>
    reading(database, actor, tx => findDisagreements(tx, query)),
  )
  serve(door, contract.getRegisterEntry, ({ database, actor, params }) =>
    reading(database, actor, tx => registerEntry(tx, params.id)),
  )
  serve(door, contract.listWater, ({ database, actor, params, body }) =>
    atomically(database, actor, tx => thenEntry(tx, listWater(tx, params.id, body))),
  )
  serve(door, contract.changeList, ({ database, actor, params, body }) =>
    atomically(database, actor, tx => thenEntry(tx, changeList(tx, params.id, body))),
  )
  serve(door, contract.moveThroughLife, ({ database, actor, params, body }) =>
    atomically(database, actor, tx => thenEntry(tx, moveThroughLife(tx, params.id, body))),
  )
  serveTrial(door)
}

async function thenEntry(tx: Tx, decided: Promise<{ readonly id: string }>) {
  return registerEntry(tx, (await decided).id)
}

const shownDifferences = 500

function serveTrial(door: Door): void {
  serve(door, tryStandard, ({ database, actor, query }) =>
    reading(database, actor, async tx =>
      collectTrial(work => work(tx), { standardId: query.standardId, region: query.region ?? actor.region }),
    ),
  )
  serve(door, streamTrial, async ({ database, actor, query }) => {
    requireEdition(query.standardId) // refused before the first line, not in the middle
    const trial = { standardId: query.standardId, region: query.region ?? actor.region }
    const step: Step = work => reading(database, actor, work)
    return { content: Readable.from(trialLines(step, trial)), type: 'application/x-ndjson' }
  })
}

async function collectTrial(step: Step, trial: Trial) {
  const differences: TrialDifference[] = []
  let more = 0
  const running = tryEdition(step, trial)
  for (let next = await running.next(); ; next = await running.next()) {
    if (next.done === true) return { summary: next.value, differences, more }
    if (differences.length < shownDifferences) differences.push(next.value)
    else more += 1
  }
}

async function* trialLines(step: Step, trial: Trial): AsyncGenerator<string> {
  const line = (value: TrialDifference | { readonly summary: TrialSummary }) => `${JSON.stringify(value)}\n`
  const running = tryEdition(step, trial)
  for (let next = await running.next(); ; next = await running.next()) {
    if (next.done === true) {
      yield line({ summary: next.value })
      return
    }
    yield line(next.value)
  }
}
