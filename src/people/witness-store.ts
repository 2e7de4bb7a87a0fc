import { sql } from 'kysely'
import { factsAbout } from '../platform/facts/walking-store.ts'
import { personalValues } from '../platform/facts/store.ts'
import { sha256 } from '../platform/facts/chain.ts'
import { spellPersonal } from '../platform/facts/rules.ts'
import type { Fact } from '../domain/facts.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Tx } from '../platform/db/database.ts'
import { rowDiffers, rowGone, rowUnvouched, type Witness } from '../platform/ledger/witness.ts'

const table = 'accounts'
const kinds = ['account.created', 'account.changed', 'account.disabled', 'account.enabled'] as const
type AccountFact = Fact<(typeof kinds)[number]>

const fieldNames = {
  username: { zh: '用户名', en: 'username' },
  role: { zh: '角色', en: 'role' },
  regionCode: { zh: '辖区', en: 'jurisdiction' },
  organisationId: { zh: '单位', en: 'organisation' },
  disabled: { zh: '停用状态', en: 'whether it is disabled' },
  displayName: { zh: '姓名', en: 'name' },
  phone: { zh: '电话', en: 'telephone' },
  email: { zh: '邮箱', en: 'e-mail' },
} as const satisfies Record<string, Bilingual>
type Field = keyof typeof fieldNames

const batch = 500

/** Accounts: what each is by the facts about it. Names and numbers are compared by their salted hashes, as long as they are not erased. */
export const accountWitness: Witness = {
  tables: [table],
  check: async (tx, note) => {
    let rows = 0
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const found = await tx.sql
        .selectFrom('accounts')
        .selectAll()
        .where('id', '>', after)
        .orderBy('id')
        .limit(batch)
        .execute()
      const last = found.at(-1)
      if (last === undefined) break
      const about = await factsAbout(
        tx,
        found.map(({ id }) => id),
        kinds,
      )
      for (const row of found) {
        const name = { zh: `账号 ${row.username}`, en: `account ${row.username}` }
        const facts = about.get(row.id) ?? []
        const [first] = facts
        const at = { table, row: row.id, chain: first?.chain ?? '', sequence: facts.at(-1)?.sequence ?? null }
        if (first?.kind !== 'account.created') {
          note(rowUnvouched({ ...at, chain: row.region_code.slice(0, 6), sequence: null }, name))
          continue
        }
        const fields = [...openFaults(row, facts), ...(await personalFaults(tx, row, facts))]
        if (fields.length > 0)
          note(
            rowDiffers(
              at,
              name,
              fields.map(field => fieldNames[field]),
            ),
          )
      }
      rows += found.length
      after = last.id
    }
    await noteGone(tx, note)
    return rows
  },
}

type Account = {
  readonly username: string
  readonly role: string
  readonly region_code: string
  readonly organisation_id: string
  readonly disabled_at: Date | null
  readonly display_name: string
  readonly phone: string | null
  readonly email: string | null
}

function openFaults(row: Account, facts: readonly AccountFact[]): readonly Field[] {
  let told: Partial<Record<Field, unknown>> = {}
  for (const { kind, body } of facts) {
    if (kind === 'account.created') told = { ...told, ...body, disabled: false }
    else if (kind === 'account.changed' && 'to' in body) told = { ...told, ...body.to }
    else if (kind === 'account.disabled') told = { ...told, disabled: true }
    else if (kind === 'account.enabled') told = { ...told, disabled: false }
  }
  const now = {
    username: row.username,
    role: row.role,
    regionCode: row.region_code,
    organisationId: row.organisation_id,
    disabled: row.disabled_at !== null,
  }
  return (Object.keys(now) as (keyof typeof now)[]).filter(field => now[field] !== told[field]) // its own keys
}

/** The last fact that told a field decides. */
async function personalFaults(tx: Tx, row: Account, facts: readonly AccountFact[]): Promise<readonly Field[]> {
  const values = await personalValues(tx, facts)
  const now = { displayName: row.display_name, phone: row.phone, email: row.email }
  return (Object.keys(now) as (keyof typeof now)[]).filter(field => {
    const teller = facts.findLast(
      ({ personal, body }) => personal[field] !== undefined || ('changed' in body && body.changed.includes(field)),
    )
    const hash = teller?.personal[field]
    const kept = values.get(`${teller?.id} ${field}`)
    if (hash === undefined) return now[field] !== null
    if (kept === undefined) return false // erased
    return sha256(spellPersonal({ salt: kept.salt, value: now[field] ?? '' })) !== hash
  })
}

async function noteGone(tx: Tx, note: (fault: ReturnType<typeof rowGone>) => void): Promise<void> {
  const gone = await sql<{ subject_id: string; county_code: string; sequence: number }>`
    select subject_id, county_code, sequence from facts where kind = 'account.created'
    and not exists (select from accounts where accounts.id::text = facts.subject_id)`.execute(tx.sql)
  for (const { subject_id: id, county_code: chain, sequence } of gone.rows) {
    note(rowGone({ table, row: id, chain, sequence }, { zh: `账号 ${id}`, en: `account ${id}` }))
  }
}
