import type { Bundle } from './best-bundle.ts'

/** Ids of waters that only one of two bundles takes, and that both take. */
export type BundleDifference = {
  readonly onlyFirst: readonly string[]
  readonly onlySecond: readonly string[]
  readonly both: readonly string[]
}

export function compareBundles(first: Pick<Bundle, 'decisions'>, second: Pick<Bundle, 'decisions'>): BundleDifference {
  const idsOf = ({ decisions }: Pick<Bundle, 'decisions'>) =>
    new Set(decisions.filter(decision => decision.in).map(({ waterId }) => waterId))
  const [one, other] = [idsOf(first), idsOf(second)]
  return {
    onlyFirst: [...one.difference(other)],
    onlySecond: [...other.difference(one)],
    both: [...one.intersection(other)],
  }
}
