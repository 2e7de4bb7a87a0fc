import { Problem } from '../domain/problems.ts'
import type { Tx } from '../platform/db/database.ts'
import { attachmentsOf } from '../waters/store.ts'
import { photosNotThere } from './problems.ts'

/** @throws Problem `works.photos-not-there` unless all are attachments of the water */
export async function requirePhotos(tx: Tx, waterId: string, photos: readonly string[]): Promise<void> {
  if (photos.length === 0) return
  const there = new Set((await attachmentsOf(tx, waterId)).map(({ id }) => id))
  const ids = photos.filter(id => !there.has(id))
  if (ids.length > 0) throw new Problem(photosNotThere, { ids })
}
