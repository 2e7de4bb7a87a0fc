/** What other slices may ask of the identification. */
export { requireEdition } from './editions.ts'
export { collectBases, judgeWater } from './judging.ts'
export { openTodos } from './todos-store.ts'
export { latestVerdicts, verdictsOfWater } from './verdicts-store.ts'
