import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { witnesses } from '../../src/commands/check-ledger.ts'
import { systemActor } from '../../src/platform/actor.ts'
import { atomically, openDatabase, type Database, type Tx } from '../../src/platform/db/database.ts'
import { uuidv7 } from '../../src/domain/ids.ts'
import { openFileStore, type FileStore } from '../../src/platform/files/attachments-store.ts'
import type { RowFault } from '../../src/platform/ledger/witness.ts'
import { decideScope, recordCandidate } from '../../src/survey/candidates-store.ts'
import { createTask } from '../../src/survey/tasks-store.ts'
import { reportVillage } from '../../src/survey/villages-store.ts'
import { insertImport } from '../../src/survey/import-store.ts'
import { stageImport } from '../../src/survey/import/staging.ts'
import { writeImport } from '../../src/survey/import/writing.ts'
import type { WaterType } from '../../src/domain/waters.ts'
import { handOver } from '../../src/people/account-changes-store.ts'
import { actorForUsername } from '../../src/people/store.ts'
import { issueToken, revokeToken } from '../../src/people/tokens-store.ts'
import { registerFunctionalZone } from '../../src/places/zones/registration.ts'
import { grantException, recordEntry } from '../../src/funding/money/entries-store.ts'
import { earmarkReward } from '../../src/funding/money/rewards-store.ts'
import type { PlanContent } from '../../src/planning/plans/contract.ts'
import { stepPlan } from '../../src/planning/plans/deciding.ts'
import { commentPlan, savePlan } from '../../src/planning/plans/plans-store.ts'
import { changeSurrounding, endLink, linkSurrounding, recordSurrounding } from '../../src/surroundings/store.ts'
import { removeSource } from '../../src/waters/sources-store.ts'
import {
  correctWater,
  drawWater,
  mergeWaters,
  putSource,
  recordAttachment,
  recordWater,
  setColour,
  splitWater,
  type WaterShape,
} from '../../src/waters/store.ts'
import { actorOf } from '../support/actors.ts'
import type { TestDatabase } from '../support/database.ts'
import { exampleDatabase } from '../support/example-database.ts'

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
  test = await exampleDatabase(folder)
  const files = await openFileStore(folder)
  await importAndCorrect(files)
  await splitMergeAndDraw()
  await surveyOnce()
  await planOnce()
  await moneyOnce()
  await surroundOnce()
  await workOfPeople()
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

/** A plan is written twice, commented on and submitted. */
async function planOnce(): Promise<void> {
  const actor = actorOf('li', 'county-officer', '500231000000')
  const [water] = await test.asOwner(`select id from waters where name = '圆塘'`)
  const content: PlanContent = {
    presentState: '水色发黑。',
    causes: [{ causeId: 'domestic-sewage', percent: 100 }],
    target: { goal: 'class-V', by: '2099-12-31' },
    measures: [{ measureId: 'septic-tank', quantity: 3, costYuan: 9000 }],
    funding: [{ source: 'county', yuan: 9000 }],
    persons: { town: { name: '甲' }, village: { name: '乙' }, site: { name: '丙' } },
    upkeep: { duties: '每周巡查一次。', yearlyYuan: 2400 },
  }
  const by = `${new Date().getUTCFullYear() + 1}-06-30`
  const save = (seenVersion: number, own: PlanContent) =>
    atomically(test.database, actor, tx => savePlan(tx, String(water?.['id']), { seenVersion, content: own }))
  await save(0, content)
  const { id } = await save(1, { ...content, target: { goal: 'class-V', by } })
  await atomically(test.database, actor, tx => commentPlan(tx, id, { section: 'measures', text: '数量请核实' }))
  await atomically(test.database, actor, tx => stepPlan(tx, id, { step: 'submit', seenVersion: 2 }))
}

