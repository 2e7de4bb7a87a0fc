import { sql } from 'kysely'
import { chinaDate } from '../domain/dates.ts'
import { uuidv7 } from '../domain/ids.ts'
import { Problem } from '../domain/problems.ts'
import { regionRange, type RegionCode } from '../domain/regions.ts'
import type { Bilingual } from '../domain/words.ts'
import { labelPeople } from '../people/store.ts'
import { placeDirectory, placeNames } from '../places/store.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { cutPage, readCursor, writeCursor, type RowPage } from '../platform/http/cursor.ts'
import type { BodyOf, QueryOf } from '../platform/http/endpoint.ts'
import { policyAt, type PolicyEdition } from '../policy/policy.ts'
import { watersById } from '../waters/overview-store.ts'
import { requireWaterInPlace } from '../waters/store.ts'
import type {
  listRectifications as listRectificationsEndpoint,
  Rectification,
  stepRectification as stepRectificationEndpoint,
} from './contract.ts'
import { isParty, partyColumns, partyLabel, selfOf, type PartyColumns, type Self } from './parties.ts'
import { requirePhotos } from './photos.ts'
import {
  rectificationNotFound,
  rectificationNotYours,
  rectificationOwnAnswer,
  rectificationPhotosMissing,
  rectificationStepRefused,
  visitDayWrong,
} from './problems.ts'
import {
  countdown,
  findItem,
  rectifyBy,
  stateAfter,
  stepsFrom,
  type Answer,
  type RectificationState,
  type RectificationStep,
  type Severity,
  type VisitFinding,
} from './rules.ts'
import { readDayCursor } from '../platform/http/day-cursor.ts'
import type { VisitTable } from './visits-store.ts'

export type RectificationTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  visit_id: string
  handbook: string
  item_id: string
  severity: Severity
  note: string | null
  photos: string[]
  opened_by: string
  opened_at: Date
  owner_account: string | null
  owner_organisation: string | null
  due_on: string
  state: RectificationState
  state_since: Date
  steps: number
}

export type StepTable = {
  county_code: string
  rectification_id: string
  number: number
  region_code: RegionCode
  step: RectificationStep
  reason: string
  photos: string[]
  owner_account: string | null
  owner_organisation: string | null
  due_on: string
  by_account: string
  at: Date
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    rectifications: RectificationTable
    rectification_steps: StepTable
  }
}

export type Opening = {
  readonly visit: VisitTable
  readonly edition: PolicyEdition<'handbook'>
  readonly findings: readonly VisitFinding[]
  readonly answers: readonly Answer[]
  readonly owner: PartyColumns
}

/** One item for each finding of a visit, due by its severity. Facts `works.rectification-opened`. */
export async function openRectifications(tx: Tx, { visit, edition, findings, answers, owner }: Opening): Promise<void> {
  for (const { itemId, severity } of findings) {
    const answer = answers.find(one => one.itemId === itemId)
    const row: RectificationTable = {
      county_code: visit.county_code,
      id: uuidv7(tx.at.getTime()),
      water_id: visit.water_id,
      region_code: visit.region_code,
      visit_id: visit.id,
      handbook: visit.handbook,
      item_id: itemId,
      severity,
      note: answer?.note ?? null,
      photos: [...(answer?.photos ?? [])],
      opened_by: tx.actor.accountId,
      opened_at: tx.at,
      owner_account: owner.account,
      owner_organisation: owner.organisation,
      due_on: rectifyBy(edition, severity, chinaDate(tx.at)),
      state: 'open',
      state_since: tx.at,
      steps: 0,
    }
    await tx.sql.insertInto('rectifications').values(row).execute()
    await tx.append({
      kind: 'works.rectification-opened',
      regionCode: row.region_code,
      subjectId: row.water_id,
      body: {
        rectificationId: row.id,
        visitId: row.visit_id,
        handbook: row.handbook,
        itemId,
        severity,
        dueOn: row.due_on,
        contentHash: hashOpening(row),
        ownerHash: hashOwner(row),
      },
    })
  }
}

