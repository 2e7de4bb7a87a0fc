import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeExample } from '../../example/write-example.ts'
import { witnesses } from '../../src/commands/check-ledger.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { atomically, openDatabase, type Database, type Tx } from '../../src/platform/db/database.ts'
import { uuidv7 } from '../../src/domain/ids.ts'
import { openFileStore, type FileStore } from '../../src/platform/files/attachments-store.ts'
import type { RowFault } from '../../src/platform/ledger/witness.ts'
import { insertImport } from '../../src/survey/import-store.ts'
import { stageImport } from '../../src/survey/import/staging.ts'
import { writeImport } from '../../src/survey/import/writing.ts'
import { correctWater, setColour } from '../../src/waters/store.ts'
import { actorOf } from '../support/actors.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'
import { examplePassword } from '../support/server.ts'

// The whole example, written through the stores as people would: first everything fits its facts, then one row at a time is changed
// as somebody with the owner's password could, and taken back.

const header =
  '行政村名称,乡镇/街道,水体名称,水体类型,水域面积(m2),长(m),宽(m),起点经度,起点纬度,认定依据(感官/问卷/监测),感官描述,有效问卷数,认为黑臭份数,透明度(cm),水深(cm),溶解氧(mg/L),氨氮(mg/L),采样日期,坐标系'
const workbook = [
  header,
  // Ammonia nitrogen above 15 mg/L: one failing indicator identifies; 2,400 m2 belong on the national list.
  '前进村,沙坪镇,前进村一组堰塘,坑塘,2400,60,42,107.42,30.21,监测,,,,30,120,3.1,18.2,2026-10-20,CGCS2000',
  // 24 of 40 valid forms are exactly 60 %: identified; 800 m2 belong on the municipal list.
  '人和村,沙坪镇,人和村沟渠,沟渠,800,200,4,107.41,30.22,问卷,,40,24,,,,,2026-10-21,CGCS2000',
  // All three indicators pass: cleared, which is a result too.
  '双坪村,沙坪镇,双坪村水库,水库,5200,100,60,107.43,30.2,监测,,,,60,200,6.5,0.8,2026-10-21,CGCS2000',
  // Oxygen and transparency pass, ammonia was not measured: not measured never counts as a pass.
  '安坪村,沙坪镇,安坪村大塘,坑塘,900,35,28,107.44,30.22,监测,,,,60,200,6.5,,2026-10-21,CGCS2000',
].join('\n')

