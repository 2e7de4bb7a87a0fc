import type { Fact } from '../../domain/facts.ts'
import type { RegionCode } from '../../domain/regions.ts'

/**
 * The export of a ledger: a tar file (POSIX ustar), because it can be written and read as it streams, has no limit of 4 GB or of
 * 65,535 parts, and opens everywhere. Described in docs/ledger-export.md. Persisted: files already in the world depend on it.
 */
export const ledgerFormat = 'jiuqing-ledger'
export const ledgerVersion = 1

/** The last fact of a chain at the end of a day in China, as published at `/ledger`. */
export type DailyRoot = {
  /** YYYY-MM-DD */
  readonly date: string
  readonly chain: string
  /** Facts of the chain up to then: the sequence of the last. */
  readonly facts: number
  readonly hash: string
}

export type LedgerManifest = {
  readonly format: typeof ledgerFormat
  readonly version: number
  readonly exportedAt: string
  /** The division whose facts are told in full; those of others are links only. */
  readonly region: RegionCode
  /** Whether every chain of the platform is in it. */
  readonly complete: boolean
  /** Whether the attached files are in it. */
  readonly photos: boolean
  readonly chains: readonly { readonly chain: string; readonly facts: number; readonly hash: string }[]
  readonly roots: readonly DailyRoot[]
}

export type SaltedValue = { readonly value: string; readonly salt: string }

/** One line of a chain: a fact with the personal values still kept, or only its link where the exporter may not see it. */
export type ToldLine = {
  readonly fact: Fact
  /** By field; an erased one is absent. Left out as a whole where the exporter may not see them. */
  readonly values?: Readonly<Record<string, SaltedValue>>
}
export type LinkLine = {
  readonly link: Pick<Fact, 'chain' | 'sequence' | 'previousHash' | 'hash'>
}
export type LedgerLine = ToldLine | LinkLine

export const manifestName = 'ledger.json'

/** @example partName('500231', 3) // 'chains/500231/000003.jsonl.gz' */
export function partName(chain: string, part: number): string {
  return `chains/${chain}/${String(part).padStart(6, '0')}.jsonl.gz`
}

export function fileName(sha256: string): string {
  return `files/${sha256}`
}

/** The hash of the file that a fact puts on record: of a water, or of a notice. */
export function fileOf({ kind, body }: Pick<Fact, 'kind' | 'body'>): string | undefined {
  const isFile = kind === 'attachment.added' || kind === 'notice.file-added'
  return isFile && 'sha256' in body ? body.sha256 : undefined
}

/** The chain that a part belongs to; `undefined` for any other entry. */
export function chainOfPart(name: string): string | undefined {
  return /^chains\/(\d{6})\/\d{6}\.jsonl\.gz$/.exec(name)?.[1]
}

/** The hash a file is kept under; `undefined` for any other entry. */
export function hashOfFile(name: string): string | undefined {
  return /^files\/([0-9a-f]{64})$/.exec(name)?.[1]
}

const blockBytes = 512
export const endBlocks = new Uint8Array(2 * blockBytes)

/** How many bytes follow the content of an entry, so that the next begins on a block. */
export function paddingOf(bytes: number): number {
  return (blockBytes - (bytes % blockBytes)) % blockBytes
}

/** The header of an entry: name up to 100 bytes, size up to 8 GB. */
export function tarHeader(name: string, bytes: number, at: Date): Uint8Array {
  const header = new Uint8Array(blockBytes)
  const put = (text: string, offset: number) => header.set(new TextEncoder().encode(text), offset)
  const octal = (value: number, digits: number) => `${Math.floor(value).toString(8).padStart(digits, '0')}\0`
  put(name, 0)
  put(octal(0o644, 7), 100)
  put(octal(0, 7), 108)
  put(octal(0, 7), 116)
  put(octal(bytes, 11), 124)
  put(octal(at.getTime() / 1000, 11), 136)
  put('        ', 148)
  put('0', 156)
  put('ustar\u000000', 257)
  put(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** @returns `undefined` for a block that is no header; `end` for the block of zeros at the end */
export function readTarHeader(
  block: Uint8Array,
): { readonly name: string; readonly bytes: number } | 'end' | undefined {
  if (block.every(byte => byte === 0)) return 'end'
  const text = (from: number, to: number) => new TextDecoder().decode(block.subarray(from, to)).split('\0')[0] ?? ''
  const summed = Number.parseInt(text(148, 156), 8)
  const blank = Uint8Array.from(block).fill(32, 148, 156) // a copy: `slice` of a Node buffer is none
  const bytes = Number.parseInt(text(124, 136), 8)
  if (summed !== sumOf(blank) || !Number.isSafeInteger(bytes) || bytes < 0) return undefined
  return { name: text(0, 100), bytes }
}

function sumOf(block: Uint8Array): number {
  return block.reduce((sum, byte) => sum + byte, 0)
}
