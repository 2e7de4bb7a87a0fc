import { chinaDate } from '../domain/dates.ts'
import { stageIds } from '../domain/lifecycle.ts'
import type { RegionCode } from '../domain/regions.ts'
import { supervisionListIds, type SupervisionList } from '../domain/waters.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Tx } from '../platform/db/database.ts'
import { policyAt } from '../policy/policy.ts'
import type { TrialDifference, TrialSummary } from '../identification/contract.ts'
import { identify, type Bases, type IdentificationEdition, type IdentificationRecord } from '../identification/rules.ts'
import { collectBases, latestVerdicts, requireEdition } from '../identification/store.ts'
import { walkWaters, type WalkedWater, type WalkPosition } from '../waters/overview-store.ts'
import { listsDifference, type JudgedAs, type JudgedWater, type ListsDifference } from './lists-difference.ts'

/** Runs one step's queries; every step may be a transaction of its own, so that a long trial holds nothing up. */
export type Step = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>

export type Trial = { readonly standardId: string; readonly region: RegionCode }

const batchSize = 500
/** Merged and split waters live on in others. */
const triedStages = stageIds.filter(stage => stage !== 'merged' && stage !== 'split')

/**
 * Judges every water of a division under another edition and yields where verdict or list would differ; returns the counts.
 * Nothing is changed. A water judged before is tried on the very inputs of its latest verdict, so that only the edition differs;
 * one never judged on what is recorded of it now. Memory is bounded by one batch.
 *
 * @throws Problem `identification.standard-unsuitable` before the first difference
 */
export async function* tryEdition(step: Step, trial: Trial): AsyncGenerator<TrialDifference, TrialSummary> {
  const edition = requireEdition(trial.standardId)
  const summary = emptySummary(trial)
  let after: WalkPosition | undefined
  for (;;) {
    const tried = await step(tx => tryBatch(tx, { trial, edition, after }))
    for (const one of tried.waters) count(summary, one)
    addLists(summary, tried.lists)
    yield* differencesOf(tried)
    if (tried.last === undefined) return summary
    after = tried.last
  }
}

/** One water, with what was and what would be said of it; `record` is absent where nothing is recorded to judge by. */
type TriedWater = { readonly water: WalkedWater; readonly before: JudgedAs; readonly record?: IdentificationRecord }
type TriedBatch = {
  readonly waters: readonly TriedWater[]
  readonly lists: ListsDifference
  readonly last: WalkPosition | undefined
}

async function tryBatch(
  tx: Tx,
  { trial, edition, after }: { trial: Trial; edition: IdentificationEdition; after: WalkPosition | undefined },
): Promise<TriedBatch> {
  const walked = await walkWaters(tx, { region: trial.region, stages: triedStages, limit: batchSize, after })
  const ids = walked.map(({ id }) => id)
  const verdicts = await latestVerdicts(tx, ids)
  const bases = await collectBases(
    tx,
    ids.filter(id => !verdicts.has(id)),
  )
  const waters = walked.map(water => {
    const kept = verdicts.get(water.id)?.record
    const inputs = kept?.inputs ?? bases.get(water.id)
    return { water, before: kept?.outcome ?? 'none', ...judgedAgain(tx, edition, inputs, kept) } satisfies TriedWater
  })
  const policy = policyAt('lists', chinaDate(tx.at))
  const judged = waters.filter(({ record }) => record !== undefined).map(judgedWater)
  const lists = listsDifference(judged, { before: policy, after: policy })
  const last = walked.at(-1)
  return { waters, lists, last: last === undefined ? undefined : { countyCode: last.countyCode, waterId: last.id } }
}

function judgedAgain(
  tx: Tx,
  edition: IdentificationEdition,
  inputs: Bases | undefined,
  kept: IdentificationRecord | undefined,
): { readonly record?: IdentificationRecord } {
  if (inputs === undefined) return {}
  const judging = kept?.judging ?? { by: tx.actor.accountId, at: tx.at.toISOString(), disputed: false }
  return { record: identify(inputs, edition, judging) }
}

function judgedWater({ water, before, record }: TriedWater): JudgedWater {
  const { list, listHow } = water
  return {
    waterId: water.id,
    areaM2: water.areaM2 ?? undefined,
    strongComplaints: water.complaint,
    before,
    after: record?.outcome ?? 'none',
    ...(list === null || listHow === null || listHow === 'derived' ? {} : { fixed: { list, how: listHow } }),
  }
}

type Lists = { readonly from: SupervisionList | undefined; readonly to: SupervisionList | undefined }

function* differencesOf({ waters, lists }: TriedBatch): Generator<TrialDifference> {
  const moved = new Map<string, Lists>(
    supervisionListIds
      .flatMap(list => [...lists.lists[list].added, ...lists.lists[list].removed, ...lists.lists[list].movedIn])
      .map(change => [change.waterId, change]),
  )
  for (const { water, before, record } of waters) {
    const lists = moved.get(water.id)
    if (record === undefined || (record.outcome === before && lists === undefined)) continue
    const stays: Lists = { from: water.list ?? undefined, to: water.list ?? undefined }
    const { from, to } = lists ?? stays
    yield {
      water: { id: water.id, code: water.code, name: water.name },
      regionCode: water.regionCode,
      ...(water.areaM2 === null ? {} : { areaM2: water.areaM2 }),
      before: before === 'none' ? 'not-stated' : before,
      after: record.outcome,
      listBefore: from ?? 'none',
      listAfter: to ?? 'none',
      words: record.words satisfies Bilingual,
    }
  }
}

function emptySummary({ standardId, region }: Trial): TrialSummary {
  const none = () => ({ added: 0, removed: 0, movedIn: 0, movedOut: 0 })
  return {
    standardId,
    regionCode: region,
    judged: 0,
    withoutBasis: 0,
    sameVerdict: 0,
    differentVerdict: 0,
    changes: [],
    lists: { national: none(), municipal: none(), county: none() },
    openLists: 0,
    declaredButNotIdentified: 0,
  }
}

function count(summary: TrialSummary, { before, record }: TriedWater): void {
  if (record === undefined) {
    summary.withoutBasis += 1
    return
  }
  summary.judged += 1
  if (record.outcome === before) {
    summary.sameVerdict += 1
    return
  }
  summary.differentVerdict += 1
  const change = { before: before === 'none' ? ('not-stated' as const) : before, after: record.outcome }
  const known = summary.changes.find(one => one.before === change.before && one.after === change.after)
  if (known === undefined) summary.changes.push({ ...change, waters: 1 })
  else known.waters += 1
}

function addLists(summary: TrialSummary, { lists, undecided, declaredButNotIdentified }: ListsDifference): void {
  for (const list of supervisionListIds) {
    const { added, removed, movedIn } = lists[list]
    summary.lists[list].added += added.length
    summary.lists[list].removed += removed.length
    summary.lists[list].movedIn += movedIn.length
    for (const { from } of movedIn) if (from !== undefined) summary.lists[from].movedOut += 1
  }
  summary.openLists += undecided.length
  summary.declaredButNotIdentified += declaredButNotIdentified.length
}
