/** What later slices may do with works and settlements around waters. */
export { declineSurrounding, endLink, linkSurrounding } from './links-store.ts'
export { aroundWater, presentStateOf, warningsFor, type Around } from './showing.ts'
export { changeSurrounding, recordSurrounding, removeSurrounding } from './surroundings-store.ts'
