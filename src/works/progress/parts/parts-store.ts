import { sql } from 'kysely'
import { chinaDate } from '../../../domain/dates.ts'
import { uuidv7 } from '../../../domain/ids.ts'
import { Problem } from '../../../domain/problems.ts'
import { contains, regionRange, type RegionCode } from '../../../domain/regions.ts'
import { findOrganisation } from '../../../people/store.ts'
import { rangeOf } from '../../../platform/actor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { canonicalJson } from '../../../platform/facts/canonical.ts'
import { sha256 } from '../../../platform/facts/chain.ts'
import type { BodyOf, QueryOf } from '../../../platform/http/endpoint.ts'
import { requirePermission } from '../../../platform/http/serve.ts'
import { requireWaterInPlace, type WaterRow } from '../../../waters/store.ts'
import { requireFiles } from '../reports-store.ts'
import type {
  askForPart as askEndpoint,
  listParts as listEndpoint,
  PartContent,
  stepPart as stepEndpoint,
} from './contract.ts'
import {
  partChangedMeanwhile,
  partDayWrong,
  partNotFound,
  partOfAnother,
  partOrganisationUnfit,
  partStepRefused,
} from './problems.ts'
import {
  isOwed,
  partStates,
  partSteps,
  partStepsFrom,
  type PartState,
  type PartStep,
  type PartSubject,
  type SignedPart,
} from './rules.ts'

/** What a department filled in, with the hash of every file as it was then. */
type KeptContent = Omit<PartContent, 'attachments'> & {
  readonly attachments: readonly { readonly id: string; readonly sha256: string }[]
}

export type PartTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  cycle: number
  organisation_id: string
  subject: PartSubject
  ask: string
  due_on: string
  state: PartState
  /** The number of its last step. */
  version: number
  content: unknown
  signed_hash: string | null
  signed_by: string | null
  signed_at: Date | null
  asked_at: Date
  asked_by: string
}

export type PartStepTable = {
  county_code: string
  part_id: string
  number: number
  water_id: string
  region_code: RegionCode
  step: 'ask' | PartStep
  moved_to: PartState
  ask: string
  due_on: string
  content: unknown
  signed_hash: string | null
  /** The signature that this step made void. */
  voids: string | null
  reason: string | null
  at: Date
  by_account: string
}

declare module '../../../platform/db/tables.ts' {
  interface Tables {
    works_parts: PartTable
    works_part_steps: PartStepTable
  }
}

export function contentOf({ content }: { readonly content: unknown }): KeptContent | undefined {
  return content === null ? undefined : (content as KeptContent) // written by stepPart only
}

/** Everything that a step says. Persisted: facts hold it. */
export function hashPartStep(row: PartStepTable): string {
  const { step, moved_to, ask, due_on, content, signed_hash, voids, reason } = row
  return sha256(canonicalJson({ step, moved_to, ask, due_on, content, signed_hash, voids, reason }))
}

/** What a signature stands for, to the letter. Persisted: signatures are this hash. */
export function signatureHash(part: PartTable): string {
  const content = contentOf(part)
  const signed: SignedPart = {
    partId: part.id,
    waterId: part.water_id,
    organisationId: part.organisation_id,
    subject: part.subject,
    ask: part.ask,
    dueOn: part.due_on,
    text: content?.text ?? '',
    quantities: content?.quantities ?? [],
    attachments: content?.attachments ?? [],
  }
  return sha256(canonicalJson(signed))
}

type Asking = BodyOf<typeof askEndpoint>

/**
 * Asks a department for its part of a water's works. Fact `progress.part-stepped`.
 *
 * @throws Problem `water.not-found`, `part.organisation-unfit`, `part.day-wrong`
 */
export async function askForPart(
  tx: Tx,
  waterId: string,
  { organisationId, subject, ask, dueOn }: Asking,
): Promise<string> {
  const water = await requireWaterInPlace(tx, waterId)
  const organisation = await findOrganisation(tx, organisationId)
  // Whoever is asked has to see the water.
  if (organisation === undefined || !contains(rangeOf(organisation.region_code), water.region_code))
    throw new Problem(partOrganisationUnfit, {})
  requireAhead(tx, dueOn)
  const part: PartTable = {
    county_code: water.county_code,
    id: uuidv7(tx.at.getTime()),
    water_id: water.id,
    region_code: water.region_code,
    cycle: water.cycle,
    organisation_id: organisationId,
    subject,
    ask,
    due_on: dueOn,
    state: 'asked',
    version: 1,
    content: null,
    signed_hash: null,
    signed_by: null,
    signed_at: null,
    asked_at: tx.at,
    asked_by: tx.actor.accountId,
  }
  await tx.sql.insertInto('works_parts').values(part).execute()
  await keepStep(tx, part, { step: 'ask' })
  return part.id
}

