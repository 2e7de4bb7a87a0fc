import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { chance, type Chance } from '../../example/chance.ts'
import { callerOf, newTally, type Surroundings, type Tally } from './caller.ts'
import { enrol, type Cast } from './cast.ts'
import { checkEverything, type Checked } from './check.ts'
import { openJournal, readJournal } from './journal.ts'
import { blows, type Blow, type Blows } from './blows.ts'
import { platformProcess, untilReadyAgain, type PlatformProcess } from './platform-process.ts'
import { workAllDay } from './work.ts'

export type TortureOptions = {
  readonly minutes: number
  readonly seed: number
  /** A slow machine does less in the same time: the work goes on until it is enough, eight times as long at most. */
  readonly enough?: (worked: Pick<Tortured, 'tally' | 'kills' | 'done'>) => boolean
  readonly killsPerMinute: number
  /** Share of the time at the end in which the server itself is spared, so that its memory can be watched. */
  readonly sparedShare?: number
  /** Mean pause of a person between two requests. */
  readonly thinkMs?: number
  /** Desks of each person of the cast. */
  readonly desksEach?: number
  /** Kept afterwards; a new one in the temporary folder where absent. */
  readonly folder?: string
  /** Tells the queue at the end that nobody works on the jobs of killed servers, which it would find out in two minutes. */
  readonly inHaste?: boolean
  readonly say?: (line: string) => void
  /** Ends the work early; what was done until then is checked all the same. */
  readonly signal?: AbortSignal
}

export type Tortured = {
  readonly folder: string
  readonly kills: Readonly<Record<Blow, number>>
  readonly tally: Tally
  readonly done: ReadonlyMap<string, number>
  /** Nothing here: nothing was lost. */
  readonly faults: readonly string[]
  readonly checked: Checked
  /** Of the server that ran through the spared time. */
  readonly memory:
    | { readonly startBytes: number; readonly endBytes: number; readonly watchedSeconds: number }
    | undefined
}

/**
 * Runs the real platform on a folder of its own, lets a cast of people work on it, and kills server and database at moments of
 * chance. Afterwards everything that was acknowledged is looked for in the database.
 *
 * @example const { faults } = await torture({ minutes: 1, seed: 7, killsPerMinute: 10 })
 */
export async function torture(options: TortureOptions): Promise<Tortured> {
  const folder = await workFolder(options.folder)
  const platform = await platformProcess({ folder: join(folder, 'data'), logFile: join(folder, 'server.log') })
  const say = options.say ?? (() => undefined)
  await platform.start()
  try {
    const cast = await enrol(platform, options.seed)
    say(`seed ${options.seed}, folder ${folder}`)
    const worked = await workAndKill({ options, folder, platform, cast, say })
    if (options.inHaste === true) await releaseJobs(platform)
    const settleFaults = await settle(platform, say)
    const stopped = await platform.stop()
    const checked = await checkFolder(folder)
    const faults = [
      ...worked.faults,
      ...settleFaults,
      ...(stopped === 0 ? [] : [`the server ended with ${stopped} when asked to stop`]),
      ...checked.faults,
    ]
    return { ...worked, folder, faults, checked }
  } finally {
    await platform.killServer()
    await platform.killPostmaster()
  }
}

/** As root the database runs under another account, which must be able to walk down to its folder. */
async function workFolder(given: string | undefined): Promise<string> {
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'jiuqing-torture-')))
  await mkdir(folder, { recursive: true })
  await chmod(folder, 0o755)
  return folder
}

type Stage = {
  readonly options: TortureOptions
  readonly folder: string
  readonly platform: PlatformProcess
  readonly cast: Cast
  readonly say: (line: string) => void
}

type Worked = Omit<Tortured, 'folder' | 'checked'>

async function workAndKill({ options, folder, platform, cast, say }: Stage): Promise<Worked> {
  const { minutes, seed, thinkMs = 60, sparedShare = 0.2 } = options
  const startedAt = Date.now()
  const endAt = startedAt + minutes * 60_000
  const journal = openJournal(join(folder, 'journal.ndjson'))
  const tally = newTally()
  const faults: string[] = []
  const around: Surroundings = { address: platform.address, journal, tally, faults, done: new Map() }
  const killer = blows(platform, chance(seed ^ 0x5eed), faults)
  const enough = () => options.enough?.({ tally, kills: killer.counts, done: around.done }) ?? true
  const latestAt = startedAt + 8 * minutes * 60_000
  const isOver = () => options.signal?.aborted === true || Date.now() >= latestAt || (Date.now() >= endAt && enough())
  const people = startPeople({ cast, around, seed, thinkMs, isOver, desksEach: options.desksEach ?? 2 })
  const report = setInterval(() => say(lineOf({ startedAt, tally, kills: killer.counts, faults })), 60_000)
  const memory = await killUntil({
    options,
    isOver,
    killer,
    platform,
    endAt,
    spareFrom: endAt - minutes * 60_000 * sparedShare,
  })
  await killer.recover()
  await people
  clearInterval(report)
  journal.close()
  say(lineOf({ startedAt, tally, kills: killer.counts, faults }))
  return { kills: killer.counts, tally, done: around.done, faults, memory }
}

