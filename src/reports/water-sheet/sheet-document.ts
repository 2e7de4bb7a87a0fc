import { chinaDate, chinaMinute } from '../../domain/dates.ts'
import { personWords } from '../../domain/person-label.ts'
import type { Bilingual, Citation, Language } from '../../domain/words.ts'
import { findingsIn } from '../../identification/contract.ts'
import { parameters } from '../../domain/parameters.ts'
import type { Block, Column, Figure, OfficialDocument } from '../../platform/documents/document.ts'
import { areaMethods, sourceKinds } from '../../waters/contract.ts'
import { readingTables } from './reading-tables.ts'
import type { SheetReading } from './read-sheet.ts'
import { factsOfWater } from './sheet-facts.ts'
import { factNames, sheetWords as words } from './sheet-words.ts'

export type SheetPictures = {
  /** `undefined` where the position is not known. */
  readonly sketch: Figure | undefined
  readonly photos: readonly Figure[]
}
type Sheet = SheetReading & SheetPictures

/** One water, one file (一水一档) as an official paper; what is not recorded is said, never left out in silence. */
export function waterSheetDocument(sheet: Sheet, language: Language): OfficialDocument {
  const { water } = sheet
  const section = (title: Bilingual, blocks: readonly Block[]): readonly Block[] => [
    { kind: 'heading', level: 1, text: title[language] },
    ...(blocks.length === 0 ? [{ kind: 'note', text: words.none[language] } as const] : blocks),
  ]
  return {
    language,
    title: words.title[language],
    subtitle: language === 'zh' ? `${water.name}（${water.code}）` : `${water.name} (${water.code})`,
    ...(water.invented ? { warning: words.invented[language] } : {}),
    blocks: [
      ...section(words.facts, facts(sheet, language)),
      ...section(
        words.identification,
        sheet.verdicts.flatMap(verdict => verdictBlocks(verdict, language)),
      ),
      ...section(words.readings, readings(sheet, language)),
      ...section(words.supervision, numbers(sheet, language)),
      ...section(words.sources, sources(sheet, language)),
      ...section(words.areas, areas(sheet, language)),
      ...section(
        words.doubts,
        water.findings.map(finding => ({ kind: 'note', text: finding[language] })),
      ),
      ...section(words.pictures, pictures(sheet)),
      ...section(words.history, history(sheet, language)),
    ],
    footer: footerOf(sheet, language),
    about: { author: words.author[language], subject: `${water.code} ${water.name}`, madeAt: sheet.madeAt },
  }
}

function facts({ water, causes }: Sheet, language: Language): readonly Block[] {
  const head = [[factNames.code[language], water.code] as const, [factNames.name[language], water.name] as const]
  return [{ kind: 'pairs', abreast: 2, rows: [...head, ...factsOfWater(water, causes, language)] }]
}

function verdictBlocks(verdict: SheetReading['verdicts'][number], language: Language): readonly Block[] {
  const { at, by, record } = verdict
  const findings = record.parts.flatMap(({ detail }) => findingsIn(detail))
  const sources = record.citations.map(citation => cite(citation, language)).join(language === 'zh' ? '；' : '; ')
  const lead = `${chinaDate(new Date(at))}　${personWords(by)[language]}`
  const arithmetic: Block = {
    kind: 'table',
    columns: columnsOf(
      [
        [words.indicator, 2],
        [words.reckoning, 5],
        [words.clause, 4],
      ],
      language,
    ),
    rows: findings.map(finding => [
      parameters[finding.parameter].name[language],
      `${finding.words[language]}${resultWords(finding.result, language)}`,
      cite(finding.citation, language),
    ]),
  }
  return [
    { kind: 'note', text: [{ text: lead, strong: true }] },
    { kind: 'note', text: record.words[language] },
    ...(findings.length === 0 ? [] : [arithmetic]),
    { kind: 'note', text: `${words.decisive[language]}${language === 'zh' ? '：' : ': '}${sources}` },
  ]
}

function resultWords(result: string, language: Language): string {
  if (result !== 'failed' && result !== 'passed') return ''
  const said = words[result][language]
  return language === 'zh' ? `（${said}）` : ` (${said})`
}

