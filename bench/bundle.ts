/**
 * How long the best pilot bundle of many candidates takes, in the server's own thread for it, and how good it is: beside a greedy choice (cheapest
 * area first) and the bound of the linear relaxation, which nothing can pass.
 *
 * node bench/bundle.ts [candidates, default 2,000]
 */
import { bundleModel } from '../src/funding/bundle-model.ts'
import type { BundleCandidate, BundleWishes } from '../src/funding/rules.ts'
import { boundOf, findBundleAside } from '../src/funding/solving.ts'
import { policyAt } from '../src/policy/policy.ts'
import { chance } from '../example/chance.ts'
import { tell } from './lines.ts'

const count = Number(process.argv[2] ?? 2000)
const rule = policyAt('pilot-bundle', '2022-07-01').value
const candidates = someCandidates()
const wishes: BundleWishes = {
  ownYuan: 126_000_000,
  goal: 'area',
  mustInclude: candidates.slice(0, 5).map(({ waterId }) => waterId),
  mustLeaveOut: [],
  weakFinanceCounties: [],
  atMostCounties: 14,
}

for (const [name, asked] of [
  ['any county', { ...wishes, atMostCounties: undefined }],
  ['weak-finance counties first', { ...wishes, atMostCounties: undefined, weakFinanceCounties: ['500001', '500002', '500003'] }],
  ['at most 14 of 38 counties', wishes],
] as const) await measure(name, asked) // prettier-ignore

async function measure(name: string, asked: BundleWishes): Promise<void> {
  const started = performance.now()
  const outcome = await findBundleAside({ rule, candidates, wishes: asked })
  const seconds = (performance.now() - started) / 1000
  if (outcome.kind === 'conflict') throw new Error(JSON.stringify(outcome.conflict))
  const { totals, proven } = outcome.bundle
  const tier = rule.tiers.find(({ awardYuan }) => awardYuan === totals.awardYuan)
  const bound = await boundOf(bundleModel({ candidates, wishes: asked, tier }))
  const greedyM2 = greedyArea(asked, totals.awardYuan)
  tell({
    promise: `best pilot bundle, ${name}`,
    size: `${count.toLocaleString('en')} waters`,
    measured: `${seconds.toFixed(1)} s, ${m2(totals.areaM2)} m2${proven ? ', proven best' : ', not proven'}`,
    yardstick: `greedy ${m2(greedyM2)} m2, bound of the relaxation ${m2(bound)} m2`,
    ratio: totals.areaM2 / greedyM2,
  })
}

function m2(area: number): string {
  return Math.round(area).toLocaleString('en')
}

/** Cheapest area first, as a desk does it with a sorted table; a county more only while there are fewer than allowed. */
function greedyArea(asked: BundleWishes, awardYuan: number): number {
  const { ownYuan, mustInclude, weakFinanceCounties, atMostCounties = Infinity } = asked
  const per = ({ investmentYuan = 0, areaM2 = 1 }: BundleCandidate) => investmentYuan / areaM2
  const first = ({ waterId, countyCode }: BundleCandidate) =>
    mustInclude.includes(waterId) ? 2 : Number(weakFinanceCounties.includes(countyCode))
  const inOrder = candidates.toSorted((a, b) => first(b) - first(a) || per(a) - per(b))
  const counties = new Set<string>()
  let left = ownYuan + awardYuan
  let area = 0
  for (const { investmentYuan = 0, areaM2 = 0, countyCode } of inOrder) {
    if (investmentYuan > left || (!counties.has(countyCode) && counties.size >= atMostCounties)) continue
    counties.add(countyCode)
    left -= investmentYuan
    area += areaM2
  }
  return area
}

function someCandidates(): BundleCandidate[] {
  const { next } = chance(20_220_715)
  return Array.from({ length: count }, (_, index) => {
    const areaM2 = Math.round(200 * Math.exp(next() * 4.5))
    return {
      waterId: String(index),
      code: `W${String(index).padStart(6, '0')}`,
      countyCode: `5000${String(index % 38).padStart(2, '0')}`,
      list: areaM2 >= 2000 ? 'national' : 'municipal',
      areaM2,
      investmentYuan: Math.round(areaM2 * (400 + next() * 900)),
      people: Math.round(50 + next() * 2000),
      enterpriseResponsible: false,
    }
  })
}
