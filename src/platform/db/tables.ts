/**
 * All tables of the product, by name. Each slice's `store.ts` adds its own, so that a table is described beside the only
 * code that may touch it:
 *
 * @example
 * declare module '../platform/db/tables.ts' {
 *   interface Tables { waters: WaterTable }
 * }
 */
// The empty interface is there to be merged into.
// oxlint-disable-next-line typescript/no-empty-object-type, typescript/no-empty-interface
export interface Tables {}