type Owned = { readonly owner_account: string | null; readonly owner_organisation: string | null }
const owned = ({ account, organisation }: PartyColumns): Owned => ({
  owner_account: account,
  owner_organisation: organisation,
})

/** Of the finding itself; the owner may change and is vouched for by the steps. Persisted: facts hold it. */
export function hashOpening({
  note,
  photos,
  opened_by,
}: Pick<RectificationTable, 'note' | 'photos' | 'opened_by'>): string {
  return sha256(canonicalJson({ note, photos, opened_by }))
}

/** Persisted: facts hold it. */
export function hashOwner({ owner_account, owner_organisation }: Owned): string {
  return sha256(canonicalJson({ owner_account, owner_organisation }))
}

/** Persisted: facts hold it. */
export function hashStep({ photos, owner_account, owner_organisation, by_account }: StepTable): string {
  return sha256(canonicalJson({ photos, owner_account, owner_organisation, by_account }))
}

export type Stepping = BodyOf<typeof stepRectificationEndpoint>

/**
 * Takes an item one step on; nothing said before is changed. Fact `works.rectification-moved`.
 *
 * @throws Problem `rectification.not-found`, `rectification.not-yours`, `rectification.step-refused`, `rectification.photos-missing`, `rectification.own-answer`,
 *   `works.photos-not-there`, `works.person-unknown`, `visit.day-wrong`
 */
export async function stepRectification(tx: Tx, id: string, stepping: Stepping): Promise<void> {
  const before = await holdRectification(tx, id)
  if (!mayTake(tx, before, stepping.step, await selfOf(tx))) throw new Problem(rectificationNotYours, {})
  const after = stateAfter(before.state, stepping.step)
  if (after === undefined) throw new Problem(rectificationStepRefused, { state: before.state, step: stepping.step })
  await checkStep(tx, before, stepping)
  const row = await stepOf(tx, before, stepping)
  await tx.sql.insertInto('rectification_steps').values(row).execute()
  await tx.sql
    .updateTable('rectifications')
    .set({
      owner_account: row.owner_account,
      owner_organisation: row.owner_organisation,
      due_on: row.due_on,
      state: after,
      state_since: after === before.state ? before.state_since : tx.at,
      steps: row.number,
    })
    .where('county_code', '=', before.county_code)
    .where('id', '=', id)
    .execute()
  const { handbook, item_id: itemId } = before
  await tx.append({
    kind: 'works.rectification-moved',
    regionCode: before.region_code,
    subjectId: before.water_id,
    body: {
      rectificationId: id,
      handbook,
      itemId,
      number: row.number,
      step: row.step,
      from: before.state,
      to: after,
      dueOn: row.due_on,
      reason: row.reason,
      contentHash: hashStep(row),
    },
  })
}

/** Whoever verifies takes every step; the owner answers without that right. */
function mayTake({ actor }: Tx, item: RectificationTable, step: RectificationStep, self: Self): boolean {
  if (actor.may('works.verify')) return true
  return step === 'answer' && actor.may('works.answer') && isParty(ownerOf(item), self)
}

function ownerOf({ owner_account, owner_organisation }: Owned): PartyColumns {
  return { account: owner_account, organisation: owner_organisation }
}

/**
 * Whether the caller may attach photos to a water: whoever verifies, and whoever has something to put right there.
 *
 * @throws Problem `rectification.not-yours`
 */
export async function requireMayAttach(tx: Tx, waterId: string): Promise<void> {
  if (tx.actor.may('works.verify')) return
  const items = await tx.sql
    .selectFrom('rectifications')
    .select(['owner_account', 'owner_organisation'])
    .where('water_id', '=', waterId)
    .where('state', '<>', 'closed')
    .execute()
  const self = await selfOf(tx)
  if (!items.some(item => isParty(ownerOf(item), self))) throw new Problem(rectificationNotYours, {})
}

