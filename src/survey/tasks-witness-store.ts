import type { Fact } from '../domain/facts.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Tx } from '../platform/db/database.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { factsAbout, factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../platform/ledger/witness.ts'

/** Survey tasks: title, until when, and whether closed. Their division moves with a town, which the zone's facts tell. */
export const taskWitness: Witness = {
  tables: ['survey_tasks'],
  check: async (tx, note) => {
    const rows = await tx.sql.selectFrom('survey_tasks').selectAll().execute()
    const left = new Map(rows.map(row => [row.id, row]))
    for await (const facts of factsOfKinds(tx, ['survey.task-set'])) {
      const changes = await factsAbout(
        tx,
        facts.map(({ subjectId }) => subjectId),
        ['survey.task-changed'],
      )
      for (const fact of facts) {
        checkTask(fact, { changes: changes.get(fact.subjectId) ?? [], row: left.get(fact.subjectId) }, note)
        left.delete(fact.subjectId)
      }
    }
    for (const { id, title, region_code } of left.values()) {
      const at = { table: 'survey_tasks', row: id, chain: region_code.slice(0, 6), sequence: null }
      note(rowUnvouched(at, { zh: `排查任务 ${title}`, en: `survey task ${title}` }))
    }
    return rows.length
  },
}

type Task = {
  readonly changes: readonly Fact<'survey.task-changed'>[]
  readonly row: { readonly title: string; readonly due_on: string; readonly closed_at: Date | null } | undefined
}

function checkTask(set: Fact<'survey.task-set'>, { changes, row }: Task, note: NoteFault): void {
  const last = changes.at(-1)
  const { chain, sequence } = last ?? set
  const at = { table: 'survey_tasks', row: set.subjectId, chain, sequence }
  const name = { zh: `排查任务 ${row?.title ?? set.subjectId}`, en: `survey task ${row?.title ?? set.subjectId}` }
  if (row === undefined) {
    note(rowGone(at, name))
    return
  }
  // One that goes on with another begins as that one stood, closed perhaps.
  const closed = last === undefined && set.body.continues !== undefined ? undefined : (last?.body.closed ?? false)
  const { titleCheck } = (last ?? set).body
  const fields = [
    ...(titleCheck === undefined || sha256(row.title) === titleCheck ? [] : [{ zh: '标题', en: 'the title' }]),
    ...(row.due_on === (last ?? set).body.dueOn ? [] : [{ zh: '截止日期', en: 'the due date' }]),
    ...(closed === undefined || (row.closed_at !== null) === closed
      ? []
      : [{ zh: '是否结束', en: 'whether it is closed' }]),
  ]
  if (fields.length > 0) note(rowDiffers(at, name, fields))
}

type Report = Fact<'survey.village-reported'>

/** What the facts tell of village reports. Only the last report of a village stands in its row, so only that is held. */
type Reports = {
  /** By village, then by the task it was reported for. */
  readonly single: ReadonlyMap<string, ReadonlyMap<string, Report>>
  /** Moments at which many villages of a county were reported at once. */
  readonly batches: ReadonlySet<string>
}

const batch = 5000

/** What villages reported: found by the moment of reporting, because a village may go on under another task. */
export const villageWitness: Witness = {
  tables: ['survey_villages'],
  check: async (tx, note) => {
    const reports = await reportsTold(tx)
    const reportedUntil = new Map<string, string>()
    let count = 0
    let after = { village: '', task: '00000000-0000-0000-0000-000000000000' }
    for (;;) {
      const rows = await tx.sql
        .selectFrom('survey_villages')
        .selectAll()
        .where(({ eb, refTuple, tuple }) =>
          eb(refTuple('village_code', 'task_id'), '>', tuple(after.village, after.task)),
        )
        .orderBy('village_code')
        .orderBy('task_id')
        .limit(batch)
        .execute()
      const last = rows.at(-1)
      if (last === undefined) break
      for (const row of rows) {
        checkVillage(row, reports, note)
        const at = row.reported_at?.toISOString() ?? ''
        if (at > (reportedUntil.get(row.village_code) ?? '')) reportedUntil.set(row.village_code, at)
      }
      count += rows.length
      after = { village: last.village_code, task: last.task_id }
    }
    noteForgotten(reports, reportedUntil, note)
    return count
  },
}

async function reportsTold(tx: Tx): Promise<Reports> {
  const single = new Map<string, Map<string, Report>>()
  for await (const facts of factsOfKinds(tx, ['survey.village-reported'])) {
    for (const fact of facts) {
      const ofVillage = single.get(fact.body.villageCode) ?? new Map<string, Report>()
      const before = ofVillage.get(fact.body.taskId)
      if (before === undefined || fact.at >= before.at) ofVillage.set(fact.body.taskId, fact)
      single.set(fact.body.villageCode, ofVillage)
    }
  }
  const batches = new Set<string>()
  for await (const facts of factsOfKinds(tx, ['survey.villages-reported'])) for (const { at } of facts) batches.add(at)
  return { single, batches }
}

type Village = {
  readonly county_code: string
  readonly village_code: string
  readonly state: string
  readonly found: number
  readonly reported_at: Date | null
  readonly reported_by: string | null
}

const nameVillage = (code: string): Bilingual => ({ zh: `${code} 的村级排查`, en: `survey of village ${code}` })

function checkVillage(row: Village, { single, batches }: Reports, note: NoteFault): void {
  const at = { table: 'survey_villages', row: row.village_code, chain: row.county_code, sequence: null }
  if (row.reported_at === null) {
    if (row.state !== 'open') note(rowUnvouched(at, nameVillage(row.village_code)))
    return
  }
  const moment = row.reported_at.toISOString()
  const fact = [...(single.get(row.village_code)?.values() ?? [])].find(told => told.at === moment)
  if (fact === undefined) {
    if (!batches.has(moment)) note(rowUnvouched(at, nameVillage(row.village_code)))
    return
  }
  const { body, actorId, chain, sequence } = fact
  const fields = [
    ...(row.state === body.outcome ? [] : [{ zh: '结果', en: 'the outcome' }]),
    ...(row.found === (body.found ?? 0) ? [] : [{ zh: '发现数', en: 'how many were found' }]),
    ...(row.reported_by === actorId ? [] : [{ zh: '上报人', en: 'who reported' }]),
  ]
  if (fields.length > 0) note(rowDiffers({ ...at, chain, sequence }, nameVillage(row.village_code), fields))
}

/** A report that no row reaches: set back, or its row deleted. */
function noteForgotten({ single }: Reports, reportedUntil: ReadonlyMap<string, string>, note: NoteFault): void {
  for (const [village, ofVillage] of single) {
    const last = [...ofVillage.values()].reduce((one, other) => (one.at > other.at ? one : other))
    if ((reportedUntil.get(village) ?? '') >= last.at) continue
    const { chain, sequence } = last
    note(rowGone({ table: 'survey_villages', row: village, chain, sequence }, nameVillage(village)))
  }
}

/** Whether a candidate is in scope, as somebody decided. */
export const scopeWitness: Witness = {
  tables: ['survey_candidates'],
  check: async (tx, note) => {
    const told = new Map<string, Fact<'survey.scope-decided'>>()
    for await (const facts of factsOfKinds(tx, ['survey.scope-decided'])) {
      for (const fact of facts) told.set(fact.subjectId, fact)
    }
    const rows = await tx.sql.selectFrom('survey_candidates').selectAll().where('in_scope', 'is not', null).execute()
    for (const row of rows) {
      const fact = told.get(row.water_id)
      told.delete(row.water_id)
      const at = {
        table: 'survey_candidates',
        row: row.water_id,
        chain: row.county_code,
        sequence: fact?.sequence ?? null,
      }
      if (fact === undefined) note(rowUnvouched(at, nameDecision(row.water_id)))
      else if (
        row.in_scope !== fact.body.inScope ||
        row.scope_reason !== fact.body.reason ||
        row.scope_by !== fact.actorId
      ) {
        note(
          rowDiffers({ ...at, chain: fact.chain }, nameDecision(row.water_id), [
            { zh: '结论、理由或经办人', en: 'the decision, its reason or who took it' },
          ]),
        )
      }
    }
    for (const [id, { chain, sequence }] of told) {
      note(rowGone({ table: 'survey_candidates', row: id, chain, sequence }, nameDecision(id)))
    }
    return rows.length
  },
}

const nameDecision = (id: string): Bilingual => ({
  zh: `水体 ${id} 的排查范围判定`,
  en: `decision on the scope of water ${id}`,
})
