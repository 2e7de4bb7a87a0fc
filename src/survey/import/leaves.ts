import { canonicalJson } from '../../platform/facts/canonical.ts'
import { merkleRoot, sha256 } from '../../platform/facts/chain.ts'
import { describeFounding, type Entered } from '../../waters/founding.ts'
import type { WaterRow } from '../../waters/store.ts'

/** The content hash of each basis that came with a row, by its id. */
export type BasisHashes = ReadonlyMap<string, string>

/**
 * The leaf of a water that an import brought: the row as founded and the bases that came with it, as they stand in the tables. So the
 * leaf can be worked out again from what is stored (`survey/witness-store.ts`), and nothing is kept twice. Persisted.
 */
export function hashFounding(row: WaterRow, entered: Entered, bases: BasisHashes): string {
  const ordered = [...bases].sort(([a], [b]) => (a < b ? -1 : 1))
  return sha256(canonicalJson({ ...describeFounding(row, entered), bases: ordered }))
}

/** The root over the leaves of one county. In the order of the hashes themselves, because no table keeps another. Persisted. */
export function rootOfRows(hashes: readonly string[]): string {
  return merkleRoot(hashes.toSorted())
}
