/** Everything that other slices may do with waters. */
export {
  findWater,
  findWaterByCode,
  findWaters,
  findWatersByCode,
  findWatersInPlace,
  requireWater,
  requireWaterInPlace,
  watersInRegion,
  watersNear,
} from './finding-store.ts'
export type { Near } from './finding-store.ts'
export { correctWater, drawWater, measureShape, moveWater, setColour } from './changing-store.ts'
export type { Correction, Drawing, Expected, Moving } from './changing-store.ts'
export { tellFacts, waterHistory } from './history-store.ts'
export { eachWater, listWaters } from './list-store.ts'
export { linkImport, recordWater, recordWaters } from './recording-store.ts'
export type { BulkRecording, Entry, WaterDraft } from './recording-store.ts'
export type { WaterRow, WaterShape } from './water-row.ts'
export { mergeWaters, splitWater } from './lineage-store.ts'
export type { Merging, SplitPart, Splitting } from './lineage-store.ts'
export { addWaterNumber, numbersOf } from './numbers-store.ts'
export { waterDetail } from './detail-store.ts'
export { findDuplicates } from './duplicates-store.ts'
export type { Candidate } from './duplicates-store.ts'
export { attachmentsOf, recordAttachment } from './attachments-store.ts'
export { putSource, sourcesOf } from './sources-store.ts'
export { waterTile } from './tiles-store.ts'
