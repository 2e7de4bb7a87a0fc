import { chinaDate } from '../../domain/dates.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { Problem } from '../../domain/problems.ts'
import { levelOf } from '../../domain/regions.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { BodyOf } from '../../platform/http/endpoint.ts'
import { requirePermission } from '../../platform/http/serve.ts'
import { approvedPlanOf } from '../../planning/plans/plans-store.ts'
import { mayApprove } from '../../planning/plans/rules.ts'
import { policyAt, type PolicyEdition } from '../../policy/policy.ts'
import { attachmentsOf, requireWaterInPlace, type WaterRow } from '../../waters/store.ts'
import { settleBalance } from './balances-store.ts'
import type { NewMoneyEntry, putMoneyException } from './contract.ts'
import { entriesOfSource, findEntry, hashEntry, saidOf, type EntryTable, type Said } from './entry-rows-store.ts'
import * as problem from './problems.ts'
import { balanceOf, missingFor, type MoneyKind, type MoneySource } from './rules.ts'

type Edition = PolicyEdition<'funding-sources'>

/** The edition in force today. */
export function sourcesPolicy(tx: Tx): Edition {
  return policyAt('funding-sources', chinaDate(tx.at))
}

/** Whether the caller grants exceptions, by role and level. */
export function grantsExceptions(tx: Tx, { value }: Edition): boolean {
  return tx.actor.may('funds.approve') && mayApprove(value.exceptionsBy, levelOf(tx.actor.region))
}

/** @throws Problem `permission.missing`, `money.approver-elsewhere` */
function requireGranter(tx: Tx, edition: Edition): void {
  requirePermission(tx.actor, 'funds.approve')
  if (!grantsExceptions(tx, edition)) throw new Problem(problem.approverElsewhere, { by: edition.value.exceptionsBy })
}

/**
 * Records money planned, allotted or spent. The same under the same id again changes nothing. Fact `money.entered`.
 *
 * @throws Problem `water.not-found`, `money.source-not-in-force`, `money.day-wrong`, `money.file-needed`, `money.file-not-there`,
 *   `money.measure-not-planned`, `money.beyond-allotted`, `money.entry-differs`
 */
export async function recordEntry(
  tx: Tx,
  { waterId, id }: { readonly waterId: string; readonly id: string },
  entry: NewMoneyEntry,
): Promise<void> {
  const said: Said = { ...saidInGeneral(entry), kind: entry.kind, measure_id: entry.measureId ?? null, note: entry.note ?? null, reason: null } // prettier-ignore
  const water = await requireWaterInPlace(tx, waterId)
  if (await isThere(tx, water, id, said)) return
  const edition = sourcesPolicy(tx)
  await requireFit(tx, { water, edition, said })
  if (said.measure_id !== null) await requireMeasure(tx, water, said.measure_id)
  await requireRoom(tx, water, said)
  const row = await insertEntry(tx, water, { id, said, edition })
  await tx.append({
    kind: 'money.entered',
    ...about(row),
    body: {
      ...namedBy(row),
      kind: row.kind,
      ...(row.measure_id === null ? {} : { measureId: row.measure_id }),
    },
  })
}

type Exception = BodyOf<typeof putMoneyException>

/**
 * Lets more of a source be spent than was allotted. Fact `money.exception-granted`.
 *
 * @throws Problem `permission.missing`, `money.approver-elsewhere` and those of an entry
 */
export async function grantException(
  tx: Tx,
  { waterId, id }: { readonly waterId: string; readonly id: string },
  exception: Exception,
): Promise<void> {
  const said: Said = { ...saidInGeneral(exception), kind: 'exception', measure_id: null, note: null, reason: exception.reason } // prettier-ignore
  const water = await requireWaterInPlace(tx, waterId)
  const edition = sourcesPolicy(tx)
  requireGranter(tx, edition)
  if (await isThere(tx, water, id, said)) return
  await requireFit(tx, { water, edition, said })
  const row = await insertEntry(tx, water, { id, said, edition })
  const body = { ...namedBy(row), reason: exception.reason }
  await tx.append({ kind: 'money.exception-granted', ...about(row), body })
}

function saidInGeneral(given: Pick<NewMoneyEntry, 'source' | 'yuan' | 'on' | 'documentNumber' | 'attachmentId'>) {
  return {
    source: given.source,
    yuan: given.yuan,
    on_day: given.on,
    document_number: given.documentNumber,
    attachment_id: given.attachmentId ?? null,
  }
}

/**
 * Undoes an entry by another of today. Fact `money.reversed`.
 *
 * @throws Problem `money.entry-not-found`, `money.entry-reversed`, `money.spent-already`, `money.approver-elsewhere`
 * @returns the id of the reversal
 */
export async function reverseEntry(tx: Tx, id: string, reason: string): Promise<string> {
  const found = await requireEntry(tx, id)
  const water = await requireWaterInPlace(tx, found.water_id)
  const edition = sourcesPolicy(tx)
  if (found.kind === 'exception') requireGranter(tx, edition)
  if (found.reverses !== null) throw new Problem(problem.entryReversed, { isReversal: true })
  if (await isReversed(tx, found)) throw new Problem(problem.entryReversed, { isReversal: false })
  const said: Said = { ...saidOf(found), yuan: -found.yuan, on_day: chinaDate(tx.at), note: null, reason }
  await requireUnspent(tx, water, said)
  const row = await insertEntry(tx, water, { id: uuidv7(tx.at.getTime()), said, edition, reversed: found })
  const body = { ...namedBy(row), yuan: found.yuan, kind: row.kind, reverses: found.id, reason }
  await tx.append({ kind: 'money.reversed', ...about(row), body })
  return row.id
}

