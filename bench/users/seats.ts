import type { Client } from 'pg'
import { rangeOf } from '../../src/platform/actor.ts'
import { torturePassword, type PlatformProcess } from '../../tests/torture/platform-process.ts'

/** A person at a desk: signed in, with some waters of their own. */
export type Seat = {
  readonly number: number
  readonly cookie: string
  readonly role: string
  readonly waters: readonly { readonly id: string; readonly longitude: number; readonly latitude: number }[]
}

type Person = { readonly username: string; readonly role: string; readonly regionCode: string }

/** One of the city, four of counties, five of towns, from the one with most waters downwards; each sits at several desks. */
async function peopleOf(owner: Client): Promise<readonly Person[]> {
  const { rows } = await owner.query<{ town: string }>(
    `select (array_agg(town order by waters desc, town))[1] as town from (
       select region_code as town, sum(count) as waters, ntile(5) over (order by sum(count) desc, region_code) as fifth from water_tallies
       where digits = 9 and region_code like '5002%' group by 1) towns
     group by fifth order by fifth`,
  )
  return [
    { username: 'bench-city', role: 'municipal-officer', regionCode: '500000000000' },
    ...['500231', '500118', '500101', '500120'].map((county, index) => ({
      username: `bench-county-${index}`,
      role: 'county-officer',
      regionCode: `${county}000000`,
    })),
    ...rows.map(({ town }) => ({ username: `bench-town-${town}`, role: 'town-chief', regionCode: town })),
  ]
}

/** Signs everybody in, after enrolling whom this folder does not know yet. */
export async function seats(platform: PlatformProcess, owner: Client, count: number): Promise<readonly Seat[]> {
  const people = await peopleOf(owner)
  const admin = await signIn(platform, 'admin', torturePassword, 0)
  const signedIn: Seat[] = []
  for (const [index, person] of people.entries()) {
    await enrol(platform, admin, person)
    const waters = await watersOf(owner, person)
    for (let number = index; number < count; number += people.length) {
      const cookie = await signIn(platform, person.username, torturePassword, number + 1)
      signedIn.push({ number: number + 1, cookie, role: person.role, waters })
    }
  }
  return signedIn
}

async function watersOf(owner: Client, { regionCode }: Person): Promise<Seat['waters']> {
  const { from, to } = rangeOf(regionCode)
  const { rows } = await owner.query<Seat['waters'][number]>(
    `select id, longitude, latitude from waters where region_code >= $1 and region_code < $2
     and longitude is not null order by id limit 400`,
    [from, to],
  )
  return rows
}

type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly cookie: string }

async function post(
  platform: PlatformProcess,
  { path, body, cookie, number }: { path: string; body: object; cookie: string; number: number },
): Promise<Answer> {
  const answer = await fetch(`${platform.address}/api${path}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'x-forwarded-for': `10.2.0.${number}` },
    body: JSON.stringify(body),
  })
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown>, // every door answers with an object
    cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie,
  }
}

async function signIn(platform: PlatformProcess, username: string, password: string, number: number): Promise<string> {
  const answer = await post(platform, { path: '/session', body: { username, password }, cookie: '', number })
  if (answer.status !== 200) throw new Error(`${username} is not let in: ${JSON.stringify(answer.body)}`)
  return answer.cookie
}

async function enrol(platform: PlatformProcess, admin: string, person: Person): Promise<void> {
  const asAdmin = (path: string, body: object) => post(platform, { path, body, cookie: admin, number: 0 })
  const { username, role, regionCode } = person
  const known = await post(platform, {
    path: '/session',
    body: { username, password: torturePassword },
    cookie: '',
    number: 0,
  })
  if (known.status === 200) return
  const bureau = await asAdmin('/organisations', { name: `${username}单位`, kind: 'bureau', regionCode })
  const organisationId = bureau.body['id']
  const created = await asAdmin('/accounts', { username, displayName: username, role, organisationId, regionCode })
  const first = created.body['oneTimePassword']
  if (typeof first !== 'string') throw new Error(`${username} was not enrolled: ${JSON.stringify(created.body)}`)
  const cookie = await signIn(platform, username, first, 0)
  const changed = await post(platform, {
    path: '/session/password',
    body: { oldPassword: first, newPassword: torturePassword },
    cookie,
    number: 0,
  })
  if (changed.status >= 400) throw new Error(`${username} keeps the first password: ${JSON.stringify(changed.body)}`)
}
