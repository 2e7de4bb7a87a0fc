import type { Bilingual } from '../domain/words.ts'
import type { PolicyValue } from '../policy/policy.ts'
import { figure } from './words.ts'

/** What shows that a cause is one: words, and records kept beside the water. At least one of them. */
export type Evidence = {
  readonly text?: string | undefined
  readonly sourceIds: readonly string[]
  readonly readingIds: readonly string[]
  readonly attachmentIds: readonly string[]
}

/** A cause with its share in the pollution of the water, in whole percent. */
export type WeightedCause = {
  /** Id of the policy `causes`. */
  readonly causeId: string
  readonly sharePercent: number
  readonly evidence: Evidence
}

/** What is wrong, with which cause, and what to do. `causeId` is absent where it is the whole. */
export type CauseFault = { readonly code: string; readonly causeId?: string } & Bilingual

/**
 * What keeps causes from being recorded: none at all, an unknown or repeated one, a share that is no whole percent, shares that do not
 * sum to 100, a cause without any evidence. Empty where all is well.
 *
 * @example checkCauses([{ causeId: 'sediment', sharePercent: 90, evidence }], taxonomy)[0].code // 'causes.sum'
 */
export function checkCauses(causes: readonly WeightedCause[], taxonomy: PolicyValue<'causes'>): readonly CauseFault[] {
  if (causes.length === 0) return [none]
  const names = new Map(taxonomy.causes.map(({ id, name }) => [id, name]))
  const single = causes.flatMap((cause, index) => {
    const repeated = causes.findIndex(({ causeId }) => causeId === cause.causeId) < index
    return faultsOf(cause, names.get(cause.causeId), repeated)
  })
  const sum = causes.reduce((total, { sharePercent }) => total + sharePercent, 0)
  return sum === 100 ? single : [...single, wrongSum(sum)]
}

function faultsOf(
  { causeId, sharePercent, evidence }: WeightedCause,
  name: Bilingual | undefined,
  repeated: boolean,
): readonly CauseFault[] {
  if (name === undefined) return [unknown(causeId)]
  const faults: CauseFault[] = []
  if (repeated) faults.push(twice(causeId, name))
  if (!Number.isInteger(sharePercent) || sharePercent < 1 || sharePercent > 100) {
    faults.push(wrongShare(causeId, name, sharePercent))
  }
  if (!hasEvidence(evidence)) faults.push(unproven(causeId, name))
  return faults
}

function hasEvidence({ text, sourceIds, readingIds, attachmentIds }: Evidence): boolean {
  return (text ?? '').trim() !== '' || sourceIds.length + readingIds.length + attachmentIds.length > 0
}

const none: CauseFault = {
  code: 'causes.none',
  zh: '尚未填写成因。请至少填写一项，占比合计为 100%。',
  en: 'No cause is given. Give at least one; the shares sum to 100 %.',
}
const unknown = (causeId: string): CauseFault => ({
  code: 'causes.unknown',
  causeId,
  zh: `成因“${causeId}”不在现行成因目录中。请从目录中选择。`,
  en: `"${causeId}" is no cause of the catalogue in force. Choose one of the catalogue.`,
})
const twice = (causeId: string, { zh, en }: Bilingual): CauseFault => ({
  code: 'causes.twice',
  causeId,
  zh: `成因“${zh}”填写了两次。请合并为一项。`,
  en: `The cause "${en}" is given twice. Put both into one.`,
})
const wrongShare = (causeId: string, { zh, en }: Bilingual, share: number): CauseFault => ({
  code: 'causes.share',
  causeId,
  zh: `“${zh}”的占比 ${figure(share)} 不是 1 到 100 之间的整数。请填写整数百分比。`,
  en: `The share ${figure(share)} of "${en}" is no whole number from 1 to 100. Give whole percent.`,
})
const unproven = (causeId: string, { zh, en }: Bilingual): CauseFault => ({
  code: 'causes.no-evidence',
  causeId,
  zh: `“${zh}”没有依据。请写明依据，或关联污染源、监测数据、附件。`,
  en: `Nothing shows that "${en}" is a cause. Say what does, or link a source, a reading or an attachment.`,
})
const wrongSum = (sum: number): CauseFault => ({
  code: 'causes.sum',
  zh: `各项占比合计 ${figure(sum)}%，应为 100%。请${sum < 100 ? `再分配 ${figure(100 - sum)}%` : `减去 ${figure(sum - 100)}%`}。`,
  en: `The shares sum to ${figure(sum)} % instead of 100 %. ${sum < 100 ? `Give out ${figure(100 - sum)} % more` : `Take off ${figure(sum - 100)} %`}.`,
})
