import { AsyncLocalStorage } from 'node:async_hooks'
import type { Bilingual } from '../src/domain/words.ts'
import {
  actorForUsername,
  createAccount,
  createOrganisation,
  hashPassword,
  resetPassword,
} from '../src/people/store.ts'
import { registerPlaceAlias } from '../src/places/alias-registration.ts'
import { ensureShippedPlaces } from '../src/places/seed.ts'
import { systemActor, type Actor } from '../src/platform/actor.ts'
import { atomically, openDatabase, type Database, type Tx } from '../src/platform/db/database.ts'
import type { FileStore } from '../src/platform/files/attachments-store.ts'
import { createTask } from '../src/survey/store.ts'
import { exampleDay, exampleYear, moment } from './calendar.ts'
import { publishCases } from './cases.ts'
import { namedPlaceAlias } from './facts.ts'
import type { ExampleEvent } from './events.ts'
import { countyUsernames, municipalOfficer, type Person } from './people.ts'
import { keepPictures } from './pictures.ts'
import { exampleProgramme, type ExampleProgramme } from './programme.ts'
import { issuePlanOfYear } from './recording-treatments.ts'
import { cityPlanIssuedOn } from './treatment-events.ts'
import { recorder, type Recorder } from './recording.ts'

export type WritingExample = {
  /** The owner's address of a migrated database without waters. */
  readonly ownerUrl: string
  readonly files: FileStore
  /** Of every account; it is published with the demonstration, so nobody must change it. */
  readonly password: string
  readonly onProgress?: (words: Bilingual) => void
}

/**
 * Writes the example through the stores of the slices: every fact at its own time and by its own actor, chained as always.
 *
 * @returns the people, for whom accounts now exist
 */
export async function writeExample({
  ownerUrl,
  files,
  password,
  onProgress,
}: WritingExample): Promise<readonly Person[]> {
  const calendar = steppingClock()
  const database = openDatabase(ownerUrl, { clock: calendar.now, connections: lanes + 2, waitForDisk: false })
  try {
    const programme = exampleProgramme()
    const say = (zh: string, en: string) => onProgress?.({ zh, en })
    say('登记行政区划和账号……', 'divisions and accounts ...')
    const people = await calendar.at(foundedAt, () => foundPlatform(database, programme, password))
    say(
      `下达 ${programme.task.villages.length} 个村（社区）的排查任务……`,
      `survey task for ${programme.task.villages.length} villages ...`,
    )
    const taskId = await calendar.at(programme.task.at, () => setTask(database, programme, people))
    say(`写入 ${programme.waters.length} 个水体的履历……`, `histories of ${programme.waters.length} waters ...`)
    const accountOf = (username: string) => requireActor(people, username).accountId
    const record = recorder({ taskId, accountOf, pictures: await keepPictures(files) })
    const onCounty = (done: number, all: number) =>
      say(`已写入 ${done}/${all} 个区县`, `${done} of ${all} counties written`)
    await playEvents({ database, calendar, people, record, onCounty }, programme.events)
    say('印发市级年度工作方案……', 'the annual work plan of the city ...')
    await calendar.at(moment(cityPlanIssuedOn, 10), () =>
      atomically(database, requireActor(people, municipalOfficer), tx =>
        issuePlanOfYear(tx, {
          regionCode: '500000000000',
          year: exampleYear,
          number: `示例渝环办〔${exampleYear}〕1号`,
        }),
      ),
    )
    say('编写治理案例……', 'cases of the compendium ...')
    await calendar.at(moment(exampleDay(-1), 10), () =>
      publishCases({
        database,
        waters: programme.waters,
        officerOf: county => requireActor(people, countyUsernames[county] ?? county),
        municipal: requireActor(people, municipalOfficer),
      }),
    )
    await publishPassword(database, programme.people, password)
    return programme.people
  } finally {
    await database.close()
  }
}

/** Counties go on side by side: their chains do not depend on each other. */
const lanes = 4
const foundedAt = moment('2020-01-02', 9)

type Calendar = {
  readonly now: () => Date
  readonly at: <Result>(time: Date, work: () => Promise<Result>) => Promise<Result>
}

/** A clock that each lane of work sets for itself; outside of such work it is the real one. */
function steppingClock(): Calendar {
  const times = new AsyncLocalStorage<Date>()
  return { now: () => times.getStore() ?? new Date(), at: (time, work) => times.run(time, work) }
}

type Actors = ReadonlyMap<string, Actor>

async function foundPlatform(database: Database, programme: ExampleProgramme, password: string): Promise<Actors> {
  await ensureShippedPlaces(database)
  // One hash for all: the password is the same and known to everybody.
  const passwordHash = await hashPassword(password)
  await atomically(database, systemActor('command-line'), async tx => {
    await registerPlaceAlias(tx, namedPlaceAlias)
    await createPeople(tx, programme.people, passwordHash)
  })
  const usernames = programme.people.map(({ username }) => username)
  const actors = usernames.map(async username => [username, await actorForUsername(database, username)] as const)
  return new Map(await Promise.all(actors))
}

async function createPeople(tx: Tx, people: readonly Person[], passwordHash: string): Promise<void> {
  const organisations = new Map<string, string>()
  for (const { organisation, regionCode, ...person } of people) {
    const key = `${organisation.name} ${regionCode}`
    const id = organisations.get(key) ?? (await createOrganisation(tx, { ...organisation, regionCode })).id
    organisations.set(key, id)
    const { username, displayName, role } = person
    await createAccount(tx, {
      username,
      displayName,
      role,
      organisationId: id,
      regionCode,
      passwordHash,
      mustChangePassword: false,
    })
  }
}

function setTask(database: Database, { task }: ExampleProgramme, people: Actors): Promise<string> {
  const { title, dueOn, villages } = task
  return atomically(database, requireActor(people, task.by), tx =>
    createTask(tx, {
      title,
      dueOn,
      regionCode: '500000000000',
      villages: { filter: 'listed', codes: [...villages], except: [] },
    }),
  )
}

type Playing = {
  readonly database: Database
  readonly calendar: Calendar
  readonly people: Actors
  readonly record: Recorder
  readonly onCounty: (done: number, all: number) => void
}

async function playEvents(playing: Playing, events: readonly ExampleEvent[]): Promise<void> {
  const counties = [...Map.groupBy(events, ({ countyCode }) => countyCode).values()]
  const all = counties.length
  let done = 0
  const lane = async () => {
    for (let county = counties.pop(); county !== undefined; county = counties.pop()) {
      await playCounty(playing, county)
      done += 1
      if (done % 10 === 0) playing.onCounty(done, all)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** What one person did at one moment is one command. */
async function playCounty(
  { database, calendar, people, record }: Playing,
  events: readonly ExampleEvent[],
): Promise<void> {
  for (const group of Map.groupBy(events, ({ at, by }) => `${at.toISOString()} ${by}`).values()) {
    const { at, by } = group[0]! // groups are never empty
    await calendar.at(at, () =>
      atomically(database, requireActor(people, by), async tx => {
        for (const event of group) await record(tx, event)
      }),
    )
  }
}

function requireActor(people: Actors, username: string): Actor {
  const actor = people.get(username)
  if (actor === undefined) throw new RangeError(`nobody is called ${username}`)
  return actor
}

/** Passwords set in 2020 would have run out by now. */
async function publishPassword(database: Database, people: readonly Person[], password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  for (const { username } of people) {
    const { accountId } = await actorForUsername(database, username)
    await atomically(database, systemActor('command-line'), tx => resetPassword(tx, accountId, passwordHash, false))
  }
}
