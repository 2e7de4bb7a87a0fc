/** What other slices, reports and the example may do with the persons responsible for a water. */
export { assignDuty, dutiesOfWater, endDuty, replaceDuties, type Assignment, type DutyRow } from './duties-store.ts'
export { countWatersByDuties, listWatersByDuties } from './lacking-store.ts'
