/** The pure part of the ledger's export: what the command `verify` and the stand-alone page share to the letter. */
export * from './faults.ts'
export * from './format.ts'
export * from './verify.ts'
export * from './walk.ts'
