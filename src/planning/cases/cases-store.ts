import { sql } from 'kysely'
import { uuidv7 } from '../../domain/ids.ts'
import { Problem } from '../../domain/problems.ts'
import { contains, regionRange, type RegionCode } from '../../domain/regions.ts'
import type { Tx } from '../../platform/db/database.ts'
import { canonicalJson } from '../../platform/facts/canonical.ts'
import { sha256 } from '../../platform/facts/chain.ts'
import { requireWaterInPlace } from '../../waters/store.ts'
import type { KeptCase } from './contract.ts'
import type { Outcome } from './outcome.ts'
import { caseChangedMeanwhile, caseElsewhere, caseNotFound, caseTaken, caseWithdrawn } from './problems.ts'
import type { CaseState, OutcomeMark } from './words.ts'

export type CaseTable = {
  id: string
  region_code: RegionCode
  water_id: string | null
  state: CaseState
  version: number
  published_version: number | null
  solved_on: string | null
  relapsed_on: string | null
  known_on: string | null
  earlier_relapses: number
  reason: string | null
  created_at: Date
  changed_at: Date
  by_account: string
}

type CaseVersionTable = {
  case_id: string
  version: number
  region_code: RegionCode
  content: unknown
  content_hash: string
  at: Date
  by_account: string
  is_published: boolean
}

declare module '../../platform/db/tables.ts' {
  interface Tables {
    solved_cases: CaseTable
    solved_case_versions: CaseVersionTable
  }
}

/** Persisted in facts: what a version is compared with years later. */
export function hashCase(content: unknown): string {
  return sha256(canonicalJson(content))
}

/** A case with the text shown to the reader: the newest for its own division, the published one for all others. */
export type ShownCase = CaseTable & { shown: number; content: KeptCase; content_hash: string }

/** @throws Problem `case.not-found`: the same for what does not exist and for what is not published */
export async function requireCase(tx: Tx, id: string): Promise<ShownCase> {
  const { rows } = await sql<ShownCase>`${shownCases(tx)} where c.id = ${id}::uuid`.execute(tx.sql)
  const [found] = rows
  if (found === undefined) throw new Problem(caseNotFound, { id })
  return found
}

function shownCases(tx: Tx) {
  const { from, to } = tx.actor.range
  const version = sql`case when c.region_code >= ${from} and c.region_code < ${to} then c.version else c.published_version end`
  return sql`select c.*, v.version as shown, v.content, v.content_hash
    from solved_cases c join solved_case_versions v on v.case_id = c.id and v.version = ${version}`
}

/** Whether the case is the caller's to change. */
export function isOwn(tx: Tx, { region_code }: Pick<CaseTable, 'region_code'>): boolean {
  return contains(tx.actor.range, region_code)
}

/** The case of a water that was not withdrawn. */
export async function caseOfWater(tx: Tx, waterId: string): Promise<CaseTable | undefined> {
  return tx.sql
    .selectFrom('solved_cases')
    .selectAll()
    .where('water_id', '=', waterId)
    .where('state', '<>', 'withdrawn')
    .executeTakeFirst()
}

/**
 * A case that nobody changes before this transaction ends; its water first, as everybody does.
 *
 * @throws Problem `case.not-found`, `case.elsewhere`, `case.withdrawn`, `case.changed-meanwhile`
 */
export async function holdCase(tx: Tx, id: string, seenVersion?: number): Promise<CaseTable> {
  const before = await requireCase(tx, id)
  if (!isOwn(tx, before)) throw new Problem(caseElsewhere, {})
  if (before.water_id !== null) await requireWaterInPlace(tx, before.water_id)
  const held = await tx.sql.selectFrom('solved_cases').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (held === undefined) throw new Problem(caseNotFound, { id })
  if (held.state === 'withdrawn') throw new Problem(caseWithdrawn, {})
  if (seenVersion !== undefined && seenVersion !== held.version) {
    throw new Problem(caseChangedMeanwhile, { seen: seenVersion, now: held.version })
  }
  return held
}

