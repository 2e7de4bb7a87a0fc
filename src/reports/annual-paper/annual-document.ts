import { plain } from '../../domain/told.ts'
import { supervisionLists } from '../../domain/waters.ts'
import type { Bilingual, Language } from '../../domain/words.ts'
import type { AnnualPlan, AnnualWaterAnswer } from '../../planning/annual/contract.ts'
import {
  annualStates,
  annualTexts,
  milestoneIds,
  milestones,
  milestoneStates,
  targetKinds,
  targetStates,
  type AnnualText,
  type Milestone,
} from '../../planning/annual/rules.ts'
import { fundSources } from '../../planning/plans/rules.ts'
import { figure, measureUnits } from '../../planning/words.ts'
import type { Block, OfficialDocument } from '../../platform/documents/document.ts'
import { cite, proseBlocks, sectionBlocks, tableBlocks, yuanText } from '../paper-parts.ts'
import { annualPaperWords as words, annualTitle, standingWarnings } from './annual-words.ts'
import type { AnnualPaper } from './read-annual.ts'

/** An annual work plan (年度工作方案) as an official paper: its five parts, the money, the waters with their days, and how it stands. */
export function annualDocument(paper: AnnualPaper, language: Language): OfficialDocument {
  const { plan } = paper
  const text = (id: AnnualText, tables: readonly Block[] = []) =>
    sectionBlocks(annualTexts[id], [...proseBlocks(plan.texts[id]), ...tables], language)
  const section = (title: Bilingual, blocks: readonly Block[]) => sectionBlocks(title, blocks, language)
  const warning = standingWarnings[plan.state]
  return {
    language,
    ...(plan.number === undefined ? {} : { subtitle: plan.number }),
    title: annualTitle(plan.regionName, plan.year)[language],
    ...(warning === undefined ? {} : { warning: warning[language] }),
    blocks: [
      ...text('goals', targetTable(plan, language)),
      ...text('principles'),
      ...text('route'),
      ...text('measures', measureTable(paper, language)),
      ...text('evaluation'),
      ...section(words.money, moneyTable(plan, language)),
      ...(plan.counties.length > 1 ? section(words.counties, countyTable(plan, language)) : []),
      ...section(words.rows, [
        { kind: 'note', text: words.tracking(plan.year)[language] },
        ...waterTable(plan, language),
      ]),
      ...(plan.leftOut.length > 0 ? section(words.leftOut, leftOutTable(plan, language)) : []),
      ...section(words.standing, standing(plan, language)),
    ],
    footer: footerOf(paper, language),
    about: {
      author: words.author[language],
      subject: `${plan.regionName} ${plan.year}`,
      madeAt: paper.madeAt,
    },
  }
}

function targetTable({ targets }: AnnualPlan, language: Language): readonly Block[] {
  const rows = targets.map(({ kind, list, waters, areaM2, doneWaters, state }) => [
    targetKinds[kind][language],
    supervisionLists[list][language],
    String(waters),
    figure(areaM2),
    String(doneWaters),
    targetStates[state][language],
  ])
  return tableBlocks(
    [
      [words.target, 3],
      [words.list, 3],
      [words.planned, 2, 'right'],
      [words.plannedArea, 3, 'right'],
      [words.done, 2, 'right'],
      [words.state, 2],
    ],
    rows,
    language,
  )
}

function measureTable({ plan, catalogue }: AnnualPaper, language: Language): readonly Block[] {
  const rows = plan.measures.map(({ measureId, quantity, costYuan, waters }) => {
    const known = catalogue.find(({ id }) => id === measureId)
    const unit = known === undefined ? '' : ` ${measureUnits[known.unit][language]}`
    return [
      (known?.name ?? plain(measureId))[language],
      `${figure(quantity)}${unit}`,
      String(waters),
      yuanText(costYuan),
    ]
  })
  return tableBlocks(
    [
      [words.measure, 5],
      [words.quantity, 3, 'right'],
      [words.waters, 2, 'right'],
      [words.costYuan, 3, 'right'],
    ],
    rows.length === 0 ? [] : [...rows, [words.total[language], '', '', yuanText(plan.costYuan)]],
    language,
  )
}

