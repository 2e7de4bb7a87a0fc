import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFile, deciderOf, type Evidence } from '../../acceptance/rules.ts'
import { dutyLevelIds } from '../../domain/duties.ts'
import { stageIds, type Stage } from '../../domain/lifecycle.ts'
import { waterTypeIds, type SupervisionList } from '../../domain/waters.ts'
import { levelsExpected } from '../../duties/rules.ts'
import { coverPhases } from '../../experts/rules.ts'
import { judgeRelease, rewardAmount, type Reward } from '../../funding/money/rules.ts'
import { requireEdition, suitableStandards } from '../../identification/editions.ts'
import { identify, type Bases } from '../../identification/rules.ts'
import { classifyWater, type ClassInputs } from '../../planning/classification.ts'
import { approverOf, faultsOfPlan, type PlanText } from '../../planning/plans/rules.ts'
import { proposeMeasures, type ProposalBasis } from '../../planning/proposal.ts'
import { reviewMeasures, type PlanReview } from '../../planning/warnings.ts'
import { acceptanceStepIds } from '../../policy/acceptance-schema.ts'
import { rewardEvidenceIds, rewardStageIds } from '../../policy/money-schemas.ts'
import { continuityIds, waterFunctionIds } from '../../policy/planning-schemas.ts'
import { policyAt } from '../../policy/policy.ts'
import { visitPhaseIds, visitRoleIds } from '../../policy/schemas.ts'
import { deriveList } from '../../register/rules.ts'
import { judgeStanding, limitsOf as progressLimits } from '../../works/progress/rules.ts'
import { checklistOf, findingsOf, refuseAnswers, type Answer } from '../../works/rules.ts'
import { rulesNamingLists } from './rules.ts'

const today = '2026-11-30'
const said = { zh: '现场所见', en: 'as seen' }

/** One of something, or nothing known. */
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const one = <T>(values: readonly T[]) => fc.constantFrom(...values)
const dayIn2026 = fc
  .integer({ min: 0, max: 330 })
  .map(days => new Date(Date.parse('2026-01-01') + days * 86_400_000).toISOString().slice(0, 10))

/**
 * Puts a list on everything that is handed to a rule, at every depth: a rule that looks for one finds it, under whichever of the names that
 * rows, answers and snapshots use.
 */
function onList<T>(value: T, list: SupervisionList): T {
  if (Array.isArray(value)) return value.map(each => onList(each as unknown, list)) as T
  if (typeof value !== 'object' || value === null) return value
  const inner = Object.entries(value).map(([key, each]) => [key, onList(each as unknown, list)])
  return { list, supervisionList: list, ...Object.fromEntries(inner) } as T
}

/**
 * The same inputs on both lists come to the same outcome, whatever they are.
 *
 * @returns how many outcomes there were: inputs that all come to one would show nothing
 */
function servesBothAlike<T>(inputs: fc.Arbitrary<T>, rule: (input: T) => unknown): number {
  const outcomes = new Set<string>()
  fc.assert(
    fc.property(inputs, input => {
      const national = strip(rule(onList(input, 'national')))
      outcomes.add(JSON.stringify(national))
      expect(strip(rule(onList(input, 'municipal')))).toEqual(national)
    }),
    { numRuns: 100 },
  )
  return outcomes.size
}

/** What a rule gives back of its inputs carries the mark that the test put there. */
function strip(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (key, inner: unknown) => (key === 'list' || key === 'supervisionList' ? undefined : inner))) // prettier-ignore
}

const measured = (max: number) =>
  fc.record({ value: fc.double({ min: 0, max, noNaN: true }), qualifier: fc.constant('measured' as const) })
const sample = fc.record(
  { secchiDepth: measured(100), dissolvedOxygen: measured(12), ammoniaNitrogen: measured(30), waterDepth: measured(300) },
  { requiredKeys: [] },
) // prettier-ignore
const outcomeIds = ['black-odorous', 'not-black-odorous', 'undecided'] as const
const bases: fc.Arbitrary<Bases> = fc.record({
  senses: fc.array(
    fc.record({ id: fc.uuid(), at: dayIn2026, value: fc.record({ finding: one(outcomeIds), colour: one(['black', 'grey', 'clear']), odour: maybe(fc.integer({ min: 0, max: 5 })) }) }),
    { maxLength: 2 },
  ),
  questionnaires: fc.array(
    fc.record({ id: fc.uuid(), at: dayIn2026, value: fc.integer({ min: 0, max: 40 }).chain(valid => fc.record({ valid: fc.constant(valid), black: fc.integer({ min: 0, max: valid }) })) }),
    { maxLength: 1 },
  ),
  samples: fc.array(fc.record({ id: fc.uuid(), at: dayIn2026, value: sample }), { maxLength: 3 }),
}) // prettier-ignore

