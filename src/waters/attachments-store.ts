import { labelPeople } from '../people/store.ts'
import { Problem } from '../domain/problems.ts'
import type { RegionCode } from '../domain/regions.ts'
import type { Tx } from '../platform/db/database.ts'
import { prepared } from '../platform/db/prepared.ts'
import { canonicalJson } from '../platform/facts/canonical.ts'
import { sha256 as hashText } from '../platform/facts/chain.ts'
import { requireWater, requireWaterInPlace } from './finding-store.ts'
import { attachmentDiffers, attachmentNotFound } from './problems.ts'
import type { AttachmentType } from './rules.ts'
import type { Attachment } from './shapes.ts'
import { present } from './water-item.ts'
import type { AttachmentKind } from './words.ts'

type AttachmentTable = {
  county_code: string
  id: string
  water_id: string
  region_code: RegionCode
  name: string
  kind: AttachmentKind
  caption: string | null
  type: AttachmentType
  bytes: number
  sha256: string
  taken_at: Date | null
  added_at: Date
  by_account: string
  removed_at: Date | null
}

declare module '../platform/db/tables.ts' {
  interface Tables {
    attachments: AttachmentTable
  }
}

export type NewAttachment = {
  readonly id: string
  readonly waterId: string
  readonly name: string
  readonly kind: AttachmentKind
  readonly caption?: string | undefined
  readonly type: AttachmentType
  readonly bytes: number
  readonly sha256: string
  readonly takenAt?: string | undefined
}

/** Names and types of what is attached to some waters; what was removed is absent. */
export async function attachmentNames(tx: Tx, waterIds: readonly string[]) {
  if (waterIds.length === 0) return []
  return tx.sql
    .selectFrom('attachments')
    .select(['id', 'name', 'type'])
    .where('water_id', 'in', waterIds)
    .where('removed_at', 'is', null)
    .execute()
}

/**
 * Puts a file that is kept already on record. The same file under the same id again is fine.
 *
 * @throws Problem `water.not-found`; `attachment.differs` for another file under an id in use
 */
export async function recordAttachment(tx: Tx, added: NewAttachment): Promise<Attachment> {
  const water = await requireWaterInPlace(tx, added.waterId)
  const inserted = await tx.sql
    .insertInto('attachments')
    .values({
      county_code: water.county_code,
      id: added.id,
      water_id: water.id,
      region_code: water.region_code,
      name: added.name,
      kind: added.kind,
      caption: added.caption ?? null,
      type: added.type,
      bytes: added.bytes,
      sha256: added.sha256,
      taken_at: added.takenAt === undefined ? null : new Date(added.takenAt),
      added_at: tx.at,
      by_account: tx.actor.accountId,
      removed_at: null,
    })
    .onConflict(conflict => conflict.columns(['county_code', 'id']).doNothing())
    .returning('id')
    .execute()
  if (inserted.length === 0) return sameAttachment(tx, added)
  const { sha256, bytes, kind } = added
  await tx.append({
    kind: 'attachment.added',
    regionCode: water.region_code,
    subjectId: water.id,
    body: { attachmentId: added.id, sha256, bytes, kind, recordHash: hashAttachment(added) },
  })
  return requireAttachment(tx, added.waterId, added.id)
}

type Described = Pick<NewAttachment, 'name' | 'type' | 'caption' | 'takenAt'>

/** Persisted: facts hold it. The same instant in another offset is the same. */
export function hashAttachment({ name, type, caption, takenAt }: Described): string {
  const taken = takenAt === undefined ? undefined : new Date(takenAt).toISOString()
  return hashText(canonicalJson({ name, type, caption, takenAt: taken }))
}

async function sameAttachment(tx: Tx, added: NewAttachment): Promise<Attachment> {
  const found = await tx.sql.selectFrom('attachments').selectAll().where('id', '=', added.id).executeTakeFirst()
  const same = found?.sha256 === added.sha256 && found.water_id === added.waterId && found.removed_at === null
  if (!same) throw new Problem(attachmentDiffers, { id: added.id })
  return requireAttachment(tx, added.waterId, added.id)
}

/** @throws Problem `attachment.not-found`, also where it was removed or belongs to another water */
export async function requireAttachment(tx: Tx, waterId: string, id: string): Promise<Attachment> {
  const found = (await attachmentsOf(tx, waterId)).find(attachment => attachment.id === id)
  if (found === undefined) throw new Problem(attachmentNotFound, { id })
  return found
}

/** Takes an attachment off its water; the file and the record stay for the ledger. @throws Problem `attachment.not-found` */
export async function removeAttachment(
  tx: Tx,
  { waterId, id, reason }: { readonly waterId: string; readonly id: string; readonly reason: string },
): Promise<void> {
  const water = await requireWater(tx, waterId)
  await requireAttachment(tx, waterId, id)
  await tx.sql
    .updateTable('attachments')
    .set({ removed_at: tx.at })
    .where('county_code', '=', water.county_code)
    .where('id', '=', id)
    .execute()
  await tx.append({
    kind: 'attachment.removed',
    regionCode: water.region_code,
    subjectId: water.id,
    body: { attachmentId: id, reason },
  })
}

/** The attachments of a water, oldest first, those removed left out. */
export async function attachmentsOf(tx: Tx, waterId: string): Promise<Attachment[]> {
  const kept = tx.sql
    .selectFrom('attachments')
    .selectAll()
    .where('water_id', '=', waterId)
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .orderBy('id')
  const rows = await prepared(tx, kept)
  const whoIs = await labelPeople(
    tx,
    rows.map(row => row.by_account),
  )
  return rows.map(row => ({
    id: row.id,
    waterId: row.water_id,
    name: row.name,
    kind: row.kind,
    type: row.type,
    bytes: row.bytes,
    sha256: row.sha256,
    addedAt: row.added_at.toISOString(),
    addedBy: whoIs(row.by_account),
    ...present({ caption: row.caption, takenAt: row.taken_at === null ? null : row.taken_at.toISOString() }),
  }))
}

/** Which of these files are attachments, those removed included: the ledger still names them. */
export async function filesOfAttachments(tx: Tx, hashes: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.sql
    .selectFrom('attachments')
    .select('sha256')
    .distinct()
    .where('sha256', 'in', hashes)
    .execute()
  return rows.map(({ sha256 }) => sha256)
}
