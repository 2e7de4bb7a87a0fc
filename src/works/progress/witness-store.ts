import { sql } from 'kysely'
import type { Fact, FactBodies } from '../../domain/facts.ts'
import type { Tx } from '../../platform/db/database.ts'
import { factsOfKinds } from '../../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../../platform/ledger/witness.ts'
import { hashPartStep, type PartStepTable, type PartTable } from './parts/parts-store.ts'
import { countingOf, hashReport, toldOf, type ReportTable } from './reports-store.ts'
import { latestOf } from './rules.ts'
import {
  hashChange,
  hashPlanned,
  summaryOf,
  type ChangeTable,
  type MeasureTable,
  type ScheduleTable,
} from './schedules-store.ts'

const fieldNames = {
  water: { zh: '水体', en: 'its water' },
  plan: { zh: '方案内容', en: 'what the plan says' },
  schedule: { zh: '计划工期、工程量、施工单位', en: 'days, quantity and contractor' },
  state: { zh: '状态', en: 'its state' },
  days: { zh: '开工、完工日期', en: 'the days of start and completion' },
  reason: { zh: '理由', en: 'the reason' },
  done: { zh: '累计完成量', en: 'what is done' },
  summary: { zh: '进度汇总', en: 'the summary of its measures' },
  report: { zh: '上报内容', en: 'what was reported' },
  part: { zh: '协同内容', en: 'the part' },
  step: { zh: '办理内容', en: 'the step' },
  signature: { zh: '会签', en: 'the signature' },
} as const

type Checked = readonly (readonly [keyof typeof fieldNames, boolean])[]

/** The names of what does not agree. */
const wrong = (checked: Checked) => checked.filter(([, fits]) => !fits).map(([field]) => fieldNames[field])

const scheduleName = (id: string) => ({ zh: `进度计划 ${id}`, en: `schedule ${id}` })
const measureName = (id: string) => ({ zh: `计划措施 ${id}`, en: `scheduled measure ${id}` })
const changeName = (id: string, version: number) => ({
  zh: `计划措施 ${id} 第 ${version} 版`,
  en: `version ${version} of scheduled measure ${id}`,
})
const reportName = (id: string) => ({ zh: `进度上报 ${id}`, en: `report ${id}` })
const partName = (id: string) => ({ zh: `协同事项 ${id}`, en: `part ${id}` })

/** Schedules, measures, their versions and reports against the facts; what boards keep against what it is the sum of. */
export const progressWitness: Witness = {
  tables: ['works_schedules', 'works_measures', 'works_changes', 'works_reports'],
  check: async (tx, note) => {
    const rows = (await checkSchedules(tx, note)) + (await checkChanges(tx, note)) + (await checkReports(tx, note))
    await noteLooseSchedules(tx, note)
    await noteLooseChanges(tx, note)
    await noteLooseReports(tx, note)
    return rows
  },
}

type Known = {
  readonly schedules: ReadonlyMap<string, ScheduleTable>
  readonly measures: ReadonlyMap<string, readonly MeasureTable[]>
  readonly changes: ReadonlyMap<string, readonly ChangeTable[]>
  readonly reports: ReadonlyMap<string, readonly ReportTable[]>
  readonly moves: ReadonlyMap<string, readonly Fact<'progress.moved'>[]>
}

async function checkSchedules(tx: Tx, note: NoteFault): Promise<number> {
  const moves = await movesBySchedule(tx)
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['progress.scheduled'])) {
    const known = { ...(await readKnown(tx, facts.map(({ body }) => body.scheduleId))), moves } // prettier-ignore
    for (const fact of facts) {
      rows += 1 + fact.body.measures.length
      checkSchedule(fact, known, note)
      for (const told of fact.body.measures) checkMeasure(fact, told, known, note)
    }
  }
  return rows
}

/** Few: two or three of each schedule. */
async function movesBySchedule(tx: Tx): Promise<Known['moves']> {
  const moves: Fact<'progress.moved'>[] = []
  for await (const facts of factsOfKinds(tx, ['progress.moved'])) moves.push(...facts)
  return Map.groupBy(inOrder(moves), ({ body }) => body.scheduleId)
}