type People = {
  readonly cast: Cast
  readonly around: Surroundings
  readonly seed: number
  readonly thinkMs: number
  readonly desksEach: number
  readonly isOver: () => boolean
}

async function startPeople({ cast, around, seed, thinkMs, desksEach, isOver }: People): Promise<void> {
  let desks = 0
  const work: Promise<void>[] = []
  for (const member of cast.members) {
    for (let desk = 0; desk < desksEach; desk++) {
      desks += 1
      const number = desks
      const caller = callerOf(member.username, number, around)
      let marks = 0
      const mark = () => `${seed}.${number}.${(marks += 1)}`
      const desk: Parameters<typeof workAllDay>[0] = {
        caller,
        member,
        cast,
        random: chance(seed * 1000 + number),
        waters: [],
        mark,
        isOver,
      }
      work.push(caller.signIn().then(() => workAllDay(desk, thinkMs)))
    }
  }
  await Promise.all(work)
}

type Killing = {
  readonly isOver: () => boolean
  readonly options: TortureOptions
  readonly killer: Blows
  readonly platform: PlatformProcess
  readonly endAt: number
  readonly spareFrom: number
}

/** After a minute of work everything a server keeps is there; what it grows by from then on is looked at. */
const warmUpMs = 60_000

async function killUntil({ options, isOver, killer, platform, endAt, spareFrom }: Killing): Promise<Worked['memory']> {
  const random: Chance = chance(options.seed ^ 0x7041)
  const meanMs = 60_000 / options.killsPerMinute
  let warm: { readonly bytes: number; readonly at: number } | undefined
  let spared = false
  while (!isOver()) {
    const left = endAt - Date.now()
    await pause(Math.min(-Math.log(1 - random.next()) * meanMs, 4 * meanMs, left > 0 ? left : 1000))
    if (isOver()) break
    if (options.killsPerMinute === 0) continue
    if (!spared && Date.now() >= spareFrom) {
      spared = true
      await killer.recover()
    }
    await killer.strike({ spareServer: spared })
    if (spared && warm === undefined && Date.now() >= spareFrom + warmUpMs) {
      const bytes = await platform.memoryBytes()
      if (bytes !== undefined) warm = { bytes, at: Date.now() }
    }
  }
  const endBytes = await platform.memoryBytes()
  if (warm === undefined || endBytes === undefined) return undefined
  return { startBytes: warm.bytes, endBytes, watchedSeconds: Math.round((Date.now() - warm.at) / 1000) }
}

/** With the only server gone, whatever counts as being worked on is not. */
async function releaseJobs(platform: PlatformProcess): Promise<void> {
  await platform.killServer()
  const owner = await platform.connect()
  await owner.query(
    `update pgboss.job set state = 'retry', start_after = now(), heartbeat_on = null where state = 'active'`,
  )
  await owner.end()
  await platform.start()
}

/** Jobs of a server that was killed are missed after a minute and taken up at the next look, a minute later. */
const jobsPatienceMs = 300_000

/** Waits until every job is done that was ever asked for. */
async function settle(platform: PlatformProcess, say: (line: string) => void): Promise<readonly string[]> {
  if (!(await untilReadyAgain(platform.address, 60_000))) return ['the server does not come back at the end']
  const owner = await platform.connect()
  const giveUpAt = Date.now() + jobsPatienceMs
  try {
    for (;;) {
      // A job whose server was killed is missed after a minute, and a failed one waits for its next try: here all are due at once.
      await owner.query(
        `update pgboss.job set start_after = now() where state in ('created', 'retry') and start_after > now()`,
      )
      const { rows } = await owner.query<{ name: string; state: string; count: number }>(
        `select name, state, count(*)::int as count from pgboss.job
         where state < 'completed' and name not like '\\_\\_pgboss%' group by 1, 2 order by 1`,
      )
      if (rows.length === 0) return []
      if (Date.now() > giveUpAt) return rows.map(({ name, state, count }) => `job ${name}: ${count} still ${state}`)
      say(`waits for ${rows.map(({ name, state, count }) => `${count} ${name} (${state})`).join(', ')}`)
      await pause(2000)
    }
  } finally {
    await owner.end()
  }
}

/** Starts the database of a tortured folder once more and checks it against the journal beside it. */
export async function checkFolder(folder: string): Promise<Checked> {
  return checkEverything(join(folder, 'data'), readJournal(join(folder, 'journal.ndjson')))
}

type Sum = {
  readonly startedAt: number
  readonly tally: Tally
  readonly kills: Readonly<Record<Blow, number>>
  readonly faults: readonly string[]
}

function lineOf({ startedAt, tally, kills, faults }: Sum): string {
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  const struck = Object.entries(kills).map(([blow, count]) => `${count} ${blow}`)
  return (
    `${seconds} s: ${tally.acknowledged} acknowledged, ${tally.refused} refused, ${tally.unknown} unknown, ` +
    `${tally.unanswered} unanswered, ${tally.unavailable} unavailable, ${tally.reads} reads; killed ${struck.join(', ')}; ` +
    `${faults.length} faults`
  )
}

export async function writeReport(folder: string, tortured: Tortured): Promise<void> {
  const { kills, tally, faults, memory, checked, done } = tortured
  const report = { kills, tally, done: Object.fromEntries(done), memory, counts: checked.counts, faults }
  await writeFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
}
