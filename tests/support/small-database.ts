/**
 * For an embedded database of tests. What it keeps its pages in is walked through at every start, stop and dropped database, and the usual
 * eighth of a large machine costs a fifth of the whole run.
 */
export const small = { memoryMb: 128 }
