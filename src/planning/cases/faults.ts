import type { Bilingual } from '../../domain/words.ts'
import type { KnownIds } from '../plans/rules.ts'
import type { CaseSection } from './words.ts'

/** What a case says, as far as the rules ask. Days are YYYY-MM-DD, shares in percent. */
export type CaseText = {
  readonly type?: string | undefined
  readonly presentState: string
  readonly causes: readonly { readonly causeId: string; readonly percent?: number | undefined }[]
  readonly causesText: string
  readonly measures: readonly { readonly measureId: string }[]
  readonly measuresText: string
  readonly outcome: {
    readonly solvedOn?: string | undefined
    readonly relapsedOn?: string | undefined
    readonly knownOn?: string | undefined
    readonly text: string
  }
  readonly lessons: string
  readonly source?: { readonly title: string } | undefined
}

export type CaseFault = { readonly section: CaseSection; readonly code: string; readonly words: Bilingual }

/**
 * What keeps a case from being published, in the order of the case. A case without a type tells of a mechanism and not of one water: it
 * needs no causes and no day on which it was solved. A case that was not written from a water of the platform names its source.
 *
 * @param today YYYY-MM-DD, China time
 */
export function faultsOfCase(
  text: CaseText,
  given: { readonly isOfWater: boolean; readonly known: KnownIds; readonly today: string },
): readonly CaseFault[] {
  const isOfOneWater = text.type !== undefined
  return [
    ...emptyIn('present-state', text.presentState, {
      zh: '没有写治理前的状况。请写明水色、气味、范围和影响。',
      en: 'Nothing is said of how it was before. Describe colour, smell, extent and harm.',
    }),
    ...(isOfOneWater ? faultsOfCauses(text, given.known) : []),
    ...faultsOfMeasures(text, given.known),
    ...faultsOfOutcome(text, given.today),
    ...emptyIn('lessons', text.lessons, {
      zh: '没有写经验与教训。请写明别处可以借鉴什么、要避免什么。',
      en: 'No lesson is drawn. Say what others may copy and what to avoid.',
    }),
    ...(given.isOfWater || (text.source?.title ?? '').trim() !== ''
      ? []
      : [
          fault(
            'source',
            'none',
            '没有写明来源。外地案例请注明出处。',
            'The source is missing. Say where a case from elsewhere was found.',
          ),
        ]),
  ]
}

function fault(section: CaseSection, code: string, zh: string, en: string): CaseFault {
  return { section, code: `${section}.${code}`, words: { zh, en } }
}

function emptyIn(section: CaseSection, text: string, { zh, en }: Bilingual): readonly CaseFault[] {
  return text.trim() === '' ? [fault(section, 'none', zh, en)] : []
}

function faultsOfCauses({ causes, causesText }: CaseText, known: KnownIds): readonly CaseFault[] {
  if (causes.length === 0 && causesText.trim() === '') {
    return [
      fault(
        'causes',
        'none',
        '没有写成因。请选择成因，或用文字说明；来源没有载明的，也请写明“未载明”。',
        'No cause is given. Choose causes or describe them; where the source does not say, say that.',
      ),
    ]
  }
  const unknown = causes.filter(({ causeId }) => !known.causes.has(causeId)).map(({ causeId }) => causeId)
  const total = Math.round(causes.reduce((sum, { percent }) => sum + (percent ?? 0), 0) * 10) / 10
  const isStated = causes.length > 0 && causes.every(({ percent }) => percent !== undefined)
  const isPartly = !isStated && causes.some(({ percent }) => percent !== undefined)
  return [
    ...(unknown.length === 0
      ? []
      : [
          fault(
            'causes',
            'unknown',
            `成因“${unknown.join('、')}”不在现行成因目录中。请从目录中选择。`,
            `The catalogue in force knows no cause ${unknown.join(', ')}. Choose from it.`,
          ),
        ]),
    ...(isPartly
      ? [
          fault(
            'causes',
            'partly',
            '只有部分成因写了占比。请全部填写，或全部不填。',
            'Only some causes have a share. Give all of them, or none.',
          ),
        ]
      : []),
    ...(isStated && total !== 100
      ? [
          fault(
            'causes',
            'share',
            `成因占比合计 ${total}%，应为 100%。请调整。`,
            `The shares of the causes sum to ${total} %, not 100 %. Correct them.`,
          ),
        ]
      : []),
  ]
}

function faultsOfMeasures({ measures, measuresText }: CaseText, known: KnownIds): readonly CaseFault[] {
  if (measures.length === 0 && measuresText.trim() === '') {
    return [
      fault(
        'measures',
        'none',
        '没有写措施。请选择措施，或用文字说明。',
        'No measure is given. Choose measures or describe them.',
      ),
    ]
  }
  const unknown = measures.filter(({ measureId }) => !known.measures.has(measureId)).map(({ measureId }) => measureId)
  if (unknown.length === 0) return []
  return [
    fault(
      'measures',
      'unknown',
      `措施“${unknown.join('、')}”不在现行措施目录中。请从目录中选择。`,
      `The catalogue in force knows no measure ${unknown.join(', ')}. Choose from it.`,
    ),
  ]
}

function faultsOfOutcome({ type, outcome }: CaseText, today: string): readonly CaseFault[] {
  const { solvedOn, relapsedOn, knownOn, text } = outcome
  const late = [solvedOn, relapsedOn, knownOn].filter(day => day !== undefined && day > today)
  const early = [relapsedOn, knownOn].some(day => day !== undefined && solvedOn !== undefined && day < solvedOn)
  return [
    ...emptyIn('outcome', text, {
      zh: '没有写成效。请写明治理后水质、感官和群众评价。',
      en: 'Nothing is said of the outcome. Describe water quality, senses and what residents say.',
    }),
    ...(type !== undefined && solvedOn === undefined
      ? [
          fault(
            'outcome',
            'solved',
            '没有填写治好的日期。请填写验收或销号日期。',
            'The day on which it was solved is missing. Give that of acceptance or delisting.',
          ),
        ]
      : []),
    ...(late.length === 0
      ? []
      : [
          fault(
            'outcome',
            'future',
            `日期 ${late.join('、')} 晚于今天（${today}）。请核对。`,
            `The day ${late.join(', ')} is after today (${today}). Check it.`,
          ),
        ]),
    ...(early
      ? [
          fault(
            'outcome',
            'order',
            '返黑返臭或最近查看的日期早于治好的日期。请核对。',
            'The day of the relapse, or of the last look, is before the day it was solved. Check them.',
          ),
        ]
      : []),
  ]
}
