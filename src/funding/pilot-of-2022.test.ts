import { describe, expect, it } from 'vitest'
import { programmeFacts } from '../../example/facts.ts'
import { exampleProgramme } from '../../example/programme.ts'
import { policyAt } from '../policy/policy.ts'
import { totalsOf, type BundleCandidate, type BundleWishes } from './rules.ts'
import { findBundleAside } from './solving.ts'

const rule = policyAt('pilot-bundle', '2022-07-01').value
/** Public figures of the pilot: what each water cost is not among them, so the sum is spread by area. */
const pilot = { investmentYuan: 226_000_000, awardYuan: 100_000_000, municipalYuan: 50_000_000 }
const { waters } = exampleProgramme()
const pilotIds = waters.filter(({ site }) => site.group.pilot).map(({ id }) => id)
const candidates = spreadByArea()

/** Whole yuan that add up exactly: each water gets what its area adds to the running sum. */
function spreadByArea(): BundleCandidate[] {
  let areaM2 = 0
  const yuanUpTo = (upToM2: number) => Math.round((pilot.investmentYuan * upToM2) / programmeFacts.pilot.areaM2)
  return waters.map(({ id, countyCode, site }) => {
    const inPilot = site.group.pilot
    const before = areaM2
    if (inPilot) areaM2 += site.areaM2
    const investmentYuan = inPilot
      ? yuanUpTo(areaM2) - yuanUpTo(before)
      : Math.round(site.areaM2 * rule.costEstimate.yuanPerM2)
    const { list } = site.group
    return {
      waterId: id,
      code: id,
      countyCode,
      list,
      areaM2: site.areaM2,
      investmentYuan,
      enterpriseResponsible: false,
    }
  })
}

const wishes: BundleWishes = {
  // What the award leaves to be found: 50 million of the city, 76 million of counties and others.
  ownYuan: pilot.investmentYuan - pilot.awardYuan,
  goal: 'area',
  mustInclude: pilotIds,
  mustLeaveOut: [],
  weakFinanceCounties: [],
}

async function bundleOf(asked: BundleWishes) {
  const outcome = await findBundleAside({ rule, candidates, wishes: asked })
  if (outcome.kind === 'conflict') throw new Error(JSON.stringify(outcome.conflict))
  return outcome.bundle
}

describe('the pilot of 2022', () => {
  it('is 54 waters in 14 counties, 310,000 m2, 226 million yuan and an award of 100 million; the rest is out for want of money', async () => {
    const bundle = await bundleOf(wishes)
    const { waters: count, counties, areaM2 } = programmeFacts.pilot
    expect(bundle.totals).toMatchObject({ waters: count, counties, areaM2, ...sums() })
    expect(
      bundle.decisions
        .filter(each => each.in)
        .map(({ waterId }) => waterId)
        .toSorted(),
    ).toEqual(pilotIds.toSorted())
    expect(bundle.proven).toBe(true)
    const out = bundle.decisions.filter(each => !each.in)
    expect(out).toHaveLength(programmeFacts.waters - count)
    expect(new Set(out.map(({ reasons }) => reasons[0]?.why))).toEqual(new Set(['budget']))
    expect(bundle.next).toMatchObject({ missingInvestmentYuan: 174_000_000, missingAreaM2: 290_000 })
  })

  it('would not have had more than this award with any other choice, and at least as much area', async () => {
    const free = await bundleOf({ ...wishes, mustInclude: [] })
    expect(free.totals.awardYuan).toBe(pilot.awardYuan)
    expect(free.totals.areaM2).toBeGreaterThanOrEqual(programmeFacts.pilot.areaM2 - 1)
  })

  it('takes more own money than the 50 million of the city', async () => {
    const outcome = await findBundleAside({ rule, candidates, wishes: { ...wishes, ownYuan: pilot.municipalYuan } })
    expect(outcome).toEqual({
      kind: 'conflict',
      conflict: { wishes: ['own-money', 'must-include'], neededOwnYuan: 126_000_000 },
    })
  })
})

function sums() {
  const all = totalsOf(
    candidates.filter(({ waterId }) => pilotIds.includes(waterId)),
    0,
  )
  expect(all.investmentYuan).toBe(pilot.investmentYuan)
  return { investmentYuan: pilot.investmentYuan, awardYuan: pilot.awardYuan }
}
