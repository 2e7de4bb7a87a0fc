import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../../tests/support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { dianjiang, pond, recordOne, withPlaces, yongchuan } from '../../../tests/support/waters.ts'
import { uuidv7 } from '../../domain/ids.ts'
import { atomically, reading } from '../../platform/db/database.ts'
import { openFileStore, type FileStore } from '../../platform/files/attachments-store.ts'
import { recordAttachment } from '../../waters/store.ts'
import { readSheet } from './read-sheet.ts'
import { serveWaterSheet } from './routes.ts'
import { writeWaterSheet } from './write-sheet.ts'

let test: TestDatabase
let office: ActorDoor
let files: FileStore
let folder: string
beforeAll(async () => {
  test = await testDatabase()
  await withPlaces(test.database)
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-sheet-'))
  files = await openFileStore(folder)
  office = await openActorDoor(test, door => serveWaterSheet(door, files))
})
afterAll(async () => {
  await office.close()
  await test.close()
  await rm(folder, { recursive: true })
})

async function sheetOf(id: string): Promise<string> {
  return String((await office.call(dianjiang, { method: 'GET', path: `/waters/${id}/sheet` }))['body'])
}

describe('the water sheet', () => {
  it('says what is known, draws the position, and names what is doubtful', async () => {
    const row = await recordOne(test.database, pond({ lengthM: 10, widthM: 20, areaM2: 200 }), dianjiang)
    const sheet = await sheetOf(row.id)
    for (const part of [
      row.code,
      '水井大田水塘',
      '垫江县 沙坪镇',
      '200 平方米（上报面积）',
      '<circle',
      '需要核对',
      '登记为疑似',
    ]) {
      expect(sheet).toContain(part)
    }
    expect(sheet).not.toMatch(/src="(?!data:)|href=/)
  })

  it('shows photos small inside itself, and says so where one cannot be shown', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#357' } })
      .jpeg()
      .toBuffer()
    const received = await files.receive(Readable.from([bytes]), { maxBytes: 1e6 })
    if ('tooLarge' in received) throw new Error('the picture is small')
    await received.keep()
    const photo = {
      waterId: row.id,
      name: '治理前.jpg',
      kind: 'photo',
      type: 'image/jpeg',
      bytes: bytes.length,
    } as const
    const lost = createHash('sha256').update('lost').digest('hex')
    await atomically(test.database, dianjiang, async tx => {
      await recordAttachment(tx, { ...photo, id: uuidv7(1), sha256: received.sha256 })
      await recordAttachment(tx, { ...photo, id: uuidv7(2), sha256: lost, name: '丢失.jpg' })
    })
    const sheet = await sheetOf(row.id)
    expect(sheet.match(/data:image\/jpeg;base64,/g)).toHaveLength(1)
    expect(sheet).toContain('图片无法显示')
  })

  it('makes harmless what people typed', async () => {
    const row = await recordOne(test.database, pond({ name: '<script>alert(1)</script>' }), dianjiang)
    expect(await sheetOf(row.id)).not.toContain('<script')
  })

  it('is not there for another county', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const answer = await office.call(yongchuan, { method: 'GET', path: `/waters/${row.id}/sheet` }, 404)
    expect(answer['code']).toBe('water.not-found')
  })

  it('is a Word file and a PDF too, in both languages, and neither for another county', async () => {
    const row = await recordOne(test.database, pond(), dianjiang)
    const sheet = await reading(test.database, dianjiang, tx => readSheet(tx, row.id))
    const word = async (language: 'zh' | 'en') => {
      const parts = unzipSync(await writeWaterSheet(sheet, files, { format: 'docx', language }))
      return (
        strFromU8(parts['word/document.xml'] ?? new Uint8Array()) +
        strFromU8(parts['word/footer1.xml'] ?? new Uint8Array())
      )
    }
    const newest = sheet.newestFact?.hash ?? 'no fact'
    for (const part of [
      row.code,
      '水井大田水塘',
      '2260 平方米（上报面积）',
      '一、基本情况',
      '平台中没有记录。',
      newest,
    ]) {
      expect(await word('zh')).toContain(part)
    }
    for (const part of [row.code, '2260 m²', '1. The water', 'Nothing is recorded', newest]) {
      expect(await word('en')).toContain(part)
    }
    expect(
      Buffer.from(await writeWaterSheet(sheet, files, { format: 'pdf', language: 'zh' }))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const path = `/waters/${row.id}/sheet/document?format=docx`
    expect((await office.call(yongchuan, { method: 'GET', path }, 404))['code']).toBe('water.not-found')
    const odd = await office.call(
      dianjiang,
      { method: 'GET', path: `/waters/${row.id}/sheet/document?format=odt` },
      400,
    )
    expect(odd['code']).toBe('request.invalid')
  })
})
