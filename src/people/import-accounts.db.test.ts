import { utils, read, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPassword, cookieOf, openTestDoor, type Client, type TestDoor } from '../../tests/support/door.ts'
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts'
import type { RegionLookup } from './sessions.ts'

const names: Readonly<Record<string, readonly string[]>> = {
  垫江县: ['500231000000'],
  沙坪镇: ['500231103000'],
  新民村: ['500231103205', '500231108207'],
}

const regions: RegionLookup = {
  exists: async (_tx, code) => !code.startsWith('5002319'),
  named: async (_tx, written) => names[written] ?? [],
}

type Outcome = {
  read: number
  created: { row: number; username: string; oneTimePassword: string | null; organisationName: string }[]
  organisationsCreated: { name: string; regionCode: string }[]
  problems: { cell: string; code: string; zh: string; en: string }[]
}

let test: TestDatabase
let door: TestDoor
let officer: Client

beforeAll(async () => {
  test = await testDatabase()
  door = await openTestDoor(test, { regions })
  const admin = await door.signIn('admin', adminPassword)
  const organisation = await admin.send('POST', '/api/organisations', {
    name: '垫江县生态环境局',
    kind: 'bureau',
    regionCode: '500231000000',
  })
  const created = await admin.send('POST', '/api/accounts', {
    username: 'li.na',
    displayName: '李娜',
    role: 'county-officer',
    organisationId: organisation.json()['id'],
    regionCode: '500231000000',
  })
  const oldPassword = String(created.json()['oneTimePassword'])
  const first = await door.signIn('li.na', oldPassword)
  const changed = await first.send('POST', '/api/session/password', { oldPassword, newPassword: 'Dianjiang#2026' })
  officer = door.withHeaders({ cookie: cookieOf(changed) })
})
afterAll(async () => {
  await door.close()
  await test.close()
})

const header = ['姓名', '用户名', '角色', '单位', '行政区划（代码或名称）', '手机号码']

function workbookOf(rows: readonly (readonly (string | number)[])[]): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map(row => [...row])), '账号')
  const written: unknown = write(book, { type: 'buffer', bookType: 'xlsx' })
  if (!Buffer.isBuffer(written)) throw new TypeError('no buffer')
  return written
}

async function importing(content: Buffer, query = ''): Promise<Outcome> {
  const answer = await officer.send('POST', `/api/accounts/import${query}`, content)
  expect(answer.status).toBe(200)
  return answer.raw.json<Outcome>()
}

const good = [
  ['2026 年账号名册'],
  header,
  ['陈建国', 'chen.jg', '镇级河长', '沙坪镇人民政府', '沙坪镇', 13800000001],
  ['周红', 'zhou.hong', '村级河长', '沙坪镇人民政府', 500231103205, ''],
  ['吴明', 'wu.ming', 'county-officer', '垫江县生态环境局', '５００２３１', '023-7460 1234'],
]

const accountsThere = async () => (await test.asOwner('select username from accounts order by 1')).length

