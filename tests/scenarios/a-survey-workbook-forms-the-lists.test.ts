import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/app.ts'
import { ensureAdministrator } from '../../src/people/store.ts'
import { appOn } from '../support/app-on.ts'
import { testDatabase, type TestDatabase } from '../support/database.ts'

const password = 'Jiuqing-test-2026'
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
let app: App
let folder: string
let cookie: string

beforeAll(async () => {
  test = await testDatabase()
  folder = await mkdtemp(join(tmpdir(), 'jiuqing-scenario-'))
  await ensureAdministrator(test.database, password)
  app = await appOn(test, folder, { JIUQING_ADMIN_PASSWORD: password })
  await enrolOfficer()
})

afterAll(async () => {
  await app.stop()
  await test.close()
  await rm(folder, { recursive: true, force: true })
})

/** Li, officer of 垫江县, created by the administrator, with the first password already changed. */
async function enrolOfficer(): Promise<void> {
  cookie = await signIn('admin', password)
  const bureau = await call('POST', '/api/organisations', {
    name: '垫江县生态环境局',
    kind: 'bureau',
    regionCode: '500231000000',
  })
  const created = await call('POST', '/api/accounts', {
    username: 'li',
    displayName: '李敏',
    role: 'county-officer',
    organisationId: bureau['id'],
    regionCode: '500231000000',
  })
  const first = String(created['oneTimePassword'])
  cookie = await signIn('li', first)
  const changed = await app.http.inject({
    method: 'POST',
    url: '/api/session/password',
    headers: { cookie },
    payload: { oldPassword: first, newPassword: password },
  })
  expect(changed.statusCode).toBe(200)
  cookie = await signIn('li', password)
}

async function signIn(username: string, secret: string): Promise<string> {
  const answer = await app.http.inject({ method: 'POST', url: '/api/session', payload: { username, password: secret } })
  expect(answer.statusCode).toBe(200)
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}

async function call(method: 'GET' | 'POST', url: string, payload?: object): Promise<Record<string, unknown>> {
  const answer = await app.http.inject({
    method,
    url,
    headers: { cookie },
    ...(payload === undefined ? {} : { payload }),
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

/** Asks again until the queue has done its part. */
async function until<Value>(ask: () => Promise<Value>, isDone: (value: Value) => boolean): Promise<Value> {
  return expect.poll(ask, { timeout: 30_000, interval: 200 }).toSatisfy(isDone).then(ask)
}

describe('a survey workbook', () => {
  let id = ''

  it('is uploaded and read by the queue, with nothing to correct', async () => {
    const uploaded = await app.http.inject({
      method: 'POST',
      url: `/api/survey-imports?fileName=${encodeURIComponent('沙坪镇排查表.csv')}`,
      headers: { cookie, 'content-type': 'application/octet-stream' },
      payload: Buffer.from(workbook),
    })
    expect(uploaded.statusCode, uploaded.body).toBe(200)
    id = String(uploaded.json<Record<string, unknown>>()['id'])
    const read = await until(
      () => call('GET', `/api/survey-imports/${id}`),
      ({ state }) => state !== 'reading',
    )
    expect(read).toMatchObject({
      state: 'ready',
      rowsRead: 4,
      ready: 4,
      refused: 0,
      undecided: 0,
      by: { name: '李敏' },
    })
  })

  it('is written, every water judged by the standard, and both lists form themselves', async () => {
    await call('POST', `/api/survey-imports/${id}/commit`, { partial: false })
    const written = await until(
      () => call('GET', `/api/survey-imports/${id}`),
      ({ state }) => state !== 'writing',
    )
    expect(written['outcome']).toEqual({ read: 4, created: 4, updated: 0, unchanged: 0, refused: 0 })
    const listed = await until(
      () => call('GET', '/api/waters?sort=code'),
      ({ items }) => stagesOf(items).filter(stage => stage === 'listed').length === 2,
    )
    expect(summaries(listed['items'])).toEqual([
      { name: '前进村一组堰塘', stage: 'listed', list: 'national', basis: 'monitoring' },
      { name: '人和村沟渠', stage: 'listed', list: 'municipal', basis: 'questionnaire' },
      { name: '双坪村水库', stage: 'cleared', list: undefined, basis: 'monitoring' },
      { name: '安坪村大塘', stage: 'suspected', list: undefined, basis: 'monitoring' },
    ])
  })

  it('keeps each basis apart, all of them vouched for by the one fact of the import', async () => {
    const [kept] =
      await test.asOwner(`select (select count(*) from senses_records) senses, (select count(*) from questionnaires) questionnaires,
      (select count(*) from readings) readings, (select count(*) from reading_keys) keys,
      (select count(*) from facts where kind in ('survey.basis-recorded', 'reading.recorded')) facts,
      (select count(distinct row_hash) from water_imports) hashes`)
    expect(kept).toEqual({ senses: 0, questionnaires: 1, readings: 3, keys: 3, facts: 0, hashes: 4 })
  })

  it('leaves a to-do for what the standard could not decide, and the numbers on the overview', async () => {
    const overview = await call('GET', '/api/overview')
    expect(overview).toMatchObject({
      waters: 3,
      lists: { national: 1, municipal: 1, county: 0 },
      stages: { cleared: 1, suspected: 1 },
    })
    const { items } = await call('GET', '/api/overview/todo')
    expect(items).toContainEqual(expect.objectContaining({ kind: 'undecided', count: 1 }))
  })

  it('gives back the workbook with its remarks, and blank templates', async () => {
    for (const url of [
      `/api/survey-imports/${id}/answer`,
      '/api/survey-templates/official-list',
      '/api/survey-templates/survey',
    ]) {
      const answer = await app.http.inject({ method: 'GET', url, headers: { cookie } })
      expect(answer.statusCode).toBe(200)
      expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK')
    }
  })
})

type Item = { readonly name: string; readonly stage: string; readonly list?: string; readonly basis: string }

function summaries(items: unknown): readonly object[] {
  return (items as Item[]).map(({ name, stage, list, basis }) => ({ name, stage, list, basis })) // the shape of GET /waters
}

function stagesOf(items: unknown): readonly string[] {
  return (items as Item[]).map(({ stage }) => stage) // as above
}
