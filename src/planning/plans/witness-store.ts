import { sql } from 'kysely'
import type { Fact } from '../../domain/facts.ts'
import type { Tx } from '../../platform/db/database.ts'
import { sha256 } from '../../platform/facts/chain.ts'
import { factsOfKinds } from '../../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../../platform/ledger/witness.ts'
import { hashPlan } from './plans-store.ts'

const versionName = (plan: string, version: number) => ({
  zh: `方案 ${plan} 第 ${version} 版`,
  en: `version ${version} of plan ${plan}`,
})
const commentName = (id: string) => ({ zh: `方案意见 ${id}`, en: `comment ${id} on a plan` })
const planName = (id: string) => ({ zh: `方案 ${id}`, en: `plan ${id}` })

/** Plans against the facts that tell of them: every version by its hash, every comment by its own, and the state by the last step. */
export const planWitness: Witness = {
  tables: ['plans', 'plan_versions', 'plan_comments'],
  check: async (tx, note) =>
    (await checkVersions(tx, note)) + (await checkComments(tx, note)) + (await checkStanding(tx, note)),
}

async function checkVersions(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['plan.saved'])) {
    const ids = [...new Set(facts.map(({ body }) => body.planId))]
    const found = await tx.sql.selectFrom('plan_versions').selectAll().where('plan_id', 'in', ids).execute()
    const known = new Map(found.map(row => [`${row.plan_id} ${row.version}`, row]))
    for (const { body, chain, sequence } of facts) {
      const at = { table: 'plan_versions', row: `${body.planId}/${body.version}`, chain, sequence }
      const row = known.get(`${body.planId} ${body.version}`)
      rows++
      if (row === undefined) note(rowGone(at, versionName(body.planId, body.version)))
      else if (hashPlan(row.content) !== body.contentHash || row.content_hash !== body.contentHash)
        note(rowDiffers(at, versionName(body.planId, body.version), [{ zh: '内容', en: 'content' }]))
    }
  }
  const loose = await sql<{ plan_id: string; version: number; county_code: string }>`
    select plan_id, version, county_code from plan_versions v where not exists (
      select from facts f join plans p on p.id = v.plan_id and p.county_code = v.county_code
      where f.subject_id = p.water_id::text and f.kind = 'plan.saved'
        and f.body->>'planId' = v.plan_id::text and (f.body->>'version')::int = v.version)`.execute(tx.sql)
  for (const { plan_id, version, county_code: chain } of loose.rows) {
    const at = { table: 'plan_versions', row: `${plan_id}/${version}`, chain, sequence: null }
    note(rowUnvouched(at, versionName(plan_id, version)))
  }
  return rows
}

async function checkComments(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['plan.commented'])) {
    const ids = facts.map(({ body }) => body.commentId)
    const found = await tx.sql.selectFrom('plan_comments').selectAll().where('id', 'in', ids).execute()
    const known = new Map(found.map(row => [row.id, row]))
    for (const { body, chain, sequence } of facts) {
      const at = { table: 'plan_comments', row: body.commentId, chain, sequence }
      const row = known.get(body.commentId)
      rows++
      if (row === undefined) note(rowGone(at, commentName(body.commentId)))
      else if (sha256(row.text) !== body.textHash || row.section !== body.section)
        note(rowDiffers(at, commentName(body.commentId), [{ zh: '内容', en: 'content' }]))
    }
  }
  const loose = await sql<{ id: string; county_code: string }>`
    select c.id, c.county_code from plan_comments c where not exists (
      select from facts f join plans p on p.id = c.plan_id and p.county_code = c.county_code
      where f.subject_id = p.water_id::text and f.kind = 'plan.commented' and f.body->>'commentId' = c.id::text)`.execute(
    tx.sql,
  )
  for (const { id, county_code: chain } of loose.rows) {
    note(rowUnvouched({ table: 'plan_comments', row: id, chain, sequence: null }, commentName(id)))
  }
  return rows
}

const stateAfter = {
  'plan.submitted': 'submitted',
  'plan.returned': 'returned',
  'plan.approved': 'approved',
  'plan.set-aside': 'set-aside',
} as const

const standingKinds = ['plan.saved', 'plan.submitted', 'plan.returned', 'plan.approved', 'plan.set-aside'] as const

type StandingFact = Fact<(typeof standingKinds)[number]>

/** The state, version and number of each plan as its facts leave it. */
async function checkStanding(tx: Tx, note: NoteFault): Promise<number> {
  const told = new Map<string, StandingFact[]>()
  for await (const facts of factsOfKinds(tx, standingKinds)) {
    for (const fact of facts) told.set(fact.body.planId, [...(told.get(fact.body.planId) ?? []), fact])
  }
  const rows = await tx.sql.selectFrom('plans').selectAll().execute()
  const known = new Map(rows.map(row => [row.id, row]))
  for (const [id, facts] of told) {
    const { state, version, reference, last } = standingAfter(facts)
    const at = { table: 'plans', row: id, chain: last.chain, sequence: last.sequence }
    const row = known.get(id)
    if (row === undefined) {
      note(rowGone(at, planName(id)))
      continue
    }
    const fields = [
      ...(row.state === state ? [] : [{ zh: '状态', en: 'state' }]),
      ...(row.version === version ? [] : [{ zh: '版本', en: 'version' }]),
      ...(row.reference === reference ? [] : [{ zh: '批复文号', en: 'number of the approval' }]),
    ]
    if (fields.length > 0) note(rowDiffers(at, planName(id), fields))
  }
  for (const { id, county_code: chain } of rows.filter(row => !told.has(row.id))) {
    note(rowUnvouched({ table: 'plans', row: id, chain, sequence: null }, planName(id)))
  }
  return told.size
}

/** By time, because a water that was corrected to another county goes on in that county's chain. */
function standingAfter(facts: readonly StandingFact[]) {
  const inOrder = facts.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.sequence - b.sequence)
  let standing = { state: 'draft', version: 0, reference: null as string | null, last: inOrder[0]! } // never empty: a fact brought it here
  for (const fact of inOrder) {
    const { kind, body } = fact
    standing = {
      state: kind === 'plan.saved' ? standing.state : stateAfter[kind],
      version: body.version,
      reference: 'reference' in body ? body.reference : standing.reference,
      last: fact,
    }
  }
  return standing
}
