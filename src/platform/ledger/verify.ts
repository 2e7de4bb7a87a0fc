import { Problem, problemKind } from '../../domain/problems.ts'
import { wordFault, type LedgerFault, type WordedFault } from './faults.ts'
import {
  chainOfPart,
  fileOf,
  hashOfFile,
  ledgerFormat,
  ledgerVersion,
  manifestName,
  paddingOf,
  readTarHeader,
  type DailyRoot,
  type LedgerLine,
  type LedgerManifest,
} from './format.ts'
import { mostFaults, walkChain, type ChainReport, type ChainWalk, type PersonalCount, type Sha256 } from './walk.ts'

/** A file to be read here and there, on a disk or in a browser. */
export type ByteSource = {
  readonly bytes: number
  /** Fewer bytes than asked for only at the end. */
  readonly read: (offset: number, bytes: number) => Promise<Uint8Array>
}

/** What a browser and Node do each in their own way. */
export type VerifyTools = {
  readonly sha256: Sha256
  readonly hashBytes: (chunks: AsyncIterable<Uint8Array>) => Promise<string>
  readonly gunzip: (bytes: Uint8Array) => Promise<Uint8Array>
}

export type VerifyOptions = {
  /** Daily roots that somebody kept from earlier days. */
  readonly against?: readonly DailyRoot[]
  readonly onProgress?: (progress: { readonly facts: number; readonly part: number }) => void
}

export type LedgerReport = {
  readonly sound: boolean
  readonly exportedAt: string
  readonly region: string
  readonly complete: boolean
  readonly facts: number
  readonly soundFacts: number
  readonly links: number
  readonly personal: PersonalCount
  /** `null` where the export brought no files. */
  readonly photos: { readonly expected: number; readonly sound: number } | null
  /** `elsewhere`: roots of chains that are not in this export. */
  readonly roots: { readonly checked: number; readonly elsewhere: number }
  readonly chains: readonly (Pick<ChainReport, 'chain' | 'facts' | 'hash'> & {
    readonly soundFacts: number
    readonly faults: number
  })[]
  /** The first thousand. */
  readonly faults: readonly WordedFault[]
  readonly faultCount: number
}

export const notALedger = problemKind<{ version: number | undefined }>({
  code: 'ledger.not-a-ledger',
  status: 422,
  title: { zh: '不是操作记录导出文件', en: 'Not an exported ledger' },
  say: ({ version }) =>
    version === undefined
      ? {
          zh: '这不是操作记录的导出文件。请选择由“导出操作记录”或 jiuqing export ledger 得到的 .tar 文件。',
          en: 'This is no exported ledger. Choose the .tar file made by the ledger page or by jiuqing export ledger.',
        }
      : {
          zh: `该文件的格式为第 ${version} 版，本程序只认识第 ${ledgerVersion} 版。请用较新的程序校验。`,
          en: `The file has format version ${version}; this program knows ${ledgerVersion}. Verify it with a newer one.`,
        },
})

/**
 * Verifies an exported ledger: every link, every fact against its hash, personal values against their salted hashes, files against the
 * facts that attached them, heads and published roots. Needs nothing but the file; memory does not grow with it.
 *
 * @throws Problem `ledger.not-a-ledger`
 */
export async function verifyLedger(
  source: ByteSource,
  tools: VerifyTools,
  { against = [], onProgress }: VerifyOptions = {},
): Promise<LedgerReport> {
  const entries = readEntries(source)
  const manifest = await readManifest((await entries.next()).value)
  const work = openWork(manifest, tools, against)
  let ended = false
  for await (const entry of entries) {
    if (entry === 'end') ended = true
    else await takeEntry(work, entry)
    onProgress?.({ facts: work.facts, part: entry === 'end' ? 1 : entry.end / source.bytes })
  }
  return report(work, ended)
}

type Entry = {
  readonly name: string
  readonly bytes: number
  /** Where it ends in the file. */
  readonly end: number
  readonly whole: () => Promise<Uint8Array>
  readonly chunks: () => AsyncIterable<Uint8Array>
}

async function* readEntries(source: ByteSource): AsyncGenerator<Entry | 'end', void, undefined> {
  let offset = 0
  while (offset < source.bytes) {
    const block = await source.read(offset, 512)
    const header = block.length < 512 ? undefined : readTarHeader(block)
    if (header === 'end') yield header
    if (header === 'end' || header === undefined) return
    const start = offset + 512
    const end = start + header.bytes
    if (end > source.bytes) return
    yield {
      ...header,
      end,
      whole: () => source.read(start, header.bytes),
      chunks: () => readChunks(source, start, end),
    }
    offset = end + paddingOf(header.bytes)
  }
}

