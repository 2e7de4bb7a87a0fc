/** Decisions about money, without a database: what may be spent, what is late, what a verified result earns. */
export * from './balance.ts'
export * from './reward.ts'
