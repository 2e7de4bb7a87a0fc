import { buffer } from 'node:stream/consumers'
import { Problem } from '../../domain/problems.ts'
import { atomically, reading } from '../../platform/db/database.ts'
import { documentFormats } from '../../platform/documents/document.ts'
import type { FileStore } from '../../platform/files/attachments-store.ts'
import { serve, type Door } from '../../platform/http/serve.ts'
import { smallPicture } from '../../waters/thumbnails.ts'
import { requireCase } from './cases-store.ts'
import { readCompendium, writeCompendium } from './compendium.ts'
import * as contract from './contract.ts'
import { casePictureNotFound } from './problems.ts'
import { listCases, showCase } from './showing.ts'
import { similarCases } from './similar.ts'
import { beginCase, draftCase, saveCase, stepCase } from './writing.ts'

/** Solved cases: found for a water, written, published, read and printed as a compendium. */
export function serveCases(door: Door, files: FileStore): void {
  serve(door, contract.listSimilarCases, ({ database, actor, params }) =>
    reading(database, actor, tx => similarCases(tx, params.id)),
  )
  serve(door, contract.listCases, ({ database, actor, query }) => reading(database, actor, tx => listCases(tx, query)))
  serve(door, contract.getCase, ({ database, actor, params }) =>
    reading(database, actor, tx => showCase(tx, params.id)),
  )
  serve(door, contract.draftCase, ({ database, actor, params }) =>
    reading(database, actor, tx => draftCase(tx, params.id)),
  )
  serve(door, contract.beginCase, ({ database, actor, body }) =>
    atomically(database, actor, async tx => showCase(tx, await beginCase(tx, body))),
  )
  serve(door, contract.saveCase, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await saveCase(tx, params.id, body)
      return showCase(tx, params.id)
    }),
  )
  serve(door, contract.stepCase, ({ database, actor, params, body }) =>
    atomically(database, actor, async tx => {
      await stepCase(tx, params.id, body)
      return showCase(tx, params.id)
    }),
  )
  serveCaseFiles(door, files)
}

function serveCaseFiles(door: Door, files: FileStore): void {
  serve(door, contract.getCasePicture, async ({ database, actor, params: { id, sha256 } }) => {
    const { content } = await reading(database, actor, tx => requireCase(tx, id))
    const picture = content.pictures.find(one => one.sha256 === sha256)
    const stored = picture === undefined ? undefined : await files.read(sha256)
    const small =
      picture === undefined || stored === undefined
        ? undefined
        : await smallPicture(picture.type, await buffer(stored.content))
    if (small === undefined) throw new Problem(casePictureNotFound, { sha256 })
    return { content: Buffer.from(small), type: 'image/jpeg', headers: { 'cache-control': 'private, no-cache' } }
  })
  serve(door, contract.getCompendium, async ({ database, actor, query: { format, language, ...filter } }) => {
    const compendium = await reading(database, actor, tx => readCompendium(tx, filter))
    const content = await writeCompendium(compendium, files, { format, language })
    const name = `${compendium.name[language]}-${compendium.printedOn}.${format}`
    return { content, type: documentFormats[format].type, name, headers: { 'cache-control': 'no-store' } }
  })
}
