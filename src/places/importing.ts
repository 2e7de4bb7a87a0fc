import { createHash } from 'node:crypto'
import { Problem } from '../domain/problems.ts'
import { uuidv7 } from '../domain/ids.ts'
import { contains, fullCode, type RegionCode } from '../domain/regions.ts'
import { rangeOf, type Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/db/database.ts'
import type { PlacesImportReport } from './contract.ts'
import { readDivisionFiles, type DivisionFile } from './divisions-file.ts'
import { divisionProblem, type DivisionProblem } from './divisions-problems.ts'
import { divisionTable, type Division, type DivisionTable } from './divisions.ts'
import { coverageOf, diffEditions, type EditionChange } from './edition-diff.ts'
import { outsideYourDivision } from './problems.ts'
import { findCurrentPlaces, placeDirectory, writeEdition } from './store.ts'

export type PlacesImport = {
  readonly files: readonly DivisionFile[]
  readonly edition?: string | undefined
  readonly cityName?: string | undefined
  readonly dryRun: boolean
}

type Change = PlacesImportReport['changes'][number]

/** How many single changes a report lists; the counts are always whole. */
const listedChanges = 500

/**
 * Imports an edition of divisions, all or nothing, and says what it changes. The same files twice change nothing.
 *
 * @throws Problem `places.outside-jurisdiction`, and others for files that cannot be read; faults inside them come back in the report with `refused` above zero
 */
export async function importPlaces(tx: Tx, wanted: PlacesImport): Promise<PlacesImportReport> {
  const directory = await placeDirectory(tx)
  const reading = await readDivisionFiles({ ...wanted, known: directory.table })
  const { table } = reading
  const before = await currentTable(tx, table)
  const comparison = compareEditions(before, table)
  const report: PlacesImportReport = {
    edition: table.edition,
    read: reading.read,
    created: comparison.created.length,
    updated: comparison.renamed.length,
    unchanged: table.all.length - comparison.created.length - comparison.renamed.length,
    refused: reading.problems.filter(({ severity }) => severity === 'refuse').length,
    retired: comparison.retired.length,
    changes: comparison.changes.slice(0, listedChanges),
    problems: [...reading.problems, ...countiesGone(comparison)].map(shapeProblem),
    dryRun: wanted.dryRun,
  }
  if (reading.refused) return report
  requireOwn(tx.actor, comparison) // on a dry run too: whoever may not import is told before the question, not after it
  if (wanted.dryRun) return report
  await store(tx, { table, comparison, files: wanted.files })
  return report
}

async function store(
  tx: Tx,
  from: { table: DivisionTable; comparison: Comparison; files: readonly DivisionFile[] },
): Promise<void> {
  const { table, comparison } = from
  const { created, renamed, retired } = comparison
  if (created.length + renamed.length + retired.length === 0) return
  const sha256 = hashFiles(from.files)
  const scope = scopeOf(table)
  await writeEdition(tx, {
    id: uuidv7(tx.at.getTime()),
    edition: table.edition,
    sha256,
    scope,
    divisions: [...created, ...renamed],
    retired,
    total: table.all.length,
  })
  await tx.append({
    kind: 'places.imported',
    regionCode: scope,
    chain: '000000',
    subjectId: scope,
    body: { edition: table.edition, added: created.length, removed: retired.length, changed: renamed.length, sha256 },
  })
}

/**
 * Divisions are everybody's, so each is changed only by whoever answers for it. A division above the own one may be added, as a
 * county's file names its city, but not renamed.
 *
 * @throws Problem `places.outside-jurisdiction`
 */
function requireOwn({ range, region }: Actor, { created, renamed, retired, known }: Comparison): void {
  const own = (code: RegionCode) => contains(range, code)
  const above = (code: RegionCode) => contains(rangeOf(code), region)
  const foreign =
    [...renamed, ...retired.flatMap(code => known.byCode.get(code) ?? [])].find(({ code }) => !own(code)) ??
    created.find(({ code }) => !own(code) && !above(code))
  if (foreign !== undefined) throw new Problem(outsideYourDivision, { code: foreign.code, name: foreign.name })
}

/** A warning that names counties the files leave out: a file of some counties looks just like the end of the others. */
function countiesGone({ retired, known }: Comparison): readonly DivisionProblem[] {
  const gone = retired.flatMap(code => known.byCode.get(code) ?? []).filter(({ level }) => level === 'county')
  if (gone.length === 0) return []
  const names = gone.slice(0, 10).map(({ name }) => name)
  return [divisionProblem('counties.gone', { file: '' }, { value: names.join('、'), other: String(gone.length) })]
}

async function currentTable(tx: Tx, table: DivisionTable): Promise<DivisionTable> {
  const upper = table.all.filter(({ level }) => isUpper(level))
  const itself = upper.map(({ code }) => ({ from: code, to: `${code}:` }))
  const current = await findCurrentPlaces(tx, [...coverageOf(table), ...itself])
  return divisionTable(current[0]?.edition ?? '', current)
}

type Comparison = {
  readonly created: readonly Division[]
  readonly renamed: readonly Division[]
  readonly retired: readonly RegionCode[]
  /** What was known before of the divisions that the files speak of. */
  readonly known: DivisionTable
  readonly changes: readonly Change[]
}

/**
 * What an edition changes against what is known of the same cities. Only what the files speak of is compared: a file of
 * counties alone says nothing about villages, and retires none.
 */
export function compareEditions(before: DivisionTable, after: DivisionTable): Comparison {
  const known = divisionTable(before.edition, before.all.filter(spokenOf(after)))
  const created = after.all.filter(({ code }) => !known.byCode.has(code))
  const renamed = after.all.filter(({ code, name }) => known.byCode.has(code) && known.byCode.get(code)?.name !== name)
  const gone = known.all.filter(({ code }) => !after.byCode.has(code))
  const { changes } = diffEditions(known, after)
  // A first import is all additions: the count says it.
  const told = known.all.length === 0 ? [] : changes
  return { created, renamed, known, retired: gone.map(({ code }) => code), changes: told.map(changeShape) }
}

/**
 * Levels are compared county by county; a county that is gone altogether at every level that the files have anywhere. Files of
 * one county alone speak of that county and not of its neighbours: a county's own update retires nobody else's villages.
 */
function spokenOf(after: DivisionTable): (division: Division) => boolean {
  const levels = new Set(after.all.map(({ level }) => level))
  const counties = new Set(after.all.map(({ code }) => code.slice(0, 6)))
  const below = after.all.filter(({ level }) => !isUpper(level))
  const severalCounties = new Set(below.map(({ code }) => code.slice(0, 6))).size > 1
  const inCounty = new Set(after.all.map(({ code, level }) => `${code.slice(0, 6)} ${level}`))
  return ({ code, level }) =>
    counties.has(code.slice(0, 6))
      ? inCounty.has(`${code.slice(0, 6)} ${level}`)
      : severalCounties && levels.has('county') && levels.has(level)
}

function isUpper(level: Division['level']): boolean {
  return level === 'province' || level === 'city'
}

function changeShape({ kind, from, to, words }: EditionChange): Change {
  return { kind, code: (to ?? from)?.code ?? '', words }
}

function shapeProblem(problem: DivisionProblem): PlacesImportReport['problems'][number] {
  const { severity, code, zh, en } = problem
  const sheet = [problem.file, problem.sheet].filter(part => part !== undefined && part !== 'csv').join('/')
  return { severity, code, sheet, ...(problem.cell === undefined ? {} : { cell: problem.cell }), zh, en }
}

/** The smallest division that holds every county of the files. */
function scopeOf(table: DivisionTable): RegionCode {
  const counties = [...new Set(table.all.filter(({ level }) => !isUpper(level)).map(({ code }) => code.slice(0, 6)))]
  if (counties.length === 1) return fullCode(counties[0] ?? '')
  const cities = new Set(counties.map(code => code.slice(0, 4)))
  if (cities.size === 1) return fullCode([...cities][0] ?? '')
  const provinces = new Set(counties.map(code => code.slice(0, 2)))
  return provinces.size === 1 ? fullCode([...provinces][0] ?? '') : '000000000000'
}

function hashFiles(files: readonly DivisionFile[]): string {
  const hash = createHash('sha256')
  for (const { content } of files) hash.update(content)
  return hash.digest('hex')
}
