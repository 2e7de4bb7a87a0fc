import { createHash } from 'node:crypto'
import { mkdtemp, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileOwners } from '../../src/app.ts'
import { uuidv7 } from '../../src/domain/ids.ts'
import { atomically } from '../../src/platform/db/database.ts'
import { openFileStore, type FileStore } from '../../src/platform/files/attachments-store.ts'
import { referencedBy } from '../../src/platform/files/collecting.ts'
import { collectOrphans } from '../../src/platform/files/orphans.ts'
import { insertImport } from '../../src/survey/import-store.ts'
import { recordAttachment, removeAttachment } from '../../src/waters/attachments-store.ts'
import { cast } from '../support/actors.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { pond, recordOne, withPlaces } from '../support/waters.ts'

/** Columns that hold a SHA-256 of something that is no kept file. */
const noFiles: Readonly<Record<string, string>> = {
  'place_editions.sha256': 'the content of an edition stands in the tables of divisions',
}

let test: TestDatabase
let folder: string
let files: FileStore
beforeAll(async () => {
  test = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-files-'))
  files = await openFileStore(folder)
  await withPlaces(test.database)
})
afterAll(async () => {
  await test.close()
  await rm(folder, { recursive: true })
})

async function keep(text: string): Promise<string> {
  const received = await files.receive(Readable.from([Buffer.from(text)]), { maxBytes: 100 })
  if ('tooLarge' in received) throw new Error('too large')
  await received.keep()
  const path = (await files.locate(received.sha256)) ?? ''
  await utimes(path, new Date(0), new Date(0))
  return received.sha256
}

describe('files without a record', () => {
  it('are collected; workbooks of imports and attachments, removed ones too, are not', async () => {
    const [workbook, photo, removed, orphan] = await Promise.all(['表', '照片', '旧照片', '无主'].map(keep))
    const water = await recordOne(test.database, pond())
    await atomically(test.database, cast.li, async tx => {
      const fresh = { id: uuidv7(tx.at.getTime()), regionCode: cast.li.region, fileName: '表.csv', sha256: workbook! }
      await insertImport(tx, fresh)
      for (const sha256 of [photo!, removed!]) {
        const id = uuidv7(tx.at.getTime())
        const about = { waterId: water.id, name: 'a.jpg', kind: 'photo' as const, type: 'image/jpeg' as const }
        await recordAttachment(tx, { ...about, id, bytes: 6, sha256 })
        if (sha256 === removed) await removeAttachment(tx, { waterId: water.id, id, reason: '重复' })
      }
    })
    const find = referencedBy(test.database, fileOwners)
    expect(await collectOrphans(folder, { now: new Date(), find })).toMatchObject({ setAside: 1 })
    expect(await files.locate(orphan!)).toBeUndefined()
    for (const hash of [workbook!, photo!, removed!]) expect(await files.locate(hash)).toBeDefined()
  })

  it('are told from others by every table that names a file', async () => {
    const columns = await test.asOwner(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = 'public' and column_name ~ 'sha256'`,
    )
    const named = columns.map(({ table, column }) => `${String(table)}.${String(column)}`)
    const owned = named.filter(name => !(name in noFiles))
    expect(owned.toSorted()).toEqual(['attachments.sha256', 'notice_files.sha256', 'survey_imports.sha256'])
    expect(fileOwners).toHaveLength(owned.length)
  })

  it('are looked for although there are more than one query takes', async () => {
    const hashes = Array.from({ length: 2500 }, (_, index) => createHash('sha256').update(`${index}`).digest('hex'))
    expect((await referencedBy(test.database, fileOwners)(hashes)).size).toBe(0)
  })
})