/** Money is allotted and spent in part, an exception granted, a reward earmarked. */
async function moneyOnce(): Promise<void> {
  const [city, county] = [
    actorOf('wang', 'municipal-officer', '500000000000'),
    actorOf('li', 'county-officer', '500231000000'),
  ]
  const [water] = await test.asOwner(`select id from waters where name = '圆塘'`)
  const waterId = String(water?.['id'])
  const said = { source: 'county', yuan: 9000, on: '2026-11-01', documentNumber: '垫财〔2026〕1号' } as const
  const id = () => uuidv7(Date.now())
  const attachmentId = id()
  const file = { name: '批复.pdf', kind: 'scan', type: 'application/pdf', bytes: 9, sha256: 'b'.repeat(64) } as const
  await atomically(test.database, county, tx => recordEntry(tx, { waterId, id: id() }, { ...said, kind: 'allotted' }))
  await atomically(test.database, county, tx =>
    recordEntry(tx, { waterId, id: id() }, { ...said, kind: 'spent', yuan: 100 }),
  )
  await atomically(test.database, county, tx => recordAttachment(tx, { id: attachmentId, waterId, ...file }))
  await atomically(test.database, city, tx =>
    grantException(tx, { waterId, id: id() }, { ...said, attachmentId, reason: '抢险' }),
  )
  await atomically(test.database, city, tx => earmarkReward(tx, waterId, { documentNumber: '渝环奖〔2026〕1号' }))
}

/** A river is split, a ditch goes into another, a pond is drawn twice; a source is moved from one of them to the other, another removed. */
async function splitMergeAndDraw(): Promise<void> {
  const actor = actorOf('li', 'county-officer', '500231000000')
  const regionCode = '500231102000'
  const at = (step: number) => ({ position: { longitude: 107.4 + step / 1e4, latitude: 30.2 } })
  await atomically(test.database, actor, async tx => {
    const record = (name: string, type: WaterType, step: number) =>
      recordWater(tx, {
        values: { name, type, regionCode, areaM2: 4000, coordinateSource: 'cgcs2000', ...at(step) },
        candidateSource: 'desk',
        entry: { transition: 'declare', list: 'national' },
      })
    const river = await record('折河', 'river', 0)
    const part = (name: string, areaM2: number) => ({ values: { name, type: 'river' as const, regionCode, areaM2 } })
    await splitWater(tx, {
      id: river.id,
      expectedVersion: 1,
      parts: [
        { ...part('折河上段', 1000), share: 0.25 },
        { ...part('折河下段', 3000), share: 0.75 },
      ],
      why: 'not-continuous',
      reason: '中段不黑',
    })
    const [stays, goes] = [await record('甲沟', 'ditch', 10), await record('甲沟二', 'ditch', 11)]
    const merging = { merged: [{ id: goes.id, expectedVersion: 1 }], why: 'same-water' as const, reason: '重复登记' }
    await mergeWaters(tx, { id: stays.id, expectedVersion: 1, ...merging })
    const pond = await record('圆塘', 'pond', 20)
    const drawing = { id: pond.id, coordinateSource: 'cgcs2000' as const, reason: '勾绘' }
    await drawWater(tx, { ...drawing, expectedVersion: 1, geometry: outline(0.0005), takeArea: false })
    await drawWater(tx, { ...drawing, expectedVersion: 2, geometry: outline(0.0006), takeArea: true })
    const [moved, removed] = [uuidv7(Date.now()), uuidv7(Date.now())]
    const values = { kind: 'households' as const, name: '二十户散排' }
    await putSource(tx, { id: moved, values, waterIds: [pond.id, stays.id] })
    await putSource(tx, { id: removed, values: { ...values, name: '旧猪场' }, waterIds: [stays.id] })
    await removeSource(tx, removed, '已关停')
  })
  // At another moment, as people do.
  await atomically(test.database, actor, async tx => {
    const [source] = await test.asOwner(`select id from pollution_sources where name = '二十户散排'`)
    const [pond] = await test.asOwner(`select id from waters where name = '圆塘'`)
    const values = { kind: 'households' as const, name: '三十户散排' }
    await putSource(tx, { id: String(source?.['id']), values, waterIds: [String(pond?.['id'])], reason: '复核' })
  })
}

function outline(side: number): WaterShape {
  const [west, south] = [107.402, 30.2]
  const ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]] // prettier-ignore
  return { type: 'Polygon', coordinates: [ring] as [number, number][][] }
}