function cite({ title, clause, confidence }: Citation, language: Language): string {
  return `${title} ${clause}${confidence === 'to-be-confirmed' ? words.toBeConfirmed[language] : ''}`
}

function readings({ readings: page }: Sheet, language: Language): readonly Block[] {
  const more: readonly Block[] = page.next === undefined ? [] : [{ kind: 'note', text: words.moreReadings[language] }]
  return [...readingTables(page.items, language), ...more]
}

function numbers({ water }: Sheet, language: Language): readonly Block[] {
  const columns = columnsOf(
    [
      [words.issuer, 3],
      [words.number, 3],
      [words.issuedOn, 2],
    ],
    language,
  )
  return tableOf(
    columns,
    water.numbers.map(({ issuer, number, issuedOn }) => [issuer, number, issuedOn]),
  )
}

function sources({ water }: Sheet, language: Language): readonly Block[] {
  const columns = columnsOf(
    [
      [words.kind, 2],
      [words.name, 3],
      [words.quantity, 2],
      [words.note, 4],
    ],
    language,
  )
  const rows = water.sources.map(({ kind, name, quantity, quantityUnit, note }) => [
    sourceKinds[kind][language],
    name,
    quantity === undefined ? '' : `${quantity} ${quantityUnit ?? ''}`,
    note ?? '',
  ])
  return tableOf(columns, rows)
}

function areas({ water }: Sheet, language: Language): readonly Block[] {
  const columns = columnsOf(
    [
      [words.recordedOn, 2],
      [words.areaM2, 2],
      [words.method, 3],
      [words.areaOn, 2],
    ],
    language,
  )
  const rows = water.areas.map(({ recordedAt, areaM2, method, on }) => [
    chinaDate(new Date(recordedAt)),
    String(areaM2),
    areaMethods[method][language],
    on ?? '',
  ])
  return tableOf(columns, rows)
}

function pictures({ sketch, photos }: Sheet): readonly Block[] {
  const own: Block[] = sketch === undefined ? [] : [{ kind: 'figures', figures: [sketch] }]
  return photos.length === 0 ? own : [...own, { kind: 'figures', abreast: 2, figures: photos }]
}

function history({ history: page }: Sheet, language: Language): readonly Block[] {
  const columns = columnsOf(
    [
      [words.time, 4],
      [words.event, 8],
      [words.person, 4],
      [words.fact, 5],
    ],
    language,
  )
  const rows = page.items.map(({ at, words: said, actor, reason, chain, sequence, hash }) => [
    chinaMinute(new Date(at)),
    reason === undefined
      ? said[language]
      : `${said[language]}\n${words.reason[language]}${language === 'zh' ? '：' : ': '}${reason}`,
    personWords(actor)[language],
    `${chain}-${sequence}\n${hash.slice(0, shownDigits)}`,
  ])
  const more: readonly Block[] = page.next === undefined ? [] : [{ kind: 'note', text: words.moreFacts[language] }]
  return [...tableOf(columns, rows), { kind: 'note', text: words.hashes[language] }, ...more]
}

/** 64 bits: enough to find an entry and to notice another; the whole hash stands in the ledger. */
const shownDigits = 16

function footerOf({ water, printedAt, newestFact }: Sheet, language: Language) {
  const line: Bilingual = {
    zh: `来源：久清平台　水体 ${water.code} 第 ${water.version} 版　生成时间 ${printedAt}（北京时间）`,
    en: `Source: Jiuqing platform. Water ${water.code}, version ${water.version}. Made at ${printedAt} (China)`,
  }
  if (newestFact === undefined) return { lines: [line[language]] }
  const { chain, sequence, hash } = newestFact
  const fingerprint: Bilingual = {
    zh: `本水体最新记录 ${chain}-${sequence}：${hash}`,
    en: `Newest fact of this water ${chain}-${sequence}: ${hash}`,
  }
  return { lines: [line[language]], fingerprint: fingerprint[language] }
}

function columnsOf(given: readonly (readonly [Bilingual, number])[], language: Language): readonly Column[] {
  return given.map(([title, share]) => ({ title: title[language], share }))
}

function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly Block[] {
  return rows.length === 0 ? [] : [{ kind: 'table', columns, rows }]
}
