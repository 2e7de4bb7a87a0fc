import { Problem } from '../domain/problems.ts'
import { stages } from '../domain/lifecycle.ts'
import { samplesOf } from '../monitoring/samples-store.ts'
import type { Tx } from '../platform/db/database.ts'
import { findBases } from '../survey/store.ts'
import { holdWater } from '../waters/changing-store.ts'
import { completionOf } from '../waters/completion-store.ts'
import { correctWater, moveWater, requireWater, type WaterRow } from '../waters/store.ts'
import { currentStandardId, requireEdition } from './editions.ts'
import { waterEnded } from './problems.ts'
import { basesSince, identify, type Bases, type IdentificationRecord } from './rules.ts'
import { keepVerdict } from './verdicts-store.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Readings older than this say how the water was, not how it is: they do not count in a new judgement. */
const samplesCountForDays = 365

export type Judging = {
  readonly standardId?: string | undefined
  /** Shows the record without keeping it or moving the water. */
  readonly dryRun: boolean
  /** The result of senses or questionnaire is contested: monitoring decides. */
  readonly disputed: boolean
  readonly expectedVersion?: number | undefined
}

export type Judged = {
  readonly verdictId?: string
  readonly record: IdentificationRecord
  readonly stageBefore: WaterRow['stage']
  readonly stageAfter: WaterRow['stage']
  readonly version: number
}

/**
 * Judges a water by its three bases, keeps the verdict and moves the water on. Undecided leaves it where it is. Facts
 * `verdict.given`, `water.corrected` (the basis), `water.moved`.
 *
 * @throws Problem `water.not-found`, `water.changed-meanwhile`, `identification.water-ended`, `identification.standard-unsuitable`
 */
export async function judgeWater(tx: Tx, id: string, judging: Judging): Promise<Judged> {
  const water = await waterToJudge(tx, id, judging)
  if (stages[water.stage].end) throw new Problem(waterEnded, { code: water.code, stage: stages[water.stage].label })
  const bases = await basesToJudge(tx, water)
  const record = identify(bases, requireEdition(judging.standardId ?? currentStandardId), {
    by: tx.actor.accountId,
    at: tx.at.toISOString(),
    disputed: judging.disputed,
  })
  const before = { record, stageBefore: water.stage }
  if (judging.dryRun) return { ...before, stageAfter: nextStage(water, record) ?? water.stage, version: water.version }
  const verdictId = await keepVerdict(tx, { water, record })
  const after = await carryOut(tx, { water, record, verdictId, expectedVersion: judging.expectedVersion })
  return { ...before, verdictId, stageAfter: after.stage, version: after.version }
}

/** Stages in which a water is judged by what its treatment made of it. */
const treated: ReadonlySet<WaterRow['stage']> = new Set(['completed', 'accepted', 'delisted', 'upkeep', 'relapsed'])

/** Once the works are completed only what was recorded since says how the water is; what identified it is kept with that verdict. */
async function basesToJudge(tx: Tx, water: WaterRow): Promise<Bases> {
  const bases = (await collectBases(tx, [water.id])).get(water.id) ?? noBases
  const completedOn = treated.has(water.stage) ? await completionOf(tx, water) : undefined
  return completedOn === undefined ? bases : basesSince(bases, completedOn)
}

/** Held before the first fact is appended: whoever corrects a water holds it first as well, so that neither waits for the other. */
async function waterToJudge(tx: Tx, id: string, { dryRun, expectedVersion }: Judging): Promise<WaterRow> {
  const water = await requireWater(tx, id)
  return dryRun ? water : holdWater(tx, { id, expectedVersion: expectedVersion ?? water.version })
}

type Outcome = {
  readonly water: WaterRow
  readonly record: IdentificationRecord
  readonly verdictId: string
  readonly expectedVersion: number | undefined
}

async function carryOut(tx: Tx, { water, record, verdictId, expectedVersion }: Outcome): Promise<WaterRow> {
  const to = nextStage(water, record)
  if (to === undefined) return water
  const moved = await moveWater(tx, {
    id: water.id,
    expectedVersion: expectedVersion ?? water.version,
    transition: to === 'identified' ? 'identify' : 'clear',
    values: { verdictId },
  })
  if (to === 'cleared' || moved.basis === record.basis) return moved
  return correctWater(tx, {
    id: water.id,
    expectedVersion: moved.version,
    changes: { basis: record.basis },
    reason: record.words.zh.slice(0, 500),
  })
}

/** Where the verdict takes the water; `undefined` where it stays. */
function nextStage({ stage }: WaterRow, { outcome }: IdentificationRecord): 'identified' | 'cleared' | undefined {
  if (outcome === 'black-odorous' && stage === 'suspected') return 'identified'
  if (outcome === 'not-black-odorous' && (stage === 'suspected' || stage === 'identified')) return 'cleared'
  return undefined
}

export const noBases: Bases = { senses: [], questionnaires: [], samples: [] }

/** The three bases of some waters as they stand now. Waters with nothing recorded are absent. */
export async function collectBases(tx: Tx, waterIds: readonly string[]): Promise<ReadonlyMap<string, Bases>> {
  const since = new Date(tx.at.getTime() - samplesCountForDays * dayMs)
  const [{ senses, questionnaires }, samples] = await Promise.all([
    findBases(tx, waterIds),
    samplesOf(tx, waterIds, since),
  ])
  const sensesOf = Map.groupBy(senses, ({ waterId }) => waterId)
  const questionnairesOf = Map.groupBy(questionnaires, ({ waterId }) => waterId)
  const samplesBy = Map.groupBy(samples, ({ waterId }) => waterId)
  const known = new Set([...sensesOf.keys(), ...questionnairesOf.keys(), ...samplesBy.keys()])
  return new Map(
    [...known].map(id => [
      id,
      {
        senses: (sensesOf.get(id) ?? []).map(({ id, observedAt, finding, colour, odour }) => ({
          id,
          at: observedAt,
          value: { finding, colour, odour },
        })),
        questionnaires: (questionnairesOf.get(id) ?? []).map(({ id, heldOn, valid, black, adultsLivingThere }) => ({
          id,
          at: heldOn,
          value: { valid, black, ...(adultsLivingThere === undefined ? {} : { adultsLivingThere }) },
        })),
        samples: (samplesBy.get(id) ?? []).map(({ id, takenAt, point, sample }) => ({
          id,
          at: takenAt,
          point,
          value: sample,
        })),
      },
    ]),
  )
}
