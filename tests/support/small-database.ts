/**
 * For an embedded database of tests. What it keeps its pages in is walked through at every start, stop and dropped database, and the usual
 * eighth of a large machine costs a fifth of the whole run.
 */
export const small = { memoryMb: 128 }

/** Settings that are off where everything is thrown away after the run: it need not survive a crash of the machine, nor be tidied up. */
export const offInTests = ['fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum'] as const