/** A village reports two ponds of a new task; one that is small is in scope, because people complained. */
async function surveyOnce(): Promise<void> {
  const actor = await actorForUsername(test.database, 'municipal')
  const villageCode = '500231102201'
  await atomically(test.database, actor, async tx => {
    const villages = { filter: 'listed' as const, codes: [villageCode, '500231102202'], except: [] }
    const taskId = await createTask(tx, { title: '复查', regionCode: '500231000000', dueOn: '2027-12-31', villages })
    await reportVillage(
      tx,
      { taskId, villageCode },
      { state: 'done-with-candidates', found: 2, surveyedOn: '2026-11-01' },
    )
    for (const name of ['小塘', '大塘']) {
      const { candidate } = await recordCandidate(tx, {
        name,
        villageCode,
        type: 'pond',
        source: 'field-team',
        areaM2: 150,
        complaint: true,
      } as Parameters<typeof recordCandidate>[1])
      const decision = { inScope: true, reason: '群众多次投诉', expectedVersion: 1 }
      if (name === '小塘') await decideScope(tx, candidate.waterId, decision)
    }
  })
}

/** A settlement and works are linked with a water; the works are changed, and another link is undone. */
async function surroundOnce(): Promise<void> {
  const actor = actorOf('li', 'county-officer', '500231000000')
  const [water] = await test.asOwner(`select id, region_code from waters where name = '圆塘'`)
  const [waterId, regionCode] = [String(water?.['id']), String(water?.['region_code'])]
  await atomically(test.database, actor, async tx => {
    const settlement = { sort: 'settlement', name: '圆塘院子', regionCode, people: 120, handling: 'none' } as const
    const works = { sort: 'facility', name: '圆塘处理站', regionCode, capacityM3PerDay: 20, state: 'running' } as const
    const hamlet = await recordSurrounding(tx, { values: settlement, source: 'form' })
    const station = await recordSurrounding(tx, { values: works, source: 'form' })
    const said = { sinceOn: '2026-11-01', source: '踏勘', proposed: false }
    await linkSurrounding(tx, waterId, { ...said, surroundingId: hamlet.id, kind: 'drains-into' })
    const { id } = await linkSurrounding(tx, waterId, { ...said, surroundingId: station.id, kind: 'treats' })
    const values = { ...works, state: 'idle' } as const
    await changeSurrounding(tx, { id: station.id, expectedVersion: 1, values, source: 'form', reason: '停运' })
    await endLink(tx, id, '改接他处')
  })
}