async function readKnown(tx: Tx, ids: readonly string[]): Promise<Omit<Known, 'moves'>> {
  const schedules = await tx.sql.selectFrom('works_schedules').selectAll().where('id', 'in', ids).execute()
  const measures = await tx.sql
    .selectFrom('works_measures')
    .selectAll()
    .where('schedule_id', 'in', ids)
    .orderBy('number')
    .execute()
  const own = measures.map(({ id }) => id)
  return {
    schedules: new Map(schedules.map(row => [row.id, row])),
    measures: Map.groupBy(measures, row => row.schedule_id),
    changes: Map.groupBy(
      await tx.sql.selectFrom('works_changes').selectAll().where('measure_id', 'in', own).orderBy('version').execute(),
      row => row.measure_id,
    ),
    reports: Map.groupBy(
      await tx.sql.selectFrom('works_reports').selectAll().where('measure_id', 'in', own).execute(),
      row => row.measure_id,
    ),
  }
}

/** By time, because a water that was corrected to another county goes on in that county's chain. */
function inOrder<K extends 'progress.moved' | 'progress.part-stepped'>(facts: readonly Fact<K>[]): readonly Fact<K>[] {
  return facts.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.sequence - b.sequence)
}

function checkSchedule(fact: Fact<'progress.scheduled'>, known: Known, note: NoteFault): void {
  const { body, subjectId, chain, sequence } = fact
  const at = { table: 'works_schedules', row: body.scheduleId, chain, sequence }
  const row = known.schedules.get(body.scheduleId)
  if (row === undefined) return note(rowGone(at, scheduleName(body.scheduleId)))
  const moves = known.moves.get(row.id) ?? []
  const startedOn = moves.findLast(move => move.body.startedOn !== undefined)?.body.startedOn ?? body.startedOn ?? null
  const completedOn = moves.at(-1)?.body.completedOn ?? null
  const measures = known.measures.get(row.id) ?? []
  const fields = wrong([
    ['water', row.water_id === subjectId],
    ['plan', row.plan_id === body.planId && row.plan_version === body.planVersion],
    ['state', row.state === (moves.at(-1)?.body.to ?? body.state)],
    ['days', row.started_on === startedOn && row.completed_on === completedOn],
    ['summary', measures.length === body.measures.length && fitsSummary(row, measures)],
  ])
  if (fields.length > 0) note(rowDiffers(at, scheduleName(row.id), fields))
}

function fitsSummary(row: ScheduleTable, measures: readonly MeasureTable[]): boolean {
  return Object.entries(summaryOf(measures)).every(([column, value]) => row[column as keyof ScheduleTable] === value) // a column of the table
}

type ToldMeasure = FactBodies['progress.scheduled']['measures'][number]

function checkMeasure(fact: Fact<'progress.scheduled'>, told: ToldMeasure, known: Known, note: NoteFault): void {
  const { subjectId, chain, sequence, body } = fact
  const at = { table: 'works_measures', row: told.id, chain, sequence }
  const row = known.measures.get(body.scheduleId)?.find(({ id }) => id === told.id)
  if (row === undefined) return note(rowGone(at, measureName(told.id)))
  const changes = known.changes.get(row.id) ?? []
  const last = changes.at(-1)
  const first = changes.find(({ version }) => version === 1)
  const done = latestOf(countingOf(known.reports.get(row.id) ?? []).map(toldOf))
  const planned = row.number === told.number && row.measure_id === told.measureId && hashPlanned(row) === told.planHash
  const fields = wrong([
    ['water', row.water_id === subjectId],
    ['plan', planned],
    ['schedule', last?.version === row.version && hashChange(last) === hashChange(row)],
    ['done', row.done_quantity === (done?.doneQuantity ?? 0) && row.last_report_on === (done?.onDay ?? null)],
  ])
  if (fields.length > 0) note(rowDiffers(at, measureName(row.id), fields))
  if (first === undefined) note(rowGone({ ...at, table: 'works_changes' }, changeName(row.id, 1)))
  else if (hashChange(first) !== told.contentHash)
    note(rowDiffers({ ...at, table: 'works_changes' }, changeName(row.id, 1), [fieldNames.schedule]))
}

