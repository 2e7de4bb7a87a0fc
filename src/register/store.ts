/** What other slices may ask of the register. */
export { changeList, listWater, moveThroughLife } from './deciding.ts'
export { registerEntry } from './entry.ts'
export { listTotals } from './lists-store.ts'
