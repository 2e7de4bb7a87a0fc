import { chinaDate } from '../../domain/dates.ts'
import { personWords } from '../../domain/person-label.ts'
import type { Bilingual, Language } from '../../domain/words.ts'
import type { Block, Figure, OfficialDocument } from '../../platform/documents/document.ts'
import { planStates, planTargets } from '../../planning/plans/rules.ts'
import { pointings, waterClasses } from '../../planning/words.ts'
import { cite, proseBlocks, sectionBlocks, tableBlocks, yuanText } from '../paper-parts.ts'
import { readingTables } from '../water-sheet/reading-tables.ts'
import { factsOfWater } from '../water-sheet/sheet-facts.ts'
import { factNames } from '../water-sheet/sheet-words.ts'
import { causeBlocks, fundingBlocks, measureBlocks, personBlocks } from './paper-tables.ts'
import { notApproved, paperWords as words } from './paper-words.ts'
import type { PlanPaper } from './read-paper.ts'

export type PlanPaperWithFigures = PlanPaper & {
  /** `undefined` where the position is not known. */
  readonly sketch: Figure | undefined
  readonly photos: readonly Figure[]
}
type Paper = PlanPaperWithFigures

/** A plan (一水一策) as an official paper, in the order in which people know it; what is missing is said. */
export function planPaperDocument(paper: Paper, language: Language): OfficialDocument {
  const { water, plan } = paper
  const { content } = plan
  const section = (title: Bilingual, blocks: readonly Block[]) => sectionBlocks(title, blocks, language)
  return {
    language,
    title: words.title[language],
    subtitle: language === 'zh' ? `${water.name}（${water.code}）` : `${water.name} (${water.code})`,
    ...warningOf(paper, language),
    blocks: [
      ...section(words.facts, facts(paper, language)),
      ...section(words.state, state(paper, language)),
      ...section(words.causes, causeBlocks(paper, language)),
      ...section(words.waterClass, classBlocks(paper, language)),
      ...section(words.target, target(paper, language)),
      ...section(words.route, proseBlocks(content.route)),
      ...section(words.measures, measureBlocks(paper, language)),
      ...section(words.funding, fundingBlocks(paper, language)),
      ...section(words.persons, personBlocks(paper, language)),
      ...section(words.upkeep, upkeep(paper, language)),
      ...section(words.approval, approval(paper, language)),
      ...section(words.pictures, pictures(paper)),
    ],
    footer: footerOf(paper, language),
    about: { author: words.author[language], subject: `${water.code} ${water.name}`, madeAt: paper.madeAt },
  }
}

function warningOf({ water, plan }: Paper, language: Language): { readonly warning?: string } {
  const parts = [
    ...(water.invented ? [words.invented[language]] : []),
    ...(plan.state === 'approved' ? [] : [notApproved(planStates[plan.state])[language]]),
  ]
  return parts.length === 0 ? {} : { warning: parts.join('') }
}

function facts({ water, sketch, causeName }: Paper, language: Language): readonly Block[] {
  const head = [[factNames.code[language], water.code] as const, [factNames.name[language], water.name] as const]
  const rows = [...head, ...factsOfWater(water, water.causes.map(causeName), language)]
  const drawn: readonly Block[] = sketch === undefined ? [] : [{ kind: 'figures', figures: [sketch] }]
  return [{ kind: 'pairs', abreast: 2, rows }, ...drawn]
}

function state({ plan, verdict, readings }: Paper, language: Language): readonly Block[] {
  const colon = language === 'zh' ? '：' : ': '
  const judged: readonly Block[] =
    // A plan that began with the verdict says it already.
    verdict === undefined || plan.content.presentState.includes(verdict.record.words.zh)
      ? []
      : [
          {
            kind: 'note',
            text: [
              { text: `${words.verdict[language]}（${chinaDate(new Date(verdict.at))}）${colon}`, strong: true },
              { text: verdict.record.words[language] },
            ],
          },
        ]
  const tables = readingTables(readings, language)
  const measured: readonly Block[] =
    tables.length === 0 ? [] : [{ kind: 'note', text: [{ text: words.readings[language], strong: true }] }, ...tables]
  return [...proseBlocks(plan.content.presentState), ...judged, ...measured]
}

