import { many } from '../../domain/many.ts'
import { waterTypes } from '../../domain/waters.ts'
import type { Bilingual, Language } from '../../domain/words.ts'
import type { Block, Figure, OfficialDocument } from '../../platform/documents/document.ts'
import { sha256 } from '../../platform/facts/chain.ts'
import { figure, measureUnits, waterFunctions, type MeasureUnit } from '../words.ts'
import type { KeptCase } from './contract.ts'
import { outcomeWords, type Outcome } from './outcome.ts'
import type { CatalogueNames } from './similarity.ts'
import { caseSections, pictureTimes } from './words.ts'

export type PrintedCase = {
  readonly content: KeptCase
  readonly contentHash: string
  readonly version: number
  readonly outcome: Outcome
  /** Name of the division; empty where none is known. */
  readonly place: string
}

export type Compendium = {
  readonly cases: readonly PrintedCase[]
  /** One case alone, as a paper of its own. */
  readonly isSingle: boolean
  readonly names: CatalogueNames
  readonly units: ReadonlyMap<string, MeasureUnit>
  readonly printedOn: string
  readonly printedAt: string
  readonly madeAt: Date
}

type Figures = ReadonlyMap<string, Figure['picture']>
type Printing = { readonly compendium: Compendium; readonly figures: Figures; readonly language: Language }

const words = {
  title: { zh: '农村黑臭水体治理案例汇编', en: 'Compendium of solved rural black-and-odorous waters' },
  single: { zh: '治理案例', en: 'A solved case' },
  about: (count: number): Bilingual => ({
    zh: `本汇编收录已入编案例 ${count} 个。案例正文由编写单位撰写，成效按平台记录更新至印制之日。`,
    en: `${many(count, 'published case', 'published cases')}. The texts are their authors'; what became of each water is told as of the day of printing.`,
  }),
  place: { zh: '所在地', en: 'Place' },
  type: { zh: '水体类型', en: 'Type' },
  area: { zh: '水域面积', en: 'Area' },
  length: { zh: '长度', en: 'Length' },
  functions: { zh: '水体功能', en: 'Function' },
  solvedOn: { zh: '治好日期', en: 'Solved on' },
  cost: { zh: '投资', en: 'Cost' },
  since: { zh: '后续情况', en: 'Since then' },
  measure: { zh: '措施', en: 'Measure' },
  quantity: { zh: '工程量', en: 'Quantity' },
  yuan: { zh: '费用（元）', en: 'Cost (yuan)' },
  note: { zh: '说明', en: 'Note' },
  pictures: { zh: '治理前后对比', en: 'Before and after' },
  version: { zh: '版本', en: 'Version' },
  toBeConfirmed: { zh: '（待核实）', en: ' (to be confirmed)' },
} as const

/** 案例汇编 as an official paper, or one case of it. */
export function compendiumDocument(compendium: Compendium, figures: Figures, language: Language): OfficialDocument {
  const printing = { compendium, figures, language }
  const [only] = compendium.cases
  const single = compendium.isSingle && only !== undefined
  return {
    language,
    title: single ? only.content.title : words.title[language],
    ...(single ? { subtitle: words.single[language] } : {}),
    blocks: single
      ? caseBlocks(only, printing, 1)
      : [
          { kind: 'paragraph', text: words.about(compendium.cases.length)[language] },
          ...compendium.cases.flatMap((one): readonly Block[] => [
            { kind: 'heading', level: 1, text: one.content.title },
            ...caseBlocks(one, printing, 2),
          ]),
        ],
    footer: footerOf(compendium, language),
    about: { author: language === 'zh' ? '久清平台' : 'Jiuqing platform', madeAt: compendium.madeAt },
  }
}

function caseBlocks(printed: PrintedCase, printing: Printing, level: 1 | 2): readonly Block[] {
  const { language } = printing
  const { content } = printed
  const section = (title: Bilingual, blocks: readonly Block[]): readonly Block[] =>
    blocks.length === 0 ? [] : [{ kind: 'heading', level, text: title[language] }, ...blocks]
  return [
    { kind: 'pairs', abreast: 2, rows: basics(printed, printing) },
    ...section(caseSections['present-state'], paragraphs(content.presentState)),
    ...section(caseSections.causes, [...causeList(content, printing), ...paragraphs(content.causesText)]),
    ...section(caseSections.measures, [...paragraphs(content.measuresText), ...measureTable(content, printing)]),
    ...section(caseSections.outcome, [...paragraphs(content.outcome.text), ...sinceThen(printed, printing)]),
    ...section(words.pictures, pictureBlocks(content, printing)),
    ...section(caseSections.lessons, paragraphs(content.lessons)),
    ...section(caseSections.source, sourceBlocks(printed, language)),
  ]
}