/** @param water already held, where the case is of one. @throws Problem `case.exists` */
export async function insertCase(
  tx: Tx,
  water: { readonly id: string; readonly region_code: RegionCode } | undefined,
): Promise<CaseTable> {
  const there = water === undefined ? undefined : await caseOfWater(tx, water.id)
  if (there !== undefined) throw new Problem(caseTaken, { caseId: there.id })
  const row: CaseTable = {
    id: uuidv7(tx.at.getTime()),
    region_code: water?.region_code ?? tx.actor.region,
    water_id: water?.id ?? null,
    state: 'draft',
    version: 0,
    published_version: null,
    solved_on: null,
    relapsed_on: null,
    known_on: null,
    earlier_relapses: 0,
    reason: null,
    created_at: tx.at,
    changed_at: tx.at,
    by_account: tx.actor.accountId,
  }
  await tx.sql.insertInto('solved_cases').values(row).execute()
  return row
}

/** Keeps a version of the text; the same text again makes none. Fact `solved-case.saved`. */
export async function keepCaseVersion(tx: Tx, before: CaseTable, content: KeptCase): Promise<void> {
  const contentHash = hashCase(content)
  if ((await hashOfVersion(tx, before)) === contentHash) return
  const version = before.version + 1
  await tx.sql
    .insertInto('solved_case_versions')
    .values({
      case_id: before.id,
      version,
      region_code: before.region_code,
      content: JSON.stringify(content),
      content_hash: contentHash,
      at: tx.at,
      by_account: tx.actor.accountId,
      is_published: false,
    })
    .execute()
  await change(tx, before.id, { version, ...(before.state === 'draft' ? outcomeColumns(statedOutcome(content)) : {}) })
  await tx.append({ kind: 'solved-case.saved', ...about(before), body: { caseId: before.id, version, contentHash } })
}

/** What the text itself says of the outcome. */
export function statedOutcome({ outcome: { solvedOn, relapsedOn, knownOn } }: KeptCase): Outcome {
  return { solvedOn, relapsedOn, knownOn, earlierRelapses: 0 }
}

/** Shows the newest version to everybody. Fact `solved-case.published`. */
export async function publishCase(tx: Tx, held: CaseTable, outcome: Outcome): Promise<void> {
  const contentHash = (await hashOfVersion(tx, held)) ?? ''
  await show(tx, held, held.version)
  await change(tx, held.id, { state: 'published', published_version: held.version, ...outcomeColumns(outcome) })
  await tx.append({
    kind: 'solved-case.published',
    ...about(held),
    body: { caseId: held.id, version: held.version, contentHash, ...outcomeBody(outcome) },
  })
}

/** Shows it to nobody but its own division. Fact `solved-case.withdrawn`. */
export async function withdrawCase(tx: Tx, held: CaseTable, reason: string): Promise<void> {
  await show(tx, held, undefined)
  await change(tx, held.id, { state: 'withdrawn', reason })
  await tx.append({ kind: 'solved-case.withdrawn', ...about(held), body: { caseId: held.id, reason } })
}

/** What became of its water changed after the case was published. Fact `solved-case.outcome-changed`. */
export async function changeOutcome(tx: Tx, held: CaseTable, outcome: Outcome): Promise<void> {
  const columns = outcomeColumns(outcome)
  const same = (Object.keys(columns) as readonly (keyof typeof columns)[]).every(key => held[key] === columns[key]) // its own keys
  if (same) return
  await change(tx, held.id, columns)
  await tx.append({
    kind: 'solved-case.outcome-changed',
    ...about(held),
    body: { caseId: held.id, ...outcomeBody(outcome) },
  })
}

async function show(tx: Tx, { id }: CaseTable, version: number | undefined): Promise<void> {
  await tx.sql
    .updateTable('solved_case_versions')
    .set({ is_published: version === undefined ? false : sql<boolean>`version = ${version}` })
    .where('case_id', '=', id)
    .execute()
}

async function change(tx: Tx, id: string, changes: Partial<CaseTable>): Promise<void> {
  await tx.sql
    .updateTable('solved_cases')
    .set({ ...changes, changed_at: tx.at })
    .where('id', '=', id)
    .execute()
}