let test: TestDatabase
let owner: Database
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-tampered-'))
  test = await testDatabase()
  const files = await openFileStore(folder)
  await writeExample({ ownerUrl: test.ownerUrl, files, password: examplePassword })
  await importAndCorrect(files)
  const [{ role } = {}] = await test.asOwner('select session_user as role')
  owner = openDatabase(test.ownerUrl, { role: String(role) })
})
afterAll(async () => {
  await owner.close()
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

/** A survey with bases of all three kinds comes in by a workbook; one of its waters is corrected, moved and coloured by hand. */
async function importAndCorrect(files: FileStore): Promise<void> {
  const { database } = test
  const received = await files.receive(Readable.from([Buffer.from(workbook)]), { maxBytes: 1e6 })
  if ('tooLarge' in received) throw new Error('a few rows are not too large')
  await received.keep()
  const { sha256 } = received
  const actor = actorOf('li', 'county-officer', '500231000000')
  const fresh = { id: uuidv7(Date.now()), regionCode: actor.region, fileName: '沙坪镇排查表.csv', sha256 }
  const held = await atomically(database, actor, tx => insertImport(tx, fresh))
  await stageImport({ database, actor, held, path: (await files.locate(sha256)) ?? '' })
  await atomically(database, actor, tx => writeImport(tx, held.id, { partial: true }))
  const [water] = await test.asOwner('select water_id from water_imports order by water_id limit 1')
  const id = String(water?.['water_id'])
  await atomically(database, actor, async tx => {
    const changes = { areaM2: 2260.5, completion: { text: '2025-12-31', on: '2025-12-31', precision: 'day' as const } }
    await correctWater(tx, { id, expectedVersion: 1, changes, reason: '复核面积' })
    await correctWater(tx, {
      id,
      expectedVersion: 2,
      changes: { completion: { text: '2025-12-31' } },
      reason: '日期未核',
    })
    await setColour(tx, { id, expectedVersion: 3, colour: 'yellow', reason: '复核' })
  })
}

class TakenBack extends Error {
  readonly faults: readonly RowFault[]
  constructor(faults: readonly RowFault[]) {
    super('taken back')
    this.faults = faults
  }
}

/** What is found while these statements hold; they are taken back. Only the witnesses of `table` look, where one is named. */
async function found(statements: readonly string[], table?: string): Promise<readonly RowFault[]> {
  const looking = async (tx: Tx) => {
    for (const statement of statements) {
      const { numAffectedRows } = await sql.raw(statement).execute(tx.sql)
      if (numAffectedRows !== 1n) throw new Error(`${numAffectedRows} rows were tampered with, not one`)
    }
    const faults: RowFault[] = []
    for (const witness of witnesses) {
      if (table === undefined || witness.tables.includes(table)) await witness.check(tx, fault => faults.push(fault))
    }
    throw new TakenBack(faults)
  }
  return atomically(owner, systemActor('command-line'), looking).catch((error: unknown) => {
    if (error instanceof TakenBack) return error.faults
    throw error
  })
}

const one = (table: string, where = 'true') => `(select id from ${table} where ${where} order by id limit 1)`
const imported = `version = 1 and id in (select water_id from water_imports where entered is not null)`

const tamperings = [
  ['waters', 'an imported area', `update waters set area_m2 = area_m2 + 1 where id = ${one('waters', imported)}`, '导入时的内容'],
  ['waters', 'an imported name', `update waters set name = name || '乙' where id = ${one('waters', imported)}`, '导入时的内容'],
  ['waters', 'a list', `update waters set list = 'county' where id = ${one('waters', `list = 'national'`)}`, '监管清单'],
  ['waters', 'a stage', `update waters set stage = 'cleared' where id = ${one('waters', `stage <> 'cleared'`)}`, '阶段'],
  ['waters', 'a colour', `update waters set colour = 'green' where id = ${one('waters', `colour = 'red'`)}`, '红黄绿状态'],
  ['waters', 'a corrected field', `update waters set area_m2 = 1 where id = (select subject_id::uuid from facts where kind = 'water.corrected' and jsonb_exists(body->'changed', 'areaM2') limit 1)`, '水域面积'],
  ['waters', 'a leaf with its water', `update water_imports set row_hash = 'x' where water_id = (select water_id from water_imports where entered is not null limit 1)`, '的行：导入时的内容'],
  ['waters', 'a row put in', `insert into waters select (jsonb_populate_record(w, jsonb_build_object('id', gen_random_uuid(), 'code', 'JQ-X'))).* from waters w limit 1`, '没有任何操作记录'],
  ['waters', 'a reading that came with an import', `update readings set sample = '{}' where id = (select r.id from readings r join water_imports i on i.water_id = r.water_id order by r.id limit 1)`, '认定依据'],
  ['waters', 'a questionnaire that came with an import', `update questionnaires set black = 0 where id = (select q.id from questionnaires q join water_imports i on i.water_id = q.water_id order by q.id limit 1)`, '认定依据'],
  ['readings', 'a sample', `update readings set sample = '{}' where id = (select (body->>'readingId')::uuid from facts where kind = 'reading.recorded' limit 1)`, '内容'],
  ['readings', 'a reading taken out', `delete from readings where id = (select (body->>'readingId')::uuid from facts where kind = 'reading.recorded' limit 1)`, '已不存在'],
  ['waters', 'a reading put in', `insert into readings select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).* from readings r where water_id not in (select water_id from water_imports) limit 1`, '没有任何操作记录'],
  ['senses_records', 'what the senses said', `update senses_records set finding = 'not-black-odorous', colour_text = 'x' where id = (select (body->'values'->>'id')::uuid from facts where kind = 'survey.basis-recorded' and body->>'basis' = 'senses' limit 1)`, '感官记录'],
  ['questionnaires', 'a count of forms', `update questionnaires set black = 0, valid = valid + 1 where id = (select (body->'values'->>'id')::uuid from facts where kind = 'survey.basis-recorded' and body->>'basis' = 'questionnaire' limit 1)`, '问卷'],
  ['verdicts', 'an outcome', `update verdicts set outcome = 'undecided' where id = ${one('verdicts', `outcome <> 'undecided'`)}`, '结论'],
  ['verdicts', 'the record of a verdict', `update verdicts set record = record || '{"words":{"zh":"x","en":"x"}}' where id = ${one('verdicts')}`, '判定过程'],
  ['verdicts', 'a verdict taken out', `delete from verdicts where id = ${one('verdicts')}`, '已不存在'],
  ['attachments', 'the file of an attachment', `update attachments set sha256 = repeat('a', 64) where id = ${one('attachments')}`, '所指的文件'],
  ['attachments', 'the name of an attachment', `update attachments set name = 'x' where id = ${one('attachments')}`, '名称或说明'],
  ['attachments', 'an attachment hidden', `update attachments set removed_at = now() where id = ${one('attachments', 'removed_at is null')}`, '是否移除'],
  ['water_numbers', 'a number', `update water_numbers set number = 'x' where id = ${one('water_numbers')}`, '外部编号'],
  ['accounts', 'a role', `update accounts set role = 'administrator' where id = ${one('accounts', `role = 'auditor'`)}`, '角色'],
  ['accounts', 'a jurisdiction', `update accounts set region_code = '500000000000' where id = ${one('accounts', `region_code like '500231%'`)}`, '辖区'],
  ['accounts', 'a name', `update accounts set display_name = '赵某' where id = ${one('accounts')}`, '姓名'],
  ['accounts', 'an account put in', `insert into accounts select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'username', 'x'))).* from accounts a limit 1`, '没有任何操作记录'],
] as const // prettier-ignore

describe('tables against the ledger', () => {
  it('fit, all of the example', async () => {
    expect(await found([])).toEqual([])
  })

  it.each(tamperings)(
    '%s: %s changed behind the platform’s back is named',
    async (table, _what, statement, sentence) => {
      const faults = await found([statement], table)
      expect(faults.map(({ words }) => words.zh).join('\n')).toContain(sentence)
    },
  )
})