async function checkStep(tx: Tx, item: RectificationTable, { step, photos, dueOn }: Stepping): Promise<void> {
  const today = chinaDate(tx.at)
  const { value } = policyAt('handbook', today)
  const least = value.severities[item.severity].afterPhotos
  if (step === 'answer' && photos.length < least) {
    throw new Problem(rectificationPhotosMissing, { least, given: photos.length })
  }
  if (step === 'close' && value.closedByAnother && (await answeredBy(tx, item)) === tx.actor.accountId) {
    throw new Problem(rectificationOwnAnswer, {})
  }
  if (dueOn !== undefined && dueOn < today) {
    throw new Problem(visitDayWrong, {
      zh: `整改期限 ${dueOn} 早于今天（${today}），没有保存。请填写今天或以后的日期。`,
      en: `The item would be due on ${dueOn}, before today (${today}). Give today or a later day.`,
    })
  }
  await requirePhotos(tx, item.water_id, photos)
}

async function answeredBy(tx: Tx, { county_code, id }: RectificationTable): Promise<string | undefined> {
  const last = await tx.sql
    .selectFrom('rectification_steps')
    .select('by_account')
    .where('county_code', '=', county_code)
    .where('rectification_id', '=', id)
    .where('step', '=', 'answer')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.by_account
}

/** Only a reassignment changes the owner. What is sent back gets its time anew, unless a day is named. */
async function stepOf(
  tx: Tx,
  item: RectificationTable,
  { step, reason, photos, owner, dueOn }: Stepping,
): Promise<StepTable> {
  const anew = step === 'return' || step === 'reopen'
  const today = chinaDate(tx.at)
  const same: Owned = { owner_account: item.owner_account, owner_organisation: item.owner_organisation }
  const due = dueOn ?? rectifyBy(policyAt('handbook', today), item.severity, today)
  return {
    county_code: item.county_code,
    rectification_id: item.id,
    number: item.steps + 1,
    region_code: item.region_code,
    step,
    reason,
    photos,
    ...(step === 'reassign' && owner !== undefined ? owned(await partyColumns(tx, owner)) : same),
    due_on: anew || (step === 'reassign' && dueOn !== undefined) ? due : item.due_on,
    by_account: tx.actor.accountId,
    at: tx.at,
  }
}

async function holdRectification(tx: Tx, id: string): Promise<RectificationTable> {
  const found = await requireRectification(tx, id)
  await requireWaterInPlace(tx, found.water_id)
  const held = await tx.sql.selectFrom('rectifications').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (held === undefined) throw new Problem(rectificationNotFound, { id })
  return held
}

async function requireRectification(tx: Tx, id: string): Promise<RectificationTable> {
  const found = await tx.sql.selectFrom('rectifications').selectAll().where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw new Problem(rectificationNotFound, { id })
  return found
}

/** @throws Problem `rectification.not-found` */
export async function findRectification(tx: Tx, id: string): Promise<Rectification> {
  const [item] = await shown(tx, [await requireRectification(tx, id)])
  return item! // one in, one out
}

/** What is not closed comes by its day, the most urgent first; closed ones and all together the latest first. */
export async function listRectifications(
  tx: Tx,
  query: QueryOf<typeof listRectificationsEndpoint>,
): Promise<RowPage<Rectification>> {
  const { region, water, visit, state, severity, cursor, limit } = query
  const range = region === undefined ? tx.actor.range : regionRange(region)
  const byDay = state !== undefined && state !== 'closed'
  const conditions = [
    sql`region_code >= ${range.from} collate "C" and region_code < ${range.to} collate "C"`,
    water === undefined ? sql`true` : sql`water_id = ${water}::uuid`,
    visit === undefined ? sql`true` : sql`visit_id = ${visit}::uuid`,
    severity === undefined ? sql`true` : sql`severity = ${severity}`,
    stateCondition(state, chinaDate(tx.at)),
    cursor === undefined ? sql`true` : beyond(cursor, byDay),
  ]
  const order = byDay ? sql`due_on, id` : sql`state_since desc, id desc`
  const { rows } = await sql<RectificationTable>`select * from rectifications where ${sql.join(conditions, sql` and `)}
    order by ${order} limit ${limit + 1}`.execute(tx.sql)
  const page = cutPage(rows, limit, last =>
    writeCursor([byDay ? last.due_on : last.state_since.toISOString(), last.id]),
  )
  return { ...page, items: await shown(tx, page.items) }
}

