/** What other slices may ask of the survey. */
export { findBases, moveBasesToRegion, recordQuestionnaire, recordSenses } from './bases-store.ts'
export { decideScope, listCandidates, recordCandidate } from './candidates-store.ts'
export { surveyCoverage, type Coverage } from './coverage-store.ts'
export { createTask, findTask } from './tasks-store.ts'
export { openTodos, type OpenTodo } from './todos-store.ts'
export { reportVillages, type VillageOfBatch } from './village-batches-store.ts'
export { reportVillage } from './villages-store.ts'
