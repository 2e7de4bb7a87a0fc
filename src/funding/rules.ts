/** Pure: what a pilot bundle is, what it earns, and why each water is in or out. The solver is `solving.ts`. */
export * from './bundle.ts'
export * from './bundle-reasons.ts'
export {
  findBestBundle,
  settledOut,
  wishKinds,
  type Bundle,
  type BundleDecision,
  type BundleOutcome,
  type BundleProblem,
  type Conflict,
  type WishKind,
} from './best-bundle.ts'
export { compareBundles, type BundleDifference } from './bundle-difference.ts'
