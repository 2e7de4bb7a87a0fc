import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { stages } from '../domain/lifecycle.ts'
import { Problem } from '../domain/problems.ts'
import type { Tx } from '../platform/db/database.ts'
import { policyAt } from '../policy/policy.ts'
import { requireWaterInPlace, type WaterRow } from '../waters/store.ts'
import { assemble, snapshotOf } from './assembling.ts'
import { hashSnapshot, hashSubmission, insertFile, standingFile, type FileTable } from './files-store.ts'
import { fileIncomplete, fileStanding, waterNotCompleted } from './problems.ts'
import { blockingItems, dueOf, nextStep } from './rules.ts'

/**
 * Sends the file of a water in as it stands, by the policy of today, and keeps it whole. Fact `acceptance.submitted`.
 *
 * @throws Problem `water.not-found`, `acceptance.before-completion`, `acceptance.file-standing`, `acceptance.incomplete`
 * @returns the id of the file
 */
export async function submitFile(tx: Tx, waterId: string, note: string | undefined): Promise<string> {
  const water = await requireWaterInPlace(tx, waterId)
  const standing = await standingFile(tx, water)
  if (standing !== undefined) throw new Problem(fileStanding, { state: standing.state })
  if (water.stage !== 'completed') throw new Problem(waterNotCompleted, { stage: stages[water.stage].label })
  const file = await drawUpFile(tx, water, note)
  const blocking = blockingItems(file.snapshot.items)
  if (blocking.length > 0) throw new Problem(fileIncomplete, { items: blocking })
  await insertFile(tx, file)
  await tx.append({
    kind: 'acceptance.submitted',
    regionCode: file.region_code,
    subjectId: file.water_id,
    body: {
      fileId: file.id,
      cycle: file.cycle,
      policyFrom: file.policy,
      standardId: file.standard_id,
      snapshotHash: file.snapshot_hash,
      contentHash: hashSubmission(file),
      step: file.step,
      dueOn: file.due_on,
    },
  })
  return file.id
}

/** The file of a water as it would be sent in today, whatever it lacks; nothing is kept yet. */
export async function drawUpFile(tx: Tx, water: WaterRow, note: string | undefined) {
  const today = chinaDate(tx.at)
  const edition = policyAt('acceptance', today)
  const assembled = await assemble(tx, water, edition)
  const snapshot = snapshotOf(water, assembled, today)
  const step = nextStep(edition.value)
  return {
    county_code: water.county_code,
    id: uuidv7(tx.at.getTime()),
    water_id: water.id,
    region_code: water.region_code,
    cycle: water.cycle,
    policy: edition.inForceFrom,
    standard_id: assembled.standardId,
    snapshot,
    snapshot_hash: hashSnapshot(snapshot),
    note: note ?? null,
    submitted_by: tx.actor.accountId,
    submitted_at: tx.at,
    state: 'submitted',
    step,
    state_since: tx.at,
    due_on: dueOf({ state: 'submitted', step }, today, edition.value) ?? today,
    decisions: 0,
    notice_id: null,
    notice_from: null,
    notice_to: null,
    notice_place: null,
    notice_by: null,
    notice_at: null,
  } satisfies FileTable
}