function outcomeColumns({ solvedOn, relapsedOn, knownOn, earlierRelapses }: Outcome) {
  return {
    solved_on: solvedOn ?? null,
    relapsed_on: relapsedOn ?? null,
    known_on: knownOn ?? null,
    earlier_relapses: earlierRelapses,
  }
}

function outcomeBody({ solvedOn, relapsedOn, knownOn, earlierRelapses }: Outcome) {
  return {
    ...(solvedOn === undefined ? {} : { solvedOn }),
    ...(relapsedOn === undefined ? {} : { relapsedOn }),
    ...(knownOn === undefined ? {} : { knownOn }),
    earlierRelapses,
  }
}

/** Facts of a case stand in the history of its water, where it has one. */
function about({ id, water_id, region_code }: CaseTable) {
  return { regionCode: region_code, subjectId: water_id ?? id }
}

async function hashOfVersion(tx: Tx, { id, version }: CaseTable): Promise<string | undefined> {
  const found = await tx.sql
    .selectFrom('solved_case_versions')
    .select('content_hash')
    .where('case_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return found?.content_hash
}

/** Every version that the reader may see, oldest first, without what it says. */
export async function versionsOfCase(tx: Tx, id: string) {
  return tx.sql
    .selectFrom('solved_case_versions')
    .select(['version', 'at', 'by_account', 'content_hash'])
    .where('case_id', '=', id)
    .orderBy('version')
    .execute()
}

/** Moves the case of a water with it to the division it is corrected to. */
export async function moveCasesToRegion(tx: Tx, waterId: string, region_code: RegionCode): Promise<void> {
  const own = tx.sql.selectFrom('solved_cases').select('id').where('water_id', '=', waterId)
  await tx.sql.updateTable('solved_case_versions').set({ region_code }).where('case_id', 'in', own).execute()
  await tx.sql.updateTable('solved_cases').set({ region_code }).where('water_id', '=', waterId).execute()
}

export type CaseFilter = {
  readonly state: CaseState
  readonly type?: string | undefined
  readonly cause?: string | undefined
  readonly outcome?: OutcomeMark | undefined
  readonly region?: RegionCode | undefined
  readonly search?: string | undefined
  readonly case?: string | undefined
}

/** Cases under a filter, the newest first. */
export async function casesBefore(
  tx: Tx,
  filter: CaseFilter,
  { before, limit }: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly ShownCase[]> {
  const { rows } = await sql<ShownCase>`${shownCases(tx)}
    where ${conditionOf(filter)} and ${before === undefined ? sql`true` : sql`c.id < ${before}::uuid`}
    order by c.id desc limit ${limit}`.execute(tx.sql)
  return rows
}

function conditionOf({ state, type, cause, outcome, region, search, case: id }: CaseFilter) {
  const within = region === undefined ? undefined : regionRange(region)
  return sql.join(
    [
      sql`c.state = ${state}`,
      type === undefined ? sql`true` : sql`v.content->>'type' = ${type}`,
      cause === undefined ? sql`true` : sql`v.content->'causes' @> ${JSON.stringify([{ causeId: cause }])}::jsonb`,
      outcome === undefined ? sql`true` : outcomeConditions[outcome],
      within === undefined
        ? sql`true`
        : sql`v.content->>'regionCode' >= ${within.from} and v.content->>'regionCode' < ${within.to}`,
      search === undefined
        ? sql`true`
        : sql`position(lower(${search}) in lower((v.content->>'title') || ' ' || (v.content->>'placeText'))) > 0`,
      id === undefined ? sql`true` : sql`c.id = ${id}::uuid`,
    ],
    sql` and `,
  )
}

const outcomeConditions = {
  relapsed: sql`c.relapsed_on is not null`,
  unknown: sql`c.relapsed_on is null and c.solved_on is null`,
  clean: sql`c.relapsed_on is null and c.solved_on is not null and c.earlier_relapses = 0`,
  'clean-again': sql`c.relapsed_on is null and c.solved_on is not null and c.earlier_relapses > 0`,
} as const satisfies Record<OutcomeMark, ReturnType<typeof sql>>