const chunkBytes = 1 << 20

async function* readChunks(source: ByteSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += chunkBytes) yield source.read(at, Math.min(chunkBytes, end - at))
}

async function readManifest(first: Entry | 'end' | void): Promise<LedgerManifest> {
  if (first === undefined || first === 'end' || first.name !== manifestName)
    throw new Problem(notALedger, { version: undefined })
  const read = parseObject(new TextDecoder().decode(await first.whole()))
  if (read?.['format'] !== ledgerFormat) throw new Problem(notALedger, { version: undefined })
  if (read['version'] !== ledgerVersion) throw new Problem(notALedger, { version: Number(read['version']) })
  const { chains, roots } = read
  if (!Array.isArray(chains) || !chains.every(isHead) || !Array.isArray(roots) || !roots.every(isRoot))
    throw new Problem(notALedger, { version: undefined })
  return read as unknown as LedgerManifest // format and version are ours, and what is walked was looked at
}

type Work = {
  readonly manifest: LedgerManifest
  readonly tools: VerifyTools
  readonly roots: ReadonlyMap<string, readonly DailyRoot[]>
  readonly done: ChainReport[]
  readonly loose: LedgerFault[]
  /** Files that facts attach, until they are met: the first fact that names each. */
  readonly awaited: Map<string, { readonly chain: string; readonly sequence: number }>
  photosExpected: number
  photosSound: number
  facts: number
  open: { readonly chain: string; readonly walk: ChainWalk } | undefined
}

function openWork(manifest: LedgerManifest, tools: VerifyTools, against: readonly DailyRoot[]): Work {
  const roots = Map.groupBy([...manifest.roots, ...against], ({ chain }) => chain)
  const counts = { photosExpected: 0, photosSound: 0, facts: 0 }
  return { manifest, tools, roots, done: [], loose: [], awaited: new Map(), ...counts, open: undefined }
}

async function takeEntry(work: Work, entry: Entry): Promise<void> {
  const chain = chainOfPart(entry.name)
  const sha256 = hashOfFile(entry.name)
  if (chain !== undefined) await takePart(work, chain, entry)
  else if (sha256 !== undefined) await takeFile(work, sha256, entry)
}

async function takePart(work: Work, chain: string, entry: Entry): Promise<void> {
  if (work.open?.chain !== chain) {
    closeChain(work)
    work.open = { chain, walk: walkOf(work, chain) }
  }
  const bytes = await work.tools.gunzip(await entry.whole()).catch(() => undefined) // named below, as what it means
  if (bytes === undefined) return void work.loose.push({ fault: 'unreadable', chain, part: entry.name })
  for (const text of new TextDecoder().decode(bytes).split('\n')) {
    if (text === '') continue
    const line = readLine(text)
    if (line === undefined) {
      work.loose.push({ fault: 'unreadable', chain, part: entry.name })
      continue
    }
    work.open.walk.take(line)
    work.facts++
    if ('fact' in line) awaitFile(work, line.fact)
  }
}

function walkOf({ manifest, roots, tools }: Work, chain: string): ChainWalk {
  const head = manifest.chains.find(known => known.chain === chain)
  return walkChain(chain, { head, roots: roots.get(chain) ?? [], sha256: tools.sha256 })
}

function awaitFile(work: Work, fact: Extract<LedgerLine, { fact: unknown }>['fact']): void {
  const sha256 = work.manifest.photos ? fileOf(fact) : undefined
  if (sha256 === undefined || work.awaited.has(sha256)) return
  work.awaited.set(sha256, { chain: fact.chain, sequence: fact.sequence })
  work.photosExpected++
}

async function takeFile(work: Work, sha256: string, entry: Entry): Promise<void> {
  const place = work.awaited.get(sha256)
  if (place === undefined) return
  work.awaited.delete(sha256)
  if ((await work.tools.hashBytes(entry.chunks())) === sha256) work.photosSound++
  else work.loose.push({ fault: 'photo-changed', ...place, sha256 })
}

function closeChain(work: Work): void {
  if (work.open === undefined) return
  work.done.push(work.open.walk.end())
  work.open = undefined
}

