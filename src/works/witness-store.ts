import { sql } from 'kysely'
import type { FactBodies } from '../domain/facts.ts'
import type { Tx } from '../platform/db/database.ts'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../platform/ledger/witness.ts'
import { hashOpening, hashOwner, hashStep, type RectificationTable, type StepTable } from './rectifications-store.ts'
import { hashSample } from './samples-store.ts'
import { hashPlan, hashRecord, type VisitTable } from './visits-store.ts'

const fieldNames = {
  plan: { zh: '安排', en: 'the plan' },
  due: { zh: '期限', en: 'the day it is due' },
  cycle: { zh: '治理轮次', en: 'the cycle' },
  state: { zh: '状态', en: 'its state' },
  water: { zh: '水体', en: 'its water' },
  record: { zh: '核查内容', en: 'what was recorded' },
  finding: { zh: '问题内容', en: 'the finding' },
  owner: { zh: '责任方', en: 'the owner' },
  step: { zh: '处理内容', en: 'the step' },
  draw: { zh: '抽样内容', en: 'the draw' },
} as const

type Checked = readonly (readonly [keyof typeof fieldNames, boolean])[]

/** The names of what does not agree. */
const wrong = (checked: Checked) => checked.filter(([, fits]) => !fits).map(([field]) => fieldNames[field])

const visitTable = 'verification_visits'
const visitName = (id: string) => ({ zh: `核查 ${id}`, en: `visit ${id}` })

export const visitWitness: Witness = {
  tables: [visitTable],
  check: async (tx, note) => {
    let rows = 0
    const kinds = ['works.visit-planned', 'works.visit-recorded', 'works.visit-cancelled'] as const
    for await (const facts of factsOfKinds(tx, kinds)) {
      const ids = facts.map(({ body }) => body.visitId)
      const found = await tx.sql.selectFrom(visitTable).selectAll().where('id', 'in', ids).execute()
      const ended = await endedVisits(tx, ids)
      const known = new Map(found.map(row => [row.id, row]))
      for (const fact of facts) {
        const { body, subjectId, chain, sequence } = fact
        const at = { table: visitTable, row: body.visitId, chain, sequence }
        const row = known.get(body.visitId)
        rows++
        if (row === undefined) {
          note(rowGone(at, visitName(body.visitId)))
          continue
        }
        const named = row.phase === body.phase && row.role === body.role && row.handbook === body.handbook
        const fields = wrong([
          ['plan', named && (!('dueOn' in body) || hashPlan(row) === body.contentHash)],
          ['due', !('dueOn' in body) || row.due_on === body.dueOn],
          ['water', row.water_id === subjectId],
          ['cycle', cycleFits(row, body)],
          ['state', row.state === (ended.get(row.id) ?? 'planned')],
          ['record', !('visitedOn' in body) || hashRecord(row) === body.contentHash],
          ['record', !('reason' in body) || row.note === body.reason],
        ])
        if (fields.length > 0) note(rowDiffers(at, visitName(row.id), fields))
      }
    }
    await noteLoose(tx, note, { table: visitTable, kind: 'works.visit-planned', key: 'visitId', name: visitName })
    return rows
  },
}

type VisitBody = FactBodies[`works.visit-${'planned' | 'recorded' | 'cancelled'}`]

/** A visit that was made counts for the cycle its record names, whatever the one it was planned in. */
function cycleFits(row: VisitTable, body: VisitBody): boolean {
  if (!('cycle' in body) || (row.state === 'done' && !('visitedOn' in body))) return true
  return row.cycle === body.cycle
}

async function endedVisits(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, 'done' | 'cancelled'>> {
  const { rows } = await sql<{ id: string; kind: string }>`select body->>'visitId' as id, kind from facts
    where kind in ('works.visit-recorded', 'works.visit-cancelled') and body->>'visitId' = any(${ids}::text[])`.execute(
    tx.sql,
  )
  return new Map(rows.map(({ id, kind }) => [id, kind === 'works.visit-recorded' ? 'done' : 'cancelled']))
}

const itemTable = 'rectifications'
const stepTable = 'rectification_steps'
const itemName = (id: string) => ({ zh: `问题 ${id}`, en: `rectification item ${id}` })

/** An item against the fact that opened it and its last step, and each step against its own fact. */
export const rectificationWitness: Witness = {
  tables: [itemTable, stepTable],
  check: async (tx, note) => {
    const rows = (await checkOpened(tx, note)) + (await checkSteps(tx, note))
    const kind = 'works.rectification-opened'
    await noteLoose(tx, note, { table: itemTable, kind, key: 'rectificationId', name: itemName })
    return rows
  },
}

async function checkOpened(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['works.rectification-opened'])) {
    const ids = facts.map(({ body }) => body.rectificationId)
    const found = await tx.sql.selectFrom(itemTable).selectAll().where('id', 'in', ids).execute()
    const known = new Map(found.map(row => [row.id, row]))
    const last = await lastSteps(tx, ids)
    for (const { body, subjectId, chain, sequence } of facts) {
      const at = { table: itemTable, row: body.rectificationId, chain, sequence }
      const row = known.get(body.rectificationId)
      rows++
      if (row === undefined) {
        note(rowGone(at, itemName(body.rectificationId)))
        continue
      }
      const sound = row.visit_id === body.visitId && row.handbook === body.handbook && row.item_id === body.itemId
      const fields = wrong([
        ['finding', sound && row.severity === body.severity && openingFits(row, last.has(row.id), body)],
        ['water', row.water_id === subjectId],
        ...standing(row, last.get(row.id), body.dueOn),
      ])
      if (fields.length > 0) note(rowDiffers(at, itemName(row.id), fields))
    }
  }
  return rows
}

