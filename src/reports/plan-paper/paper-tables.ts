import { dutyLevelIds } from '../../domain/duties.ts'
import type { Language } from '../../domain/words.ts'
import type { Block } from '../../platform/documents/document.ts'
import { costOfPlan, fundSources, planPersonLevels } from '../../planning/plans/rules.ts'
import { figure, measureUnits } from '../../planning/words.ts'
import { tableBlocks, yuanText } from '../paper-parts.ts'
import { linkedWords, paperWords as words } from './paper-words.ts'
import type { PlanPaper } from './read-paper.ts'

/** Causes with their shares and what shows them: the plan's own words, then the evidence on record for the same cause. */
export function causeBlocks(paper: PlanPaper, language: Language): readonly Block[] {
  const rows = paper.plan.content.causes.map(({ causeId, percent, note }) => [
    paper.causeName(causeId)[language],
    figure(percent),
    [...new Set([note, ...evidenceOf(paper, causeId, language)])].filter(Boolean).join('\n'),
  ])
  return tableBlocks(
    [
      [words.cause, 4],
      [words.share, 2, 'right'],
      [words.evidence, 9],
    ],
    rows,
    language,
  )
}

function evidenceOf(
  { classification }: PlanPaper,
  causeId: string,
  language: Language,
): readonly (string | undefined)[] {
  const evidence = classification?.causes.find(cause => cause.causeId === causeId)?.evidence
  if (evidence === undefined) return []
  const { text, sourceIds, readingIds, attachmentIds } = evidence
  const count = { sources: sourceIds.length, readings: readingIds.length, attachments: attachmentIds.length }
  return [text, linkedWords(count)[language]]
}

export function measureBlocks({ plan, catalogue }: PlanPaper, language: Language): readonly Block[] {
  const { content } = plan
  if (content.measures.length === 0) return []
  const rows = content.measures.map(({ measureId, quantity, costYuan, from, to, note }) => {
    const known = catalogue.find(({ id }) => id === measureId)
    return [
      known?.name[language] ?? measureId,
      known === undefined ? figure(quantity) : `${figure(quantity)} ${measureUnits[known.unit][language]}`,
      yuanText(costYuan),
      from === undefined && to === undefined ? '' : `${from ?? '—'}\n${to ?? '—'}`,
      note ?? '',
    ]
  })
  const total = [words.total[language], '', yuanText(costOfPlan(content)), '', '']
  return tableBlocks(
    [
      [words.measure, 4],
      [words.quantity, 3, 'right'],
      [words.costYuan, 3, 'right'],
      [words.period, 3],
      [words.note, 5],
    ],
    [...rows, total],
    language,
  )
}

export function fundingBlocks({ plan }: PlanPaper, language: Language): readonly Block[] {
  const { funding } = plan.content
  if (funding.length === 0) return []
  const rows = funding.map(({ source, yuan, note }) => [fundSources[source][language], yuanText(yuan), note ?? ''])
  const total = Math.round(funding.reduce((sum, { yuan }) => sum + yuan, 0) * 100) / 100
  return tableBlocks(
    [
      [words.source, 5],
      [words.amountYuan, 3, 'right'],
      [words.note, 6],
    ],
    [...rows, [words.total[language], yuanText(total), '']],
    language,
  )
}

/** The plan's persons, and beside them who answers today where that is somebody else by now. */
export function personBlocks({ plan, posts }: PlanPaper, language: Language): readonly Block[] {
  const rows = dutyLevelIds.map(level => {
    const person = plan.content.persons[level]
    const post = posts.find(one => one.level === level)
    return [
      planPersonLevels[level][language],
      person?.name ?? '—',
      person?.office ?? '—',
      person?.officePhone ?? '—',
      todayWords(person?.name, post, language),
    ]
  })
  return tableBlocks(
    [
      [words.level, 4],
      [words.person, 3],
      [words.office, 5],
      [words.phone, 4],
      [words.today, 5],
    ],
    rows,
    language,
  )
}

function todayWords(
  name: string | undefined,
  post: PlanPaper['posts'][number] | undefined,
  language: Language,
): string {
  if (post === undefined) return words.nobody[language]
  if (post.name === name) return words.same[language]
  return [post.name, post.organisation, post.officePhone].filter(Boolean).join('\n')
}
