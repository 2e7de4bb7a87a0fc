import { sql } from 'kysely'
import type { Fact } from '../domain/facts.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Tx } from '../platform/db/database.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { factsAbout, factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../platform/ledger/witness.ts'
import { hashAttachment } from './attachments-store.ts'
import { checkAreas, checkLineage } from './history-witness-store.ts'
import { enteredOf, valueColumns, type Entered } from './founding.ts'
import { standingAfter, undoCorrections, waterFactKinds, type Standing, type WaterFact } from './replaying.ts'
import type { WaterValues } from './shapes.ts'
import { columnsOf, mapPoint, placeColumns, shapeToCgcs2000 } from './values.ts'
import type { WaterRow, WaterShape } from './water-row.ts'
import { fieldOfColumn, nameWater, waterFields } from './words.ts'

const batch = 500

/** A water as an import founded it, worked out from what stands there now. */
export type FoundedByImport = {
  readonly row: WaterRow
  readonly founded: WaterRow
  readonly entered: Entered
  readonly importId: string
  readonly rowHash: string | null
  /** Corrections and standing fit; where not, that has been said already. */
  readonly sound: boolean
}

/**
 * Replays every water and says what does not fit its facts.
 *
 * @returns batches of the waters that an import founded: what they looked like then is for the survey to compare with its leaves
 */
export async function* replayWaters(
  tx: Tx,
  note: NoteFault,
): AsyncGenerator<{ readonly rows: readonly WaterRow[]; readonly imported: readonly FoundedByImport[] }> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const rows = await tx.sql
      .selectFrom('waters')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(batch)
      .execute()
    const last = rows.at(-1)
    if (last === undefined) break
    const ids = rows.map(({ id }) => id)
    const facts = await factsAbout(tx, ids, waterFactKinds)
    const links = await foundingLinks(tx, ids)
    const replayed = rows.map(row => replayOne(row, { facts: facts.get(row.id) ?? [], link: links.get(row.id), note }))
    const sound = replayed.flatMap(one => (one.founded === undefined ? [] : { ...one, founded: one.founded }))
    await checkAreas(tx, sound, note)
    await checkLineage(tx, replayed, note)
    yield { rows, imported: replayed.flatMap(({ imported = [] }) => imported) }
    after = last.id
  }
  await noteGone(tx, note)
}

type Link = { readonly import_id: string; readonly row_hash: string | null; readonly entered: Entered }

