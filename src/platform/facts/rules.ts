import type { Fact } from '../../domain/facts.ts'
import { canonicalJson } from './canonical.ts'

/** What the first fact of every chain carries as the hash before it. Persisted. */
export const genesisHash = '0'.repeat(64)

export type HashedPart = Omit<Fact, 'hash'>

/**
 * What is hashed of a fact: everything it says and the hash of the fact before it in its county. Persisted. The hash itself is
 * left to the caller, because a browser has another SHA-256 than Node.
 */
export function spellFact(fact: HashedPart): string {
  const { id, chain, sequence, kind, at, actorId, regionCode, subjectId, body, personal, previousHash } = fact
  return canonicalJson({ id, chain, sequence, kind, at, actorId, regionCode, subjectId, body, personal, previousHash })
}

/** What is hashed of a personal value. Persisted. */
export function spellPersonal({ salt, value }: { readonly salt: string; readonly value: string }): string {
  return `${salt}:${value}`
}
