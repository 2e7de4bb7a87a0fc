import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { shelfOf, temporaryName } from './attachments-store.ts'

/**
 * How long a file may stand without a record: between keeping it and recording it lie seconds, so two days forgive a clock that is
 * off and a server that was halted in between.
 */
const graceMs = 2 * 86_400_000

/** How long what was set aside can still come back, as after restoring a database that knows it. */
const asideMs = 30 * 86_400_000

/** Which of these hashes a record names, in any county, removed records included. */
export type FindReferenced = (hashes: readonly string[]) => Promise<ReadonlySet<string>>

export type Collected = {
  /** Files no record names, taken from the shelves. */
  readonly setAside: number
  /** Set aside earlier, and named again. */
  readonly putBack: number
  /** Set aside long enough. */
  readonly deleted: number
  /** What a crash or a broken connection left half received. */
  readonly halfReceived: number
}

type Store = { readonly folder: string; readonly aside: string; readonly now: Date; readonly find: FindReferenced }

/**
 * Collects files whose record was never made: an upload that was kept and then refused, or a server that stopped in between. They are
 * set aside first and deleted a month later; whatever is named meanwhile is put back. May run at any time, twice at once, and be
 * killed anywhere: a file in flight is younger than the grace, also when it takes the place of an old one of the same content.
 *
 * @param folder of the file store
 * @example await collectOrphans('data/files', { now: new Date(), find: hashes => ... })
 */
export async function collectOrphans(
  folder: string,
  { now, find }: { readonly now: Date; readonly find: FindReferenced },
): Promise<Collected> {
  const store: Store = { folder, aside: join(folder, 'set-aside'), now, find }
  await mkdir(store.aside, { recursive: true })
  const ended = await endAside(store)
  let setAside = 0
  for (const shelf of (await readdir(folder)).filter(name => /^[0-9a-f]{2}$/.test(name))) {
    setAside += await clearShelf(store, shelf)
  }
  return { setAside, ...ended, halfReceived: await dropHalfReceived(store) }
}

/** `<hash>.<milliseconds since 1970>`: the name says since when, so that a pass killed in the middle leaves nothing undated. */
type Aside = { readonly name: string; readonly hash: string; readonly since: number }

function asideOf(name: string): Aside | undefined {
  const [, hash, since] = /^([0-9a-f]{64})\.(\d+)$/.exec(name) ?? []
  return hash === undefined ? undefined : { name, hash, since: Number(since) }
}

/** Puts back what a record names, and deletes what nobody named for a month. */
async function endAside(store: Store): Promise<{ putBack: number; deleted: number }> {
  const { aside, now, find } = store
  const found = (await readdir(aside)).flatMap(name => asideOf(name) ?? [])
  const named = await find(found.map(({ hash }) => hash))
  let putBack = 0
  let deleted = 0
  for (const one of found) {
    if (named.has(one.hash)) putBack += await returned(store, one)
    else if (now.getTime() - one.since > asideMs) {
      await rm(join(aside, one.name), { force: true })
      deleted += 1
    }
  }
  return { putBack, deleted }
}

async function clearShelf(store: Store, shelf: string): Promise<number> {
  const { folder, aside, now, find } = store
  const since = now.getTime()
  const old: string[] = []
  for (const hash of (await readdir(join(folder, shelf))).filter(name => isHash(name) && name.startsWith(shelf))) {
    if (await isOlder(join(folder, shelf, hash), { now, thanMs: graceMs })) old.push(hash)
  }
  const named = await find(old)
  const taken: Aside[] = []
  for (const hash of old.filter(hash => !named.has(hash))) {
    const one = { name: `${hash}.${since}`, hash, since }
    if ((await moved(join(folder, shelf, hash), join(aside, one.name))) > 0) taken.push(one)
  }
  return keepAside(store, taken)
}

/** Looks again at what was taken: the same content may have been received anew, or recorded, while it was. */
async function keepAside(store: Store, taken: readonly Aside[]): Promise<number> {
  const { aside, now, find } = store
  const named = await find(taken.map(({ hash }) => hash))
  let kept = 0
  for (const one of taken) {
    const stays = !named.has(one.hash) && (await isOlder(join(aside, one.name), { now, thanMs: graceMs }))
    if (stays) kept += 1
    else await returned(store, one)
  }
  return kept
}

async function returned({ folder, aside }: Store, { name, hash }: Aside): Promise<0 | 1> {
  const shelf = shelfOf(folder, hash)
  await mkdir(shelf, { recursive: true })
  return moved(join(aside, name), join(shelf, hash))
}

async function dropHalfReceived({ folder, now }: Store): Promise<number> {
  const incoming = (await readdir(folder)).filter(name => temporaryName.test(name))
  let dropped = 0
  for (const name of incoming) {
    if (!(await isOlder(join(folder, name), { now, thanMs: graceMs }))) continue
    await rm(join(folder, name), { force: true })
    dropped += 1
  }
  return dropped
}

function isHash(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name)
}

/** False also for a file that is gone: another server on the same folder was quicker. */
async function isOlder(
  path: string,
  { now, thanMs }: { readonly now: Date; readonly thanMs: number },
): Promise<boolean> {
  const stats = await unlessGone(stat(path))
  return stats !== undefined && now.getTime() - stats.mtimeMs > thanMs
}

/** @returns how many files were moved: one, or none where it is gone already */
async function moved(from: string, to: string): Promise<0 | 1> {
  const done = await unlessGone(rename(from, to).then(() => true))
  return done === true ? 1 : 0
}

async function unlessGone<Result>(asked: Promise<Result>): Promise<Result | undefined> {
  return asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
