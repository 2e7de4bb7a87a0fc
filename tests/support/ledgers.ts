import { Buffer } from 'node:buffer'
import { gzipSync } from 'node:zlib'
import type { Fact } from '../../src/domain/facts.ts'
import { genesisHash, hashFact, sha256 } from '../../src/platform/facts/chain.ts'
import {
  endBlocks,
  fileName,
  ledgerFormat,
  ledgerVersion,
  manifestName,
  paddingOf,
  partName,
  tarHeader,
  type DailyRoot,
  type LedgerLine,
  type LedgerManifest,
  type ToldLine,
} from '../../src/platform/ledger/format.ts'

const at = new Date('2026-11-23T08:00:00Z')

/** What an attached file holds in these ledgers. */
export const photoBytes = new TextEncoder().encode('a photo of the pond')
export const photoHash = sha256(photoBytes)

/** A sound chain: corrections, an account with a name every third fact, a photo as the second. */
export function soundChain(chain: string, length: number): ToldLine[] {
  const lines: ToldLine[] = []
  for (let sequence = 1; sequence <= length; sequence++) {
    const values =
      sequence % 3 === 0 ? { displayName: { value: `钱审${sequence}`, salt: `salt${sequence}` } } : undefined
    const part = {
      id: `0193f3c2-0000-7000-8000-${String(sequence).padStart(12, '0')}`,
      chain,
      sequence,
      ...contentsOf(sequence),
      at: new Date(at.getTime() + sequence * 3_600_000).toISOString(),
      actorId: '0193f3c2-0000-7000-8000-000000000000',
      regionCode: `${chain}103201`,
      subjectId: 'w1',
      personal: Object.fromEntries(
        Object.entries(values ?? {}).map(([field, { salt, value }]) => [field, sha256(`${salt}:${value}`)]),
      ),
      previousHash: lines.at(-1)?.fact.hash ?? genesisHash,
    }
    const fact: Fact = { ...part, hash: hashFact(part) }
    lines.push(values === undefined ? { fact } : { fact, values })
  }
  return lines
}

function contentsOf(sequence: number): Pick<Fact, 'kind' | 'body'> {
  if (sequence === 2) {
    const body = { attachmentId: 'a1', sha256: photoHash, bytes: photoBytes.length, kind: 'photo' }
    return { kind: 'attachment.added', body }
  }
  return {
    kind: 'water.corrected',
    body: { changed: { areaM2: { from: sequence, to: sequence + 1 } }, reason: '复核面积' },
  }
}

export type Ledger = {
  readonly chains: Readonly<Record<string, readonly LedgerLine[]>>
  /** Heads as noted at the export; those of `chains` where not said. */
  readonly heads?: LedgerManifest['chains']
  readonly roots?: readonly DailyRoot[]
  readonly photos?: Readonly<Record<string, Uint8Array>>
}

export function headOf(chain: string, lines: readonly LedgerLine[]): LedgerManifest['chains'][number] {
  const last = lines.at(-1)
  const link = last === undefined ? undefined : 'fact' in last ? last.fact : last.link
  return { chain, facts: link?.sequence ?? 0, hash: link?.hash ?? genesisHash }
}

/** The ledger as a file, parts of four lines each. */
export function packLedger({ chains, heads, roots = [], photos }: Ledger): Uint8Array {
  const manifest: LedgerManifest = {
    format: ledgerFormat,
    version: ledgerVersion,
    exportedAt: at.toISOString(),
    region: '000000000000',
    complete: true,
    photos: photos !== undefined,
    chains: heads ?? Object.entries(chains).map(([chain, lines]) => headOf(chain, lines)),
    roots,
  }
  const entries: (readonly [string, Uint8Array])[] = [[manifestName, Buffer.from(JSON.stringify(manifest))]]
  for (const [chain, lines] of Object.entries(chains)) {
    for (let from = 0; from < lines.length; from += 4) {
      const texts = lines.slice(from, from + 4).map(line => JSON.stringify(line))
      entries.push([partName(chain, from / 4 + 1), gzipSync(texts.join('\n'))])
    }
  }
  for (const [hash, bytes] of Object.entries(photos ?? {})) entries.push([fileName(hash), Buffer.from(bytes)])
  return Buffer.concat([
    ...entries.flatMap(([name, content]) => [
      tarHeader(name, content.length, at),
      content,
      new Uint8Array(paddingOf(content.length)),
    ]),
    endBlocks,
  ])
}