const causeIds = policyAt('causes', today).value.causes.map(({ id }) => id)
const measureIds = policyAt('measures', today).value.measures.map(({ id }) => id)
const causes = fc.uniqueArray(one(causeIds), { minLength: 1, maxLength: 4 }).map(ids => ids.map(causeId => ({ causeId, sharePercent: 100 / ids.length }))) // prettier-ignore
const classInputs: fc.Arbitrary<ClassInputs> = fc.record({
  strongComplaints: fc.boolean(),
  cycle: fc.integer({ min: 1, max: 3 }),
  nuisance: maybe(one(['prominent', 'not-prominent'] as const)),
  continuity: maybe(one(continuityIds)),
  areaM2: maybe(fc.double({ min: 100, max: 50_000, noNaN: true })),
  functions: maybe(fc.uniqueArray(one(waterFunctionIds), { minLength: 1, maxLength: 2 })),
  peopleAffected: maybe(fc.integer({ min: 0, max: 1000 })),
  causes,
})
const extent = fc.record({ areaM2: maybe(fc.double({ min: 100, max: 50_000, noNaN: true })), lengthM: maybe(fc.double({ min: 10, max: 5000, noNaN: true })) }) // prettier-ignore
const proposal: fc.Arbitrary<ProposalBasis> = fc.record({ waterClass: one(['complex', 'simple'] as const), causes, extent, sources: fc.constant([]) }) // prettier-ignore
const planned = fc.record({ measureId: one(measureIds), quantity: fc.double({ min: 0, max: 20_000, noNaN: true }), costYuan: fc.integer({ min: 0, max: 3_000_000 }) }) // prettier-ignore
const planText: fc.Arbitrary<PlanText> = fc.record({
  presentState: one(['', '水色发黑。']),
  causes: causes.map(list => list.map(({ causeId, sharePercent }) => ({ causeId, percent: sharePercent }))),
  target: maybe(fc.record({ goal: fc.constant('class-V' as const), by: one(['2026-01-01', '2027-06-30', '2040-01-01']) })),
  measures: fc.array(planned, { maxLength: 3 }),
  funding: fc.constant([{ source: 'county' as const, yuan: 1000 }]),
  persons: fc.record({ town: maybe(fc.constant({ name: '王建国' })), village: maybe(fc.constant({ name: '李秀英' })), site: fc.constant({ name: '陈大勇' }) }),
  upkeep: maybe(fc.constant({ duties: '每周巡查', yearlyYuan: 2400 })),
}) // prettier-ignore
const review: fc.Arbitrary<PlanReview> = fc.record({ measures: fc.array(planned, { maxLength: 4 }), extent, interception: maybe(fc.constant({ verifiedOn: '2026-06-01', evidence: '截污核查' })), on: fc.constant(today) }) // prettier-ignore

const answersOf = (
  phase: (typeof visitPhaseIds)[number],
  role: (typeof visitRoleIds)[number],
): fc.Arbitrary<Answer[]> =>
  fc.tuple(
    ...checklistOf(policyAt('handbook', today), { phase, role }).map(({ id, answer }): fc.Arbitrary<Answer> => {
      const frame = { itemId: id, note: '现场所见', photos: ['p1', 'p2'] }
      if (answer.kind === 'measure') {
        return fc
          .double({ min: answer.low - 1, max: answer.high, noNaN: true })
          .map(value => ({ ...frame, kind: 'measure', value, unit: answer.unit }))
      }
      if (answer.kind === 'yes-no') return one(['yes', 'no', 'not-applicable'] as const).map(value => ({ ...frame, kind: 'yes-no', value })) // prettier-ignore
      return fc.constant(answer.kind === 'photo' ? { ...frame, kind: 'photo' } : { ...frame, kind: 'text', text: '无' })
    }),
  )
const visit = fc
  .tuple(one(visitPhaseIds), one(visitRoleIds))
  .chain(([phase, role]) => answersOf(phase, role).map(answers => ({ phase, role, answers })))

