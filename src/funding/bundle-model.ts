import { gainOf, type AwardTier, type BundleCandidate, type BundleWishes } from './bundle.ts'

/** A sum: coefficient and variable. */
type Terms = readonly (readonly [number, string])[]
type Row = { readonly terms: Terms; readonly sense: '>=' | '<='; readonly bound: number }

/** A mixed-integer linear program; every variable is 0 or 1. */
export type Model = {
  readonly direction: 'maximise' | 'minimise'
  readonly objective: Terms
  readonly rows: readonly Row[]
  readonly variables: readonly string[]
  readonly chosen: readonly string[]
}

/** Money enters the solver in 10,000 yuan: its tolerances are made for numbers of that size. */
const scaleYuan = 10_000

export type Choice = {
  /** In the order of their codes, so that equal input is the same model whatever order it came in. */
  readonly candidates: readonly BundleCandidate[]
  readonly wishes: BundleWishes
  readonly tier: AwardTier | undefined
}

const water = (index: number) => `x${index}`

/** Which candidates a solution takes. */
export function takenBy({ candidates }: Choice, isOne: (variable: string) => boolean): readonly BundleCandidate[] {
  return candidates.filter((_, index) => isOne(water(index)))
}

/**
 * The model of one tier: a binary variable for each water. The most of the goal, in weak-finance counties only where `weakFirst`.
 *
 * @param weakAtLeast what the first step found for the weak-finance counties: the second keeps it
 */
export function bundleModel(
  choice: Choice,
  step: { readonly weakFirst?: boolean; readonly weakAtLeast?: number } = {},
): Model {
  const { candidates, wishes } = choice
  const gains = candidates.map((candidate, index) => [gainOf(wishes.goal, candidate), water(index)] as const)
  const weak = gains.filter((_, index) => wishes.weakFinanceCounties.includes(candidates[index]!.countyCode))
  const { rows, counties } = countyRows(choice)
  return {
    direction: 'maximise',
    objective: step.weakFirst === true ? weak : gains,
    rows: [
      ...moneyRows(choice),
      ...rows,
      ...twinRows(choice),
      ...(step.weakAtLeast === undefined
        ? []
        : [{ terms: weak, sense: '>=', bound: step.weakAtLeast - 1e-6 } as const]),
    ],
    variables: [...candidates.map((_, index) => water(index)), ...counties],
    chosen: candidates.flatMap(({ waterId }, index) => (wishes.mustInclude.includes(waterId) ? [water(index)] : [])),
  }
}

/** The same choice at the least cost: how much own money the other wishes need. */
export function leastCostModel(choice: Choice): Model {
  const free = { ...choice, wishes: { ...choice.wishes, ownYuan: Number.MAX_SAFE_INTEGER } }
  return { ...bundleModel(free), direction: 'minimise', objective: investments(choice.candidates) }
}

function investments(candidates: readonly BundleCandidate[]): Terms {
  return candidates.map(({ investmentYuan = 0 }, index) => [investmentYuan / scaleYuan, water(index)] as const)
}

function moneyRows({ candidates, wishes, tier }: Choice): Row[] {
  const cost = investments(candidates)
  const areas = candidates.map(({ areaM2 = 0 }, index) => [areaM2, water(index)] as const)
  const own: Row = { terms: cost, sense: '<=', bound: (wishes.ownYuan + (tier?.awardYuan ?? 0)) / scaleYuan }
  const rows = wishes.ownYuan === Number.MAX_SAFE_INTEGER ? [] : [own]
  if (tier === undefined) return rows
  return [
    ...rows,
    { terms: cost, sense: '>=', bound: tier.investmentYuanFrom / scaleYuan },
    ...(tier.bundleAreaM2From === 0 ? [] : [{ terms: areas, sense: '>=', bound: tier.bundleAreaM2From } as const]),
  ]
}

/** A variable for each county, only where their number is wished for: one with every water of it, zero without any. */
function countyRows({ candidates, wishes }: Choice): { readonly rows: Row[]; readonly counties: string[] } {
  const { atLeastCounties, atMostCounties } = wishes
  if (atLeastCounties === undefined && atMostCounties === undefined) return { rows: [], counties: [] }
  const rows: Row[] = []
  const codes = [...new Set(candidates.map(({ countyCode }) => countyCode))]
  for (const code of codes) {
    const own = candidates.flatMap((candidate, index) => (candidate.countyCode === code ? [water(index)] : []))
    for (const one of own) rows.push({ terms: [[1, one], [-1, `c${code}`]], sense: '<=', bound: 0 }) // prettier-ignore
    rows.push({ terms: [...own.map(one => [1, one] as const), [-1, `c${code}`]], sense: '>=', bound: 0 })
  }
  const all = codes.map(code => [1, `c${code}`] as const)
  if (atLeastCounties !== undefined) rows.push({ terms: all, sense: '>=', bound: atLeastCounties })
  if (atMostCounties !== undefined) rows.push({ terms: all, sense: '<=', bound: atMostCounties })
  return { rows, counties: codes.map(code => `c${code}`) }
}

/** Of two waters that the model cannot tell apart the one with the lower code goes first: no tie is left to chance between them. */
function twinRows({ candidates, wishes }: Choice): Row[] {
  const forced = new Set(wishes.mustInclude)
  const twins = Map.groupBy(
    candidates.flatMap((candidate, index) => (forced.has(candidate.waterId) ? [] : [{ candidate, index }])),
    ({ candidate: { countyCode, areaM2, investmentYuan, people } }) =>
      [countyCode, areaM2, investmentYuan, people].join(' '),
  )
  return [...twins.values()].flatMap(same =>
    same.slice(1).map(({ index }, before): Row => ({
      terms: [[1, water(same[before]!.index)], [-1, water(index)]], // prettier-ignore
      sense: '>=',
      bound: 0,
    })),
  )
}

/**
 * The model in CPLEX LP format.
 *
 * @param relaxed every variable may be a fraction: its optimum is a bound that no bundle can pass
 */
export function writeModel(model: Model, { relaxed = false } = {}): string {
  const rows = model.rows.filter(({ terms }) => terms.length > 0)
  return [
    { maximise: 'maximize', minimise: 'minimize' }[model.direction],
    ` obj: ${sumText(model.objective)}`,
    'subject to',
    ...rows.map(({ terms, sense, bound }, index) => ` r${index}: ${sumText(terms)} ${sense} ${bound}`),
    'bounds',
    ...model.variables.map(name => ` ${model.chosen.includes(name) ? 1 : 0} <= ${name} <= 1`),
    ...(relaxed ? [] : ['general', ...model.variables.map(name => ` ${name}`)]),
    'end',
  ].join('\n')
}

function sumText(terms: Terms): string {
  // The solver reads long lines in pieces of a fixed length.
  const parts = terms.map(([coefficient, name]) => `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} ${name}`)
  return parts.length === 0 ? '0 x0' : parts.join('\n  ')
}
