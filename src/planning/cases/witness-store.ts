import { sql } from 'kysely'
import type { Fact } from '../../domain/facts.ts'
import type { Tx } from '../../platform/db/database.ts'
import { factsOfKinds } from '../../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../../platform/ledger/witness.ts'
import { hashCase } from './cases-store.ts'

const versionName = (id: string, version: number) => ({
  zh: `案例 ${id} 第 ${version} 版`,
  en: `version ${version} of case ${id}`,
})
const caseName = (id: string) => ({ zh: `案例 ${id}`, en: `case ${id}` })

/** Cases against the facts that tell of them: every version by its hash; state, published version and outcome by the last steps. */
export const caseWitness: Witness = {
  tables: ['solved_cases', 'solved_case_versions'],
  check: async (tx, note) => (await checkVersions(tx, note)) + (await checkStanding(tx, note)),
}

async function checkVersions(tx: Tx, note: NoteFault): Promise<number> {
  const known = new Map<string, { readonly content: unknown; readonly content_hash: string }>()
  const rows = await tx.sql.selectFrom('solved_case_versions').selectAll().execute()
  for (const row of rows) known.set(`${row.case_id}/${row.version}`, row)
  const told = new Set<string>()
  for await (const facts of factsOfKinds(tx, ['solved-case.saved'])) {
    for (const { body, chain, sequence } of facts) {
      const key = `${body.caseId}/${body.version}`
      const at = { table: 'solved_case_versions', row: key, chain, sequence }
      const row = known.get(key)
      told.add(key)
      if (row === undefined) note(rowGone(at, versionName(body.caseId, body.version)))
      else if (hashCase(row.content) !== body.contentHash || row.content_hash !== body.contentHash)
        note(rowDiffers(at, versionName(body.caseId, body.version), [{ zh: '内容', en: 'content' }]))
    }
  }
  for (const { case_id, version, region_code } of rows.filter(row => !told.has(`${row.case_id}/${row.version}`))) {
    const at = {
      table: 'solved_case_versions',
      row: `${case_id}/${version}`,
      chain: region_code.slice(0, 6),
      sequence: null,
    }
    note(rowUnvouched(at, versionName(case_id, version)))
  }
  return rows.length
}

const standingKinds = [
  'solved-case.saved',
  'solved-case.published',
  'solved-case.withdrawn',
  'solved-case.outcome-changed',
] as const
type StandingFact = Fact<(typeof standingKinds)[number]>

async function checkStanding(tx: Tx, note: NoteFault): Promise<number> {
  const told = new Map<string, StandingFact[]>()
  for await (const facts of factsOfKinds(tx, standingKinds)) {
    for (const fact of facts) told.set(fact.body.caseId, [...(told.get(fact.body.caseId) ?? []), fact])
  }
  const rows = await standingRows(tx)
  const known = new Map(rows.map(row => [row.id, row]))
  for (const [id, facts] of told) {
    const { last, ...expected } = standingAfter(facts)
    const at = { table: 'solved_cases', row: id, chain: last.chain, sequence: last.sequence }
    const row = known.get(id)
    if (row === undefined) {
      note(rowGone(at, caseName(id)))
      continue
    }
    const fields = [
      ...(row.state === expected.state ? [] : [{ zh: '状态', en: 'state' }]),
      ...(row.version === expected.version ? [] : [{ zh: '版本', en: 'version' }]),
      ...(row.published === expected.published ? [] : [{ zh: '公开的版本', en: 'version that is shown' }]),
      ...(expected.outcome === undefined || row.outcome === expected.outcome ? [] : [{ zh: '成效', en: 'outcome' }]),
    ]
    if (fields.length > 0) note(rowDiffers(at, caseName(id), fields))
  }
  for (const { id, region_code } of rows.filter(row => !told.has(row.id))) {
    note(rowUnvouched({ table: 'solved_cases', row: id, chain: region_code.slice(0, 6), sequence: null }, caseName(id)))
  }
  return rows.length
}

/** What a case shows to others counts by the flags of its versions, which the wall reads. */
async function standingRows(tx: Tx) {
  const { rows } = await sql<{
    id: string
    region_code: string
    state: string
    version: number
    published: string
    outcome: string
  }>`select c.id, c.region_code, c.state, c.version,
      coalesce((select string_agg(v.version::text, ',' order by v.version) from solved_case_versions v
                where v.case_id = c.id and v.is_published), '') as published,
      concat_ws(' ', coalesce(solved_on::text, '-'), coalesce(relapsed_on::text, '-'), coalesce(known_on::text, '-'), earlier_relapses) as outcome
    from solved_cases c`.execute(tx.sql)
  return rows
}

/** By time, because a water that was corrected to another county goes on in that county's chain. */
function standingAfter(facts: readonly StandingFact[]) {
  const inOrder = facts.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.sequence - b.sequence)
  let standing = {
    state: 'draft',
    version: 0,
    published: '',
    outcome: undefined as string | undefined,
    last: inOrder[0]!,
  } // never empty: a fact brought it here
  for (const fact of inOrder) standing = { ...standing, ...after(fact), last: fact }
  return standing
}

function after({ kind, body }: StandingFact) {
  switch (kind) {
    case 'solved-case.saved':
      return { version: (body as Fact<'solved-case.saved'>['body']).version }
    case 'solved-case.published': {
      const published = body as Fact<'solved-case.published'>['body']
      return { state: 'published', published: String(published.version), outcome: outcomeText(published) }
    }
    case 'solved-case.withdrawn':
      return { state: 'withdrawn', published: '' }
    case 'solved-case.outcome-changed':
      return { outcome: outcomeText(body as Fact<'solved-case.outcome-changed'>['body']) }
  }
}

type Told = {
  readonly solvedOn?: string
  readonly relapsedOn?: string
  readonly knownOn?: string
  readonly earlierRelapses: number
}

function outcomeText({ solvedOn = '-', relapsedOn = '-', knownOn = '-', earlierRelapses }: Told): string {
  return `${solvedOn} ${relapsedOn} ${knownOn} ${earlierRelapses}`
}
