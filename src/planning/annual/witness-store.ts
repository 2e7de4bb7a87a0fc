import type { Fact } from '../../domain/facts.ts'
import type { Tx } from '../../platform/db/database.ts'
import { factsOfKinds } from '../../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../../platform/ledger/witness.ts'
import { hashAnnual } from './annual-plans-store.ts'

const planTable = 'annual_plans'
const versionTable = 'annual_plan_versions'
const planName = (id: string) => ({ zh: `年度工作方案 ${id}`, en: `annual work plan ${id}` })
const versionName = (id: string, version: number) => ({
  zh: `年度工作方案 ${id} 第 ${version} 次修改`,
  en: `version ${version} of annual work plan ${id}`,
})
const kinds = ['annual-plan.saved', 'annual-plan.issued', 'annual-plan.replaced'] as const
type AnnualFact = Fact<(typeof kinds)[number]>

const fieldNames = {
  content: { zh: '内容', en: 'content' },
  state: { zh: '状态', en: 'state' },
  version: { zh: '版本', en: 'version' },
  number: { zh: '印发文号或日期', en: 'number or day of issue' },
  place: { zh: '区划、年份或版次', en: 'division, year or edition' },
} as const

/** Annual work plans against the facts that tell of them: every version by its hash, and the state by the last fact. */
export const annualPlanWitness: Witness = {
  tables: [planTable, versionTable],
  check: async (tx, note) => {
    const told = new Map<string, AnnualFact[]>()
    for await (const facts of factsOfKinds(tx, kinds)) {
      for (const fact of facts) told.set(fact.subjectId, [...(told.get(fact.subjectId) ?? []), fact])
    }
    return (await checkPlans(tx, told, note)) + (await checkVersions(tx, told, note))
  },
}

type ToldFacts = ReadonlyMap<string, readonly AnnualFact[]>

async function checkPlans(tx: Tx, told: ToldFacts, note: NoteFault): Promise<number> {
  const rows = await tx.sql.selectFrom(planTable).selectAll().execute()
  const known = new Map(rows.map(row => [row.id, row]))
  for (const [id, facts] of told) {
    const last = facts.at(-1)!
    const at = { table: planTable, row: id, chain: last.chain, sequence: last.sequence }
    const row = known.get(id)
    if (row === undefined) {
      note(rowGone(at, planName(id)))
      continue
    }
    const standing = standingAfter(facts)
    const wrong = [
      ...(row.state === standing.state ? [] : [fieldNames.state]),
      ...(row.version === standing.version ? [] : [fieldNames.version]),
      ...(row.number === standing.number && row.issued_on === standing.issuedOn ? [] : [fieldNames.number]),
      ...(row.region_code === last.regionCode && row.year === last.body.year && row.edition === last.body.edition
        ? []
        : [fieldNames.place]),
    ]
    if (wrong.length > 0) note(rowDiffers(at, planName(id), wrong))
  }
  for (const { id, region_code } of rows.filter(row => !told.has(row.id))) {
    note(rowUnvouched({ table: planTable, row: id, chain: region_code.slice(0, 6), sequence: null }, planName(id)))
  }
  return rows.length
}

function standingAfter(facts: readonly AnnualFact[]) {
  let standing = { state: 'draft', version: 0, number: null as string | null, issuedOn: null as string | null }
  for (const { kind, body } of facts) {
    if (kind === 'annual-plan.replaced') standing = { ...standing, state: 'replaced' }
    if ('version' in body) standing = { ...standing, version: body.version }
    if ('number' in body) standing = { ...standing, state: 'issued', number: body.number, issuedOn: body.issuedOn }
  }
  return standing
}

async function checkVersions(tx: Tx, told: ToldFacts, note: NoteFault): Promise<number> {
  const rows = await tx.sql.selectFrom(versionTable).selectAll().execute()
  const known = new Map(rows.map(row => [`${row.plan_id}/${row.version}`, row]))
  for (const [id, facts] of told) {
    for (const { body, chain, sequence } of facts) {
      if (!('contentHash' in body)) continue
      const key = `${id}/${body.version}`
      const at = { table: versionTable, row: key, chain, sequence }
      const row = known.get(key)
      known.delete(key)
      if (row === undefined) note(rowGone(at, versionName(id, body.version)))
      else if (hashAnnual(row.content) !== body.contentHash || row.content_hash !== body.contentHash)
        note(rowDiffers(at, versionName(id, body.version), [fieldNames.content]))
    }
  }
  for (const [key, { plan_id, version, region_code }] of known) {
    const at = { table: versionTable, row: key, chain: region_code.slice(0, 6), sequence: null }
    note(rowUnvouched(at, versionName(plan_id, version)))
  }
  return rows.length
}
