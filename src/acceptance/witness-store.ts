import { sql } from 'kysely'
import type { FactBodies } from '../domain/facts.ts'
import type { Tx } from '../platform/db/database.ts'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../platform/ledger/witness.ts'
import { hashDeclared } from './declared-store.ts'
import { hashDecision, hashNotice, hashSnapshot, hashSubmission, type FileTable } from './files-store.ts'
import { hashAnswer, hashObjection } from './objections-store.ts'

const fieldNames = {
  water: { zh: '水体', en: 'its water' },
  content: { zh: '登记内容', en: 'what was recorded' },
  snapshot: { zh: '验收材料', en: 'the file' },
  state: { zh: '状态', en: 'its state' },
  due: { zh: '期限', en: 'the day it is due' },
  notice: { zh: '公示', en: 'the notice' },
  decision: { zh: '决定', en: 'the decision' },
  answer: { zh: '答复', en: 'the answer' },
  withdrawal: { zh: '撤回', en: 'the withdrawal' },
} as const
type Checked = readonly (readonly [keyof typeof fieldNames, boolean])[]

/** The names of what does not agree. */
const wrong = (checked: Checked) => checked.filter(([, fits]) => !fits).map(([field]) => fieldNames[field])

const fileTable = 'acceptance_files'
const fileName = (id: string) => ({ zh: `验收材料 ${id}`, en: `file of acceptance ${id}` })
const decisionTable = 'acceptance_decisions'
const decisionName = (id: string) => ({ zh: `验收材料 ${id} 的决定`, en: `a decision on file ${id}` })

/** A file against the fact that sent it in and the newest that moved it, and each decision against its own. */
export const fileWitness: Witness = {
  tables: [fileTable, decisionTable],
  check: async (tx, note) => {
    const rows = (await checkFiles(tx, note)) + (await checkDecisions(tx, note))
    await noteLoose(tx, note, { table: fileTable, kind: 'acceptance.submitted', key: 'fileId', name: fileName })
    return rows
  },
}

async function checkFiles(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['acceptance.submitted'])) {
    const ids = facts.map(({ body }) => body.fileId)
    const found = await tx.sql.selectFrom(fileTable).selectAll().where('id', 'in', ids).execute()
    const known = new Map(found.map(row => [row.id, row]))
    const moves = await movesOf(tx, ids)
    for (const { body, subjectId, chain, sequence } of facts) {
      const at = { table: fileTable, row: body.fileId, chain, sequence }
      const row = known.get(body.fileId)
      rows++
      if (row === undefined) {
        note(rowGone(at, fileName(body.fileId)))
        continue
      }
      const fields = wrong([
        ['snapshot', snapshotFits(row, body)],
        ['content', hashSubmission(row) === body.contentHash],
        ['water', row.water_id === subjectId],
        ...standing(row, body, moves.get(row.id) ?? []),
      ])
      if (fields.length > 0) note(rowDiffers(at, fileName(row.id), fields))
    }
  }
  return rows
}

function snapshotFits(row: FileTable, body: FactBodies['acceptance.submitted']): boolean {
  const named = row.cycle === body.cycle && row.policy === body.policyFrom && row.standard_id === body.standardId
  return named && row.snapshot_hash === body.snapshotHash && hashSnapshot(row.snapshot) === body.snapshotHash
}

type Moved =
  | { readonly kind: 'acceptance.decided'; readonly body: FactBodies['acceptance.decided'] }
  | { readonly kind: 'acceptance.notice-begun'; readonly body: FactBodies['acceptance.notice-begun'] }

/** What moved each file after it was sent in, in the order of its chain. */
async function movesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, readonly Moved[]>> {
  const { rows } = await sql<Moved>`select kind, body from facts
    where kind in ('acceptance.decided', 'acceptance.notice-begun') and body->>'fileId' = any(${ids}::text[])
    order by county_code, sequence`.execute(tx.sql)
  return Map.groupBy(rows, ({ body }) => body.fileId)
}

function standing(row: FileTable, sent: FactBodies['acceptance.submitted'], moves: readonly Moved[]): Checked {
  const last = moves.at(-1)
  const expected =
    last === undefined
      ? { state: 'submitted', step: sent.step, dueOn: sent.dueOn }
      : last.kind === 'acceptance.decided'
        ? { state: last.body.to, step: last.body.nextStep, dueOn: last.body.dueOn }
        : { state: 'on-notice', step: 'delisting', dueOn: last.body.dueOn }
  const decided = moves.filter(({ kind }) => kind === 'acceptance.decided').length
  const notice = moves.flatMap(move => (move.kind === 'acceptance.notice-begun' ? [move.body] : [])).at(-1)
  return [
    ['state', row.state === expected.state && (row.step ?? undefined) === expected.step && row.decisions === decided],
    ['due', (row.due_on ?? undefined) === expected.dueOn],
    ['notice', noticeFits(row, notice)],
  ]
}

function noticeFits(row: FileTable, notice: FactBodies['acceptance.notice-begun'] | undefined): boolean {
  if (notice === undefined) return row.notice_id === null
  const days = row.notice_from === notice.startsOn && row.notice_to === notice.endsOn
  return row.notice_id === notice.noticeId && days && hashNotice(row) === notice.contentHash
}

