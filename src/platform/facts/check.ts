import type { Fact } from '../../domain/facts.ts'
import { contains } from '../../domain/regions.ts'
import type { Bilingual } from '../../domain/words.ts'
import { systemActor, type Actor } from '../actor.ts'
import { reading, type Database, type Tx } from '../db/database.ts'
import { commonChain } from './append.ts'
import { chainStart, checkLink, sha256, type ChainProgress } from './chain.ts'
import type { chainFaultIds } from './contract.ts'
import { chainHeads, chainsWithFacts, factsOfChain, personalValues, type ChainHead } from './store.ts'

type FaultId = (typeof chainFaultIds)[number]

export type CheckedChain = {
  readonly chain: string
  /** Sound facts, counted from the first. */
  readonly facts: number
  readonly hash: string
  readonly fault: { readonly fault: FaultId; readonly sequence: number; readonly words: Bilingual } | null
}

/**
 * Checks every chain of the actor's jurisdiction, and the common one, on one snapshot. A chain can only be judged whole, so
 * it is read whole, past the actor's own scope; what comes back are numbers and hashes, no contents.
 */
export function checkChains(database: Database, actor: Actor): Promise<readonly CheckedChain[]> {
  return reading(database, systemActor('job'), async tx => {
    const heads = new Map((await chainHeads(tx)).map(head => [head.chain, head]))
    const chains = [...new Set([...heads.keys(), ...(await chainsWithFacts(tx))])].sort()
    const checked: CheckedChain[] = []
    for (const chain of chains.filter(chain => isOf(actor, chain))) {
      checked.push(await checkChain(tx, chain, heads.get(chain)))
    }
    return checked
  })
}

function isOf(actor: Actor, chain: string): boolean {
  return chain === commonChain || contains(actor.range, `${chain}000000`) || actor.region.startsWith(chain)
}

async function checkChain(tx: Tx, chain: string, head: ChainHead | undefined): Promise<CheckedChain> {
  let progress: ChainProgress = chainStart
  for await (const batch of factsOfChain(tx, chain)) {
    const values = await personalValues(tx, batch)
    for (const fact of batch) {
      const next = checkLink(progress, fact)
      if ('fault' in next) return faulty(chain, progress, next.fault, next.sequence)
      if (hasChangedPersonal(fact, values)) return faulty(chain, progress, 'personal-changed', fact.sequence)
      progress = next
    }
  }
  // Facts cut off at the end leave a sound but shorter chain: the head kept beside it says how long it was.
  if (head === undefined || head.facts > progress.facts) return faulty(chain, progress, 'missing', progress.facts + 1)
  if (head.hash !== progress.hash) return faulty(chain, progress, 'changed', progress.facts)
  return { chain, ...progress, fault: null }
}

/** An erased value is no fault; one that no longer fits its salted hash is. */
function hasChangedPersonal(fact: Fact, values: Awaited<ReturnType<typeof personalValues>>): boolean {
  return Object.entries(fact.personal).some(([field, hash]) => {
    const stored = values.get(`${fact.id} ${field}`)
    return stored !== undefined && sha256(`${stored.salt}:${stored.value}`) !== hash
  })
}

const sentences = {
  changed: n => ({ zh: `第 ${n} 条记录被改动过`, en: `fact ${n} was changed` }),
  missing: n => ({ zh: `第 ${n} 条记录缺失（被删除）`, en: `fact ${n} is missing: it was removed` }),
  'out-of-order': n => ({ zh: `第 ${n} 条记录的顺序不对`, en: `fact ${n} is out of order` }),
  'personal-changed': n => ({
    zh: `第 ${n} 条记录的个人信息被改动过`,
    en: `personal values of fact ${n} were changed`,
  }),
} as const satisfies Record<FaultId, (sequence: number) => Bilingual>

function faulty(chain: string, progress: ChainProgress, fault: FaultId, sequence: number): CheckedChain {
  return { chain, ...progress, fault: { fault, sequence, words: sentences[fault](sequence) } }
}
