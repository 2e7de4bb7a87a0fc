import { genesisHash, spellFact, spellPersonal } from '../facts/rules.ts'
import type { LedgerFault } from './faults.ts'
import type { DailyRoot, LedgerLine, LedgerManifest, ToldLine } from './format.ts'

export type Sha256 = (text: string) => string

export type ChainReport = {
  readonly chain: string
  /** Facts found in it. */
  readonly facts: number
  /** Facts that fit their hash and the fact before them; links count where they fit. */
  readonly sound: number
  /** Facts of other jurisdictions: only their link was looked at. */
  readonly links: number
  readonly hash: string
  readonly faults: readonly LedgerFault[]
  readonly rootsChecked: number
  readonly personal: PersonalCount
}

export type PersonalCount = { readonly kept: number; readonly erased: number; readonly withheld: number }

export type ChainWalk = {
  take(line: LedgerLine): void
  end(): ChainReport
}

type Span = { from: number; to: number }

/** Reports hold so many faults; of more only the number is told. */
export const mostFaults = 1000

/**
 * Walks one chain of an export line by line and names every fault, not only the first: after one it goes on from what stands there.
 *
 * @param head what the chain was when exported; absent where the manifest does not name it
 * @param roots of this chain, from the export and from whoever kept some
 */
export function walkChain(
  chain: string,
  {
    head,
    roots,
    sha256,
  }: {
    readonly head: LedgerManifest['chains'][number] | undefined
    readonly roots: readonly DailyRoot[]
    readonly sha256: Sha256
  },
): ChainWalk {
  const faults: LedgerFault[] = []
  const missing: Span[] = []
  const personal = { kept: 0, erased: 0, withheld: 0 }
  const rootsAt = Map.groupBy(roots, ({ facts }) => facts)
  let found = 0
  let sound = 0
  let links = 0
  let rootsChecked = 0
  let last = { sequence: 0, hash: genesisHash }

  function note(fault: LedgerFault): void {
    faults.push(fault)
  }

  function take(line: LedgerLine): void {
    const link = 'fact' in line ? line.fact : line.link
    const { sequence, hash } = link
    const before = faults.length
    found++
    if (link.chain !== chain) return note({ fault: 'foreign', chain, sequence })
    if (sequence <= last.sequence) return takeOutOfPlace(sequence)
    if (sequence > last.sequence + 1) missing.push({ from: last.sequence + 1, to: sequence - 1 })
    else if (link.previousHash !== last.hash) faults.push({ fault: 'unlinked', chain, sequence })
    if ('fact' in line) takeContents(line)
    else links++
    checkRoots(sequence, hash)
    if (faults.length === before) sound++
    last = { sequence, hash }
  }

  function takeContents(line: ToldLine): void {
    const { fact } = line
    const { sequence } = fact
    if (sha256(spellFact(fact)) !== fact.hash) faults.push({ fault: 'changed', chain, sequence })
    for (const [field, hash] of Object.entries(fact.personal)) {
      const kept = line.values?.[field]
      if (kept === undefined) personal[line.values === undefined ? 'withheld' : 'erased']++
      else if (sha256(spellPersonal(kept)) === hash) personal.kept++
      else faults.push({ fault: 'personal-changed', chain, sequence, field })
    }
    for (const field of Object.keys(line.values ?? {})) {
      if (!Object.hasOwn(fact.personal, field)) faults.push({ fault: 'personal-changed', chain, sequence, field })
    }
  }

  /** One that fills a gap was moved; any other stands there twice. */
  function takeOutOfPlace(sequence: number): void {
    const index = missing.findIndex(({ from, to }) => from <= sequence && sequence <= to)
    const gap = missing[index]
    if (gap === undefined) return note({ fault: 'repeated', chain, sequence })
    const parts = [
      { from: gap.from, to: sequence - 1 },
      { from: sequence + 1, to: gap.to },
    ]
    missing.splice(index, 1, ...parts.filter(({ from, to }) => from <= to))
    faults.push({ fault: 'reordered', chain, sequence })
  }

  function checkRoots(sequence: number, hash: string): void {
    for (const root of rootsAt.get(sequence) ?? []) {
      rootsChecked++
      if (root.hash !== hash) faults.push({ fault: 'root-differs', chain, sequence, date: root.date })
    }
    rootsAt.delete(sequence)
  }

  function checkEnd(): void {
    const { sequence } = last
    for (const { from, to } of missing) faults.push({ fault: 'missing', chain, sequence: from, last: to })
    const facts = head?.facts ?? 0
    if (facts > sequence) faults.push({ fault: 'truncated', chain, sequence: sequence + 1, last: facts })
    else if (facts < sequence) faults.push({ fault: 'surplus', chain, sequence: facts + 1, last: sequence })
    else if (head !== undefined && head.hash !== last.hash) faults.push({ fault: 'head-differs', chain, sequence })
    for (const root of [...rootsAt.values()].flat()) {
      rootsChecked++
      if (root.facts > sequence) faults.push({ fault: 'root-beyond', chain, sequence: root.facts, date: root.date })
      else faults.push({ fault: 'root-differs', chain, sequence: root.facts, date: root.date })
    }
  }

  function end(): ChainReport {
    checkEnd()
    const sequenceOf = (fault: LedgerFault) => ('sequence' in fault ? fault.sequence : 0)
    const ordered = faults.toSorted((a, b) => sequenceOf(a) - sequenceOf(b))
    return { chain, facts: found, sound, links, hash: last.hash, faults: ordered, rootsChecked, personal }
  }

  return { take, end }
}
