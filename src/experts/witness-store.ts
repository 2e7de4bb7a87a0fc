import { sql } from 'kysely'
import type { FactBodies } from '../domain/facts.ts'
import type { Tx } from '../platform/db/database.ts'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../platform/ledger/witness.ts'
import { noteLoose } from '../works/witness-store.ts'
import { hashAdvice, hashAdviceStep, type AdviceStepTable, type AdviceTable } from './advice-store.ts'
import { scopeOf, type AssignmentTable } from './assignments-store.ts'

const fieldNames = {
  expert: { zh: '专家', en: 'the expert' },
  scope: { zh: '帮扶对象', en: 'what is helped' },
  term: { zh: '起止日期', en: 'its days' },
  reason: { zh: '理由', en: 'the reason' },
  state: { zh: '状态', en: 'its state' },
  water: { zh: '水体', en: 'its water' },
  advice: { zh: '建议内容', en: 'the advice' },
  due: { zh: '期限', en: 'the day it is due' },
  step: { zh: '处理内容', en: 'the step' },
} as const

type Checked = readonly (readonly [keyof typeof fieldNames, boolean])[]

/** The names of what does not agree. */
const wrong = (checked: Checked) => checked.filter(([, fits]) => !fits).map(([field]) => fieldNames[field])

const assignmentTable = 'expert_assignments'
const assignmentName = (id: string) => ({ zh: `专家指派 ${id}`, en: `assignment ${id}` })

/** An assignment against the fact that made it, and its end against the fact that ended it. */
export const assignmentWitness: Witness = {
  tables: [assignmentTable],
  check: async (tx, note) => {
    let rows = 0
    for await (const facts of factsOfKinds(tx, ['expert.assigned'])) {
      const ids = facts.map(({ body }) => body.assignmentId)
      const found = await tx.sql.selectFrom(assignmentTable).selectAll().where('id', 'in', ids).execute()
      const [known, ends] = [new Map(found.map(row => [row.id, row])), await endsOf(tx, ids)]
      for (const { body, subjectId, chain, sequence } of facts) {
        const at = { table: assignmentTable, row: body.assignmentId, chain, sequence }
        const row = known.get(body.assignmentId)
        rows++
        if (row === undefined) {
          note(rowGone(at, assignmentName(body.assignmentId)))
          continue
        }
        const fields = wrong(checkAssignment(row, { body, subjectId, end: ends.get(row.id) }))
        if (fields.length > 0) note(rowDiffers(at, assignmentName(row.id), fields))
      }
    }
    const kind = 'expert.assigned'
    await noteLoose(tx, note, { table: assignmentTable, kind, key: 'assignmentId', name: assignmentName })
    return rows
  },
}

type Ended = FactBodies['expert.relieved']

function checkAssignment(
  row: AssignmentTable,
  {
    body,
    subjectId,
    end,
  }: { readonly body: FactBodies['expert.assigned']; readonly subjectId: string; readonly end: Ended | undefined },
): Checked {
  const { accountId = null, organisationId = null, untilOn = null } = body
  return [
    ['expert', row.expert_account === accountId && row.expert_organisation === organisationId],
    ['scope', scopeOf(row) === body.scope && (row.water_id ?? row.id) === subjectId],
    ['term', row.from_on === body.fromOn && row.until_on === (end?.untilOn ?? untilOn)],
    ['reason', row.reason === body.reason],
    ['state', row.end_reason === (end?.reason ?? null) && (row.ended_at !== null) === (end !== undefined)],
  ]
}

async function endsOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Ended>> {
  const { rows } = await sql<{ body: Ended }>`select body from facts
    where kind = 'expert.relieved' and body->>'assignmentId' = any(${ids}::text[])`.execute(tx.sql)
  return new Map(rows.map(({ body }) => [body.assignmentId, body]))
}

const adviceTable = 'expert_advice'
const stepTable = 'expert_advice_steps'
const adviceName = (id: string) => ({ zh: `技术建议 ${id}`, en: `advice ${id}` })