/** @throws Problem `part.day-wrong` */
function requireAhead(tx: Tx, dueOn: string): void {
  const today = chinaDate(tx.at)
  if (dueOn >= today) return
  throw new Problem(partDayWrong, {
    zh: `期限 ${dueOn} 早于今天（${today}），没有保存。请填写今天或以后的日期。`,
    en: `The part would be due on ${dueOn}, before today (${today}): nothing was saved. Give today or a later day.`,
  })
}

type Stepping = BodyOf<typeof stepEndpoint>

/**
 * Fills a part in, countersigns it, refuses it, asks again or withdraws it. What was signed and is filled in anew is not signed any more:
 * the step says which signature became void. Fact `progress.part-stepped`.
 *
 * @throws Problem `part.not-found`, `part.of-another`, `part.step-refused`, `part.changed-meanwhile`, `part.day-wrong`,
 *   `progress.files-not-there`, `permission.missing`
 */
export async function stepPart(tx: Tx, id: string, stepping: Stepping): Promise<void> {
  const { water_id } = await requirePart(tx, id)
  await requireWaterInPlace(tx, water_id)
  const part = await requirePart(tx, id)
  requireParty(tx, part, stepping.step)
  if (stepping.seenVersion !== part.version)
    throw new Problem(partChangedMeanwhile, { seen: stepping.seenVersion, now: part.version })
  if (!partStepsFrom(part.state).includes(stepping.step)) {
    throw new Problem(partStepRefused, { step: partSteps[stepping.step].label, state: partStates[part.state] })
  }
  const after = await partAfter(tx, part, stepping)
  const { ask, due_on, state, version, content, signed_hash, signed_by, signed_at } = after
  await tx.sql
    .updateTable('works_parts')
    .set({ ask, due_on, state, version, signed_hash, signed_by, signed_at, content: jsonOf(content) })
    .where('county_code', '=', part.county_code)
    .where('id', '=', id)
    .execute()
  const reason = 'reason' in stepping ? stepping.reason : null
  const voids = part.signed_hash !== null && after.signed_hash === null ? part.signed_hash : null
  await keepStep(tx, after, { step: stepping.step, reason, voids })
}

/** The driver takes text for JSON; `null` stays none. */
function jsonOf(content: unknown): string | null {
  return content === null ? null : JSON.stringify(content)
}

async function partAfter(tx: Tx, part: PartTable, stepping: Stepping): Promise<PartTable> {
  const moved = { ...part, version: part.version + 1, state: partSteps[stepping.step].to }
  const unsigned = { signed_hash: null, signed_by: null, signed_at: null }
  switch (stepping.step) {
    case 'fill': {
      const attachments = await requireFiles(tx, part.water_id, stepping.content.attachments)
      return { ...moved, ...unsigned, content: { ...stepping.content, attachments } }
    }
    case 'sign':
      return { ...moved, signed_hash: signatureHash(part), signed_by: tx.actor.accountId, signed_at: tx.at }
    case 'ask-again':
      requireAhead(tx, stepping.dueOn)
      return { ...moved, ...unsigned, ask: stepping.ask ?? part.ask, due_on: stepping.dueOn }
    case 'refuse':
    case 'withdraw':
      return { ...moved, ...unsigned }
  }
}

/** Whether the caller may take a step, whatever the state of the part. */
export function isParty(tx: Tx, part: Pick<PartTable, 'organisation_id'>, step: PartStep): boolean {
  if (partSteps[step].by === 'asker') return tx.actor.may('plan.write')
  return tx.actor.may('part.fill') && tx.actor.organisationId === part.organisation_id
}

/** @throws Problem `permission.missing`, `part.of-another` */
function requireParty(tx: Tx, part: PartTable, step: PartStep): void {
  if (isParty(tx, part, step)) return
  requirePermission(tx.actor, partSteps[step].by === 'asker' ? 'plan.write' : 'part.fill')
  throw new Problem(partOfAnother, {})
}