const evidence: fc.Arbitrary<Evidence> = fc.record({
  water: fc.record({ type: one(waterTypeIds), stage: one(['completed', 'accepted'] as const) }),
  completedOn: maybe(dayIn2026),
  standard: fc.constant({ title: '工作指南', clause: '水质监测', confidence: 'to-be-confirmed' as const }),
  samples: fc.array(fc.record({ id: fc.uuid(), takenOn: dayIn2026, point: one(['塘心', '塘尾']), outcome: one(outcomeIds), words: fc.constant(said) }), { maxLength: 8 }),
  senses: fc.array(fc.record({ id: fc.uuid(), on: dayIn2026, outcome: one(outcomeIds), words: fc.constant(said) }), { maxLength: 2 }),
  questionnaires: fc.array(fc.record({ id: fc.uuid(), heldOn: dayIn2026, valid: fc.integer({ min: 0, max: 40 }), satisfied: maybe(fc.integer({ min: 0, max: 40 })) }), { maxLength: 2 }),
  funds: maybe(fc.record({ allottedYuan: fc.integer({ min: 0, max: 9e5 }), spentYuan: fc.integer({ min: 0, max: 9e5 }), openExceptions: fc.integer({ min: 0, max: 1 }) })),
  posts: fc.uniqueArray(one(dutyLevelIds)).map(levels => levels.map(level => ({ id: level, level }))),
  plan: maybe(fc.record({ id: fc.uuid(), approved: fc.boolean(), hasUpkeep: fc.boolean(), measureIds: fc.uniqueArray(one(measureIds), { maxLength: 3 }) })),
  openItems: fc.array(fc.record({ id: fc.uuid(), question: fc.constant(said), dueOn: dayIn2026 }), { maxLength: 1 }),
  answers: fc.array(fc.record({ visitId: fc.uuid(), itemId: one(['during-interception-first', 'after-no-discharge', 'after-no-false-fix']), on: dayIn2026, value: one(['yes', 'no'] as const) }), { maxLength: 4 }),
  sources: fc.constant([]),
  declared: fc.array(fc.record({ id: fc.uuid(), measureId: one(['make-up-water', 'microbial-agent']), quantity: maybe(fc.integer({ min: 1, max: 9000 })), source: maybe(fc.constant('武安河')), startsOn: dayIn2026 }), { maxLength: 2 }),
}) // prettier-ignore

const stage = fc.record({ stage: one(stageIds) }) as fc.Arbitrary<{ readonly stage: Stage }>

describe('a water is decided by the same rules on the national and on the municipal list', () => {
  it('when it is identified, by every edition that can identify one', () => {
    for (const { id } of suitableStandards()) {
      const judging = { by: 'li', at: '2026-11-30T00:00:00Z', disputed: false }
      expect(servesBothAlike(bases, each => identify(each, requireEdition(id), judging))).toBeGreaterThan(1)
    }
  })

  it('when it is classed', () => {
    expect(
      servesBothAlike(classInputs, inputs => classifyWater(inputs, policyAt('classification', today))),
    ).toBeGreaterThan(1)
  })

  it('when measures are proposed, planned and reviewed', () => {
    const policy = policyAt('measures', today).value
    const known = { causes: new Set(causeIds), measures: new Set(measureIds) }
    expect(servesBothAlike(proposal, basis => proposeMeasures(basis, policy))).toBeGreaterThan(1)
    expect(
      servesBothAlike(planText, plan => faultsOfPlan(plan, { rules: policyAt('plans', today).value, known, today })),
    ).toBeGreaterThan(1)
    expect(servesBothAlike(review, plan => reviewMeasures(plan, policy))).toBeGreaterThan(1)
  })

  it('when it is verified: the same checklist, the same refusals, the same findings', () => {
    expect(
      servesBothAlike(visit, ({ phase, role, answers }) => {
        const checklist = checklistOf(policyAt('handbook', today), { phase, role })
        return { items: checklist.map(({ id }) => id), refused: refuseAnswers(checklist, answers), found: findingsOf(checklist, answers) } // prettier-ignore
      }),
    ).toBeGreaterThan(1)
  })

  it('when persons, expert help and progress are asked of it', () => {
    expect(servesBothAlike(stage, each => levelsExpected(each.stage, policyAt('duties', today).value))).toBeGreaterThan(
      1,
    )
    expect(
      servesBothAlike(stage, each =>
        coverPhases({ ...each, visits: {}, policy: policyAt('expert-help', today).value }),
      ),
    ).toBeGreaterThan(1)
    const limits = progressLimits(policyAt('works-progress', today).value)
    const standing = fc.record({ caughtUpOn: dayIn2026, endsOn: dayIn2026, quietSince: dayIn2026 })
    expect(servesBothAlike(standing, each => judgeStanding(each, { limits, today }))).toBeGreaterThan(1)
  })

  it('when its acceptance is checked, item by item', () => {
    const [edition, measures] = [policyAt('acceptance', today), policyAt('measures', today).value]
    expect(servesBothAlike(evidence, each => checkFile({ evidence: each, edition, measures, today }))).toBeGreaterThan(
      1,
    )
  })

  it('when a reward is released, though its amount is named by list', () => {
    const policy = policyAt('rewards', today).value
    const reward: fc.Arbitrary<Reward> = fc.record({ yuan: fc.constant(100_000), releasedYuan: fc.integer({ min: 0, max: 100_000 }), state: one(['earmarked', 'partly', 'released', 'taken-back'] as const), cycle: fc.integer({ min: 1, max: 2 }) }) // prettier-ignore
    const asked = fc.record({
      reward,
      water: fc.record({ stage: one(stageIds), cycle: fc.integer({ min: 1, max: 2 }) }),
      stage: one(rewardStageIds),
      evidence: fc.uniqueArray(one(rewardEvidenceIds)),
    })
    expect(
      servesBothAlike(asked, each => judgeRelease(policy, { ...each, evidence: new Set(each.evidence) })),
    ).toBeGreaterThan(1)
  })
})

