import type { Endpoint } from '../../src/platform/http/endpoint.ts'
import { openApiDocument } from '../../src/platform/http/openapi.ts'
import { existenceLeak, foreignMarks, interference, type Foreign, type Leak } from './checker.ts'
import type { Jurisdiction, Member } from './cast.ts'
import { letters, type Expectation } from './expectations.ts'
import type { Answer, Ask, Platform } from './platform.ts'
import { furnish, furnishAnnualPlan, unknownIn, type Known, type World, type WorldName } from './worlds.ts'

export type Doors = Readonly<Record<string, Expectation>>
export type Worlds = Readonly<Record<WorldName, World>>
export type KnownWorlds = Readonly<Record<WorldName, Known>>

/** Which worlds lie at a place, and which lie next to it behind the wall. */
export const neighbours = {
  dianjiang: { own: ['shaping-first', 'chengxi'], foreign: ['yongchuan', 'zone'] },
  yongchuan: { own: ['yongchuan'], foreign: ['chengxi'] },
  zone: { own: ['zone'], foreign: ['chengxi'] },
  shaping: { own: ['shaping-first', 'shaping-second'], foreign: ['chengxi', 'yongchuan'] },
  chengxi: { own: ['chengxi'], foreign: ['shaping-first'] },
  'shaping-first': { own: ['shaping-first'], foreign: ['shaping-second', 'zone'] },
  'shaping-second': { own: ['shaping-second'], foreign: ['shaping-first'] },
} as const satisfies Record<
  Exclude<Jurisdiction, 'country' | 'city'>,
  { own: readonly WorldName[]; foreign: readonly WorldName[] }
>
export type Place = keyof typeof neighbours

/** Several at a time, in order. */
export async function each<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += 8) await Promise.all(items.slice(start, start + 8).map(work))
}

export async function furnishAll(
  platform: Platform,
  worlds: Worlds,
  { names, round }: { readonly names: readonly WorldName[]; readonly round: number },
): Promise<KnownWorlds> {
  const furnished = names.map(async name => [name, await furnish(platform, worlds[name], round)] as const)
  const known = await Promise.all(furnished)
  await platform.settled()
  const all: [WorldName, Known][] = []
  for (const [name, world] of known) {
    all.push([name, { ...world, annualPlanId: await furnishAnnualPlan(platform, worlds[name]) }])
  }
  await platform.settled()
  return Object.fromEntries(all) as KnownWorlds // one for each name that was asked for
}

export function passes({ who }: Expectation, { role }: Member): boolean {
  return who === 'anyone' || who.includes(letters[role])
}

export const isRefused = ({ status }: Answer) => status === 401 || status === 403

/** As the door would be asked about nothing, but so that whoever passes the wall changes nothing. */
export function harmless({ asks }: Expectation, known: Known): Ask {
  const [first] = asks(known)
  if (first === undefined) throw new Error('every door is asked at least once')
  const { method, path, body } = first
  if (method === 'GET') return first
  const bare = { method, path: path.split('?')[0] ?? '' }
  return body === undefined ? bare : { ...bare, body: Buffer.isBuffer(body) ? body : {} }
}

export type Call = { readonly name: string; readonly door: Expectation; readonly member: Member }

/** At a place, for each door, one of those who pass: what a member may see beyond that wall is the same for all of them. */
export function callsAt({ cast }: Platform, doors: Doors, at: Place): readonly Call[] {
  const here = cast.filter(member => member.at === at)
  return Object.entries(doors).flatMap(([name, door]) => {
    const member = here.find(one => passes(door, one))
    return member === undefined || door.endsSession ? [] : [{ name, door, member }]
  })
}

function writtenIn({ path, body }: Ask): string {
  const sent = Buffer.isBuffer(body) ? body.toString() : JSON.stringify(body ?? '')
  const cursor = /cursor=([\w-]+)/.exec(path)?.[1] ?? ''
  return `${decodeURIComponent(path)} ${sent} ${Buffer.from(cursor, 'base64url').toString()}`
}

/** Asks a door about a foreign world and about one that does not exist. */
export async function compareWorlds(
  platform: Platform,
  { door, member }: Call,
  { there, nowhere, foreign }: { readonly there: Known; readonly nowhere: Known; readonly foreign: Foreign },
): Promise<readonly Leak[]> {
  const misses = door.asks(nowhere)
  const leaks: Leak[] = []
  for (const [index, asked] of door.asks(there).entries()) {
    const answer = await platform.ask(member.session, asked)
    leaks.push(...foreignMarks(answer, foreign, writtenIn(asked)))
    const missed = misses[index]! // a door asks alike about every world
    if (door.incomparable !== undefined || isSameQuestion(asked, missed)) continue
    const missing = await platform.ask(member.session, missed)
    const told = existenceLeak({ answer, known: there }, { answer: missing, known: nowhere })
    leaks.push(...told.map(leak => ({ ...leak, what: `${asked.path}: ${leak.what}` })))
  }
  return leaks
}

/** Names no world, so that both answers are one. */
function isSameQuestion(one: Ask, other: Ask): boolean {
  return one.method === 'GET' && JSON.stringify(one) === JSON.stringify(other)
}

/** What is not there in a foreign world, so that guesses can be compared with truth. */
export function nowhereNear({ villagesOf }: Platform, there: Known): Known {
  return unknownIn(there, villagesOf(there.town).at(-1)?.code ?? '')
}

export type Told = ReadonlyMap<string, Answer>

/** Everything that people at a place are told about some worlds. */
export async function toldAt(
  platform: Platform,
  doors: Doors,
  { at, about }: { readonly at: Place; readonly about: readonly Known[] },
): Promise<Told> {
  const told = new Map<string, Answer>()
  for (const { door, member } of callsAt(platform, doors, at)) {
    const asks = about.flatMap(known => door.asks(known)).filter(({ method }) => method === 'GET')
    const paths = [...new Map(asks.map(asked => [asked.path, asked])).values()]
    await each(paths, async asked => {
      told.set(`${member.name} ${asked.path}`, await platform.ask(member.session, asked))
    })
  }
  return told
}

/** What they are told otherwise than before. */
export function changesIn(before: Told, after: Told): readonly Leak[] {
  return [...before].flatMap(([asked, answer]) =>
    interference(answer, after.get(asked) ?? answer).map(leak => ({ ...leak, what: `${asked}: ${leak.what}` })),
  )
}

/** Method and path of every operation in the document, as the table of expectations names them. */
export function documented(endpoints: readonly Endpoint[]): readonly string[] {
  const { paths } = openApiDocument(endpoints, 'test') as { paths: Record<string, Record<string, unknown>> } // as OpenAPI says
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => {
      const below = path.replace(/^\/api/, '').replaceAll(/\{(\w+)\}/g, ':$1')
      return `${method.toUpperCase()} ${below}`
    }),
  )
}