async function checkChanges(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['progress.adjusted'])) {
    const ids = [...new Set(facts.map(({ body }) => body.id))]
    const found = await tx.sql.selectFrom('works_changes').selectAll().where('measure_id', 'in', ids).execute()
    const known = new Map(found.map(row => [`${row.measure_id} ${row.version}`, row]))
    for (const { body, chain, sequence } of facts) {
      const at = { table: 'works_changes', row: body.id, chain, sequence }
      const row = known.get(`${body.id} ${body.version}`)
      rows++
      if (row === undefined) {
        note(rowGone(at, changeName(body.id, body.version)))
        continue
      }
      const fields = wrong([
        ['schedule', hashChange(row) === body.contentHash],
        ['reason', row.reason === body.reason],
      ])
      if (fields.length > 0) note(rowDiffers(at, changeName(body.id, body.version), fields))
    }
  }
  return rows
}

async function checkReports(tx: Tx, note: NoteFault): Promise<number> {
  let rows = 0
  for await (const facts of factsOfKinds(tx, ['progress.reported'])) {
    const ids = facts.map(({ body }) => body.reportId)
    const found = await tx.sql.selectFrom('works_reports').selectAll().where('id', 'in', ids).execute()
    const known = new Map(found.map(row => [row.id, row]))
    for (const { body, subjectId, chain, sequence } of facts) {
      const at = { table: 'works_reports', row: body.reportId, chain, sequence }
      const row = known.get(body.reportId)
      rows++
      if (row === undefined) {
        note(rowGone(at, reportName(body.reportId)))
        continue
      }
      const fields = wrong([
        ['water', row.water_id === subjectId],
        ['report', row.measure_id === body.id && hashReport(row) === body.contentHash],
      ])
      if (fields.length > 0) note(rowDiffers(at, reportName(row.id), fields))
    }
  }
  return rows
}

type LooseRow = { readonly id: string; readonly chain: string; readonly version: number }

async function noteLooseSchedules(tx: Tx, note: NoteFault): Promise<void> {
  const { rows } =
    await sql<LooseRow>`select id, county_code as chain, 0 as version from works_schedules s where not exists (
    select from facts f where f.kind = 'progress.scheduled' and f.subject_id = s.water_id::text
      and f.body->>'scheduleId' = s.id::text)`.execute(tx.sql)
  for (const { id, chain } of rows)
    note(rowUnvouched({ table: 'works_schedules', row: id, chain, sequence: null }, scheduleName(id)))
  const measures =
    await sql<LooseRow>`select id, county_code as chain, 0 as version from works_measures m where not exists (
    select from facts f where f.kind = 'progress.scheduled' and f.subject_id = m.water_id::text
      and f.body->'measures' @> jsonb_build_array(jsonb_build_object('id', m.id::text)))`.execute(tx.sql)
  for (const { id, chain } of measures.rows)
    note(rowUnvouched({ table: 'works_measures', row: id, chain, sequence: null }, measureName(id)))
}

/** The first version is told of where the schedule was made. */
async function noteLooseChanges(tx: Tx, note: NoteFault): Promise<void> {
  const { rows } = await sql<LooseRow>`
    select measure_id as id, version, county_code as chain from works_changes c where c.version > 1 and not exists (
      select from facts f where f.kind = 'progress.adjusted' and f.subject_id = c.water_id::text
        and f.body->>'id' = c.measure_id::text and (f.body->>'version')::int = c.version)`.execute(tx.sql)
  for (const { id, version, chain } of rows)
    note(rowUnvouched({ table: 'works_changes', row: id, chain, sequence: null }, changeName(id, version)))
}

