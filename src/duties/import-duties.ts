import { dutyLevelIds, dutyLevels, type DutyLevel } from '../domain/duties.ts'
import { Problem } from '../domain/problems.ts'
import type { CellProblem } from '../domain/shapes.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Actor } from '../platform/actor.ts'
import { keptOnly } from '../platform/db/all-or-nothing.ts'
import type { Database, Tx } from '../platform/db/database.ts'
import { findWatersByCode, findWatersInPlace, type WaterRow } from '../waters/store.ts'
import { maxNameLength, phonePattern } from './contract.ts'
import { assignAt, currentDuties, holderOf, replaceAt, type Assignment, type DutyRow } from './duties-store.ts'
import { dutyColumns, readDutiesWorkbook, type DutyColumn, type WrittenDuty } from './duties-workbook.ts'
import { isSamePerson, readDay, readLevel } from './rules.ts'

export type DutiesImport = {
  readonly read: number
  readonly assigned: number
  readonly replaced: number
  readonly unchanged: number
  readonly problems: readonly CellProblem[]
}

type Importing = {
  readonly content: Uint8Array
  /** Tries everything and takes it back. */
  readonly dryRun: boolean
  /** Why persons who hold a post already are replaced; without it such rows are refused. */
  readonly reason?: string | undefined
}

/**
 * Names all persons of a list, or none: what is wrong in any row is said with its cell, by the same functions that name one.
 *
 * @throws Problem for a file that is no list of persons responsible
 */
export async function importDuties(database: Database, actor: Actor, importing: Importing): Promise<DutiesImport> {
  const written = await readDutiesWorkbook(importing.content)
  const isSound = ({ problems }: DutiesImport) => !importing.dryRun && problems.length === 0
  return keptOnly(database, actor, isSound, tx => takeAll(tx, written, importing.reason))
}

async function takeAll(tx: Tx, written: readonly WrittenDuty[], reason: string | undefined): Promise<DutiesImport> {
  const standing = await standingOf(tx, written)
  const firstRows = new Map<string, number>()
  const done = { assigned: 0, replaced: 0, unchanged: 0 }
  const problems: CellProblem[] = []
  for (const row of written) {
    const understood = understandRow(row, standing, firstRows)
    const outcome = 'problems' in understood ? understood : await takeOne(tx, row, { understood, standing, reason })
    if ('problems' in outcome) problems.push(...outcome.problems)
    else done[outcome.how] += 1
  }
  return {
    read: written.length,
    ...(problems.length > 0 ? { assigned: 0, replaced: 0, unchanged: 0 } : done),
    problems,
  }
}

/** Every water that a list names, held, with whoever answers now. */
type Standing = {
  readonly waters: ReadonlyMap<string, WaterRow>
  readonly holders: Readonly<Record<DutyLevel, ReadonlyMap<string, DutyRow>>>
}

async function standingOf(tx: Tx, written: readonly WrittenDuty[]): Promise<Standing> {
  const found = await findWatersByCode(tx, [...new Set(written.map(({ cells }) => cells.water.text))])
  const ids = found.map(({ id }) => id)
  const held = await findWatersInPlace(tx, ids)
  const [town, village, site] = [
    await currentDuties(tx, ids, 'town'),
    await currentDuties(tx, ids, 'village'),
    await currentDuties(tx, ids, 'site'),
  ]
  return { waters: new Map(held.map(water => [water.code, water])), holders: { town, village, site } }
}

type Understood = { readonly water: WaterRow; readonly assignment: Assignment }
type Faulty = { readonly problems: readonly CellProblem[] }

function understandRow(row: WrittenDuty, { waters }: Standing, firstRows: Map<string, number>): Understood | Faulty {
  const { cells } = row
  const problems: CellProblem[] = [...findBlanks(row), ...findMalformed(row)]
  const water = waters.get(cells.water.text)
  if (water === undefined && cells.water.text !== '') problems.push(at(row, 'water', 'cell.water', unknownWater(row)))
  const level = readLevel(cells.level.text)
  if (level === undefined && cells.level.text !== '') problems.push(at(row, 'level', 'cell.level', unknownLevel(row)))
  const fromOn = cells.fromOn.date?.slice(0, 10) ?? readDay(cells.fromOn.text)
  if (fromOn === undefined && cells.fromOn.text !== '') problems.push(at(row, 'fromOn', 'cell.date', unknownDay(row)))
  if (water !== undefined && level !== undefined) problems.push(...findRepeated(row, `${water.id} ${level}`, firstRows))
  if (problems.length > 0 || water === undefined || level === undefined || fromOn === undefined) return { problems }
  const holder = {
    name: cells.name.text,
    organisation: cells.organisation.text,
    ...(cells.officePhone.text === '' ? {} : { officePhone: cells.officePhone.text }),
    ...(cells.mobile.text === '' ? {} : { mobile: cells.mobile.text }),
  }
  return { water, assignment: { level, holder, fromOn } }
}