async function checkDecisions(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['acceptance.decided'])) {
    const ids = facts.map(({ body }) => body.fileId)
    const found = await tx.sql.selectFrom(decisionTable).selectAll().where('file_id', 'in', ids).execute()
    const known = new Map(found.map(row => [`${row.file_id} ${row.number}`, row]))
    for (const { body, chain, sequence } of facts) {
      const at = { table: decisionTable, row: body.fileId, chain, sequence }
      const row = known.get(`${body.fileId} ${body.number}`)
      rows++
      if (row === undefined) {
        note(rowGone(at, decisionName(body.fileId)))
        continue
      }
      const same = row.decision === body.decision && row.reason === body.reason && (row.step ?? undefined) === body.step
      const about = row.items.join() === body.items.join() && hashDecision(row) === body.contentHash
      if (!same || !about) note(rowDiffers(at, decisionName(body.fileId), [fieldNames.decision]))
    }
  }
  const { rows: loose } = await sql<{ id: string; chain: string }>`
    select d.file_id as id, d.county_code as chain from acceptance_decisions d where not exists (
      select from facts f where f.kind = 'acceptance.decided'
        and f.body->>'fileId' = d.file_id::text and (f.body->>'number')::int = d.number)`.execute(tx.sql)
  for (const { id, chain } of loose) {
    note(rowUnvouched({ table: decisionTable, row: id, chain, sequence: null }, decisionName(id)))
  }
  return rows
}

const objectionTable = 'acceptance_objections'
const objectionName = (id: string) => ({ zh: `公示异议 ${id}`, en: `objection ${id}` })

export const objectionWitness: Witness = {
  tables: [objectionTable],
  check: async (tx, note) => {
    let rows = 0
    const answers = await answered(tx)
    for await (const facts of factsOfKinds(tx, ['acceptance.objection-recorded'])) {
      const ids = facts.map(({ body }) => body.objectionId)
      const found = await tx.sql.selectFrom(objectionTable).selectAll().where('id', 'in', ids).execute()
      const known = new Map(found.map(row => [row.id, row]))
      for (const { body, chain, sequence } of facts) {
        const at = { table: objectionTable, row: body.objectionId, chain, sequence }
        const row = known.get(body.objectionId)
        rows++
        if (row === undefined) {
          note(rowGone(at, objectionName(body.objectionId)))
          continue
        }
        const answer = answers.get(row.id)
        const same = row.file_id === body.fileId && row.received_on === body.receivedOn
        const fields = wrong([
          ['content', same && hashObjection(row) === body.contentHash],
          [
            'answer',
            answer === undefined
              ? row.answered_at === null && row.answer === null
              : row.upheld === answer.upheld && hashAnswer(row) === answer.contentHash,
          ],
        ])
        if (fields.length > 0) note(rowDiffers(at, objectionName(row.id), fields))
      }
    }
    const kind = 'acceptance.objection-recorded'
    await noteLoose(tx, note, { table: objectionTable, kind, key: 'objectionId', name: objectionName })
    return rows
  },
}

type Answered = FactBodies['acceptance.objection-answered']

async function answered(tx: Tx): Promise<ReadonlyMap<string, Answered>> {
  const found = new Map<string, Answered>()
  for await (const facts of factsOfKinds(tx, ['acceptance.objection-answered'])) {
    for (const { body } of facts) found.set(body.objectionId, body)
  }
  return found
}

const declaredTable = 'declared_measures'
const declaredName = (id: string) => ({ zh: `措施登记 ${id}`, en: `declared measure ${id}` })

export const declaredWitness: Witness = {
  tables: [declaredTable],
  check: async (tx, note) => {
    let rows = 0
    const withdrawn = await withdrawals(tx)
    for await (const facts of factsOfKinds(tx, ['acceptance.measure-declared'])) {
      const ids = facts.map(({ body }) => body.declaredId)
      const found = await tx.sql.selectFrom(declaredTable).selectAll().where('id', 'in', ids).execute()
      const known = new Map(found.map(row => [row.id, row]))
      for (const { body, subjectId, chain, sequence } of facts) {
        const at = { table: declaredTable, row: body.declaredId, chain, sequence }
        const row = known.get(body.declaredId)
        rows++
        if (row === undefined) {
          note(rowGone(at, declaredName(body.declaredId)))
          continue
        }
        const named = row.measure_id === body.measureId && row.starts_on === body.startsOn
        const fields = wrong([
          ['content', named && hashDeclared(row) === body.contentHash],
          ['water', row.water_id === subjectId],
          ['withdrawal', (row.withdrawn_why ?? undefined) === withdrawn.get(row.id)],
        ])
        if (fields.length > 0) note(rowDiffers(at, declaredName(row.id), fields))
      }
    }
    const kind = 'acceptance.measure-declared'
    await noteLoose(tx, note, { table: declaredTable, kind, key: 'declaredId', name: declaredName })
    return rows
  },
}

/** Why each was withdrawn. */
async function withdrawals(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for await (const facts of factsOfKinds(tx, ['acceptance.measure-withdrawn'])) {
    for (const { body } of facts) found.set(body.declaredId, body.reason)
  }
  return found
}

type Loose = {
  readonly table: string
  readonly kind: string
  /** The field of the fact's body that holds the row's id. */
  readonly key: string
  readonly name: (id: string) => { readonly zh: string; readonly en: string }
}

/** Rows that no fact tells of. */
async function noteLoose(tx: Tx, note: NoteFault, { table, kind, key, name }: Loose): Promise<void> {
  const { rows } = await sql<{ id: string; chain: string }>`
    select id, county_code as chain from ${sql.table(table)} t where not exists (
      select from facts f where f.kind = ${kind} and f.body->>${key} = t.id::text)`.execute(tx.sql)
  for (const { id, chain } of rows) note(rowUnvouched({ table, row: id, chain, sequence: null }, name(id)))
}
