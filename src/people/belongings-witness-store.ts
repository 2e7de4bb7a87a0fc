import type { Fact } from '../domain/facts.ts'
import type { Bilingual } from '../domain/words.ts'
import type { Tx } from '../platform/db/database.ts'
import { factsOfKinds } from '../platform/facts/walking-store.ts'
import { rowDiffers, rowGone, rowUnvouched, type NoteFault, type Witness } from '../platform/ledger/witness.ts'
import { hashSecret } from './tokens-store.ts'

// Organisations, tokens and handovers are few: thousands where accounts are tens of thousands. Their rows are read at once.

const sameSet = (one: readonly string[], other: readonly string[]) =>
  new Set(one).symmetricDifference(new Set(other)).size === 0

/** Organisations: name, kind, division. Towns that join a functional zone take theirs along, which the zone's facts tell. */
export const organisationWitness: Witness = {
  tables: ['organisations'],
  check: async (tx, note) => {
    const rows = new Map((await tx.sql.selectFrom('organisations').selectAll().execute()).map(row => [row.id, row]))
    const count = rows.size
    const moved = await townsMoved(tx)
    for await (const facts of factsOfKinds(tx, ['organisation.created'])) {
      for (const { subjectId, body, chain, sequence, at: createdAt } of facts) {
        const at = { table: 'organisations', row: subjectId, chain, sequence }
        const row = rows.get(subjectId)
        rows.delete(subjectId)
        if (row === undefined) {
          note(rowGone(at, nameOrganisation(body.name)))
          continue
        }
        const fields = [
          ...(row.name === body.name ? [] : [{ zh: '名称', en: 'name' }]),
          ...(body.kind === undefined || row.kind === body.kind ? [] : [{ zh: '类型', en: 'kind' }]),
          ...(row.created_at.toISOString() === createdAt ? [] : [{ zh: '登记时间', en: 'time of recording' }]),
          ...(moved(body.regionCode, row.region_code) ? [] : [{ zh: '所在区划', en: 'division' }]),
        ]
        if (fields.length > 0) note(rowDiffers(at, nameOrganisation(body.name), fields))
      }
    }
    for (const { id, name, region_code } of rows.values()) {
      const at = { table: 'organisations', row: id, chain: region_code.slice(0, 6), sequence: null }
      note(rowUnvouched(at, nameOrganisation(name)))
    }
    return count
  },
}

const nameOrganisation = (name: string): Bilingual => ({ zh: `单位 ${name}`, en: `organisation ${name}` })

/** Whether a division is the other one still, or what a town of it became with a functional zone, or was before. */
async function townsMoved(tx: Tx): Promise<(from: string, to: string) => boolean> {
  const zones = new Set<string>()
  const towns = new Set<string>()
  for await (const facts of factsOfKinds(tx, ['zone.registered', 'zone.changed'])) {
    for (const { body } of facts) {
      zones.add(body.zoneCode.slice(0, 6))
      for (const town of 'towns' in body ? body.towns : [...body.joined, ...body.left]) towns.add(town.slice(0, 9))
    }
  }
  const inZone = (code: string) => zones.has(code.slice(0, 6))
  const ofTown = (code: string) => towns.has(code.slice(0, 9))
  return (from, to) => from === to || (ofTown(from) && inZone(to)) || (inZone(from) && (ofTown(to) || inZone(to)))
}

/** API tokens: whose, what they may, until when, and that the secret is the one that was issued. One that was revoked is gone. */
export const tokenWitness: Witness = {
  tables: ['api_tokens'],
  check: async (tx, note) => {
    const rows = await tx.sql.selectFrom('api_tokens').selectAll().execute()
    const { issued, revoked } = await tokensTold(tx)
    for (const row of rows) {
      const fact = issued.get(row.id)
      issued.delete(row.id)
      const at = {
        table: 'api_tokens',
        row: row.id,
        chain: fact?.chain ?? row.region_code.slice(0, 6),
        sequence: fact?.sequence ?? null,
      }
      if (fact === undefined) {
        note(rowUnvouched(at, nameToken(row.label)))
        continue
      }
      const fields = tokenFaults(row, fact)
      if (revoked.has(row.id)) fields.push({ zh: '是否吊销', en: 'whether it was revoked' })
      if (fields.length > 0) note(rowDiffers(at, nameToken(fact.body.label), fields))
    }
    for (const [id, { body, chain, sequence }] of issued) {
      if (!revoked.has(id)) note(rowGone({ table: 'api_tokens', row: id, chain, sequence }, nameToken(body.label)))
    }
    return rows.length
  },
}