/** Tokens are issued and one of them revoked; an expert's work goes to the municipal officer. */
async function workOfPeople(): Promise<void> {
  const wang = await actorForUsername(test.database, 'municipal')
  const token = { label: '大屏', permissions: ['water.read'] as const, expiresInDays: 30, maxDays: 365 }
  await atomically(test.database, wang, async tx => {
    await issueToken(tx, token)
    const { token: old } = await issueToken(tx, { ...token, label: '旧大屏' })
    await revokeToken(tx, old.id)
  })
  const [from] = await test.asOwner(`select id from accounts where username = 'dianjiang-admin'`)
  const admin = await actorForUsername(test.database, 'admin')
  const handover = { fromId: String(from?.['id']), toId: admin.accountId, reason: '调离', disable: false }
  await atomically(test.database, admin, tx => handOver(tx, handover))
  const [town] = await test.asOwner(`select code from places where level = 'town' and code like '500243%' order by 1`)
  await atomically(test.database, wang, tx =>
    registerFunctionalZone(tx, {
      code: '500173',
      name: '试验区',
      source: '文件',
      confidence: 'to-be-confirmed',
      statisticalTowns: [String(town?.['code'])],
    }),
  )
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
/** One row of a table that knows no id. */
const first = (table: string, where = 'true') => `(select ctid from ${table} where ${where} order by ctid limit 1)`
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
  ['attachments', 'an attachment put in', `insert into attachments select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).* from attachments a limit 1`, '没有任何操作记录'],
  ['water_numbers', 'a number put in', `insert into water_numbers select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid(), 'number', 'x'))).* from water_numbers n limit 1`, '外部编号 x没有任何操作记录'],
  ['water_areas', 'an area of the history', `update water_areas set area_m2 = area_m2 + 1 where id = ${one('water_areas')}`, '面积 在数据库中被直接改动过'],
  ['water_areas', 'the date of an area', `update water_areas set area_on = '2020-01-01' where id = ${one('water_areas', `method = 'drawn'`)}`, '测算日期'],
  ['water_areas', 'the shape of an area', `update water_areas set geometry = jsonb_set(geometry, '{coordinates,0,1,0}', '107.5') where id = ${one('water_areas', `method = 'drawn' and geometry is not null`)}`, '图形'],
  ['water_areas', 'an area taken out', `delete from water_areas where id = ${one('water_areas')}`, '的面积记录'],
  ['water_areas', 'an area put in', `insert into water_areas select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid()))).* from water_areas a limit 1`, '没有任何操作记录'],
  ['water_lineage', 'the share of a part', `update water_lineage set share = 0.9 where child_id = (select id from waters where name = '折河上段')`, '所占比例'],
  ['water_lineage', 'a part taken out', `delete from water_lineage where child_id = (select id from waters where name = '折河上段')`, '并拆关系在操作记录'],
  ['water_lineage', 'a merger put in', `insert into water_lineage select county_code, parent_id, (select id from waters where name = '圆塘'), region_code, how, share, at from water_lineage where how = 'merge'`, '没有任何操作记录'],
  ['pollution_sources', 'the name of a source', `update pollution_sources set name = 'x' where name = '三十户散排'`, '名称'],
  ['pollution_sources', 'a removed source brought back', `update pollution_sources set removed_at = null where name = '旧猪场'`, '是否移除'],
  ['pollution_sources', 'a source taken off its water', `delete from water_sources where source_id = (select id from pollution_sources where name = '三十户散排')`, '影响的水体'],
  ['pollution_sources', 'a source laid at another water', `update water_sources set water_id = (select id from waters where name = '甲沟') where source_id = (select id from pollution_sources where name = '三十户散排')`, '影响的水体'],
  ['pollution_sources', 'a source put in', `insert into pollution_sources select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid()))).* from pollution_sources p limit 1`, '没有任何操作记录'],
  ['survey_tasks', 'the due date of a task', `update survey_tasks set due_on = due_on + 30 where id = ${one('survey_tasks')}`, '截止日期'],
  ['survey_tasks', 'a title', `update survey_tasks set title = '不必复查' where title = '复查'`, '标题'],
  ['survey_tasks', 'a task closed', `update survey_tasks set closed_at = now() where id = (select id from survey_tasks where title = '复查')`, '是否结束'],
  ['survey_tasks', 'a task put in', `insert into survey_tasks select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).* from survey_tasks t limit 1`, '没有任何操作记录'],
  ['survey_villages', 'what a village reported', `update survey_villages set state = 'done-none-found', found = 0 where village_code = '500231102201' and task_id = (select id from survey_tasks where title = '复查')`, '发现数'],
  ['survey_villages', 'a report set back', `update survey_villages set state = 'open', found = 0, reported_at = null, reported_by = null where village_code = '500231102201' and task_id = (select id from survey_tasks where title = '复查')`, '村级排查在操作记录'],
  ['survey_villages', 'a village marked as surveyed', `update survey_villages set state = 'done-none-found', reported_at = now() where village_code = (select village_code from survey_villages where reported_at is null and task_id = (select id from survey_tasks where title = '复查') order by 1 limit 1) and task_id = (select id from survey_tasks where title = '复查')`, '没有任何操作记录'],
  ['survey_candidates', 'a decision on the scope', `update survey_candidates set scope_reason = 'x' where scope_reason = '群众多次投诉'`, '排查范围判定'],
  ['survey_candidates', 'a decision put in', `update survey_candidates set in_scope = false, scope_reason = 'x' where water_id = (select water_id from survey_candidates where in_scope is null order by 1 limit 1)`, '没有任何操作记录'],
  ['plans', 'the state of a plan', `update plans set state = 'approved' where ctid = ${first('plans', `state = 'submitted'`)}`, '状态'],
  ['plans', 'the number of an approval', `update plans set reference = '渝环函〔2026〕1号' where ctid = ${first('plans', 'reference is null')}`, '批复文号'],
  ['plans', 'a plan put in', `insert into plans select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'state', 'set-aside'))).* from plans p limit 1`, '没有任何操作记录'],
  ['plan_versions', 'what a plan said', `update plan_versions set content = content || '{"presentState":"清澈"}' where ctid = ${first('plan_versions', 'version = 1')}`, '第 1 版与操作记录'],
  ['plan_versions', 'a version taken out', `delete from plan_versions where ctid = ${first('plan_versions', 'version = 1')}`, '第 1 版'],
  ['plan_versions', 'a version put in', `insert into plan_versions select (jsonb_populate_record(v, '{"version": 9}')).* from plan_versions v limit 1`, '第 9 版没有任何操作记录'],
  ['plan_comments', 'what was said of a plan', `update plan_comments set text = '没有意见'`, '方案意见'],
  ['plan_comments', 'a remark taken out', `delete from plan_comments`, '方案意见'],
  ['place_aliases', 'the town of an alias', `update place_aliases set within_code = '500231103000' where id = ${one('place_aliases')}`, '所属乡镇'],
  ['place_aliases', 'an alias taken out', `delete from place_aliases`, '地名别名'],
  ['place_aliases', 'an alias put in', `insert into place_aliases select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'name', 'x'))).* from place_aliases a limit 1`, '没有任何操作记录'],
  ['place_zones', 'the towns of a zone', `update place_zones set towns = '[]' where code = '500173'`, '所辖乡镇'],
  ['place_zones', 'a zone taken out', `delete from place_zones where code = '500173'`, '功能区 试验区'],
  ['place_zones', 'a zone put in', `insert into place_zones select (jsonb_populate_record(z, '{"code": "500174", "name": "飞地"}')).* from place_zones z limit 1`, '没有任何操作记录'],
  ['money_entries', 'the yuan of an entry', `update money_entries set yuan = 101 where ctid = ${first('money_entries', `kind = 'spent'`)}`, '登记内容'],
  ['money_entries', 'an entry taken out', `delete from money_entries where ctid = ${first('money_entries', `kind = 'spent'`)}`, '已不存在'],
  ['money_entries', 'an entry put in', `insert into money_entries select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* from money_entries e where kind = 'spent' limit 1`, '没有任何操作记录'],
  ['money_balances', 'the sums of a water', `update money_balances set spent_yuan = 99 where ctid = ${first('money_balances')}`, '资金合计'],
  ['money_tallies', 'the sums of a county', `update money_tallies set spent_yuan = 99 where ctid = ${first('money_tallies', `digits = 6 and source = 'county'`)}`, '资金汇总'],
  ['money_rewards', 'where a reward stands', `update money_rewards set state = 'cancelled' where ctid = ${first('money_rewards')}`, '奖补状态'],
  ['money_rewards', 'a reward said to be taken back', `update money_rewards set to_take_back = true where ctid = ${first('money_rewards')}`, '待收回标记'],
  ['money_tallies', 'how many rewards a county takes back', `update money_tallies set rewards_to_take_back = 1 where ctid = ${first('money_tallies', `digits = 6 and source = 'municipal-grant'`)}`, '资金汇总'],
  ['money_reward_steps', 'what was earmarked', `update money_reward_steps set document_number = 'x' where ctid = ${first('money_reward_steps')}`, '奖补内容'],
  ['surroundings', 'the people of a settlement', `update surroundings set people = 12 where name = '圆塘院子'`, '人口'],
  ['surroundings', 'works put to work again', `update surroundings set state = 'running' where name = '圆塘处理站'`, '运行状态'],
  ['surroundings', 'a settlement taken out', `delete from surroundings where name = '圆塘院子'`, '已不存在'],
  ['surroundings', 'a settlement put in', `insert into surroundings select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'name', 'x'))).* from surroundings s where name = '圆塘院子'`, '没有任何操作记录'],
  ['surrounding_links', 'what a link tells of its other end', `update surrounding_links set told = told || '{"people": 12}' where ctid = ${first('surrounding_links', `state = 'linked'`)}`, '对象情况'],
  ['surrounding_links', 'since when a link holds', `update surrounding_links set since_on = '2020-01-01' where ctid = ${first('surrounding_links', `state = 'linked'`)}`, '起始日期'],
  ['surrounding_links', 'why a link was undone', `update surrounding_links set end_reason = 'x' where state = 'ended'`, '解除理由'],
  ['surrounding_links', 'a link taken out', `delete from surrounding_links where ctid = ${first('surrounding_links', `state = 'linked'`)}`, '已不存在'],
  ['works_schedules', 'works said to be completed', `update works_schedules set state = 'completed' where ctid = ${first('works_schedules', `state = 'running'`)}`, '状态'],
  ['works_schedules', 'what is earned by works', `update works_schedules set earned_yuan = earned_yuan + 1 where ctid = ${first('works_schedules')}`, '进度汇总'],
  ['works_measures', 'the quantity of a measure', `update works_measures set quantity = quantity + 1 where ctid = ${first('works_measures')}`, '计划工期、工程量、施工单位'],
  ['works_reports', 'a report of works taken out', `delete from works_reports where id = ${one('works_reports', 'true')}`, '已不存在'],
  ['acceptance_files', 'how often a file was decided on', `update acceptance_files set decisions = decisions + 1 where id = ${one('acceptance_files', 'true')}`, '状态'],
  ['acceptance_files', 'what a file held', `update acceptance_files set snapshot = snapshot || '{"x": 1}' where id = ${one('acceptance_files', 'true')}`, '验收材料'],
  ['acceptance_decisions', 'why it was accepted', `update acceptance_decisions set reason = 'x' where ctid = ${first('acceptance_decisions')}`, '决定'],
  ['annual_plans', 'the number of an annual work plan', `update annual_plans set number = 'x' where ctid = ${first('annual_plans', `state = 'issued'`)}`, '印发文号或日期'],
  ['annual_plan_versions', 'what an annual work plan says', `update annual_plan_versions set content = content || '{"x": 1}' where ctid = ${first('annual_plan_versions')}`, '内容'],
  ['notices', 'what a notice says', `update notices set title = 'x' where ctid = ${first('notices')}`, '内容'],
  ['notices', 'a notice put in', `insert into notices select (jsonb_populate_record(n, jsonb_build_object('id', gen_random_uuid()))).* from notices n limit 1`, '没有任何操作记录'],
  ['organisations', 'the division of an organisation', `update organisations set region_code = '500000000000' where id = ${one('organisations', `kind = 'government'`)}`, '所在区划'],
  ['organisations', 'the kind of an organisation', `update organisations set kind = 'bureau' where id = ${one('organisations', `kind = 'government'`)}`, '类型'],
  ['organisations', 'an organisation put in', `insert into organisations select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'name', 'x'))).* from organisations o limit 1`, '没有任何操作记录'],
  ['api_tokens', 'what a token may', `update api_tokens set permissions = permissions || '{people.manage}' where label = '大屏'`, '权限'],
  ['api_tokens', 'the secret of a token', `update api_tokens set secret_hash = repeat('a', 64) where label = '大屏'`, '密钥'],
  ['api_tokens', 'whose a token is', `update api_tokens set account_id = (select id from accounts where username = 'admin') where label = '大屏'`, '所属账号'],
  ['api_tokens', 'a token put in', `insert into api_tokens select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'secret_hash', 'x'))).* from api_tokens t limit 1`, '没有任何操作记录'],
  ['api_tokens', 'a revoked token brought back', `insert into api_tokens select (jsonb_populate_record(t, jsonb_build_object('id', (select body->>'tokenId' from facts where kind = 'token.revoked'), 'label', '旧大屏', 'secret_hash', 'x'))).* from api_tokens t where label = '大屏'`, '是否吊销'],
  ['handovers', 'who took over', `update handovers set to_account = from_account`, '接手人'],
  ['handovers', 'a handover taken out', `delete from handovers`, '已不存在'],
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