function moneyTable({ sources }: AnnualPlan, language: Language): readonly Block[] {
  const rows = sources.map(({ source, yuan, waters }) => [
    fundSources[source][language],
    String(waters),
    yuanText(yuan),
  ])
  const sum = sources.reduce((total, { yuan }) => total + yuan, 0)
  return tableBlocks(
    [
      [words.source, 5],
      [words.waters, 2, 'right'],
      [words.amountYuan, 3, 'right'],
    ],
    rows.length === 0 ? [] : [...rows, [words.total[language], '', yuanText(sum)]],
    language,
  )
}

function countyTable({ counties }: AnnualPlan, language: Language): readonly Block[] {
  const rows = counties.map(({ name, waters, areaM2, costYuan, completed, late, countyPlan }) => [
    name,
    String(waters),
    figure(areaM2),
    yuanText(costYuan),
    String(completed),
    String(late),
    countyPlan?.number ?? words.fromPlans[language],
  ])
  return tableBlocks(
    [
      [words.county, 8],
      [words.waters, 4, 'right'],
      [words.plannedArea, 6, 'right'],
      [words.costYuan, 6, 'right'],
      [words.completed, 4, 'right'],
      [words.late, 4, 'right'],
      [words.origin, 11],
    ],
    rows,
    language,
  )
}

function waterTable({ rows: waters, year }: AnnualPlan, language: Language): readonly Block[] {
  const rows = waters.map(water => [
    `${water.name}\n${water.code}\n${[water.regionNames.county, water.regionNames.town].filter(Boolean).join(' ')}`,
    ...milestoneIds.map(id => milestoneText(water, id, { year, language })),
    yuanText(water.costYuan),
  ])
  return tableBlocks(
    [[words.water, 6], ...milestoneIds.map(id => [milestones[id], 3] as const), [words.costYuan, 4, 'right']],
    rows,
    language,
  )
}

type Telling = { readonly year: number; readonly language: Language }

function milestoneText(
  { milestones: days, happened, states }: AnnualWaterAnswer,
  id: Milestone,
  { year, language }: Telling,
): string {
  const [day, state] = [days[id], states[id]]
  if (day === undefined || state === undefined) return '—'
  const word = milestoneStates[state][language]
  const really = happened[id]
  if (state === 'ahead') return shortDay(day, year)
  const told = really === undefined || really === day ? [word] : [word, shortDay(really, year)]
  return [shortDay(day, year), ...told].join('\n')
}

/** Seven columns share the width of a page: a day of the plan's own year stands without it. @example shortDay('2027-03-20', 2027) // '03-20' */
function shortDay(day: string, year: number): string {
  return day.startsWith(`${year}-`) ? day.slice(5) : day
}

function leftOutTable({ leftOut }: AnnualPlan, language: Language): readonly Block[] {
  const rows = leftOut.map(({ name, code, regionNames, reason }) => [
    `${name}\n${code}`,
    [regionNames.county, regionNames.town].filter(Boolean).join(' '),
    reason,
  ])
  return tableBlocks(
    [
      [words.water, 4],
      [words.county, 3],
      [words.reason, 6],
    ],
    rows,
    language,
  )
}

function standing(plan: AnnualPlan, language: Language): readonly Block[] {
  const rows = [
    [words.planState[language], annualStates[plan.state][language]],
    [words.edition[language], String(plan.edition)],
    [words.number[language], plan.number],
    [words.issuedOn[language], plan.issuedOn],
    [words.asOf[language], plan.asOf],
    [words.policy[language], cite(plan.policy, language)],
    [words.reason[language], plan.reason],
    [words.contentHash[language], plan.versions.find(({ version }) => version === plan.shownVersion)?.contentHash],
  ] as const
  return [{ kind: 'pairs', abreast: 2, rows }]
}

function footerOf({ plan, printedAt, newestFact }: AnnualPaper, language: Language) {
  const line: Bilingual = {
    zh: `来源：久清平台　${plan.regionName} ${plan.year} 年度工作方案第 ${plan.edition} 版　生成时间 ${printedAt}（北京时间）`,
    en: `Source: Jiuqing platform. Annual work plan ${plan.year}, edition ${plan.edition}. Made at ${printedAt} (China)`,
  }
  if (newestFact === undefined) return { lines: [line[language]] }
  const { chain, sequence, hash } = newestFact
  const fingerprint: Bilingual = {
    zh: `本方案最新记录 ${chain}-${sequence}：${hash}`,
    en: `Newest fact of this plan ${chain}-${sequence}: ${hash}`,
  }
  return { lines: [line[language]], fingerprint: fingerprint[language] }
}