type Taking = { readonly understood: Understood; readonly standing: Standing; readonly reason: string | undefined }

async function takeOne(
  tx: Tx,
  row: WrittenDuty,
  { understood: { water, assignment }, standing, reason }: Taking,
): Promise<{ readonly how: 'assigned' | 'replaced' | 'unchanged' } | Faulty> {
  const present = standing.holders[assignment.level].get(water.id)
  try {
    if (present === undefined) {
      await assignAt(tx, water, assignment, { source: 'workbook' })
      return { how: 'assigned' }
    }
    if (isSamePerson(holderOf(present), assignment.holder)) return { how: 'unchanged' }
    if (reason === undefined) return { problems: [at(row, 'name', 'cell.held', alreadyHeld(present))] }
    await replaceAt(tx, water, present, { ...assignment, reason, source: 'workbook' })
    return { how: 'replaced' }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const column = error.kind.code === 'duty.day-refused' ? 'fromOn' : 'water'
    return { problems: [at(row, column, error.kind.code, error.words())] }
  }
}

function at(row: WrittenDuty, column: DutyColumn, code: string, { zh, en }: Bilingual): CellProblem {
  return { sheet: row.sheet, cell: row.cells[column].address, code, zh, en }
}

function findBlanks(row: WrittenDuty): readonly CellProblem[] {
  const blanks = (['water', 'level', 'name', 'organisation', 'fromOn'] as const).filter(
    column => row.cells[column].text === '',
  )
  return blanks.map(column =>
    at(row, column, 'cell.blank', {
      zh: `“${dutyColumns[column]}”没有填写，请补上。`,
      en: `“${dutyColumns[column]}” is blank; fill it in.`,
    }),
  )
}

function findMalformed(row: WrittenDuty): readonly CellProblem[] {
  const long = (['name', 'organisation'] as const).filter(column => row.cells[column].text.length > maxNameLength)
  const phones = (['officePhone', 'mobile'] as const).filter(
    column => row.cells[column].text !== '' && !phonePattern.test(row.cells[column].text),
  )
  return [
    ...long.map(column =>
      at(row, column, 'cell.too-long', {
        zh: `“${dutyColumns[column]}”超过 ${maxNameLength} 个字，请缩短。`,
        en: `“${dutyColumns[column]}” is longer than ${maxNameLength} characters; shorten it.`,
      }),
    ),
    ...phones.map(column =>
      at(row, column, 'cell.phone', {
        zh: `“${row.cells[column].text}”不像电话号码：只能有数字、空格、短横线和开头的 +，请改正或留空。`,
        en: `“${row.cells[column].text}” is no telephone number: digits, blanks, hyphens and a leading + only; correct it or leave it blank.`,
      }),
    ),
  ]
}

function findRepeated(row: WrittenDuty, key: string, firstRows: Map<string, number>): readonly CellProblem[] {
  const first = firstRows.get(key)
  if (first === undefined) {
    firstRows.set(key, row.row)
    return []
  }
  return [
    at(row, 'level', 'cell.repeated', {
      zh: `同一水体的同一级别在第 ${first} 行已经写过，请删去重复的行。`,
      en: `This level of this water stands in row ${first} already; delete the repeated row.`,
    }),
  ]
}

function unknownWater({ cells }: WrittenDuty): Bilingual {
  return {
    zh: `您的辖区内没有编号为“${cells.water.text}”的水体。请从水体台账复制编号。`,
    en: `No water of your jurisdiction has the code “${cells.water.text}”. Copy the code from the list of waters.`,
  }
}

function unknownLevel({ cells }: WrittenDuty): Bilingual {
  const [zh, en] = [
    dutyLevelIds.map(level => dutyLevels[level].label.zh).join('、'),
    dutyLevelIds.map(level => dutyLevels[level].label.zh).join(', '),
  ]
  return {
    zh: `“${cells.level.text}”不是责任级别，请填写：${zh}。`,
    en: `“${cells.level.text}” is no level; write one of: ${en}.`,
  }
}

function unknownDay({ cells }: WrittenDuty): Bilingual {
  return {
    zh: `“${cells.fromOn.text}”不是日期，请按 2026-03-01 的样式填写。`,
    en: `“${cells.fromOn.text}” is no date; write it as 2026-03-01.`,
  }
}

function alreadyHeld(present: DutyRow): Bilingual {
  return {
    zh: `该级责任人现为${present.name}（${present.organisation}），自 ${present.from_on} 起。如要更换，请在导入时选择“更换现任责任人”并写明理由。`,
    en: `${present.name} (${present.organisation}) holds this post since ${present.from_on}. To replace that person, choose “replace present persons” when importing and say why.`,
  }
}
