import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openActorDoor, type ActorDoor } from '../../../tests/support/actor-door.ts'
import { testDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { dianjiang, pond, recordOne, withPlaces, yongchuan } from '../../../tests/support/waters.ts'
import { assignDuty } from '../../duties/store.ts'
import { classifyWater } from '../../planning/classifying.ts'
import { savePlan } from '../../planning/plans/plans-store.ts'
import { atomically, reading } from '../../platform/db/database.ts'
import { openFileStore, type FileStore } from '../../platform/files/attachments-store.ts'
import { planPaperDocument } from './paper-document.ts'
import { readPlanPaper } from './read-paper.ts'
import { servePlanPaper } from './routes.ts'
import { writePlanPaper } from './write-paper.ts'

let test: TestDatabase
let office: ActorDoor
let files: FileStore
let folder: string
let planId: string
let waterCode: string

const content = {
  presentState: '水色发黑。\n底泥厚约 40 厘米。',
  causes: [{ causeId: 'sediment', percent: 100, note: '多年未清淤' }],
  target: { goal: 'class-V', by: '2027-06-30' } as const,
  route: '先截污，后清淤。',
  measures: [{ measureId: 'septic-tank', quantity: 3, costYuan: 9000.5, from: '2027-01-01', to: '2027-03-01' }],
  funding: [{ source: 'county', yuan: 9000.5 } as const],
  persons: { town: { name: '王建国', office: '沙坪镇人民政府' }, village: { name: '李秀英' } },
  upkeep: { duties: '每周巡查一次。', yearlyYuan: 2400 },
}

beforeAll(async () => {
  test = await testDatabase({ clock: () => new Date('2026-11-29T02:00:00Z') })
  await withPlaces(test.database)
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-plan-paper-'))
  files = await openFileStore(folder)
  office = await openActorDoor(test, door => servePlanPaper(door, files))
  const water = await recordOne(
    test.database,
    pond({}, { entry: { transition: 'declare', list: 'national' } }),
    dianjiang,
  )
  waterCode = water.code
  planId = await atomically(test.database, dianjiang, async tx => {
    const evidence = { sourceIds: [], readingIds: [], attachmentIds: [], text: '探杆实测 40 厘米' }
    const causes = [{ causeId: 'sediment', sharePercent: 100, evidence }]
    const statements = {
      nuisance: 'prominent',
      continuity: 'continuous',
      functions: ['irrigation'],
      peopleAffected: 900,
    } as const
    await classifyWater(tx, water.id, {
      causes,
      statements: { ...statements, functions: ['irrigation'] },
      dryRun: false,
    })
    await assignDuty(tx, water.id, {
      level: 'village',
      holder: { name: '吴前', organisation: '前进村村民委员会', officePhone: '023-74500000', mobile: '13800000000' },
      fromOn: '2026-03-01',
    })
    return (await savePlan(tx, water.id, { seenVersion: 0, content })).id
  })
})
afterAll(async () => {
  await office.close()
  await test.close()
  await rm(folder, { recursive: true })
})

const paper = () => reading(test.database, dianjiang, tx => readPlanPaper(tx, planId))
const textOf = async (language: 'zh' | 'en') =>
  JSON.stringify(planPaperDocument({ ...(await paper()), sketch: undefined, photos: [] }, language))

describe('a plan as a paper', () => {
  it('tells the plan in both languages, with evidence, class, money and who answers today', async () => {
    const zh = await textOf('zh')
    for (const part of [
      waterCode,
      '水色发黑。',
      '多年未清淤',
      '探杆实测 40 厘米',
      '分类施策',
      '达到地表水Ⅴ类',
      '先截污，后清淤。',
      '3 户',
      '9,000.5',
      '区县财政',
      '王建国',
      '吴前\\n前进村村民委员会\\n023-74500000',
      '每周巡查一次。',
      '未经批复',
    ])
      expect(zh, part).toContain(part)
    const en = await textOf('en')
    for (const part of ['surface water class V', 'county budget', 'Upkeep a year (yuan)', 'not approved'])
      expect(en, part).toContain(part)
    expect(en).not.toMatch(/undefined|NaN|\[object/)
    expect(zh).not.toMatch(/undefined|NaN|\[object|13800000000/)
  })

  it('carries the hash of the plan’s own newest fact, which other waters do not move', async () => {
    const { newestFact } = await paper()
    const [row] = await test.asOwner(`select hash from facts where kind = 'plan.saved' order by sequence desc limit 1`)
    expect(newestFact?.hash).toBe(row?.['hash'])
    await recordOne(test.database, pond({ name: '另一处' }), dianjiang)
    expect((await paper()).newestFact).toEqual(newestFact)
  })

  it('is a Word file and a PDF, and neither for another county', async () => {
    const whole = await paper()
    const parts = unzipSync(await writePlanPaper(whole, files, { format: 'docx', language: 'zh' }))
    expect(strFromU8(parts['word/document.xml'] ?? new Uint8Array())).toContain('一、基本情况')
    expect(strFromU8(parts['word/footer1.xml'] ?? new Uint8Array())).toContain(whole.newestFact?.hash)
    const pdf = await writePlanPaper(whole, files, { format: 'pdf', language: 'en' })
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    const path = `/planning/plans/${planId}/document?format=docx`
    expect((await office.call(yongchuan, { method: 'GET', path }, 404))['code']).toBe('plan.not-found')
  })
})
