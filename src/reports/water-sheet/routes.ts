import { buffer } from 'node:stream/consumers'
import { chinaDate } from '../../domain/dates.ts'
import { verdictsOfWater } from '../../identification/store.ts'
import { policyAt } from '../../policy/policy.ts'
import { reading, type Tx } from '../../platform/db/database.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { getWaterSheet, type Attachment } from '../../waters/contract.ts'
import { requireWater, waterDetail, waterHistory } from '../../waters/store.ts'
import { smallPicture } from '../../waters/thumbnails.ts'
import { waterSheet, type SheetContent, type SheetPhoto } from './sheet.ts'

/** More would make a file that no printer wants. */
const mostPhotos = 12
const mostFacts = 200

/** The printable sheet of a water. */
export function serveWaterSheet(door: Door, files: FileStore): void {
  serve(door, getWaterSheet, async ({ database, actor, params }) => {
    const { attachments, ...content } = await reading(database, actor, tx => readContent(tx, params.id))
    const photos = await photosOf(files, attachments)
    return {
      content: waterSheet({ ...content, photos }),
      type: 'text/html; charset=utf-8',
      headers: {
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-modals",
      },
    }
  })
}

async function readContent(
  tx: Tx,
  id: string,
): Promise<Omit<SheetContent, 'photos'> & { readonly attachments: readonly Attachment[] }> {
  const water = await waterDetail(tx, await requireWater(tx, id))
  const { items: history } = await waterHistory(tx, id, { limit: mostFacts })
  const printedOn = chinaDate(tx.at)
  const { causes } = policyAt('causes', printedOn).value
  const verdicts = (await verdictsOfWater(tx, id)).map(({ at, by, words, record }) => ({
    on: chinaDate(new Date(at)),
    by,
    words,
    citations: record.citations,
  }))
  return {
    water,
    history,
    verdicts,
    printedOn,
    causes: water.causes.map(cause => causes.find(entry => entry.id === cause)?.name.zh ?? cause),
    attachments: water.attachments,
  }
}

/** A photo whose file is missing or cannot be made small keeps its place, and the sheet says so. */
async function photosOf(files: FileStore, attachments: readonly Attachment[]): Promise<readonly SheetPhoto[]> {
  const photos: SheetPhoto[] = []
  for (const attachment of attachments.filter(({ kind }) => kind === 'photo').slice(-mostPhotos)) {
    const stored = await files.read(attachment.sha256)
    const jpeg = stored === undefined ? undefined : await smallPicture(attachment.type, await buffer(stored.content))
    photos.push({ caption: attachment.caption ?? attachment.name, jpeg })
  }
  return photos
}
