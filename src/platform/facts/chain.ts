import { createHash } from 'node:crypto'
import type { Fact } from '../../domain/facts.ts'
import { genesisHash, spellFact, type HashedPart } from './rules.ts'

export { genesisHash, type HashedPart } from './rules.ts'

/** SHA-256 in lower-case hex. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * The hash of a fact: over everything it says and the hash of the fact before it in its county. Persisted.
 */
export function hashFact(fact: HashedPart): string {
  return sha256(spellFact(fact))
}

export type ChainFault =
  | { readonly fault: 'changed'; readonly chain: string; readonly sequence: number }
  | { readonly fault: 'missing'; readonly chain: string; readonly sequence: number }
  | { readonly fault: 'out-of-order'; readonly chain: string; readonly sequence: number }

/** How far a chain has been checked. */
export type ChainProgress = { readonly facts: number; readonly hash: string }

export const chainStart: ChainProgress = { facts: 0, hash: genesisHash }

/**
 * Checks the next link of a chain: its number, its hash, and that it points at the one before. Lets a long chain be checked
 * batch by batch.
 */
export function checkLink(progress: ChainProgress, fact: Fact): ChainProgress | ChainFault {
  const { chain, sequence } = fact
  const expected = progress.facts + 1
  if (sequence > expected) return { fault: 'missing', chain, sequence: expected }
  if (sequence < expected) return { fault: 'out-of-order', chain, sequence }
  if (fact.previousHash !== progress.hash || hashFact(fact) !== fact.hash) return { fault: 'changed', chain, sequence }
  return { facts: sequence, hash: fact.hash }
}

/**
 * Checks one chain from its first fact on: every number there, every hash right, each pointing at the one before.
 *
 * @returns the first fault, or `undefined` for a sound chain
 */
export function findChainFault(facts: Iterable<Fact>): ChainFault | undefined {
  let progress = chainStart
  for (const fact of facts) {
    const checked = checkLink(progress, fact)
    if ('fault' in checked) return checked
    progress = checked
  }
  return undefined
}

/**
 * Root of a Merkle tree over the rows of one batch, so that a single fact vouches for each of 100,000 rows.
 * Leaves and nodes are hashed with different prefixes (RFC 6962, section 2.1). Persisted.
 */
export function merkleRoot(leaves: readonly string[]): string {
  if (leaves.length === 0) return sha256('')
  let level = leaves.map(leaf => sha256(`\u0000${leaf}`))
  while (level.length > 1) {
    const above: string[] = []
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i]! // i < length
      const right = level[i + 1]
      above.push(right === undefined ? left : sha256(`\u0001${left}${right}`))
    }
    level = above
  }
  return level[0]! // a non-empty level ends with exactly one root
}