/** @throws Problem `money.entry-not-found` */
export async function requireEntry(tx: Tx, id: string): Promise<EntryTable> {
  const found = await findEntry(tx, id)
  if (found === undefined) throw new Problem(problem.entryNotFound, { id })
  return found
}

async function isReversed(tx: Tx, { county_code, id }: EntryTable): Promise<boolean> {
  const found = await tx.sql
    .selectFrom('money_entries')
    .select('id')
    .where('county_code', '=', county_code)
    .where('reverses', '=', id)
    .executeTakeFirst()
  return found !== undefined
}

/** Whether it was recorded before. @throws Problem `money.entry-differs` for other content under an id in use */
async function isThere(tx: Tx, water: WaterRow, id: string, said: Said): Promise<boolean> {
  const found = await findEntry(tx, id)
  if (found === undefined) return false
  const same = { ...found, ...said }
  if (found.water_id === water.id && found.reverses === null && hashEntry(found) === hashEntry(same)) return true
  throw new Problem(problem.entryDiffers, { id })
}

/** @throws Problem `money.source-not-in-force`, `money.day-wrong`, `money.file-needed`, `money.file-not-there` */
async function requireFit(
  tx: Tx,
  { water, edition, said }: { readonly water: WaterRow; readonly edition: Edition; readonly said: Said },
): Promise<void> {
  const today = chinaDate(tx.at)
  const { sources, earliestOn, fileNeededFor } = edition.value
  if (sources[said.source] === undefined)
    throw new Problem(problem.sourceNotInForce, { source: said.source, on: today })
  if (said.on_day < earliestOn || said.on_day > today) {
    throw new Problem(problem.dayWrong, { on: said.on_day, earliestOn, today })
  }
  if (said.attachment_id !== null) await requireFile(tx, water.id, said.attachment_id)
  else if (fileNeededFor.includes(said.kind)) throw new Problem(problem.fileNeeded, { kind: said.kind })
}

/** @throws Problem `money.file-not-there` unless it is an attachment of the water */
export async function requireFile(tx: Tx, waterId: string, attachmentId: string): Promise<void> {
  const attachments = await attachmentsOf(tx, waterId)
  if (!attachments.some(({ id }) => id === attachmentId)) throw new Problem(problem.fileNotThere, { attachmentId })
}

/** @throws Problem `money.measure-not-planned` */
async function requireMeasure(tx: Tx, water: WaterRow, measureId: string): Promise<void> {
  const measures = (await approvedPlan(tx, water))?.measures ?? []
  if (!measures.some(each => each.measureId === measureId)) {
    throw new Problem(problem.measureNotPlanned, { measureId })
  }
}

/** What the approved plan of the water's cycle says; `undefined` where none is approved. */
export async function approvedPlan(tx: Tx, water: Pick<WaterRow, 'id' | 'cycle'>) {
  return (await approvedPlanOf(tx, water))?.content
}

/** @throws Problem `money.beyond-allotted` */
async function requireRoom(tx: Tx, water: WaterRow, { kind, source, yuan }: Said): Promise<void> {
  const balance = balanceOf(await entriesOfSource(tx, water, source))
  const missingYuan = missingFor(balance, { kind, yuan })
  if (missingYuan === 0) return
  const { allottedYuan, exceptionYuan, spentYuan } = balance
  throw new Problem(problem.beyondAllotted, { source, allottedYuan, exceptionYuan, spentYuan, yuan, missingYuan })
}

/** @throws Problem `money.spent-already` */
async function requireUnspent(
  tx: Tx,
  water: WaterRow,
  { kind, source, yuan }: { readonly kind: MoneyKind; readonly source: MoneySource; readonly yuan: number },
): Promise<void> {
  const balance = balanceOf(await entriesOfSource(tx, water, source))
  const missingYuan = missingFor(balance, { kind, yuan })
  if (missingYuan > 0) throw new Problem(problem.spentAlready, { source, missingYuan })
}

type Inserting = { readonly id: string; readonly said: Said; readonly edition: Edition; readonly reversed?: EntryTable }

async function insertEntry(tx: Tx, water: WaterRow, { id, said, edition, reversed }: Inserting): Promise<EntryTable> {
  const row: EntryTable = {
    county_code: water.county_code,
    id,
    water_id: water.id,
    region_code: water.region_code,
    cycle: reversed?.cycle ?? water.cycle,
    ...said,
    reverses: reversed?.id ?? null,
    policy_from: edition.inForceFrom,
    by_account: tx.actor.accountId,
    at: tx.at,
  }
  const inserted = await tx.sql
    .insertInto('money_entries')
    .values(row)
    .onConflict(conflict => conflict.columns(['county_code', 'id']).doNothing())
    .returning('id')
    .execute()
  // An id in use at another water, which this caller may not be allowed to see.
  if (inserted.length === 0) throw new Problem(problem.entryDiffers, { id })
  await settleBalance(tx, water, row.source)
  return row
}

function about({ water_id, region_code }: EntryTable) {
  return { regionCode: region_code, subjectId: water_id }
}

function namedBy(row: EntryTable) {
  return {
    entryId: row.id,
    source: row.source,
    yuan: row.yuan,
    on: row.on_day,
    policyFrom: row.policy_from,
    contentHash: hashEntry(row),
  }
}
