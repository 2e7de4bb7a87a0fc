import type { Fact } from '../domain/facts.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Tx } from '../platform/db/database.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { spellPersonal } from '../platform/facts/rules.ts'
import { personalValues } from '../platform/facts/store.ts'
import { factsAbout } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../platform/ledger/witness.ts'
import type { DutyRow } from './duties-store.ts'

const table = 'water_duties'
const kinds = ['duty.assigned', 'duty.ended'] as const
type DutyFact = Fact<(typeof kinds)[number]>
type Assigned = Fact<'duty.assigned'>

const fieldNames = {
  water: { zh: '水体', en: 'water' },
  level: { zh: '级别', en: 'level' },
  organisation: { zh: '单位', en: 'organisation' },
  officePhone: { zh: '办公电话', en: 'office telephone' },
  accountId: { zh: '账号', en: 'account' },
  fromOn: { zh: '起始日期', en: 'first day' },
  untilOn: { zh: '卸任日期', en: 'day relieved' },
  endReason: { zh: '卸任理由', en: 'reason of the end' },
  name: { zh: '姓名', en: 'name' },
  mobile: { zh: '手机', en: 'mobile telephone' },
} as const satisfies Record<string, Bilingual>
type Field = keyof typeof fieldNames

const nameOf = (id: string) => ({ zh: `责任人记录 ${id}`, en: `person responsible ${id}` })
const batch = 500

/** Posts by the two facts about each; names and mobile telephones by their salted hashes, as long as they are not erased. */
export const dutyWitness: Witness = {
  tables: [table],
  check: async (tx, note) => {
    let rows = 0
    // A water's facts come together, so its rows are read together.
    for await (const waters of watersWithDuties(tx)) {
      const about = await factsAbout(tx, waters, kinds)
      const found = await tx.sql.selectFrom('water_duties').selectAll().where('water_id', 'in', waters).execute()
      const known = new Map(found.map(row => [row.id, row]))
      for (const [, facts] of about) await compare(tx, facts, { known, note })
      const told = new Set([...about.values()].flat().map(({ body }) => body.dutyId))
      for (const row of found.filter(({ id }) => !told.has(id))) {
        note(rowUnvouched({ table, row: row.id, chain: row.region_code.slice(0, 6), sequence: null }, nameOf(row.id)))
      }
      rows += found.length
    }
    return rows
  },
}

/** Waters that have or had a person, by a row or by a fact; some at a time. */
async function* watersWithDuties(tx: Tx): AsyncGenerator<readonly string[], void, undefined> {
  let after = ''
  for (;;) {
    const rows = await tx.sql
      .selectFrom(eb =>
        eb
          .selectFrom('water_duties')
          .select(({ cast, ref }) => cast<string>(ref('water_id'), 'text').as('water'))
          .union(
            eb.selectFrom('facts').select('subject_id as water').where('kind', 'in', kinds), //
          )
          .as('known'),
      )
      .select('water')
      .where('water', '>', after)
      .orderBy('water')
      .limit(batch)
      .execute()
    if (rows.length === 0) return
    yield rows.map(({ water }) => water)
    after = rows.at(-1)?.water ?? after
  }
}

type Comparing = { readonly known: ReadonlyMap<string, DutyRow>; readonly note: NoteFault }

async function compare(tx: Tx, facts: readonly DutyFact[], { known, note }: Comparing): Promise<void> {
  const values = await personalValues(tx, facts)
  for (const fact of facts) {
    if (!isAssigned(fact)) continue
    const { dutyId } = fact.body
    const at = { table, row: dutyId, chain: fact.chain, sequence: fact.sequence }
    const row = known.get(dutyId)
    if (row === undefined) {
      note(rowGone(at, nameOf(dutyId)))
      continue
    }
    const fields = [...openFaults(row, fact, endOf(facts, dutyId)), ...personalFaults(row, fact, values)]
    const words = fields.map(field => fieldNames[field])
    if (words.length > 0) note(rowDiffers(at, nameOf(dutyId), words))
  }
}

function isAssigned(fact: DutyFact): fact is Assigned {
  return fact.kind === 'duty.assigned'
}

function endOf(facts: readonly DutyFact[], dutyId: string): Fact<'duty.ended'>['body'] | undefined {
  const end = facts.find(({ kind, body }) => kind === 'duty.ended' && body.dutyId === dutyId)
  return end === undefined ? undefined : (end.body as Fact<'duty.ended'>['body']) // of this kind, just asked
}

function openFaults(row: DutyRow, { body, subjectId }: Assigned, end: Fact<'duty.ended'>['body'] | undefined): Field[] {
  const pairs = {
    water: [row.water_id, subjectId],
    level: [row.level, body.level],
    organisation: [row.organisation, body.organisation],
    officePhone: [row.office_phone, body.officePhone ?? null],
    accountId: [row.account_id, body.accountId ?? null],
    fromOn: [row.from_on, body.fromOn],
    untilOn: [row.until_on, end?.untilOn ?? null],
    endReason: [row.end_reason, end?.reason ?? null],
  } as const satisfies Partial<Record<Field, readonly [unknown, unknown]>>
  return (Object.keys(pairs) as (keyof typeof pairs)[]) // its own keys
    .filter(field => pairs[field][0] !== pairs[field][1])
}

function personalFaults(row: DutyRow, fact: Assigned, values: Awaited<ReturnType<typeof personalValues>>): Field[] {
  const now = { name: row.name, mobile: row.mobile }
  return (Object.keys(now) as (keyof typeof now)[]) // its own keys
    .filter(field => {
      const hash = fact.personal[field]
      if (hash === undefined) return now[field] !== null
      const kept = values.get(`${fact.id} ${field}`)
      if (kept === undefined) return false // erased
      return sha256(spellPersonal({ salt: kept.salt, value: now[field] ?? '' })) !== hash
    })
}
