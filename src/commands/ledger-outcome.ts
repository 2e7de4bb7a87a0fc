import type { Loaded } from '../platform/backup/loading.ts'

type Outcome = Pick<Loaded, 'tables' | 'leftOut' | 'jobs' | 'chains'> & { readonly differingChains: readonly string[] }

/** Whether the ledger that arrived is sound and is the one that left. */
export function ledgerArrived({ chains, differingChains }: Outcome): boolean {
  return differingChains.length === 0 && chains.every(({ fault }) => fault === null)
}

/** Counts of every table, what was left out, and what the platform's own check says of every chain. */
export function printArrival(outcome: Outcome): void {
  for (const { table, rows } of outcome.tables) if (rows > 0) console.log(`  ${String(rows).padStart(9)}  ${table}`)
  for (const table of outcome.leftOut) {
    console.error(`不是久清的表，没有带走 no table of Jiuqing’s, not taken along: ${table}`)
  }
  for (const { chain, fault } of outcome.chains) {
    if (fault !== null) console.error(`记录链 chain ${chain}：${fault.words.zh} ${fault.words.en}`)
  }
  for (const chain of outcome.differingChains) {
    console.error(`记录链 ${chain} 的末端与来源不同 chain ${chain} does not end as it did in the source`)
  }
  const facts = outcome.chains.reduce((sum, chain) => sum + chain.facts, 0)
  const verdict = ledgerArrived(outcome) ? '与来源一致 same as the source' : '有问题，见上 at fault, see above'
  console.log(`记录链 chains ${outcome.chains.length}，记录 facts ${facts}：${verdict}；待办作业 jobs ${outcome.jobs}`)
}