describe('rules that name the lists', () => {
  it('decide approval and acceptance alike for both lists under the editions in force', () => {
    const [plans, acceptance] = [policyAt('plans', today).value, policyAt('acceptance', today).value]
    expect(approverOf('national', plans)).toBe(approverOf('municipal', plans))
    for (const step of acceptanceStepIds) {
      expect(deciderOf(acceptance, step, 'national')).toBe(deciderOf(acceptance, step, 'municipal'))
    }
  })

  it('differ where the page says so and nowhere else: the area that parts them, the amount of rewards, pilot bundles', () => {
    const differing = rulesNamingLists(today).filter(({ differs }) => differs)
    expect(differing.map(({ policy }) => policy)).toEqual(['lists', 'rewards', 'pilot-bundle'])
    expect(differing.every(({ citation }) => citation.title !== '')).toBe(true)
    const lists = policyAt('lists', today)
    expect(deriveList({ areaM2: 2000, strongComplaints: false }, lists).list).toBe('national')
    expect(deriveList({ areaM2: 1999, strongComplaints: false }, lists).list).toBe('municipal')
    const rewards = policyAt('rewards', today).value
    const amountOn = (list: SupervisionList) => rewardAmount(rewards, { list, areaM2: 2000, plannedYuan: 0 })
    expect(amountOn('national')).not.toEqual(amountOn('municipal'))
  })

  /** Each with why it may know the lists; whoever adds one says so here, and in `named-lists.ts` where it decides about a water. */
  const mayKnowLists: Readonly<Record<string, string>> = {
    'src/acceptance/rules.ts': 'who decides a step is policy by list',
    'src/funding/bundle.ts': 'the rule of pilot bundles asks for the national list',
    'src/funding/money/reward.ts': 'the amount of a reward is policy by list',
    'src/planning/annual/drawing.ts': 'annual plans print the list of each water',
    'src/planning/annual/sums.ts': 'annual plans add up their targets by list',
    'src/planning/annual/words.ts': 'annual plans set targets by list',
    'src/planning/plans/rules.ts': 'who approves a plan is policy by list',
    'src/register/lists-difference.ts': 'the lists themselves',
    'src/register/rules.ts': 'the lists themselves',
    'src/survey/import/drafts.ts': 'an official list names the list of a water',
  }

  it('are the only pure files from survey to acceptance that know of lists', () => {
    const files = globSync(
      'src/{standards,survey,identification,register,planning,duties,funding,works,experts,acceptance}/**/*.ts',
    )
    const pure = files.filter(isDecision)
    const knowing = pure.filter(file => /\b[sS]upervisionList/.test(readFileSync(file, 'utf8')))
    expect(pure.length).toBeGreaterThan(50)
    expect(knowing.toSorted()).toEqual(Object.keys(mayKnowLists))
  })
})

/** Plain decisions: no contract, no door, no database. */
function isDecision(file: string): boolean {
  if (/\.test\.ts$|contract[^/]*\.ts$|problems\.ts$/.test(file)) return false
  return !/from '[^']*platform\//.test(readFileSync(file, 'utf8'))
}