async function keepStep(
  tx: Tx,
  part: PartTable,
  said: { readonly step: 'ask' | PartStep; readonly reason?: string | null; readonly voids?: string | null },
): Promise<void> {
  const { county_code, id, water_id, region_code, ask, due_on, state, version } = part
  const row: PartStepTable = {
    county_code,
    part_id: id,
    number: version,
    water_id,
    region_code,
    step: said.step,
    moved_to: state,
    ask,
    due_on,
    content: said.step === 'fill' ? part.content : null,
    signed_hash: said.step === 'sign' ? part.signed_hash : null,
    voids: said.voids ?? null,
    reason: said.reason ?? null,
    at: tx.at,
    by_account: tx.actor.accountId,
  }
  await tx.sql
    .insertInto('works_part_steps')
    .values({ ...row, content: jsonOf(row.content) })
    .execute()
  await tx.append({
    kind: 'progress.part-stepped',
    regionCode: region_code,
    subjectId: water_id,
    body: {
      partId: id,
      number: version,
      organisationId: part.organisation_id,
      subject: part.subject,
      step: said.step,
      to: state,
      dueOn: due_on,
      ...(row.reason === null ? {} : { reason: row.reason }),
      ...(row.signed_hash === null ? {} : { signedHash: row.signed_hash }),
      ...(row.voids === null ? {} : { voids: row.voids }),
      contentHash: hashPartStep(row),
    },
  })
}

/** @throws Problem `part.not-found` */
export async function requirePart(tx: Tx, id: string): Promise<PartTable> {
  const found = await tx.sql.selectFrom('works_parts').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Problem(partNotFound, { id })
  return found
}

export async function partsOfWater(tx: Tx, waterId: string): Promise<readonly PartTable[]> {
  return tx.sql.selectFrom('works_parts').selectAll().where('water_id', '=', waterId).orderBy('id').execute()
}

/** How many parts of a water's present cycle departments still owe. */
export async function owedPartsOf(tx: Tx, { id, cycle }: Pick<WaterRow, 'id' | 'cycle'>): Promise<number> {
  const rows = await tx.sql
    .selectFrom('works_parts')
    .select('state')
    .where('water_id', '=', id)
    .where('cycle', '=', cycle)
    .execute()
  return rows.filter(({ state }) => isOwed(state)).length
}

export async function partStepsOf(
  tx: Tx,
  parts: readonly PartTable[],
): Promise<ReadonlyMap<string, readonly PartStepTable[]>> {
  if (parts.length === 0) return new Map()
  const rows = await tx.sql
    .selectFrom('works_part_steps')
    .selectAll()
    .where('water_id', 'in', [...new Set(parts.map(part => part.water_id))])
    .where(
      'part_id',
      'in',
      parts.map(({ id }) => id),
    ) // prettier-ignore
    .orderBy('number')
    .execute()
  return Map.groupBy(rows, row => row.part_id)
}

type Listing = Omit<QueryOf<typeof listEndpoint>, 'cursor'> & {
  readonly after?: { readonly day: string; readonly id: string }
}

/** Parts by their day, the earliest first. */
export async function partsAfter(
  tx: Tx,
  { region, state, mine, after, limit }: Listing,
): Promise<readonly PartTable[]> {
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const conditions = [
    sql`region_code >= ${range.from} collate "C" and region_code < ${range.to} collate "C"`,
    stateCondition(state, chinaDate(tx.at)),
    // Nobody's organisation is none: an actor without one is asked for nothing.
    mine === true ? sql`organisation_id = ${tx.actor.organisationId ?? null}::uuid` : sql`true`,
    after === undefined ? sql`true` : sql`(due_on, id) > (${after.day}::date, ${after.id}::uuid)`,
  ]
  const { rows } = await sql<PartTable>`select * from works_parts where ${sql.join(conditions, sql` and `)}
    order by due_on, id limit ${limit}`.execute(tx.sql)
  return rows
}

function stateCondition(state: Listing['state'], today: string) {
  if (state === undefined) return sql`state <> 'withdrawn'`
  if (state === 'signed' || state === 'refused') return sql`state = ${state}`
  const owed = sql`state in ('asked', 'filled')`
  return state === 'late' ? sql`${owed} and due_on < ${today}::date` : owed
}

/** How many parts of a division departments still owe past their day. */
export async function countLateParts(tx: Tx, region: RegionCode | undefined): Promise<number> {
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from works_parts
    where state in ('asked', 'filled') and due_on < ${chinaDate(tx.at)}::date
      and region_code >= ${range.from} collate "C" and region_code < ${range.to} collate "C"`.execute(tx.sql)
  return rows[0]?.count ?? 0
}