function stateCondition(state: QueryOf<typeof listRectificationsEndpoint>['state'], today: string) {
  if (state === undefined) return sql`true`
  if (state === 'answered' || state === 'closed') return sql`state = ${state}`
  return state === 'late' ? sql`state <> 'closed' and due_on < ${today}::date` : sql`state <> 'closed'`
}

function beyond(cursor: string, byDay: boolean) {
  if (byDay) {
    const { day, id } = readDayCursor(cursor)
    return sql`(due_on, id) > (${day}::date, ${id}::uuid)`
  }
  const [since, id] = readCursor(cursor, ['instant', 'uuid'])
  return sql`(state_since, id) < (${since}::timestamptz, ${id}::uuid)`
}

async function shown(tx: Tx, rows: readonly RectificationTable[]): Promise<Rectification[]> {
  if (rows.length === 0) return []
  const waters = await watersById(tx, rows.map(row => row.water_id)) // prettier-ignore
  const steps = await stepsOf(tx, rows.map(row => row.id)) // prettier-ignore
  const whoIs = await labelPeople(tx, [
    ...rows.flatMap(row => [row.opened_by, row.owner_account]),
    ...[...steps.values()].flat().flatMap(step => [step.by_account, step.owner_account]),
  ])
  const [directory, self] = [await placeDirectory(tx), await selfOf(tx)]
  const today = chinaDate(tx.at)
  return rows.map(row => {
    const { county = '', ...names } = placeNames(directory, row.region_code)
    const water = waters.get(row.water_id)
    const taken = steps.get(row.id) ?? []
    return {
      id: row.id,
      water: { id: row.water_id, code: water?.code ?? '', name: water?.name ?? '' },
      regionCode: row.region_code,
      regionNames: { county, ...names },
      visitId: row.visit_id,
      handbook: row.handbook,
      itemId: row.item_id,
      question: questionOf(row),
      severity: row.severity,
      ...(row.note === null ? {} : { note: row.note }),
      photos: row.photos,
      afterPhotos: taken.findLast(({ step }) => step === 'answer')?.photos ?? [],
      openedBy: whoIs(row.opened_by),
      openedAt: row.opened_at.toISOString(),
      owner: partyLabel(ownerOf(row), whoIs),
      dueOn: row.due_on,
      ...countdown(row.due_on, today, row.state === 'closed'),
      state: row.state,
      stateSince: row.state_since.toISOString(),
      steps: taken.map(step => ({
        number: step.number,
        step: step.step,
        reason: step.reason,
        photos: step.photos,
        owner: partyLabel(ownerOf(step), whoIs),
        dueOn: step.due_on,
        by: whoIs(step.by_account),
        at: step.at.toISOString(),
      })),
      may: stepsFrom(row.state).filter(step => mayTake(tx, row, step, self)),
    }
  })
}

export type OpenItem = Pick<RectificationTable, 'id' | 'handbook' | 'item_id' | 'due_on'>

/** What a water has to put right still, the most urgent first: for what asks whether anything is open, not for showing it. */
export async function openItemsOf(tx: Tx, waterId: string): Promise<readonly OpenItem[]> {
  return tx.sql
    .selectFrom('rectifications')
    .select(['id', 'handbook', 'item_id', 'due_on'])
    .where('water_id', '=', waterId)
    .where('state', '<>', 'closed')
    .orderBy('due_on')
    .orderBy('id')
    .execute()
}

/** The question of an item by the edition of its visit. */
export function questionOf({ handbook, item_id }: Pick<RectificationTable, 'handbook' | 'item_id'>): Bilingual {
  return findItem(handbook, item_id)?.question ?? { zh: item_id, en: item_id }
}

async function stepsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly StepTable[]>> {
  const rows = await tx.sql
    .selectFrom('rectification_steps')
    .selectAll()
    .where('rectification_id', 'in', ids)
    .orderBy('number')
    .execute()
  return Map.groupBy(rows, row => row.rectification_id)
}
