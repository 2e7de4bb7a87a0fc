import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { chinaDate, chinaMinute } from '../../domain/dates.ts'
import { Problem } from '../../domain/problems.ts'
import type { Bilingual, Language } from '../../domain/words.ts'
import { placeDirectory, placeName } from '../../places/store.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { DocumentFormat, Figure } from '../../platform/documents/document.ts'
import { writeDocument } from '../../platform/documents/write.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import type { QueryOf } from '../../platform/http/endpoint.ts'
import { policyAt } from '../../policy/policy.ts'
import { smallPicture } from '../../waters/thumbnails.ts'
import { casesBefore } from './cases-store.ts'
import { compendiumDocument, type Compendium, type PrintedCase } from './compendium-document.ts'
import type { getCompendium, KeptCase } from './contract.ts'
import { compendiumEmpty } from './problems.ts'
import { namesOn, outcomeOfRow } from './similar.ts'

/** More would make a paper that nobody prints. */
const mostCases = 200

type Asked = Omit<QueryOf<typeof getCompendium>, 'format' | 'language'>

/** The published cases under a filter, ready to print. @throws Problem `case.none-to-print` */
export async function readCompendium(tx: Tx, filter: Asked): Promise<Compendium & { readonly name: Bilingual }> {
  const rows = await casesBefore(tx, { ...filter, state: 'published' }, { limit: mostCases })
  if (rows.length === 0) throw new Problem(compendiumEmpty, {})
  const today = chinaDate(tx.at)
  const directory = await placeDirectory(tx)
  const cases = rows.map((row): PrintedCase => {
    const { content } = row
    const place = content.regionCode === undefined ? '' : placeName(directory, content.regionCode)
    return { content, contentHash: row.content_hash, place, version: row.shown, outcome: outcomeOfRow(row) }
  })
  const [only] = cases
  const name =
    filter.case === undefined || only === undefined
      ? { zh: '农村黑臭水体治理案例汇编', en: 'Compendium of cases' }
      : { zh: `治理案例-${only.content.title}`, en: `Case ${only.content.title}` }
  return {
    name,
    isSingle: filter.case !== undefined,
    cases,
    units: new Map(policyAt('measures', today).value.measures.map(({ id, unit }) => [id, unit])),
    names: namesOn(today),
    printedOn: today,
    printedAt: chinaMinute(tx.at),
    madeAt: tx.at,
  }
}

/** The compendium as a file. */
export async function writeCompendium(
  compendium: Compendium,
  files: FileStore,
  { format, language }: { readonly format: DocumentFormat; readonly language: Language },
): Promise<Uint8Array> {
  const figures = new Map<string, Figure['picture']>()
  for (const { sha256, type } of compendium.cases.flatMap(({ content }) => content.pictures)) {
    if (!figures.has(sha256)) figures.set(sha256, await pictureOf(files, { sha256, type }))
  }
  return writeDocument(compendiumDocument(compendium, figures, language), format)
}

/** `undefined` where the file is missing or cannot be made small: the paper says so. */
async function pictureOf(
  files: FileStore,
  { sha256, type }: Pick<KeptCase['pictures'][number], 'sha256' | 'type'>,
): Promise<Figure['picture']> {
  const stored = await files.read(sha256)
  const bytes = stored === undefined ? undefined : await smallPicture(type, await buffer(stored.content))
  if (bytes === undefined) return undefined
  const { width, height } = await sharp(bytes).metadata()
  return { type: 'jpg', bytes, widthPx: width, heightPx: height }
}