function classBlocks({ classification }: Paper, language: Language): readonly Block[] {
  if (classification === undefined) return [{ kind: 'note', text: words.noClass[language] }]
  const { rule, override, waterClass } = classification
  const colon = language === 'zh' ? '：' : ': '
  const lead = waterClass === undefined ? words.noClass[language] : waterClasses[waterClass][language]
  const overridden: readonly Block[] =
    override === undefined
      ? []
      : [
          {
            kind: 'note',
            text: `${words.override[language]}${colon}${waterClasses[override.waterClass][language]}。${override.reason}`,
          },
        ]
  const rows = rule.findings.map(({ name, weight, pointing, saw, why, citation }) => [
    name[language],
    String(weight),
    `${saw[language]}\n${why[language]}`,
    pointings[pointing][language],
    cite(citation, language),
  ])
  const columns = [
    [words.criterion, 3],
    [words.weight, 2, 'right'],
    [words.saw, 7],
    [words.pointing, 3],
    [words.evidence, 4],
  ] as const
  return [
    { kind: 'paragraph', text: [{ text: lead, strong: true }] },
    { kind: 'note', text: rule.words[language] },
    ...overridden,
    ...tableBlocks(columns, rows, language),
  ]
}

function target({ plan }: Paper, language: Language): readonly Block[] {
  const { target: chosen } = plan.content
  if (chosen === undefined) return []
  return [
    {
      kind: 'pairs',
      abreast: 2,
      rows: [
        [words.goal[language], planTargets[chosen.goal][language]],
        [words.by[language], chosen.by],
      ],
    },
  ]
}

function upkeep({ plan }: Paper, language: Language): readonly Block[] {
  const { upkeep: kept } = plan.content
  if (kept === undefined) return []
  return [...proseBlocks(kept.duties), { kind: 'pairs', rows: [[words.yearly[language], yuanText(kept.yearlyYuan)]] }]
}

function approval({ plan }: Paper, language: Language): readonly Block[] {
  const newest = plan.versions.at(-1)
  const day = (at: string) => chinaDate(new Date(at))
  const rows = [
    [words.planState[language], planStates[plan.state][language]],
    [words.since[language], day(plan.stateSince)],
    [words.version[language], String(plan.version)],
    [words.savedAt[language], newest === undefined ? undefined : day(newest.at)],
    [words.savedBy[language], newest === undefined ? undefined : personWords(newest.by)[language]],
    [words.approver[language], plan.approver === undefined ? undefined : words[plan.approver][language]],
    [words.reference[language], plan.reference],
    [words.reason[language], plan.reason],
    [words.policy[language], cite(plan.policy, language)],
    [words.contentHash[language], newest?.contentHash],
  ] as const
  const open = plan.state === 'draft' || plan.state === 'returned' ? plan.faults : []
  return [
    { kind: 'pairs', abreast: 2, rows },
    ...(open.length === 0
      ? []
      : ([
          { kind: 'note', text: [{ text: words.faults[language], strong: true }] },
          { kind: 'list', items: open.map(fault => fault.words[language]) },
        ] as const)),
  ]
}

function pictures({ photos }: Paper): readonly Block[] {
  return photos.length === 0 ? [] : [{ kind: 'figures', abreast: 2, figures: photos }]
}

function footerOf({ water, plan, printedAt, newestFact }: Paper, language: Language) {
  const line: Bilingual = {
    zh: `来源：久清平台　水体 ${water.code} 一水一策方案第 ${plan.version} 版　生成时间 ${printedAt}（北京时间）`,
    en: `Source: Jiuqing platform. Plan of water ${water.code}, version ${plan.version}. Made at ${printedAt} (China)`,
  }
  if (newestFact === undefined) return { lines: [line[language]] }
  const { chain, sequence, hash } = newestFact
  const fingerprint: Bilingual = {
    zh: `本方案最新记录 ${chain}-${sequence}：${hash}`,
    en: `Newest fact of this plan ${chain}-${sequence}: ${hash}`,
  }
  return { lines: [line[language]], fingerprint: fingerprint[language] }
}
