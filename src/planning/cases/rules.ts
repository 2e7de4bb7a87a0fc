/** The pure decisions about solved cases: what became of them, how similar they are, what a case still lacks. */
export * from './faults.ts'
export * from './outcome.ts'
export * from './similarity.ts'
export * from './words.ts'