/** The first owner stands in the row only until a step is taken; from then on the steps vouch for it. */
function openingFits(
  row: RectificationTable,
  stepped: boolean,
  body: FactBodies['works.rectification-opened'],
): boolean {
  if (hashOpening(row) !== body.contentHash) return false
  return stepped || hashOwner(row) === body.ownerHash
}

type LastStep = StepTable & { readonly moved_to: string }

function standing(row: RectificationTable, last: LastStep | undefined, dueOn: string): Checked {
  return [
    ['state', row.state === (last?.moved_to ?? 'open') && row.steps === (last?.number ?? 0)],
    ['due', row.due_on === (last?.due_on ?? dueOn)],
    // Without a step the hash of the opening vouches for the owner.
    [
      'owner',
      last === undefined ||
        (row.owner_account === last.owner_account && row.owner_organisation === last.owner_organisation),
    ],
  ]
}

/** The last step of each item by the ledger, with the row that tells of it; items without any are absent. */
async function lastSteps(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, LastStep>> {
  const { rows } = await sql<LastStep>`
    select distinct on (s.rectification_id) s.*, f.body->>'to' as moved_to
    from facts f join rectification_steps s on s.rectification_id::text = f.body->>'rectificationId'
      and s.number = (f.body->>'number')::int
    where f.kind = 'works.rectification-moved' and s.rectification_id = any(${ids}::uuid[])
    order by s.rectification_id, s.number desc`.execute(tx.sql)
  return new Map(rows.map(row => [row.rectification_id, row]))
}

async function checkSteps(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['works.rectification-moved'])) {
    const ids = facts.map(({ body }) => body.rectificationId)
    const found = await tx.sql.selectFrom(stepTable).selectAll().where('rectification_id', 'in', ids).execute()
    const known = new Map(found.map(row => [`${row.rectification_id} ${row.number}`, row]))
    for (const { body, chain, sequence } of facts) {
      const at = { table: stepTable, row: body.rectificationId, chain, sequence }
      const row = known.get(`${body.rectificationId} ${body.number}`)
      rows++
      if (row === undefined) {
        note(rowGone(at, itemName(body.rectificationId)))
        continue
      }
      const same = row.step === body.step && row.reason === body.reason && hashStep(row) === body.contentHash
      const fields = wrong([
        ['step', same],
        ['due', row.due_on === body.dueOn],
      ])
      if (fields.length > 0) note(rowDiffers(at, itemName(body.rectificationId), fields))
    }
  }
  const { rows: loose } = await sql<{ id: string; chain: string }>`
    select s.rectification_id as id, s.county_code as chain from rectification_steps s where not exists (
      select from facts f where f.kind = 'works.rectification-moved'
        and f.body->>'rectificationId' = s.rectification_id::text and (f.body->>'number')::int = s.number)`.execute(
    tx.sql,
  )
  for (const { id, chain } of loose)
    note(rowUnvouched({ table: stepTable, row: id, chain, sequence: null }, itemName(id)))
  return rows
}

const sampleTable = 'verification_samples'
const sampleName = (id: string) => ({ zh: `抽样 ${id}`, en: `draw ${id}` })

export const sampleWitness: Witness = {
  tables: [sampleTable],
  check: async (tx, note) => {
    let rows = 0
    for await (const facts of factsOfKinds(tx, ['works.sample-drawn'])) {
      const ids = facts.map(({ body }) => body.sampleId)
      const found = await tx.sql.selectFrom(sampleTable).selectAll().where('id', 'in', ids).execute()
      const known = new Map(found.map(row => [row.id, row]))
      for (const { body, chain, sequence } of facts) {
        const at = { table: sampleTable, row: body.sampleId, chain, sequence }
        const row = known.get(body.sampleId)
        rows++
        if (row === undefined) note(rowGone(at, sampleName(body.sampleId)))
        else if (row.seed !== body.seed || row.size !== body.size || hashSample(row) !== body.contentHash) {
          note(rowDiffers(at, sampleName(row.id), [fieldNames.draw]))
        }
      }
    }
    await noteLoose(tx, note, { table: sampleTable, kind: 'works.sample-drawn', key: 'sampleId', name: sampleName })
    return rows
  },
}

type Loose = {
  readonly table: string
  readonly kind: string
  /** The field of the fact's body that holds the row's id. */
  readonly key: string
  readonly name: (id: string) => { readonly zh: string; readonly en: string }
}

/** Rows that no fact tells of. */
export async function noteLoose(tx: Tx, note: NoteFault, { table, kind, key, name }: Loose): Promise<void> {
  const { rows } = await sql<{ id: string; region_code: string }>`
    select id, region_code from ${sql.table(table)} t where not exists (
      select from facts f where f.kind = ${kind} and f.body->>${key} = t.id::text)`.execute(tx.sql)
  for (const { id, region_code } of rows) {
    note(rowUnvouched({ table, row: id, chain: region_code.slice(0, 6), sequence: null }, name(id)))
  }
}