async function foundingLinks(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Link>> {
  const { rows } = await sql<
    Link & { water_id: string }
  >`select water_id, import_id, row_hash, entered from water_imports
    where water_id = any(${ids}::uuid[]) and entered is not null`.execute(tx.sql)
  return new Map(rows.map(row => [row.water_id, row]))
}

type Replaying = { readonly facts: readonly WaterFact[]; readonly link: Link | undefined; readonly note: NoteFault }

type Replayed = {
  readonly row: WaterRow
  readonly facts: readonly WaterFact[]
  /** Absent where what stands there leads to no founding that the facts know. */
  readonly founded?: WaterRow
  /** Of a water that an import founded. */
  readonly imported?: FoundedByImport
}

function replayOne(row: WaterRow, { facts, link, note }: Replaying): Replayed {
  const recorded = facts.find((fact): fact is WaterFact & Fact<'water.recorded'> => fact.kind === 'water.recorded')
  const at = { table: 'waters', row: row.id, chain: row.county_code, sequence: null }
  const name = nameWater(row)
  if (recorded === undefined && link === undefined) {
    note(rowUnvouched(at, name))
    return { row, facts }
  }
  const { founded, broken } = undoCorrections(row, facts)
  for (const { field, fact } of broken) {
    note(rowDiffers({ ...at, chain: fact.chain, sequence: fact.sequence }, name, [waterFields[field]]))
  }
  const standing = standingFaults(row, facts, link)
  if (standing.length > 0) note(rowDiffers({ ...at, sequence: facts.at(-1)?.sequence ?? null }, name, standing))
  if (recorded === undefined) {
    if (link === undefined) return { row, facts }
    const sound = broken.length === 0 && standing.length === 0
    const imported = { row, founded, entered: link.entered, importId: link.import_id, rowHash: link.row_hash, sound }
    return { row, facts, imported, ...(broken.length === 0 ? { founded } : {}) }
  }
  const brokenFields = new Set<string>(broken.map(({ field }) => field))
  const fields = foundingFaults(founded, recorded).filter(field => !brokenFields.has(field))
  const told = { ...at, chain: recorded.chain, sequence: recorded.sequence }
  const words = fields.map(field => waterFields[field])
  if (fields.length > 0) note(rowDiffers(told, name, words))
  return { row, facts, ...(broken.length + fields.length === 0 ? { founded } : {}) }
}

/** The fields in which the water as founded is not what `water.recorded` says. */
function foundingFaults(founded: WaterRow, { body }: Fact<'water.recorded'>): readonly (keyof typeof waterFields)[] {
  const { geometry, code: _code, ...values } = body.values as WaterValues & { geometry?: WaterShape; code: string } // written so by recordWater
  const columns = columnsOf(values)
  const shape = geometry === undefined ? null : shapeToCgcs2000(geometry, values.coordinateSource ?? 'not-stated')
  const { cell: _cell, ...placed } = placeColumns(mapPoint(columns, shape))
  const told: Readonly<Record<string, unknown>> = { ...columns, ...placed, geometry: shape }
  const differing = valueColumns.filter(
    column => canonicalJson(founded[column]) !== canonicalJson(told[column] ?? null),
  )
  return [...new Set(differing.map(column => fieldOfColumn[column]))]
}

const standingNames = {
  stage: { zh: '阶段', en: 'stage' },
  cycle: { zh: '轮次', en: 'cycle' },
  list: { zh: '监管清单', en: 'list' },
  list_how: { zh: '列入方式', en: 'how it came on the list' },
  colour: { zh: '红黄绿状态', en: 'colour' },
  colour_by_hand: { zh: '状态设定方式', en: 'who set the colour' },
  version: { zh: '版本', en: 'version' },
  stageSince: { zh: '进入阶段的时间', en: 'time of entering the stage' },
} as const satisfies Record<keyof Standing, Bilingual>

/** A water recorded by itself enters by its first `water.moved`, one that an import brought as noted beside the import. */
function standingFaults(row: WaterRow, facts: readonly WaterFact[], link: Link | undefined): readonly Bilingual[] {
  const first = facts.find(({ kind }) => kind === 'water.moved') as Fact<'water.moved'> | undefined // the kind says so
  const recorded = facts.some(({ kind }) => kind === 'water.recorded')
  const entry = recorded && first !== undefined ? enteredBy(first) : link?.entered
  if (entry === undefined) return [standingNames.stage]
  const later = facts.filter(fact => fact.kind !== 'water.recorded' && !(recorded && fact.id === first?.id))
  const told = standingAfter(entry, recorded && first !== undefined ? first.at : row.created_at.toISOString(), later)
  const now: Standing = { ...row, stageSince: row.stage_since.toISOString() }
  const names = Object.keys(standingNames) as (keyof Standing)[] // its own keys
  return names.filter(field => now[field] !== told[field]).map(field => standingNames[field])
}

function enteredBy({ body }: Fact<'water.moved'>): Entered {
  return enteredOf({ stage: body.to, list: body.list ?? null, list_how: body.listHow ?? null } as WaterRow) // written from these unions
}

async function noteGone(tx: Tx, note: NoteFault): Promise<void> {
  const { rows } = await sql<{ id: string; chain: string; sequence: number }>`
    select subject_id as id, county_code as chain, sequence from facts where kind = 'water.recorded'
    and not exists (select from waters where waters.id = facts.subject_id::uuid)`.execute(tx.sql)
  for (const { id, chain, sequence } of rows) {
    note(rowGone({ table: 'waters', row: id, chain, sequence }, { zh: `水体 ${id}`, en: `water ${id}` }))
  }
}

/** Attachments against the facts that added and removed them. The files themselves are checked by `verify` of an export with photos. */
export const attachmentWitness: Witness = {
  tables: ['attachments'],
  check: async (tx, note) => {
    let rows = 0
    for await (const facts of factsOfKinds(tx, ['attachment.added'])) {
      rows += facts.length
      await checkAttachments(tx, facts, note)
    }
    await notePutIn(tx, note)
    return rows
  },
}

async function notePutIn(tx: Tx, note: NoteFault): Promise<void> {
  const { rows } = await sql<{
    id: string
    chain: string
  }>`select id, county_code as chain from attachments a where not exists (
    select from facts f where f.subject_id = a.water_id::text and f.kind = 'attachment.added' and f.body->>'attachmentId' = a.id::text)`.execute(
    tx.sql,
  )
  for (const { id, chain } of rows) {
    const name = { zh: `附件 ${id}`, en: `attachment ${id}` }
    note(rowUnvouched({ table: 'attachments', row: id, chain, sequence: null }, name))
  }
}

async function checkAttachments(tx: Tx, facts: readonly Fact<'attachment.added'>[], note: NoteFault): Promise<void> {
  const ids = facts.map(({ body }) => body.attachmentId)
  const found = await tx.sql.selectFrom('attachments').selectAll().where('id', 'in', ids).execute()
  const known = new Map(found.map(row => [row.id, row]))
  const removals = await factsAbout(
    tx,
    facts.map(({ subjectId }) => subjectId),
    ['attachment.removed'],
  )
  for (const { body, subjectId, chain, sequence } of facts) {
    const at = { table: 'attachments', row: body.attachmentId, chain, sequence }
    const name = { zh: `附件 ${body.attachmentId}`, en: `attachment ${body.attachmentId}` }
    const row = known.get(body.attachmentId)
    if (row === undefined) {
      note(rowGone(at, name))
      continue
    }
    const removed = removals.get(subjectId)?.some(fact => fact.body.attachmentId === row.id) ?? false
    const described = {
      name: row.name,
      type: row.type,
      ...(row.caption === null ? {} : { caption: row.caption }),
      ...(row.taken_at === null ? {} : { takenAt: row.taken_at.toISOString() }),
    }
    const fields = [
      ...(row.sha256 === body.sha256 && row.bytes === body.bytes
        ? []
        : [{ zh: '所指的文件', en: 'the file it names' }]),
      ...(row.water_id === subjectId ? [] : [{ zh: '所属水体', en: 'its water' }]),
      ...(row.kind === body.kind ? [] : [{ zh: '类别', en: 'kind' }]),
      ...((row.removed_at !== null) === removed ? [] : [{ zh: '是否移除', en: 'whether it was removed' }]),
      ...(body.recordHash === undefined || hashAttachment(described) === body.recordHash
        ? []
        : [{ zh: '名称或说明', en: 'name, caption or time' }]),
    ]
    if (fields.length > 0) note(rowDiffers(at, name, fields))
  }
}

const nameNumber = ({ number }: { readonly number: string }) => ({ zh: `外部编号 ${number}`, en: `number ${number}` })

async function noteNumbersPutIn(tx: Tx, note: NoteFault): Promise<void> {
  const { rows } = await sql<{ id: string; chain: string; number: string }>`
    select id, county_code as chain, number from water_numbers n where not exists (
      select from facts f where f.subject_id = n.water_id::text and f.kind = 'water.number-added'
      and f.body->>'issuer' = n.issuer and f.body->>'number' = n.number and f.body->>'issuedOn' = n.issued_on::text)`.execute(
    tx.sql,
  )
  for (const { id, chain, number } of rows) {
    note(rowUnvouched({ table: 'water_numbers', row: id, chain, sequence: null }, nameNumber({ number })))
  }
}

/** Numbers that authorities gave waters. */
export const numberWitness: Witness = {
  tables: ['water_numbers'],
  check: async (tx, note) => {
    let rows = 0
    for await (const facts of factsOfKinds(tx, ['water.number-added'])) {
      const ids = facts.map(({ subjectId }) => subjectId)
      const found = await tx.sql.selectFrom('water_numbers').selectAll().where('water_id', 'in', ids).execute()
      for (const { body, subjectId, chain, sequence } of facts) {
        rows++
        const same = found.some(
          row =>
            row.water_id === subjectId &&
            row.issuer === body.issuer &&
            row.number === body.number &&
            row.issued_on === body.issuedOn,
        )
        const at = { table: 'water_numbers', row: subjectId, chain, sequence }
        if (!same) note(rowGone(at, nameNumber(body)))
      }
    }
    await noteNumbersPutIn(tx, note)
    return rows
  },
}