describe('creating accounts from a workbook', () => {
  it('tries without keeping anything', async () => {
    const outcome = await importing(workbookOf(good), '?dryRun=true')
    expect(outcome.problems).toEqual([])
    expect(outcome.created.map(({ username, oneTimePassword }) => [username, oneTimePassword])).toEqual([
      ['chen.jg', null],
      ['zhou.hong', null],
      ['wu.ming', null],
    ])
    expect(outcome.organisationsCreated).toEqual([{ name: '沙坪镇人民政府', regionCode: '500231103000' }])
    expect(await accountsThere()).toBe(2)
  })

  it('explains every bad cell by its address in both languages, and creates nobody', async () => {
    const bad = [
      ...good,
      ['', 'no.name', '专家', '专家组', '垫江县', ''],
      ['甲', '中文名', '村长', '某单位', '不存在镇', 'abc'],
      ['乙', 'CHEN.JG', '镇级河长', '沙坪镇人民政府', '新民村', ''],
      ['丙', 'bing.x', '系统管理员', '某单位', '500118', ''],
      ['丁', 'ding.x', '村级河长', '某单位', '50023', ''],
      ['戊', 'admin', '专家', '某单位', '500231', ''],
      ['己', 'ji.x', '镇级河长', '某单位', '500231901', ''],
      ['庚', 'geng.x', '镇级河长', '某单位', '500118100', ''],
      ['辛', 'xin.x', '镇级河长', '某单位', '垫江县', ''],
    ]
    const outcome = await importing(workbookOf(bad))
    expect(outcome.problems.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'A6 cell.blank',
      'C7 cell.role',
      'E7 cell.region',
      'F7 cell.phone',
      'B8 cell.repeated',
      'E8 cell.region',
      'C9 account.role-not-yours',
      'E10 cell.region',
      'B11 account.username-taken',
      'E12 cell.region',
      'E13 account.region-not-yours',
      'C14 account.role-level',
    ])
    for (const { zh, en } of outcome.problems) {
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/[a-z]/)
    }
    expect(outcome.problems[5]?.zh).toContain('500231103205、500231108207')
    expect([outcome.read, outcome.created, outcome.organisationsCreated]).toEqual([12, [], []])
    expect(await accountsThere()).toBe(2)
  })

  it('creates all with one-time passwords that work once and must be changed', async () => {
    const outcome = await importing(workbookOf(good))
    expect(outcome.created).toHaveLength(3)
    const [chen] = outcome.created
    const answer = await door.anyone.send('POST', '/api/session', {
      username: 'chen.jg',
      password: chen?.oneTimePassword,
    })
    expect(answer.json()).toMatchObject({
      mustChangePassword: true,
      account: { role: 'town-chief', regionCode: '500231103000', organisationName: '沙坪镇人民政府' },
    })
    expect(await test.asOwner(`select username, phone from accounts where phone is not null order by 1`)).toEqual([
      { username: 'chen.jg', phone: '13800000001' },
      { username: 'wu.ming', phone: '023-7460 1234' },
    ])
  })

  it('names every username that is taken when the same file comes again', async () => {
    const outcome = await importing(workbookOf(good))
    expect(outcome.problems.map(({ cell, code }) => `${cell} ${code}`)).toEqual([
      'B3 account.username-taken',
      'B4 account.username-taken',
      'B5 account.username-taken',
    ])
  })

  it('reads csv as Excel in China saves it', async () => {
    const text = '姓名,用户名,角色,单位,行政区划\r\n郑涛,zheng.tao,专家,垫江县生态环境局,垫江县\r\n'
    const outcome = await importing(Buffer.from(text), '?dryRun=true')
    expect([outcome.problems, outcome.created[0]?.username]).toEqual([[], 'zheng.tao'])
  })

  it('says which columns are missing, and what is no workbook at all', async () => {
    const answer = await officer.send(
      'POST',
      '/api/accounts/import',
      workbookOf([
        ['姓名', '用户名'],
        ['甲', 'jia'],
      ]),
    )
    expect(answer.json()).toMatchObject({ code: 'account.import-header' })
    expect(String(answer.json()['zh'])).toContain('角色、单位、行政区划')
    const pdf = await officer.send('POST', '/api/accounts/import', Buffer.from('%PDF-1.7\n'))
    expect(pdf.json()).toMatchObject({ code: 'workbook.wrong-kind' })
    expect((await officer.send('POST', '/api/accounts/import', Buffer.alloc(0))).status).toBeGreaterThanOrEqual(400)
  })

  it('offers a template that it reads itself, with the roles this person may give', async () => {
    const answer = await officer.get('/api/accounts/template.xlsx')
    expect(answer.raw.headers['content-disposition']).toContain('.xlsx')
    const book = read(answer.raw.rawPayload)
    expect(book.SheetNames).toEqual(['账号', '填写说明'])
    const explained = JSON.stringify(utils.sheet_to_json(book.Sheets['填写说明'] ?? {}))
    expect(explained).toContain('镇级河长')
    expect(explained).not.toContain('系统管理员')
    expect(await importing(answer.raw.rawPayload)).toMatchObject({ read: 0, created: [], problems: [] })
  })
})
