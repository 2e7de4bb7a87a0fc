import type { Client } from 'pg'
import { chance } from '../../example/chance.ts'
import { positionFinder } from '../../example/positions.ts'
import { countyOf } from '../../src/domain/regions.ts'
import { shippedChongqingZones } from '../../src/places/shipped/chongqing-zones.ts'
import { torturePassword, type PlatformProcess } from './platform-process.ts'

export type Member = {
  readonly username: string
  readonly role: string
  readonly regionCode: string
  /** Villages where this person works. */
  readonly villages: readonly Village[]
}

export type Village = {
  readonly code: string
  readonly name: string
  readonly townName: string
  readonly countyName: string
  readonly centre: { readonly longitude: number; readonly latitude: number }
}

export type Cast = {
  readonly members: readonly Member[]
  readonly zone: { readonly code: string; readonly towns: readonly string[] }
  /** A survey task over everybody's villages. */
  readonly taskId: string
}

type Json = Record<string, unknown>

/** Wang's lists reach over two counties, so that one import ends in two chains. */
const roles = [
  { username: 'wang', role: 'municipal-officer', regionCode: '500000000000', works: ['500231000000', '500118000000'] },
  { username: 'li', role: 'county-officer', regionCode: '500231000000', works: ['500231000000'] },
  { username: 'zhao', role: 'county-officer', regionCode: '500118000000', works: ['500118000000'] },
  { username: 'qi', role: 'county-officer', regionCode: '500110000000', works: ['500110000000'] },
  { username: 'wan', role: 'county-officer', regionCode: '500171000000', works: ['500110100000'] },
  { username: 'chen', role: 'town-chief', regionCode: '500231102000', works: ['500231102000'] },
] as const

/** Enrols everybody over HTTP, registers the functional zone and sets a survey task, before anything is killed. */
export async function enrol(platform: PlatformProcess, seed: number): Promise<Cast> {
  const admin = await deskOf(platform, 'admin', torturePassword)
  const zone = zoneOf()
  const members: Member[] = []
  const owner = await platform.connect()
  try {
    await enrolOne(platform, admin, roles[0])
    const wang = await deskOf(platform, 'wang', torturePassword)
    await wang('/place-zones', { ...zone, source: '折腾测试' })
    for (const one of roles.slice(1)) await enrolOne(platform, admin, one)
    for (const { username, role, regionCode, works } of roles) {
      const villages: Village[] = []
      for (const code of works) villages.push(...(await villagesBelow(owner, { works: code, regionCode, seed })))
      members.push({ username, role, regionCode, villages })
    }
    const task = await wang('/survey/tasks', {
      title: '折腾测试排查',
      regionCode: '500000000000',
      dueOn: '2027-12-31',
      villages: { filter: 'listed', codes: [...new Set(members.flatMap(codesOfVillages))] },
    })
    return { members, zone: { code: zone.code, towns: zone.towns }, taskId: String((task['task'] as Json)['id']) }
  } finally {
    await owner.end()
  }
}

const codesOfVillages = ({ villages }: Member) => villages.map(({ code }) => code)

function zoneOf() {
  const [wansheng] = shippedChongqingZones()
  if (wansheng === undefined) throw new Error('no zone ships with the product')
  return { code: wansheng.code, name: wansheng.name, towns: wansheng.towns.map(({ statistical }) => statistical) }
}

type Desk = (path: string, body: object) => Promise<Json>

/** Signs in; calls are refused loudly: nothing is killed yet. */
async function deskOf({ address }: PlatformProcess, username: string, password: string): Promise<Desk> {
  let cookie = ''
  const call: Desk = async (path, body) => {
    const answer = await fetch(`${address}/api${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return (await answer.json()) as Json // every door answers with an object
  }
  await call('/session', { username, password })
  return call
}

async function enrolOne(platform: PlatformProcess, admin: Desk, one: (typeof roles)[number]): Promise<void> {
  const { username, role, regionCode } = one
  const bureau = await admin('/organisations', { name: `${username}单位`, kind: 'bureau', regionCode })
  const created = await admin('/accounts', {
    username,
    displayName: username,
    role,
    organisationId: bureau['id'],
    regionCode,
  })
  const first = String(created['oneTimePassword'])
  const desk = await deskOf(platform, username, first)
  await desk('/session/password', { oldPassword: first, newPassword: torturePassword })
}

const villagesOfDivision = 12

type Where = { readonly works: string; readonly regionCode: string; readonly seed: number }

/** Villages below a division of the code book, under the codes by which they report. */
async function villagesBelow(owner: Client, { works, regionCode, seed }: Where): Promise<readonly Village[]> {
  const prefix = works.replace(/0+$/, '')
  const reportsUnder = (code: string) => (regionCode.startsWith('500171') ? `500171${code.slice(6)}` : code)
  const found = await owner.query<{ code: string; name: string; town: string; county: string }>(
    `select village.code, village.name, town.name as town, county.name as county
     from places village join places town on town.code = village.parent_code join places county on county.code = town.parent_code
     where village.level = 'village' and village.code like $1 || '%' and village.name like '%村%' order by village.code limit $2`,
    [prefix, villagesOfDivision],
  )
  const position = positionFinder(chance(seed))
  return found.rows.map(({ code, name, town, county }) => ({
    code: reportsUnder(code),
    name: name.replace(/(村民)?委(员)?会$/, ''),
    townName: town,
    countyName: county,
    centre: position(countyOf(code) ?? '500231'),
  }))
}
