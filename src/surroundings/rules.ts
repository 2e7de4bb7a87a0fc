export { beyond, nothingKnown, plus, sumOf, takenBy, type Amount } from './amounts.ts'
export { balanceOf, type Balance, type BalanceGround, type DrainingSettlement, type LinkedFacility } from './balance.ts'
export { findFaults, surroundingFields, type SurroundingFault, type SurroundingField } from './faults.ts'
export { nearWithinM, proposeLinks, type LinkProposal, type NearSurrounding } from './proposing.ts'
export { tellPresentState, tellAmount } from './telling.ts'
export {
  surroundingConcernIds,
  surroundingConcerns,
  warnOfMeasures,
  warnOfWorks,
  type SurroundingConcern,
  type SurroundingWarning,
} from './warnings.ts'
export {
  facilityKindIds,
  facilityKinds,
  facilityStateIds,
  facilityStates,
  linkKindIds,
  linkKinds,
  linkKindsOf,
  linkStateIds,
  sewageHandlingIds,
  sewageHandlings,
  surroundingSortIds,
  surroundingSorts,
  type FacilityKind,
  type FacilityState,
  type LinkKind,
  type LinkState,
  type SewageHandling,
  type SurroundingSort,
} from './words.ts'