async function noteLooseReports(tx: Tx, note: NoteFault): Promise<void> {
  const { rows } =
    await sql<LooseRow>`select id, county_code as chain, 0 as version from works_reports r where not exists (
    select from facts f where f.kind = 'progress.reported' and f.subject_id = r.water_id::text
      and f.body->>'reportId' = r.id::text)`.execute(tx.sql)
  for (const { id, chain } of rows)
    note(rowUnvouched({ table: 'works_reports', row: id, chain, sequence: null }, reportName(id)))
}

/** Parts of departments: every step by its hash, the part itself by the last of them, its signature among it. */
export const partWitness: Witness = {
  tables: ['works_parts', 'works_part_steps'],
  check: async (tx, note) => {
    const told = new Map<string, Fact<'progress.part-stepped'>[]>()
    for await (const facts of factsOfKinds(tx, ['progress.part-stepped']))
      for (const fact of facts) told.set(fact.body.partId, [...(told.get(fact.body.partId) ?? []), fact])
    const parts = await tx.sql.selectFrom('works_parts').selectAll().execute()
    const steps = await tx.sql.selectFrom('works_part_steps').selectAll().orderBy('number').execute()
    const known = { parts: new Map(parts.map(row => [row.id, row])), steps: Map.groupBy(steps, row => row.part_id) }
    let rows = 0
    for (const facts of told.values()) rows += checkPart(inOrder(facts), known, note)
    for (const { id, county_code: chain } of parts.filter(row => !told.has(row.id)))
      note(rowUnvouched({ table: 'works_parts', row: id, chain, sequence: null }, partName(id)))
    return rows
  },
}

type KnownParts = {
  readonly parts: ReadonlyMap<string, PartTable>
  readonly steps: ReadonlyMap<string, readonly PartStepTable[]>
}

function checkPart(facts: readonly Fact<'progress.part-stepped'>[], known: KnownParts, note: NoteFault): number {
  const { body, subjectId, chain, sequence } = facts.at(-1)! // a fact brought it here
  const at = { table: 'works_parts', row: body.partId, chain, sequence }
  const steps = known.steps.get(body.partId) ?? []
  checkPartSteps(facts, steps, note)
  const row = known.parts.get(body.partId)
  if (row === undefined) {
    note(rowGone(at, partName(body.partId)))
    return facts.length
  }
  const last = steps.at(-1)
  const filled = steps.findLast(({ step }) => step === 'fill')
  const signed = row.state === 'signed' ? last : undefined
  const fields = wrong([
    ['water', row.water_id === subjectId],
    ['part', row.organisation_id === body.organisationId && row.subject === body.subject],
    ['state', row.state === body.to && row.version === body.number],
    ['step', row.ask === last?.ask && row.due_on === last?.due_on],
    ['part', JSON.stringify(row.content) === JSON.stringify(filled?.content ?? null)],
    [
      'signature',
      row.signed_hash === (signed?.signed_hash ?? null) &&
        row.signed_by === (signed?.by_account ?? null) &&
        row.signed_at?.getTime() === signed?.at.getTime(),
    ],
  ])
  if (fields.length > 0) note(rowDiffers(at, partName(row.id), fields))
  return facts.length
}

function checkPartSteps(
  facts: readonly Fact<'progress.part-stepped'>[],
  steps: readonly PartStepTable[],
  note: NoteFault,
): void {
  for (const { body, chain, sequence, actorId } of facts) {
    const at = { table: 'works_part_steps', row: body.partId, chain, sequence }
    const row = steps.find(({ number }) => number === body.number)
    if (row === undefined) note(rowGone(at, partName(body.partId)))
    else if (hashPartStep(row) !== body.contentHash || row.by_account !== actorId)
      note(rowDiffers(at, partName(body.partId), [fieldNames.step]))
  }
  for (const { part_id: id, number, county_code: chain } of steps) {
    if (facts.some(({ body }) => body.number === number)) continue
    note(rowUnvouched({ table: 'works_part_steps', row: id, chain, sequence: null }, partName(id)))
  }
}
