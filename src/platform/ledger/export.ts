import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Fact } from '../../domain/facts.ts'
import { contains } from '../../domain/regions.ts'
import { systemActor, wholeCountry, type Actor } from '../actor.ts'
import { reading, type Database, type Tx } from '../db/database.ts'
import { commonChain } from '../facts/append.ts'
import { chainHeads, factsOfChain, personalValues, type ChainHead } from '../facts/store.ts'
import type { FileStore } from '../files/attachments-store.ts'
import type { ByteSink } from '../files/xlsx-writer.ts'
import {
  endBlocks,
  fileName,
  fileOf,
  ledgerFormat,
  ledgerVersion,
  manifestName,
  paddingOf,
  partName,
  tarHeader,
  type LedgerLine,
  type LedgerManifest,
} from './format.ts'
import { rootsOfChains } from './roots-store.ts'

const pack = promisify(gzip)

export type LedgerExport = {
  readonly database: Database
  readonly actor: Actor
  /** Six digits: this chain alone. */
  readonly county?: string | undefined
  /** Where the attached files are, if they shall come along. */
  readonly photos?: FileStore | undefined
  readonly sink: ByteSink
  readonly onProgress?: ((facts: number) => void) | undefined
}

export type Exported = {
  readonly chains: number
  readonly facts: number
  readonly links: number
  readonly files: number
}

/**
 * Writes the ledger of the actor's jurisdiction as one file from one snapshot, while the platform goes on. A chain can be verified only
 * whole, so facts of it that the actor may not see enter as bare links: number and hashes, no contents.
 */
export function exportLedger(asked: LedgerExport): Promise<Exported> {
  const { database, actor, county } = asked
  return reading(database, systemActor('job'), async tx => {
    const heads = (await chainHeads(tx)).filter(({ chain }) =>
      county === undefined ? isOf(actor, chain) : chain === county && isOf(actor, chain),
    )
    const writing = { ...asked, tx, counts: { facts: 0, links: 0, files: 0 }, hashes: new Set<string>() }
    await writeEntry(
      writing,
      manifestName,
      Buffer.from(`${JSON.stringify(await manifestOf(tx, asked, heads), null, 1)}\n`),
    )
    for (const head of heads) await writeChain(writing, head.chain)
    for (const sha256 of writing.hashes) await writeFile(writing, sha256)
    await asked.sink.write(endBlocks)
    await asked.sink.end()
    return { chains: heads.length, ...writing.counts }
  })
}

/** The chains of the jurisdiction; the common one for whoever answers for more than a county. */
function isOf(actor: Actor, chain: string): boolean {
  if (chain === commonChain) return actor.region === wholeCountry || actor.region.endsWith('00000000')
  return contains(actor.range, `${chain}000000`)
}

async function manifestOf(
  tx: Tx,
  { actor, county, photos }: LedgerExport,
  heads: readonly ChainHead[],
): Promise<LedgerManifest> {
  return {
    format: ledgerFormat,
    version: ledgerVersion,
    exportedAt: tx.at.toISOString(),
    region: actor.region,
    complete: actor.region === wholeCountry && county === undefined,
    photos: photos !== undefined,
    chains: heads,
    roots: await rootsOfChains(
      tx,
      heads.map(({ chain }) => chain),
    ),
  }
}

type Writing = LedgerExport & {
  readonly tx: Tx
  readonly counts: { facts: number; links: number; files: number }
  /** Files that the facts written so far attach. */
  readonly hashes: Set<string>
}

/** A part is packed and handed on when it has grown to this: what is held does not depend on the length of a chain. */
const partCharacters = 4_000_000

async function writeChain(writing: Writing, chain: string): Promise<void> {
  let lines: string[] = []
  let characters = 0
  let part = 0
  const flush = async () => {
    if (lines.length === 0) return
    await writeEntry(writing, partName(chain, ++part), await pack(`${lines.join('\n')}\n`))
    lines = []
    characters = 0
  }
  for await (const batch of factsOfChain(writing.tx, chain)) {
    for (const line of await linesOf(writing, batch)) {
      const text = JSON.stringify(line)
      lines.push(text)
      characters += text.length
      if (characters > partCharacters) await flush()
    }
    writing.onProgress?.(writing.counts.facts + writing.counts.links)
  }
  await flush()
}

async function linesOf(
  { tx, actor, counts, hashes, photos }: Writing,
  batch: readonly Fact[],
): Promise<readonly LedgerLine[]> {
  const told = batch.filter(({ regionCode }) => contains(actor.range, regionCode))
  // Personal values are shown to whoever answers for the whole county of the chain, as on the ledger page.
  const shown = told.filter(({ chain }) => contains(actor.range, `${chain}000000`))
  const values = await personalValues(tx, shown)
  const open = new Set(told.map(({ id }) => id))
  const openPersonal = new Set(shown.map(({ id }) => id))
  return batch.map(fact => {
    const { chain, sequence, previousHash, hash } = fact
    if (!open.has(fact.id)) {
      counts.links++
      return { link: { chain, sequence, previousHash, hash } }
    }
    counts.facts++
    const sha256 = photos === undefined ? undefined : fileOf(fact)
    if (sha256 !== undefined) hashes.add(sha256)
    const fields = Object.keys(fact.personal)
    if (fields.length === 0 || !openPersonal.has(fact.id)) return { fact }
    const kept = fields.flatMap(field => {
      const value = values.get(`${fact.id} ${field}`)
      return value === undefined ? [] : [[field, value] as const]
    })
    return { fact, values: Object.fromEntries(kept) }
  })
}

async function writeEntry({ sink, tx }: Writing, name: string, content: Uint8Array): Promise<void> {
  await sink.write(tarHeader(name, content.length, tx.at))
  await sink.write(content)
  await sink.write(new Uint8Array(paddingOf(content.length)))
}

/** A file that is gone from the store is left out: whoever verifies the export is told so. */
async function writeFile({ sink, tx, photos, counts }: Writing, sha256: string): Promise<void> {
  const file = await photos?.read(sha256)
  if (file === undefined) return
  await sink.write(tarHeader(fileName(sha256), file.bytes, tx.at))
  for await (const chunk of file.content) await sink.write(chunk)
  await sink.write(new Uint8Array(paddingOf(file.bytes)))
  counts.files++
}