function report(work: Work, ended: boolean): LedgerReport {
  closeChain(work)
  const { manifest, roots, awaited } = work
  const met = new Set(work.done.map(({ chain }) => chain))
  const expected = new Set([...manifest.chains.map(({ chain }) => chain), ...(manifest.complete ? roots.keys() : [])])
  // A chain taken out whole is walked as an empty one: cut off from its first fact on.
  for (const chain of expected) if (!met.has(chain)) work.done.push(walkOf(work, chain).end())
  for (const [sha256, place] of awaited) work.loose.push({ fault: 'photo-missing', ...place, sha256 })
  if (!ended) work.loose.push({ fault: 'file-cut', chain: '' })
  return { ...summary(work), roots: countRoots(work, expected), ...faultsOf(work) }
}

function summary(work: Work) {
  const { manifest, done } = work
  const total = (of: (chain: ChainReport) => number) => done.reduce((sum, chain) => sum + of(chain), 0)
  return {
    exportedAt: manifest.exportedAt,
    region: manifest.region,
    complete: manifest.complete,
    facts: total(({ facts }) => facts),
    soundFacts: total(({ sound }) => sound),
    links: total(({ links }) => links),
    personal: {
      kept: total(({ personal }) => personal.kept),
      erased: total(({ personal }) => personal.erased),
      withheld: total(({ personal }) => personal.withheld),
    },
    photos: manifest.photos ? { expected: work.photosExpected, sound: work.photosSound } : null,
    chains: done
      .toSorted((a, b) => (a.chain < b.chain ? -1 : 1))
      .map(({ chain, facts, hash, sound, faults }) => ({
        chain,
        facts,
        hash,
        soundFacts: sound,
        faults: faults.length + work.loose.filter(fault => fault.chain === chain).length,
      })),
  }
}

function countRoots({ done, roots }: Work, expected: ReadonlySet<string>): LedgerReport['roots'] {
  const elsewhere = [...roots].filter(([chain]) => !expected.has(chain) && !done.some(one => one.chain === chain))
  return {
    checked: done.reduce((sum, { rootsChecked }) => sum + rootsChecked, 0),
    elsewhere: elsewhere.reduce((sum, [, some]) => sum + some.length, 0),
  }
}

function faultsOf({ done, loose }: Work): Pick<LedgerReport, 'faults' | 'faultCount' | 'sound'> {
  const all = [...done.flatMap(({ faults }) => faults), ...loose]
  return { faults: all.slice(0, mostFaults).map(wordFault), faultCount: all.length, sound: all.length === 0 }
}

/** @returns `undefined` for what is no line of a ledger */
function readLine(text: string): LedgerLine | undefined {
  const read = parseObject(text)
  if (read === undefined) return undefined
  if (Object.keys(read).length === 1 && isObject(read['link'])) {
    return isLink(read['link']) ? (read as unknown as LedgerLine) : undefined // looked at
  }
  const { fact, values, ...rest } = read
  if (!isObject(fact) || !isLink(fact) || Object.keys(rest).length > 0) return undefined
  const fields = ['id', 'kind', 'at', 'actorId', 'regionCode', 'subjectId'].every(
    field => typeof fact[field] === 'string',
  )
  const told =
    fields && isObject(fact['body']) && isObject(fact['personal']) && Object.keys(fact).length === factMembers
  const salted = values === undefined || (isObject(values) && Object.values(values).every(isSalted))
  return told && salted ? (read as unknown as LedgerLine) : undefined // looked at, as far as it is walked
}

/** A member beyond these would not be hashed, so nobody could vouch for it. */
const factMembers = 12

function isLink(value: Readonly<Record<string, unknown>>): boolean {
  const texts = ['chain', 'previousHash', 'hash'].every(field => typeof value[field] === 'string')
  return texts && Number.isSafeInteger(value['sequence'])
}

function isSalted(value: unknown): boolean {
  return isObject(value) && typeof value['value'] === 'string' && typeof value['salt'] === 'string'
}

function isHead(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['chain'] === 'string' &&
    Number.isSafeInteger(value['facts']) &&
    typeof value['hash'] === 'string'
  )
}

function isRoot(value: unknown): boolean {
  return isHead(value) && isObject(value) && typeof value['date'] === 'string'
}

/** @returns `undefined` where it is no JSON, or no object */
function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text)
    return isObject(read) ? read : undefined
  } catch {
    return undefined // the caller names it
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The roots in a kept file: `{ "roots": [...] }` as served at `/ledger/roots.json`, or the list alone. `undefined` where it is neither. */
export function readRoots(text: string): readonly DailyRoot[] | undefined {
  const read = parseObject(text.trimStart().startsWith('[') ? `{"roots":${text}}` : text)
  const roots = read?.['roots']
  return Array.isArray(roots) && roots.every(isRoot) ? (roots as DailyRoot[]) : undefined // just looked at
}
