/** What other slices, the command line and the example may call; the tables stand beside the functions that own them. */
export {
  createAccount,
  findAccount,
  listAccounts,
  requireAccount,
  type AccountFilter,
  type AccountRow,
  type NewAccount,
} from './accounts-store.ts'
export { actorForUsername, ensureAdministrator, findActor, type FirstAdministrator } from './actors-store.ts'
export {
  createOrganisation,
  findOrganisation,
  type NewOrganisation,
  type OrganisationRow,
} from './organisations-store.ts'
export { requireHandover, resetPassword, type HandoverRow } from './account-changes-store.ts'
export { labelPeople, type WhoIs } from './labels-store.ts'
export { hashPassword } from './passwords.ts'
export { movePeopleOfTowns } from './town-moves-store.ts'