/** What became of it, where its text does not say the same already. */
function sinceThen({ content, outcome }: PrintedCase, { compendium, language }: Printing): readonly Block[] {
  const { [language]: text } = outcomeWords(outcome, compendium.printedOn)
  return content.outcome.text.includes(text) ? [] : [{ kind: 'note', text }]
}

function basics({ content, outcome, place }: PrintedCase, { compendium, language }: Printing) {
  const { type, areaM2, lengthM, functions, costYuan } = content
  const rows: readonly (readonly [Bilingual, string | undefined])[] = [
    [words.place, content.placeText === '' ? place : content.placeText],
    [words.type, type === undefined ? undefined : waterTypes[type].label[language]],
    [words.area, areaM2 === undefined ? undefined : `${figure(areaM2)} ${language === 'zh' ? '㎡' : 'm²'}`],
    [words.length, lengthM === undefined ? undefined : `${figure(lengthM)} ${language === 'zh' ? '米' : 'm'}`],
    [
      words.functions,
      functions.length === 0
        ? undefined
        : functions.map(id => waterFunctions[id][language]).join(language === 'zh' ? '、' : ', '),
    ],
    [words.cost, costYuan === undefined ? undefined : `${figure(costYuan)} ${language === 'zh' ? '元' : 'yuan'}`],
    [words.solvedOn, outcome.solvedOn],
    [words.since, outcome.solvedOn === undefined ? undefined : outcomeWords(outcome, compendium.printedOn)[language]],
  ]
  return rows.map(([name, value]) => [name[language], value] as const)
}

function paragraphs(text: string): readonly Block[] {
  const lines = text.split('\n').filter(line => line.trim() !== '')
  return lines.map(line => ({ kind: 'paragraph', text: line }))
}

function causeList({ causes }: KeptCase, { compendium, language }: Printing): readonly Block[] {
  if (causes.length === 0) return []
  const items = causes.map(({ causeId, percent, note }) => {
    const name = compendium.names.causes.get(causeId)?.[language] ?? causeId
    const share = percent === undefined ? '' : ` ${percent} %`
    const remark = note === undefined ? '' : language === 'zh' ? `：${note}` : `: ${note}`
    return `${name}${share}${remark}`
  })
  return [{ kind: 'list', items }]
}

function measureTable({ measures }: KeptCase, { compendium, language }: Printing): readonly Block[] {
  if (measures.length === 0) return []
  const title = ({ [language]: text }: Bilingual) => text
  const columns = [
    { title: title(words.measure), share: 4 },
    { title: title(words.quantity), share: 3, align: 'right' },
    { title: title(words.yuan), share: 3, align: 'right' },
    { title: title(words.note), share: 4 },
  ] as const
  const rows = measures.map(({ measureId, quantity, costYuan, note }) => {
    const unit = compendium.units.get(measureId)
    return [
      compendium.names.measures.get(measureId)?.[language] ?? measureId,
      quantity === undefined ? '' : `${figure(quantity)} ${unit === undefined ? '' : measureUnits[unit][language]}`,
      costYuan === undefined ? '' : figure(costYuan),
      note ?? '',
    ]
  })
  const told = columns.map((_column, index) => rows.some(row => row[index] !== ''))
  return [
    {
      kind: 'table',
      columns: columns.filter((_column, index) => told[index]),
      rows: rows.map(row => row.filter((_text, index) => told[index])),
    },
  ]
}

function pictureBlocks({ pictures }: KeptCase, { figures, language }: Printing): readonly Block[] {
  if (pictures.length === 0) return []
  return [
    {
      kind: 'figures',
      abreast: 2,
      figures: pictures.map(({ sha256: hash, when, caption }) => ({
        picture: figures.get(hash),
        caption: [pictureTimes[when][language], caption].filter(Boolean).join(language === 'zh' ? '：' : ': '),
      })),
    },
  ]
}

function sourceBlocks(
  { content: { source }, contentHash, version }: PrintedCase,
  language: Language,
): readonly Block[] {
  const cited =
    source === undefined
      ? []
      : [
          `${source.title}${source.clause === undefined ? '' : ` ${source.clause}`}${source.confidence === 'to-be-confirmed' ? words.toBeConfirmed[language] : ''}`,
        ]
  return [...cited, `${words.version[language]} ${version}　SHA-256 ${contentHash}`].map(text => ({
    kind: 'note',
    text,
  }))
}

/** The fingerprint covers the texts that are printed, and nothing else. */
function footerOf({ cases, printedAt }: Compendium, language: Language) {
  const digest = sha256(cases.map(({ contentHash }) => contentHash).join('\n'))
  return {
    lines: [
      language === 'zh'
        ? `来源：久清平台　生成时间 ${printedAt}（北京时间）`
        : `Source: Jiuqing platform. Made at ${printedAt} (China)`,
    ],
    fingerprint: language === 'zh' ? `所收案例散列：${digest}` : `Hash of the cases: ${digest}`,
  }
}
