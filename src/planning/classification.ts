import type { Bilingual } from '../domain/words.ts'
import type { PolicyEdition } from '../policy/policy.ts'
import { judgeCriteria, type ClassInputs, type CriterionFinding } from './criteria.ts'
import { classOutcomes, joined, type ClassOutcome, type Pointing } from './words.ts'

export type { ClassInputs, Criterion, CriterionFinding } from './criteria.ts'

/** The rule's answer with its reasons. Persisted: kept whole with every classification. */
export type RuleClass = {
  readonly outcome: ClassOutcome
  /** So near the limit that one criterion more would turn it: a person should look. */
  readonly borderline: boolean
  /** Of 100, towards complex. */
  readonly points: number
  /** Of 100: what missing inputs could add. */
  readonly openPoints: number
  readonly complexFromPoints: number
  readonly findings: readonly CriterionFinding[]
  readonly words: Bilingual
  /** What to find out; never empty where the outcome is `undecided`. */
  readonly missing: readonly Bilingual[]
  /** The edition of the policy that decided. */
  readonly policyInForceFrom: string
}

/**
 * Classes a water as complex or simple 分类施策. Every criterion gives its weight to complex, to simple, or half to each; one that
 * cannot tell leaves its weight open. From `complexFromPoints` on the water is complex; it is simple where the open weights together
 * could not lift it there; between them nothing is decided, and what is missing is named.
 *
 * Source: the policy edition, whose numbers are to be confirmed.
 *
 * @example classifyWater(inputs, policyAt('classification', today)).outcome // 'simple'
 */
export function classifyWater(inputs: ClassInputs, { value, inForceFrom }: PolicyEdition<'classification'>): RuleClass {
  const findings = judgeCriteria(inputs, value)
  const points = weightOf(findings, 'complex') + weightOf(findings, 'borderline') / 2
  const openPoints = weightOf(findings, 'cannot-tell')
  const limit = value.complexFromPoints
  const outcome = decide(points, openPoints, limit)
  const margin = outcome === 'complex' ? points - limit : limit - points - openPoints
  const borderline = outcome !== 'undecided' && margin < value.borderlineWithinPoints
  const missing = findings.filter(({ pointing }) => pointing === 'cannot-tell').map(({ why }) => why)
  const answer = { outcome, borderline, points, openPoints, complexFromPoints: limit, findings, missing }
  return { ...answer, words: wordsOf(answer), policyInForceFrom: inForceFrom }
}

function decide(points: number, openPoints: number, limit: number): ClassOutcome {
  if (points >= limit) return 'complex'
  return points + openPoints < limit ? 'simple' : 'undecided'
}

function weightOf(findings: readonly CriterionFinding[], pointing: Pointing): number {
  return findings.reduce((sum, finding) => sum + (finding.pointing === pointing ? finding.weight : 0), 0)
}

function wordsOf(answer: Omit<RuleClass, 'words' | 'policyInForceFrom'>): Bilingual {
  const { outcome, points, openPoints, complexFromPoints: limit } = answer
  const { zh, en } = classOutcomes[outcome]
  const open =
    openPoints === 0
      ? { zh: '', en: '' }
      : { zh: `，另有 ${openPoints} 分因资料缺失未计`, en: `, ${openPoints} more open for want of inputs` }
  const near = answer.borderline
    ? { zh: '接近界限，建议人工复核。', en: ' Close to the limit: a person should look.' }
    : { zh: '', en: '' }
  const then = outcome === 'undecided' ? ask(answer.findings) : because(answer.findings, outcome)
  return {
    zh: `${zh}：复杂程度 ${points} 分（${limit} 分起为复杂）${open.zh}。${then.zh}${near.zh}`,
    en: `${sentence(en)}: ${points} points of 100 towards complex (complex from ${limit})${open.en}. ${then.en}${near.en}`,
  }
}

function because(findings: readonly CriterionFinding[], outcome: Pointing): Bilingual {
  const names = joined(findings.filter(({ pointing }) => pointing === outcome).map(({ name }) => name))
  if (names.zh === '') return { zh: '没有单项明确指向。', en: 'No criterion points there by itself.' }
  return { zh: `主要依据：${names.zh}。`, en: `Because of: ${names.en}.` }
}

function ask(findings: readonly CriterionFinding[]): Bilingual {
  const names = joined(findings.filter(({ pointing }) => pointing === 'cannot-tell').map(({ name }) => name))
  return { zh: `请补充：${names.zh}。`, en: `Still needed: ${names.en}.` }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