/** Advice against the fact that gave it and its last step, and each step against its own fact. */
export const adviceWitness: Witness = {
  tables: [adviceTable, stepTable],
  check: async (tx, note) => {
    const rows = (await checkGiven(tx, note)) + (await checkSteps(tx, note))
    await noteLoose(tx, note, { table: adviceTable, kind: 'expert.advised', key: 'adviceId', name: adviceName })
    await noteLooseSteps(tx, note)
    return rows
  },
}

type Moved = FactBodies['expert.advice-moved']

async function checkGiven(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['expert.advised'])) {
    const ids = facts.map(({ body }) => body.adviceId)
    const found = await tx.sql.selectFrom(adviceTable).selectAll().where('id', 'in', ids).execute()
    const [known, last] = [new Map(found.map(row => [row.id, row])), await lastMoves(tx, ids)]
    for (const { body, subjectId, chain, sequence } of facts) {
      const at = { table: adviceTable, row: body.adviceId, chain, sequence }
      const row = known.get(body.adviceId)
      rows++
      if (row === undefined) {
        note(rowGone(at, adviceName(body.adviceId)))
        continue
      }
      const fields = wrong([
        ['advice', adviceFits(row, body)],
        ['water', row.water_id === subjectId],
        ...standing(row, last.get(row.id), body.dueOn),
      ])
      if (fields.length > 0) note(rowDiffers(at, adviceName(row.id), fields))
    }
  }
  return rows
}

function adviceFits(row: AdviceTable, body: FactBodies['expert.advised']): boolean {
  return row.phase === body.phase && row.measure_id === (body.measureId ?? null) && hashAdvice(row) === body.contentHash
}

function standing(row: AdviceTable, last: Moved | undefined, dueOn: string): Checked {
  return [
    ['state', row.state === (last?.to ?? 'open') && row.steps === (last?.number ?? 0)],
    ['due', row.due_on === (last?.dueOn ?? dueOn)],
  ]
}

/** The last step of each piece of advice by the ledger; advice without any is absent. */
async function lastMoves(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Moved>> {
  const { rows } = await sql<{ body: Moved }>`
    select distinct on (body->>'adviceId') body from facts
    where kind = 'expert.advice-moved' and body->>'adviceId' = any(${ids}::text[])
    order by body->>'adviceId', (body->>'number')::int desc`.execute(tx.sql)
  return new Map(rows.map(({ body }) => [body.adviceId, body]))
}

async function checkSteps(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['expert.advice-moved'])) {
    const ids = facts.map(({ body }) => body.adviceId)
    const found = await tx.sql.selectFrom(stepTable).selectAll().where('advice_id', 'in', ids).execute()
    const known = new Map(found.map(row => [`${row.advice_id} ${row.number}`, row]))
    for (const { body, chain, sequence } of facts) {
      const at = { table: stepTable, row: body.adviceId, chain, sequence }
      const row = known.get(`${body.adviceId} ${body.number}`)
      rows++
      if (row === undefined) {
        note(rowGone(at, adviceName(body.adviceId)))
        continue
      }
      const fields = wrong(checkStep(row, body))
      if (fields.length > 0) note(rowDiffers(at, adviceName(body.adviceId), fields))
    }
  }
  return rows
}

function checkStep(row: AdviceStepTable, { step, adoption, contentHash, dueOn }: Moved): Checked {
  return [
    ['step', row.step === step && row.adoption === (adoption ?? null) && hashAdviceStep(row) === contentHash],
    ['due', row.due_on === dueOn],
  ]
}

async function noteLooseSteps(tx: Tx, note: NoteFault): Promise<void> {
  const { rows } = await sql<{ id: string; chain: string }>`
    select s.advice_id as id, s.county_code as chain from expert_advice_steps s where not exists (
      select from facts f where f.kind = 'expert.advice-moved'
        and f.body->>'adviceId' = s.advice_id::text and (f.body->>'number')::int = s.number)`.execute(tx.sql)
  for (const { id, chain } of rows)
    note(rowUnvouched({ table: stepTable, row: id, chain, sequence: null }, adviceName(id)))
}