const nameToken = (label: string): Bilingual => ({ zh: `接口令牌 ${label}`, en: `API token ${label}` })

async function tokensTold(tx: Tx) {
  const issued = new Map<string, Fact<'token.issued'>>()
  const revoked = new Set<string>()
  for await (const facts of factsOfKinds(tx, ['token.issued'])) {
    for (const fact of facts) issued.set(fact.body.tokenId, fact)
  }
  for await (const facts of factsOfKinds(tx, ['token.revoked'])) {
    for (const { body } of facts) revoked.add(body.tokenId)
  }
  return { issued, revoked }
}

type Token = {
  readonly account_id: string
  readonly label: string
  readonly permissions: readonly string[]
  readonly expires_at: Date
  readonly secret_hash: string
}

function tokenFaults(row: Token, { body, subjectId }: Fact<'token.issued'>): Bilingual[] {
  const { secretCheck } = body
  return [
    ...(row.account_id === subjectId ? [] : [{ zh: '所属账号', en: 'its account' }]),
    ...(row.label === body.label ? [] : [{ zh: '名称', en: 'label' }]),
    ...(sameSet(row.permissions, body.permissions) ? [] : [{ zh: '权限', en: 'permissions' }]),
    ...(row.expires_at.toISOString() === body.expiresAt ? [] : [{ zh: '有效期', en: 'expiry' }]),
    ...(secretCheck === undefined || hashSecret(row.secret_hash) === secretCheck
      ? []
      : [{ zh: '密钥', en: 'its secret' }]),
  ]
}

/** Who handed work over to whom, when and why. */
export const handoverWitness: Witness = {
  tables: ['handovers'],
  check: async (tx, note) => {
    const rows = await tx.sql.selectFrom('handovers').selectAll().execute()
    const left = new Map(rows.map(row => [`${row.from_account} ${row.at.toISOString()}`, row]))
    for await (const facts of factsOfKinds(tx, ['account.handed-over'])) {
      for (const fact of facts) {
        const key = `${fact.subjectId} ${fact.at}`
        checkHandover(fact, left.get(key), note)
        left.delete(key)
      }
    }
    for (const { id, region_code, from_account } of left.values()) {
      const at = { table: 'handovers', row: id, chain: region_code.slice(0, 6), sequence: null }
      note(rowUnvouched(at, nameHandover(from_account)))
    }
    return rows.length
  },
}

const nameHandover = (from: string): Bilingual => ({
  zh: `账号 ${from} 的工作移交`,
  en: `handover from account ${from}`,
})

type Handover = {
  readonly id: string
  readonly to_account: string
  readonly reason: string
  readonly by_account: string
}

function checkHandover(fact: Fact<'account.handed-over'>, row: Handover | undefined, note: NoteFault): void {
  const { chain, sequence, body, actorId, subjectId } = fact
  const at = { table: 'handovers', row: row?.id ?? subjectId, chain, sequence }
  if (row === undefined) {
    note(rowGone(at, nameHandover(subjectId)))
    return
  }
  const fields = [
    ...(row.to_account === body.toAccountId ? [] : [{ zh: '接手人', en: 'who takes over' }]),
    ...(row.reason === body.reason ? [] : [{ zh: '理由', en: 'reason' }]),
    ...(row.by_account === actorId ? [] : [{ zh: '经办人', en: 'who did it' }]),
  ]
  if (fields.length > 0) note(rowDiffers(at, nameHandover(subjectId), fields))
}
